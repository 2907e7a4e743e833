"""Which items of the catalog meet a query, by its indexes: numbers, without the items themselves."""

from __future__ import annotations

import datetime
import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.errors import UsageError
from dragoman.store.layout import KINDS, encodable
from dragoman.store.query import Query, full_text

__all__ = ["Selection"]


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
        where, values = _joined(conditions)
        if query.report is not None:
            yield Condition(
                f"SELECT i.day, i.number FROM items i NOT INDEXED WHERE {self.current('i')}{where} "
                "ORDER BY i.day DESC, i.number DESC LIMIT ?", values,
            )  # fmt: skip
            return
        for kind in query.kinds or KINDS:
            yield Condition(
                f"SELECT i.day, i.number FROM items i INDEXED BY items_by_kind WHERE i.kind = ? AND {self.current('i')}"
                f"{where} ORDER BY i.day DESC, i.number DESC LIMIT ?", (kind, *values),
            )  # fmt: skip

    def _by_index(self, query: Query, index: Index, conditions: Sequence[Condition]) -> Iterator[Condition]:
        where, values = _joined(conditions)
        days = (_number(query.since) if query.since else 0, _number(query.until or datetime.date.max))
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
        where, values = _joined([*conditions, *map(_also_in, self._indexes(query))])
        rows = self._connection.execute(
            f"SELECT i.number, -w.rank FROM item_words w CROSS JOIN items i ON i.number = w.rowid WHERE item_words "
            f"MATCH ? AND {self.current('i')}{where} ORDER BY w.rank LIMIT ?", (words, *values, limit),
        )  # fmt: skip
        return list(rows)

    def count(self, by: str, kind: str | None, limit: int) -> list[tuple[str, int]]:
        """Return how many items there are by one of their properties."""
        if by in {"actor", "country"}:
            return self._count_parties(by, limit)
        column = {"kind": "i.kind", "month": "i.day / 100", "type": "i.type"}.get(by)
        if column is None:
            raise UsageError(f"'{by}' cannot be counted by; ask for kind, month, type, actor or country")
        order = "1" if by == "month" else "2 DESC, 1"
        where, values = ("AND i.kind = ?", [kind]) if kind else ("", [])
        rows = self._connection.execute(
            f"SELECT {column}, count(*) FROM items i WHERE {self.current('i')} {where} AND {column} IS NOT NULL "
            f"GROUP BY 1 ORDER BY {order} LIMIT ?", (*values, limit),
        )  # fmt: skip
        if by == "month":
            return [(f"{month // 100:04}-{month % 100:02}" if month else "unknown", count) for month, count in rows]
        return list(rows)

    def _count_parties(self, by: str, limit: int) -> list[tuple[str, int]]:
        join = f"JOIN items i ON i.number = x.item AND {self.current('i')}" if self.replaced else ""
        table = "item_actors" if by == "actor" else "item_countries"
        counted = (
            f"SELECT x.{by}, count(*) AS n FROM {table} x {join} WHERE x.item <= {self.last_item} GROUP BY 1 "
            "ORDER BY 2 DESC"
        )
        if by == "country":
            return list(self._connection.execute(f"{counted}, 1 LIMIT ?", (limit,)))
        # one person may stand in several rows of actors, by office; words that are no name do not count
        rows = self._connection.execute(
            f"SELECT a.name, sum(c.n) FROM ({counted}) c CROSS JOIN actors a ON a.number = c.actor WHERE a.known "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", (limit,),
        )  # fmt: skip
        return list(rows)

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
            found.append(Condition("i.type = ? COLLATE NOCASE", (query.type,)))
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
