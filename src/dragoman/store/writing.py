"""Writes batches of readings into a record folder: each wholly, or not at all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.document import Document
from dragoman.record.items import ActorMention, DocumentItem, Item, TimeMention
from dragoman.resolution.referents import Actor
from dragoman.store.batch import Batch, enter_batch
from dragoman.store.bodies import Bodies
from dragoman.store.catalog import busy_error
from dragoman.store.entries import Entry, as_date, entry
from dragoman.store.layout import DOCUMENTS, READINGS, TABLES, ItemOfRecord, encodable, kind_of
from dragoman.store.segments import strangers, write_segment
from dragoman.store.tallies import tally

__all__ = ["Writer", "Written", "digest_of", "reading_id", "transaction"]


class Written(NamedTuple):
    """What a write has added."""

    #: The number of the batch: what the record knows now is all up to it.
    seq: int
    #: Documents of which a reading was added.
    documents: int
    items: int
    #: Documents that the record had already, read by the same method.
    known: int


class NewReading(NamedTuple):
    """A reading that the record does not have."""

    id: str
    digest: str
    document: Document
    items: Sequence[Item]


def digest_of(document: Document) -> str:
    """Return a hash of all of a document that its items depend on: text, date, title, publisher, address."""
    date = document.date.isoformat() if document.date else None
    content = [document.sha256, date, document.title, document.publisher, document.url]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=16).hexdigest()


def reading_id(report: str, digest: str, method: str) -> str:
    """Return the id of the reading of a document by a method."""
    return hashlib.blake2b(json.dumps([report, digest, method]).encode(), digest_size=16).hexdigest()


@contextmanager
def transaction(connection: sqlite3.Connection, folder: Path) -> Iterator[None]:
    """Do all of something, or nothing; other writers wait meanwhile.

    Raises:
        RecordError: Another writer did not end in time, or the disk is full.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError | OSError):
            raise busy_error(folder, error) from None
        raise


class Writer:
    """Writes into one record folder."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._bodies = Bodies()
        self._cleaned = False
        #: Numbers of actors and issues that the catalog has; empty after a write that failed.
        self._actors: dict[tuple[object, ...], int] = {}
        self._issues: dict[str, int] = {}

    def write(self, readings: Iterable[tuple[Document, Sequence[Item]]], method: str) -> Written:
        """Add readings as one batch; those that the record has already are left out.

        Raises:
            RecordError: Another writer did not end in time, or the disk is full.
        """
        given = list(readings)
        try:
            with transaction(self._connection, self._folder):
                if not self._cleaned:
                    self._remove_what_was_broken_off()
                new = self._new(given, method)
                return self._write(new, method, len(given) - len(new))
        except BaseException:
            self._actors.clear()
            self._issues.clear()
            raise

    def _write(self, new: Sequence[NewReading], method: str, known: int) -> Written:
        seq, last_item = self._connection.execute(
            "SELECT coalesce(max(seq), 0), coalesce(max(last_item), 0) FROM batches"
        ).fetchone()
        if not new:
            return Written(seq, 0, 0, known)
        seq += 1
        batch = Batch(seq, last_item)
        for reading in new:
            self._add(batch, reading, method)
        name = hashlib.blake2b("".join(one.id for one in new).encode(), digest_size=12).hexdigest()
        about = {"batch": name, "seq": seq, "method": method}
        segments = [write_segment(self._folder, table, name, rows, about) for table, rows in batch.tables.items()]
        enter_batch(self._connection, batch, name, segments)
        return Written(seq, len(new), batch.last_item - last_item, known)

    def _new(self, given: Sequence[tuple[Document, Sequence[Item]]], method: str) -> list[NewReading]:
        new: dict[str, NewReading] = {}
        for document, items in given:
            digest = digest_of(document)
            number = reading_id(document.id, digest, method)
            if number not in new and not self._has(number):
                new[number] = NewReading(number, digest, document, items)
        return list(new.values())

    def _has(self, reading: str) -> bool:
        return self._connection.execute("SELECT 1 FROM readings WHERE id = ?", (reading,)).fetchone() is not None

    def _remove_what_was_broken_off(self) -> None:
        """Remove the files of writes that were killed: whoever is in a transaction here is the only writer."""
        listed = (row[0] for row in self._connection.execute("SELECT path FROM segments"))
        for path in strangers(self._folder, listed):
            path.unlink(missing_ok=True)
        self._cleaned = True

    def _add(self, batch: Batch, reading: NewReading, method: str) -> None:
        document, report = reading.document, encodable(reading.document.id)
        number = self._document(batch, reading)
        first = batch.last_item + 1
        self._connection.execute(
            "UPDATE readings SET until = ? WHERE report = ? AND until IS NULL", (batch.seq, report)
        )
        self._connection.execute(
            "INSERT INTO readings (id, report, document, method, seq, first_item, last_item) VALUES (?,?,?,?,?,?,0)",
            (reading.id, report, number, method, batch.seq, first),
        )
        reading_number = int(self._connection.execute("SELECT last_insert_rowid()").fetchone()[0])
        batch.row(READINGS, reading=reading.id, report=report, digest=reading.digest, method=method, seq=batch.seq)
        for item in reading.items:
            if isinstance(item, ActorMention | TimeMention):
                batch.row(TABLES[kind_of(item)], **msgspec.to_builtins(item), reading=reading.id)
            elif not isinstance(item, DocumentItem):
                self._add_item(batch, reading, reading_number, item, entry(item, document))
        self._connection.execute(
            "UPDATE readings SET last_item = ? WHERE number = ?", (batch.last_item, reading_number)
        )

    def _document(self, batch: Batch, reading: NewReading) -> int:
        """Return the number of a document, which is added unless the record has it."""
        document, report = reading.document, encodable(reading.document.id)
        found = self._connection.execute(
            "SELECT number FROM documents WHERE report = ? AND digest = ?", (report, reading.digest)
        ).fetchone()
        if found:
            return int(found[0])
        text = encodable(document.text)
        about = [
            None if value is None else encodable(value)
            for value in (document.origin, document.date_from, document.title, document.publisher, document.url)
        ]
        date = document.date.isoformat() if document.date else None
        row = batch.row(
            DOCUMENTS, report=report, digest=reading.digest, sha256=document.sha256, text=text,
            raw=None if text == document.text else document.text.encode("utf-8", "surrogatepass"),
            characters=len(text), origin=about[0], date=document.date, date_from=about[1], title=about[2],
            publisher=about[3], url=about[4],
        )  # fmt: skip
        number = self._connection.execute(
            "INSERT INTO documents (report, digest, seq, row, sha256, characters, origin, date, date_from, title, "
            "publisher, url) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (report, reading.digest, batch.seq, row, document.sha256, len(text), about[0], date, *about[1:]),
        ).lastrowid
        self._connection.execute(
            "INSERT INTO document_words (rowid, title, text) VALUES (?,?,?)", (number, about[2], text)
        )
        return int(number or 0)

    def _add_item(self, batch: Batch, reading: NewReading, reading_number: int, item: ItemOfRecord, of: Entry) -> None:
        batch.last_item += 1
        number, kind = batch.last_item, kind_of(item)
        batch.row(
            TABLES[kind], **msgspec.to_builtins(item), day=as_date(of.day), day_from=of.day_from, reading=reading.id
        )
        batch.items.append(
            (number, encodable(item.id), kind, reading_number, of.day, of.day_from, of.type, of.openness)
        )
        batch.bodies.append((number, self._bodies.pack(item)))
        batch.words.append((number, of.words, of.names))
        batch.tallies.update(tally(item, of.day))
        batch.actors.update((self._actor(actor), of.day, number, role) for role, actor in of.parties)
        batch.countries.update((encodable(country), of.day, number) for country in of.countries)
        batch.issues.update((self._issue(issue), of.day, number) for issue in of.issues)
        batch.pairs.update(
            (encodable(one), encodable(other), of.day, number, kind, getattr(item, "reality", None),
             getattr(item, "intensity", None))
            for one, other in of.pairs
        )  # fmt: skip

    def _actor(self, actor: Actor) -> int:
        name = actor.name or " ".join(actor.text.split()).casefold()
        key = (encodable(name), int(actor.name is not None), actor.type, actor.country or "", actor.code or "")
        if key not in self._actors:
            self._actors[key] = self._number("actors", ("name", "known", "type", "country", "code"), key)
        return self._actors[key]

    def _issue(self, issue: str) -> int:
        if issue not in self._issues:
            self._issues[issue] = self._number("issues", ("name",), (issue,))
        return self._issues[issue]

    def _number(self, table: str, columns: Sequence[str], values: Sequence[object]) -> int:
        """Return the number of a row, which is added unless it is there, with the words to find it by."""
        where = " AND ".join(f"{column} = ?" for column in columns)
        found = self._connection.execute(f"SELECT number FROM {table} WHERE {where}", values).fetchone()
        if found:
            return int(found[0])
        marks = ",".join("?" * len(columns))
        number = self._connection.execute(
            f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", values
        ).lastrowid
        words = f"{table.removesuffix('s')}_words"
        self._connection.execute(f"INSERT INTO {words} (rowid, name) VALUES (?,?)", (number, values[0]))
        return int(number or 0)
