"""Undertakings in a speaker's or the report's own words: "we will send 300 trucks", "Turkey has agreed to join".

An undertaking is discrete, specific and future-oriented (the G7 Research Group's definition of a commitment), so that
it can later be said whether it was done: its verb is one of an act (`data/undertaking_verbs.csv`), and nothing makes it
a question, a guess or a wish.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.analysis.attribution.complements import clause_end
from dragoman.analysis.phrases import NOUN, WILL, Tagged, VerbGroup, subject_before, verb_groups
from dragoman.analysis.quotations import Quotation, end_within_quotation, touching
from dragoman.document import Sentence

__all__ = ["Undertaking", "UndertakingReader"]

Range = tuple[int, int]
#: Verbs that bind to what follows as an infinitive: "has agreed to join", "plans to build".
BINDING = frozenset({"agree", "decide", "plan", "intend"})
#: Words before the subject that leave it open, or make it another's wish.
OPEN = frozenset({
    "if", "whether", "unless", "hope", "hopes", "hoping", "expect", "expects", "believe", "until", "when",
})  # fmt: skip
#: Where the words of an act end, whatever the grammar has made of the rest.
LONGEST_ACTION = 45


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One undertaking; ranges are half-open token indices."""

    promisers: Range
    #: "will", or "has agreed".
    cue: Range
    action: Range


class UndertakingReader:
    """Finds undertakings sentence by sentence."""

    def __init__(self) -> None:
        self._acts = frozenset(row["verb"] for row in knowledge.rows("undertaking_verbs"))
        self._procedures = frozenset(
            row["word"] for row in knowledge.rows("weak_proposals") if row["kind"] == "procedure"
        )

    def __call__(self, text: Tagged, quotations: Sequence[Quotation]) -> list[Undertaking]:
        """Return the undertakings of a document in their order."""
        return [
            found
            for sentence in text.segmentation.sentences
            if self._may_hold(text, sentence)
            for found in self._of_sentence(text, sentence, touching(quotations, sentence.first, sentence.last))
        ]

    def _may_hold(self, text: Tagged, sentence: Sentence) -> bool:
        words = text.words[sentence.first : sentence.last]
        lemmas = text.lemmas[sentence.first : sentence.last]
        if words and words[-1] == "?":
            return False
        return not (WILL.isdisjoint(words) and BINDING.isdisjoint(lemmas)) and not self._acts.isdisjoint(lemmas)

    def _of_sentence(self, text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Undertaking]:
        groups = verb_groups(text, sentence)
        for number, group in enumerate(groups):
            if group.passive or text.lemmas[group.head] not in self._acts:
                continue
            binder = self._binder(text, group, groups[number - 1] if number else None)
            if binder is None or binder.negated or group.negated:
                continue
            promisers = subject_before(text, binder.first, sentence.first)
            if promisers is None or self._is_open(text, sentence, promisers):
                continue
            end = clause_end(text, group.head, sentence, "to", quotations)
            end = min(end_within_quotation(quotations, group.head, end), group.head + LONGEST_ACTION)
            while end > group.last and text.word(end - 1) in {",", ".", ";"}:
                end -= 1
            if any(text.tags[at] in NOUN for at in range(group.last, end)) and not self._is_procedure(text, group, end):
                yield Undertaking(promisers, (binder.first, group.head), (group.head, end))

    def _binder(self, text: Tagged, group: VerbGroup, before: VerbGroup | None) -> VerbGroup | None:
        """Return the verb group whose subject binds itself: that of "will", or of "agreed" before "to"."""
        if group.modal is not None:
            return group if text.word(group.modal) in WILL else None
        if before is None or before.passive or before.last < group.first - 1:
            return None
        if text.lemmas[before.head] == "continue":  # "will continue providing", "will continue to provide"
            return before if before.modal is not None and text.word(before.modal) in WILL else None
        return before if group.infinitive and before.modal is None and text.lemmas[before.head] in BINDING else None

    def _is_procedure(self, text: Tagged, group: VerbGroup, end: int) -> bool:
        """Tell whether the act is one of a briefing: "will provide an update"."""
        objects = [at for at in range(group.last, end) if text.tags[at] in NOUN]
        return text.word(objects[0]) in self._procedures

    def _is_open(self, text: Tagged, sentence: Sentence, promisers: Range) -> bool:
        first = promisers[0]
        return any(text.word(at) in OPEN for at in range(max(sentence.first, first - 4), first)) or text.word(
            first
        ) in {"i", "it", "this", "that", "which", "there", "who", "you"}
