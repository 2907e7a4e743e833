"""The turns of a transcript as attributions: the label is the source, its colon the cue, the turn the content."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.analysis.attribution.attributions import Attribution, Range
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.turns import Turn

__all__ = ["TURN", "turn_attributions", "within_turns"]

#: The frame and the position of an attribution that is a turn.
TURN = "turn"
#: How sure a turn is: the label says it; what is no transcript at all makes the rest.
TURN_CHANCE = 0.95
#: Labels of those who ask.
ASKING = frozenset({"q", "question", "reporter", "journalist"})


def turn_attributions(text: Tagged, turns: Sequence[Turn]) -> Iterator[Attribution]:
    """Yield an attribution for each turn that has words behind its label."""
    tokens = text.segmentation.tokens
    for turn in turns:
        label_last = turn.first
        while label_last < turn.last and tokens[label_last].start < turn.label_end:
            label_last += 1
        has_colon = label_last < turn.last and tokens[label_last].text == ":"
        first = label_last + 1 if has_colon else label_last
        content = tuple(_paragraphs(text, first, turn.last))
        if not content:
            continue
        label = text.text(turn.first, label_last).strip().lower()
        # the bare "Q" of some transcripts is a mark, and names nobody
        source = (turn.first, label_last) if has_colon else None
        cue = (label_last, label_last + 1) if has_colon else (turn.first, label_last)
        act = "asks" if label in ASKING else "says"
        yield Attribution(
            TURN, TURN, TURN, cue[0], source, cue, content, None, False, None, TURN_CHANCE, act, "public", "asserted"
        )


def within_turns(found: Iterable[Attribution], turns: Sequence[Turn]) -> Iterator[Attribution]:
    """Yield attributions that keep to one turn: nobody reports what the next speaker says, and a label is no cue."""
    for one in found:
        at = bisect.bisect_right(turns, one.head, key=lambda turn: turn.first) - 1
        if at < 0:
            yield one
            continue
        turn = turns[at]
        # the label stands at the head of the turn, and is the turn's own source
        if one.cue[0] == turn.first or (one.source is not None and one.source[0] == turn.first):
            continue
        content = tuple(part for part in one.content if turn.first <= part[0] and part[1] <= turn.last)
        if not content:
            continue
        source = one.source if one.source is None or turn.first <= one.source[0] < turn.last else None
        yield replace(one, content=content, source=source)


def _paragraphs(text: Tagged, first: int, last: int) -> Iterator[Range]:
    """Yield the paragraphs of a token range."""
    while first < last:
        end = min(text.segmentation.paragraph_of(first)[1], last)
        yield first, end
        first = end
