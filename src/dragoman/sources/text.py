"""Plain text: one file is one report."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EmptyInputError, TooLargeError
from dragoman.sources.decoding import decode, encoding_note
from dragoman.sources.found import Found

__all__ = ["text_documents", "whole"]


def text_documents(
    stream: io.BufferedReader, where: str, *, date: datetime.date | None, config: Config
) -> Iterator[Found]:
    """Yield the one document of a text file, after a note if its encoding was guessed.

    Args:
        stream: The bytes of the file.
        where: How messages name it.
        date: The day it was published, if the call says so.
        config: The limits.

    Raises:
        InputError: It is too large, no text, or holds nothing.
    """
    decoded = decode(whole(stream, where, config), where)
    if not decoded.text.strip():
        raise EmptyInputError(where, "nothing but white space in it", "name a file that holds a report")
    if decoded.guessed:
        yield encoding_note(decoded.guessed, where)
    yield Document(
        id=Document.id_for(decoded.text),
        text=decoded.text,
        origin=where,
        date=date,
        date_from="--date" if date else "not given",
    )


def whole(stream: io.BufferedReader, where: str, config: Config) -> bytes:
    """Return all bytes of a file that is one report.

    Raises:
        TooLargeError: There are more of them than one report may have.
    """
    data = stream.read(config.max_document_bytes + 1)
    if len(data) > config.max_document_bytes:
        raise TooLargeError(
            where,
            f"over {config.max_document_bytes:,} bytes, too large for one report",
            "split it into one file a report, or make a table of it (.jsonl, .csv, .parquet)",
        )
    return data
