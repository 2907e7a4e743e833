"""The grammar of a cue that the trained reader has found: its main word, its form, who is addressed, what negates it.

Where the rules of `analysis.attribution.cues` see a candidate at the same cue, theirs is taken; elsewhere the words of
the cue and the content have to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.analysis.attribution.attributions import Range
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.complements import WITH_ADDRESSEE
from dragoman.analysis.phrases import FINITE, NOUN, QUOTATION_MARKS, VERB, Tagged, noun_phrase_from

__all__ = ["Grammar", "GrammarReader"]

NEGATIONS = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nor", "without"})
WH_WORDS = frozenset({"what", "how", "why", "whether", "if", "who", "where", "when", "which"})
#: Auxiliaries carry no meaning of their own: the main word of "has been saying" is "saying".
LIGHT = frozenset({"be", "have", "do", "get"})
#: A finite verb is looked for among so many words of a content.
CLAUSE_WORDS = 25


class Grammar(NamedTuple):
    """What `Attribution` has under the same names."""

    lemma: str
    frame: str
    position: str
    head: int
    addressee: Range | None
    negated: bool
    modal: int | None


class GrammarReader:
    """Reads the grammar of the cues of one document."""

    def __init__(self, text: Tagged, candidates: Iterable[Candidate]) -> None:
        self._text = text
        self._by_head: dict[int, Candidate] = {}
        for candidate in candidates:
            self._by_head.setdefault(candidate.head, candidate)

    def __call__(self, source: Range | None, cue: Range, content: Sequence[Range]) -> Grammar:
        """Return the grammar of a cue."""
        own = [self._by_head[at] for at in range(*cue) if at in self._by_head]
        head = self._head(cue)
        candidate = next((one for one in own if one.head == head), own[0] if own else None)
        position = self._position(head, source, cue, content)
        if candidate is not None and _shares(candidate.content, content):
            return Grammar(
                candidate.lemma, candidate.frame, candidate.position, candidate.head,
                candidate.addressee or self._spoken_to(head, cue, content),
                candidate.negated or self._is_negated(cue), candidate.modal,
            )  # fmt: skip
        lemma = self._text.lemmas[head]
        if self._text.word(head) == "according":
            lemma = "according to"
        frame = "according" if lemma == "according to" else self._frame(position, cue, content)
        addressee = candidate.addressee if candidate is not None else None
        addressee = addressee or self._spoken_to(head, cue, content)
        return Grammar(lemma, frame, position, head, addressee, self._is_negated(cue), self._modal(cue, head))

    def _head(self, cue: Range) -> int:
        """Return the main word: the last full verb, else the last noun, else the first word."""
        tags, lemmas = self._text.tags, self._text.lemmas
        verbs = [at for at in range(*cue) if tags[at] in VERB]
        full = [at for at in verbs if lemmas[at] not in LIGHT]
        nouns = [at for at in range(*cue) if tags[at] in NOUN]
        # "expressed hope": the verb leads, and the noun behind it is for the reader of acts
        return (full or nouns or verbs or [cue[0]])[0 if not full else -1]

    def _position(self, head: int, source: Range | None, cue: Range, content: Sequence[Range]) -> str:
        if self._text.tags[head] in NOUN and not any(self._text.tags[at] in VERB for at in range(*cue)):
            return "noun"
        if content[0][0] > cue[0]:
            return "before"
        return "after" if source is None or source[0] < cue[0] else "inverted"

    def _frame(self, position: str, cue: Range, content: Sequence[Range]) -> str:
        first, last = content[0]
        word = self._text.word(first)
        if word in QUOTATION_MARKS:
            return "quote"
        if word in {"that", "to"}:
            return word
        if word in WH_WORDS:
            return "wh"
        closing = self._text.word(cue[1] - 1)
        if position in {"before", "noun"} and self._text.tags[cue[1] - 1] == "IN" and closing != "that":
            return closing
        if any(self._text.tags[at] in FINITE for at in range(first, min(last, first + CLAUSE_WORDS))):
            return "clause"
        return "phrase"

    def _spoken_to(self, head: int, cue: Range, content: Sequence[Range]) -> Range | None:
        """Return who is told, right behind the verb: "told *reporters* on Monday that", "urged *Israel* to"."""
        if self._text.lemmas[head] not in WITH_ADDRESSEE:
            return None
        sentence = self._text.segmentation.sentence_of(head)
        phrase = noun_phrase_from(self._text, head + 1, sentence.last)
        if phrase is None or phrase[0] != head + 1:
            return None
        is_whole = any(first <= phrase[0] and phrase[1] < last for first, last in content)
        return phrase if is_whole or not _shares([phrase], content) else None

    def _is_negated(self, cue: Range) -> bool:
        words = [self._text.word(at) for at in range(*cue)]
        return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in words)

    def _modal(self, cue: Range, head: int) -> int | None:
        return next((at for at in range(cue[0], head) if self._text.tags[at] == "MD"), None)


def _shares(left: Sequence[Range], right: Sequence[Range]) -> bool:
    """Tell whether two contents have a token in common."""
    return any(a_first < b_last and b_first < a_last for a_first, a_last in left for b_first, b_last in right)
