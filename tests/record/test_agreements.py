from __future__ import annotations

import datetime

import msgspec
import pytest

from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.document import Document
from dragoman.record.agreements import AgreementBuilder
from dragoman.record.items import Agreement, Manner, Statement
from dragoman.resolution.referents import Date

SEGMENT, TAG, LEMMAS, BUILD = Segmenter(), Tagger(), VerbLemmas(), AgreementBuilder()
SEED_DAY = datetime.date(2025, 1, 21)
TALKS = (
    "They spoke of the New Strategic Arms Reduction Treaty (New START), which is slated to expire on February 5, 2026. "
    "This pact remains the sole foundation of arms control."
)


def tagged(text: str, date: datetime.date | None) -> Tagged:
    segmentation = SEGMENT(Document(id="r", text=text, origin="test", date=date))
    return lemmatize(segmentation, TAG(segmentation), LEMMAS)


def day(text: str, words: str, value: str | None) -> Date:
    start = text.index(words)
    return Date(text=words, start=start, end=start + len(words), type="DATE", value=value)


def said(text: str, content: str, manner: Manner) -> Statement:
    document = Document(id="r", text=text, origin="test")
    start = text.index(content)
    return Statement(
        id="s1", report="r", evidence=[], method="", confidence=1, unknown={}, source=[], cue=[],
        content=[document.span(start, start + len(content))], speakers=[], manner=manner, act="says", addressees=[],
        inside=None, publishers=[], named=False, openness="public", certainty="asserted", said_on=None, occasion=None,
        channel=None,
    )  # fmt: skip


def one(text: str, date: datetime.date | None = SEED_DAY, dates: dict[str, str] | None = None) -> Agreement:
    found = [day(text, words, value) for words, value in (dates or {}).items()]
    [item] = BUILD.build(tagged(text, date), found)
    return item


def talks(date: datetime.date | None = SEED_DAY) -> Agreement:
    return one(TALKS, date, {"February 5, 2026": "2026-02-05"})


def test_one_item_holds_every_mention_and_claim() -> None:
    item = talks()
    assert item.name == "New START"
    assert [span.text for span in item.evidence] == [
        "New Strategic Arms Reduction Treaty",
        "New START",
        "This pact",
        "which is slated to expire on February 5, 2026",
        "This pact remains the sole foundation of arms control.",
    ]
    assert item.claims == item.evidence[3:]


def test_report_beats_the_register_and_the_rest_is_the_registers() -> None:
    item = talks()
    assert item.expires is not None
    assert (item.expires.value, item.expires.from_) == ("2026-02-05", "report")
    assert [span.text for span in item.expires.evidence] == ["February 5, 2026"]
    assert msgspec.to_builtins(item.signed) == {"value": "2010-04-08", "from": "register", "by": [], "evidence": []}
    assert msgspec.to_builtins(item.suspended) == {
        "value": "2023-02", "from": "register", "by": ["RUS"], "evidence": [],
    }  # fmt: skip
    assert sorted(party.country or "" for party in item.parties) == ["RUS", "USA"]


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2010-06-01", ["signed"]),
        ("2015-06-01", ["in_force"]),
        ("2025-01-21", ["in_force", "suspended_by_party"]),
        ("2026-02-05", ["in_force", "suspended_by_party"]),
        ("2026-02-06", ["expired"]),
    ],
)
def test_status_of_new_start(date: str, status: list[str]) -> None:
    item = one("They spoke of New START.", datetime.date.fromisoformat(date))
    assert (item.status, item.status_on) == (status, date)


def test_register_does_not_know_the_future_of_a_report() -> None:
    item = one("They spoke of New START.", datetime.date(2015, 6, 1))
    assert item.suspended is None
    assert item.unknown["suspended"] == "the report gives none, and the register knows of none by 2015-06-01"
    assert item.expires is not None
    assert item.expires.value == "2021-02-05"


def test_a_withdrawal_that_was_taken_back_does_not_count() -> None:
    text = "They spoke of the Paris Agreement."
    assert one(text, datetime.date(2020, 12, 1)).status == ["in_force", "withdrawn_by_party"]
    assert one(text, datetime.date(2021, 6, 1)).status == ["in_force"]


def test_report_and_register_that_differ_are_both_in_view() -> None:
    item = one("New START expires in 2027.", dates={"2027": "2027"})
    assert item.expires is not None
    assert (item.expires.value, item.unknown["expires"]) == ("2027", "the register says 2026-02-05")


def test_report_that_is_less_precise_agrees() -> None:
    item = one("New START was signed in 2010.", dates={"2010": "2010"})
    assert item.signed is not None
    assert (item.signed.value, item.unknown["signed"]) == ("2010", "more precisely, the register says 2010-04-08")


@pytest.mark.parametrize("value", [None, "2026-W05", "2026-WI"])
def test_dates_that_are_no_days_are_left_out(value: str | None) -> None:
    item = one("New START expires then.", dates={"then": value} if value else {})
    assert item.expires is not None
    assert item.expires.from_ == "register"


def test_without_a_date_there_is_no_status() -> None:
    item = talks(None)
    assert (item.status, item.status_on) == (["unknown"], None)
    assert item.unknown["status_on"] == "the report has no date"


def test_unlisted_agreement_says_what_is_not_known() -> None:
    item = one("They praised the Kinshasa Convention in May.")
    assert (item.name, item.parties, item.signed, item.status) == ("Kinshasa Convention", [], None, ["unknown"])
    assert {"name", "parties", "subject", "signed", "expires", "status"} <= item.unknown.keys()
    assert item.unknown["signed"] == "not in the register"


def test_words_of_others_are_statements_and_no_claims() -> None:
    text = "He said that New START is dead."
    statement = said(text, "New START is dead", "indirect")
    [item] = BUILD.build(tagged(text, SEED_DAY), [], [statement])
    assert (item.claims, item.statements) == ([], ["s1"])


@pytest.mark.parametrize(("manner", "claims"), [("indirect", 1), ("direct", 0)])
def test_which_clause_is_the_reports_own_unless_quoted(manner: Manner, claims: int) -> None:
    text = "He spoke of talks on New START, which limits warheads."
    statement = said(text, "talks on New START, which limits warheads", manner)
    [item] = BUILD.build(tagged(text, SEED_DAY), [], [statement])
    assert len(item.claims) == claims


def test_reading_twice_gives_the_same_item() -> None:
    assert talks() == talks()


def test_report_that_names_none_gives_none() -> None:
    assert BUILD.build(tagged("They agreed on a treaty.", SEED_DAY), []) == []
