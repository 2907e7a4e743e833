"""Reads the tables of knowledge in `dragoman/data`.

A table is one CSV file in UTF-8 with a header line; `data/schema/` has a file for every table that describes its
columns, with the pattern that cells must match. `|` separates several values in one cell. An empty cell is unknown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from dragoman.errors import DataTableError

__all__ = ["rows", "values"]


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
        header = next(reader)
        for cells in reader:
            if len(cells) != len(header):
                raise DataTableError(
                    f"data/{table}.csv, line {reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            yield dict(zip(header, cells, strict=False))  # as long as each other, by the check above


def values(cell: str) -> list[str]:
    """Return the values of a cell that may hold several, separated by `|`."""
    return [value for value in cell.split("|") if value] if cell else []
