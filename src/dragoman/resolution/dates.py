"""Resolves temporal expressions against the day of the report, never against today's clock."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.segmentation import Segmentation
from dragoman.analysis.times.readings import (
    CalendarDate,
    Clock,
    Era,
    Length,
    NumericDate,
    Offset,
    Origin,
    Reading,
    Recurring,
    Shifted,
    Tense,
    TimeExpression,
    Vague,
    Weekday,
    YearPart,
)
from dragoman.resolution import periods
from dragoman.resolution.referents import Date

__all__ = ["NO_REPORT_DATE", "DateResolver", "dates_between"]

NO_REPORT_DATE = "relative to the report's date, which is not known"
NO_CONTEXT = "relative to a date that the text has not named"
WHICH_IS_THE_MONTH = "day and month cannot be told apart"
NO_SUCH_DAY = "there is no such day in the calendar"
TOO_VAGUE = "the words name no certain day"
REPEATED = "a time that comes again and again is no single date"
HEMISPHERE = "the months of a season depend on the hemisphere"
#: A day without a year that lies at most so many days ahead is that one, even behind a verb of the past ("the shares
#: that it issued on November 1"): a day almost a year ago is told with its year.
FORESEEN_DAYS = 14


class UnresolvedError(Exception):
    """An expression cannot be resolved; the message says why."""


class DateResolver:
    """Gives temporal expressions the dates that they refer to."""

    def __call__(
        self, segmentation: Segmentation, expressions: Sequence[TimeExpression]
    ) -> list[tuple[Date, str | None]]:
        """Return a date for each expression, and why it has no `value` where it has none.

        Args:
            segmentation: The document; its date is what relative expressions count from.
            expressions: What `analysis.times.TimeFinder` found in it, in the order of the text.
        """
        reader = _Reader(segmentation.document.date, _month_first(expressions))
        text = segmentation.document.text
        return [reader.read(expression, text[expression.start : expression.end]) for expression in expressions]


def _month_first(expressions: Sequence[TimeExpression]) -> bool | None:
    """Tell whether the document writes 12/31/2025 or 31/12/2025; `None` if neither is evident, or both."""
    numeric = [e.reading for e in expressions if isinstance(e.reading, NumericDate)]
    month_first = any(reading.second > 12 for reading in numeric)
    day_first = any(reading.first > 12 for reading in numeric)
    return None if month_first == day_first else month_first


def _year_of_weekday(year: int, reading: CalendarDate) -> int | None:
    """Return the one year near another in which a day of a month falls on the weekday that is named with it."""
    if reading.weekday is None:
        return None
    fitting = []
    for candidate in (year - 1, year, year + 1):
        try:
            day = datetime.date(candidate, reading.month or 1, reading.day or 1)
        except ValueError:
            continue
        if day.isoweekday() == reading.weekday:
            fitting.append(candidate)
    return fitting[0] if len(fitting) == 1 else None


@dataclass(slots=True)
class _Reader:
    """Resolves the expressions of one document in turn."""

    report: datetime.date | None
    month_first: bool | None
    #: The period that the text named last, as TIMEX3 writes it.
    named: str | None = None
    #: The quarter that the text named last.
    quarter: str | None = None

    def read(self, expression: TimeExpression, text: str) -> tuple[Date, str | None]:
        """Return the date of one expression and the reason why it has no value."""
        timex: str | None = None
        try:
            timex = self._timex(expression.reading, expression.tense)
            if periods.days_of(timex) is None and timex[:2].isdigit():
                raise UnresolvedError(NO_SUCH_DAY)
            reason = None
        except (UnresolvedError, OverflowError, ValueError) as problem:
            timex, reason = None, str(problem) if isinstance(problem, UnresolvedError) else NO_SUCH_DAY
        self._remember(expression.reading, timex)
        value = None if timex is None or expression.type == "SET" else _value(timex)
        days = None if timex is None else periods.days_of(timex)
        if days is not None:
            days = periods.narrowed(days, expression.edge)
        date = Date(
            text=text,
            start=expression.start,
            end=expression.end,
            type=expression.type,
            timex=timex,
            value=value,
            earliest=None if days is None else days[0].isoformat(),
            latest=None if days is None else days[1].isoformat(),
        )
        return date, reason if value is None and reason else None if value else _why_no_value(expression.reading)

    def _remember(self, reading: Reading, timex: str | None) -> None:
        """Keep a period that was named outright; what was counted from it must not move it."""
        counted = isinstance(reading, Offset) or (isinstance(reading, Shifted) and reading.origin == "context")
        if timex is not None and not counted and periods.days_of(timex) is not None:
            self.named = timex.partition("T")[0]
            if "Q" in self.named:
                self.quarter = self.named

    def _timex(self, reading: Reading, tense: Tense | None) -> str:
        match reading:
            case CalendarDate():
                return self._calendar_date(reading, tense)
            case NumericDate():
                return self._numeric_date(reading)
            case Weekday():
                return self._weekday(reading, tense)
            case YearPart():
                return self._year_part(reading, tense)
            case Era():
                return reading.digits
            case Shifted():
                return self._shifted(reading, tense)
            case Offset():
                return self._offset(reading)
            case Length():
                return _duration(reading)
            case Clock():
                return self._clock(reading, tense)
            case Recurring() | Vague():
                return reading.timex

    def _anchor(self, origin: Origin, unit: str = "C") -> datetime.date:
        """Return the day that is counted from, in periods of a unit.

        Raises:
            UnresolvedError: It is not known.
        """
        if origin == "context":
            days = None if self.named is None else periods.days_of(self.named)
            if days is not None:
                if periods.containing(days[0], unit) != periods.containing(days[1], unit):
                    raise UnresolvedError(NO_CONTEXT)
                return days[0]
            if self.report is None:
                raise UnresolvedError(NO_CONTEXT)
        if self.report is None:
            raise UnresolvedError(NO_REPORT_DATE)
        return self.report

    def _calendar_date(self, reading: CalendarDate, tense: Tense | None) -> str:
        if reading.month is None:
            return f"{reading.year:04}"
        year = reading.year
        if year is None and reading.year_shift is not None:
            year = self._anchor("report").year + reading.year_shift
        if year is None:
            year = self._nearest_year(reading, tense)
        month = f"{year:04}-{reading.month:02}"
        if reading.day is None:
            return month
        until = "" if reading.last_day is None else f"/{month}-{reading.last_day:02}"
        return f"{month}-{reading.day:02}{until}"

    def _nearest_year(self, reading: CalendarDate, tense: Tense | None) -> int:
        """Return the year of a month or day without one: the nearest to the report in the direction of the tense."""
        report = self._anchor("report")
        month, day = reading.month or 1, reading.day or 0
        here = (report.month, report.day if day else 0)
        there = (month, day)
        if reading.shift == 0:
            return report.year
        if reading.shift is not None:
            passed = there < here if reading.shift < 0 else there > here
            return report.year + (0 if passed else reading.shift)
        told = _year_of_weekday(report.year, reading)
        if told is not None:
            return told
        ahead = (30 * (month - report.month) + (there[1] - here[1])) % 360
        foreseen = bool(day) and 0 < ahead <= FORESEEN_DAYS
        if tense == "future" or foreseen or (tense is None and 0 < ahead < 180):
            return report.year + (there < here)
        return report.year - (there > here)

    def _numeric_date(self, reading: NumericDate) -> str:
        if reading.first > 12 or reading.first == reading.second:
            day, month = reading.first, reading.second
        elif reading.second > 12 or self.month_first is True:
            month, day = reading.first, reading.second
        elif self.month_first is False:
            day, month = reading.first, reading.second
        else:
            raise UnresolvedError(WHICH_IS_THE_MONTH)
        return f"{reading.year:04}-{month:02}-{day:02}"

    def _weekday(self, reading: Weekday, tense: Tense | None) -> str:
        anchor = self._anchor(reading.origin)
        ahead = (reading.weekday - anchor.isoweekday()) % 7
        if reading.shift == -1:
            return periods.shifted(anchor, "D", ahead - 7).isoformat()
        if reading.shift == 1:
            return periods.shifted(anchor, "D", ahead or 7).isoformat()
        future = tense == "future" and reading.shift is None
        upcoming = reading.shift == 0 and tense != "past"
        return periods.shifted(anchor, "D", ahead if future or upcoming or not ahead else ahead - 7).isoformat()

    def _year_part(self, reading: YearPart, tense: Tense | None) -> str:
        if reading.year is not None:
            return f"{reading.year:04}-{reading.part}"
        report = self._anchor("report")
        if reading.year_shift is not None:
            return f"{report.year + reading.year_shift:04}-{reading.part}"
        if reading.part in periods.PARTS:
            start, months = periods.PARTS[reading.part]
        else:
            start, months = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}[reading.part], 3
        begun = report.month >= start
        over = report.month >= start + months
        year = report.year
        if reading.shift == -1:
            year -= not over
        elif reading.shift == 1:
            year += begun
        elif reading.shift is None:
            long_over = report.month >= start + months + 3
            year += long_over if tense == "future" else -(not begun)
        return f"{year:04}-{reading.part}"

    def _shifted(self, reading: Shifted, tense: Tense | None) -> str:
        if reading.unit == "Q" and reading.origin == "context" and self.quarter is not None:
            return self.quarter
        if reading.origin == "context" and reading.unit == "Q":
            reading = Shifted("Q", -1)
        anchor = self._anchor(reading.origin, reading.unit)
        if reading == Shifted("W-WE", 0) and tense == "past" and anchor.isoweekday() < 6:
            reading = Shifted("W-WE", -1)
        return periods.containing(periods.shifted(anchor, reading.unit, reading.shift), reading.unit)

    def _offset(self, reading: Offset) -> str:
        if reading.unit[0] == "T" or (reading.amount is None and reading.origin == "context"):
            raise UnresolvedError(TOO_VAGUE)
        if reading.amount is None:
            return "PAST_REF" if reading.direction < 0 else "FUTURE_REF"
        comparison = reading.unit == "Y" and reading.amount == 1 and self.named is not None
        if comparison and self.named is not None and "Q" in self.named:
            return f"{int(self.named[:4]) + reading.direction:04}{self.named[4:]}"
        amount, unit = reading.amount, reading.unit
        if amount != int(amount):
            amount, unit = _in_smaller_unit(amount, unit)
        day = periods.shifted(self._anchor(reading.origin, unit), unit, reading.direction * int(amount))
        return periods.containing(day, unit)

    def _clock(self, reading: Clock, tense: Tense | None) -> str:
        if reading.day is None:
            days = None if self.named is None else periods.days_of(self.named)
            day = days[0] if days is not None and days[0] == days[1] else self._anchor("report")
            return day.isoformat() + reading.time
        return self._timex(reading.day, tense).partition("/")[0] + reading.time


def _in_smaller_unit(amount: float, unit: str) -> tuple[int, str]:
    size, smaller = {"Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y"), "W": (7, "D"), "M": (30, "D")}.get(
        unit, (1, unit)
    )
    return round(amount * size), smaller


def _duration(reading: Length) -> str:
    unit = reading.unit[-1] if reading.unit[0] == "T" else reading.unit
    time = "T" if reading.unit[0] == "T" else ""
    if reading.amount is None:
        return f"P{time}X{unit}"
    if unit in {"E", "C"}:
        return f"P{reading.amount * (10 if unit == 'E' else 100):g}Y"
    whole = int(reading.amount)
    part = reading.amount - whole
    if not part:
        return f"P{time}{whole}{unit}"
    smaller = {"Y": (12, "M"), "H": (60, "M"), "M": (30, "D") if not time else (60, "S")}.get(unit)
    if smaller is None:
        return f"P{time}{reading.amount:g}{unit}"
    rest = f"{round(part * smaller[0])}{smaller[1]}"
    return f"P{time}{whole}{unit}{rest}" if whole else f"P{time}{rest}"


def _value(timex: str) -> str | None:
    """Return the ISO 8601 form of a TIMEX3 value, `None` if it has none."""
    if timex[0] == "P" and timex[1:2] in {"T", *"0123456789"}:
        return None if "X" in timex or "Q" in timex else timex
    return periods.iso_value(timex)


def _why_no_value(reading: Reading) -> str:
    if isinstance(reading, Recurring):
        return REPEATED
    if isinstance(reading, YearPart):
        return HEMISPHERE
    return TOO_VAGUE


def dates_between(dates: Sequence[tuple[Date, str | None]], start: int, end: int) -> Sequence[tuple[Date, str | None]]:
    """Return the resolved dates, in text order, that begin between two characters."""
    low = bisect.bisect_left(dates, start, key=lambda found: found[0].start)
    high = bisect.bisect_right(dates, end, key=lambda found: found[0].start)
    return dates[low:high]
