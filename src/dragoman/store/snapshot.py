"""What a record knew at one time, as if nothing had been written since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.document import Document
from dragoman.record.items import ActorMention, TimeMention
from dragoman.store.bodies import Bodies
from dragoman.store.entries import DayFrom, iso_day
from dragoman.store.layout import DOCUMENTS, MENTION_KINDS, READINGS, TABLES, ItemOfRecord, encodable
from dragoman.store.query import Query, full_text
from dragoman.store.selection import Selection
from dragoman.store.tallies import CountBy, count_items
from dragoman.store.texts import stored_document, stored_documents

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Found", "MonthOfPair", "ReportEntry", "Snapshot"]

#: Rows fetched at once when all items are gone through.
PAGE = 2000
#: What an event must be to count in a series: the rest did not take place, or long ago.
HAPPENED = ("happened", "ongoing", "planned")


class Found(NamedTuple):
    """An item, and what the record knows of it beside."""

    item: ItemOfRecord
    #: ISO 8601; `None` if neither the item nor its report has a date.
    day: str | None
    #: Whether the day is the item's own (said_on, date, as_of) or that of its report.
    day_from: DayFrom
    #: How well it fits the words that were searched, higher is better; 0 without words.
    score: float


class ReportEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the record without its text, and how it was read."""

    report: str
    sha256: str
    characters: int
    origin: str
    #: ISO 8601, or `None`.
    date: str | None
    date_from: str
    title: str | None
    publisher: str | None
    url: str | None
    #: Which version of Dragoman read it.
    method: str
    #: The batch that brought this reading.
    seq: int
    #: How many items it gave.
    items: int


class MonthOfPair(NamedTuple):
    """What one country did to, or said of, another in one month."""

    #: YYYY-MM.
    month: str
    source: str
    target: str
    kind: str
    items: int
    #: Mean of the intensities of events on the PLOVER scale; `None` for other kinds.
    intensity: float | None


class Snapshot:
    """A record as of a batch: later batches do not count, nor do readings that had been replaced by then.

    It holds no lock: a writer may go on. Made by `RecordFolder.snapshot`.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, seq: int, last_item: int) -> None:
        self.folder = folder
        #: The batch up to which the record is seen.
        self.seq = seq
        self._connection = connection
        self._bodies = Bodies()
        replaced = connection.execute("SELECT 1 FROM readings WHERE until <= ? LIMIT 1", (seq,)).fetchone()
        self._selection = Selection(connection, seq, last_item, replaced=replaced is not None)

    def item(self, identity: str) -> ItemOfRecord | None:
        """Return the item with this id, from the current reading of its report; `None` if there is none."""
        return next(self.items(ids=[identity]), None)

    def items(
        self, *, kinds: Iterable[str] = (), ids: Iterable[str] = (), reports: Iterable[str] = ()
    ) -> Iterator[ItemOfRecord]:
        """Yield the items of the current readings in the order in which they were written.

        Args:
            kinds: statement, event, position, commitment, agreement, relation; none is all.
            ids: Only items with these ids.
            reports: Only items of these documents.
        """
        current, wanted = self._selection.current("i"), tuple(kinds)
        if wanted:
            current += f" AND i.kind IN ({','.join('?' * len(wanted))})"
        ranges: Iterable[tuple[int, int]]
        if ids := list(ids):
            ranges = [(number, number) for one in ids for number in self._selection.numbers_of(one)]
        elif reports := list(reports):
            ranges = [found for one in reports if (found := self._selection.range_of(one))]
        else:
            ranges = [(1, self._selection.last_item)]
        for first, last in ranges:
            yield from self._page_through(first, last, current, wanted)

    def _page_through(self, first: int, last: int, current: str, wanted: Sequence[str]) -> Iterator[ItemOfRecord]:
        while first <= last:
            rows = self._connection.execute(
                f"SELECT i.number, b.body FROM items i JOIN bodies b ON b.number = i.number "
                f"WHERE i.number BETWEEN ? AND ? AND {current} ORDER BY i.number LIMIT {PAGE}", (first, last, *wanted),
            ).fetchall()  # fmt: skip
            for _, body in rows:
                yield self._bodies.unpack(body)
            if len(rows) < PAGE:
                return
            first = rows[-1][0] + 1

    def latest(self, query: Query | None = None, limit: int = 50) -> list[Found]:
        """Return the items that meet a query, the latest first; those without a date come last."""
        return self._found((number, 0.0) for number in self._selection.latest(query or Query(), limit))

    def search(self, words: str, query: Query | None = None, limit: int = 50) -> list[Found]:
        """Return the items that hold some words and meet a query, the best first (BM25).

        Searched are what is said in statements, else the evidence, and the names of those who take part.

        Args:
            words: All must occur; `"a phrase"`, `begin*` and `-without` are understood. Case and accents do not count.
            query: What else must hold.
            limit: At most so many.

        Raises:
            UsageError: There is no word to look for.
        """
        return self._found(self._selection.search(full_text(words), query or Query(), limit))

    def _found(self, numbers: Iterable[tuple[int, float]]) -> list[Found]:
        found = []
        for number, score in numbers:
            body, day, day_from = self._connection.execute(
                "SELECT b.body, i.day, i.day_from FROM items i JOIN bodies b ON b.number = i.number WHERE i.number = ?",
                (number,),
            ).fetchone()
            found.append(Found(self._bodies.unpack(body), iso_day(day), day_from, score))
        return found

    def count(self, by: CountBy, *, kind: str | None = None, limit: int = 1000) -> list[tuple[str, int]]:
        """Return how many items there are of each kind, month, type, actor or country.

        Args:
            by: Months come in their order, `unknown` first; the others the most frequent first.
            kind: Only items of one kind.
            limit: At most so many.
        """
        return count_items(self._connection, self.seq, by, kind=kind, limit=limit)

    def series(self, one: str, other: str) -> list[MonthOfPair]:
        """Return what two countries did to each other, and said to each other, month by month.

        Events count if they happened, go on or are planned. A relation counts in both directions.

        Args:
            one: ISO 3166-1 alpha-3 code.
            other: ISO 3166-1 alpha-3 code.
        """
        marks, join = ",".join("?" * len(HAPPENED)), ""
        if self._selection.replaced:
            join = f"JOIN items i ON i.number = p.item AND {self._selection.current('i')}"
        rows: list[MonthOfPair] = []
        for source, target in ((one.upper(), other.upper()), (other.upper(), one.upper())):
            found = self._connection.execute(
                f"SELECT p.day / 100, p.kind, count(*), avg(p.intensity) FROM item_pairs p {join} WHERE p.first = ? "
                f"AND p.second = ? AND p.day > 0 AND p.item <= ? AND (p.reality IS NULL OR p.reality IN ({marks})) "
                "GROUP BY 1, 2", (source, target, self._selection.last_item, *HAPPENED),
            )  # fmt: skip
            rows.extend(
                MonthOfPair(f"{month // 100:04}-{month % 100:02}", source, target, kind, count, intensity)
                for month, kind, count, intensity in found
            )
        return sorted(rows, key=lambda row: (row.month, row.source, row.kind))

    def busiest_pairs(self, limit: int = 20) -> list[tuple[str, str, int]]:
        """Return the pairs of countries that most items are between, with how many, the most frequent first."""
        join = ""
        if self._selection.replaced:
            join = f"JOIN items i ON i.number = p.item AND {self._selection.current('i')}"
        return self._connection.execute(
            f"SELECT min(p.first, p.second), max(p.first, p.second), count(DISTINCT p.item) FROM item_pairs p {join} "
            "WHERE p.item <= ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?", (self._selection.last_item, limit),
        ).fetchall()  # fmt: skip

    def document(self, report: str) -> Document | None:
        """Return a document with its whole text, as it was when the current reading was made."""
        row = self._connection.execute(
            f"SELECT d.seq, d.row FROM readings r JOIN documents d ON d.number = r.document "
            f"WHERE r.report = ? AND {self._selection.current_reading('r')}", (encodable(report),),
        ).fetchone()  # fmt: skip
        return None if row is None else stored_document(self.folder, self._connection, *row)

    def whole_documents(self) -> Iterator[Document]:
        """Yield all documents with their whole texts, in the order in which they were read."""
        places = self._connection.execute(
            "SELECT d.seq, d.row FROM readings r JOIN documents d ON d.number = r.document "
            f"WHERE {self._selection.current_reading('r')} ORDER BY r.number"
        ).fetchall()
        yield from stored_documents(self.folder, self._connection, places)

    def documents(self, *, reports: Iterable[str] = (), words: str = "", limit: int = -1) -> Iterator[ReportEntry]:
        """Yield what is known of the documents without their texts, in the order in which they were read.

        Args:
            reports: Only documents with these ids.
            words: Only documents whose title or text holds these words, the best first.
            limit: At most so many; -1 is all.

        Raises:
            UsageError: There is no word to look for in `words`.
        """
        wanted, values = list(reports), [encodable(one) for one in reports]
        tables, where, order = "readings r JOIN documents d ON d.number = r.document", "1", "r.number"
        if words:
            tables = (
                "document_words w CROSS JOIN documents d ON d.number = w.rowid JOIN readings r ON r.document = d.number"
            )
            where, order, values = "document_words MATCH ?", "w.rank", [full_text(words), *values]
        if wanted:
            where += f" AND r.report IN ({','.join('?' * len(wanted))})"
        rows = self._connection.execute(
            "SELECT d.report, d.sha256, d.characters, d.origin, d.date, d.date_from, d.title, d.publisher, d.url, "
            f"r.method, r.seq, r.last_item - r.first_item + 1 FROM {tables} WHERE {where} "
            f"AND {self._selection.current_reading('r')} ORDER BY {order} LIMIT ?", (*values, limit),
        ).fetchall()  # fmt: skip
        for row in rows:
            yield ReportEntry(**dict(zip(ReportEntry.__struct_fields__, row, strict=True)))

    def mentions(self, report: str) -> list[ActorMention | TimeMention]:
        """Return every mention of an actor, and every temporal expression, of a document."""
        import pyarrow.parquet as pq

        found: list[ActorMention | TimeMention] = []
        reading = self._connection.execute(
            f"SELECT id, seq FROM readings r WHERE report = ? AND {self._selection.current_reading('r')}",
            (encodable(report),),
        ).fetchone()
        for kind, of in MENTION_KINDS.items():
            for path in self._paths(TABLES[kind], reading[1]) if reading else []:
                rows = pq.read_table(path, filters=[("reading", "==", reading[0])]).to_pylist(maps_as_pydicts="strict")
                found.extend(msgspec.convert({**row, "kind": kind}, of) for row in rows)
        return found

    def sql(self, query: str) -> pa.Table:
        """Return the result of a query in the SQL of DuckDB over this snapshot; see the documented tables.

        The query can read the tables, and nothing else on this machine.

        Raises:
            UsageError: The query cannot be understood or done.
        """
        from dragoman.store.sql import run_sql

        return run_sql(query, self.files(), self.replaced_readings())

    def files(self) -> dict[str, list[Path]]:
        """Return the segments of each table; they also hold readings that were replaced since."""
        found: dict[str, list[Path]] = {table: [] for table in (READINGS, *TABLES.values(), DOCUMENTS)}
        rows = self._connection.execute("SELECT kind, path FROM segments WHERE seq <= ? ORDER BY seq", (self.seq,))
        for table, path in rows:
            found[table].append(self.folder / path)
        return found

    def replaced_readings(self) -> list[str]:
        """Return the ids of the readings that another one had replaced."""
        return [row[0] for row in self._connection.execute("SELECT id FROM readings WHERE until <= ?", (self.seq,))]

    def _paths(self, table: str, seq: int) -> list[Path]:
        rows = self._connection.execute("SELECT path FROM segments WHERE seq = ? AND kind = ?", (seq, table))
        return [self.folder / row[0] for row in rows]
