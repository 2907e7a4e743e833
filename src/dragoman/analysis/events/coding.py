"""Mode, CAMEO code and contexts of an event of known type, by its words (`data/event_codes.csv`).

The first row whose words are there decides; a type's last row asks for none, and gives the root.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman import knowledge
from dragoman.analysis.phrases import Tagged

__all__ = ["Code", "EventCoder"]

#: How far from the trigger, in words, the words of its clause may stand.
BEFORE, BEHIND = 7, 14
#: Words whose contexts are remembered; a bound on memory for long runs.
MOST_REMEMBERED = 20_000


class Code(NamedTuple):
    """How an event is coded."""

    mode: str | None
    cameo: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and the beginnings of others."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def within(self, words: Sequence[str]) -> bool:
        """Tell whether one of some words is meant."""
        if not self.whole.isdisjoint(words):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words)


class EventCoder:
    """Codes events of known type."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Words | None, Words | None, Code]]] = {}
        for row in knowledge.rows("event_codes"):
            code = Code(row["mode"] or None, row["cameo"], ())
            self._rows.setdefault(row["event_type"], []).append((_words(row["trigger"]), _words(row["near"]), code))
        self._contexts = [(row["context"], _words(row["words"])) for row in knowledge.rows("event_contexts")]
        self._contexts_of = functools.lru_cache(MOST_REMEMBERED)(self._contexts_of_word)

    def __call__(self, text: Tagged, event_type: str, head: int) -> Code:
        """Return how an event is coded.

        Args:
            text: The tagged document.
            event_type: PLOVER type.
            head: The word that names it.
        """
        sentence = text.segmentation.sentence_of(head)
        low, high = max(sentence.first, head - BEFORE), min(sentence.last, head + BEHIND)
        near = text.words[low:high]
        own = (text.words[head], text.lemmas[head])
        code = next(
            code
            for trigger, words, code in self._rows[event_type]
            if (trigger is None or trigger.within(own)) and (words is None or words.within(near))
        )
        told = frozenset[str]().union(*map(self._contexts_of, near))
        return code._replace(contexts=tuple(name for name, _ in self._contexts if name in told))

    def _contexts_of_word(self, word: str) -> frozenset[str]:
        """Return the contexts that a word tells."""
        return frozenset(name for name, words in self._contexts if words and words.within([word]))


def _words(cell: str) -> Words | None:
    values = knowledge.values(cell)
    if not values:
        return None
    beginnings = tuple(value[:-1] for value in values if value.endswith("*"))
    return Words(frozenset(value for value in values if not value.endswith("*")), beginnings)
