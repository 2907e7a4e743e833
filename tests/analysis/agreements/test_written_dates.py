from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.agreements.written_dates import WrittenDates
from dragoman.analysis.times.readings import CalendarDate

DATES = WrittenDates()
ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def below_hundred(number: int) -> str:
    return ONES[number] if number < 20 else "-".join(filter(None, (TENS[number // 10], ONES[number % 10])))


def year_in_words(year: int) -> str:
    parts = [f"{ONES[year // 1000]} thousand"]
    if year % 1000 >= 100:
        parts.append(f"{ONES[year % 1000 // 100]} hundred")
    if year % 100:
        parts.append(f"and {below_hundred(year % 100)}")
    return " ".join(parts)


def day_in_words(day: int) -> str:
    if day < 20:
        return ORDINALS[day]
    return {20: "twentieth", 30: "thirtieth"}.get(day) or f"{TENS[day // 10]}-{ORDINALS[day % 10]}"


def found(text: str) -> list[tuple[str, str]]:
    days = []
    for one in DATES.find(text, 0, len(text)):
        reading = one.reading
        assert isinstance(reading, CalendarDate)
        day = datetime.date(reading.year or 0, reading.month or 0, reading.day or 0)
        days.append((text[one.start : one.end], day.isoformat()))
    return days


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Done at Oslo, this 21st day of December 1992.", "21st day of December 1992", "1992-12-21"),
        ("on the 1st day of July, 1926", "1st day of July, 1926", "1926-07-01"),
        ("DONE AT BONN ON MARCH 4, 1971", "MARCH 4, 1971", "1971-03-04"),
        (
            "this twenty-third day of April, one thousand nine hundred and ninety-eight",
            "twenty-third day of April, one thousand nine hundred and ninety-eight",
            "1998-04-23",
        ),
        ("the fifth of May nineteen hundred and eighty three,", "fifth of May nineteen hundred and eighty three",
         "1983-05-05"),
        ("the thirtieth day of June in the year two thousand and four.",
         "thirtieth day of June in the year two thousand and four", "2004-06-30"),
        ("second day of May nineteen ninety-four", "second day of May nineteen ninety-four", "1994-05-02"),
        ("in the year of our Lord; the 3 May in the year of our Lord 1815", "3 May in the year of our Lord 1815",
         "1815-05-03"),
        ("Tokyo, JapanApril 9, 1976Sir,", "April 9, 1976", "1976-04-09"),
        ("at Brussels on l0 June 1970", "l0 June 1970", "1970-06-10"),
    ],
)  # fmt: skip
def test_date_of_a_treaty(text: str, words: str, day: str) -> None:
    assert found(text) == [(words, day)]


@pytest.mark.parametrize(
    "text", ["31 April 1999", "the first day of May", "May 1998", "Article 12 May be amended in 1999", "0 May 1999", ""]
)
def test_no_full_date(text: str) -> None:
    assert found(text) == []


@given(st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_every_day_is_read_in_words_and_in_figures(day: datetime.date) -> None:
    words = f"{day_in_words(day.day)} day of {MONTHS[day.month]}, {year_in_words(day.year)}"
    assert found(f"Done at Bern, this {words}.") == [(words, day.isoformat())]
    figures = f"{day.day} {MONTHS[day.month]} {day.year}"
    assert found(f"Done at Bern on {figures}.") == [(figures, day.isoformat())]


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(words in text for words, _ in found(text))
