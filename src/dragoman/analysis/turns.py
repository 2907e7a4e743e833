"""Transcripts: whose turn it is, by the labels before the paragraphs ("MR. CARNEY:", "QUESTION:", "Zhao Lijian:").

A text is a transcript if two paragraphs or more begin with a label, and not all of them are headings. What stands
before the first label is nobody's turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.analysis.segmentation import Segmentation

__all__ = ["Turn", "find_turns"]

#: A label: capitals, or up to five capitalised words, then a colon; or the "Q" of a questioner.
LABEL = re.compile(r"(?:[A-Z][A-Z.’'\- ]{1,60}|(?:[A-Z][\w.’'\-]*\s){0,4}[A-Z][\w.’'\-]*)\s?:|Q\s(?=[A-Z“\"])")
#: Labels that are no transcript's: headings of a release.
HEADINGS = frozenset({"note", "ps", "update", "correction", "source", "sources", "background", "contact", "summary"})
QUESTIONERS = frozenset(
    {"q", "question", "reporter", "journalist", "moderator", "operator", "a", "answer", "participant"}
)
FEWEST_LABELS = 2


class Turn(NamedTuple):
    """One speaker's turn: half-open token range, and the characters of the label without its colon."""

    first: int
    last: int
    label_start: int
    label_end: int
    #: "Question", "Reporter": the label names no one.
    is_anonymous: bool


def _is_talk(labels: Sequence[str]) -> bool:
    """Tell whether labels are of speakers: in capitals, of those who ask or answer, or there more than once.

    "Security:" and "Diversification:" in front of one paragraph each are the headings of a list.
    """
    return any(
        label.lower() in QUESTIONERS or (label.isupper() and len(label) > 1) or labels.count(label) > 1
        for label in labels
    )


def find_turns(segmentation: Segmentation) -> list[Turn]:
    """Return the turns of a transcript in text order; an empty list if the text is none."""
    text = segmentation.document.text
    labels: list[tuple[int, int, int]] = []
    paragraph = -1
    for sentence in segmentation.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        match = LABEL.match(text, sentence.start, min(sentence.start + 90, len(text)))
        if match is not None and match.group().rstrip(": ").lower() not in HEADINGS:
            labels.append((sentence.first, match.start(), match.start() + len(match.group().rstrip(": "))))
    if len(labels) < FEWEST_LABELS or not _is_talk([text[start:end] for _, start, end in labels]):
        return []
    ends = [first for first, _, _ in labels[1:]] + [len(segmentation.tokens)]
    return [
        Turn(first, last, start, end, text[start:end].lower() in QUESTIONERS)
        for (first, start, end), last in zip(labels, ends, strict=True)
    ]
