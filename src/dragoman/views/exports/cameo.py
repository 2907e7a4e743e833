"""Events as tab-separated tables with CAMEO codes: the layouts of ICEWS (Boschee et al. 2015) and Phoenix.

Both have one row for each pair of an actor and a recipient; the parties of a reciprocal event act upon one another, as
both projects code them. What Dragoman adds stands in columns behind those of the layout.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.record.items import Event
from dragoman.resolution.referents import Actor
from dragoman.views.exports.events import RecordEvents

__all__ = ["ICEWS_COLUMNS", "PHOENIX_COLUMNS", "icews_lines", "phoenix_lines"]

ADDED = ("Reality", "Attributed To", "Evidence Start", "Evidence End", "Confidence")
ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude", *ADDED,
)  # fmt: skip
PHOENIX_COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "ActionLat", "ActionLong", "LocationName",
    "GeoCountryName", "GeoStateName", "SentenceID", "URLs", "NewsSources", *ADDED,
)  # fmt: skip
Pair = tuple[Actor | None, Actor | None]
DAY = len("2025-01-21")


def icews_lines(record: RecordEvents) -> Iterator[str]:
    """Yield the header and the rows of the ICEWS layout; what is not known is an empty cell."""
    yield _line(ICEWS_COLUMNS)
    for event, number, (source, target) in _pairs(record.events):
        yield _line((
            f"{event.id}-{number}", _day(event), _name(source), _sector(source), _country(source),
            " ".join(span.text for span in event.trigger), event.cameo or "", _number(event.intensity),
            _name(target), _sector(target), _country(target), event.report, "", "", "", "", "",
            event.place.country or "" if event.place else "", "", "", *_added(record, event),
        ))  # fmt: skip


def phoenix_lines(record: RecordEvents) -> Iterator[str]:
    """Yield the header and the rows of the Phoenix layout; what is not known is an empty cell."""
    yield _line(PHOENIX_COLUMNS)
    for event, number, (source, target) in _pairs(record.events):
        day = _day(event)
        yield _line((
            f"{event.id}-{number}", day.replace("-", ""), day[:4], day[5:7], day[8:], *_code(source), *_code(target),
            event.cameo or "", (event.cameo or "")[:2], str(event.quad_class), _number(event.intensity),
            ";".join(event.contexts), "", "", event.place.name or "" if event.place else "",
            event.place.country or "" if event.place else "", "", event.report, "", "", *_added(record, event),
        ))  # fmt: skip


def _pairs(events: Iterable[Event]) -> Iterator[tuple[Event, int, Pair]]:
    for event in events:
        for number, pair in enumerate(_pairs_of(event)):
            yield event, number, pair


def _pairs_of(event: Event) -> list[Pair]:
    if not event.recipients and len(event.actors) > 1:
        return [(a, b) for a in event.actors for b in event.actors if a is not b]
    sources: list[Actor | None] = [*event.actors] or [None]
    targets: list[Actor | None] = [*event.recipients] or [None]
    return [(a, b) for a in sources for b in targets]


def _line(cells: Iterable[str]) -> str:
    """Return one line; tabs and line ends within a cell become spaces, so that every reader finds the same columns."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writerow([" ".join(cell.split()) for cell in cells])
    return out.getvalue()


def _day(event: Event) -> str:
    """Return the day of an event; empty if it is known less precisely, for the layouts have days only."""
    value = event.date.value if event.date else None
    return value[:DAY] if value and len(value) >= DAY and value[4] == value[7] == "-" and value[8:DAY].isdigit() else ""


def _name(actor: Actor | None) -> str:
    return (actor.name or actor.text) if actor else ""


def _sector(actor: Actor | None) -> str:
    return (actor.sector or "") if actor else ""


def _country(actor: Actor | None) -> str:
    return (actor.country or "") if actor else ""


def _code(actor: Actor | None) -> tuple[str, str, str, str]:
    """Return the whole code, its state or body, its role, and what is left."""
    code = (actor.code or "") if actor else ""
    return code, code[:3], code[3:6], code[6:]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _added(record: RecordEvents, event: Event) -> tuple[str, ...]:
    first, last = event.evidence[0].start, event.evidence[-1].end
    return event.reality, record.attributed_to(event), str(first), str(last), f"{event.confidence:.3f}"
