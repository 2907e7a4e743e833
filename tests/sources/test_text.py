"""One text file is one report."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EmptyInputError, EncodingError, FormatError, InputError, TooLargeError

DAY = datetime.date(2025, 1, 21)
REST = ", and what comes after was not read"


def test_text_is_kept_exactly(read: Callable[..., Any]) -> None:
    text = " “One.”\r\n\r\nTwo.\n "
    document = read("a.txt", text, date=DAY).only
    assert document == Document(id=Document.id_for(text), text=text, origin="a.txt", date=DAY, date_from="--date")


def test_without_a_date_none_is_known(read: Callable[..., Any]) -> None:
    document = read("a.txt", "One.").only
    assert (document.date, document.date_from) == (None, "not given")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt", "a"])
def test_packed_text_is_unpacked_whatever_its_name(read: Callable[..., Any], name: str) -> None:
    assert read(name, gzip.compress(b"One.")).texts == ["One."]


def test_guessed_encoding_is_noted(read: Callable[..., Any]) -> None:
    outcome = read("a.txt", "“We will go,” the minister’s aide said.".encode("cp1252"))
    assert outcome.texts == ["“We will go,” the minister’s aide said."]
    assert [note.what for note in outcome.notes] == ["not in UTF-8, read as Windows-1252"]


@pytest.mark.parametrize(
    ("name", "content", "error", "what"),
    [
        ("a.txt", b"", EmptyInputError, "empty"),
        ("a.txt", b" \r\n\t ", EmptyInputError, "nothing but white space in it"),
        ("a.txt", b"\xef\xbb\xbf", EmptyInputError, "nothing but white space in it"),
        ("a.txt.gz", gzip.compress(b""), EmptyInputError, "empty"),
        ("a.txt", b"%PDF-1.4", EncodingError, "a PDF file, no text"),
        ("a.txt", b"x" * 101, TooLargeError, "over 100 bytes, too large for one report"),
        ("a.txt.gz", gzip.compress(b"x" * 101), TooLargeError, "over 100 bytes, too large for one report"),
        ("a.txt.gz", gzip.compress(b"abcdefghijklm")[:-9], FormatError, f"the gzip file is cut off{REST}"),
        ("a.txt.gz", b"\x1f\x8bnonsense", FormatError, f"the gzip file is damaged{REST}"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_an_error(
    read: Callable[..., Any], name: str, content: bytes, error: type[InputError], what: str
) -> None:
    outcome = read(name, content, config=Config(max_document_bytes=100))
    assert outcome.documents == []
    assert [(type(one), one.where, one.what) for one in outcome.errors] == [(error, name, what)]
