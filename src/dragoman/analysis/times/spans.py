"""What the words of clock times, lengths and relative dates say: one function for each pattern, of the same name.

A function returns `None` where the words only look like a temporal expression.
"""

from __future__ import annotations

from dragoman.analysis.times.match import Built, Match, amount_of, day_of, numbers_of
from dragoman.analysis.times.readings import (
    CalendarDate,
    Clock,
    Length,
    Offset,
    Origin,
    Recurring,
    Shifted,
    Vague,
    Weekday,
)

__all__ = ["SPAN_BUILDERS"]


def clock(match: Match) -> Built:
    """Read "10 a.m. Tuesday", "noon", "Tuesday at 10:30 GMT"."""
    moment = match.at("moment")
    if moment is not None:
        return "TIME", Clock("T" + match.classes[moment]["moment"], _day_beside(match, moment, moment + 1))
    end = match.at("am_pm", "oclock")
    digits = match.at("clock_time") if end is None else end - 1
    if digits is None:
        return None
    text = match.tokens[digits].text.replace(".", ":")
    parts = (match.classes[digits].get("number", text) if ":" not in text else text).split(":")
    hour = int(float(parts[0]))
    if match.value("am_pm") is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(match.value("am_pm") or 0)
    if hour > 24:
        return None
    time = f"T{hour:02}:{parts[1] if len(parts) > 1 else '00'}"
    return "TIME", Clock(time, _day_beside(match, digits, digits + 1 if end is None else end + 1))


def _day_beside(match: Match, low: int, high: int) -> CalendarDate | Weekday | Shifted | None:
    return day_of(match.part(high, match.high)) or day_of(match.part(match.low, low))


def part_of_day(match: Match) -> Built:
    """Read "this morning", "last night", "Saturday night", "tonight"."""
    if match.at("tonight") is not None:
        overnight = match.word(match.high - 1) == "overnight"
        return None if overnight else ("TIME", Clock("TNI", Shifted("D", 0)))
    part = "T" + (match.value("part_of_day") or "")
    day = day_of(match)
    if day is None and match.shift is not None:
        if match.origin == "context" and match.shift == 0:
            return "TIME", Clock(part)
        day = Shifted("D", match.shift, match.origin)
    return "TIME", Clock(part, day)


def day_after(match: Match) -> Built:
    """Read "the day after tomorrow"."""
    word = match.number("day_word")
    step = match.number("before_after")
    return None if word is None and step is None else ("DATE", Shifted("D", (word or 0) + (step or 0)))


def offset(match: Match) -> Built:
    """Read "two weeks ago", "a year earlier", "three days from now"."""
    unit = match.value("unit", "units") or ""
    where = match.at("offset")
    direction, origin = ("1", "report") if where is None else match.classes[where]["offset"].split()
    if unit in {"TM", "TS", "TH"} and origin == "context":
        return "DURATION", Length(amount_of(match), unit)
    kind: Origin = "context" if origin == "context" else "report"
    return "DATE", Offset(amount_of(match), unit, int(direction), kind)


def year_ago(match: Match) -> Built:
    """Read "the year-earlier quarter"."""
    return "DATE", Offset(1, "Y", -1, "context")


def length(match: Match) -> Built:
    """Read "two weeks", "a five-year", "the past two months"."""
    unit = match.value("unit", "units") or ""
    if _is_age(match) or (match.has(match.high, "offset") and match.high - match.low == 1):
        return None
    bare = match.at("number", "scale", "vague_number", "shift", "half") is None
    if bare and (unit in {"TS", "TM", "D", "Q"} or _is_rate(match)):
        return None
    if bare and match.at("units") is not None:
        return "DURATION", Length(None, unit)
    year_alone = match.has(match.low, "year") and match.high - match.low == 2 and match.has(match.high - 1, "unit")
    if year_alone or _is_share(match, unit) or _is_some_day(match):
        return None
    return "DURATION", Length(amount_of(match), unit)


def _is_age(match: Match) -> bool:
    """Tell whether "old" follows: the age of a person is no time of anything."""
    return match.has(match.high, "old") or (match.has(match.high, "hyphen") and match.has(match.high + 1, "old"))


def _is_share(match: Match, unit: str) -> bool:
    """Tell whether a quarter is a fourth of something: "three-quarters", "a quarter of the votes"."""
    return unit == "Q" and (
        match.word(match.high) == "of" or (match.word(match.high - 1) == "quarters" and match.joined)
    )


def _is_some_day(match: Match) -> bool:
    """Tell whether "one day" is a day and no length: "he will one day be president"."""
    words = (match.word(match.low), match.word(match.high - 1))
    return (
        words == ("one", "day") and not match.joined and not match.has(match.low - 1, "preposition", "weak_preposition")
    )


def _is_rate(match: Match) -> bool:
    """Tell whether something is counted before "a year": "$20 a year", "ten thousand tonnes a year"."""
    return match.has(match.low - 1, "counted", "number") or match.has(match.low - 2, "number", "counted")


def in_length(match: Match) -> Built:
    """Read "in three days": a length, or in a sentence on what will be the day when it is over."""
    unit = match.value("unit", "units") or ""
    built = length(match)
    if built is None or match.tense != "future" or built[0] != "DURATION" or unit[0] == "T":
        return built
    return "DATE", Offset(amount_of(match), unit, 1)


def bare_length(match: Match) -> Built:
    """Read "for years"."""
    if match.has(match.high, "offset"):
        return None
    return "DURATION", Length(None, match.value("units") or "")


def vague_days(match: Match) -> Built:
    """Read "these days", "recent years", "coming months", "the weeks ahead"."""
    if match.word(match.low) == "coming":
        return "DATE", Vague("FUTURE_REF")
    if match.has(match.high - 1, "ahead"):
        return "DURATION", Length(None, match.value("units") or "")
    if match.word(match.low) == "recent":
        unit = match.value("units") or ""
        return ("DATE", Vague("PAST_REF")) if unit in {"D", "Y"} else ("DURATION", Length(None, unit))
    return ("DATE", Vague("PRESENT_REF")) if match.word(match.high - 1) == "days" else None


def shifted(match: Match) -> Built:
    """Read "last year", "this week", "that month"."""
    unit = match.value("unit", "weekend") or ""
    if unit[0] == "T" or match.tokens[match.high - 1].text.istitle():
        return None
    if unit in {"E", "C"} and match.shift == -1:
        return "DURATION", Length(1, unit)
    origin: Origin = match.origin
    if unit == "D" and match.word(match.high - 2) == "next":
        origin = "context"
    if unit == "D" and match.word(match.high - 2) in {"past", "this", "current", "last", "latest"}:
        return None
    return "DATE", Shifted(unit, match.shift or 0, origin)


def within(match: Match) -> Built:
    """Read "earlier in the year", "later in the week"."""
    unit = match.value("unit", "weekend") or ""
    return None if unit[0] == "T" or unit == "D" else ("DATE", Shifted(unit, 0))


def whole_year(match: Match) -> Built:
    """Read "for the year", "of the week"; "for the year ended June 30" is a length."""
    unit = match.value("unit", "year_unit") or ""
    if match.has(match.high, "ended"):
        return "DURATION", Length(1, unit)
    return ("DATE", Shifted(unit, 0)) if unit in {"Y", "W"} else None


def definite(match: Match) -> Built:
    """Read "the end of the year", "the weekend", "the quarter"."""
    unit = match.value("unit", "weekend") or ""
    if unit[0] == "T" or unit == "D":
        return None
    origin: Origin = "context" if unit == "Q" else "report"
    shift = -1 if unit == "W-WE" and match.tense != "future" else 0
    return "DATE", Shifted(unit, shift, origin)


def day_word(match: Match) -> Built:
    """Read "today", "yesterday", "tomorrow"."""
    return "DATE", Shifted("D", int(match.value("day_word") or 0))


def recurring(match: Match) -> Built:
    """Read "every Monday", "twice a week", "each July"."""
    weekday = match.value("weekday", "weekdays")
    if weekday is not None:
        part = match.value("part_of_day")
        return "SET", Recurring(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    for name, shape in (
        ("part_of_day", "XXXX-XX-XXT{}"),
        ("month", "XXXX-{}"),
        ("season", "XXXX-{}"),
        ("weekend", "XXXX-WXX-WE"),
    ):
        value = match.value(name)
        if value is not None:
            return "SET", Recurring(shape.format(value))
    unit = match.value("unit", "units") or ""
    per = match.at("times") is not None or match.has(match.high - 2, "article")
    number = (
        1
        if per
        else int(numbers_of(match)[0])
        if numbers_of(match)
        else match.number("ordinal") or (2 if match.at("other") else 1)
    )
    return "SET", Recurring(f"P{'T' if unit[0] == 'T' else ''}{number}{'10Y' if unit == 'E' else unit[-1]}")


def frequency(match: Match) -> Built:
    """Read "annually", "daily" where it says how often something is done, not what kind of thing something is."""
    following = match.high < len(match.tokens) and match.tokens[match.high].text
    if match.low and match.tokens[match.low].text.istitle():
        return None  # the name of a newspaper
    adverb = match.word(match.low).endswith("ually")
    if not adverb and following and following[0].isalpha() and not match.classes[match.high]:
        return None
    return "SET", Recurring(match.value("frequency") or "")


def past_future(match: Match) -> Built:
    """Read "the past", "the near future"."""
    if not (match.has(match.low - 1, "in") or match.has(match.low + 1, "near")):
        following = match.word(match.high)
        if following == "of" or (following[:1].isalpha() and match.value("past_future") == "PAST_REF"):
            return None
    return "DATE", Vague(match.value("past_future") or "")


def now(match: Match) -> Built:
    """Read "now", "recently"."""
    return "DATE", Vague(match.value("now") or "")


SPAN_BUILDERS = (
    clock, part_of_day, day_after, offset, year_ago, length, in_length, bare_length, vague_days, shifted, within,
    whole_year, definite, day_word, recurring, frequency, past_future, now,
)  # fmt: skip
