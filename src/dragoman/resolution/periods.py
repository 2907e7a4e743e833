"""Periods of the calendar as TIMEX3 writes them: their days, their place in ISO 8601, and steps between them."""

from __future__ import annotations

import calendar
import datetime
import re

__all__ = ["containing", "days_of", "iso_value", "narrowed", "shifted"]

Days = tuple[datetime.date, datetime.date]
WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
#: First month and number of months of the parts of a year that are fixed by the calendar.
PARTS = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)}
#: Months in a unit that is made of months.
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


def containing(day: datetime.date, unit: str) -> str:
    """Return the period of a unit (D, W, W-WE, M, Q, Y, E, C) that contains a day."""
    if unit == "D":
        return day.isoformat()
    if unit in {"W", "W-WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "W-WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return f"{day.year:04}"[: {"Y": 4, "E": 3, "C": 2}[unit]]


def shifted(day: datetime.date, unit: str, steps: int) -> datetime.date:
    """Return the day that lies a number of units after another, or before it; 31 becomes the month's last day.

    Raises:
        OverflowError: The calendar does not reach that far.
    """
    if unit in {"D", "W", "W-WE"}:
        return day + datetime.timedelta(days=steps * (1 if unit == "D" else 7))
    months = day.year * 12 + day.month - 1 + steps * MONTHS_IN[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_of(timex: str) -> Days | None:
    """Return the first and the last day of a period; `None` if the value is no period or lies in no calendar.

    A value may be two days with a stroke between them. The months of a season depend on the hemisphere, so its
    days are those of its year, and of the beginning of the next for a winter.
    """
    first, _, last = timex.partition("/")
    try:
        days = _days_of(first)
        end = _days_of(last) if last else days
    except ValueError:
        return None
    return None if days is None or end is None else (days[0], end[1])


def _days_of(timex: str) -> Days | None:
    day = timex.partition("T")[0]
    if week := WEEK.fullmatch(day):
        monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + datetime.timedelta(days=5 if week[3] else 0), monday + datetime.timedelta(days=6)
    if part := PART.fullmatch(day):
        return _days_of_part(int(part[1]), part[2])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        date = datetime.date.fromisoformat(day)
        return date, date
    if re.fullmatch(r"\d{4}-\d\d", day):
        return _months(int(day[:4]), int(day[5:]), 1)
    if re.fullmatch(r"\d{3,4}", day):
        years = 10 ** (4 - len(day))
        return _months(int(day) * years or 1, 1, years * 12)
    if re.fullmatch(r"\d\d", day):
        return _months(int(day) * 100 + 1, 1, 1200)
    return None


def _days_of_part(year: int, part: str) -> Days:
    if part in PARTS:
        return _months(year, *PARTS[part])
    return _months(year, 1, 12 if part != "WI" else 15)


def _months(year: int, month: int, count: int) -> Days:
    first = datetime.date(year, month, 1)
    later, last_month = divmod(month + count - 2, 12)
    last_year = year + later
    return first, datetime.date(last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1])


def iso_value(timex: str) -> str | None:
    """Return a period in ISO 8601 at its real precision: a date, a week, or an interval of months or years."""
    if "/" in timex:
        return timex
    day, _, time = timex.partition("T")
    if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?", day):
        return timex if time[:1].isdigit() else day
    days = days_of(day)
    if days is None or re.search(r"-(SP|SU|FA|WI)$", day):
        return None
    first, last = days
    if day.endswith("-WE"):
        return f"{first}/{last}"
    if "Q" in day or "H" in day:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.year:04}/{last.year:04}"


def narrowed(days: Days, edge: str | None) -> Days:
    """Return the half of a period that "early" or "late" means, or its two middle quarters for "mid-"."""
    first, last = days
    length = (last - first).days
    if edge is None or length < 2:
        return days
    quarter = datetime.timedelta(days=length // 4)
    half = datetime.timedelta(days=length // 2)
    if edge == "MID":
        return first + quarter, last - quarter
    return (first, first + half) if edge == "START" else (last - half, last)
