"""The rows of one batch, as they are gathered, and how they come into the catalog."""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.store.bodies import Bodies
from dragoman.store.segments import Segment
from dragoman.store.tallies import Tally, tally_replaced

__all__ = ["Batch", "enter_batch"]


class Batch:
    """The rows of a batch, as they are gathered."""

    def __init__(self, seq: int, last_item: int) -> None:
        self.seq = seq
        self.last_item = last_item
        #: Rows for the segments, by table.
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.items: list[tuple[object, ...]] = []
        self.bodies: list[tuple[int, bytes]] = []
        self.words: list[tuple[int, str, str]] = []
        self.tallies: Counter[Tally] = Counter()
        self.actors: set[tuple[int, int, int, str]] = set()
        self.countries: set[tuple[str, int, int]] = set()
        self.issues: set[tuple[int, int, int]] = set()
        self.pairs: set[tuple[Any, ...]] = set()

    def row(self, table: str, **values: Any) -> int:
        """Add a row for a segment; return its place there."""
        rows = self.tables.setdefault(table, [])
        values.pop("kind", None)
        rows.append(values)
        return len(rows) - 1


def enter_batch(connection: sqlite3.Connection, batch: Batch, name: str, segments: Sequence[Segment]) -> None:
    """Enter a batch into the catalog, and take leave of what it replaces."""
    for statement, rows in (
        ("items (number, id, kind, reading, day, day_from, type, openness) VALUES (?,?,?,?,?,?,?,?)", batch.items),
        ("bodies VALUES (?,?)", batch.bodies),
        ("item_words (rowid, words, names) VALUES (?,?,?)", batch.words),
        ("item_actors VALUES (?,?,?,?)", sorted(batch.actors)),
        ("item_countries VALUES (?,?,?)", sorted(batch.countries)),
        ("item_issues VALUES (?,?,?)", sorted(batch.issues)),
        ("item_pairs VALUES (?,?,?,?,?,?,?)", sorted(batch.pairs, key=lambda row: row[:4])),
        ("segments VALUES (?,?,?,?,?,?)", [(one.path, batch.seq, *one[1:]) for one in segments]),
    ):
        connection.executemany(f"INSERT INTO {statement}", rows)
    replaced = connection.execute(
        "SELECT until, first_item, last_item FROM readings WHERE until = ?", (batch.seq,)
    ).fetchall()
    connection.executemany("UPDATE items SET until = ? WHERE number BETWEEN ? AND ?", replaced)
    batch.tallies.subtract(tally_replaced(connection, batch.seq, Bodies()))
    connection.executemany(
        "INSERT INTO tallies VALUES (?,?,?,?,?)",
        sorted((*of, batch.seq, number) for of, number in batch.tallies.items() if number),
    )
    written = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO batches VALUES (?,?,?,?)", (batch.seq, name, batch.last_item, written))
