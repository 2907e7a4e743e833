from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.times.finder import TimeFinder
from dragoman.analysis.times.patterns import PATTERNS
from dragoman.analysis.times.readings import (
    CalendarDate,
    Clock,
    Era,
    Length,
    NumericDate,
    Offset,
    Reading,
    Recurring,
    Shifted,
    TimeExpression,
    Vague,
    Weekday,
    YearPart,
)
from dragoman.document import Document

SEGMENT, FIND = Segmenter(), TimeFinder()


def found(text: str) -> list[TimeExpression]:
    return FIND(SEGMENT(Document(id="1", text=text, origin="test")))


def words(text: str) -> list[str]:
    return [text[expression.start : expression.end] for expression in found(text)]


def only(text: str) -> TimeExpression:
    (expression,) = found(text)
    return expression


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("It expires on February 5, 2026.", CalendarDate(2026, 2, 5)),
        ("It expires on 5 February 2026.", CalendarDate(2026, 2, 5)),
        ("It expires on the 5th of February.", CalendarDate(None, 2, 5)),
        ("It expires on Feb. 5.", CalendarDate(None, 2, 5)),
        ("It expires on Thursday, Feb. 5, 2026.", CalendarDate(2026, 2, 5, weekday=4)),
        ("It expires on 2026-02-05.", CalendarDate(2026, 2, 5)),
        ("It expires on 5.2.2026.", CalendarDate(2026, 2, 5)),
        ("It expires on 05/02/2026.", NumericDate(5, 2, 2026)),
        ("They meet on February 5-7, 2026.", CalendarDate(2026, 2, 5, last_day=7)),
        ("They meet from 5 to 7 February.", CalendarDate(None, 2, 5, last_day=7)),
        ("It was signed in April 2010.", CalendarDate(2010, 4)),
        ("It was signed in June last year.", CalendarDate(None, 6, year_shift=-1)),
        ("It was signed last April.", CalendarDate(None, 4, shift=-1)),
        ("It was signed in May.", CalendarDate(None, 5)),
        ("The lowest point since the crisis in 1962.", CalendarDate(1962)),
        ("The 1972 convention was kept.", CalendarDate(1972)),
        ("Resolution 2231 (2015) was adopted.", CalendarDate(2015)),
        ("It grew in the third quarter of 2011.", YearPart("Q3", 2011)),
        ("It grew in Q3 2011.", YearPart("Q3", 2011)),
        ("It grew in the first half of 2011.", YearPart("H1", 2011)),
        ("They met in the winter of 1994.", YearPart("WI", 1994)),
        ("They met last summer.", YearPart("SU", None, -1)),
        ("In the 1990s they met.", Era("199")),
        ("In the '80s they met.", Era("198")),
        ("In the 20th century they met.", Era("19")),
    ],
)
def test_calendar_dates_are_read(text: str, reading: Reading) -> None:
    assert only(text).reading == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("They met on Monday.", Weekday(1)),
        ("They met last Tuesday.", Weekday(2, -1)),
        ("They meet next Friday.", Weekday(5, 1)),
        ("They met yesterday.", Shifted("D", -1)),
        ("They met the day before yesterday.", Shifted("D", -2)),
        ("They met last week.", Shifted("W", -1)),
        ("They meet next month.", Shifted("M", 1)),
        ("They met that year.", Shifted("Y", 0, "context")),
        ("They met the following month.", Shifted("M", 1, "context")),
        ("They met two weeks ago.", Offset(2, "W", -1)),
        ("They met a year earlier.", Offset(1, "Y", -1, "context")),
        ("They will meet in three days.", Offset(3, "D", 1)),
        ("They met at 10 a.m. on Tuesday.", Clock("T10:00", Weekday(2))),
        ("They met at 3:30 p.m. yesterday.", Clock("T15:30", Shifted("D", -1))),
        ("They met on Saturday night.", Clock("TNI", Weekday(6))),
        ("They met last night.", Clock("TNI", Shifted("D", -1))),
        ("They met this morning.", Clock("TMO", Shifted("D", 0))),
    ],
)
def test_relative_dates_are_read(text: str, reading: Reading) -> None:
    assert only(text).reading == reading


@pytest.mark.parametrize(
    ("text", "type_", "reading"),
    [
        ("They fought for two weeks.", "DURATION", Length(2, "W")),
        ("They fought for twenty-five years.", "DURATION", Length(25, "Y")),
        ("They fought for two and a half years.", "DURATION", Length(2.5, "Y")),
        ("They fought for a year and a half.", "DURATION", Length(1.5, "Y")),
        ("They fought for several months.", "DURATION", Length(None, "M")),
        ("They fought for two to three weeks.", "DURATION", Length(None, "W")),
        ("They fought for years.", "DURATION", Length(None, "Y")),
        ("It is a five-year plan.", "DURATION", Length(5, "Y")),
        ("They fought over the past two decades.", "DURATION", Length(2, "E")),
        ("It took three days.", "DURATION", Length(3, "D")),
        ("They meet every Monday.", "SET", Recurring("XXXX-WXX-1")),
        ("They meet twice a week.", "SET", Recurring("P1W")),
        ("They meet every two years.", "SET", Recurring("P2Y")),
        ("They meet annually.", "SET", Recurring("P1Y")),
        ("They are now ready.", "DATE", Vague("PRESENT_REF")),
        ("They have recently met.", "DATE", Vague("PAST_REF")),
        ("They will meet in the near future.", "DATE", Vague("FUTURE_REF")),
    ],
)
def test_lengths_sets_and_vague_times_are_read(text: str, type_: str, reading: Reading) -> None:
    expression = only(text)
    assert (expression.type, expression.reading) == (type_, reading)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital.",
        "March on, he said, and they may follow.",
        "The Sun reported that Jan met Mark.",
        "The second army came second.",
        "They sent 2000 soldiers and some 1500 trucks.",
        "He read of 1800 soldiers and about 1990 refugees.",
        "Resolution 1701 and Agenda 2030 were named.",
        "Mr. Putin, 72 years old, met a 40-year-old man.",
        "Three-quarters of them voted, a quarter of them twice as often.",
        "He will one day be president.",
        "April Glaspie read the Sunday Times and ABC's This Week.",
        "They paid $500 million a year.",
        "He will end the battle quickly.",
        "The ratio was 3:2, on page 1999.",
        "Theresa May met him. He spoke of May, and he said that May left.",
    ],
)
def test_words_that_only_look_like_dates_are_left(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "edge", "extent"),
    [
        ("They met in early March.", "START", "early March"),
        ("They met in mid-2021.", "MID", "mid-2021"),
        ("They met late last year.", "END", "late last year"),
        ("It ends by the end of the year.", "END", "the end of the year"),
        ("They met a year earlier.", None, "a year earlier"),
    ],
)
def test_part_of_a_period_is_kept(text: str, edge: str | None, extent: str) -> None:
    expression = only(text)
    assert (expression.edge, text[expression.start : expression.end]) == (edge, extent)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They met on Monday.", "past"),
        ("On Monday they met.", "past"),
        ("The accord was signed on Monday.", "past"),
        ("They will meet on Monday.", "future"),
        ("They are due to meet on Monday.", "future"),
        ("They agreed to meet on Monday.", "future"),
        ("They had been due to meet on Monday.", "past"),
        ("He said that they would meet on Monday.", "future"),
        ("They will meet soon, he said on Monday.", "past"),
        ("Iran must answer by Monday.", "future"),
        ("It was extended to March 3.", None),
        ("They will keep the March 3 agreement.", None),
    ],
)
def test_tense_is_that_of_the_nearest_verb(text: str, tense: str | None) -> None:
    assert only(text).tense == tense


@pytest.mark.parametrize("word", ["1", "two", "hundred", "May", "the", "last", "2000", "-", "and", "year", "Monday"])
def test_time_grows_with_the_length_of_the_text_only(word: str) -> None:
    def seconds(times: int) -> float:
        segmentation = SEGMENT(Document(id="1", text=f"{word} " * times, origin="test"))
        start = time.process_time()
        FIND(segmentation)
        return time.process_time() - start

    assert seconds(20_000) < 40 * seconds(2_000) + 0.5


def test_several_expressions_come_in_the_order_of_the_text() -> None:
    text = "From 1985 to 1987, and on May 3 and 4 June, they met daily."
    assert words(text) == ["1985", "1987", "May 3", "4 June", "daily"]


def test_every_pattern_has_a_function_of_its_name() -> None:
    assert len(FIND._builders) == len(PATTERNS)


PIECES = (
    "the a last next 5 31 2026 May March may Monday night year weeks two half of - , . 's early end ago in every "
    "twice quarter second 10:30 a.m. 05/02/2026 1990s hundred and to noon from now past future '80 Q3 0 00 1/2"
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join))
def test_any_row_of_words_of_time_can_be_read(text: str) -> None:
    ends = 0
    for expression in found(text):
        assert ends <= expression.start < expression.end <= len(text)
        ends = expression.end


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[expression.start : expression.end].strip() for expression in found(text))


@given(st.lists(st.sampled_from([*PIECES.split(), "Geneva"]), max_size=12))
def test_the_first_pattern_that_fits_at_the_earliest_place_wins(pieces: list[str]) -> None:
    symbols = FIND._words.symbols(SEGMENT(Document(id="1", text=" ".join(pieces), origin="test")).tokens)
    plain = [
        re.compile("".join(re.sub(r"[a-z]\w*", lambda name: FIND._words.character_class(name[0]), pattern).split()))
        for _, pattern in PATTERNS
    ]
    fitting = (
        (found.span(), f"p{number}")
        for at in range(len(symbols))
        for number, pattern in enumerate(plain)
        if (found := pattern.match(symbols, at)) is not None
    )
    found = FIND._pattern.search(symbols)
    assert (found and (found.span(), found.lastgroup)) == next(fitting, None)
