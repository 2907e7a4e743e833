"""The course of a relation: events and statements between two countries, by week or month.

Cooperation (PLOVER quad classes 1 and 2) and conflict (3 and 4) are kept apart, and a sum never stands alone: with it
come the number of events, of reports and of days, the median, and the share of the largest day, so that one loud day
cannot hide. What is computed here is never stored.
"""

from __future__ import annotations

import calendar
import collections
import datetime
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from dragoman.record.content_words import ContentWords
from dragoman.record.contents import RecordContents
from dragoman.record.items import Event, Reality, Relation, RelationClaim, Statement
from dragoman.resolution.referents import Actor

__all__ = ["COOPERATION", "HAPPENED", "Period", "RelationPeriod", "Side", "relation_series"]

Period = Literal["week", "month"]
#: What counts unless more is asked for: what is told as done or being done.
HAPPENED: frozenset[Reality] = frozenset({"happened", "ongoing"})
COOPERATION = frozenset({1, 2})
#: Claims that a relation is good or gets better; the others say the contrary.
BETTER: frozenset[RelationClaim] = frozenset({"better", "highest_since", "restored", "thaw"})


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Cooperation or conflict in a period."""

    #: Events, each as often as reports tell it.
    events: int
    #: Of them verbal (quad classes 1 and 3) and material (2 and 4).
    verbal: int
    material: int
    #: Of them told within somebody's statement, not in a report's own voice.
    attributed: int
    #: Events that the first of the two countries did to the second, and the other way round; mutual ones in neither.
    by_first: int
    by_second: int
    #: PLOVER intensities, from -10 to 10; `None` without an event that has one.
    intensity_sum: float | None
    intensity_median: float | None
    #: Different reports, and different days of events, among them.
    reports: int
    days: int
    #: Share of the events on the day that has most of them, from 0 to 1; `None` without an event.
    largest_day_share: float | None


class RelationPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A week (Monday to Sunday) or month of two countries."""

    #: First and last day, ISO 8601; cut to what was asked for.
    start: str
    end: str
    cooperation: Side
    conflict: Side
    #: Reports of these days that the record holds, whatever they are about: without any, nothing could be seen.
    reports_read: int
    #: Claims on the relation as a whole, for better and for worse.
    claims_better: int
    claims_worse: int
    #: Statements by the first that name the second, and the other way round.
    statements_first_on_second: int
    statements_second_on_first: int


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the pair on its day."""

    day: datetime.date
    event: Event
    #: +1 by the first to the second, -1 the other way round, 0 mutual.
    direction: int


@dataclass(slots=True)
class Bin:
    """What falls into one period."""

    told: list[Told] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    claims: collections.Counter[bool] = field(default_factory=collections.Counter)
    statements: collections.Counter[str] = field(default_factory=collections.Counter)


class Bins:
    """The periods, filled one thing after the other."""

    def __init__(self, period: Period, since: datetime.date | None, until: datetime.date | None) -> None:
        self._period, self._since, self._until = period, since, until
        self.filled: dict[datetime.date, Bin] = collections.defaultdict(Bin)
        #: First and last day of what was found.
        self.first: datetime.date | None = None
        self.last: datetime.date | None = None

    def of(self, day: datetime.date | None) -> Bin | None:
        """Return the period of a day, `None` if the day is not known or not asked for."""
        if day is None or (self._since and day < self._since) or (self._until and day > self._until):
            return None
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)
        return self.filled[_start(day, self._period)]


def relation_series(
    contents: RecordContents,
    first: str,
    second: str,
    period: Period,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    realities: frozenset[Reality] = HAPPENED,
) -> list[RelationPeriod]:
    """Return one row for each period from the first to the last, empty ones too.

    An event counts on its own day where that is known to the day, else on the day of its report; without either it
    counts nowhere.

    Args:
        contents: The record.
        first: ISO 3166-1 alpha-3 code of a country.
        second: The other one's.
        period: week or month.
        since: First day; if `None`, that of the first thing found.
        until: Last day; if `None`, that of the last thing found.
        realities: Which events count.
    """
    bins = Bins(period, since, until)
    for item in contents.items:
        if isinstance(item, Event) and item.reality in realities:
            direction, day = _direction(item, first, second), _event_day(item, contents)
            into = bins.of(day) if direction is not None else None
            if into is not None and day is not None and direction is not None:
                into.told.append(Told(day, item, direction))
        elif isinstance(item, Relation) and set(item.pair) == {first, second} and item.certainty != "denied":
            into = bins.of(_day(item.as_of) or _day(contents.day(item.report)))
            if into is not None:
                into.claims[item.claim in BETTER] += 1
    for statement, code in _statements(contents, first, second):
        into = bins.of(_day(contents.day(statement.report)))
        if into is not None:
            into.statements[code] += 1
    low, high = since or bins.first, until or bins.last
    if low is None or high is None:
        return []
    for document in contents.documents.values():
        day = _day(document.date)
        if day is not None and low <= day <= high:
            bins.filled[_start(day, period)].reports.add(document.id)
    return [_row(start, bins.filled[start], period, low, high, first) for start in _starts(low, high, period)]


def _row(
    start: datetime.date, found: Bin, period: Period, low: datetime.date, high: datetime.date, first: str
) -> RelationPeriod:
    return RelationPeriod(
        start=max(start, low).isoformat(),
        end=min(_next(start, period) - datetime.timedelta(days=1), high).isoformat(),
        cooperation=_side([one for one in found.told if one.event.quad_class in COOPERATION]),
        conflict=_side([one for one in found.told if one.event.quad_class not in COOPERATION]),
        reports_read=len(found.reports),
        claims_better=found.claims[True],
        claims_worse=found.claims[False],
        statements_first_on_second=found.statements[first],
        statements_second_on_first=sum(found.statements.values()) - found.statements[first],
    )


def _side(told: Sequence[Told]) -> Side:
    intensities = [one.event.intensity for one in told if one.event.intensity is not None]
    by_day = collections.Counter(one.day for one in told)
    return Side(
        events=len(told),
        verbal=sum(one.event.quad_class in {1, 3} for one in told),
        material=sum(one.event.quad_class in {2, 4} for one in told),
        attributed=sum(one.event.inside is not None for one in told),
        by_first=sum(one.direction > 0 for one in told),
        by_second=sum(one.direction < 0 for one in told),
        intensity_sum=round(sum(intensities), 2) if intensities else None,
        intensity_median=statistics.median(intensities) if intensities else None,
        reports=len({one.event.report for one in told}),
        days=len(by_day),
        largest_day_share=round(max(by_day.values()) / len(told), 3) if told else None,
    )


def _direction(event: Event, first: str, second: str) -> int | None:
    """Return who did it to whom: 1, -1, 0 for mutual events, `None` if it is not between the two."""
    actors, recipients = _countries(event.actors), _countries(event.recipients)
    if not recipients:
        return 0 if {first, second} <= actors else None
    forth, back = first in actors and second in recipients, second in actors and first in recipients
    if forth or back:
        return forth - back
    return None


def _countries(actors: Iterable[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country is not None}


def _event_day(event: Event, contents: RecordContents) -> datetime.date | None:
    """Return the day of an event; a date that is no single day says less than the report's."""
    if event.date is not None and event.date.earliest is not None and event.date.earliest == event.date.latest:
        return _day(event.date.earliest)
    return _day(contents.day(event.report))


def _statements(contents: RecordContents, first: str, second: str) -> Iterator[tuple[Statement, str]]:
    """Yield the statements of one of the two whose words name the other, with the speaker's country."""
    mentioned, words = _mentions(contents), ContentWords()
    for statement in contents.of_kind(Statement):
        for code, other in ((first, second), (second, first)):
            if code in _countries(statement.speakers) and _names(statement, other, mentioned, words):
                yield statement, code
                break


def _mentions(contents: RecordContents) -> dict[str, list[tuple[int, int, str]]]:
    """Return for each report the places of actors of a country that its events and statements name."""
    found: dict[str, list[tuple[int, int, str]]] = collections.defaultdict(list)
    for item in contents.items:
        actors: list[Actor] = []
        if isinstance(item, Event):
            actors = [*item.actors, *item.recipients]
        elif isinstance(item, Statement):
            actors = [*item.speakers, *item.addressees]
        found[item.report].extend((one.start, one.end, one.country) for one in actors if one.country is not None)
    return found


def _names(
    statement: Statement, country: str, mentioned: dict[str, list[tuple[int, int, str]]], words: ContentWords
) -> bool:
    if country in _countries(statement.addressees):
        return True
    if any(f"state:{country}" in words.keys(span.text) for span in statement.content):
        return True
    return any(
        code == country and span.start <= start and end <= span.end
        for span in statement.content
        for start, end, code in mentioned[statement.report]
    )


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value is not None and len(value) == 10 else None
    except ValueError:
        return None


def _start(day: datetime.date, period: Period) -> datetime.date:
    return day.replace(day=1) if period == "month" else day - datetime.timedelta(days=day.weekday())


def _next(start: datetime.date, period: Period) -> datetime.date:
    size = 7 if period == "week" else calendar.monthrange(start.year, start.month)[1]
    return start + datetime.timedelta(days=size)


def _starts(low: datetime.date, high: datetime.date, period: Period) -> Iterator[datetime.date]:
    start = _start(low, period)
    while start <= high:
        yield start
        start = _next(start, period)
