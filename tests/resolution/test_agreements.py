from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from dragoman.resolution.agreements import AgreementFinder, AgreementMention, PlainText

SEGMENT, FIND = Segmenter(), AgreementFinder()


def mentions(text: str, date: datetime.date | None = None) -> list[AgreementMention]:
    return FIND(SEGMENT(Document(id="1", text=text, origin="test", date=date)))


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.name) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the New Strategic Arms Reduction Treaty", "New START"),
        ("the Non\u2011Proliferation Treaty", "Non-Proliferation Treaty"),
        ("the Treaty on the Non- \nProliferation of Nuclear  Weapons", "Non-Proliferation Treaty"),
        ("the Comprehensive Nuclear-Test-Ban treaty", "Comprehensive Nuclear-Test-Ban Treaty"),
        ("the JCPOA’s limits", "Joint Comprehensive Plan of Action"),
        ("the UN Charter", "Charter of the United Nations"),
        ("the Children’s Rights Convention", "Convention on the Rights of the Child"),
    ],
)
def test_names_and_aliases_of_the_register(text: str, name: str) -> None:
    assert [(mention.name, mention.how) for mention in mentions(f"They spoke of {text} again.")] == [(name, "name")]


@pytest.mark.parametrize(
    "text",
    [
        "NEW START FOR THE COUNTRY AFTER TALKS",
        "Talks START today.",
        "The Abraham Accords Institute met.",
        "An agreement was reached, and the accord holds.",
        "The Democratic National Convention met.",
        "The Government of National Accord fell.",
        "A Peace Agreement is near.",
        "They sign a Memorandum of Understanding.",
        "The Chief of Protocol of the United States resigned.",
        "Chile and Peru Sign Trade Agreement With Partners",
    ],
)
def test_other_words_are_no_agreements(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She praised the Kinshasa Convention in her speech.", "Kinshasa Convention"),
        ("They opened the Afghan-Pakistan Transit Trade Agreement again.", "Afghan-Pakistan Transit Trade Agreement"),
        (
            "They honour the Convention on Late Notification of a Nuclear Accident.",
            "Convention on Late Notification of a Nuclear Accident",
        ),
        ("They signed the Treaty of Kadesh on February 6.", "Treaty of Kadesh"),
        ("Under Kinshasa Convention rules, arms are marked.", "Kinshasa Convention"),
    ],
)
def test_capitalised_names_that_the_register_does_not_know(text: str, name: str) -> None:
    assert [(mention.name, mention.how, mention.reason) for mention in mentions(text)] == [
        (name, "unlisted", "it is not in the register")
    ]


def test_acronym_that_the_text_brings_in() -> None:
    text = "Delegates signed the Kinshasa Arms Convention (KAC). Later the KAC was praised, and the KACB was not."
    assert [(mention.text, mention.name) for mention in mentions(text)] == [
        ("Kinshasa Arms Convention", "Kinshasa Arms Convention"),
        ("KAC", "Kinshasa Arms Convention"),
        ("KAC", "Kinshasa Arms Convention"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New START is old. This pact remains in force.", ["New START", "New START"]),
        ("They discussed New START. The landmark treaty expires soon.", ["New START", "New START"]),
        ("The Paris Agreement holds. The accord is broad.", ["Paris Agreement", "Paris Agreement"]),
        ("The Paris Agreement holds. The treaty is broad.", ["Paris Agreement"]),
        ("New START holds. The treaty between Spain and France is old.", ["New START"]),
        ("New START holds. They signed a treaty. This treaty is new.", ["New START"]),
        ("New START and the INF Treaty were discussed. This treaty is old.", ["New START", "INF Treaty"]),
        ("New START holds. One. Two. Three. This treaty is old.", ["New START"]),
        ("The agreement builds on the Prespa Agreement. This agreement is new.", ["Prespa Agreement"]),
        ("This pact is old. New START holds.", ["New START"]),
        ("New START holds. The treaty allies met.", ["New START"]),
    ],
)
def test_back_references_go_to_the_agreement_last_named(text: str, expected: list[str]) -> None:
    assert [mention.name for mention in mentions(text)] == expected


def test_alias_of_several_agreements_stays_open() -> None:
    [mention] = mentions("They cited the Vienna Convention.")
    assert mention.entry is None
    assert mention.reason is not None
    assert mention.reason.startswith("it may be Vienna Convention on Diplomatic Relations or ")


def test_alias_of_several_agreements_means_the_one_named_in_the_text() -> None:
    text = "The Vienna Convention on Consular Relations is old. They cited the Vienna Convention."
    assert {mention.name for mention in mentions(text)} == {"Vienna Convention on Consular Relations"}


def test_alias_means_no_agreement_that_was_signed_later() -> None:
    assert [m.name for m in mentions("They spoke of the START treaty.", datetime.date(1995, 1, 1))] == ["START I"]


@given(st.text(alphabet="ab -\n\tİ—", max_size=40))
def test_plain_text_keeps_the_way_back(text: str) -> None:
    plain = PlainText(text)
    assert len(plain.text.lower()) == len(plain.text)
    places = [plain.offset(at) for at in range(len(plain.text))]
    assert places == sorted(set(places))
    assert all(plain.text[at] == text[place] for at, place in enumerate(places) if text[place] in "ab")


PIECES = [
    "New START", "the treaty", "This pact", "(", ")", "Prespa Accord", "KAC", ".", "\n", "of", "and", "Agreement",
    "on Peace",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_mentions_never_overlap_and_slice_to_their_text(words: list[str]) -> None:
    text = " ".join(words)
    found = mentions(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
