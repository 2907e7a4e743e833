"""Reads the tables of knowledge in `dragoman/data`.

A table is one CSV file in UTF-8 with a header line; `data/schema/` has a file for every table that describes its
columns, with the pattern that cells must match. `|` separates several values in one cell. An empty cell is unknown.
"""

from __future__ import annotations

import contextlib
import csv
import gc
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.errors import DataTableError

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["checked_rows", "loading", "rows", "values"]


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Load tables without collecting garbage: they make hundreds of thousands of objects, and none of them is any.

    Python would look through all of them again and again, for a tenth of a second at every start.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as column name to cell.

    Args:
        table: The name of the file in `dragoman/data`, without `.csv`.

    Raises:
        DataTableError: There is no such table, or a row has more or fewer cells than the header.
    """
    file = resources.files("dragoman") / "data" / f"{table}.csv"
    try:
        handle = file.open("r", encoding="utf-8")
    except FileNotFoundError:
        raise DataTableError(f"data/{table}.csv: no such table") from None
    with handle:
        reader = csv.reader(handle)
        yield from checked_rows(reader, next(reader), f"data/{table}.csv")


def checked_rows(reader: Reader, header: Sequence[str], table: str) -> Iterator[dict[str, str]]:
    """Yield the rows behind a header as column name to cell.

    Args:
        reader: A reader of CSV that has read the header.
        header: The names of the columns.
        table: What the table is called in messages.

    Raises:
        DataTableError: A row has more or fewer cells than the header.
    """
    for cells in reader:
        if len(cells) != len(header):
            raise DataTableError(f"{table}, line {reader.line_num}: {len(cells)} cells, the header has {len(header)}")
        yield dict(zip(header, cells))  # noqa: B905  # as many, as the line before has seen


def values(cell: str) -> list[str]:
    """Return the values of a cell that may hold several, separated by `|`."""
    return [value for value in cell.split("|") if value] if cell else []
