"""The wire form of the record: one item a line, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.errors import FormatError, NotFoundError
from dragoman.record.items import Item

__all__ = ["jsonl", "read_items"]


def jsonl(items: Iterable[Item]) -> bytes:
    """Return the items as JSON Lines in UTF-8, every line with its end."""
    return b"".join(_line(item) + b"\n" for item in items)


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items of a record in JSON Lines, as `dragoman read --format jsonl` writes it.

    Raises:
        NotFoundError: There is no such file.
        FormatError: A line is no item; it says which.
    """
    decoder = msgspec.json.Decoder(Item)
    try:
        lines = path.open("rb")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError(
            str(path), "no such file", "give a file written by 'dragoman read --format jsonl'"
        ) from None
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise FormatError(
                    f"{path}, line {number}", f"no item of the record ({error})",
                    "give a file written by 'dragoman read --format jsonl'",
                ) from None  # fmt: skip


def _line(item: Item) -> bytes:
    try:
        return msgspec.json.encode(item)
    except UnicodeEncodeError:
        # Half of a surrogate pair, from broken JSON, is no UTF-8; written as \udXXX it stays what it is.
        return json.dumps(msgspec.to_builtins(item), separators=(",", ":")).encode("ascii")
