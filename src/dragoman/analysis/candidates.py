"""A possible attribution, and what the readers of verbs and nouns share."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis.complements import Complement
from dragoman.analysis.phrases import AUXILIARY, Tagged
from dragoman.document import Sentence

__all__ = ["EMPTY_FRAMES", "Candidate", "Range", "is_asked", "takes_preposition"]

Range = tuple[int, int]
#: Frames in which nothing that could be reported follows the cue.
EMPTY_FRAMES = frozenset({"end", "comma"})


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


def is_asked(text: Tagged, found: Candidate, sentence: Sentence) -> bool:
    """Tell whether the cue stands in a question: "Could you talk about ...?", "Did they say that ...?"."""
    if found.source is None or "?" not in {
        text.word(at) for at in range(max(sentence.first, sentence.last - 2), sentence.last)
    }:
        return False
    first = found.source[0]
    auxiliary = first > sentence.first and (text.tags[first - 1] == "MD" or text.lemmas[first - 1] in AUXILIARY)
    return text.word(first) == "you" or auxiliary or found.position == "noun"


def takes_preposition(complement: Complement) -> bool:
    """Tell whether the cue goes on with a preposition: "called *for* talks"."""
    return complement.frame not in {
        "that", "quote", "colon", "to", "wh", "clause", "phrase", "gerund", "person-to", "comma", "end", "other",
    }  # fmt: skip
