"""What reading an input gives: documents, notes on what was assumed, errors that name what was not read."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.document import Document
from dragoman.errors import InputError

__all__ = ["Found", "Note", "Source"]


class Source(NamedTuple):
    """One file or stream that a call names, or that lies in a folder that it names."""

    #: How messages name it.
    name: str
    #: The path to open; `None` is standard input.
    path: str | None


class Note(NamedTuple):
    """Something the reader of the record should know about an input that was read nevertheless."""

    where: str
    what: str
    #: What to do about it.
    advice: str


#: A stream of these comes out of every input; an `InputError` is yielded, so that the others go on.
Found = Document | Note | InputError
