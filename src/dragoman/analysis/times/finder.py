"""Finds temporal expressions and reads what their words say; what they refer to is for `resolution.dates`."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import knowledge
from dragoman.analysis.segmentation import Segmentation
from dragoman.analysis.times.calendar import CALENDAR_BUILDERS
from dragoman.analysis.times.match import Match
from dragoman.analysis.times.patterns import PATTERNS, compiled
from dragoman.analysis.times.readings import CalendarDate, Edge, Length, Offset, Tense, TimeExpression
from dragoman.analysis.times.spans import SPAN_BUILDERS
from dragoman.analysis.times.words import OTHER, Classes, TimeWords
from dragoman.document import Token

__all__ = ["TimeExpression", "TimeFinder"]

#: How far from an expression its verb is looked for, in tokens: beyond, it is the verb of something else.
TENSE_WINDOW = 20
#: "edge" words that say which part of a period is meant.
EDGES: dict[str, Edge] = {"START": "START", "MID": "MID", "END": "END"}


class TimeFinder:
    """Finds the temporal expressions of a document."""

    def __init__(self) -> None:
        self._words = TimeWords()
        self._pattern = compiled(self._words)
        builders = {function.__name__: function for function in (*CALENDAR_BUILDERS, *SPAN_BUILDERS)}
        self._builders = [builders[name] for name, _ in PATTERNS]
        self._past = _past_forms()

    def __call__(self, segmentation: Segmentation) -> list[TimeExpression]:
        """Return the temporal expressions in the order of the text; none overlaps another."""
        found: list[TimeExpression] = []
        for sentence in segmentation.sentences:
            found.extend(self._in_sentence(segmentation.tokens[sentence.first : sentence.last]))
        text = segmentation.document.text
        suspects = {e for e in found if _is_bare_month(e)}
        surnames = _surnames(segmentation.tokens, self._words) if suspects else frozenset()
        return [e for e in found if e not in suspects or text[e.start : e.end] not in surnames]

    def _in_sentence(self, tokens: Sequence[Token]) -> list[TimeExpression]:
        symbols = self._words.symbols(tokens)
        found: list[TimeExpression] = []
        classes: list[Classes] | None = None
        at = 0
        while (match := self._pattern.search(symbols, at)) is not None:
            if classes is None:
                classes = [{} if s == OTHER else self._words.classes(t) for s, t in zip(symbols, tokens, strict=True)]
            low, high = match.span()
            expression = self._expression(int((match.lastgroup or "p0")[1:]), tokens, classes, low, high)
            if expression is None:
                at = low + 1
            else:
                found.append(expression)
                at = high
        return found

    def _expression(
        self, pattern: int, tokens: Sequence[Token], classes: list[Classes], low: int, high: int
    ) -> TimeExpression | None:
        tense = self._tense(tokens, classes, low, high)
        match = Match(tokens, classes, low, high, tense)
        built = self._builders[pattern](match)
        if built is None:
            return None
        counted = isinstance(built[1], Offset | Length)  # here "earlier" is no part of a period
        edge = None if counted else EDGES.get(match.value("edge_noun") or match.value("edge") or "")
        return TimeExpression(tokens[low].start, tokens[high - 1].end, built[0], built[1], edge, tense)

    def _tense(self, tokens: Sequence[Token], classes: list[Classes], low: int, high: int) -> Tense | None:
        """Return the tense of the nearest verb before the expression, else of the first one behind it."""
        first = max(low - TENSE_WINDOW, 0)
        if low and "back" in classes[max(low - 2, 0)]:
            return "past"
        if low and "limit" in classes[low - 1]:  # "he was asked to answer by Friday"
            return "past" if any("had" in here for here in classes[first:low]) else "future"
        # "it was extended to March 3", "the April 19 agreement": the verb does not speak of that day
        if low and ("bound" in classes[low - 1] or "the" in classes[low - 1]):
            return None
        nearest_first = (*range(low - 1, first - 1, -1), *range(high, min(high + TENSE_WINDOW, len(tokens))))
        tenses = (self._tense_of(tokens, classes, index) for index in nearest_first)
        return next((tense for tense in tenses if tense is not None), None)

    def _tense_of(self, tokens: Sequence[Token], classes: list[Classes], index: int) -> Tense | None:
        text = tokens[index].text
        here = classes[index]
        if "modal" in here or text.endswith(("'ll", "’ll")):
            return "future"
        if "expecting" in here:
            return None if _was_expected(classes, index) else "future"
        if text == "to" and index and "intention" in classes[index - 1]:
            return None if _was_expected(classes, index - 1) else "future"
        if text == "be" and index and tokens[index - 1].text == "to":
            return "future"
        if "was" in here:
            return "past"
        past = text in self._past or (text.endswith("ed") and len(text) > 4 and text.islower())
        return "past" if past and not (index and "be" in classes[index - 1]) else None


def _is_bare_month(expression: TimeExpression) -> bool:
    """Tell whether the expression is a month with neither day nor year."""
    reading = expression.reading
    return isinstance(reading, CalendarDate) and reading.month is not None and reading.day is reading.year is None


def _was_expected(classes: list[Classes], index: int) -> bool:
    """Tell whether what was expected is told as past: "had been due", "was scheduled"."""
    before = classes[index - 1] if index else {}
    return "expecting" in classes[index] and ("was" in before or "be" in before)


def _surnames(tokens: Sequence[Token], words: TimeWords) -> frozenset[str]:
    """Return the names of months that the document uses as the name of a person: "Theresa May"."""
    found: set[str] = set()
    for before, name, after in zip(tokens, tokens[1:], (*tokens[2:], Token(0, 0, ".")), strict=False):
        if "doubtful_month" not in words.classes(name) or not name.text.istitle():
            continue
        follows_name = before.text.istitle() and before.text.isalpha() and not words.classes(before)
        if follows_name and not {"day", "year"} & words.classes(after).keys():
            found.add(name.text)
    return frozenset(found)


def _past_forms() -> frozenset[str]:
    """Return the irregular forms that can only be of the past."""
    forms: set[str] = set()
    for row in knowledge.rows("irregular_verbs"):
        forms.update(
            form
            for form in knowledge.values(row["forms"])
            if not form.endswith(("ing", "s")) and form != row["lemma"] and row["lemma"] not in {"be", "have", "do"}
        )
    return frozenset(forms)
