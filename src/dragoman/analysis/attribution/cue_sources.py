"""Who the subject of a reporting verb is, when it does not stand right before it."""

from __future__ import annotations

from dragoman.analysis.attribution.candidates import Range
from dragoman.analysis.phrases import FINITE, NOUN, Tagged, VerbGroup, subject_before

__all__ = ["find_source"]


def find_source(
    text: Tagged, group: VerbGroup, low: int, outer: Range | None, carried: Range | None
) -> tuple[Range | None, str]:
    """Return the source of a verb, and how it was found.

    Args:
        text: The tagged document.
        group: The verb.
        low: The first token where the subject may stand.
        outer: The source of the last cue of the sentence.
        carried: The subject of the verb before, or the one who was asked to do this.
    """
    previous = text.word(group.first - 1) if group.first > low else ""
    if previous in {"and", "but"} and outer is not None and text.word(group.first - 2) == ",":
        return outer, "conjoined"  # "said that ..., but added"
    if previous in {"and", "but", "or"}:
        return carried or _first_subject(text, group.first, low), "conjoined"
    if text.tags[group.head] == "VBG" and group.first == group.head:
        if group.first > low and text.tags[group.first - 1] in NOUN:
            near = subject_before(text, group.first, low)
            if near is None or near[0] == low or text.tags[near[0] - 1] != "IN":
                return near, "reduced"
        main = _first_subject(text, group.first, low) if previous == "," else None
        return main or outer or _first_subject(text, group.first, low), "participle"
    if group.infinitive:
        return carried or _first_subject(text, group.first, low), "infinitive"
    subject = subject_before(text, group.first, low)
    if subject is None:
        return (outer, "outer") if previous == "," else (None, "none")
    return subject, "subject"


def _first_subject(text: Tagged, before: int, low: int) -> Range | None:
    """Return the subject of the first finite verb of the sentence."""
    for at in range(low, before):
        if text.tags[at] in FINITE:
            subject = subject_before(text, at, low)
            if subject is not None:
                return subject
    return None
