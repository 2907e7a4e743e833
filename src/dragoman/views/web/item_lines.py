"""An item as a line of a page: who, what, when, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

import msgspec

from dragoman.document import Span
from dragoman.record.items import Agreement, Commitment, Event, Position, Relation, Statement
from dragoman.resolution.referents import Actor
from dragoman.store import Found, ReportEntry
from dragoman.store.entries import Role, parties_of, type_of
from dragoman.store.layout import ItemOfRecord, kind_of
from dragoman.views.web.looking import Look

__all__ = [
    "ItemLine",
    "ItemRow",
    "Party",
    "characters",
    "item_line",
    "item_rows",
    "joined",
    "lines_of",
    "lines_of_found",
    "parties",
]

#: Who does it, and to whom; the others of an item come after these.
FIRST_ROLES: tuple[Role, ...] = ("speaker", "actor", "holder", "promiser", "party")


class Party(msgspec.Struct, frozen=True):
    """Somebody who takes part in an item."""

    #: The name, or the words of the text where no name is known.
    name: str
    code: str | None
    country: str | None
    #: speaker, addressee, actor, recipient, holder, disputer, promiser, promisee, party.
    role: str
    #: Whether the name is known, so that there is a page of this actor.
    known: bool


class ItemLine(msgspec.Struct, frozen=True, kw_only=True):
    """One item with what a reader needs to judge it."""

    id: str
    kind: str
    #: The act of a statement, the type of an event, the stance, the claim.
    type: str | None
    #: ISO 8601, or `None`.
    day: str | None
    report: str
    title: str | None
    publisher: str | None
    by: list[Party]
    to: list[Party]
    #: The words that tell it: what is said, the proposal, what is promised, what happened.
    words: list[Span]
    #: What limits it: hedged, private, planned, negated and the like.
    qualities: list[str]
    evidence: list[Span]
    confidence: float
    method: str
    #: Id of the statement that it is told within, or `None`.
    inside: str | None
    unknown: dict[str, str]


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """An item as a row of a table; every span of evidence is in it with its characters."""

    id: str
    kind: str
    type: str | None
    day: str | None
    by: str
    by_codes: str
    to: str
    to_codes: str
    words: str
    qualities: str
    confidence: float
    report: str
    title: str | None
    evidence: str
    #: Half-open, `start-end`.
    characters: str


def item_line(item: ItemOfRecord, entry: ReportEntry | None, day: str | None) -> ItemLine:
    """Return an item as a line.

    Args:
        item: The item.
        entry: Its report, where known.
        day: Its day, ISO 8601; that of the report if `None`.
    """
    shown = parties(parties_of(item))
    return ItemLine(
        id=item.id,
        kind=kind_of(item),
        type=type_of(item),
        day=day or (entry.date if entry is not None else None),
        report=item.report,
        title=entry.title if entry is not None else None,
        publisher=entry.publisher if entry is not None else None,
        by=[one for one in shown if one.role in FIRST_ROLES],
        to=[one for one in shown if one.role not in FIRST_ROLES],
        words=_words(item),
        qualities=_qualities(item),
        evidence=item.evidence,
        confidence=round(item.confidence, 2),
        method=item.method,
        inside=item.inside if isinstance(item, Statement | Event) else None,
        unknown=item.unknown,
    )


def lines_of_found(look: Look, found: Sequence[Found]) -> list[ItemLine]:
    """Return what was found as lines."""
    reports = look.reports(one.item.report for one in found)
    return [item_line(one.item, reports.get(one.item.report), one.day) for one in found]


def lines_of(look: Look, items: Sequence[ItemOfRecord], days: Mapping[str, str | None] | None = None) -> list[ItemLine]:
    """Return items as lines.

    Args:
        look: The record.
        items: The items.
        days: Item id to day, where it is not that of the report.
    """
    reports = look.reports(item.report for item in items)
    return [item_line(item, reports.get(item.report), (days or {}).get(item.id)) for item in items]


def parties(several: Iterable[tuple[Role, Actor]]) -> list[Party]:
    """Return those who take part, each once in a role."""
    assert set(FIRST_ROLES) <= set(get_args(Role))
    found = {}
    for role, actor in several:
        name = actor.name or actor.text
        party = Party(name=name, code=actor.code, country=actor.country, role=role, known=actor.name is not None)
        found[role, name, actor.code] = party
    return list(found.values())


def item_rows(lines: Iterable[ItemLine]) -> list[ItemRow]:
    """Return lines as rows of a table."""
    return [
        ItemRow(
            id=line.id,
            kind=line.kind,
            type=line.type,
            day=line.day,
            by=_names(line.by),
            by_codes=_codes(line.by),
            to=_names(line.to),
            to_codes=_codes(line.to),
            words=joined(line.words),
            qualities="; ".join(line.qualities),
            confidence=line.confidence,
            report=line.report,
            title=line.title,
            evidence=joined(line.evidence),
            characters=characters(line.evidence),
        )
        for line in lines
    ]


def joined(spans: Iterable[Span]) -> str:
    """Return the words of spans, `…` between them."""
    return " … ".join(span.text for span in spans)


def characters(spans: Iterable[Span]) -> str:
    """Return where spans stand, as `start-end`, half-open."""
    return "; ".join(f"{span.start}-{span.end}" for span in spans)


def _names(several: Iterable[Party]) -> str:
    return "; ".join(one.name for one in several)


def _codes(several: Iterable[Party]) -> str:
    return "; ".join(one.code or "" for one in several)


def _words(item: ItemOfRecord) -> list[Span]:
    match item:
        case Statement():
            return item.content or item.evidence
        case Position():
            return item.towards or item.evidence
        case Commitment():
            return item.action or item.evidence
        case Event() | Agreement() | Relation():
            return item.evidence


def _qualities(item: ItemOfRecord) -> list[str]:
    found: list[str | None] = []
    match item:
        case Statement():
            found = [
                item.manner if item.manner != "indirect" else None,
                None if item.certainty == "asserted" else item.certainty,
                None if item.openness == "public" else item.openness,
                None if item.named else "speaker not named",
            ]
        case Event():
            found = [item.mode, None if item.reality == "happened" else item.reality]
            found.append(f"intensity {item.intensity:+.1f}" if item.intensity is not None else None)
        case Position():
            found = [item.issue.label, None if item.certainty == "asserted" else item.certainty]
        case Commitment():
            found = [f"due {item.due.value or item.due.text}" if item.due is not None else "no due date told"]
            found.extend(f"if: {span.text}" for span in item.condition)
        case Agreement():
            found = [item.name, *(status.replace("_", " ") for status in item.status)]
        case Relation():
            found = [f"{item.pair[0]} and {item.pair[1]}", None if item.certainty == "asserted" else item.certainty]
    return [one for one in found if one]
