"""What changed between two readings of one document: items gone, new, and changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

from dragoman.store.bodies import Bodies
from dragoman.store.layout import ItemOfRecord, encodable, kind_of

__all__ = ["Change", "Comparison", "compare_items", "compare_readings"]

#: Two items of one kind are the same one, read otherwise, if they share this much of their evidence's words.
ALIKE = 0.6
#: Fields that say where an item stands and how it was found, not what is asserted.
BESIDE = frozenset({"id", "report", "method", "confidence", "unknown", "evidence", "inside", "statements"})
PLACES = frozenset({"start", "end"})


class Change(NamedTuple):
    """An item that both readings have, and that the newer one reads otherwise."""

    old: ItemOfRecord
    new: ItemOfRecord
    #: The fields that differ.
    fields: list[str]


class Comparison(NamedTuple):
    """An older and a newer reading of one document."""

    report: str
    old_method: str
    new_method: str
    #: The batches that brought them.
    old_seq: int
    new_seq: int
    #: Did the document itself change: its text, date, title, publisher or address?
    document_changed: bool
    gone: list[ItemOfRecord]
    new: list[ItemOfRecord]
    changed: list[Change]
    same: int


def compare_readings(connection: sqlite3.Connection, report: str | None = None) -> Iterator[Comparison]:
    """Yield, for each document that was read more than once, what its last reading changed.

    Args:
        connection: The catalog of the record.
        report: Only this document, and then each of its readings with the one before.
    """
    if report is None:
        reports = [row[0] for row in connection.execute("SELECT DISTINCT report FROM readings WHERE until IS NOT NULL")]
    else:
        reports = [encodable(report)]
    for one in reports:
        rows = connection.execute(
            "SELECT method, seq, document, first_item, last_item FROM readings WHERE report = ? ORDER BY number", (one,)
        ).fetchall()
        pairs = list(pairwise(rows))
        for old, new in pairs if report is not None else pairs[-1:]:
            gone, added, changed, same = compare_items(_items(connection, *old[3:]), _items(connection, *new[3:]))
            yield Comparison(one, old[0], new[0], old[1], new[1], old[2] != new[2], gone, added, changed, same)


def compare_items(
    old: Sequence[ItemOfRecord], new: Sequence[ItemOfRecord]
) -> tuple[list[ItemOfRecord], list[ItemOfRecord], list[Change], int]:
    """Return the items that are gone, new, and changed, and how many are the same.

    Items are matched by id, then by the words of their evidence: in a text that was changed they stand elsewhere.
    """
    pairs, gone, added = _matched(old, new)
    changed = []
    for before, after in pairs:
        fields = _differences(before, after)
        if fields:
            changed.append(Change(before, after, fields))
    return gone, added, changed, len(pairs) - len(changed)


def _items(connection: sqlite3.Connection, first: int, last: int) -> list[ItemOfRecord]:
    bodies = Bodies()
    rows = connection.execute("SELECT body FROM bodies WHERE number BETWEEN ? AND ? ORDER BY number", (first, last))
    return [bodies.unpack(row[0]) for row in rows]


def _matched(
    old: Sequence[ItemOfRecord], new: Sequence[ItemOfRecord]
) -> tuple[list[tuple[ItemOfRecord, ItemOfRecord]], list[ItemOfRecord], list[ItemOfRecord]]:
    by_id = {item.id: item for item in old}
    pairs = [(by_id.pop(item.id), item) for item in new if item.id in by_id]
    taken = {item.id for _, item in pairs}
    added = [item for item in new if item.id not in taken]
    left = list(by_id.values())
    likeness = sorted(
        (
            (-_likeness(before, after), at, to)
            for at, before in enumerate(left)
            for to, after in enumerate(added)
            if kind_of(before) == kind_of(after)
        ),
    )
    matched_old: set[int] = set()
    matched_new: set[int] = set()
    for less, at, to in likeness:
        if -less >= ALIKE and at not in matched_old and to not in matched_new:
            matched_old.add(at)
            matched_new.add(to)
            pairs.append((left[at], added[to]))
    gone = [item for at, item in enumerate(left) if at not in matched_old]
    return pairs, gone, [item for to, item in enumerate(added) if to not in matched_new]


def _likeness(one: ItemOfRecord, other: ItemOfRecord) -> float:
    """Return the share of words that the evidence of two items has in common (Jaccard)."""
    words = [{word for span in item.evidence for word in span.text.casefold().split()} for item in (one, other)]
    return len(words[0] & words[1]) / max(1, len(words[0] | words[1]))


def _differences(old: ItemOfRecord, new: ItemOfRecord) -> list[str]:
    before, after = (_asserted(msgspec.to_builtins(item)) for item in (old, new))
    return [field for field in after if field not in BESIDE and before.get(field) != after[field]]


def _asserted(value: Any) -> Any:
    """Return a value without places of the text, which move when the text changes."""
    if isinstance(value, dict):
        return {key: _asserted(one) for key, one in value.items() if key not in PLACES}
    return [_asserted(one) for one in value] if isinstance(value, list) else value
