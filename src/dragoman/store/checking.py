"""Checks a record folder: every hash, every span against the stored text, the catalog against the segments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.document import Document
from dragoman.store.bodies import Bodies
from dragoman.store.layout import DOCUMENTS, KINDS, MENTION_KINDS, READINGS, TABLES, encodable
from dragoman.store.segments import encodable_row, rows_of, sha256_of, strangers
from dragoman.store.texts import document_of, stored_document

__all__ = ["Checked", "Fault", "check_record"]

#: Columns of a table that the items themselves do not have.
BESIDE = frozenset({"day", "day_from", "reading"})


class Fault(NamedTuple):
    """Something in a record that is not as it was written."""

    where: str
    what: str


class Checked(NamedTuple):
    """What was checked, and found in order, at the end."""

    batches: int
    documents: int
    items: int
    spans: int
    #: Files of a write that was broken off; the next write removes them.
    strangers: int


def check_record(folder: Path, connection: sqlite3.Connection) -> Iterator[Fault | Checked]:
    """Yield what is wrong with a record, and at last what was checked.

    It may be run while others write: what comes later is not looked at.
    """
    for (line,) in connection.execute("PRAGMA quick_check"):
        if line != "ok":
            yield Fault("catalog.sqlite", str(line))
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM batches").fetchone()[0]
    check = Check(folder, connection)
    for seq in range(1, last + 1):
        yield from check.batch(seq)
    listed = [row[0] for row in connection.execute("SELECT path FROM segments")]
    yield Checked(last, check.documents, check.items, check.spans, len(strangers(folder, listed)))


class Check:
    """One pass over a record, batch by batch, so that memory stays flat."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection
        self.bodies = Bodies()
        self.documents = 0
        self.items = 0
        self.spans = 0

    def batch(self, seq: int) -> Iterator[Fault]:
        """Yield what is wrong in one batch."""
        files: dict[str, Path] = {}
        segments = self.connection.execute("SELECT kind, path, bytes, sha256 FROM segments WHERE seq = ?", (seq,))
        for table, path, size, sha256 in segments.fetchall():
            fault = self._segment(path, size, sha256)
            if fault is None:
                files[table] = self.folder / path
            else:
                yield fault
        texts: dict[tuple[str, str], Document] = {}
        for row in rows_of(files[DOCUMENTS]) if DOCUMENTS in files else ():
            document = document_of(row)
            texts[row["report"], row["digest"]] = document
            self.documents += 1
            if document.sha256 != row["sha256"]:
                yield Fault(f"report {row['report']}", "the stored text does not have the hash that it was read with")
        if READINGS in files:
            yield from self._readings(seq, files, texts)

    def _segment(self, path: str, size: int, sha256: str) -> Fault | None:
        file = self.folder / path
        try:
            found = file.stat().st_size
            if found != size:
                return Fault(path, f"{found:,} bytes long, and was written with {size:,}")
            return None if sha256_of(file) == sha256 else Fault(path, "changed since it was written: another hash")
        except OSError as error:
            return Fault(path, f"cannot be read ({error.strerror})")

    def _readings(self, seq: int, files: Mapping[str, Path], texts: dict[tuple[str, str], Document]) -> Iterator[Fault]:
        of_reading: dict[str, Document] = {}
        for row in rows_of(files[READINGS]):
            document = texts.get((row["report"], row["digest"])) or self._earlier(row["report"], row["digest"])
            if document is None:
                yield Fault(f"report {row['report']}", "its text is missing")
            else:
                of_reading[row["reading"]] = document
        listed = self.connection.execute("SELECT id FROM readings WHERE seq = ?", (seq,)).fetchall()
        if {row[0] for row in listed} != set(of_reading):
            yield Fault(f"batch {seq}", "the catalog lists other readings than the segments hold")
        for kind in (*KINDS, *MENTION_KINDS):
            if TABLES[kind] in files:
                for row in rows_of(files[TABLES[kind]]):
                    yield from self._item(kind, row, of_reading.get(row["reading"]))
        yield from self._count(seq, files)

    def _earlier(self, report: str, digest: str) -> Document | None:
        place = self.connection.execute(
            "SELECT seq, row FROM documents WHERE report = ? AND digest = ?", (report, digest)
        ).fetchone()
        try:
            return stored_document(self.folder, self.connection, *place) if place else None
        except (OSError, ValueError):  # the segment is gone or broken, which is said where it belongs
            return None

    def _item(self, kind: str, row: dict[str, Any], document: Document | None) -> Iterator[Fault]:
        self.items += 1
        name = f"{kind} {row['id']}" if kind in KINDS else f"{kind} mention at {row['start']}"
        where = f"{name} of report {row['report']}"
        if document is None:
            yield Fault(where, "belongs to no reading of its batch")
            return
        for start, end, text in spans_in(row):
            self.spans += 1
            found = encodable(document.text[start:end])
            if found != text:
                yield Fault(where, f"its span {start}:{end} is {text[:60]!r}, and the text says {found[:60]!r}")
        if kind in KINDS:
            yield from self._catalog(kind, where, row)

    def _catalog(self, kind: str, where: str, row: dict[str, Any]) -> Iterator[Fault]:
        found = self.connection.execute(
            "SELECT b.body FROM items i JOIN readings r ON r.number = i.reading JOIN bodies b ON b.number = i.number "
            "WHERE i.id = ? AND r.id = ?", (row["id"], row["reading"]),
        ).fetchall()  # fmt: skip
        if len(found) != 1:
            yield Fault(where, f"stands {len(found)} times in the catalog")
            return
        try:
            listed = encodable_row(msgspec.to_builtins(self.bodies.unpack(found[0][0])))
        except ValueError as error:
            yield Fault(where, f"cannot be read in the catalog ({error})")
            return
        told = {key: value for key, value in row.items() if key not in BESIDE} | {"kind": kind}
        if listed != told:
            fields = ", ".join(sorted(key for key in told if listed.get(key) != told[key]))
            yield Fault(where, f"the catalog says something else than the segment ({fields})")

    def _count(self, seq: int, files: Mapping[str, Path]) -> Iterator[Fault]:
        listed = self.connection.execute(
            "SELECT count(*) FROM items i JOIN readings r ON i.number BETWEEN r.first_item AND r.last_item "
            "WHERE r.seq = ?", (seq,),
        ).fetchone()[0]  # fmt: skip
        held = self.connection.execute(
            f"SELECT coalesce(sum(rows), 0) FROM segments WHERE seq = ? AND kind IN ({','.join('?' * len(KINDS))})",
            (seq, *(TABLES[kind] for kind in KINDS)),
        ).fetchone()[0]
        if listed != held:
            yield Fault(f"batch {seq}", f"the catalog lists {listed:,} items, the segments hold {held:,}")


def spans_in(value: Any) -> Iterator[tuple[int, int, str]]:
    """Yield all places of the text that a row names, be they evidence, actors or dates."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and "text" in value:
            yield value["start"], value["end"], value["text"]
        for one in value.values():
            yield from spans_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans_in(one)
