"""How far two annotators agree: Cohen's kappa (1960) for labels, F1 for the spans of whole passages."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from training.statements.labels import POLNEAR, first_labels, second_labels

__all__ = ["agreements", "kappa", "matched"]

T = TypeVar("T")

LABELLED = ("act", "openness", "certainty", "manner", "named")
#: Two statements are the same if their contents share this part of their characters.
SAME = 0.5


def kappa(left: Sequence[object], right: Sequence[object]) -> float:
    """Return Cohen's kappa: agreement beyond what chance would give; 1 where only one label occurs."""
    total = len(left)
    same = sum(a == b for a, b in zip(left, right, strict=True)) / total
    counts = collections.Counter(left), collections.Counter(right)
    chance = sum(counts[0][label] * counts[1][label] for label in counts[0]) / total**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def matched(left: Sequence[T], right: Sequence[T], same: Callable[[T, T], bool]) -> Iterator[tuple[T, T]]:
    """Yield each of the left with the first of the right that is the same and not yet taken."""
    free = list(right)
    for one in left:
        number = next((at for at, other in enumerate(free) if same(one, other)), None)
        if number is not None:
            yield one, free.pop(number)


def agreements() -> Iterator[tuple[str, int, float, float]]:
    """Yield label, statements, share the same, and kappa; last, how many statements both found, as F1."""
    first = {key(row): row for row in first_labels()}
    pairs = []
    found = collections.Counter[str]()
    for second in second_labels():
        row = first.get(key(second))
        if row is None:
            continue
        matched = list(same_statements(row["statements"], second["statements"]))
        pairs.extend(matched)
        if row["corpus"] != POLNEAR:
            found["both"] += len(matched)
            found["all"] += len(row["statements"]) + len(second["statements"])
    for name in LABELLED:
        left, right = [a[name] for a, _ in pairs], [b[name] for _, b in pairs]
        same = sum(a == b for a, b in zip(left, right, strict=True)) / len(left)
        yield name, len(left), same, kappa(left, right)
    told = [(bool(a["addressee"]), bool(b["addressee"])) for a, b in pairs]
    yield (
        "has addressee",
        len(told),
        sum(a == b for a, b in told) / len(told),
        kappa(*map(list, zip(*told, strict=True))),
    )
    if found["all"]:
        yield "statement found (F1)", found["all"], 2 * found["both"] / found["all"], float("nan")


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what identifies a passage, or the statement that was drawn."""
    own = tuple(map(tuple, row["statements"][0]["content"])) if row["corpus"] == POLNEAR else ()
    return (row["corpus"], row["document"], tuple(row["passage"]), own)


def same_statements(
    left: Sequence[dict[str, Any]], right: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the pairs of statements whose contents are about the same, each once."""
    free = list(right)
    for one in left:
        scored = [(overlap(one["content"], other["content"]), n) for n, other in enumerate(free)]
        best, number = max(scored, default=(0.0, -1))
        if best >= SAME:
            yield one, free.pop(number)


def overlap(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> float:
    """Return the shared part of two sets of character ranges."""
    mine = {at for start, end in left for at in range(start, end)}
    theirs = {at for start, end in right for at in range(start, end)}
    return len(mine & theirs) / max(1, len(mine | theirs))
