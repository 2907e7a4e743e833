"""What a temporal expression says, before anything is known of the day on which it was written.

Letters of units are those of TIMEX3: D day, W week, M month, Q quarter, Y year, E decade, C century, TH hour, TM
minute, TS second, and W-WE weekend. Months and weekdays count from 1 (January, Monday).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CalendarDate", "Clock", "Edge", "Era", "Length", "NumericDate", "Offset", "Origin", "Reading", "Recurring",
    "Shifted", "Tense", "TimeExpression", "TimeType", "Vague", "Weekday", "YearPart",
]  # fmt: skip

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
#: The part of the period that is meant: "early March", "mid-2021", "the end of the year".
Edge = Literal["START", "MID", "END"]
#: Whether the words around the expression speak of what was or of what will be.
Tense = Literal["past", "future"]
#: What a relative expression counts from: the day of the report, or the date that the text named last.
Origin = Literal["report", "context"]


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, a month or a day by its name; `year` is `None` if not said ("March 3", "last April").

    `shift` is that of "last April", `year_shift` that of "June last year"; `weekday` is that of "Monday, March 3",
    which helps to find the year; `last_day` ends a range ("February 5-7").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    weekday: int | None = None
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date such as 05/02/2026, of which it may not be clear what is the month."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: "Monday", "last Tuesday", "the previous Friday"."""

    weekday: int
    shift: int | None = None
    origin: Origin = "report"


@dataclass(frozen=True, slots=True)
class YearPart:
    """A quarter, half or season (Q1 to Q4, H1, H2, SP, SU, FA, WI) of a year that may not be said."""

    part: str
    year: int | None = None
    shift: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """A decade (three digits, 199 is the 1990s) or a century (two, 19 is the 20th) as TIMEX3 writes them."""

    digits: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """The period of a kind that contains, precedes or follows another: "last year", "today", "that month"."""

    unit: str
    shift: int
    origin: Origin = "report"


@dataclass(frozen=True, slots=True)
class Offset:
    """A stretch of time away from a date: "two weeks ago", "a year earlier"; `amount` is `None` if vague."""

    amount: float | None
    unit: str
    direction: int
    origin: Origin = "report"


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: "two weeks", "months" (`amount` is `None`)."""

    amount: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Recurring:
    """A time that comes again and again, as TIMEX3 writes it: "every Monday" is XXXX-WXX-1."""

    timex: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF ("recently"), PRESENT_REF ("now") or FUTURE_REF ("the near future")."""

    timex: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day (T22:00, TNI) and the reading of the day, `None` if it is not said."""

    time: str
    day: CalendarDate | Weekday | Shifted | None = None


Reading = CalendarDate | NumericDate | Weekday | YearPart | Era | Shifted | Offset | Length | Recurring | Vague | Clock


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression: half-open character offsets, its type and what it says."""

    start: int
    end: int
    type: TimeType
    reading: Reading
    edge: Edge | None = None
    tense: Tense | None = None
