"""How alike two proposals are in their matter, measured on labelled pairs (`training/labels/ISSUES.md`).

The likeness is the cosine of the weighted words, times the root of the matter that both have: long formulas that
share only common words come out low. On the labelled pairs this beats the encoder's mean states, and their sum.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from dragoman.record.content_words import ContentWords, cosine, weightless_words
from dragoman.record.items import Position

__all__ = ["SAME_ISSUE", "Matter", "MatterReader", "likeness", "matter_of"]

#: From here on two proposals are on the same issue: best F1 on the labelled pairs.
SAME_ISSUE = 0.16
#: A proposal whose words have less matter than this, all together, tells no issue ("work with all parties").
LEAST_MATTER = 0.05

#: The keys of a proposal's words with their weights.
Matter = Mapping[str, float]


class MatterReader:
    """Finds the words of a proposal that tell what it is about."""

    def __init__(self, words: ContentWords | None = None) -> None:
        self.words = words or ContentWords()
        self._formulas = {self.words.key(word) for word in weightless_words("formula")}

    def telling_keys(self, text: str) -> list[str]:
        """Return the keys of a phrase in order, without words of formula."""
        return [key for key in self.words.keys(text) if key not in self._formulas]

    def of_text(self, text: str) -> dict[str, float]:
        """Return the matter of a phrase; empty if it tells no issue."""
        weighed = {key: self.words.weight(key) for key in self.telling_keys(text)}
        return weighed if matter_of(weighed.values()) >= LEAST_MATTER else {}

    def of_position(self, position: Position) -> dict[str, float]:
        """Return the matter of a position's proposal."""
        return self.of_text(" ".join(span.text for span in position.towards) or position.issue.label)


def matter_of(weights: Iterable[float]) -> float:
    """Return how much matter words of some weights have together; a rare word has more than several common ones."""
    return sum(weight**3 for weight in weights)


def likeness(first: Matter, second: Matter) -> float:
    """Return how alike two proposals are, from 0; `SAME_ISSUE` and more is the same issue."""
    shared = [weight for key, weight in first.items() if key in second]
    return cosine(first, second) * math.sqrt(matter_of(shared)) if shared else 0.0
