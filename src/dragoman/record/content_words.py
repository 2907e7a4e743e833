"""The words of a phrase that carry its matter, each with a weight: what two phrases of different reports share.

A word is folded to a key that is the same for its usual forms ("sanctions", "sanctioned"; "withdrawal", "withdraw";
"Russian", "Russia's"). Its weight is an inverse passage frequency (Spärck Jones 1972) from a table that ships, so that
the likeness of two phrases does not depend on what else stands in a record.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from dragoman import knowledge
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.segmentation import words_of_name

__all__ = ["ContentWords", "cosine", "weightless_words"]

#: Kinds of names in the table of states that stand for the state wherever they are found.
STATE_KINDS = frozenset({"name", "adjective", "demonym", "abbreviation"})
LONGEST_NAME = 5
#: Endings that make nouns and adjectives of verbs, taken off when at least `SHORTEST_STEM` letters stay.
ENDINGS = re.compile(r"(?:ations?|itions?|ments?|ances?|ences?|ing|ive|ness|ity|als?|ions?|e|y)$")
SHORTEST_STEM = 5
#: Passages that the table counts by.
PASSAGES = 100_000


class ContentWords:
    """Folds words to keys and weighs them. Loading reads two tables; reading changes nothing in it."""

    def __init__(self) -> None:
        self._lemmas = VerbLemmas()
        self.function_words = frozenset(weightless_words("function"))
        self._passages = {row["word"]: int(row["passages"]) for row in knowledge.rows("word_frequencies")}
        self._names: dict[tuple[str, ...], str] = {}
        for row in knowledge.rows("state_names"):
            if row["ambiguous"]:
                continue
            if row["kind"] in STATE_KINDS:
                self._names[words_of_name(row["phrase"])] = f"state:{row['code']}"
            elif row["kind"] == "region":
                self._names.setdefault(words_of_name(row["phrase"]), f"place:{row['phrase'].lower()}")

    def keys(self, text: str) -> list[str]:
        """Return the keys of the words of a phrase, in order.

        Names of states become `state:` and their code, names of regions `place:` and the name.
        """
        words = words_of_name(text)
        keys: list[str] = []
        at = 0
        while at < len(words):
            name, size = self._name(words, at)
            if name is not None:
                keys.append(name)
                at += size
                continue
            key = self.key(words[at])
            if key is not None:
                keys.append(key)
            at += 1
        return keys

    def key(self, word: str) -> str | None:
        """Return the key of a single word, or `None` for a word of function or a mark."""
        lower = word.lower()
        if lower in self.function_words or not any(character.isalnum() for character in lower):
            return None
        if not lower.isalpha():
            return lower
        return stem(self._lemmas(lower)) if len(lower) > 1 else None

    def weight(self, key: str) -> float:
        """Return the weight of a key, from 0 for a word of every passage to 1 for one that the table lacks."""
        return 1 - math.log(1 + self._passages.get(key, 0)) / math.log(1 + PASSAGES)

    def vector(self, text: str) -> dict[str, float]:
        """Return the keys of a phrase with their weights."""
        return {key: self.weight(key) for key in self.keys(text)}

    def _name(self, words: tuple[str, ...], at: int) -> tuple[str | None, int]:
        for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            key = self._names.get(words[at : at + size])
            if key is not None:
                return key, size
        return None, 0


def weightless_words(category: str) -> set[str]:
    """Return the words of a category of the table `weightless_words`: function or formula."""
    return {row["word"] for row in knowledge.rows("weightless_words") if row["category"] == category}


def stem(word: str) -> str:
    """Return a word without the endings of derivation: "implementation" and "implement" give the same."""
    while True:
        shorter = ENDINGS.sub("", word)
        if shorter == word or len(shorter) < SHORTEST_STEM:
            return word
        word = shorter


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Return the cosine of two weighted bags of keys, 0 if either is empty."""
    if len(second) < len(first):
        first, second = second, first
    product = sum(weight * second[key] for key, weight in first.items() if key in second)
    size = _length(first.values()) * _length(second.values())
    return product / size if size else 0.0


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
