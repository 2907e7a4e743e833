"""Who the phrases of a report stand for."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document
from dragoman.resolution.actors import ActorResolver, entity
from dragoman.resolution.referents import Actor

SEGMENTER = Segmenter()
RESOLVER = ActorResolver()


def segmented(text: str) -> Segmentation:
    return SEGMENTER(Document(id="test", text=text, origin="test"))


def resolve(text: str, phrase: str, on: str | None) -> tuple[Actor, str | None]:
    segmentation = segmented(text)
    start = text.index(phrase)
    day = datetime.date.fromisoformat(on) if on else None
    return RESOLVER.resolve(segmentation, start, start + len(phrase), RESOLVER.names(segmentation), day)


def mentions(text: str, on: str | None = None) -> list[Actor]:
    segmentation = segmented(text)
    day = datetime.date.fromisoformat(on) if on else None
    return RESOLVER.mentions(segmentation, RESOLVER.names(segmentation), day)


@pytest.mark.parametrize(
    ("phrase", "kind", "country", "code"),
    [
        ("Ukraine", "government", "UKR", "UKR"),
        ("the Kremlin", "government", "RUS", "RUSGOV"),
        ("Moscow", "government", "RUS", "RUSGOV"),
        ("Kiev", "government", "UKR", "UKRGOV"),
        ("the White House", "office", "USA", "USAGOV"),
        ("TURKEY", "government", "TUR", "TUR"),
        ("the D.P.R.K.", "government", "PRK", "PRK"),
        ("Côte d’Ivoire", "government", "CIV", "CIV"),
        ("Russian officials", "people", "RUS", "RUSGOV"),
        ("Ukraine's foreign ministry", "office", "UKR", "UKRGOV"),
        ("Russia’s Security Council", "office", "RUS", "RUSGOV"),
        ("the Security Council", "organisation", None, "IGOUNO"),
        ("Peru's Congress", "office", "PER", "PERLEG"),
        ("UN officials", "people", None, "IGOUNO"),
        ("Human Rights Watch", "organisation", None, "NGOHRW"),
        ("a spokesman for the Ukrainian foreign ministry", "person", "UKR", "UKRGOV"),
        ("Russia's ambassador to Poland", "person", "RUS", "RUSGOV"),
        ("police in Paris", "office", "FRA", "FRACOP"),
        ("diplomats in Paris", "people", None, "GOV"),
        ("dozens of French protesters", "people", "FRA", "FRAOPP"),
        ("the Trump administration", "office", "USA", "USAGOV"),
        ("South Korea's military", "office", "KOR", "KORMIL"),
        ("a former CIA official", "person", "USA", "USAELI"),
    ],
)
def test_head_decides_the_type_and_attached_words_the_country(
    phrase: str, kind: str, country: str | None, code: str
) -> None:
    actor, _ = resolve(phrase, phrase, "2019-05-01")
    assert (kind, country, code) == (actor.type, actor.country, actor.code)


@pytest.mark.parametrize(
    "phrase",
    [
        "the French-speaking region",
        "support for Ukraine",
        "US and Russian officials",
        "pro-Russian separatists",
        "the Ukrainian-led plan",
    ],
)
def test_words_that_are_not_attached_to_the_head_give_no_country(phrase: str) -> None:
    actor, reason = resolve(phrase, phrase, "2019-05-01")
    assert actor.country is None
    assert reason


def test_place_of_an_attack_is_not_the_attacker() -> None:
    assert resolve("Iranian attacks in Syria", "Iranian attacks in Syria", None)[0].country == "IRN"


@pytest.mark.parametrize(
    ("phrase", "on", "name"),
    [
        ("the president of the United States", "2025-01-19", "Joe Biden"),
        ("the president of the United States", "2025-01-20", "Donald Trump"),
        ("the newly elected president of the United States", "2025-01-21", "Donald Trump"),
        ("the newly elected president of the United States", "2024-12-01", "Donald Trump"),
        ("the French president", "2010-06-01", "Nicolas Sarkozy"),
        ("the British prime minister", "2003-03-18", "Tony Blair"),
        ("a British prime minister", "2003-03-18", None),
        ("the French president", None, None),
        ("the French president", "2099-01-01", None),
        ("the former French president", "2010-06-01", None),
    ],
)
def test_office_is_held_by_whoever_held_it_on_the_day_of_the_report(
    phrase: str, on: str | None, name: str | None
) -> None:
    actor, reason = resolve(phrase, phrase, on)
    assert name == actor.name
    assert actor.type == "person"
    assert actor.name or reason


@pytest.mark.parametrize(
    ("text", "phrase", "on", "name", "code"),
    [
        ("Trump spoke.", "Trump", "2025-01-21", "Donald Trump", "USAGOV"),
        ("Trump spoke.", "Trump", "2022-04-01", "Donald Trump", "USA"),
        ("Trump spoke.", "Trump", None, "Donald Trump", "USA"),
        ("President Donald Trump came. Trump spoke.", "Trump", None, "Donald Trump", "USAGOV"),
        ("Ex-President Barack Obama spoke.", "Ex-President Barack Obama", "2015-01-01", "Barack Obama", "USAELI"),
        ("Secretary Blinken spoke.", "Secretary Blinken", None, "Antony Blinken", "USAGOV"),
        ("President Xi spoke.", "President Xi", "2015-01-01", "Xi Jinping", "CHNGOV"),
        ("Foreign Minister Wang spoke.", "Foreign Minister Wang", "2015-01-01", "Wang Yi", "CHNGOV"),
        ("Secretary-General Guterres spoke.", "Secretary-General Guterres", None, "Antonio Guterres", "IGOUNO"),
        ("Wang spoke.", "Wang", "2015-01-01", None, None),
        ("Brown spoke.", "Brown", "2009-01-01", None, None),
        ("Gordon Brown came. Later Brown spoke.", "Brown", "2009-01-01", "Gordon Brown", "GBRGOV"),
        (
            "NATO Secretary General Jens Stoltenberg spoke.", "NATO Secretary General Jens Stoltenberg",
            "2025-01-21", "Jens Stoltenberg", "IGONAT",
        ),
        (
            "The prime minister of Israel Benjamin Netanyahu spoke.",
            "The prime minister of Israel Benjamin Netanyahu", None, "Benjamin Netanyahu", "ISRGOV",
        ),
    ],
)  # fmt: skip
def test_person_has_the_office_that_the_date_or_the_text_supports(
    text: str, phrase: str, on: str | None, name: str | None, code: str | None
) -> None:
    segmentation = segmented(text)
    start = text.rindex(phrase)
    day = datetime.date.fromisoformat(on) if on else None
    actor, reason = RESOLVER.resolve(segmentation, start, start + len(phrase), RESOLVER.names(segmentation), day)
    assert (name, code) == (actor.name, actor.code)
    assert reason or (actor.name and actor.sector)


def test_unknown_person_is_described_by_the_words_of_the_document() -> None:
    text = "Polish Foreign Minister Jan Kowalski met the press. Kowalski said little."
    first, _ = resolve(text, "Polish Foreign Minister Jan Kowalski", None)
    assert (first.name, first.type, first.code) == ("Jan Kowalski", "person", "POLGOV")
    second = mentions(text)[-1]
    assert (second.text, second.name, second.code) == ("Kowalski", "Jan Kowalski", "POLGOV")


def test_family_name_behind_another_given_name_is_another_person() -> None:
    found = mentions("The report names General Juan Bobadilla and a cousin, Herlinda Bobadilla.")
    assert all(actor.text != "Bobadilla" for actor in found)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mr. Kiselyov spoke.", "Mr. Kiselyov"),
        ("The spokesman said so.", "The spokesman"),
        ("He said so.", "He"),
        ("Members of his team came.", "Members of his team"),
        ("Congo agreed.", "Congo"),
        ("Brussels agreed.", "Brussels"),
        ("Georgia votes. Republican officials in Atlanta agree.", "Georgia"),
    ],
)
def test_what_is_not_known_says_why(text: str, phrase: str) -> None:
    actor, reason = resolve(text, phrase, "2025-01-21")
    assert actor.name is None
    assert actor.country is None
    assert reason


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Michael Jordan played.", "JOR"),
        ("He met Chad Smith in May.", "TCD"),
        ("They went to New Mexico.", "MEX"),
        ("Trump Tower is high, and Melania Trump lives there.", "USA"),
        ("It happened in May 2019.", "GBR"),
        ("They live in Turkey Creek.", "TUR"),
    ],
)
def test_part_of_another_name_is_not_the_state_or_person(text: str, country: str) -> None:
    assert country not in {actor.country for actor in mentions(text)}


def test_mentions_are_actors_and_no_places() -> None:
    text = (
        "MOSCOW (AP) -- French President Emmanuel Macron arrived in Moscow. The French foreign ministry said Kyiv "
        "and the newly elected president of Ukraine back US-Russia talks. Russia's territorial claims stay."
    )
    found = [(actor.text, actor.code) for actor in mentions(text, "2019-05-25")]
    assert found == [
        ("French President Emmanuel Macron", "FRAGOV"),
        ("The French foreign ministry", "FRAGOV"),
        ("Kyiv", "UKRGOV"),
        ("the newly elected president of Ukraine", "UKRGOV"),
        ("US", "USA"),
        ("Russia", "RUS"),
        ("Russia", "RUS"),
    ]


def test_part_of_speech_keeps_a_role_in_front_of_a_noun_from_being_an_actor() -> None:
    segmentation = segmented("Russian military bases closed.")
    names = RESOLVER.names(segmentation)
    assert RESOLVER.mentions(segmentation, names, None, ["JJ", "JJ", "NNS", "VBD", "."]) == []
    assert [a.code for a in RESOLVER.mentions(segmentation, names, None)] == ["RUSMIL"]


def test_name_broken_over_two_lines_is_found() -> None:
    line = "officials of the ministry of foreign affairs who met there"
    wrapped = [
        line,
        line,
        line,
        line + " and the United",
        "States, they said, met there on the day before",
        "the meeting",
    ]
    text = "\n".join(wrapped)
    assert [name.text for name in RESOLVER.names(segmented(text))] == ["United\nStates"]
    assert "USA" in {actor.country for actor in mentions(text)}


def test_all_mentions_of_one_actor_are_one_entity() -> None:
    found = mentions(
        "President Vladimir Putin came. Putin spoke. Russia agreed, Moscow said. Egypt did not.", "2015-01-01"
    )
    ids = [entity(actor) for actor in found]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert len(set(ids)) == 3


def test_government_is_made_from_a_code() -> None:
    government = RESOLVER.government("FRA")
    assert (government.name, government.type, government.code) == ("France", "government", "FRAGOV")
    with pytest.raises(KeyError):
        RESOLVER.government("XYZ")


WORDS = st.sampled_from(
    ["Russian", "President", "Vladimir", "Putin", "the", "of", "US", "-", "’s", "Kremlin", "and", ",", "Mr.", "U.N."]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)), st.data())
def test_any_text_can_be_read_and_every_mention_slices_to_its_text(text: str, data: st.DataObject) -> None:
    segmentation = segmented(text)
    names = RESOLVER.names(segmentation)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    actor, _ = RESOLVER.resolve(segmentation, start, end, names, None)
    described = [actor, *RESOLVER.mentions(segmentation, names, datetime.date(2020, 1, 1))]
    spans = [(found.start, found.end, found.text) for found in described]
    spans += [(name.start, name.end, name.text) for name in names]
    assert all(words == text[low:high] for low, high, words in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
