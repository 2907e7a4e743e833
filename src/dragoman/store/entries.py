"""What the catalog needs to know of an item, so that it can be found: its day, parties, countries, issues, words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import permutations, product
from typing import Literal, NamedTuple

from dragoman.document import Document
from dragoman.record.items import Agreement, Commitment, Event, Position, Relation, Statement
from dragoman.resolution.referents import Actor, Date
from dragoman.store.layout import ItemOfRecord, encodable

__all__ = ["DayFrom", "Entry", "Role", "as_date", "day_of", "entry", "iso_day", "parties_of", "type_of"]

Role = Literal["speaker", "addressee", "actor", "recipient", "holder", "disputer", "promiser", "promisee", "party"]
#: Where the day of an item comes from: its own date, the report's, or neither is known.
DayFrom = Literal["said_on", "date", "as_of", "report", "unknown"]
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
#: An event among more countries than this (a general assembly) says nothing of the relation of any two of them.
MOST_COUNTRIES = 20


class Entry(NamedTuple):
    """What the catalog keeps of an item beside the item itself."""

    #: Year, month and day as one number, such as 20250121; the first day that the item's date may mean; 0 if unknown.
    day: int
    day_from: DayFrom
    #: The act of a statement, the type of an event, the stance of a position, the claim of a relation, ...
    type: str | None
    openness: str | None
    parties: list[tuple[Role, Actor]]
    countries: frozenset[str]
    #: From whom to whom, as countries.
    pairs: frozenset[tuple[str, str]]
    issues: frozenset[str]
    words: str
    names: str


def entry(item: ItemOfRecord, document: Document) -> Entry:
    """Return what the catalog keeps of an item of a document."""
    day, day_from = _day(item, document.date)
    parties = parties_of(item)
    countries = {actor.country for _, actor in parties if actor.country}
    if isinstance(item, Relation):
        countries.update(item.pair)
    names = {text for _, actor in parties for text in (actor.name, actor.country) if text}
    if isinstance(item, Agreement):
        names = {item.name, *item.aliases}
    return Entry(
        day=day,
        day_from=day_from,
        type=type_of(item),
        openness=item.openness if isinstance(item, Statement) else None,
        parties=parties,
        countries=frozenset(countries),
        pairs=_pairs(item),
        issues=_issues(item),
        words=encodable(_words(item)),
        names=encodable(" ".join(sorted(names))),
    )


def as_date(day: int) -> datetime.date | None:
    """Return the day that the catalog writes as a number; `None` for 0, which is unknown."""
    return datetime.date(day // 10000, day // 100 % 100, day % 100) if day else None


def iso_day(day: int) -> str | None:
    """Return the day that the catalog writes as a number in ISO 8601; `None` for 0, which is unknown."""
    found = as_date(day)
    return found.isoformat() if found else None


def _number(value: str | None) -> int:
    """Return the first day that an ISO 8601 year, month or day may mean, as a number; 0 if it is none of these."""
    match = DAY.match(value or "")
    if match is None:
        return 0
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        datetime.date(year, month, day)
    except ValueError:
        return 0
    return year * 10000 + month * 100 + day


def day_of(item: ItemOfRecord, reported: datetime.date | None) -> tuple[str | None, DayFrom]:
    """Return the day of an item in ISO 8601, and whether it is the item's own or that of its report.

    Args:
        item: The item.
        reported: The day of its report.
    """
    day, day_from = _day(item, reported)
    return iso_day(day), day_from


def _day(item: ItemOfRecord, reported: datetime.date | None) -> tuple[int, DayFrom]:
    own, day_from = 0, "date"
    match item:
        case Statement():
            own, day_from = _first(item.said_on), "said_on"
        case Event():
            own, day_from = _first(item.date), "date"
        case Position() | Relation():
            own, day_from = _number(item.as_of), "as_of"
        case _:
            pass
    if own:
        return own, day_from  # type: ignore[return-value]
    report = _number(reported.isoformat()) if reported else 0
    return report, ("report" if report else "unknown")


def _first(date: Date | None) -> int:
    return (_number(date.earliest) or _number(date.value)) if date else 0


def type_of(item: ItemOfRecord) -> str | None:
    """Return what sort of its kind an item is."""
    match item:
        case Statement():
            return item.act
        case Event():
            return item.event_type
        case Position():
            return item.stance
        case Commitment():
            return item.status
        case Relation():
            return item.claim
        case Agreement():
            return item.status[0] if item.status else None


def parties_of(item: ItemOfRecord) -> list[tuple[Role, Actor]]:
    """Return who takes part in an item, and how."""
    match item:
        case Statement():
            return _all("speaker", item.speakers) + _all("addressee", item.addressees)
        case Event():
            return _all("actor", item.actors) + _all("recipient", item.recipients)
        case Position():
            return _all("holder", [item.actor]) + _all("disputer", item.disputed_by)
        case Commitment():
            return _all("promiser", item.promisers) + _all("promisee", item.promisees)
        case Agreement():
            return _all("party", item.parties)
        case Relation():
            return []


def _all(role: Role, actors: Sequence[Actor]) -> list[tuple[Role, Actor]]:
    return [(role, actor) for actor in actors]


def _pairs(item: ItemOfRecord) -> frozenset[tuple[str, str]]:
    match item:
        case Relation():
            return frozenset(permutations(item.pair, 2))
        case Event() if not item.recipients:
            return _among(item.actors)
        case Event():
            return _between(item.actors, item.recipients)
        case Statement():
            return _between(item.speakers, item.addressees)
        case Commitment():
            return _between(item.promisers, item.promisees)
        case _:
            return frozenset()


def _between(ones: Sequence[Actor], others: Sequence[Actor]) -> frozenset[tuple[str, str]]:
    pairs = product(_countries(ones), _countries(others))
    return frozenset((one, other) for one, other in pairs if one != other)


def _among(actors: Sequence[Actor]) -> frozenset[tuple[str, str]]:
    countries = _countries(actors)
    return frozenset(permutations(countries, 2)) if len(countries) <= MOST_COUNTRIES else frozenset()


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country}


def _issues(item: ItemOfRecord) -> frozenset[str]:
    match item:
        case Position():
            issue = item.issue
            return frozenset(encodable(name).casefold() for name in (issue.label, issue.group, *issue.contexts) if name)
        case Event():
            return frozenset(name.casefold() for name in item.contexts)
        case Agreement():
            return frozenset({encodable(item.subject).casefold()} if item.subject else ())
        case _:
            return frozenset()


def _words(item: ItemOfRecord) -> str:
    """Return the words by which an item is found: for a statement what is said, else the evidence."""
    spans = item.content if isinstance(item, Statement) and item.content else item.evidence
    texts = dict.fromkeys(span.text for span in spans)
    if isinstance(item, Position):
        texts[item.issue.label] = None
    return " ".join(texts)
