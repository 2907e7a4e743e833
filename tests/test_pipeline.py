"""What must always hold of a record, and the whole way on small reports."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Agreement, Commitment, Event, Item, Position, Statement
from dragoman.record.schema import record_schema

DAY = datetime.date(2025, 3, 14)
REPORT = """BRUSSELS — French Foreign Minister Jean-Noël Barrot on Thursday urged Iran to release two detainees.

“We will not wait for ever,” he said. “Our patience has limits.”

Iranian officials privately admit that the case may harm talks on the nuclear deal. Iran rejected the demand. Germany
promised to send a delegation by 1 April 2025 if the two are freed, according to Reuters. The European Union said
“a solution is within reach”. Relations between France and Iran have deteriorated to their lowest point since 1979.

The New Strategic Arms Reduction Treaty (New START) is due to expire on February 5, 2026. "Stray mark."""
FRAGMENTS = st.sampled_from(
    ["“", "”", '"', "‘", "’", "''", "said", "Putin", " ", ". ", "\n", "\n\n", "which", "the treaty", "Q ", "MR. X:",
     "Monday", "by", "that", ",", "—", "he", "and", "to", "Iran", "rejects", "promised", "according to", "\ud800",
     "\x00", "İ", "ﬁ", "1990"]
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def document(text: str, *, date: datetime.date | None = DAY, identity: str = "test") -> Document:
    return Document(id=identity, text=text, origin="test", date=date)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with start, end and text, however deep it lies."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def check_spans(text: str, items: list[Item]) -> None:
    for item in items:
        plain = msgspec.to_builtins(item)
        assert all(span["text"] == text[span["start"] : span["end"]] for span in spans(plain))
        assert plain["kind"] in {"actor", "time"} or plain["evidence"], "an item without evidence"


@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_span_slices_to_its_text(text: str) -> None:
    check_spans(text, PIPELINE.read(document(text), mentions=True))


PIPELINE = Pipeline()


def test_every_span_of_a_report_slices_to_its_text(pipeline: Pipeline) -> None:
    items = pipeline.read(document(REPORT), mentions=True)
    check_spans(REPORT, items)
    assert {"statement", "event", "position", "commitment", "agreement", "relation", "actor", "time"} == {
        msgspec.to_builtins(item)["kind"] for item in items
    }


def test_every_item_validates_against_the_published_schema(pipeline: Pipeline) -> None:
    validator = jsonschema.Draft202012Validator(record_schema())
    for item in pipeline.read(document(REPORT), mentions=True):
        validator.validate(json.loads(msgspec.json.encode(item)))


def test_ids_do_not_change_when_documents_are_read_again_or_in_another_order(pipeline: Pipeline) -> None:
    first, second = document(REPORT, identity="a"), document("Putin said he agreed.", identity="b")
    forward = {d.id: pipeline.read(d) for d in (first, second)}
    backward = {d.id: Pipeline().read(d) for d in (second, first)}
    assert forward == backward


def test_ids_are_unique_within_a_document(pipeline: Pipeline) -> None:
    ids = [item.id for item in pipeline.read(document(REPORT)) if hasattr(item, "id")]
    assert len(ids) == len(set(ids))


def test_inside_names_a_statement_of_the_same_document(pipeline: Pipeline) -> None:
    items = pipeline.read(document("According to Reuters, Merkel said that Putin had promised to leave."))
    statements = {item.id: item for item in items if isinstance(item, Statement)}
    inner = [item for item in statements.values() if item.inside is not None]
    assert inner, "nothing is nested"
    assert all(item.inside in statements for item in inner)


def only(items: list[Item], kind: type) -> list[Any]:
    return [item for item in items if isinstance(item, kind)]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Russian officials privately admit that hopes may be shattered.", "openness", "private"),
        ("Neither side has said what will follow.", "certainty", "denied"),
        ("I would like to stress that China earnestly implements the resolutions.", "certainty", "asserted"),
        ("Macron could argue that the talks have failed.", "certainty", "hedged"),
        ("Russian officials privately admit that hopes may be shattered.", "certainty", "hedged"),
        ("Russian officials privately admit that hopes may be shattered.", "named", False),
        ("Russian officials privately admit that hopes may be shattered.", "act", "admits"),
        ("Putin denied that troops had crossed the border.", "certainty", "denied"),
        ("Putin said that the talks had failed.", "certainty", "asserted"),
        ("Putin said that the talks had failed.", "manner", "indirect"),
        ("“The talks have failed,” Putin said.", "manner", "direct"),
        ("Putin called the talks “a waste of time”.", "manner", "mixed"),
        ("On Monday, Putin asked for new talks.", "act", "demands"),
        ("Putin expressed hope for a quick end to the war.", "act", "hopes"),
        ("Putin promised to end the war.", "act", "promises"),
    ],
)
def test_statement_fields(pipeline: Pipeline, text: str, field: str, expected: object) -> None:
    assert expected in [getattr(item, field) for item in only(pipeline.read(document(text)), Statement)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russian President Vladimir Putin arrived. “We are ready,” he said.", ["Vladimir Putin"]),
        ("“We are ready,” the president of the United States said.", ["Donald Trump"]),
        ("Putin and Xi said the talks went well.", ["Vladimir Putin", "Xi Jinping"]),
        ("“We are ready,” the minister said.", [None]),
        ("Putin met Xi. “We are ready,” he said.", ["Vladimir Putin"]),
    ],
)
def test_speakers(pipeline: Pipeline, text: str, names: list[str | None]) -> None:
    statement = only(pipeline.read(document(text)), Statement)[0]
    assert names == [speaker.name for speaker in statement.speakers]


def test_a_pronoun_that_may_mean_two_persons_stays_unknown(pipeline: Pipeline) -> None:
    text = "The envoy of Vladimir Putin spoke to Xi Jinping. Later he said the talks had failed."
    statement = only(pipeline.read(document(text)), Statement)[-1]
    assert [] == statement.speakers
    assert "several persons" in statement.unknown["speakers"]


def test_he_in_somebodys_words_is_not_the_speaker(pipeline: Pipeline) -> None:
    text = "Trump spoke on Friday. “We hear his pledge to end the war,” Putin said."
    pledge = next(item for item in only(pipeline.read(document(text)), Statement) if item.cue[0].text == "pledge")
    assert ["Donald Trump"] == [speaker.name for speaker in pledge.speakers]


def test_the_author_of_a_release_is_i_and_his_government_is_we(pipeline: Pipeline) -> None:
    text = "Antony J. Blinken, Secretary of State\n\nI congratulate Kenya. We condemn the attack on Somalia."
    items = pipeline.read(document(text, date=datetime.date(2022, 5, 1)))
    assert ["Antony Blinken", "United States"] == [s.speakers[0].name for s in only(items, Statement)]


def test_in_a_transcript_i_is_the_one_whose_turn_it_is(pipeline: Pipeline) -> None:
    blinken = "SECRETARY BLINKEN: I said that the talks would go on."
    asked = "QUESTION: The Russians have left the room. I was told on Sunday that the talks had failed, and I think "
    asked += "that nobody knows why."
    text = f"{blinken}\n\n{asked}\n\nSECRETARY BLINKEN: No."
    found = only(pipeline.read(document(text, date=datetime.date(2022, 5, 1))), Statement)
    turns = {item.id: item for item in found if item.cue[0].text == ":"}
    assert [["Antony Blinken"], [], ["Antony Blinken"]] == [[s.name for s in turn.speakers] for turn in turns.values()]
    inner = [item for item in found if item.inside is not None]
    assert [["Antony Blinken"], []] == [[speaker.name for speaker in item.speakers] for item in inner]
    assert all(item.inside in turns for item in inner)


def test_who_answers_is_told_by_the_title(pipeline: Pipeline) -> None:
    text = "Q: What of the tariffs?\n\nA: We urge the US to lift them.\n\nQ: And Iran?\n\nA: I have no information."
    title = "Foreign Ministry Spokesperson Geng Shuang's Regular Press Conference on June 22, 2018"
    report = Document(id="test", text=text, origin="test", date=datetime.date(2018, 6, 22), title=title)
    items = pipeline.read(report)
    check_spans(text, items)
    answers = [item for item in only(items, Statement) if item.source and item.source[0].text == "A"]
    assert [["Geng Shuang"], ["Geng Shuang"]] == [[speaker.name for speaker in item.speakers] for item in answers]
    (event,) = only(items, Event)
    assert (["CHN"], ["USA"]) == ([a.country for a in event.actors], [a.country for a in event.recipients])
    unnamed = pipeline.read(msgspec.structs.replace(report, title=None))
    assert not any(item.speakers for item in only(unnamed, Statement) if item.source and item.source[0].text == "A")


def test_a_text_that_ends_in_the_word_of_a_label_is_read(pipeline: Pipeline) -> None:
    text = "Russia condemned answer"
    check_spans(text, pipeline.read(document(text)))


@pytest.mark.parametrize("text", [REPORT, "On Monday Putin said that he would leave next week."])
def test_without_a_date_no_date_is_made_up(pipeline: Pipeline, text: str) -> None:
    items = pipeline.read(document(text, date=None))
    relative = [item.said_on for item in only(items, Statement) if item.said_on and "day" in item.said_on.text]
    assert relative, "no relative date was found"
    assert all(date.value is None for date in relative)
    assert all(item.as_of is None for item in only(items, Position))
    assert all(item.status_on is None for item in [*only(items, Commitment), *only(items, Agreement)])


def test_event_has_codes_scale_and_actors(pipeline: Pipeline) -> None:
    (event,) = only(pipeline.read(document("Ukraine rejected Russia’s demands on Monday.")), Event)
    assert ("REJECT", "120", 3, -2.0) == (event.event_type, event.cameo, event.quad_class, event.intensity)
    assert (["UKR"], ["RUS"]) == ([a.country for a in event.actors], [a.country for a in event.recipients])
    assert event.date.value == "2025-03-10"


@pytest.mark.parametrize(
    "text",
    [
        "The river flooded the town.",
        "The senator criticised the film.",
        "He rejected it.",
        "Paris in spring attracts visitors.",
    ],
)
def test_no_event_is_an_answer(pipeline: Pipeline, text: str) -> None:
    assert [] == only(pipeline.read(document(text)), Event)


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("If Russia attacks Poland, NATO will respond.", "hypothetical"),
        ("Russia did not attack Poland.", "negated"),
        ("Russia may attack Poland next year.", "hypothetical"),
        ("Chinese President Xi Jinping will visit Moscow next week.", "planned"),
    ],
)
def test_what_did_not_happen_is_never_told_as_if_it_had(pipeline: Pipeline, text: str, reality: str) -> None:
    assert {item.reality for item in only(pipeline.read(document(text)), Event)} <= {reality}


@pytest.mark.parametrize(
    ("text", "due", "status"),
    [
        ("Germany promised to send troops by 1 April 2025.", "2025-04-01", "open"),
        ("Germany promised to send troops quickly.", None, "unknown"),
    ],
)
def test_commitment_has_due_date_and_status(pipeline: Pipeline, text: str, due: str | None, status: str) -> None:
    (found,) = only(pipeline.read(document(text)), Commitment)
    assert (due, status) == (found.due.value if found.due else None, found.status)


@pytest.mark.parametrize(
    ("text", "codes", "action", "due"),
    [
        ("“We will send 300 trucks to Mali by June 2026,” the Chadian foreign minister said.",
         ["TCDGOV"], "send 300 trucks to Mali by June 2026", "2026-06"),
        ("The company will build a plant.", [], "", None),
    ],
)  # fmt: skip
def test_what_a_state_says_it_will_do_is_a_commitment(
    pipeline: Pipeline, text: str, codes: list[str], action: str, due: str | None
) -> None:
    found = only(pipeline.read(document(text, date=datetime.date(2026, 1, 5))), Commitment)
    assert [actor.code for item in found for actor in item.promisers] == codes
    for item in found:
        assert item.action[0].text == action
        assert item.due is not None
        assert item.due.value == due


def test_a_plan_that_is_missing_is_told(pipeline: Pipeline) -> None:
    text = "Trump has promised to end the war, but he has yet to explain how."
    (found,) = only(pipeline.read(document(text)), Commitment)
    assert found.plan_stated is False


def test_position_is_disputed_by_the_one_who_rejects_it(pipeline: Pipeline) -> None:
    text = (
        "Putin spoke. His insistence on the recognition of Russia’s claims, which Ukraine rejects, remains a problem."
    )
    (found,) = only(pipeline.read(document(text)), Position)
    assert ("demands", "RUS", ["UKR"]) == (
        found.stance,
        found.actor.country,
        [actor.country for actor in found.disputed_by],
    )


def test_a_listed_proposal_gives_a_position_on_each_issue(pipeline: Pipeline) -> None:
    text = "Putin emphasised his willingness to discuss global issues, including the war in Ukraine and arms control."
    found = only(pipeline.read(document(text)), Position)
    assert ["war in Ukraine", "arms control"] == [item.issue.label for item in found]


def test_one_word_without_quotation_marks_is_indirect(pipeline: Pipeline) -> None:
    (found,) = only(pipeline.read(document("Putin congratulated Kenya.")), Statement)
    assert "indirect" == found.manner


def test_two_offices_of_one_person_are_one_actor(pipeline: Pipeline) -> None:
    text = "Putin met with Thai Deputy Prime Minister and Foreign Minister Don Pramudwinai."
    (event,) = only(pipeline.read(document(text)), Event)
    assert [("Vladimir Putin", "RUS"), ("Don Pramudwinai", "THA")] == [(a.name, a.country) for a in event.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Could you say that the talks have failed?",
        "Does China agree with the findings of this panel?",
        "On your third question, I have seen relevant reports and pictures.",
        "If Kyiv promised to disarm, the talks would go on.",
        "It goes without saying that the talks have failed.",
        "The weekend tells us a lot about the talks.",
        "Putin will meet Xi to discuss trade.",
        "When governments deny this right, people suffer.",
    ],
)
def test_what_nobody_said_is_no_statement(pipeline: Pipeline, text: str) -> None:
    assert [] == only(pipeline.read(document(text)), Statement)


def test_a_row_of_digits_is_no_date_and_loses_nothing(pipeline: Pipeline) -> None:
    text = f"The code is {'1' * 5000}. Putin said that he agreed."
    assert ["that he agreed"] == [s.content[0].text for s in only(pipeline.read(document(text)), Statement)]


def test_committing_a_crime_is_no_promise(pipeline: Pipeline) -> None:
    assert [] == only(pipeline.read(document("Iran committed serious crimes against its people.")), Statement)


def test_a_proposal_in_a_quotation_ends_with_it(pipeline: Pipeline) -> None:
    text = "“We are ready to meet all parties,” the Russian foreign minister said on Monday."
    (found,) = only(pipeline.read(document(text)), Position)
    assert ["meet all parties"] == [span.text for span in found.towards]


def test_a_president_and_a_prime_minister_are_two(pipeline: Pipeline) -> None:
    text = "The President and Prime Minister Modi reiterated their views on trade."
    (found,) = only(pipeline.read(document(text)), Statement)
    assert [None, "Narendra Modi"] == [speaker.name for speaker in found.speakers]


def test_a_long_document_takes_time_in_proportion(pipeline: Pipeline) -> None:
    """Counts items, not seconds: all-pairs work would make this test the slowest of all."""
    told = "Iran rejected the plan on Tuesday, the foreign minister said."
    heard = "Reuters reported from Vienna that the envoys of both sides had left the city by train."
    items = pipeline.read(document(f"{told} {heard} " * 1500))
    assert 3000 <= len(only(items, Statement))
