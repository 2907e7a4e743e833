from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.times.finder import TimeFinder
from dragoman.document import Document
from dragoman.resolution import periods
from dragoman.resolution.dates import NO_REPORT_DATE, DateResolver
from dragoman.resolution.referents import Date

SEGMENT, FIND, RESOLVE = Segmenter(), TimeFinder(), DateResolver()
#: A Tuesday.
REPORT = datetime.date(2025, 1, 21)


def resolved(text: str, report: datetime.date | None = REPORT) -> list[tuple[Date, str | None]]:
    segmentation = SEGMENT(Document(id="1", text=text, origin="test", date=report))
    return RESOLVE(segmentation, FIND(segmentation))


def last(text: str, report: datetime.date | None = REPORT) -> Date:
    return resolved(text, report)[-1][0]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They met on Monday.", "2025-01-20"),
        ("They met on Tuesday.", "2025-01-21"),
        ("They met on Wednesday.", "2025-01-15"),
        ("They met last Tuesday.", "2025-01-14"),
        ("They will meet on Monday.", "2025-01-27"),
        ("They will meet on Wednesday.", "2025-01-22"),
        ("They will meet next Tuesday.", "2025-01-28"),
        ("They met today.", "2025-01-21"),
        ("They met yesterday.", "2025-01-20"),
        ("They meet the day after tomorrow.", "2025-01-23"),
        ("They met last week.", "2025-W03"),
        ("They met last month.", "2024-12"),
        ("They meet next year.", "2026"),
        ("They met two weeks ago.", "2025-W02"),
        ("They met 10 days ago.", "2025-01-11"),
        ("They met six months ago.", "2024-07"),
        ("They met a year and a half ago.", "2023-07"),
        ("They will meet in three days.", "2025-01-24"),
        ("They met several years ago.", "PAST_REF"),
        ("They met last night.", "2025-01-20TNI"),
        ("They met at 10 a.m. on Monday.", "2025-01-20T10:00"),
        ("They met over the weekend.", "2025-W03-WE"),
        ("They will vote on Saturday night.", "2025-01-25TNI"),
    ],
)
def test_relative_dates_count_from_the_day_of_the_report(text: str, timex: str) -> None:
    assert last(text).timex == timex


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It was signed on March 3.", "2024-03-03"),
        ("It will expire on March 3.", "2025-03-03"),
        ("It was signed on January 20.", "2025-01-20"),
        ("It will expire on January 20.", "2026-01-20"),
        ("It was signed in December.", "2024-12"),
        ("It will be signed in December.", "2025-12"),
        ("It was signed last January.", "2024-01"),
        ("It was signed in June last year.", "2024-06"),
        ("It was signed on Sunday, March 3.", "2024-03-03"),
        ("It was extended to March 3.", "2025-03-03"),
        ("They will keep the December 19 agreement.", "2024-12-19"),
        ("They will keep the April 19 agreement.", "2025-04-19"),
        ("It was put off, as he had said, on January 24.", "2025-01-24"),
        ("It grew in the third quarter.", "2024-Q3"),
        ("They met last summer.", "2024-SU"),
        ("They met at Christmas.", "2024-12-25"),
    ],
)
def test_a_date_without_a_year_takes_the_nearest_in_the_direction_of_the_tense(text: str, timex: str) -> None:
    assert last(text).timex == timex


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It was signed in April 2010. A year earlier they met.", "2009"),
        ("It was signed on 8 April 2010. The following month they met.", "2010-05"),
        ("It was signed on 8 April 2010. They met that year.", "2010"),
        ("It was signed on 8 April 2010. They met the next day.", "2010-04-09"),
        ("It was signed on 8 April 2010. They met at 10 a.m.", "2010-04-08T10:00"),
        ("It was signed in 2010. They met the following month.", None),
        ("It was signed in 2010. They met a few days later.", None),
    ],
)
def test_dates_relative_to_one_named_before(text: str, timex: str | None) -> None:
    assert last(text).timex == timex


@pytest.mark.parametrize(
    ("text", "timex", "value", "earliest", "latest"),
    [
        ("Signed on February 5, 2026.", "2026-02-05", "2026-02-05", "2026-02-05", "2026-02-05"),
        ("Signed in February 2024.", "2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("Signed in 1962.", "1962", "1962", "1962-01-01", "1962-12-31"),
        ("Signed in the 1990s.", "199", "1990/1999", "1990-01-01", "1999-12-31"),
        ("Signed in the 20th century.", "19", "1901/2000", "1901-01-01", "2000-12-31"),
        ("Signed in Q3 2011.", "2011-Q3", "2011-07/2011-09", "2011-07-01", "2011-09-30"),
        ("Signed last week.", "2025-W03", "2025-W03", "2025-01-13", "2025-01-19"),
        ("Signed in early March 2024.", "2024-03", "2024-03", "2024-03-01", "2024-03-16"),
        ("Signed in late March 2024.", "2024-03", "2024-03", "2024-03-16", "2024-03-31"),
        ("Met on May 5-7, 2026.", "2026-05-05/2026-05-07", "2026-05-05/2026-05-07", "2026-05-05", "2026-05-07"),
        ("Signed in the winter of 1994.", "1994-WI", None, "1994-01-01", "1995-03-31"),
        ("They talked for two weeks.", "P2W", "P2W", None, None),
        ("They talked for several weeks.", "PXW", None, None, None),
        ("They talked for half an hour.", "PT30M", "PT30M", None, None),
        ("They talk every Monday.", "XXXX-WXX-1", None, None, None),
        ("They talk now.", "PRESENT_REF", None, None, None),
    ],
)  # fmt: skip
def test_value_has_the_real_precision(
    text: str, timex: str, value: str | None, earliest: str | None, latest: str | None
) -> None:
    ((date, reason),) = resolved(text)
    assert (date.timex, date.value, date.earliest, date.latest) == (timex, value, earliest, latest)
    assert (reason is None) == (value is not None)


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday.", "They met yesterday.", "They met last year.", "They met on March 3.",
        "They met two weeks ago.", "They meet next month.", "They met this morning.", "They met at 10 a.m. Tuesday.",
        "They met in the third quarter.", "They met in December.", "They met over the weekend.",
    ],
)  # fmt: skip
def test_without_a_report_date_nothing_relative_is_resolved(text: str) -> None:
    ((date, reason),) = resolved(text, None)
    assert (date.timex, date.value, date.earliest, date.latest) == (None, None, None, None)
    assert reason == NO_REPORT_DATE


@pytest.mark.parametrize(
    ("text", "value"),
    [("It expires on February 5, 2026.", "2026-02-05"), ("Since 1962 it held.", "1962"), ("For two weeks.", "P2W")],
)
def test_without_a_report_date_absolute_dates_are_resolved(text: str, value: str) -> None:
    assert last(text, None).value == value


@pytest.mark.parametrize(
    ("text", "timex", "reason"),
    [
        ("Signed on 05/02/2026.", None, "day and month cannot be told apart"),
        ("Signed on 25/02/2026.", "2026-02-25", None),
        ("Signed on 02/25/2026.", "2026-02-25", None),
        ("Signed on 05/05/2026.", "2026-05-05", None),
        ("Sent on 25/12/2025, signed on 05/02/2026.", "2026-02-05", None),
        ("Sent on 12/25/2025, signed on 05/02/2026.", "2026-05-02", None),
        ("Signed on 31 February 2026.", None, "there is no such day in the calendar"),
    ],
)
def test_a_date_in_figures_is_read_only_where_the_month_is_evident(
    text: str, timex: str | None, reason: str | None
) -> None:
    date, why = resolved(text)[-1]
    assert (date.timex, why) == (timex, reason)


def test_the_words_are_those_of_the_text() -> None:
    text = "It expires on February 5, 2026."
    date = last(text)
    assert text[date.start : date.end] == date.text == "February 5, 2026"


PIECES = (
    "the a last next 5 31 2026 9999 May March Monday night year years two half of - , early end ago earlier in "
    "century decades 10:30 a.m. 05/02/2026 1990s thousand hundred and noon that following quarter 29 February"
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join), st.dates() | st.none())
def test_any_row_of_words_of_time_can_be_resolved(text: str, report: datetime.date | None) -> None:
    for date, reason in resolved(text, report):
        assert (date.value is None) == (reason is not None)
        assert (date.earliest is None) == (date.latest is None)
        if date.earliest is not None and date.latest is not None:
            assert date.earliest <= date.latest


@given(st.dates(datetime.date(2, 1, 1), datetime.date(9990, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y", "E"]))
def test_a_day_lies_in_the_period_that_contains_it(day: datetime.date, unit: str) -> None:
    days = periods.days_of(periods.containing(day, unit))
    assert days is not None
    assert days[0] <= day <= days[1]
