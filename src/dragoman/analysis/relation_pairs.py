"""Finds the nouns that name the relation between two states, and which two states they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.analysis.phrases import VERB, Tagged
from dragoman.document import Sentence

__all__ = ["Relation", "RelationFinder"]

JOINING = frozenset({"-", "–", "—", "/", "and", "&"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
#: Words between the subject of a clause and its verb.
BETWEEN_SUBJECT_AND_VERB = frozenset({"RB", "MD", "RBR"})
#: Most words between the names and the noun, and between a verb and the noun.
QUALIFIERS = 4

#: A name of a state: half-open token range and alpha-3 code.
State = tuple[int, int, str]


class Relation(NamedTuple):
    """A noun that names the relation between two states, with what belongs to it, as half-open token ranges."""

    first: int
    noun: int
    last: int
    pair: tuple[str, str]
    both_beside: bool
    #: What the noun itself claims ("a thaw between X and Y"), or empty.
    claim: str


class RelationFinder:
    """Finds relations between two states."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._nouns = words["noun"]
        self._thaws = words["thaw noun"]
        self._inside = words["qualifier"].keys() | words["adjective"].keys()

    def __call__(self, text: Tagged, sentence: Sentence, states: Sequence[State]) -> Iterator[Relation]:
        """Yield the relations of a sentence whose two states are certain.

        Args:
            text: The document.
            sentence: The sentence.
            states: The names of states in it, in order.
        """
        for noun in range(sentence.first, sentence.last):
            word = text.word(noun)
            if word in self._nouns or (word in self._thaws and text.tags[noun] not in {"VB", "VBP", "VBZ"}):
                found = self._relation(text, sentence, states, noun)
                if found is not None:
                    yield found

    def _relation(self, text: Tagged, sentence: Sentence, states: Sequence[State], noun: int) -> Relation | None:
        first = noun
        while first > sentence.first and noun - first < QUALIFIERS and self._qualifies(text, first - 1):
            first -= 1
        claim = "" if text.word(noun) in self._nouns else self._thaws[text.word(noun)]
        left, start = _left(text, states, first)
        right, last = _right(text, states, noun)
        beside = list(dict.fromkeys([*left, *right]))
        if len(beside) == 2:
            return Relation(start, noun, last, _ordered(beside), True, claim)
        if claim or len(beside) > 2:
            return None
        subject = _subject(text, sentence, states, start)
        both = list(dict.fromkeys([*subject, *beside]))
        if len(both) != 2 or (beside and len(subject) != 1):
            return None
        return Relation(start, noun, last, _ordered(both), False, "")

    def _qualifies(self, text: Tagged, at: int) -> bool:
        return text.word(at) in self._inside and text.word(at) not in {"in"}


def _ordered(codes: Sequence[str]) -> tuple[str, str]:
    first, second = sorted(codes)
    return first, second


def _left(text: Tagged, states: Sequence[State], first: int) -> tuple[list[str], int]:
    """Return the states before the noun, as in "US-Russia", "Russia and China's" or "Russian", and where they begin."""
    at = first
    if text.word(at - 1) in POSSESSIVE:
        at -= 1
    name = next((state for state in states if state[1] == at), None)
    if name is None:
        return [], first
    start, codes = name[0], [name[2]]
    if text.word(start - 1) in JOINING or text.word(start - 1) == ",":
        before = next((state for state in states if state[1] == start - 1), None)
        if before is not None:
            codes.insert(0, before[2])
            start = before[0]
            if text.word(start - 1) in JOINING | {","}:
                return [*codes, "?"], start  # three of them
    if text.word(start - 1) == "the":
        start -= 1
    return codes, start


def _right(text: Tagged, states: Sequence[State], noun: int) -> tuple[list[str], int]:
    """Return the states behind the noun, as in "between X and Y" or "with X", and where they end."""
    at = noun + 1
    tokens = len(text.tags)
    if at >= tokens or text.word(at) not in {"between", "with", "to"}:
        return [], noun + 1
    preposition = text.word(at)
    name = _name_from(text, states, at + 1)
    if name is None:
        return [], noun + 1
    codes, last = [name[2]], name[1]
    if last < tokens and text.word(last) in {"and", "&"}:
        second = _name_from(text, states, last + 1)
        if preposition == "between" and second is not None:
            return [*codes, second[2]], second[1]
        if second is not None:
            return [*codes, second[2], "?"], second[1]  # with X and with Y: two relations
    if last < tokens and text.word(last) == "," and _name_from(text, states, last + 1) is not None:
        return [*codes, "?", "??"], last  # a list
    return (codes, last) if preposition != "between" else ([], noun + 1)


def _name_from(text: Tagged, states: Sequence[State], at: int) -> State | None:
    """Return the state's name that begins at a token, or behind "the" there, and stands for the state itself."""
    if at < len(text.tags) and text.word(at) == "the":
        at += 1
    name = next((state for state in states if state[0] == at), None)
    if name is None or (name[1] < len(text.tags) and _goes_on(text, name[1])):
        return None
    return name


def _goes_on(text: Tagged, at: int) -> bool:
    """Tell whether a noun or possessive follows: "with Russian companies", "with Iran's neighbours"."""
    return (
        text.word(at) in POSSESSIVE
        or text.tags[at] in {"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH"}
        or text.word(at) == "-"
    )


def _subject(text: Tagged, sentence: Sentence, states: Sequence[State], first: int) -> list[str]:
    """Return the states that are the subject of the verb before the relation: "Russia cut ties with"."""
    at = first
    while at > sentence.first and (
        text.word(at - 1) in {"the", "its", "their", "off", "all"}
        or (text.tags[at - 1] in {"RP", "IN"} and text.word(at - 1) == "off")
    ):
        at -= 1
    if at <= sentence.first or text.tags[at - 1] not in VERB:
        return []
    while at > sentence.first and _is_verbal(text, at - 1):
        at -= 1
    name = next((state for state in states if state[1] == at), None)
    if name is None:
        return []
    start, codes = name[0], [name[2]]
    if text.word(start - 1) == "the":
        start -= 1
    if start > sentence.first and text.word(start - 1) == "and":
        before = next((state for state in states if state[1] == start - 1), None)
        return [before[2], *codes] if before is not None else []
    return codes


def _is_verbal(text: Tagged, at: int) -> bool:
    """Tell whether a token may stand between a subject and its main verb: "has", "agreed to", "formally"."""
    return text.tags[at] in VERB | BETWEEN_SUBJECT_AND_VERB or text.word(at) == "to"
