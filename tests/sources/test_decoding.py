"""Bytes become exactly the characters that were written, or a clear error."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EncodingError
from dragoman.sources.decoding import decode, encoding_note

QUOTED = "“We will not accept this — ever,” the minister’s spokesman said in Paris."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\n", "one\r\ntwo\n"),
        (QUOTED.encode(), QUOTED),
        (b"\xef\xbb\xbfone", "one"),
        (QUOTED.encode("utf-16"), QUOTED),
        (b"\xfe\xff" + QUOTED.encode("utf-16-be"), QUOTED),
        (QUOTED.encode("utf-32"), QUOTED),
    ],
)
def test_what_says_its_encoding_is_not_guessed(data: bytes, text: str) -> None:
    assert decode(data, "f") == (text, None)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_western_encodings_are_guessed(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding), "f") == (QUOTED, encoding)


def test_utf_16_without_a_mark_is_guessed() -> None:
    assert decode(QUOTED.encode("utf-16-le"), "f") == (QUOTED, "utf_16_le")


def test_guess_rests_on_what_is_beyond_ascii_however_late_it_comes() -> None:
    data = b"Nothing to tell. " * 20_000 + QUOTED.encode("cp1252")
    assert decode(data, "f").text.endswith(QUOTED)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file, no text"),
        (b"PK\x03\x04....", "a zip archive or an office document, no text"),
        (b"\x89PNG\r\n\x1a\n", "a picture, no text"),
        (b"a text\0with zero\0bytes", "binary data, or text in an encoding that cannot be told"),
        (bytes(range(256)) * 20, "binary data, or text in an encoding that cannot be told"),
        (b"\xff\xfea", "byte 2 is no UTF-16"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data, "f")
    assert (caught.value.where, caught.value.what) == ("f", what)


@given(st.binary())
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    with contextlib.suppress(EncodingError):
        assert isinstance(decode(data, "f").text, str)


def test_note_names_the_encoding() -> None:
    assert encoding_note("cp1252", "f").what == "not in UTF-8, read as Windows-1252"
