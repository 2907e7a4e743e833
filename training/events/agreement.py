"""How far two annotators of events agree: `python -m training.events.agreement`.

Every fifth drawn sentence was labelled a second time by someone who had not seen the first labels.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import Any

from training.events.labels import read_labels
from training.statements.agreement import kappa, matched

__all__ = ["agreements"]

Event = dict[str, Any]
Pair = tuple[list[Event], list[Event]]


def pairs() -> list[Pair]:
    """Return the events of both annotators for each sentence that two have labelled."""
    first = {(row["document"], *row["sentence"]): row["events"] for row in read_labels("hand")}
    second = {(row["document"], *row["sentence"]): row["events"] for row in read_labels("second")}
    return [(first[key], events) for key, events in second.items() if key in first]


def agreements() -> Iterator[tuple[str, int, float, float | None]]:
    """Yield what was compared, of how many, the share or F1, and Cohen's kappa where it means something."""
    both = pairs()
    told = [(bool(left), bool(right)) for left, right in both]
    yield (
        "a sentence has an event", len(told), sum(a == b for a, b in told) / len(told),
        kappa([a for a, _ in told], [b for _, b in told]),
    )  # fmt: skip
    yield "event type (F1)", sum(len(a) + len(b) for a, b in both), f1(both, lambda event: event["type"]), None
    yield "type with both countries (F1)", sum(len(a) + len(b) for a, b in both), f1(both, dyad), None
    same = [match for left, right in both for match in matched(left, right, same_type)]
    for name in ("mode", "reality"):
        values = [(left[name], right[name]) for left, right in same]
        yield (
            f"{name} of the same event", len(values), sum(a == b for a, b in values) / len(values),
            kappa([a for a, _ in values], [b for _, b in values]),
        )  # fmt: skip


def f1(both: list[Pair], what: Any) -> float:
    """Return the F1 of one annotator's events against the other's, by some key."""
    hits = total = 0
    for left, right in both:
        mine = collections.Counter(map(what, left))
        theirs = collections.Counter(map(what, right))
        hits += (mine & theirs).total()
        total += mine.total() + theirs.total()
    return 2 * hits / max(1, total)


def dyad(event: Event) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return the type and the countries of both sides."""
    actors, recipients = (
        frozenset(code[:3] for code in event[role] if code) for role in ("actor_codes", "recipient_codes")
    )
    return event["type"], actors, recipients


def same_type(left: Event, right: Event) -> bool:
    """Tell whether two events are of one type."""
    return bool(left["type"] == right["type"])


def main() -> None:
    """Print the agreement."""
    for name, count, same, value in agreements():
        print(f"{name}: {count}, {same:.3f}" + (f", kappa {value:.2f}" if value is not None else ""))


if __name__ == "__main__":
    main()
