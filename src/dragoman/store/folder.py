"""A record folder: opened, written to, looked at."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.document import Document
from dragoman.errors import RecordError, UsageError
from dragoman.method import method_version
from dragoman.record.items import Item
from dragoman.store.catalog import connect, create_catalog
from dragoman.store.checking import Checked, Fault, check_record
from dragoman.store.comparison import Comparison, compare_readings
from dragoman.store.runs import RunLog
from dragoman.store.snapshot import Snapshot
from dragoman.store.writing import Writer, Written, digest_of, reading_id

__all__ = ["RecordFolder"]


class RecordFolder:
    """A folder that keeps readings of reports. Many may read it while one writes; a second writer waits.

    It may be used by several threads. Close it, or use it with `with`.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._writer = Writer(path, connection)
        #: What was run on the folder, and what could not be read.
        self.runs = RunLog(path, connection)

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """Open a record folder, and make it if it is not there.

        Raises:
            RecordError: There is something else in the folder, or it cannot be made or opened.
        """
        folder = Path(path)
        create_catalog(folder)
        return cls.open(folder)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a record folder that is there.

        Raises:
            RecordError: It is no record folder, or one that a later version of Dragoman has made.
        """
        folder = Path(path)
        return cls(folder, connect(folder))

    def write(self, readings: Iterable[tuple[Document, Sequence[Item]]], *, method: str | None = None) -> Written:
        """Add documents and what was read in them, all of them or, if something goes wrong, none.

        A reading that the record has already, of the same document by the same method, is left out. One of a document
        with this id that has changed, or by another method, replaces the one before, which is kept.

        Args:
            readings: Documents with their items; mentions of actors and times are kept, too.
            method: What read them; this version of Dragoman if not given.

        Raises:
            RecordError: Another writer did not end within a minute, or the disk is full.
        """
        return self._writer.write(readings, method or method_version())

    def knows(self, document: Document, method: str) -> bool:
        """Tell whether the record has a reading of just this document by a method."""
        wanted = reading_id(document.id, digest_of(document), method)
        return self._connection.execute("SELECT 1 FROM readings WHERE id = ?", (wanted,)).fetchone() is not None

    def snapshot(self, seq: int | None = None) -> Snapshot:
        """Return the record as of a batch.

        Args:
            seq: The number of the batch; the last one if not given. 0 is before the first.

        Raises:
            UsageError: There is no such batch.
        """
        last = self._connection.execute("SELECT coalesce(max(seq), 0) FROM batches").fetchone()[0]
        wanted = last if seq is None else seq
        if not 0 <= wanted <= last:
            raise UsageError(f"{self.path}: no batch {seq}; the last is {last}")
        row = self._connection.execute("SELECT last_item FROM batches WHERE seq = ?", (wanted,)).fetchone()
        return Snapshot(self.path, self._connection, wanted, row[0] if row else 0)

    def seq_on(self, day: datetime.date) -> int:
        """Return the last batch that was written up to the end of a day (UTC); 0 if there was none."""
        following = (day + datetime.timedelta(days=1)).isoformat()
        row = self._connection.execute("SELECT coalesce(max(seq), 0) FROM batches WHERE written < ?", (following,))
        return int(row.fetchone()[0])

    def check(self) -> Iterator[Fault | Checked]:
        """Yield what is wrong with the record, and at last what was checked: hashes, spans, the catalog."""
        return check_record(self.path, self._connection)

    def compare(self, report: str | None = None) -> Iterator[Comparison]:
        """Yield what changed when documents were read again.

        Args:
            report: Only this document, and then each of its readings with the one before; else the last two of each.

        Raises:
            UsageError: The record has no such document.
        """
        if report is not None and not any(self.snapshot().documents(reports=[report])):
            raise UsageError(f"{self.path}: no document with the id '{report}'")
        return compare_readings(self._connection, report)

    def close(self) -> None:
        """Let go of the folder."""
        try:
            self._connection.close()
        except sqlite3.Error as error:
            raise RecordError(str(self.path), f"cannot be closed ({error})", "run 'dragoman record check'") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
