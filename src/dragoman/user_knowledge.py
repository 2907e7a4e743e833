"""The user's own tables of actors: where they lie, how they are read and written.

They stand beside the tables of `dragoman/data` and win over them. The folder is that of the environment variable
DRAGOMAN_KNOWLEDGE, else `dragoman` in the user's data folder (XDG base directory specification; APPDATA on Windows).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.errors import DataTableError
from dragoman.knowledge import checked_rows

__all__ = ["ACTOR_COLUMNS", "ROLE_COLUMNS", "folder", "rows", "write"]

ACTOR_COLUMNS = ("phrase", "name", "code", "from", "until", "source")
ROLE_COLUMNS = ("phrase", "sector", "number", "source")


def folder() -> Path:
    """Return the folder of the user's tables; it may not be there."""
    named = os.environ.get("DRAGOMAN_KNOWLEDGE")
    if named:
        return Path(named)
    base = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_DATA_HOME")
    return Path(base or Path.home() / ".local" / "share") / "dragoman"


def rows(table: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of the user's, none if there is no such table.

    Raises:
        DataTableError: The table has other columns, or a row of another length.
    """
    path = folder() / f"{table}.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        if tuple(next(reader, ())) != tuple(columns):
            raise DataTableError(f"{path}: the first line must be {','.join(columns)}; mend it or remove the file")
        yield from checked_rows(reader, columns, str(path))


def write(table: str, columns: Sequence[str], new: Iterable[Mapping[str, str]]) -> Path:
    """Add rows to a table of the user's; one that is there already stays once. Returns where it lies.

    The table is written beside the old one and put in its place, so that it is never half written.
    """
    path = folder() / f"{table}.csv"
    kept = {tuple(row[column] for column in columns): None for row in (*rows(table, columns), *new)}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(kept)
    beside.replace(path)
    return path
