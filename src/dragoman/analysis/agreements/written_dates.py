"""Dates as treaties write them: "this twenty-third day of April, one thousand nine hundred and ninety-eight".

Case does not count, and a date is found although the text before or behind it was run together with it ("Tokyo,
JapanApril 9, 1976"), for many copies of treaties have lost their line breaks.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from dragoman import knowledge
from dragoman.analysis.times.readings import CalendarDate, TimeExpression

__all__ = ["WrittenDates"]

#: Tens, joined with a number or an ordinal below ten: "twenty-three", "thirtieth".
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
#: What table of time words leaves out, for news does not write it.
LAST_ORDINAL = {"thirtieth": 30}
#: What parts the words of a date; bounded, lest a page of white space takes for ever.
SPACE, HYPHEN, COMMA = r"\s{1,4}", r"[\s-]{1,4}", r"[\s,-]{1,4}"
#: Between the month and the year: "in the year of our Lord".
YEAR_OF = (
    rf"(?:[\s,.]{{0,6}}(?:in{SPACE})?(?:the{SPACE})?(?:year{SPACE})?(?:of{SPACE}(?:our{SPACE}lord|grace){SPACE})?"
    rf"(?:of{SPACE})?[\s,.]{{0,4}})"
)
LETTER_FOR_ONE = re.compile("[lI]")


class WrittenDates:
    """Finds full dates, in figures and in words."""

    def __init__(self) -> None:
        words: dict[str, dict[str, int]] = {"number": {}, "ordinal": dict(LAST_ORDINAL), "scale": {}, "month": {}}
        for row in knowledge.rows("time_words"):
            if row["class"] in words and row["value"].isdigit():
                words[row["class"]][row["word"].lower()] = int(row["value"])
            elif row["class"] in {"doubtful_month", "short_month"}:
                words["month"].setdefault(row["word"].lower(), int(row["value"]))
        self._numbers = words["number"] | {word: value for word, value in words["scale"].items() if value <= 1000}
        self._ordinals = words["ordinal"]
        self._months = words["month"]
        day_of_month, year = _patterns(self._numbers, self._ordinals, self._months)
        self._day_of_month = re.compile(day_of_month, re.IGNORECASE)
        self._pattern = re.compile(rf"{day_of_month}{YEAR_OF}(?P<year>{year})", re.IGNORECASE)

    def find(self, text: str, start: int, end: int) -> Iterator[TimeExpression]:
        """Yield the full dates, day and month and year, within a range of characters, in the order of the text."""
        for match in self._pattern.finditer(text, start, end):
            day = self._day(match["day"] or match["day_behind"])
            month = self._months[_month(match)]
            year = self._year(match["year"])
            if year is not None and 1000 <= year < 2200 and 1 <= day <= calendar.monthrange(year, month)[1]:
                yield TimeExpression(match.start(), match.end(), "DATE", CalendarDate(year, month, day))

    def first(self, text: str, start: int, end: int) -> TimeExpression | None:
        """Return the first full date within a range of characters."""
        return next(self.find(text, start, end), None)

    def of(self, text: str, start: int, end: int, year: int) -> TimeExpression | None:
        """Return a day and month without a year within a range as a date of a given year."""
        match = self._day_of_month.search(text, start, end)
        if match is None:
            return None
        day, month = self._day(match["day"] or match["day_behind"]), self._months[_month(match)]
        return TimeExpression(match.start(), match.end(), "DATE", CalendarDate(year, month, day))

    def _day(self, words: str) -> int:
        digits = re.match(r"[\dlI]{1,2}", words)
        if digits and any(letter.isdigit() for letter in digits.group()):
            return int(LETTER_FOR_ONE.sub("1", digits.group()))
        parts = re.findall("[a-z]+", words.lower())
        return sum(self._ordinals.get(part, self._numbers.get(part, 0)) for part in parts)

    def _year(self, words: str) -> int | None:
        """Return the year that figures or words name: "1998", "nineteen hundred and eighty-three"."""
        if words.isdigit():
            return int(words)
        total = part = 0
        for word in re.findall("[a-z]+", words.lower()):
            value = self._numbers.get(word)
            if value == 1000:
                total, part = (part or 1) * 1000, 0
            elif value == 100:
                part = (part or 1) * 100
            elif value is not None:
                # "nineteen ninety-four": two numbers side by side are a century and a year
                part = part * 100 + value if 10 < part < 22 and value >= 10 else part + value
        return total + part or None


def _month(match: re.Match[str]) -> str:
    return (match["month"] or match["month_before"]).lower()


def _patterns(numbers: dict[str, int], ordinals: dict[str, int], months: dict[str, int]) -> tuple[str, str]:
    """Return expressions for a day of a month, and for a year."""
    number = "|".join(sorted(numbers, key=len, reverse=True))
    ordinal = "|".join(sorted((word for word in ordinals if word not in numbers), key=len, reverse=True))
    month = "|".join(sorted(months, key=len, reverse=True))
    in_words = rf"(?:(?:{TENS})(?:{HYPHEN})?)?(?:{ordinal})"
    day = rf"(?:(?<![\d.,])(?:[lI]\d|\d[\dlI]?)(?:\s?(?:st|nd|rd|th|d))?(?![\d.])|\b{in_words})"
    year = rf"(?:[12]\d{{3}}(?!\d)|(?:{number})(?:{COMMA}(?:and{HYPHEN})?(?:{number})){{1,8}})"
    of_month = rf"(?:{SPACE}days?)?(?:{COMMA})?(?:of{SPACE})?(?:the{SPACE}month{SPACE}of{SPACE})?"
    day_first = rf"(?P<day>{day}){of_month}(?P<month>{month})\b"
    month_first = rf"(?P<month_before>{month})\.?{SPACE}(?:the{SPACE})?(?P<day_behind>{day})"
    return rf"(?:{day_first}|{month_first})", year
