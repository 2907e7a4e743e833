"""Words that stand for a country beyond doubt: names, adjectives, abbreviations and capitals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.resolution.names import NameMention

__all__ = ["CountryName", "named_countries"]

KINDS = frozenset({"name", "adjective", "demonym", "abbreviation", "capital", "seat"})


class CountryName(NamedTuple):
    """Words that stand for a country; offsets are half-open characters."""

    start: int
    end: int
    #: ISO 3166-1 alpha-3 code.
    country: str


def named_countries(names: Iterable[NameMention]) -> list[CountryName]:
    """Return the names that can stand for one country only, in the order of the text."""
    found = []
    for name in names:
        codes = {entry.key if entry.kind != "seat" else entry.country or entry.key for entry in name.entries}
        plain = all(entry.kind in KINDS and not entry.doubt for entry in name.entries)
        code = next(iter(codes)) if len(codes) == 1 else ""
        if plain and len(code) == 3 and code.isupper():
            found.append(CountryName(name.start, name.end, code))
    return sorted(found)
