"""Ids of items: a hash of what is said and where, so that reading twice gives the same id."""

from __future__ import annotations

import hashlib
import json

__all__ = ["item_id"]


def item_id(kind: str, report: str, *parts: object) -> str:
    """Return the id of an item.

    Args:
        kind: The item's kind.
        report: The document's id.
        parts: What makes the item this one: offsets and closed values; anything that JSON can write.

    Returns:
        16 hexadecimal digits.
    """
    content = json.dumps([kind, report, *parts], ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
