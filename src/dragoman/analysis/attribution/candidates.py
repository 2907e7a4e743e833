"""A possible attribution, and what the readers of verbs and nouns share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.attribution.attributions import Range
from dragoman.analysis.attribution.complements import Complement
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["CLAUSE_FRAMES", "EMPTY_FRAMES", "Candidate", "Range", "is_asked", "takes_preposition"]

#: Frames in which nothing that could be reported follows the cue.
EMPTY_FRAMES = frozenset({"end", "comma"})
#: Frames in which what follows is a clause or a quotation, so that it must be something said.
CLAUSE_FRAMES = frozenset({"that", "quote", "colon", "clause", "wh"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; ranges are half-open token indices."""

    #: Word or lemma that the tables of cues know it by.
    lemma: str
    frame: str
    #: before: source, cue, content. after: content, source, cue. inverted: content, cue, source.
    position: str
    #: Index of the main word of the cue.
    head: int
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    addressee: Range | None
    features: tuple[str, ...]
    negated: bool = False
    modal: int | None = None


def is_asked(text: Tagged, found: Candidate, sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
    """Tell whether the cue stands in a question: "Could you talk about ...?", "Is it right that they have asked?".

    A question that is quoted is what somebody says; only one of the report's own, or of the same quotation, counts.
    """
    last = sentence.last - 1
    while last > sentence.first and text.word(last) in {"”", '"', "''", "’", ")"}:
        last -= 1
    if any(text.lemmas[at] == "wonder" for at in range(sentence.first, found.head)):
        return True  # "I'm wondering if the United States has similar concerns"
    if text.word(last) != "?":
        return False
    around = next((quotation for quotation in quotations if quotation.covers(last)), None)
    return around is None or around.covers(found.head)


def takes_preposition(complement: Complement) -> bool:
    """Tell whether the cue goes on with a preposition: "called *for* talks"."""
    return complement.frame not in {
        "that", "quote", "colon", "to", "wh", "clause", "phrase", "gerund", "person-to", "comma", "end", "other",
    }  # fmt: skip
