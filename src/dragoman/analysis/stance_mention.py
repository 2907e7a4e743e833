"""What is found of one stance."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Range", "StanceMention"]

#: Half-open token indices.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StanceMention:
    """One stance; ranges are half-open token indices."""

    stance: str
    towards: Range
    #: Who holds it, or `None`: the speaker of the statement that `head` stands in.
    holder: Range | None
    #: Token index of the word that tells the stance.
    head: int
    disputed_by: Range | None = None
    #: Called into doubt by the report: "professed willingness".
    doubtful: bool = False
