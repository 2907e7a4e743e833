"""The words of a document that stand for one country, whatever else they are part of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.resolution.names import NameMention

__all__ = ["CountryName", "country_names"]

STATES = frozenset({"name", "adjective", "demonym", "abbreviation", "capital", "seat"})


class CountryName(NamedTuple):
    """A name, adjective or capital of a state: half-open characters, and the state's ISO 3166-1 alpha-3 code."""

    start: int
    end: int
    country: str


def country_names(names: Iterable[NameMention]) -> list[CountryName]:
    """Return the names that stand for one state without doubt, in text order."""
    return [
        CountryName(name.start, name.end, name.entries[0].key)
        for name in names
        if len(name.entries) == 1 and name.entries[0].kind in STATES and not name.entries[0].doubt
    ]
