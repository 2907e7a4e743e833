"""The exceptions that Dragoman raises.

DragomanError
├── InputError            one input could not be read (the others go on)
│   ├── NotFoundError     no such file or folder
│   ├── EmptyInputError   nothing in it
│   ├── TooLargeError     over a size limit
│   ├── EncodingError     bytes that are no text
│   ├── FormatError       a table, page or line that cannot be parsed
│   └── NoArticleError    a web page with no article in it
├── UsageError            the call itself was wrong
├── RecordError           a record folder that cannot be opened or written
├── DataTableError        a table of knowledge inside the package is broken
└── WorkerError           worker processes cannot be started, whatever the input
"""

from __future__ import annotations

__all__ = [
    "DataTableError",
    "DragomanError",
    "EmptyInputError",
    "EncodingError",
    "FormatError",
    "InputError",
    "NoArticleError",
    "NotFoundError",
    "RecordError",
    "TooLargeError",
    "UsageError",
    "WorkerError",
]


class DragomanError(Exception):
    """Anything that Dragoman raises on purpose."""


class InputError(DragomanError):
    """One input could not be read: what happened, where, and what to do about it."""

    def __init__(self, where: str, what: str, advice: str) -> None:
        super().__init__(f"{where}: {what}; {advice}")
        self.where = where
        self.what = what
        self.advice = advice


class NotFoundError(InputError):
    """No such file or folder."""


class EmptyInputError(InputError):
    """The input holds no text."""


class TooLargeError(InputError):
    """The input is over a size limit of `dragoman.config.Config`."""


class EncodingError(InputError):
    """The bytes are no text in any encoding that could be detected."""


class FormatError(InputError):
    """A table, page or line that cannot be parsed as what it claims to be."""


class NoArticleError(InputError):
    """A web page in which no article could be found."""


class UsageError(DragomanError):
    """The call itself was wrong: an argument that cannot be understood."""


class RecordError(DragomanError):
    """A record folder cannot be opened or written: which, what is wrong, and what to do about it."""

    def __init__(self, where: str, what: str, advice: str) -> None:
        super().__init__(f"{where}: {what}; {advice}")
        self.where = where
        self.what = what
        self.advice = advice


class DataTableError(DragomanError):
    """A table of knowledge is broken: which table, which line, what is wrong."""


class WorkerError(DragomanError):
    """Worker processes cannot be started, whatever the input: why, and what to do about it."""
