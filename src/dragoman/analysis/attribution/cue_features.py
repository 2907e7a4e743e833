"""What tells a verb that reports from one that does not: the features of a candidate."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dragoman.analysis.attribution.candidates import Range
from dragoman.analysis.attribution.complements import Complement
from dragoman.analysis.phrases import NOUN, Tagged, VerbGroup
from dragoman.analysis.quotations import Quotation

__all__ = ["verb_features"]

#: A content's length counts in steps: 1 token, 2 or 3, 4 to 7, more.
LENGTH_STEPS = (2, 4, 8)
PRONOUN_CLASSES = {"it": "it", "this": "it", "i": "I", "we": "I", "you": "you"}


def verb_features(
    text: Tagged,
    group: VerbGroup,
    complement: Complement,
    source: Range | None,
    position: str,
    quotations: Sequence[Quotation],
    content: tuple[Range, ...],
    how: str,
) -> tuple[str, ...]:
    """Return the features of a candidate whose cue is a verb; `data/cue_weights.csv` has their weights."""
    lemma, frame = text.lemmas[group.head], complement.frame
    quoted = any(q.first < end and q.last > start for start, end in content for q in quotations)
    begins_quoted = any(q.first in {content[0][0], content[0][0] + 1} for q in quotations)
    length = sum(end - start for start, end in content)
    found = [
        "bias", "v:" + lemma, "f:" + frame, "p:" + position, f"v:{lemma}+{frame}", f"v:{lemma}+{position}",
        f"f:{frame}+{position}", "how:" + how, f"how:{how}+{frame}", "src:" + _source_class(text, source),
        f"src:{_source_class(text, source)}+{frame}", "tag:" + text.tags[group.head],
        f"tag:{text.tags[group.head]}+{how}",
        f"q:{quoted}+{begins_quoted}+{position}", "len:" + str(bisect.bisect(LENGTH_STEPS, length)),
    ]  # fmt: skip
    marks = {
        "passive": group.passive,
        "negated": group.negated,
        "infinitive": group.infinitive,
        "modal": group.modal is not None,
    }
    for name in (name for name, holds in marks.items() if holds):
        found += [name, f"{name}+{frame}"]
    return tuple(found)


def _source_class(text: Tagged, source: Range | None) -> str:
    if source is None:
        return "none"
    head = source[1] - 1
    if text.tags[head] == "PRP":
        return PRONOUN_CLASSES.get(text.word(head), "he")
    if text.tags[head] in {"WP", "WDT"}:
        return "who"
    if any(text.tags[i] in {"NNP", "NNPS"} for i in range(*source)):
        return "name"
    return "noun" if text.tags[head] in NOUN else "other"
