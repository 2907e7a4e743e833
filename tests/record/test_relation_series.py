"""The course of a relation, in which one loud day cannot hide."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records import Records

from dragoman.record.relation_series import Period, relation_series
from dragoman.resolution.referents import Date


def record() -> Records:
    records = Records()
    text = "Russia shelled Ukraine. Russia and Ukraine talked. Ukraine aided Russia. Ties are at their worst."
    for report, day in (("a", "2025-01-06"), ("b", "2025-01-07"), ("c", "2025-02-10")):
        records.report(report, day, text)
    return records


def test_cooperation_and_conflict_are_apart_with_their_counts() -> None:
    records = record()
    for _ in range(3):
        records.event("a", "Russia", "Ukraine", "shelled", 4, -9.0)
    records.event("b", "Russia", "Ukraine", "shelled", 4, -5.0)
    records.event("b", "Ukraine", "Russia", "aided", 2, 10.0)
    (row,) = relation_series(records.contents(), "RUS", "UKR", "month")
    conflict, cooperation = row.conflict, row.cooperation
    assert (conflict.events, conflict.days, conflict.reports, conflict.largest_day_share) == (4, 2, 2, 0.75)
    assert (conflict.intensity_sum, conflict.intensity_median) == (-32.0, -9.0)
    assert (conflict.by_first, conflict.by_second, cooperation.by_second) == (4, 0, 1)
    assert (cooperation.events, cooperation.intensity_sum, row.reports_read) == (1, 10.0, 2)


@pytest.mark.parametrize(
    ("reality", "counts"), [("happened", 1), ("ongoing", 1), ("planned", 0), ("negated", 0), ("hypothetical", 0)]
)
def test_only_what_took_place_counts_unless_more_is_asked_for(reality: str, counts: int) -> None:
    records = record()
    records.event("a", "Russia", "Ukraine", "shelled", 4, -9.0, reality=reality)
    records.event("c", "Russia", "Ukraine", "shelled", 4, -9.0)
    rows = relation_series(records.contents(), "RUS", "UKR", "month", since=datetime.date(2025, 1, 1))
    assert rows[0].conflict.events == counts
    rows = relation_series(records.contents(), "RUS", "UKR", "month", realities=frozenset({reality}))  # type: ignore[arg-type]
    assert sum(row.conflict.events for row in rows) >= 1


def test_an_event_counts_on_its_own_day_and_an_empty_week_is_a_row() -> None:
    records = record()
    day = Date(
        text="Monday", start=0, end=1, type="DATE", value="2025-01-20", earliest="2025-01-20", latest="2025-01-20"
    )
    records.event("a", "Russia", "Ukraine", "shelled", 4, -9.0)
    records.event("c", "Russia", "Ukraine", "shelled", 4, -9.0, date=day)
    rows = relation_series(records.contents(), "RUS", "UKR", "week")
    assert [(row.start, row.conflict.events) for row in rows] == [
        ("2025-01-06", 1),
        ("2025-01-13", 0),
        ("2025-01-20", 1),
    ]
    assert rows[1].conflict.intensity_sum is None


def test_events_of_others_do_not_count_and_mutual_ones_have_no_direction() -> None:
    records = record()
    records.report("d", "2025-01-08", "France met Ukraine. Russia met Ukraine.")
    records.event("d", "France", "Ukraine", "met", 1, 2.5)
    both = records.event("d", "Russia", None, "met", 1, 2.5)
    records.items[-1] = type(both)(
        **{name: getattr(both, name) for name in both.__struct_fields__}
        | {"actors": [records.actor("d", "Russia"), records.actor("d", "Ukraine")]}
    )
    (row,) = relation_series(records.contents(), "RUS", "UKR", "month")
    assert (row.cooperation.events, row.cooperation.by_first, row.cooperation.by_second) == (1, 0, 0)


def test_claims_and_statements_are_counted() -> None:
    records = record()
    records.relation("a", "RUS", "UKR", "worse", "Ties are at their worst")
    records.report("d", "2025-01-08", "Russia said that Ukraine lied. Ukraine said that it rained.")
    records.statement("d", "Russia", "Ukraine lied")
    records.statement("d", "Ukraine", "it rained")
    (row,) = relation_series(records.contents(), "RUS", "UKR", "month")
    assert (row.claims_better, row.claims_worse) == (0, 1)
    assert (row.statements_first_on_second, row.statements_second_on_first) == (1, 0)


def test_nothing_between_the_two_gives_nothing_or_the_empty_rows_that_were_asked_for() -> None:
    contents = record().contents()
    assert relation_series(contents, "FRA", "IRN", "month") == []
    since, until = datetime.date(2025, 1, 15), datetime.date(2025, 2, 3)
    rows = relation_series(contents, "FRA", "IRN", "month", since=since, until=until)
    assert [(row.start, row.end) for row in rows] == [("2025-01-15", "2025-01-31"), ("2025-02-01", "2025-02-03")]


@given(
    st.lists(st.dates(datetime.date(2024, 1, 1), datetime.date(2025, 12, 31)), min_size=1, max_size=12),
    st.sampled_from(["week", "month"]),
)
def test_periods_follow_each_other_and_lose_no_event(days: list[datetime.date], period: Period) -> None:
    records = Records()
    for number, day in enumerate(days):
        records.report(str(number), day.isoformat(), "Russia shelled Ukraine.")
        records.event(str(number), "Russia", "Ukraine", "shelled", 4, -9.0)
    rows = relation_series(records.contents(), "RUS", "UKR", period)
    assert sum(row.conflict.events for row in rows) == len(days)
    ends = [datetime.date.fromisoformat(row.end) for row in rows[:-1]]
    starts = [datetime.date.fromisoformat(row.start) for row in rows[1:]]
    assert [end + datetime.timedelta(days=1) for end in ends] == starts
