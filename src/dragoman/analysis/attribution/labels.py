"""The labels of the trained reader: layers of spans, each word marked as in, at an edge of, or outside a span.

BIOES (Ratinov and Roth 2009): begin, inside, outside, end, single. Sources, cues and contents stand in layers of their
own, since a cue may lie within another statement's content; the inner layers hold the statements within statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["ALLOWED", "LAYERS", "OUTER_LAYERS", "TAGS", "encode", "spans"]

TAGS = ("O", "B", "I", "E", "S")
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(len(TAGS))
OUTER_LAYERS = ("source", "cue", "content")
#: The layers in the order of the model's emissions.
LAYERS = (*OUTER_LAYERS, "inner source", "inner cue", "inner content")
#: Which tag may follow which: `ALLOWED[before, after]`.
ALLOWED = (
    # O      B      I      E      S
    (True, True, False, False, True),
    (False, False, True, True, False),
    (False, False, True, True, False),
    (True, True, False, False, True),
    (True, True, False, False, True),
)


def encode(length: int, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Return the tags of `length` words with the given half-open ranges; one that meets an earlier one is left out."""
    tags = [OUTSIDE] * length
    for first, last in ranges:
        if any(tags[first:last]):
            continue
        if last - first == 1:
            tags[first] = SINGLE
            continue
        tags[first:last] = [BEGIN, *[INSIDE] * (last - first - 2), END]
    return tags


def spans(tags: Sequence[int]) -> list[tuple[int, int]]:
    """Return the half-open ranges of a valid sequence of tags; a span that the end cuts off ends there."""
    found: list[tuple[int, int]] = []
    if not any(tags):  # most layers of most windows
        return found
    first: int | None = None
    for at, tag in enumerate(tags):
        if tag in {BEGIN, SINGLE}:
            first = at
        if tag in {END, SINGLE} and first is not None:
            found.append((first, at + 1))
            first = None
    if first is not None:
        found.append((first, len(tags)))
    return found
