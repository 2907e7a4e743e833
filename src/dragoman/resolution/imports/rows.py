"""What an imported list says, line by line."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Imported", "ImportedActor", "ImportedRole", "LineError", "day"]

YEARS_OF_TWO_DIGITS = 30


class ImportedActor(NamedTuple):
    """A name with the code that it has from a day until another; half-open, empty where open."""

    phrase: str
    #: The name that all its forms share.
    name: str
    code: str
    #: ISO 8601 days.
    since: str
    until: str
    source: str


class ImportedRole(NamedTuple):
    """A word for a kind of actor ("policemen") with its sector."""

    phrase: str
    sector: str
    plural: bool
    source: str


class LineError(NamedTuple):
    """A line that could not be read."""

    line: int
    text: str
    reason: str


class Imported(NamedTuple):
    """Everything that was read from a file, and what was not."""

    actors: list[ImportedActor]
    roles: list[ImportedRole]
    errors: list[LineError]


def day(value: str) -> str:
    """Return a day of the dictionaries (YYMMDD or YYYYMMDD; zeros where month or day are not known) as ISO 8601.

    Years of two digits from 30 on are of the twentieth century, as TABARI (Schrodt 2009) takes them.

    Raises:
        ValueError: It is no day.
    """
    if re.fullmatch(r"\d{6}", value):
        century = "19" if int(value[:2]) >= YEARS_OF_TWO_DIGITS else "20"
        value = century + value
    if not re.fullmatch(r"\d{8}", value):
        raise ValueError(f"{value} is no day: YYMMDD or YYYYMMDD is wanted")
    year, month, number = value[:4], max(int(value[4:6]), 1), max(int(value[6:]), 1)
    if not 1800 <= int(year) <= 2100 or month > 12 or number > 31:
        raise ValueError(f"{value} is no day that an office could begin or end on")
    return f"{year}-{month:02d}-{number:02d}"
