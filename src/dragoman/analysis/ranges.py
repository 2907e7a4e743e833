"""Finds which ranges lie near a place, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["RangeIndex"]

Thing = TypeVar("Thing")
#: Positions to a block. A range is entered in every block that it touches.
BLOCK = 64


class RangeIndex(Generic[Thing]):
    """Things by the ranges that they cover; ranges are half-open, of tokens or characters."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[Thing]] = {}

    def add(self, thing: Thing, ranges: Iterable[tuple[int, int]]) -> None:
        """Enter a thing under the ranges that it covers."""
        blocks = {block for first, last in ranges for block in range(first // BLOCK, max(first, last - 1) // BLOCK + 1)}
        for block in blocks:
            self._blocks.setdefault(block, []).append(thing)

    def near(self, first: int, last: int) -> Iterator[Thing]:
        """Yield each thing, once, that has a range in a block which `first` to `last` touches."""
        seen: set[int] = set()
        for block in range(first // BLOCK, max(first, last - 1) // BLOCK + 1):
            for thing in self._blocks.get(block, ()):
                if id(thing) not in seen:
                    seen.add(id(thing))
                    yield thing
