"""A text cut into pieces at the ends of the evidence, so that overlapping and nested items can be shown in place."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.document import Span
from dragoman.record.items import Event, Statement
from dragoman.store.layout import ItemOfRecord, kind_of

__all__ = ["Piece", "marked"]

#: Deeper nesting looks like this one.
DEEPEST = 3


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text that belongs to the same items throughout."""

    start: int
    end: int
    text: str
    #: Ids of the items whose evidence it is.
    items: list[str]
    #: What it is to them: a kind; for statements speaker, cue, said; for events trigger; the depth of nesting.
    marks: list[str]
    #: Ids of the items that begin here.
    begins: list[str]


def marked(
    text: str, items: Sequence[ItemOfRecord], depths: Mapping[str, int], selected: str | None = None
) -> list[Piece]:
    """Return a text in pieces; joined they are the text.

    Args:
        text: The text of the report.
        items: Items of the report; spans beyond the text are left out.
        depths: Item id to how many statements it is told within.
        selected: The id of an item that gets the mark `selected`.
    """
    spans = [
        (span, item.id, marks)
        for item in items
        for span, marks in _spans(item, depths[item.id], selected)
        if 0 <= span.start < span.end <= len(text)
    ]
    begins: dict[int, list[str]] = collections.defaultdict(list)
    for item in items:
        first = min((span.start for span, identity, _ in spans if identity == item.id), default=None)
        if first is not None:
            begins[first].append(item.id)
    starts: dict[int, list[int]] = collections.defaultdict(list)
    ends: dict[int, list[int]] = collections.defaultdict(list)
    for number, (span, _, _) in enumerate(spans):
        starts[span.start].append(number)
        ends[span.end].append(number)
    cuts = sorted({0, len(text), *starts, *ends})
    open_spans: dict[int, None] = {}
    pieces = []
    for start, end in itertools.pairwise(cuts):
        for number in ends[start]:
            open_spans.pop(number, None)
        open_spans.update(dict.fromkeys(starts[start]))
        over = [spans[number] for number in open_spans]
        pieces.append(
            Piece(
                start=start,
                end=end,
                text=text[start:end],
                items=list(dict.fromkeys(identity for _, identity, _ in over)),
                marks=sorted({mark for _, _, marks in over for mark in marks}),
                begins=begins[start],
            )
        )
    return pieces


def _spans(item: ItemOfRecord, depth: int, selected: str | None) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the spans of an item, and what each is to it."""
    more = ("selected",) if item.id == selected else ()
    match item:
        case Statement():
            for name, spans in (("speaker", item.source), ("cue", item.cue)):
                yield from ((span, ("statement", name, *more)) for span in spans)
            said = ("statement", "said", f"depth-{min(depth, DEEPEST)}", *more)
            yield from ((span, said) for span in item.content)
            parts = [*item.source, *item.cue, *item.content]
            if not parts:
                yield from ((span, ("statement", *more)) for span in item.evidence)
            elif more:
                yield from ((span, more) for span in item.evidence)
        case Event():
            yield from ((span, ("event", "trigger", *more)) for span in item.trigger)
            yield from ((span, ("event", *more)) for span in item.evidence)
        case _:
            yield from ((span, (kind_of(item), *more)) for span in item.evidence)
