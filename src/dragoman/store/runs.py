"""What was run on a record folder, and what could not be read in it."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.store.layout import encodable
from dragoman.store.writing import transaction

__all__ = ["RunLog", "Unread"]


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A document or an input that could not be read."""

    #: The whole path of the input; empty for standard input.
    input: str
    #: The path as it was given.
    name: str
    #: The path and the row.
    place: str
    what: str
    advice: str
    #: Did Dragoman fail, and not the input?
    defect: bool
    #: The day that `--date` gave, ISO 8601.
    date: str | None = None


class RunLog:
    """The runs and errors of one record folder."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection

    def begin(self, method: str) -> int:
        """Enter a run and return its number."""
        with transaction(self._connection, self._folder):
            row = self._connection.execute("INSERT INTO runs (began, method) VALUES (?,?)", (_now(), method))
            return int(row.lastrowid or 0)

    def end(self, run: int, *, read: int, known: int, failed: int) -> None:
        """Enter what came of a run."""
        with transaction(self._connection, self._folder):
            self._connection.execute(
                "UPDATE runs SET ended = ?, read = ?, known = ?, failed = ? WHERE number = ?",
                (_now(), read, known, failed, run),
            )

    def note(self, run: int, unread: Sequence[Unread]) -> None:
        """Enter what could not be read; what is there already is only renewed."""
        rows = [
            (*map(encodable, (one.input, one.name, one.place, one.what, one.advice)), one.defect, one.date, run)
            for one in unread
        ]
        if rows:
            with transaction(self._connection, self._folder):
                self._connection.executemany("INSERT OR REPLACE INTO errors VALUES (?,?,?,?,?,?,?,?)", rows)

    def has_older(self, run: int, path: str) -> bool:
        """Tell whether an earlier run could not read an input."""
        wanted = (encodable(path), run)
        found = self._connection.execute("SELECT 1 FROM errors WHERE input = ? AND run <> ? LIMIT 1", wanted)
        return found.fetchone() is not None

    def finish_input(self, run: int, path: str) -> None:
        """Strike out the errors of an input that was read to its end, but for those of this run."""
        with transaction(self._connection, self._folder):
            self._connection.execute("DELETE FROM errors WHERE input = ? AND run <> ?", (encodable(path), run))

    def unread(self) -> list[Unread]:
        """Return what could not be read, and has not been since."""
        rows = self._connection.execute(
            "SELECT input, name, place, what, advice, defect, date FROM errors ORDER BY input, place, what"
        )
        return [
            Unread(
                input=row[0], name=row[1], place=row[2], what=row[3], advice=row[4], defect=bool(row[5]), date=row[6]
            )
            for row in rows
        ]


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
