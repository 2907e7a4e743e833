"""`dragoman find`: the items of a record folder that hold some words or meet some conditions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec

from dragoman.errors import UsageError
from dragoman.record.items import Act, AgreementStatus, CommitmentStatus, EventType, RelationClaim, Stance
from dragoman.store.entries import type_of
from dragoman.store.layout import ItemOfRecord, encodable, kind_of
from dragoman.store.query import Query
from dragoman.store.snapshot import Found, ReportEntry, Snapshot
from dragoman.views.agreements import state_code
from dragoman.views.item_words import extent, first_words, shortened, what, who, words
from dragoman.views.report_facts import ReportFacts, reports_of
from dragoman.views.visible import one_line

__all__ = ["COLUMNS", "Hit", "find", "find_items", "hit_lines", "reports_with"]

TYPES = sorted({
    name for names in (Act, EventType, Stance, CommitmentStatus, AgreementStatus, RelationClaim)
    for name in get_args(names)
})  # fmt: skip
#: Widths of the columns of the table that do not give way, in characters.
DAY, SORT, WHO = 10, 20, 26
#: The least that is shown of the words and of a title, and the most.
LEAST_WHAT, MOST_WHAT = 30, 90
LEAST_TITLE, MOST_TITLE = 16, 44


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An item that was found, in the words of a table."""

    #: ISO 8601; `None` if neither the item nor its report has a date.
    day: str | None
    #: Whose day that is: said_on, date, as_of (the item's own), report or unknown.
    day_from: str
    kind: str
    #: The act of a statement, the type of an event, the stance of a position, the claim of a relation, a status.
    type: str | None
    #: Who takes part; `A → B` where one acts on another.
    who: str
    #: What is said, wanted or promised; else the evidence.
    what: str
    #: The id of the report, and what is known of it.
    report: str
    title: str | None
    publisher: str | None
    url: str | None
    #: Where the evidence begins and ends in the report's text: half-open, in Unicode code points.
    start: int
    end: int
    #: All the words of the evidence.
    evidence: str
    confidence: float
    #: How well it fits the words that were searched (BM25), higher is better; 0 without words.
    score: float
    #: The id of the item.
    id: str

    def plain(self) -> dict[str, object]:
        """Return the fields as UTF-8 can hold them: half of a surrogate pair, from broken JSON, becomes U+FFFD."""
        values = msgspec.structs.asdict(self)
        return {name: encodable(value) if isinstance(value, str) else value for name, value in values.items()}


#: The columns of the CSV, in their order.
COLUMNS = Hit.__struct_fields__


def find_items(snapshot: Snapshot, text: str = "", query: Query | None = None, limit: int = 50) -> list[Found]:
    """Return the items that hold some words, the best first; without words the latest first.

    Args:
        snapshot: The record.
        text: All words must occur; `"a phrase"`, `begin*` and `-without` are understood.
        query: What else must hold. Its country may be a name.
        limit: At most so many.

    Raises:
        UsageError: Nothing is asked for, or there is no such state or type.
    """
    query = query or Query()
    if not text.strip() and query == Query():
        raise UsageError("nothing to look for: give words, or a condition such as --speaker or --since")
    if query.country is not None:
        query = msgspec.structs.replace(query, country=state_code(query.country))
    if query.type is not None and query.type.casefold() not in map(str.casefold, TYPES):
        raise UsageError(f"no item has the type {query.type!r}; the types are {', '.join(TYPES)}")
    if query.since and query.until and query.since > query.until:
        raise UsageError(f"the first day, {query.since}, is later than the last, {query.until}")
    return snapshot.search(text, query, limit) if text.strip() else snapshot.latest(query, limit)


def find(snapshot: Snapshot, text: str = "", query: Query | None = None, limit: int = 50) -> list[Hit]:
    """Return what `find_items` finds, each with the report that it stands in."""
    found = find_items(snapshot, text, query, limit)
    reports = reports_of(snapshot, (one.item.report for one in found))
    return [_hit(one, reports.get(one.item.report, ReportFacts())) for one in found]


def reports_with(snapshot: Snapshot, text: str, limit: int = 3) -> list[ReportEntry]:
    """Return reports whose title or text holds some words, the best first: what was read in them need not."""
    return list(snapshot.documents(words=text, limit=limit))


def _hit(found: Found, report: ReportFacts) -> Hit:
    item: ItemOfRecord = found.item
    start, end = extent(item)
    return Hit(
        day=found.day,
        day_from=found.day_from,
        kind=kind_of(item),
        type=type_of(item),
        who=who(item),
        what=what(item),
        report=item.report,
        title=report.title,
        publisher=report.publisher,
        url=report.url,
        start=start,
        end=end,
        evidence=words(item.evidence),
        confidence=item.confidence,
        score=round(found.score, 3),
        id=item.id,
    )


def hit_lines(hits: Sequence[Hit], layout: str, width: int = 160) -> Iterator[str]:
    """Yield a table for reading, CSV with a header, or one JSON object a line.

    Args:
        hits: What was found.
        layout: table, csv or jsonl.
        width: How many characters a line of the table may have; it takes what it needs at least.
    """
    if layout == "jsonl":
        yield from (msgspec.json.encode(hit.plain()).decode() for hit in hits)
    elif layout == "csv":
        yield _csv_line(COLUMNS)
        yield from (_csv_line(hit.plain().values()) for hit in hits)
    else:
        yield from _table(hits, width)


def _csv_line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow("" if cell is None else cell for cell in cells)
    return out.getvalue()


def _table(hits: Sequence[Hit], width: int) -> Iterator[str]:
    if not hits:
        return
    places = [f"{one_line(hit.report)}:{hit.start}-{hit.end}" for hit in hits]
    at = max(map(len, places))
    titles = [one_line(hit.title or hit.publisher or "untitled") for hit in hits]
    free = width - DAY - SORT - WHO - at - 2 * 5
    title = min(max(map(len, titles)), MOST_TITLE, max(LEAST_TITLE, free // 3))
    said = [one_line(hit.what) for hit in hits]
    room = min(MOST_WHAT, max(LEAST_WHAT, free - title), max(map(len, said)))
    head = ("day", DAY), ("kind", SORT), ("who", WHO), ("what", room), ("report", title), ("characters", 0)
    yield "  ".join(name.ljust(size) for name, size in head).rstrip()
    for hit, text, place, name in zip(hits, said, places, titles, strict=True):
        sort = f"{hit.kind} {hit.type.replace('_', ' ')}" if hit.type else hit.kind
        cells = (
            (hit.day or "unknown").ljust(DAY), shortened(sort, SORT), shortened(one_line(hit.who or "unknown"), WHO),
            shortened(text, room), shortened(first_words(name, title), title), place,
        )  # fmt: skip
        yield "  ".join(cells)
