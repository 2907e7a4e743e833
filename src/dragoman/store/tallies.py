"""Counts of items that need no going through them: what each batch added, less what it replaced.

A count as of a batch is a sum over the batches up to it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.errors import UsageError
from dragoman.record.items import Relation
from dragoman.store.bodies import Bodies
from dragoman.store.entries import parties_of, type_of
from dragoman.store.layout import ItemOfRecord, encodable, kind_of

__all__ = ["CountBy", "Tally", "count_items", "tally", "tally_replaced"]

CountBy = Literal["kind", "month", "type", "actor", "country"]
#: By what it is counted in the catalog. Kinds are the sums of their months.
IN_CATALOG = {"kind": "month", "month": "month", "type": "type", "actor": "actor", "country": "country"}


class Tally(NamedTuple):
    """What an item adds one to."""

    by: str
    key: str
    kind: str


def tally(item: ItemOfRecord, day: int) -> Iterator[Tally]:
    """Yield what an item adds one to.

    Args:
        item: The item.
        day: Its day, as the catalog writes it.
    """
    kind, type_ = kind_of(item), type_of(item)
    month = day // 100
    yield Tally("month", f"{month // 100:04}-{month % 100:02}" if month else "unknown", kind)
    if type_ is not None:
        yield Tally("type", type_, kind)
    actors = [actor for _, actor in parties_of(item)]
    for name in {actor.name for actor in actors if actor.name}:
        yield Tally("actor", encodable(name), kind)
    countries = {actor.country for actor in actors if actor.country}
    for country in countries.union(item.pair if isinstance(item, Relation) else ()):
        yield Tally("country", encodable(country), kind)


def tally_replaced(connection: sqlite3.Connection, seq: int, bodies: Bodies) -> Counter[Tally]:
    """Return what the items of readings that a batch replaced had added."""
    counted: Counter[Tally] = Counter()
    rows = connection.execute(
        "SELECT i.day, b.body FROM readings r JOIN items i ON i.number BETWEEN r.first_item AND r.last_item "
        "JOIN bodies b ON b.number = i.number WHERE r.until = ?", (seq,),
    )  # fmt: skip
    for day, body in rows:
        counted.update(tally(bodies.unpack(body), day))
    return counted


def count_items(
    connection: sqlite3.Connection, seq: int, by: str, *, kind: str | None, limit: int
) -> list[tuple[str, int]]:
    """Return how many items there are by one of their properties, as of a batch.

    Raises:
        UsageError: They cannot be counted by it.
    """
    if by not in IN_CATALOG:
        raise UsageError(f"'{by}' cannot be counted by; ask for {', '.join(IN_CATALOG)}")
    column, order = ("kind" if by == "kind" else "key"), "2 DESC, 1"
    if by == "month":
        order = "key <> 'unknown', key"
    where, values = ("AND kind = ?", [kind]) if kind else ("", [])
    rows = connection.execute(
        f"SELECT {column}, sum(number) FROM tallies WHERE by = ? AND seq <= ? {where} GROUP BY 1 "
        f"HAVING sum(number) > 0 ORDER BY {order} LIMIT ?", (IN_CATALOG[by], seq, *values, limit),
    )  # fmt: skip
    return list(rows)
