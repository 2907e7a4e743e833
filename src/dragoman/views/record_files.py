"""Loading a record, or its items one by one: the one place that knows how a record is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import FormatError
from dragoman.record.contents import RecordContents
from dragoman.record.documents import document_item
from dragoman.record.items import Item
from dragoman.views.jsonl import read_items

if TYPE_CHECKING:
    from dragoman.store.snapshot import Snapshot

__all__ = ["contents_of", "items_of", "load_record"]


def load_record(path: Path) -> RecordContents:
    """Return what a record holds.

    Args:
        path: A record folder, or a file in JSON Lines, written by `dragoman read --format jsonl --documents`.

    Raises:
        NotFoundError: There is no such file.
        RecordError: The folder is no record, or cannot be opened.
        FormatError: A line is no item, or the documents of items are not in the file.
    """
    if path.is_dir():
        return _of_folder(path)
    contents = RecordContents.of(read_items(path))
    without = next((item.report for item in contents.items if item.report not in contents.documents), None)
    if without is not None:
        raise FormatError(
            str(path), f"the document of report {without!r} is not in it, and so neither its day nor its text",
            "write it with 'dragoman read --format jsonl --documents'",
        )  # fmt: skip
    return contents


def items_of(path: Path) -> Iterator[Item]:
    """Yield the items of a record, one by one.

    Args:
        path: A record folder, or a file in JSON Lines.

    Raises:
        NotFoundError: There is no such file.
        RecordError: The folder is no record, or cannot be opened.
        FormatError: A line is no item.
    """
    if not path.is_dir():
        yield from read_items(path)
        return
    from dragoman.store.folder import RecordFolder  # loads what only a record folder needs

    with RecordFolder.open(path) as folder:
        yield from folder.snapshot().items()


def contents_of(snapshot: Snapshot) -> RecordContents:
    """Return what a record folder holds as of a batch."""
    contents = RecordContents.of(snapshot.items())
    for document in snapshot.whole_documents():
        contents.documents[document.id] = document_item(document)
    return contents


def _of_folder(path: Path) -> RecordContents:
    from dragoman.store.folder import RecordFolder  # loads what only a record folder needs

    with RecordFolder.open(path) as folder:
        return contents_of(folder.snapshot())
