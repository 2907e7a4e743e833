"""Which items of the catalog meet a query, by its indexes: numbers, without the items themselves."""

from __future__ import annotations

import datetime
import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from dragoman.store.layout import KINDS, encodable
from dragoman.store.query import Query, full_text

__all__ = ["Selection"]


#: Of more items than these that hold the words, those written last are ranked: words that stand everywhere tell little,
#: and ranking a million takes seconds.
RANKED = 30_000


class Condition(NamedTuple):
    """A condition on an item `i`, in SQL, with its values."""

    sql: str
    values: tuple[object, ...] = ()


class Index(NamedTuple):
    """A table from which items can be had by day, the latest first."""

    table: str
    column: str
    keys: Sequence[object]
    #: What else must hold of its rows, as `x`.
    also: str = ""


class Selection:
    """Looks up numbers of items in one snapshot."""

    def __init__(self, connection: sqlite3.Connection, seq: int, last_item: int, *, replaced: bool) -> None:
        self._connection = connection
        self.seq = seq
        self.last_item = last_item
        #: Does any item of an earlier batch no longer count?
        self.replaced = replaced

    def current(self, alias: str) -> str:
        """Return the condition that an item counts in this snapshot."""
        known = f"{alias}.number <= {self.last_item}"
        return f"{known} AND ({alias}.until IS NULL OR {alias}.until > {self.seq})" if self.replaced else known

    def current_reading(self, alias: str) -> str:
        """Return the condition that a reading counts in this snapshot."""
        return f"{alias}.seq <= {self.seq} AND ({alias}.until IS NULL OR {alias}.until > {self.seq})"

    def numbers_of(self, identity: str) -> list[int]:
        """Return the numbers that an item has had in all its readings."""
        rows = self._connection.execute("SELECT number FROM items WHERE id = ?", (encodable(identity),))
        return [row[0] for row in rows]

    def range_of(self, report: str) -> tuple[int, int] | None:
        """Return the first and the last number of the items in the current reading of a report."""
        found: tuple[int, int] | None = self._connection.execute(
            f"SELECT first_item, last_item FROM readings r WHERE report = ? AND {self.current_reading('r')}",
            (encodable(report),),
        ).fetchone()
        return found

    def latest(self, query: Query, limit: int) -> list[int]:
        """Return the numbers of the latest items that meet a query."""
        indexes, conditions = list(self._indexes(query)), self._conditions(query)
        if conditions is None:
            return []
        if query.report is not None or not indexes:
            selects = self._in_items(query, [*conditions, *map(_also_in, indexes)])
        else:
            selects = self._by_index(query, indexes[0], [*conditions, *map(_also_in, indexes[1:])])
        # an actor may stand in two roles of one item
        parts = [self._connection.execute(sql, (*values, limit * 2)).fetchall() for sql, values in selects]
        return list(_first_of(heapq.merge(*parts, reverse=True), limit))

    def _in_items(self, query: Query, conditions: Sequence[Condition]) -> Iterator[Condition]:
        """Yield selects of the latest items that meet conditions on the items themselves."""
        ways: list[tuple[str, str, str | None]]
        if query.report is not None:
            ways = [("NOT INDEXED", "", None)]
        elif query.openness and query.openness != "public":
            ways = [("INDEXED BY items_not_public", "i.openness <> 'public' AND i.openness = ? AND", query.openness)]
        elif query.type:
            ways = [("INDEXED BY items_by_type", "i.type = ? AND", key) for key in _cases(query.type)]
        else:
            ways = [("INDEXED BY items_by_kind", "i.kind = ? AND", kind) for kind in query.kinds or KINDS]
        where, values = _joined(conditions)
        for index, begins, key in ways:
            yield Condition(
                f"SELECT i.day, i.number FROM items i {index} WHERE {begins} {self.current('i')}{where} "
                "ORDER BY i.day DESC, i.number DESC LIMIT ?", (*([key] if key else []), *values),
            )  # fmt: skip

    def _by_index(self, query: Query, index: Index, conditions: Sequence[Condition]) -> Iterator[Condition]:
        where, values = _joined(conditions)
        days = _days(query)
        for key in index.keys:
            # CROSS JOIN: SQLite keeps the order of the tables, and with it that of the days.
            yield Condition(
                f"SELECT x.day, i.number FROM {index.table} x CROSS JOIN items i ON i.number = x.item "
                f"WHERE x.{index.column} = ? {index.also} AND x.day BETWEEN ? AND ? AND {self.current('i')}{where} "
                "ORDER BY x.day DESC, x.item DESC LIMIT ?", (key, *days, *values),
            )  # fmt: skip

    def search(self, words: str, query: Query, limit: int) -> list[tuple[int, float]]:
        """Return the numbers of the items that hold words and meet a query, with scores, the best first."""
        conditions = self._conditions(query)
        if conditions is None:
            return []
        join = "CROSS JOIN items i ON i.number = w.rowid" if conditions else ""
        conditions += [_in_candidates(index, query) for index in self._indexes(query)]
        where, values = _joined(conditions)
        # The rank is computed only of what meets the conditions, and of no more than can be ranked in time.
        rows = self._connection.execute(
            "SELECT number, score FROM (SELECT w.rowid AS number, -bm25(item_words, 1.0, 0.5) AS score "
            f"FROM item_words w {join} WHERE item_words MATCH ? AND w.rowid <= ?{where} ORDER BY w.rowid DESC LIMIT ?) "
            "ORDER BY score DESC, number DESC", (words, self.last_item, *values, RANKED),
        )  # fmt: skip
        return list(islice((row for row in rows if self._is_current(row[0])), limit))

    def _is_current(self, number: int) -> bool:
        if not self.replaced:
            return True
        found = self._connection.execute(f"SELECT 1 FROM items i WHERE number = ? AND {self.current('i')}", (number,))
        return found.fetchone() is not None

    def _indexes(self, query: Query) -> Iterator[Index]:
        """Yield where the parties and issues of a query are looked up, the rarest first."""
        if query.speaker:
            yield Index("item_actors", "actor", self._actors(query.speaker), "AND x.role = 'speaker'")
        if query.actor:
            yield Index("item_actors", "actor", self._actors(query.actor))
        if query.issue:
            yield Index("item_issues", "issue", self._named("issue_words", query.issue))
        if query.country:
            yield Index("item_countries", "country", [query.country.upper()])

    def _actors(self, name: str) -> list[object]:
        coded = self._connection.execute("SELECT number FROM actors WHERE code = ?", (name.upper(),)).fetchall()
        return [row[0] for row in coded] or self._named("actor_words", name)

    def _named(self, table: str, words: str) -> list[object]:
        return [
            row[0]
            for row in self._connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (full_text(words),))
        ]

    def _conditions(self, query: Query) -> list[Condition] | None:
        """Return the conditions on the item itself; `None` if nothing can meet them."""
        found = []
        if query.kinds:
            found.append(Condition(f"i.kind IN ({','.join('?' * len(query.kinds))})", query.kinds))
        if query.type:
            found.append(Condition("i.type IN (?, ?)", _cases(query.type)))
        if query.openness:
            found.append(Condition("i.openness = ?", (query.openness,)))
        if query.since:
            found.append(Condition("i.day >= ?", (_number(query.since),)))
        if query.until:
            found.append(Condition("i.day BETWEEN 1 AND ?", (_number(query.until),)))
        if query.report is not None:
            numbers = self.range_of(query.report)
            if numbers is None:
                return None
            found.append(Condition("i.number BETWEEN ? AND ?", numbers))
        return found


def _also_in(index: Index) -> Condition:
    """Return the condition that an item stands in an index, too."""
    marks = ",".join("?" * len(index.keys))
    return Condition(
        f"EXISTS (SELECT 1 FROM {index.table} x WHERE x.{index.column} IN ({marks}) AND x.day = i.day "
        f"AND x.item = i.number {index.also})", tuple(index.keys),
    )  # fmt: skip


def _in_candidates(index: Index, query: Query) -> Condition:
    """Return the condition that a row of the full text `w` is among the items that an index gives for a query."""
    marks = ",".join("?" * len(index.keys))
    # The sign keeps SQLite from looking up each of them in the full text.
    return Condition(
        f"+w.rowid IN (SELECT x.item FROM {index.table} x WHERE x.{index.column} IN ({marks}) {index.also} "
        "AND x.day BETWEEN ? AND ?)", (*index.keys, *_days(query)),
    )  # fmt: skip


def _days(query: Query) -> tuple[int, int]:
    """Return the first and the last day that a query allows, as the catalog writes them."""
    first = 1 if query.until else 0  # what has no day is not before any
    return (_number(query.since) if query.since else first), _number(query.until or datetime.date.max)


def _cases(type_: str) -> tuple[str, str]:
    """Return a type as it may stand in the catalog: those of events are in capitals."""
    return type_.lower(), type_.upper()


def _joined(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    return (
        "".join(f" AND {one.sql}" for one in conditions),
        tuple(value for one in conditions for value in one.values),
    )


def _number(day: datetime.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _first_of(rows: Iterable[tuple[int, int]], limit: int) -> Iterator[int]:
    """Yield the first numbers, each once: an item of two actors comes from both."""
    seen: set[int] = set()
    for _, number in rows:
        if len(seen) == limit:
            return
        if number not in seen:
            seen.add(number)
            yield number
