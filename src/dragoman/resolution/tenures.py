"""Who held which office when."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping

import msgspec

__all__ = ["ELECTED_BEFORE_TERM", "Tenure", "Tenures"]

#: A term that begins within so many days after a report may be meant by "the newly elected president" in it: the
#: longest usual time between an election and taking office is that of Mexico before 2024, five months.
ELECTED_BEFORE_TERM = datetime.timedelta(days=150)


class Tenure(msgspec.Struct, frozen=True):
    """One person's time in one office."""

    person: str
    #: Alpha-3 code, or empty for an office of an international organisation.
    country: str
    #: Name in the table of organisations, or empty.
    organisation: str
    office: str
    sector: str
    #: First day in office, the earliest that the table's precision allows.
    first: datetime.date
    #: First day no longer in office; `None` if the table knows of no end.
    end: datetime.date | None
    #: For a term without an end: the last day that the table vouches for.
    known: datetime.date | None

    def holds(self, on: datetime.date) -> bool:
        """Tell whether the table vouches for the person being in office on a day."""
        return self.first <= on and not self.is_over(on) and (self.known is None or on <= self.known)

    def is_over(self, on: datetime.date) -> bool:
        """Tell whether the term had ended by a day."""
        return self.end is not None and on >= self.end


class Tenures:
    """The table of office holders."""

    def __init__(self, persons: Iterable[Mapping[str, str]]) -> None:
        """Take the rows of the table of persons."""
        #: Rows of the table, which become terms when they are asked for.
        self._of_person: dict[str, list[Mapping[str, str]]] = {}
        self._of_office: dict[tuple[str, str], list[Mapping[str, str]]] = {}
        for row in persons:
            self._of_person.setdefault(row["person"], []).append(row)
            self._of_office.setdefault((row["country"] or row["organisation"], row["office"]), []).append(row)

    def of(self, person: str) -> list[Tenure]:
        """Return all known terms of a person."""
        return [_tenure(row) for row in self._of_person.get(person, ())]

    def on(self, person: str, day: datetime.date) -> Tenure | None:
        """Return the person's term on a day: the one begun last if there are several."""
        held = [tenure for tenure in self.of(person) if tenure.holds(day)]
        return max(held, key=lambda tenure: tenure.first, default=None)

    def holder(self, place: str, office: str, on: datetime.date) -> Tenure | None:
        """Return who alone held an office on a day.

        Args:
            place: Alpha-3 code of a state, or the name of an organisation.
            office: As the table of persons names it.
            on: The day.
        """
        held = [tenure for tenure in self._in_office(place, office) if tenure.holds(on)]
        return held[0] if len(held) == 1 else None

    def successor(self, place: str, office: str, on: datetime.date) -> Tenure | None:
        """Return whose term in an office was about to begin on a day (`ELECTED_BEFORE_TERM`)."""
        terms = self._in_office(place, office)
        return next((term for term in terms if on < term.first <= on + ELECTED_BEFORE_TERM), None)

    def _in_office(self, place: str, office: str) -> list[Tenure]:
        return [_tenure(row) for row in self._of_office.get((place, office), ())]

    def knows_office(self, place: str, office: str) -> bool:
        """Tell whether the table has any holder of an office."""
        return (place, office) in self._of_office

    def country(self, person: str) -> str:
        """Return the one country that a person served, or empty."""
        countries = {tenure.country for tenure in self.of(person) if tenure.country}
        return countries.pop() if len(countries) == 1 else ""


def _tenure(row: Mapping[str, str]) -> Tenure:
    return Tenure(
        row["person"], row["country"], row["organisation"], row["office"], row["sector"],
        _first_day(row["from"]),
        _first_day(row["until"]) if len(row["until"]) == 10 else _day_after(row["until"]),
        _first_day(row["known_as_of"]) if row["known_as_of"] else None,
    )  # fmt: skip


def _first_day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


def _day_after(value: str) -> datetime.date | None:
    """Return the day after a month or year: the table does not say on which day of it the term ended."""
    if not value:
        return None
    year, month = int(value[:4]), int(value[5:7] or 12)
    return datetime.date(year, month, calendar.monthrange(year, month)[1]) + datetime.timedelta(days=1)
