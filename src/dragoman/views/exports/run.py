"""Writes the events of a record file in one of the layouts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.views.exports.cameo import icews_lines, phoenix_lines
from dragoman.views.exports.events import RecordEvents, read_record
from dragoman.views.exports.plover import plover_lines

__all__ = ["export_events"]


def export_events(record: Path, layout: str, out: Path | None, *, all_realities: bool = False) -> None:
    """Write events.

    Args:
        record: A record in JSON Lines.
        layout: plover, cameo or phoenix.
        out: Where to write; `None` is standard output.
        all_realities: Also events that did not happen.

    Raises:
        NotFoundError: There is no such record.
        FormatError: A line of it is no item.
        UsageError: The output cannot be written.
    """
    lines = list(_lines(read_record(record, all_realities=all_realities), layout))
    if out is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(b"".join(lines))
    except OSError as error:
        raise UsageError(
            f"{out}: cannot be written ({error.strerror}); name a file in a folder that is there"
        ) from None


def _lines(record: RecordEvents, layout: str) -> Iterator[bytes]:
    if layout == "plover":
        yield from plover_lines(record)
        return
    rows = icews_lines(record) if layout == "cameo" else phoenix_lines(record)
    for row in rows:
        yield row.encode("utf-8", "surrogatepass")
