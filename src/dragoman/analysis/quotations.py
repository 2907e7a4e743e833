"""Direct quotations: pairs of quotation marks, also over several paragraphs and with a stray mark in between.

Marks are paired by kind within a paragraph. A quotation that is still open where its paragraph ends goes on if the next
paragraph begins with an opening mark of the same kind, as newspapers set speeches; otherwise the mark is stray, and
nothing but that mark is passed over.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.analysis.segmentation import Segmentation
from dragoman.document import Token

__all__ = ["Quotation", "end_within_quotation", "find_quotations", "touching"]

#: Opening mark to the marks that may close it.
PAIRS = {"“": {"”", "“"}, '"': {'"'}, "``": {"''"}, "''": {"''"}, "«": {"»"}, "„": {"“", "”"}, "‘": {"’"}}
#: A quotation longer than this, in tokens, is two stray marks.
LONGEST = 1500


class Quotation(NamedTuple):
    """A quotation with its marks: character offsets, and tokens as a half-open range."""

    start: int
    end: int
    first: int
    last: int
    #: Token index of each paragraph's opening mark: one, or several for a quotation over several paragraphs.
    openings: tuple[int, ...]

    def covers(self, token: int) -> bool:
        """Tell whether the token lies in the quotation, marks included."""
        return self.first <= token < self.last


def find_quotations(segmentation: Segmentation) -> list[Quotation]:
    """Return the quotations of a document in text order; they do not overlap."""
    tokens = segmentation.tokens
    found: list[Quotation] = []
    carried: tuple[int, ...] = ()
    paragraphs = list(_paragraph_ranges(segmentation))
    for number, (first, last) in enumerate(paragraphs):
        at = first
        if carried and not _continues(tokens, carried, first):
            carried = ()
        while at < last:
            opening = at if carried else _next_opening(tokens, at, first, last)
            if opening is None:
                break
            kind = tokens[opening].text
            closing = _closing(tokens, opening, last, kind)
            openings = (*carried, opening)
            carried = ()
            if closing is not None and closing - openings[0] < LONGEST:
                found.append(_quotation(tokens, openings, closing))
                at = closing + 1
                continue
            following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
            if closing is None and following is not None and tokens[following].text == kind:
                carried = openings
                break
            at = opening + 1
    return found


def touching(quotations: Sequence[Quotation], first: int, last: int) -> Sequence[Quotation]:
    """Return the quotations that touch or adjoin a token range; `quotations` are in text order and do not overlap."""
    low = bisect.bisect_left(quotations, first, key=lambda quotation: quotation.last)
    high = bisect.bisect_right(quotations, last, key=lambda quotation: quotation.first)
    return quotations[low:high]


def _quotation(tokens: Sequence[Token], openings: tuple[int, ...], closing: int) -> Quotation:
    return Quotation(tokens[openings[0]].start, tokens[closing].end, openings[0], closing + 1, openings)


def _paragraph_ranges(segmentation: Segmentation) -> Iterator[tuple[int, int]]:
    """Yield the token range of each paragraph."""
    first = 0
    for here, after in zip(segmentation.sentences, [*segmentation.sentences[1:], None], strict=False):
        if after is None or after.paragraph != here.paragraph:
            yield first, here.last
            first = here.last


def _continues(tokens: Sequence[Token], carried: tuple[int, ...], first: int) -> bool:
    return tokens[first].text == tokens[carried[0]].text and first - carried[0] < LONGEST


def _next_opening(tokens: Sequence[Token], at: int, first: int, last: int) -> int | None:
    for index in range(at, last):
        text = tokens[index].text
        if text in PAIRS and _may_open(tokens, index, first, last):
            return index
    return None


def _may_open(tokens: Sequence[Token], at: int, first: int, last: int) -> bool:
    """Tell whether the mark stands where a quotation begins: behind space or a bracket, before a word."""
    here = tokens[at]
    if at + 1 >= last:
        return False
    if here.text in {"“", "«", "„", "``"}:
        return True
    spaced_before = at == first or tokens[at - 1].end < here.start or tokens[at - 1].text in {"(", "[", "—", "–", "-"}
    return spaced_before and tokens[at + 1].start == here.end


def _closing(tokens: Sequence[Token], opening: int, last: int, kind: str) -> int | None:
    """Return the index of the mark that closes the quotation within its paragraph, or `None`."""
    closers = PAIRS[kind]
    for index in range(opening + 2, min(last, opening + LONGEST)):
        here = tokens[index]
        if here.text not in closers:
            continue
        glued_behind = index + 1 < last and tokens[index + 1].start == here.end and tokens[index + 1].text[0].isalnum()
        if kind == "‘" and glued_behind:
            continue  # an apostrophe within a word
        if here.text == kind and kind != "''" and tokens[index - 1].end < here.start and glued_behind:
            return None  # another opening mark of the same kind: the first was stray
        return index
    return None


def end_within_quotation(quotations: Sequence[Quotation], at: int, end: int) -> int:
    """Return where words end that stand at `at` in a quotation: with it at the latest, without its mark and comma."""
    inner = next((quotation for quotation in quotations if quotation.covers(at)), None)
    return min(end, inner.last - 1) if inner is not None else end
