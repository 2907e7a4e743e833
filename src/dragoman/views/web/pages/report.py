"""A report: its text with the evidence of every item in place."""

from __future__ import annotations

import msgspec

from dragoman.store.layout import ItemOfRecord
from dragoman.views.web.asking import Asked, NothingThereError
from dragoman.views.web.item_lines import ItemLine, ItemRow, item_line, item_rows
from dragoman.views.web.looking import Look
from dragoman.views.web.marked_text import Piece, marked
from dragoman.views.web.page import Page
from dragoman.views.web.pages.search import KindName

__all__ = ["REPORT", "Report"]


class ReportAsked(Asked, frozen=True, kw_only=True):
    """Which report, and what of it is shown."""

    #: The report's id.
    id: str
    #: Only items of this kind.
    kind: KindName | None = None
    #: The id of an item that is to stand out.
    item: str | None = None


class ReportItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the report."""

    line: ItemLine
    #: How many statements it is told within.
    depth: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report, and what was read in it."""

    asked: ReportAsked
    id: str
    title: str | None
    publisher: str | None
    url: str | None
    date: str | None
    date_from: str
    method: str
    characters: int
    sha256: str
    #: The text in pieces: joined they are the text.
    pieces: list[Piece]
    #: In the order of the text.
    items: list[ReportItem]
    #: Kind to how many.
    counts: dict[str, int]


def report(look: Look, asked: ReportAsked) -> Report:
    """Answer with a report and its items."""
    document = look.snapshot.document(asked.id)
    entry = look.reports([asked.id]).get(asked.id)
    if document is None or entry is None:
        raise NothingThereError(f"the record has no report with the id {asked.id!r}; search for words of it instead")
    everything = list(look.snapshot.items(reports=[asked.id]))
    depths = _depths(everything)
    lines = {item.id: item_line(item, entry, None) for item in everything}
    counts: dict[str, int] = {}
    for line in lines.values():
        counts[line.kind] = counts.get(line.kind, 0) + 1
    shown = [item for item in everything if asked.kind in {None, lines[item.id].kind}]
    shown.sort(key=lambda item: (item.evidence[0].start, depths[item.id], -item.evidence[-1].end, item.id))
    if asked.item is not None and asked.item not in {item.id for item in shown}:
        raise NothingThereError(f"the report {asked.id!r} has no item {asked.item!r} here; leave `item` and `kind` out")
    return Report(
        asked=asked,
        id=asked.id,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        date=entry.date,
        date_from=document.date_from,
        method=entry.method,
        characters=len(document.text),
        sha256=entry.sha256,
        pieces=marked(document.text, shown, depths, asked.item),
        items=[ReportItem(line=lines[item.id], depth=depths[item.id]) for item in shown],
        counts=counts,
    )


def _depths(items: list[ItemOfRecord]) -> dict[str, int]:
    """Return how many statements each item is told within."""
    inside = {item.id: getattr(item, "inside", None) for item in items}
    depths = {}
    for item in items:
        seen, outer = {item.id}, inside[item.id]
        while outer is not None and outer in inside and outer not in seen:
            seen.add(outer)
            outer = inside[outer]
        depths[item.id] = len(seen) - 1
    return depths


REPORT = Page(
    name="report",
    about="A report: its text in pieces, and for each the items whose evidence it is.",
    asked=ReportAsked,
    answers=Report,
    answer=report,
    row=ItemRow,
    rows=lambda answer: item_rows(one.line for one in answer.items),
)
