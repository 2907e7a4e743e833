"""What becomes of commitments from report to report."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records import Records

from dragoman.record.commitment_followup import FollowedCommitment, follow_commitments
from dragoman.resolution.referents import Date

PROMISE = "Russia pledged to withdraw its troops from the northern border by the end of May 2025."
ACTION = "withdraw its troops from the northern border"
MAY = Date(
    text="the end of May 2025", start=0, end=1, type="DATE", timex="2025-05", value="2025-05", earliest="2025-05-01",
    latest="2025-05-31",
)  # fmt: skip


def record(due: Date | None = MAY) -> Records:
    records = Records()
    records.report("first", "2025-03-01", PROMISE)
    records.commitment("first", "Russia", ACTION, due)
    return records


def on(records: Records, day: str) -> FollowedCommitment:
    (one,) = follow_commitments(records.contents(), datetime.date.fromisoformat(day))
    return one


@pytest.mark.parametrize(
    ("day", "status"),
    [("2025-03-01", "open"), ("2025-04-30", "open"), ("2025-05-01", "due"), ("2025-05-31", "due"),
     ("2025-06-01", "overdue")],
)  # fmt: skip
def test_the_day_that_is_asked_about_decides(day: str, status: str) -> None:
    assert on(record(), day).status == status


def test_what_was_promised_later_is_not_known_yet() -> None:
    assert follow_commitments(record().contents(), datetime.date(2025, 2, 28)) == []


def test_without_a_due_date_it_stays_open_and_says_why() -> None:
    one = on(record(None), "2035-01-01")
    assert (one.status, one.reason) == ("open", "no due date in the text")


def test_a_period_counts_from_the_day_of_the_report() -> None:
    within = Date(text="90 days", start=0, end=1, type="DURATION", timex="P90D")
    assert (on(record(within), "2025-05-30").due_until, on(record(within), "2025-05-31").status) == (
        "2025-05-30",
        "overdue",
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Russia has fulfilled its pledge to withdraw troops from the northern border.", "kept"),
        ("Russia broke its promise to withdraw its troops from the northern border.", "broken"),
        ("Russia failed to withdraw its troops from the northern border.", "broken"),
        ("Russia’s pledge to withdraw troops from the northern border was broken.", "broken"),
        ("Russia has not kept its pledge to withdraw troops from the northern border.", "overdue"),
        ("Russia will fulfil its pledge to withdraw troops from the northern border.", "overdue"),
        ("Russia has fulfilled its pledge to deliver grain to Egypt.", "overdue"),
        ("France has fulfilled its pledge to withdraw troops from the northern border.", "overdue"),
        ("Russia has fulfilled its pledge.", "overdue"),
        ("Russia withdrew its ambassador.", "overdue"),
    ],
)
def test_a_later_report_marks_it_only_if_it_speaks_of_this_promise(words: str, status: str) -> None:
    records = record()
    records.report("second", "2025-06-10", words)
    assert on(records, "2025-07-01").status == status
    assert on(records, "2025-06-09").status == "overdue", "the second report was not there yet"
    assert all(mark.evidence[0].text == words for mark in on(records, "2025-07-01").marks)


def test_a_report_of_the_same_day_or_before_marks_nothing() -> None:
    records = record()
    records.report("second", "2025-03-01", "Russia broke its promise to withdraw its troops from the northern border.")
    assert on(records, "2025-07-01").marks == []


def test_the_claim_of_an_adversary_stays_a_claim() -> None:
    records = record()
    content = "Russia broke its promise to withdraw its troops from the northern border"
    records.report("second", "2025-06-10", f"Ukraine said that {content}.")
    statement = records.statement("second", "Ukraine", content, "accuses")
    one = on(records, "2025-07-01")
    (mark,) = one.marks
    assert one.status == "overdue"
    assert (mark.verdict, mark.voice, [actor.code for actor in mark.said_by]) == ("broken", "claim", ["UKRGOV"])
    assert mark.item == statement.id


@pytest.mark.parametrize(
    ("words", "voice", "status"),
    [
        ("we have fulfilled our pledge to withdraw troops from the northern border", "own account", "overdue"),
        ("we failed to withdraw our troops from the northern border", "admission", "broken"),
    ],
)
def test_the_promisers_own_word_counts_only_against_it(words: str, voice: str, status: str) -> None:
    records = record()
    records.report("second", "2025-06-10", f"Moscow said: {words}.")
    records.statement("second", "Moscow", words)
    one = on(records, "2025-07-01")
    assert ([mark.voice for mark in one.marks], one.status) == ([voice], status)


def test_reports_that_disagree_leave_it_unknown() -> None:
    records = record()
    records.report(
        "second", "2025-06-10", "Russia has fulfilled its pledge to withdraw troops from the northern border."
    )
    records.report("third", "2025-06-11", "Russia broke its promise to withdraw its troops from the northern border.")
    one = on(records, "2025-07-01")
    assert (one.status, one.reason) == ("unknown", "reports disagree whether it was kept")


def test_a_promise_told_twice_is_shown_once() -> None:
    records = record()
    records.report("second", "2025-03-05", PROMISE)
    again = records.commitment("second", "Russia", ACTION, MAY)
    one = on(records, "2025-03-06")
    assert (one.commitment.report, one.also) == ("first", [again.id])


@given(st.dates(datetime.date(2025, 3, 1), datetime.date(2026, 1, 1)))
def test_nothing_is_kept_or_broken_without_evidence(day: datetime.date) -> None:
    (one,) = follow_commitments(record().contents(), day)
    assert one.status in {"open", "due", "overdue"}
