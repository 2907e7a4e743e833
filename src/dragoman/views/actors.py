"""What the actor tables make of a phrase, and which phrases of a record they do not know."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.record.items import Commitment, Event, Item, Position, Statement
from dragoman.resolution.explanation import ActorCandidate
from dragoman.resolution.referents import Actor
from dragoman.views.record_files import items_of

__all__ = ["Unmatched", "explanation_lines", "unmatched", "unmatched_lines"]

#: Words that stand for an actor named elsewhere; no table could know them.
STAND_INS = frozenset({
    "i", "we", "you", "he", "she", "it", "they", "me", "us", "him", "her", "them", "who", "which", "that", "this",
    "these", "those", "some", "many", "others", "one", "both", "all", "everyone", "people", "what",
})  # fmt: skip


class Unmatched(NamedTuple):
    """A phrase that stands where an actor stands and matched nothing."""

    phrase: str
    times: int
    #: Where it stands first: report and half-open characters.
    report: str
    start: int
    end: int


def explanation_lines(phrase: str, candidates: Iterable[ActorCandidate]) -> Iterator[str]:
    """Yield the lines that tell what a phrase may mean."""
    rows = list(candidates)
    if not rows:
        yield f"{phrase}: no table knows it; add it with 'dragoman actors import'"
        return
    yield f"{'score':>5}  {'code':<8} {'name':<40} why"
    for row in rows:
        yield f"{row.score:5.2f}  {row.code or '-':<8} {row.name:<40} {row.reason}"


def unmatched(path: Path) -> list[Unmatched]:
    """Return the phrases of a record, a folder or a file in JSON Lines, that matched nothing, the most frequent first.

    Raises:
        NotFoundError: There is no such file.
        FormatError: A line is no item.
    """
    counts: collections.Counter[str] = collections.Counter()
    first: dict[str, Unmatched] = {}
    for item in items_of(path):
        for text, start, end in _strangers(item):
            phrase = " ".join(text.split())
            if phrase.lower() in STAND_INS:
                continue
            counts[phrase] += 1
            first.setdefault(phrase, Unmatched(phrase, 0, getattr(item, "report", ""), start, end))
    return [first[phrase]._replace(times=count) for phrase, count in counts.most_common()]


def unmatched_lines(rows: Iterable[Unmatched]) -> Iterator[str]:
    """Yield a header and one tab-separated line for each phrase."""
    yield "count\tphrase\treport\tstart\tend"
    for row in rows:
        yield f"{row.times}\t{row.phrase}\t{row.report}\t{row.start}\t{row.end}"


def _strangers(item: Item) -> Iterator[tuple[str, int, int]]:
    """Yield the phrases of an item that stand for an actor whom no table knows."""
    if isinstance(item, Statement):
        if not item.speakers:
            yield from ((span.text, span.start, span.end) for span in item.source)
        yield from _unknown([*item.speakers, *item.addressees])
    elif isinstance(item, Event):
        yield from _unknown([*item.actors, *item.recipients])
    elif isinstance(item, Position) and item.actor is not None:
        yield from _unknown([item.actor])
    elif isinstance(item, Commitment):
        yield from _unknown([*item.promisers, *item.promisees])


def _unknown(actors: Iterable[Actor]) -> Iterator[tuple[str, int, int]]:
    for actor in actors:
        if actor.name is None and actor.country is None and actor.code is None and actor.end > actor.start:
            yield actor.text, actor.start, actor.end
