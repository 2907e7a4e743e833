"""An attribution: who is said to say what, as the words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Attribution", "Range", "holds", "size"]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; ranges are half-open token indices, `inside` is an index into the list of attributions."""

    #: Word or lemma that the tables of cues know it by.
    lemma: str
    #: The form of what follows the cue: that, to, quote, clause, ...; turn for a speaker's turn in a transcript.
    frame: str
    #: before: source, cue, content. after: content, source, cue. inverted: content, cue, source. Or noun, or turn.
    position: str
    #: Index of the main word of the cue.
    head: int
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    addressee: Range | None
    negated: bool
    modal: int | None
    #: The chance that it is one and that source and content are right.
    chance: float
    #: What the speaker does by it, for whom it is said, and how surely.
    act: str = "says"
    openness: str = "public"
    certainty: str = "asserted"
    inside: int | None = None

    def covers(self, token: int) -> bool:
        """Tell whether the token lies in the content."""
        return holds(self.content, token)


def holds(content: Sequence[Range], token: int) -> bool:
    """Tell whether a token lies in one of the ranges."""
    return any(first <= token < last for first, last in content)


def size(content: Sequence[Range]) -> int:
    """Return the number of tokens in the ranges."""
    return sum(last - first for first, last in content)
