"""The exact text of a report, and places in it.

Offsets are Unicode code points into `Document.text`, half-open: `text[start:end]`. The text is kept as it was
decoded, line ends included, and never edited: every item of the record points back into it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

__all__ = ["Document", "Sentence", "Span", "Token"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a document's text: `text == document.text[start:end]`."""

    #: First character, counted in Unicode code points from 0.
    start: int
    #: One past the last character.
    end: int
    #: The characters themselves.
    text: str


class Token(NamedTuple):
    """A word, number or mark of punctuation: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    """One sentence: character offsets, and its tokens as a half-open range of the document's token list."""

    start: int
    end: int
    #: Index of the sentence's first token.
    first: int
    #: One past the index of its last token.
    last: int
    #: Number of the paragraph it stands in, from 0.
    paragraph: int


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report: exact text and what is known about it from outside the text."""

    #: The `id` column of a table, else a hash of the address or the text.
    id: str
    #: The text, exactly as decoded or extracted.
    text: str
    #: Where it was read from, for messages: a path, a path and row, or `standard input`.
    origin: str
    #: The day the report was published; `None` if not known.
    date: datetime.date | None = None
    #: Where the date comes from (`table`, `--date`, `page`), or why there is none.
    date_from: str = "not given"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    #: Whose words they are, as the source tells it: a person, office or state ("Guyana").
    author: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end`.

        Raises:
            ValueError: The span is empty or leaves the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def spans(self, places: Iterable[tuple[int, int]]) -> list[Span]:
        """Return a span for each pair of offsets."""
        return [self.span(start, end) for start, end in places]

    @staticmethod
    def id_for(content: str) -> str:
        """Return the id of a document that brings none: a hash of its address or its text."""
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
