"""One place where a pattern of `analysis.times.patterns` matched, and the days and numbers that its words name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.times.readings import CalendarDate, Origin, Reading, Shifted, Tense, TimeType, Weekday
from dragoman.analysis.times.words import Classes
from dragoman.document import Token

__all__ = ["MONTHS", "Built", "Match", "amount_of", "day_of", "numbers_of"]

#: What a builder makes of a match; `None` where the words only look like a temporal expression.
Built = tuple[TimeType, Reading] | None
#: Words that make an expression relative to the date named last, not to the day of the report.
CONTEXT_WORDS = frozenset({"following", "previous", "preceding", "that", "same"})
#: The classes that the names of months have.
MONTHS = ("month", "doubtful_month", "short_month")


@dataclass(frozen=True, slots=True)
class Match:
    """The words of one match within their sentence; indices are those of the sentence's tokens."""

    tokens: Sequence[Token]
    classes: Sequence[Classes]
    low: int
    high: int
    tense: Tense | None

    def at(self, *names: str, start: int | None = None) -> int | None:
        """Return the index of the first token that has one of the classes."""
        for index in range(self.low if start is None else start, self.high):
            if any(name in self.classes[index] for name in names):
                return index
        return None

    def value(self, *names: str, start: int | None = None) -> str | None:
        """Return what the first token with one of the classes stands for."""
        index = self.at(*names, start=start)
        if index is None:
            return None
        return next(self.classes[index][name] for name in names if name in self.classes[index])

    def number(self, *names: str, start: int | None = None) -> int | None:
        """Return the same as a whole number."""
        value = self.value(*names, start=start)
        return None if not value else int(value)

    def word(self, index: int) -> str:
        """Return a word of the sentence in lower case, empty outside of it."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def has(self, index: int, *names: str) -> bool:
        """Tell whether a token of the sentence has one of the classes."""
        return 0 <= index < len(self.tokens) and any(name in self.classes[index] for name in names)

    def part(self, low: int, high: int) -> Match:
        """Return a narrower match."""
        return Match(self.tokens, self.classes, low, high, self.tense)

    @property
    def joined(self) -> bool:
        """Are there no spaces between the words?"""
        return all(self.tokens[i].end == self.tokens[i + 1].start for i in range(self.low, self.high - 1))

    @property
    def shift(self) -> int | None:
        """The direction of "last", "next", "this coming"; the word furthest from "this" decides."""
        found = [int(self.classes[i]["shift"]) for i in range(self.low, self.high) if "shift" in self.classes[i]]
        return max(found, key=abs) if found else None

    @property
    def origin(self) -> Origin:
        """What a shift counts from."""
        words = {self.word(i) for i in range(self.low, self.high)}
        return "context" if words & CONTEXT_WORDS else "report"


def day_of(match: Match) -> CalendarDate | Weekday | Shifted | None:
    """Return the day that is named within a match: "February 5, 2026", "yesterday", "last Tuesday"."""
    month = match.at(*MONTHS)
    if month is not None:
        return _calendar_day(match, month)
    word = match.value("day_word")
    if word is not None:
        return Shifted("D", int(word))
    weekday = match.number("weekday", "short_weekday")
    return None if weekday is None else Weekday(weekday, match.shift, match.origin)


def _calendar_day(match: Match, month: int) -> CalendarDate | None:
    days = [i for i in range(month, match.high) if match.has(i, "day")]
    days = days or [i for i in range(match.low, month) if match.has(i, "day")]
    days = days[:2]
    if not days:
        return None
    if len(days) == 2 and not (match.has(days[0] + 1, "range") and _day(match, days[0]) < _day(match, days[1])):
        return None
    year_at = match.at("year", start=max(*days, month) + 1)
    year = None if year_at is None else int(match.classes[year_at]["year"])
    short = match.at("apostrophe", start=month)
    if year is None and short is not None:
        year = match.number("two_digits", start=short)
        year = None if year is None else year + (1900 if year > 40 else 2000)
    number = int(match.classes[month][next(name for name in MONTHS if name in match.classes[month])])
    weekday = match.part(match.low, month).number("weekday", "short_weekday")
    last = _day(match, days[1]) if len(days) == 2 else None
    return CalendarDate(year, number, _day(match, days[0]), weekday=weekday, last_day=last)


def _day(match: Match, index: int) -> int:
    return int(match.classes[index]["day"])


def amount_of(match: Match) -> float | None:
    """Return the number of units that is named within a match; `None` if it is vague ("several")."""
    unit = match.at("unit", "units")
    stop = match.high if unit is None else unit
    head = match.part(match.low, stop)
    half = 0.5 if match.at("half") is not None else float(_fraction(match.value("fraction")))
    vague = head.value("vague_number")
    if vague is not None:
        return float(vague) if vague.isdigit() else None
    numbers = numbers_of(head)
    if len(numbers) > 1:
        return None
    if numbers:
        return numbers[0] + half
    leads_with_half = match.has(match.low, "half") or match.has(match.low + 1, "half")
    return half if leads_with_half else 1 + half


def _fraction(text: str | None) -> float:
    if text is None:
        return 0.0
    above, below = text.split("/")
    return int(above) / int(below)


def numbers_of(match: Match) -> list[float]:
    """Return the numbers named in a row of number words: "twenty-five" is one, "two to three" are two."""
    found: list[float] = []
    fresh = True
    for index in range(match.low, match.high):
        classes = match.classes[index]
        if "scale" in classes:
            scale = float(classes["scale"])
            if found and not fresh:
                found[-1] *= scale
            else:
                found.append(scale)
            fresh = False
        elif "number" in classes:
            value = float(classes["number"])
            joins = bool(found) and not fresh and (found[-1] >= 100 or (found[-1] >= 20 and value < 10))
            if joins and classes["number"] != match.word(index):
                found[-1] += value
            else:
                found.append(value)
            fresh = False
        elif match.word(index) in {"to", "or"}:
            fresh = True
    return found
