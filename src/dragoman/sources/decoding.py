"""Bytes to text: the characters exactly as they were written, line ends included."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.errors import EncodingError
from dragoman.sources.found import Note

__all__ = ["Decoded", "decode", "encoding_note", "guess_encoding", "reject_binary"]

#: Byte-order marks, the longest first: the one of UTF-32 begins with the one of UTF-16.
BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

#: First bytes of files that people name by mistake: what it is, and what to do.
SIGNATURES = (
    (b"%PDF-", "a PDF file", "convert it to text first, with pdftotext for example"),
    (b"{\\rtf", "an RTF file", "save it as plain text first"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text first"),
    (b"\x89PNG", "a picture", "name files that hold text"),
    (b"\xff\xd8\xff", "a picture", "name files that hold text"),
    (b"GIF8", "a picture", "name files that hold text"),
    (b"PAR1", "a Parquet table", "give it a name that ends in .parquet"),
    (b"SQLite format 3\x00", "a database", "export its reports as a table first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\x7fELF", "a program", "name files that hold text"),
)

#: How much of the text the guess rests on, in bytes. More does not make it better, and costs seconds.
SAMPLE_BYTES = 65_536

#: How much of it around each character beyond ASCII, in bytes: a few words.
AROUND_BYTES = 80

SAVE_AS_UTF8 = "save it as UTF-8"


class Decoded(NamedTuple):
    """A text, and the encoding if that had to be guessed."""

    text: str
    guessed: str | None


def decode(data: bytes, where: str) -> Decoded:
    """Return the text of a file: by its byte-order mark, else as UTF-8, else by a guess.

    Args:
        data: The whole file, unpacked.
        where: How messages name it.

    Raises:
        EncodingError: The bytes are no text, or in no encoding that could be told.
    """
    reject_binary(data, where)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(decode_as(data, encoding, where), None)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\0" not in text:
            return Decoded(text, None)
    guessed = utf_16_without_mark(data) if b"\0" in data else guess_encoding(data)
    if guessed is None:
        raise EncodingError(where, "binary data, or text in an encoding that cannot be told", SAVE_AS_UTF8)
    return Decoded(decode_as(data, guessed, where), guessed)


def reject_binary(data: bytes, where: str) -> None:
    """Raise for the first bytes of a file that is known to hold no plain text.

    Raises:
        EncodingError: It is a PDF file, an archive, a picture or the like.
    """
    for signature, kind, advice in SIGNATURES:
        if data.startswith(signature):
            raise EncodingError(where, f"{kind}, no text", advice)


def decode_as(data: bytes, encoding: str, where: str) -> str:
    """Return the text in an encoding that is known.

    Raises:
        EncodingError: A byte does not fit the encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"byte {error.start:,} is no {encoding.removesuffix('-sig').upper()}"
        raise EncodingError(where, what, SAVE_AS_UTF8) from None


def guess_encoding(data: bytes) -> str | None:
    """Return Python's name of the encoding that the bytes are most likely in, or `None`."""
    import charset_normalizer  # only for the few files that are no UTF-8: it costs 30 ms

    matches = charset_normalizer.from_bytes(sample(data))
    best = matches.best()
    if best is None:
        return None
    family = {best.encoding, *best.could_be_from_charset}
    every = {match.encoding for match in matches} | family
    # Among encodings that fit alike the library takes the first of the alphabet (cp1250, mac_greek). Reports
    # in English come from Windows or Macintosh in their Western form.
    if best.encoding.startswith("cp125") and "cp1252" in every and fits(data, "cp1252"):
        return "cp1252"
    if best.encoding.startswith("mac_") and "mac_roman" in family:
        return "mac_roman"
    return best.encoding


def utf_16_without_mark(data: bytes) -> str | None:
    """Return which UTF-16 the bytes are in: in English every second byte is zero, and no other."""
    first, second = data[:SAMPLE_BYTES:2], data[1:SAMPLE_BYTES:2]
    for zeros, others, encoding in ((second, first, "utf_16_le"), (first, second, "utf_16_be")):
        # Curly quotation marks and names leave a few of the high bytes other than zero.
        if zeros.count(0) > len(zeros) * 0.8 and not others.count(0) and fits(data, encoding):
            return encoding
    return None


def sample(data: bytes) -> bytes:
    """Return the parts of the data that tell encodings apart: what stands around bytes beyond ASCII."""
    if len(data) <= SAMPLE_BYTES:
        return data
    parts: list[bytes] = []
    size = 0
    end = 0
    for match in re.finditer(rb"[\x80-\xff]+", data):
        # Neighbours overlap: each begins where the one before it ended.
        start = max(end, match.start() - AROUND_BYTES)
        end = max(end, match.end() + AROUND_BYTES)
        parts.append(data[start:end])
        size += len(parts[-1])
        if size >= SAMPLE_BYTES:
            break
    return b"".join(parts)


def fits(data: bytes, encoding: str) -> bool:
    """Say whether every byte has a meaning in the encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def encoding_note(encoding: str, where: str) -> Note:
    """Return the note that says which encoding was assumed."""
    names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
    name = names.get(encoding, encoding.replace("_", "-"))
    return Note(where, f"not in UTF-8, read as {name}", "save it as UTF-8 if characters look wrong")
