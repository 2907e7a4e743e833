"""Finds where a text says that somebody kept or broke a promise.

Four frames, all in the past or perfect tense, none behind "would", "if" and the like (`data/fulfilment_words.csv`):
"fulfilled its pledge to", "the pledge to ... was broken", "failed to", "has delivered". Who is meant, and whether the
promise is the one in question, is for others to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman import knowledge
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.segmentation import Segmentation

__all__ = ["Frame", "Fulfilment", "FulfilmentReader", "Verdict"]

#: kept, broken; unmet: not kept so far.
Verdict = Literal["kept", "broken", "unmet"]
#: How directly it is said: the promise itself is named, or only the act.
Frame = Literal["promise", "act"]
#: Words between the verb and the noun of the promise: "fulfilled its long-standing public pledge".
MOST_BETWEEN = 5
#: Words between a promise noun and its passive verb.
LONGEST_PASSIVE_SUBJECT = 16
#: Words before the verb that may make it no fact.
LOOKED_BACK = 6
CLAUSE_ENDS = frozenset({";", ".", "?", "!", ":"})


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """One place that says it; all are half-open token ranges."""

    verdict: Verdict
    frame: Frame
    #: The verb with what belongs to it.
    verb: tuple[int, int]
    #: One past the last word before the verb group: where the subject would end. `None` in the passive.
    subject_end: int | None
    #: The noun of the promise with what stands before it; `None` where only the act is named.
    promise: tuple[int, int] | None
    #: What was promised, as said here; may be empty.
    action: tuple[int, int]


class FulfilmentReader:
    """Finds such places. Loading reads a table; reading changes nothing in it."""

    def __init__(self) -> None:
        self._lemmas = VerbLemmas()
        self._words: dict[str, set[str]] = {}
        self._verbs: dict[str, dict[tuple[str, ...], Verdict]] = {
            "promise verb": {},
            "failing verb": {},
            "deed verb": {},
        }
        for row in knowledge.rows("fulfilment_words"):
            if row["category"] in self._verbs:
                verdict: Verdict = "kept" if row["verdict"] == "kept" else "broken"
                self._verbs[row["category"]][tuple(row["words"].split())] = verdict
            else:
                self._words.setdefault(row["category"], set()).add(row["words"])
        self._between = (
            self._words["auxiliary"] | self._words["adverb"] | self._words["negation"] | self._words["passive"]
        )

    def __call__(self, segmentation: Segmentation) -> list[Fulfilment]:
        """Return the places of a document, in order."""
        return list(self._found(segmentation))

    def _found(self, segmentation: Segmentation) -> Iterator[Fulfilment]:
        words = [token.text.lower() for token in segmentation.tokens]
        for sentence in segmentation.sentences:
            for at in range(sentence.first, sentence.last):
                lemma = self._lemmas(words[at])
                if words[at] == lemma or words[at].endswith("ing"):
                    continue  # a base form is a wish or a plan, "-ing" no sentence
                found = (
                    self._promise(words, lemma, at, sentence.first, sentence.last)
                    or self._failing(words, lemma, at, sentence.first, sentence.last)
                    or self._deed(words, lemma, at, sentence.first, sentence.last)
                )
                if found is not None:
                    yield found

    def _promise(self, words: Sequence[str], lemma: str, at: int, first: int, last: int) -> Fulfilment | None:
        matched = self._verb("promise verb", words, lemma, at, last)
        if matched is None:
            return None
        verdict, end = matched
        start, is_fact, negated, passive = self._before(words, at, first)
        if not is_fact:
            return None
        if passive:
            return self._passive(words, _turned(verdict, negated=negated), (at, end), start, first)
        noun, turned = self._noun(words, end, last), _turned(verdict, negated=negated)
        if noun is None or turned is None:
            return None
        action = (noun + 1, _clause_end(words, noun + 1, last))
        return Fulfilment(turned, "promise", (at, end), start, (end, noun + 1), action)

    def _passive(
        self, words: Sequence[str], verdict: Verdict | None, verb: tuple[int, int], start: int, first: int
    ) -> Fulfilment | None:
        for at in range(start - 1, max(first, start - LONGEST_PASSIVE_SUBJECT) - 1, -1):
            if verdict is not None and words[at] in self._words["promise noun"] and words[at] != "word":
                low = max(first, at - MOST_BETWEEN)
                return Fulfilment(verdict, "promise", verb, None, (low, at + 1), (at + 1, start))
        return None

    def _failing(self, words: Sequence[str], lemma: str, at: int, first: int, last: int) -> Fulfilment | None:
        matched = self._verb("failing verb", words, lemma, at, last)
        if matched is None or at + 1 >= last or words[at + 1] != "to":
            return None
        start, is_fact, negated, passive = self._before(words, at, first)
        if not is_fact or negated or passive:
            return None
        inner = at + 2
        promised = self._verb("promise verb", words, words[inner], inner, last) if inner < last else None
        noun = self._noun(words, promised[1], last) if promised is not None and promised[0] == "kept" else None
        if promised is not None and noun is not None:  # "failed to keep its promise to"
            action = (noun + 1, _clause_end(words, noun + 1, last))
            return Fulfilment("broken", "promise", (at, promised[1]), start, (promised[1], noun + 1), action)
        return Fulfilment("broken", "act", (at, inner), start, None, (inner, _clause_end(words, inner, last)))

    def _deed(self, words: Sequence[str], lemma: str, at: int, first: int, last: int) -> Fulfilment | None:
        matched = self._verb("deed verb", words, lemma, at, last)
        if matched is None:
            return None
        start, is_fact, negated, passive = self._before(words, at, first)
        if not is_fact or negated or passive:
            return None
        return Fulfilment("kept", "act", (at, matched[1]), start, None, (at, _clause_end(words, matched[1], last)))

    def _verb(self, category: str, words: Sequence[str], lemma: str, at: int, last: int) -> tuple[Verdict, int] | None:
        """Return the verdict of the longest verb of a category that begins at a word, and where it ends."""
        for verb in sorted(self._verbs[category], key=len, reverse=True):
            if verb[0] == lemma and tuple(words[at + 1 : min(at + len(verb), last)]) == verb[1:]:
                return self._verbs[category][verb], at + len(verb)
        return None

    def _before(self, words: Sequence[str], at: int, first: int) -> tuple[int, bool, bool, bool]:
        """Return where the verb group begins, and whether it is a fact, negated, passive."""
        start = at
        while start > first and (words[start - 1] in self._between or words[start - 1].endswith("ly")):
            start -= 1
        group = set(words[start:at])
        is_fact = not self._words["not a fact"] & set(words[max(first, start - LOOKED_BACK) : at])
        is_fact = is_fact and not (start > first and words[start - 1] == "to")  # "to have kept its promise"
        return start, is_fact, bool(group & self._words["negation"]), bool(group & self._words["passive"])

    def _noun(self, words: Sequence[str], start: int, last: int) -> int | None:
        """Return the place of the noun of a promise right behind a verb: "its 2018 pledge"."""
        for at in range(start, min(start + MOST_BETWEEN, last)):
            if words[at] in self._words["promise noun"]:
                return at
            if not (words[at][0].isalnum() or words[at] in {"'s", "’s", "-"}) or words[at] in {"to", "of", "by", "for"}:
                return None
        return None


def _turned(verdict: Verdict, *, negated: bool) -> Verdict | None:
    """Return what a negated verb says: "has not kept" is no breach yet, "has not broken" says nothing."""
    if not negated:
        return verdict
    return "unmet" if verdict == "kept" else None


def _clause_end(words: Sequence[str], start: int, last: int) -> int:
    """Return where the clause that begins at a word ends."""
    for at in range(start, last):
        if words[at] in CLAUSE_ENDS or (
            words[at] == "," and at + 1 < last and words[at + 1] in {"but", "while", "and"}
        ):
            return at
    return last
