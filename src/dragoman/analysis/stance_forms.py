"""Fixed forms by which a stance is told: "the goal should not be X but Y", "the importance of X rather than Y"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.phrases import FINITE, Tagged, subject_before
from dragoman.analysis.stance_mention import Range, StanceMention
from dragoman.document import Sentence

__all__ = ["AIMS", "WORTH", "of_aims", "of_worth"]

AIMS = frozenset({"goal", "aim", "objective", "priority", "purpose", "task", "solution", "answer"})
WORTH = frozenset({"significance", "importance", "necessity", "need", "value", "urgency"})
#: Verbs by which somebody makes the worth of something a stand of their own.
STRESSING = frozenset({
    "stress", "emphasize", "emphasise", "underscore", "underline", "reaffirm", "reiterate", "highlight", "affirm",
})  # fmt: skip


def of_aims(text: Tagged, sentence: Sentence) -> Iterator[StanceMention]:
    """Read "the goal should (not) be X, but Y" of whoever speaks."""
    for at in range(sentence.first, sentence.last - 4):
        if text.word(at) not in AIMS or text.word(at + 1) not in {"should", "must"}:
            continue
        negated = text.word(at + 2) == "not"
        verb = at + 3 if negated else at + 2
        if text.word(verb) != "be":
            continue
        start = verb + 1
        end = _until(text, start, sentence.last, {",", ".", ";", "”", '"', "—", "–"})
        if end > start:
            yield StanceMention("opposes" if negated else "supports", (start, end), None, at)
        if not negated:
            continue
        for but in range(end, sentence.last - 1):
            if text.word(but) == "but" and text.word(but - 1) in {",", "—", "–"}:
                stop = _until(text, but + 1, sentence.last, {",", ".", ";", "”", '"'})
                if stop > but + 1:
                    yield StanceMention("supports", (but + 1, stop), None, but)
                break


def of_worth(text: Tagged, sentence: Sentence) -> Iterator[StanceMention]:
    """Read "the importance of X rather than Y" of whoever speaks, and of whoever "stresses the importance of X"."""
    for at in range(sentence.first, sentence.last - 2):
        if text.word(at) not in WORTH or text.word(at + 1) not in {"of", "for"}:
            continue
        stop = _until(text, at + 2, sentence.last, {",", ".", ";", "”", '"', "rather", "instead", "—", "–"})
        if stop >= sentence.last or text.word(stop) not in {"rather", "instead"}:
            stressed = _stressed_by(text, at, sentence)
            if stressed is not None:
                yield StanceMention("supports", (at + 2, stop), stressed, at)
            continue
        yield StanceMention("supports", (at + 2, stop), None, at)
        end = _until(text, stop + 2, sentence.last, {",", ".", ";", "”", '"', "—", "–"})
        if end > stop + 2:
            yield StanceMention("opposes", (stop + 2, end), None, stop)


def _stressed_by(text: Tagged, at: int, sentence: Sentence) -> Range | None:
    """Return who stresses what the worth is: the subject of "underscored the importance of"."""
    verb = at - 1
    while verb > sentence.first and text.tags[verb] in {"DT", "JJ", "PRP$"}:
        verb -= 1
    if text.lemmas[verb] not in STRESSING or text.tags[verb] not in FINITE:
        return None
    return subject_before(text, verb, sentence.first)


def _until(text: Tagged, first: int, last: int, marks: set[str]) -> int:
    at = first
    while at < last and text.word(at) not in marks:
        at += 1
    return at
