"""Who acts by the grammar of the clause, and whose something is."""

from __future__ import annotations

from collections.abc import Set

from dragoman.analysis.phrases import (
    DAYS,
    NOUN,
    Tagged,
    VerbGroup,
    begins_anew,
    is_inside_noun_phrase,
    noun_phrase_ending,
    noun_phrase_from,
    subject_before,
)
from dragoman.document import Sentence

__all__ = ["acted_upon", "acting_phrase", "object_of", "possessor", "prepositional", "widened"]

Range = tuple[int, int]
#: How far behind the verb a prepositional phrase may begin, in tokens.
PREPOSITION_REACH = 14
NAME = frozenset({"NNP", "NNPS"})
COMMON = frozenset({"NN", "NNS"})


def acting_phrase(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    """Return the subject of a verb group, or the "by" phrase of a passive one; `None` if it is nobody's for sure."""
    if group.passive:
        return prepositional(text, group.last, sentence.last, "by")
    if group.infinitive or (text.tags[group.head] in {"VBG", "VBN"} and group.first == group.head):
        return None
    return subject_before(text, group.first, sentence.first)


def acted_upon(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    """Return the object of a verb group, or the subject of a passive one; `None` if there is none."""
    if group.passive:
        return subject_before(text, group.first, sentence.first)
    return object_of(text, group, sentence)


def object_of(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    """Return the noun phrase right behind a verb group, or behind its adverbs; `None` if there is none."""
    at = group.last
    while at < sentence.last and text.tags[at] in {"RB", "RP"}:
        at += 1
    return noun_phrase_from(text, at, sentence.last)


def possessor(text: Tagged, phrase: Range) -> Range | None:
    """Return whose something is: "Russia's claims", "Iranian attacks", "the claims of Russia", "attacks by Israel"."""
    for at in range(phrase[1] - 1, phrase[0], -1):
        if text.tags[at] == "POS" or text.word(at) in {"'s", "’s"}:
            return noun_phrase_ending(text, at, phrase[0])
    if text.tags[phrase[0]] == "PRP$":
        return (phrase[0], phrase[0] + 1)
    for at in range(phrase[0] + 1, phrase[1] - 1):
        if text.word(at) in {"of", "by"}:
            return (at + 1, phrase[1])
    return None


def prepositional(text: Tagged, start: int, last: int, preposition: str) -> Range | None:
    """Return the noun phrase behind the first such preposition in the same clause."""
    for at in range(start, min(last, start + PREPOSITION_REACH)):
        if text.word(at) == preposition and at + 1 < last:
            return noun_phrase_from(text, at + 1, last)
        if text.tags[at] in {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"} or text.word(at) in {
            ";",
            ",",
            ":",
            "that",
        }:
            return None
    return None


def widened(text: Tagged, phrase: Range, sentence: Sentence, taken: Set[int]) -> Range:
    """Return a phrase with the words of its noun phrase around it: "Marco" of "Marco Rubio", "governor" of "of Kapisa".

    Args:
        text: The tagged document.
        phrase: A part of a noun phrase.
        sentence: Where it stands.
        taken: Tokens that it may not take in: the trigger, and other phrases.
    """
    first, last = phrase
    while (
        first > sentence.first
        and first - 1 not in taken
        and is_inside_noun_phrase(text, first - 1)
        and not begins_anew(text, first)
    ):
        first -= 1
    last = _over_nouns(text, last, sentence, taken)
    if last + 1 < sentence.last and text.tags[last - 1] in NOUN and _leads_on(text, last):
        end = last + 1
        while end < sentence.last and end not in taken and is_inside_noun_phrase(text, end):
            end += 1
        if end > last + 1 and text.tags[end - 1] in NOUN and not taken & set(range(last, end)):
            last = end
    return first, last


def _over_nouns(text: Tagged, last: int, sentence: Sentence, taken: Set[int]) -> int:
    """Return where the nouns end that a phrase breaks off in; a name goes on with names alone."""
    end = last
    wanted = NAME if text.tags[last - 1] in NAME else NOUN
    if text.tags[last - 1] in COMMON:
        return last
    while end < sentence.last and end not in taken and text.tags[end] in wanted and is_inside_noun_phrase(text, end):
        if text.word(end) in DAYS:  # "met President Assad Tuesday"
            break
        end += 1
    return last if end in taken and text.tags[last - 1] not in NAME else end


def _leads_on(text: Tagged, at: int) -> bool:
    """Tell whether a preposition behind a noun tells whose or where: "of Kapisa", behind a common noun "in Jolo"."""
    return text.word(at) == "of" or (
        text.word(at) == "in" and text.tags[at - 1] in COMMON and text.tags[at + 1] in NAME
    )
