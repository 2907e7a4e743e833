"""The wire form of the record: one item a line, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from dragoman.record.items import Item

__all__ = ["jsonl"]


def jsonl(items: Iterable[Item]) -> bytes:
    """Return the items as JSON Lines in UTF-8, every line with its end."""
    return b"".join(_line(item) + b"\n" for item in items)


def _line(item: Item) -> bytes:
    try:
        return msgspec.json.encode(item)
    except UnicodeEncodeError:
        # Half of a surrogate pair, from broken JSON, is no UTF-8; written as \udXXX it stays what it is.
        return json.dumps(msgspec.to_builtins(item), separators=(",", ":")).encode("ascii")
