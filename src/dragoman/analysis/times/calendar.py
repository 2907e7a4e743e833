"""What the words of dates, months, years and parts of years say: one function for each pattern, of the same name.

A function returns `None` where the words only look like a temporal expression.
"""

from __future__ import annotations

from dragoman.analysis.times.match import MONTHS, Built, Match, day_of
from dragoman.analysis.times.readings import CalendarDate, Era, NumericDate, YearPart

__all__ = ["CALENDAR_BUILDERS"]


def iso_date(match: Match) -> Built:
    """Read "2026-02-05"."""
    if not match.joined:
        return None
    year, month, day = (int(match.tokens[match.low + i].text) for i in (0, 2, 4))
    return ("DATE", CalendarDate(year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def slashed_iso_date(match: Match) -> Built:
    """Read "2026/02/05"."""
    year, month, day = (int(part) for part in match.tokens[match.low].text.split("/"))
    return ("DATE", CalendarDate(year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def numeric_date(match: Match) -> Built:
    """Read "05/02/2026"; with dots it is day first, and a year of two digits needs slashes."""
    text = match.tokens[match.low].text
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if "." in text:
        good = year > 100 and 1 <= second <= 12 and 1 <= first <= 31
        return ("DATE", CalendarDate(year, second, first)) if good else None
    year += 0 if year > 100 else 1900 if year > 40 else 2000
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return None
    return "DATE", NumericDate(first, second, year)


def calendar_date(match: Match) -> Built:
    """Read "February 5, 2026", "5 February", "the 5th of February"."""
    day = day_of(match)
    if day is None or match.has(match.high, "counted") or _is_decimal(match):
        return None
    return "DATE", day


def _is_decimal(match: Match) -> bool:
    """Tell whether the last number is the beginning of a greater one ("May 5 million")."""
    return match.has(match.high, "scale")


def calendar_month(match: Match) -> Built:
    """Read "February 2026", "June last year"."""
    month = match.number(*MONTHS)
    return "DATE", CalendarDate(match.number("year"), month, year_shift=match.shift)


def shifted_month(match: Match) -> Built:
    """Read "last April"."""
    return "DATE", CalendarDate(None, match.number(*MONTHS), shift=match.shift)


def month(match: Match) -> Built:
    """Read "April"; a month that begins a name ("June Smith") is none."""
    following = match.tokens[match.high].text if match.high < len(match.tokens) else ""
    named = following[:1].isupper() and not match.classes[match.high]
    introduced = match.has(match.low - 1, "month_context") and not match.has(match.low - 1, "and")
    if named and not introduced and match.high - match.low == 1:
        return None
    return "DATE", CalendarDate(None, match.number(*MONTHS))


def quarter(match: Match) -> Built:
    """Read "the third quarter of 2011", "next year's first quarter"."""
    number = match.number("ordinal")
    if number is None or not 1 <= number <= 4:
        return None
    shift = -1 if match.at("offset") is not None else match.shift
    return "DATE", YearPart(f"Q{number}", match.number("year"), year_shift=shift)


def half(match: Match) -> Built:
    """Read "the first half of 2011"."""
    number = match.number("ordinal")
    if number is None:
        number = 2 if match.shift == -1 else 1
    where = match.at("half")
    shift = None if where is None else match.part(where, match.high).shift
    if number > 2:
        return None
    of_year = match.at("year_unit") is not None
    return "DATE", YearPart(
        f"H{number}", match.number("year"), year_shift=shift if shift is not None or not of_year else 0
    )


def part_code(match: Match) -> Built:
    """Read "Q3 2011"."""
    year = match.number("year")
    return None if year is None else ("DATE", YearPart(match.tokens[match.low].text, year))


def season(match: Match) -> Built:
    """Read "the winter of 1994", "last summer", "this fall"."""
    return "DATE", YearPart(match.value("season") or "", match.number("year"), match.shift)


def decade(match: Match) -> Built:
    """Read "the 1990s", "the '80s", "the nineties"."""
    digits = match.value("decade") or ""
    if len(digits) == 4:
        return "DATE", Era(digits[:3])
    article = match.at("the", "apostrophe") is not None
    return ("DATE", Era("19" + digits[0])) if article and int(digits) >= 20 else None


def century(match: Match) -> Built:
    """Read "the 20th century"."""
    number = match.number("ordinal")
    return None if number is None or not 1 <= number <= 30 else ("DATE", Era(f"{number - 1:02}"))


def year_end(match: Match) -> Built:
    """Read "year-end"."""
    return "DATE", CalendarDate(None, 12, 31)


def weekday(match: Match) -> Built:
    """Read "Monday", "last Tuesday"; "Sunday Times" is none."""
    day = day_of(match)
    if day is None or match.word(match.high) in {"times", "telegraph", "mail", "express", "mirror", "herald"}:
        return None
    return "DATE", day


def holiday(match: Match) -> Built:
    """Read "Christmas", "Christmas Eve"."""
    month_number, day = (int(part) for part in (match.value("holiday") or "").split("-"))
    return "DATE", CalendarDate(match.number("year"), month_number, day - (1 if match.at("eve") is not None else 0))


def spoken_year(match: Match) -> Built:
    """Read "nineteen ninety-four"."""
    words = [match.classes[i]["number"] for i in range(match.low, match.high) if "number" in match.classes[i]]
    if any(match.word(i).isdigit() for i in range(match.low, match.high)):
        return None
    first, second = int(words[0]), sum(int(word) for word in words[1:])
    if first not in {17, 18, 19, 20} or not 10 <= second <= 99 or (first == 20 and second < 10):
        return None
    return "DATE", CalendarDate(first * 100 + second)


def the_year(match: Match) -> Built:
    """Read "the year 2000"."""
    return "DATE", CalendarDate(match.number("year"))


def year(match: Match) -> Built:
    """Read "1962" where the words around it show that it is a year and no quantity."""
    where = match.at("year") or match.low
    if match.at("fiscal", "edge", "edge_noun") is None and not _may_be_year(match, where):
        return None
    return "DATE", CalendarDate(int(match.classes[where]["year"]))


def _may_be_year(match: Match, at: int) -> bool:
    if match.has(at + 1, "counted", "scale", "am_pm", "unit", "units") or match.has(at - 1, "year_stopper"):
        return False
    if match.has(at + 1, "hyphen") and match.has(at + 2, "unit", "counted"):
        return False
    if int(match.classes[at]["year"]) % 100 == 0 and _counts(match, at + 1):
        return False
    if match.has(at - 1, "preposition") or (match.word(at - 1) == "(" and match.word(at + 1) in {")", ",", "–", "-"}):
        return True
    if match.has(at - 1, "and", "hyphen", "to", "comma") and match.has(at - 2, "year"):
        return True
    number = int(match.classes[at]["year"])
    if number % 100 and 1900 <= number < 2050 and not match.has(at - 1, "number", "scale"):
        named = at > 0 and match.tokens[at - 1].text[0].isupper() and not match.classes[at - 1]
        return not named and not _counts(match, at + 1)
    plausible = 1700 <= number <= 2100
    return plausible and match.has(at - 1, "weak_preposition", "the") and not _counts(match, at + 1)


def _counts(match: Match, at: int) -> bool:
    """Tell whether the word may be what a number counts: "of 1800 soldiers"."""
    if match.has(at - 2, "the"):
        return False
    return (
        match.word(at).endswith("s") and match.tokens[at].text.islower() and match.word(at) not in {"was", "is", "has"}
    )


CALENDAR_BUILDERS = (
    iso_date, slashed_iso_date, numeric_date, calendar_date, calendar_month, shifted_month, month, quarter, half,
    part_code, season, decade, century, year_end, weekday, holiday, spoken_year, the_year, year,
)  # fmt: skip
