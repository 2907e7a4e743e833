"""Tables: one row is one report. What the rows of JSON Lines, CSV and Parquet have in common."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EmptyInputError, FormatError, InputError, TooLargeError
from dragoman.sources.dates import publication_day
from dragoman.sources.found import Found, Note

__all__ = ["Row", "no_text_column", "table_documents"]


class Row(NamedTuple):
    """One row of a table, as it was parsed."""

    #: How messages name it: the table and the line or row.
    where: str
    cells: Mapping[str, object]


def table_documents(
    rows: Iterable[Row | Note | InputError], name: str, *, date: datetime.date | None, config: Config
) -> Iterator[Found]:
    """Yield a document for every row that holds a report, an error for every row that does not.

    Args:
        rows: The parsed rows, and errors for those that could not be parsed; read one at a time.
        name: How messages name the table.
        date: The day for rows that state none.
        config: The limits.
    """
    seen: set[int] = set()
    repeated: list[str] = []
    count = repeats = 0
    for row in rows:
        if not isinstance(row, Row):
            count += isinstance(row, InputError)
            yield row
            continue
        count += 1
        for found in _row_documents(row, date, config):
            if isinstance(found, Document):
                # A hash instead of the id takes a third of the memory, and a false alarm harms nothing.
                known = len(seen)
                seen.add(hash(found.id))
                if len(seen) == known:
                    repeats += 1
                    repeated = repeated or [found.id, row.where.removeprefix(f"{name}, ")]
            yield found
    if not count:
        raise EmptyInputError(name, "a table without rows", "name a table that holds reports")
    if repeats:
        rows_repeat = "1 row repeats" if repeats == 1 else f"{repeats:,} rows repeat"
        what = f"{rows_repeat} the id of an earlier one, first '{repeated[0]}' in {repeated[1]}; all were read"
        yield Note(name, what, "give every row an id of its own")


def no_text_column(name: str, columns: Sequence[str]) -> FormatError:
    """Return the error for a table in which the reports cannot be found."""
    listed = ", ".join(f"'{column}'" for column in columns) or "none"
    return FormatError(name, f"no column 'text' (columns: {listed})", "rename the one with the reports to 'text'")


def _row_documents(row: Row, date: datetime.date | None, config: Config) -> Iterator[Found]:
    try:
        text = _text(row, config)
    except InputError as error:
        yield error
        return
    day, day_from = date, "--date" if date else "not given"
    stated = row.cells.get("date")
    if not _is_empty(stated):
        try:
            day, day_from = publication_day(stated), "table"
        except ValueError as error:
            day, day_from = None, f"the table's date cannot be read: {error}"
            yield Note(row.where, f"{error}, taken as not known", "write it as YYYY-MM-DD")
    url = _string(row.cells.get("url"))
    yield Document(
        id=_string(row.cells.get("id")) or Document.id_for(url or text),
        text=text,
        origin=row.where,
        date=day,
        date_from=day_from,
        title=_string(row.cells.get("title")),
        publisher=_string(row.cells.get("publisher")),
        url=url,
        author=_string(row.cells.get("author")),
    )


def _text(row: Row, config: Config) -> str:
    text = row.cells.get("text")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError:
            raise FormatError(row.where, "its text is not in UTF-8", "save the table with text in UTF-8") from None
    if _is_empty(text):
        raise EmptyInputError(row.where, "its text is empty", "fill it in or leave out the row")
    if not isinstance(text, str):
        raise FormatError(row.where, f"its text is no text but {_kind(text)}", "put the report itself there")
    if len(text) > config.max_cell_characters:
        what = f"a text of over {config.max_cell_characters:,} characters"
        raise TooLargeError(row.where, what, "split it into one row a report")
    return text


def _is_empty(value: object) -> bool:
    """Say whether a cell is empty; tables with numbers write NaN for that."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, float) and math.isnan(value))


def _string(value: object) -> str | None:
    """Return a cell as text, a whole number without `.0`; lists and objects, which name nothing, as none."""
    if _is_empty(value) or isinstance(value, list | dict):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
