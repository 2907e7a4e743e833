"""A whole record, item by item, for exports: from a record folder without holding it in memory, or from a file."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from dragoman.record.contents import RecordContents
from dragoman.record.documents import document_item
from dragoman.store.folder import RecordFolder
from dragoman.store.layout import KINDS, ItemOfRecord
from dragoman.store.snapshot import Snapshot
from dragoman.views.jsonl import jsonl, read_items
from dragoman.views.report_facts import ReportFacts, facts_of

__all__ = ["RecordTables", "record_lines", "record_tables"]


class RecordTables(Protocol):
    """What flat tables are made of."""

    @property
    def reports(self) -> Mapping[str, ReportFacts]:
        """Id of a report to what is known of it."""

    def of_kind(self, kind: str) -> Iterator[ItemOfRecord]:
        """Yield the items of a kind."""


class FolderTables:
    """The items of a snapshot, page by page."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.reports: Mapping[str, ReportFacts] = {one.report: facts_of(one) for one in snapshot.documents()}

    def of_kind(self, kind: str) -> Iterator[ItemOfRecord]:
        """Yield the items of a kind."""
        return self._snapshot.items(kinds=[kind])


class FileTables:
    """The items of a file in JSON Lines, which are all in memory."""

    def __init__(self, path: Path) -> None:
        self._contents = RecordContents.of(read_items(path))
        self.reports: Mapping[str, ReportFacts] = {
            one.id: ReportFacts(
                datetime.date.fromisoformat(one.date) if one.date else None, one.title, one.publisher, one.url
            )
            for one in self._contents.documents.values()
        } or dict.fromkeys((item.report for item in self._contents.items), ReportFacts())

    def of_kind(self, kind: str) -> Iterator[ItemOfRecord]:
        """Yield the items of a kind."""
        return iter(self._contents.of_kind(KINDS[kind]))


@contextlib.contextmanager
def record_tables(path: Path) -> Iterator[RecordTables]:
    """Open a record folder, or a file in JSON Lines, for flat tables.

    Raises:
        NotFoundError: There is no such file.
        RecordError: The folder is no record.
        FormatError: A line is no item.
    """
    if not path.is_dir():
        yield FileTables(path)
        return
    with RecordFolder.open(path) as folder:
        yield FolderTables(folder.snapshot())


def record_lines(path: Path) -> Iterator[bytes]:
    """Yield a record as JSON Lines: each document with its text, then its items.

    Raises:
        NotFoundError: There is no such file.
        RecordError: The folder is no record.
        FormatError: A line is no item.
    """
    if not path.is_dir():
        for item in read_items(path):
            yield jsonl([item])
        return
    with RecordFolder.open(path) as folder:
        snapshot = folder.snapshot()
        for document in snapshot.whole_documents():
            yield jsonl([document_item(document)])
            yield jsonl(snapshot.items(reports=[document.id]))
