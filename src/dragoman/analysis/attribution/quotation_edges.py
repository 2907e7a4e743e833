"""Contents and the quotations they stand in: a quotation is reported whole, over all its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.analysis.attribution.attributions import Attribution, Range
from dragoman.analysis.quotations import Quotation, touching

__all__ = ["with_whole_quotations"]

#: A content that has this part of a paragraph of a quotation has the quotation.
MOST = 0.7


def with_whole_quotations(found: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Return the attributions; those with a paragraph of a longer quotation for their content have all of it."""
    longer = [quotation for quotation in quotations if len(quotation.openings) > 1]
    if not longer:
        return list(found)
    taken: set[int] = set()
    result: list[Attribution] = []
    for one in found:
        quotation = _reported_quotation(one, longer)
        if quotation is None:
            result.append(one)
        elif quotation.first not in taken:
            taken.add(quotation.first)
            others = [part for part in one.content if part[1] <= quotation.first or part[0] >= quotation.last]
            result.append(replace(one, content=tuple(sorted([*others, *_paragraphs(quotation)]))))
    return result


def _reported_quotation(one: Attribution, longer: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation of several paragraphs whose first or last paragraph the content is, the cue outside it."""
    for first, last in one.content:
        for quotation in touching(longer, first, last):
            inside = max(0, min(last, quotation.last) - max(first, quotation.first))
            if inside >= MOST * (last - first) and not quotation.covers(one.head):
                return quotation
    return None


def _paragraphs(quotation: Quotation) -> Iterator[Range]:
    """Yield the paragraphs of a quotation as token ranges."""
    starts = list(quotation.openings)
    for first, last in zip(starts, [*starts[1:], quotation.last], strict=True):
        if last > first:
            yield first, last
