"""Fetches documents with their texts from the segments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.document import Document
from dragoman.store.layout import DOCUMENTS
from dragoman.store.segments import DOCUMENT_ROWS

__all__ = ["document_of", "stored_document", "stored_documents"]


def stored_document(folder: Path, connection: sqlite3.Connection, seq: int, row: int) -> Document:
    """Return a document.

    Args:
        folder: The record folder.
        connection: Its catalog.
        seq: The batch that brought the document.
        row: Its row in the segment of documents of the batch.
    """
    return next(stored_documents(folder, connection, [(seq, row)]))


def stored_documents(
    folder: Path, connection: sqlite3.Connection, places: Iterable[tuple[int, int]]
) -> Iterator[Document]:
    """Yield documents in the order of their places; those that stand together in a segment are read at once.

    Args:
        folder: The record folder.
        connection: Its catalog.
        places: The batch that brought each document, and its row in the segment of documents of the batch.
    """
    import pyarrow.parquet as pq

    for (seq, part), ones in groupby(places, key=lambda place: (place[0], place[1] // DOCUMENT_ROWS)):
        (path,) = connection.execute(
            "SELECT path FROM segments WHERE seq = ? AND kind = ?", (seq, DOCUMENTS)
        ).fetchone()
        with pq.ParquetFile(folder / path) as file:
            rows = file.read_row_group(part)
        for _, row in ones:
            (found,) = rows.slice(row % DOCUMENT_ROWS, 1).to_pylist()
            yield document_of(found)


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row of a segment."""
    return Document(
        id=row["report"],
        text=row["raw"].decode("utf-8", "surrogatepass") if row["raw"] is not None else row["text"],
        origin=row["origin"],
        date=row["date"],
        date_from=row["date_from"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
    )
