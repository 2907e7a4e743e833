"""An event as the words of a report have it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EventMention"]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventMention:
    """One reading of an event; ranges are half-open token indices."""

    event_type: str
    mode: str | None
    #: Full code, or the root as three digits ("120"); never a default for what has no type.
    cameo: str
    contexts: tuple[str, ...]
    trigger: Range
    #: Index of the main word of the trigger.
    head: int
    actors: tuple[Range, ...]
    recipients: tuple[Range, ...]
    reality: str
    chance: float
    #: Whether both sides do it, as in a meeting: PLOVER lists them all as actors.
    reciprocal: bool = False
    #: Whether it is an event only if those who do it, and upon whom, are known: so it is of a mere pattern.
    needs_actors: bool = False
    needs_recipients: bool = False
    #: Whether the recipients are no more than guesses, the likeliest first: the first whom the tables know counts.
    guesses_recipients: bool = False
