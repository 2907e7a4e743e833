"""Tables that are text: JSON Lines and CSV, read line by line in flat memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Protocol

import msgspec

from dragoman.config import Config
from dragoman.errors import FormatError, InputError, TooLargeError
from dragoman.sources.decoding import decode_as, encoding_note, guess_encoding, reject_binary
from dragoman.sources.found import Note
from dragoman.sources.table import Row, no_text_column

__all__ = ["csv_rows", "json_rows"]

#: So many rows without a `text`, from the first one on, mean that the table has none.
ROWS_WITHOUT_TEXT = 20

#: A line may be so many times as long as the longest cell: it has other cells, and `\\u2019` for one character.
LINE_FACTOR = 2


class CsvReader(Protocol):
    """What `csv.reader` returns: the type has no public name."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


class Repair:
    """Reads the lines of one table that are no UTF-8 in the encoding that the first seems to be in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.encoding: str | None = None

    def __call__(self, text: str, where: str) -> tuple[str, Note | None]:
        """Return the text with its stray bytes read, and a note the first time.

        Raises:
            EncodingError: The bytes fit no encoding.
        """
        data = text.encode("utf-8", "surrogateescape")
        if self.encoding is not None:
            return decode_as(data, self.encoding, where), None
        self.encoding = guess_encoding(data) or "cp1252"
        note = encoding_note(self.encoding, self.name)
        first = where.removeprefix(f"{self.name}, ")
        note = note._replace(what=f"{first} and perhaps others are {note.what}")
        return decode_as(data, self.encoding, where), note


def has_stray_bytes(text: str) -> bool:
    """Say whether a text holds bytes that were no UTF-8."""
    if text.isascii():
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def characters(stream: io.BufferedReader, where: str, *, newline: str) -> io.TextIOWrapper:
    """Return a table's characters, line ends included, from UTF-8, or from UTF-16 with a byte-order mark.

    Bytes that are no UTF-8 become lone surrogates. `newline` is as `open` has it.

    Raises:
        EncodingError: It is a PDF file, an archive, a picture or the like.
    """
    head = stream.peek(16)
    reject_binary(head, where)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline=newline)
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline=newline)


def json_rows(stream: io.BufferedReader, name: str, config: Config) -> Iterator[Row | Note | InputError]:
    """Yield the rows of a JSON Lines table; a line that cannot be parsed gives an error, the next goes on.

    Raises:
        FormatError: No row has a `text`.
    """
    lacking: list[InputError] = []
    columns: dict[str, None] = {}
    good = False
    for parsed in _json_objects(stream, name, config):
        if isinstance(parsed, Row) and "text" not in parsed.cells:
            what = f"no 'text' (it has: {', '.join(map(repr, parsed.cells)) or 'nothing'})"
            error = FormatError(parsed.where, what, "give it one or leave out the line")
            if good:
                yield error
                continue
            columns.update(dict.fromkeys(parsed.cells))
            lacking.append(error)
            if len(lacking) == ROWS_WITHOUT_TEXT:
                break
            continue
        if isinstance(parsed, Row) and not good:
            good = True
            yield from lacking
        yield parsed
    if lacking and not good:
        raise no_text_column(name, list(columns))


def _json_objects(stream: io.BufferedReader, name: str, config: Config) -> Iterator[Row | Note | InputError]:
    repair = Repair(name)
    limit = min(config.max_cell_characters * LINE_FACTOR, config.max_unpacked_bytes)
    lines = characters(stream, name, newline="\n")
    number = 0
    while line := lines.readline(limit):
        number += 1
        where = f"{name}, line {number}"
        if len(line) == limit and not line.endswith("\n"):
            yield TooLargeError(where, f"a line of over {limit:,} characters", "write one object a line")
            while line and not line.endswith("\n"):
                line = lines.readline(limit)
            continue
        if line.isspace():
            continue
        try:
            if has_stray_bytes(line):
                line, note = repair(line, where)
                if note:
                    yield note
            yield Row(where, parse_object(line, where))
        except InputError as error:
            yield error


def parse_object(line: str, where: str) -> dict[str, object]:
    """Return the JSON object on a line.

    Raises:
        FormatError: It is none.
    """
    advice = "write one whole JSON object a line"
    try:
        value = msgspec.json.decode(line)
    except (ValueError, RecursionError):
        try:
            # More forgiving: NaN, and half of a surrogate pair, are in tables that people have.
            value = json.loads(line.strip())
        except RecursionError:
            raise FormatError(where, "nested too deeply", advice) from None
        except ValueError as error:
            reason = (
                error.msg.removesuffix(" starting at")
                if isinstance(error, json.JSONDecodeError)
                else "a number that is too long"
            )
            raise FormatError(where, f"broken JSON ({reason[0].lower()}{reason[1:]})", advice) from None
    if not isinstance(value, dict):
        raise FormatError(where, "JSON, but no object", advice)
    return value


def csv_rows(
    stream: io.BufferedReader, name: str, config: Config, *, delimiter: str
) -> Iterator[Row | Note | InputError]:
    """Yield the rows of a CSV table with a header line.

    Args:
        stream: The bytes of the table.
        name: How messages name it.
        config: The limits.
        delimiter: What stands between the cells, unless the header shows that it is another.

    Raises:
        FormatError: There is no `text` column, or the table cannot be parsed any further.
    """
    # The library's own limit is 131,072 characters, less than a long briefing; this is the one way to set it.
    csv.field_size_limit(config.max_cell_characters)
    lines = characters(stream, name, newline="")
    first = lines.readline(config.max_cell_characters)
    repair = Repair(name)
    delimiter, columns = header(first, delimiter)
    if "text" not in columns:
        raise no_text_column(name, columns)
    # Strict, because the lenient way takes a quotation mark that is never closed for one cell to the end.
    reader = csv.reader(_limited_lines(lines, config), delimiter=delimiter, strict=True)
    for start, cells in _numbered(reader, name):
        if isinstance(cells, InputError):
            yield cells
            continue
        where = f"{name}, line {start}"
        try:
            if any(map(has_stray_bytes, cells)):
                # No cell has zero bytes in an encoding of CSV files, so that they can be joined by one.
                joined, note = repair("\0".join(cells), where)
                cells = joined.split("\0")
                if note:
                    yield note
            if len(cells) != len(columns):
                what = f"{len(cells)} cells, the header has {len(columns)}"
                raise FormatError(where, what, f"put cells that hold '{delimiter}' or line ends into quotation marks")
            yield Row(where, dict(zip(columns, cells, strict=True)))
        except InputError as error:
            yield error


def header(line: str, delimiter: str) -> tuple[str, list[str]]:
    """Return what separates cells, and the columns: Excel writes `;` where the comma is a decimal sign."""
    best: tuple[str, list[str]] | None = None
    for candidate in (delimiter, ";", "\t", ","):
        try:
            cells = next(csv.reader([line], delimiter=candidate), [])
        except csv.Error:
            cells = []
        columns = [cell.strip() for cell in cells]
        best = best or (candidate, columns)
        if "text" in columns:
            return candidate, columns
    return best or (delimiter, [])


def _limited_lines(lines: io.TextIOWrapper, config: Config) -> Iterator[str]:
    limit = config.max_cell_characters * LINE_FACTOR
    while line := lines.readline(limit):
        if len(line) == limit:
            # The reader would take the piece of a line for a row.
            raise csv.Error(f"a line of over {limit:,} characters")
        yield line


def _numbered(reader: CsvReader, name: str) -> Iterator[tuple[int, list[str] | InputError]]:
    """Yield the rows that are not blank with the number of the line they start in; line 1 is the header."""
    while True:
        start = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            advice = "look for a quotation mark too many or too few"
            if "field limit" in str(error) or "a line of over" in str(error):
                # What follows would be read from within the cell.
                what = f"cannot be parsed from here on ({error})"
                raise FormatError(f"{name}, line {start}", what, advice) from None
            yield start, FormatError(f"{name}, line {start}", f"cannot be parsed ({error})", advice)
        else:
            if any(cells):
                yield start, cells
