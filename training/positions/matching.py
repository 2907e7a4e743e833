"""When two readers of a passage have found the same position or commitment, and how far they agree.

    python -m training.positions.matching

prints the agreement of the two annotators: every fifth passage was labelled twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from training.positions.labels import Labelled, read_labels
from training.statements.agreement import matched

__all__ = ["same_commitment", "same_place", "same_position"]

Range = Sequence[int]
One = dict[str, Any]


def same_place(left: Sequence[Range], right: Sequence[Range]) -> bool:
    """Tell whether two lists of half-open character ranges have a character in common."""
    return any(a < d and c < b for a, b in left for c, d in right)


def country(code: str | None) -> str | None:
    """Return the first three letters of a code."""
    return code[:3] if code else None


def same_position(left: One, right: One) -> bool:
    """Tell whether two positions are one: the same country or body, the same stance, and words in common."""
    return (
        country(left["code"]) == country(right["code"])
        and left["stance"] == right["stance"]
        and same_place(left["towards"], right["towards"])
    )


def same_commitment(left: One, right: One) -> bool:
    """Tell whether two commitments are one: a promiser and words of the action in common."""
    mine, theirs = ({country(code) for code in one["codes"]} for one in (left, right))
    return bool(mine & theirs) and same_place(left["action"], right["action"])


def agreement(kind: str, same: Callable[[One, One], bool]) -> tuple[int, float]:
    """Return how many items of a kind two annotators found in the passages that both read, and their F1."""
    first = {key(row): row[kind] for row in read_labels("positions")}
    pairs = [(first[key(row)], row[kind]) for row in read_labels("positions_second")]
    total = sum(len(left) + len(right) for left, right in pairs)
    return total, 2 * sum(len(list(matched(left, right, same))) for left, right in pairs) / max(1, total)


def key(row: Labelled) -> tuple[str, int]:
    """Return what identifies a passage."""
    return row["document"], row["passage"][0]


def main() -> None:
    """Print the agreement."""
    for kind, same in (("positions", same_position), ("commitments", same_commitment)):
        total, f1 = agreement(kind, same)
        print(f"{kind}: {total} of both, F1 {f1:.3f}")

    def lenient(left: One, right: One) -> bool:
        return same_place(left["towards"], right["towards"])

    print("positions, words in common alone: F1 {:.3f}".format(agreement("positions", lenient)[1]))


if __name__ == "__main__":
    main()
