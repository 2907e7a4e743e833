"""Numbers with what they count, in words."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Return "1 report", "2,000 reports"; `nouns` where the plural is not the noun with an "s"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
