"""What has the form of a statement and says that nobody spoke: conditions, what goes without saying, "neither side".

The corpus that the reader learned from marks such words too; an analyst would take each for a wrong row.
"""

from __future__ import annotations

from dragoman.analysis.attribution.attributions import Range
from dragoman.analysis.attribution.candidates import CLAUSE_FRAMES
from dragoman.analysis.phrases import Tagged

__all__ = ["has_no_speaker", "is_legal_ground", "is_perceived", "is_supposed"]

#: Verbs that stand before their subject in a question: "does China agree".
INVERTED = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have", "will", "would", "can", "could"})
CONDITIONS = frozenset({"if", "whether", "unless"})
#: What an act accords with, and what says nothing itself.
RULES = frozenset({"law", "laws", "constitution", "rules", "regulations", "procedure", "procedures", "plan"})
#: Verbs of perception, which report only with a clause.
PERCEPTION = frozenset({"see", "hear", "watch", "notice", "read"})
#: Subjects that negate their verb: "neither side has said".
NOBODY = frozenset({"neither", "no", "nobody", "none"})


def is_supposed(text: Tagged, source: Range | None, cue: Range) -> bool:
    """Tell whether a statement is only supposed: "if Kyiv promised", "when governments deny", "does Iran agree?"."""
    words = [text.word(at) for at in range(*cue)]
    if "without" in words and "saying" in words:
        return True
    if source is not None and _is_question(text, cue[0]):
        before = text.word(source[0] - 1) if source[0] > 0 else ""
        if text.word(source[0]) == "you" or before in INVERTED:
            return True
    first = source[0] if source is not None and source[0] < cue[0] else cue[0]
    sentence = text.segmentation.sentence_of(cue[0])
    if first <= sentence.first:
        return False
    before = text.word(first - 1)
    if before in CONDITIONS:
        return True
    is_present = any(text.tags[at] in {"VBP", "VBZ"} for at in range(*cue))
    return before == "when" and is_present


def is_perceived(lemma: str, frame: str) -> bool:
    """Tell whether somebody only sees or hears something: "we see the statements", and not "we see that"."""
    return lemma in PERCEPTION and frame not in CLAUSE_FRAMES


def is_legal_ground(text: Tagged, lemma: str, source: Range | None) -> bool:
    """Tell whether something is done, not said, "according to Chinese laws"."""
    return lemma == "according to" and source is not None and text.word(source[1] - 1) in RULES


def has_no_speaker(text: Tagged, source: Range | None) -> bool:
    """Tell whether the source is nobody, so that what is reported was not said."""
    return source is not None and text.word(source[0]) in NOBODY


def _is_question(text: Tagged, token: int) -> bool:
    """Tell whether the sentence of a token ends with a question mark."""
    sentence = text.segmentation.sentence_of(token)
    return "?" in {text.word(at) for at in range(max(sentence.first, sentence.last - 2), sentence.last)}
