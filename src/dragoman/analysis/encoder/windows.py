"""Windows: the stretches of a document that the encoder reads at once.

A window is packed with whole paragraphs up to the model's length. A paragraph that does not fit is cut between
sentences, and a sentence that is too long alone, between words. Each window but the first begins by reading the end of
the one before it once more, so that nothing is lost at a boundary; each token lies in the core of just one window.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.analysis.encoder.pieces import PieceTable
from dragoman.analysis.segmentation import Segmentation
from dragoman.document import Sentence

__all__ = ["OVERLAP_PIECES", "WINDOW_PIECES", "Window", "windows"]

#: Pieces in a window, without its first and last mark. Longer windows read worse (510 clearly so on PolNeAR).
WINDOW_PIECES = 254
#: Pieces of the window before that are read again, at most: a sentence of the usual length.
OVERLAP_PIECES = 40
#: A window that is at least this full is closed at the end of a paragraph rather than in the middle of the next one.
FULL_ENOUGH = 0.6


class Window(NamedTuple):
    """Half-open token ranges: what is read, and the part of it that is no other window's core."""

    first: int
    last: int
    core_first: int


class Unit(NamedTuple):
    """A sentence, or a part of one that is too long: half-open token range."""

    first: int
    last: int
    begins_paragraph: bool


def windows(
    segmentation: Segmentation,
    pieces: PieceTable,
    *,
    first_limit: int = WINDOW_PIECES,
    overlap: int = OVERLAP_PIECES,
) -> Iterator[Window]:
    """Yield the windows of a document in text order; their cores, end to end, are the whole document.

    Args:
        segmentation: The document.
        pieces: Its word pieces.
        first_limit: Pieces in the first window; fewer than the others shifts all boundaries (used in training).
        overlap: Pieces at most that are read again from the window before.
    """
    units = list(_units(segmentation, pieces))
    limit, at = first_limit, 0
    first = 0
    while at < len(units):
        end = _fill(units, pieces, at, first, limit)
        yield Window(first, units[end - 1].last, units[at].first)
        first = _reread(units, pieces, at, end, overlap)
        limit, at = WINDOW_PIECES, end


def _fill(units: list[Unit], pieces: PieceTable, at: int, first: int, limit: int) -> int:
    """Return the index behind the last unit of a window that reads from token `first` and whose core begins at `at`."""
    end, paragraph_end = at + 1, at
    while end < len(units) and pieces.count(first, units[end].last) <= limit:
        if units[end].begins_paragraph:
            paragraph_end = end
        end += 1
    if end == len(units) or units[end].begins_paragraph:
        return end
    if paragraph_end > at and pieces.count(first, units[paragraph_end - 1].last) >= FULL_ENOUGH * limit:
        return paragraph_end
    return end


def _reread(units: list[Unit], pieces: PieceTable, at: int, end: int, overlap: int) -> int:
    """Return the first token of the next window: the last unit of this one again, if it is short enough."""
    core_first = units[end - 1].last
    last = units[end - 1]
    if end - 1 > at and pieces.count(last.first, core_first) <= overlap:
        return last.first
    return core_first


def _units(segmentation: Segmentation, pieces: PieceTable) -> Iterator[Unit]:
    paragraph = -1
    for sentence in segmentation.sentences:
        begins = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        for first, last in _parts(sentence, pieces):
            yield Unit(first, last, begins and first == sentence.first)


def _parts(sentence: Sentence, pieces: PieceTable) -> Iterator[tuple[int, int]]:
    """Yield the sentence, or, if it is too long for half a window, parts of it that are not."""
    most = (WINDOW_PIECES - OVERLAP_PIECES) // 2
    first = sentence.first
    if pieces.count(sentence.first, sentence.last) <= 2 * most:
        yield sentence.first, sentence.last
        return
    for at in range(sentence.first + 1, sentence.last + 1):
        if at == sentence.last or pieces.count(first, at + 1) > most:
            yield first, at
            first = at
