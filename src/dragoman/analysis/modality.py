"""How sure, how open: hedges, denials and privacy in the words around a cue.

The words are in `data/modality.csv`: a category, and the words that bring it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman import knowledge
from dragoman.analysis.phrases import Tagged, VerbGroup

__all__ = ["ModalityReader"]

Range = tuple[int, int]


class ModalityReader:
    """Reads modality from single words and from verb groups."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for row in knowledge.rows("modality"):
            words = tuple(row["words"].split())
            if len(words) == 1:
                self._words.setdefault(row["category"], set()).add(words[0])
            else:
                self._phrases.setdefault(row["category"], []).append(words)

    def has(self, text: Tagged, category: str, ranges: Iterable[Range]) -> bool:
        """Tell whether a word or phrase of the category stands in one of the token ranges."""
        single = self._words.get(category, set())
        phrases = self._phrases.get(category, [])
        for first, last in ranges:
            words = [text.word(at) for at in range(first, last)]
            if not single.isdisjoint(words):
                return True
            for phrase in phrases:
                size = len(phrase)
                if any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1)):
                    return True
        return False

    def hedges(self, text: Tagged, group: VerbGroup) -> bool:
        """Tell whether a verb group says that something may be so: "may be shattered", "seems to have"."""
        if group.modal is not None and text.word(group.modal) in self._words["hedging modal"]:
            return True
        return text.lemmas[group.head] in self._words["hedging verb"]
