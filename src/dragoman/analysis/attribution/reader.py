"""Who is said to say what: source, cue and content, as the words stand.

The trained encoder reads the document window by window; its tags and links give the attributions, outer and inner.
Then come the things that a window cannot show: turns of a transcript, quotations over several paragraphs, datelines,
and which attribution is told inside which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.analysis.attribution.attributes import AttributeHeads, Attributes
from dragoman.analysis.attribution.attributions import Attribution, Range, holds, size
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.grammar import GrammarReader
from dragoman.analysis.attribution.nested_candidates import NestedCandidates
from dragoman.analysis.attribution.quotation_edges import with_whole_quotations
from dragoman.analysis.attribution.spoken_turns import turn_attributions, within_turns
from dragoman.analysis.attribution.unsaid import has_no_speaker, is_legal_ground, is_perceived, is_supposed
from dragoman.analysis.attribution.window_spans import LinkedSpans
from dragoman.analysis.phrases import QUOTATION_MARKS, Tagged
from dragoman.analysis.quotations import Quotation
from dragoman.analysis.ranges import RangeIndex
from dragoman.analysis.turns import Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AttributionReader"]

#: The lowest chance at which an attribution is kept. On the articles of PolNeAR that training leaves aside, F1 is flat
#: from 0.2 to 0.4; what an analyst would call a wrong row costs more than a missing one.
THRESHOLD = 0.3
#: An attribution inside another one is read by layers that have seen fewer examples.
INNER_THRESHOLD = 0.45
#: Attributions that are looked at together, so that memory does not grow with the document.
READ_TOGETHER = 256
CLOSING_MARKS = frozenset({",", ".", ";", ":"})


class AttributionReader:
    """Makes attributions of what the model sees in a document."""

    def __init__(self, tables: Mapping[str, NDArray[Any]], threshold: float = THRESHOLD) -> None:
        """Take the weights of the heads for act, openness and certainty.

        Args:
            tables: The arrays of the model's `heads.npz`.
            threshold: The lowest chance at which an attribution is kept.
        """
        self._attributes = AttributeHeads(tables)
        self._nested_candidates = NestedCandidates()
        self._threshold = threshold
        #: What the model links with less chance than this is dropped.
        self.lowest_chance = min(threshold, INNER_THRESHOLD)

    def __call__(
        self,
        text: Tagged,
        spans: Iterable[LinkedSpans],
        quotations: Sequence[Quotation],
        turns: Sequence[Turn] = (),
        weighed: Sequence[tuple[float, Candidate]] = (),
    ) -> list[Attribution]:
        """Return the attributions in the order of their first token, nested ones behind those they are inside.

        Args:
            text: The tagged document.
            spans: What the model links in it.
            quotations: Its quotations.
            turns: Its turns, if it is a transcript.
            weighed: What the grammar sees at its verbs and nouns, with the chance of each.
        """
        found = self._found(text, spans, GrammarReader(text, (candidate for _, candidate in weighed)))
        kept = _distinct([*turn_attributions(text, turns), *within_turns(found, turns)])
        kept = with_whole_quotations(kept, quotations)
        inner = [
            replace(one, content=_tidied(text, one.cue, one.content)) for one in self._nested_candidates(kept, weighed)
        ]
        return _nested([*kept, *map(_with, inner, self._attributes(text, inner))])

    def _found(self, text: Tagged, linked: Iterable[LinkedSpans], grammar: GrammarReader) -> Iterator[Attribution]:
        """Yield what the model finds likely enough, with act, openness and certainty."""
        found: list[tuple[Attribution, LinkedSpans]] = []
        for spans in linked:
            chance = spans.chance
            if chance < (INNER_THRESHOLD if spans.is_inner else self._threshold):
                continue
            if _is_dateline(text, spans) or is_supposed(text, spans.source, spans.cue):
                continue
            one = _attribution(text, spans, grammar, chance)
            if is_perceived(one.lemma, one.frame) or is_legal_ground(text, one.lemma, spans.source):
                continue
            found.append((one, spans))
            if len(found) == READ_TOGETHER:
                yield from self._with_attributes(text, found)
                found = []
        yield from self._with_attributes(text, found)

    def _with_attributes(self, text: Tagged, found: Sequence[tuple[Attribution, LinkedSpans]]) -> Iterator[Attribution]:
        attributions = [one for one, _ in found]
        how = self._attributes(text, attributions, [spans.states for _, spans in found])
        yield from map(_with, attributions, how)


def _with(found: Attribution, attributes: Attributes) -> Attribution:
    return replace(found, act=attributes.act, openness=attributes.openness, certainty=attributes.certainty)


def _attribution(text: Tagged, spans: LinkedSpans, grammar: GrammarReader, chance: float) -> Attribution:
    content = _tidied(text, spans.cue, spans.content)
    how = grammar(spans.source, spans.cue, content)
    negated = how.negated or has_no_speaker(text, spans.source)
    source = spans.source
    if source is not None:
        # a heading above the paragraph is no part of the name that begins it
        source = (max(source[0], text.segmentation.paragraph_of(source[1] - 1)[0]), source[1])
    return Attribution(
        how.lemma, how.frame, how.position, how.head, source, spans.cue, content, how.addressee, negated,
        how.modal, chance,
    )  # fmt: skip


def _tidied(text: Tagged, cue: Range, content: Sequence[Range]) -> tuple[Range, ...]:
    """Return a content without the comma or full stop behind each part; those within quotation marks stay.

    A part that runs on into the next paragraph ends with its own, unless a quotation goes on there.
    """
    trimmed = []
    for first, last in content:
        if cue[0] <= first < cue[1] < last:
            first = cue[1]  # "expressed hope" has its noun once
        end = text.segmentation.paragraph_of(first)[1]
        if end < last and text.word(end) not in QUOTATION_MARKS:
            last = end
        while last - 1 > first and text.word(last - 1) in CLOSING_MARKS:
            last -= 1
        trimmed.append((first, last))
    return tuple(trimmed)


def _is_dateline(text: Tagged, spans: LinkedSpans) -> bool:
    """Tell whether the source is the place in front of a report: "GENEVA (Reuters) - ..." says nothing."""
    if spans.source is None:
        return False
    first, last = spans.source
    sentence = text.segmentation.sentence_of(first)
    words = [text.segmentation.tokens[at].text for at in range(first, last)]
    if first != sentence.first or not all(word.isupper() or not word[0].isalnum() for word in words):
        return False
    behind = [text.word(at) for at in range(last, min(last + 8, sentence.last))]
    return (
        any(word in {"—", "–", "--", "-"} for word in behind[:6]) and spans.cue[0] >= last and _only_marks(text, spans)
    )


def _only_marks(text: Tagged, spans: LinkedSpans) -> bool:
    """Tell whether the cue has no word in small letters."""
    tokens = text.segmentation.tokens
    return not any(tokens[at].text.islower() for at in range(*spans.cue))


def _distinct(found: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions, each cue and each content once; the likelier one stays."""
    kept: list[Attribution] = []
    heads: set[int] = set()
    contents: set[tuple[Range, ...]] = set()
    for one in sorted(found, key=lambda one: (-one.chance, one.cue)):
        if one.head in heads or one.content in contents:
            continue
        heads.add(one.head)
        contents.add(one.content)
        kept.append(one)
    return kept


def _nested(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions in text order, each with the smallest one whose content holds it."""
    order = sorted(found, key=lambda one: (min(one.content[0][0], one.cue[0]), -size(one.content)))
    index: RangeIndex[tuple[int, Attribution]] = RangeIndex()
    for number, one in enumerate(order):
        index.add((number, one), one.content)
    return [replace(one, inside=_parent(one, index)) for one in order]


def _parent(found: Attribution, index: RangeIndex[tuple[int, Attribution]]) -> int | None:
    """Return the number of the smallest attribution whose content holds this one's cue."""
    holders = [
        (size(other.content), number)
        for number, other in index.near(found.head, found.head + 1)
        if other.head != found.head and other.covers(found.head) and not holds(found.content, other.head)
    ]
    return min(holders)[1] if holders else None
