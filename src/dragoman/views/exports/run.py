"""Writes a record, or its events, in one of the layouts."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.views.exports.cameo import icews_lines, phoenix_lines
from dragoman.views.exports.events import RecordEvents, read_record
from dragoman.views.exports.plover import plover_lines
from dragoman.views.exports.tables import write_tables
from dragoman.views.exports.whole import record_lines, record_tables

__all__ = ["export_record"]

TABLES = frozenset({"csv", "parquet"})


def export_record(record: Path, layout: str, out: Path | None, *, all_realities: bool = False) -> None:
    """Write a record.

    Args:
        record: A record folder, or a file in JSON Lines.
        layout: jsonl (all of it), csv or parquet (flat tables), plover, cameo or phoenix (its events).
        out: Where to write; `None` is standard output.
        all_realities: In the layouts of events also those that did not happen.

    Raises:
        NotFoundError: There is no such record.
        RecordError: The folder is no record.
        FormatError: A line of the file is no item.
        UsageError: The output cannot be written.
    """
    with _cannot_write(out):
        if layout in TABLES:
            if out is None:
                raise UsageError(f"{layout} is several tables: name a folder for them with --out")
            with record_tables(record) as tables:
                write_tables(tables, layout, out)
        elif layout == "jsonl":
            _write(record_lines(record), out)
        else:
            _write(list(_event_lines(read_record(record, all_realities=all_realities), layout)), out)


@contextlib.contextmanager
def _cannot_write(out: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if out is None:
            raise
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name a place that can be written") from None


def _write(lines: Iterable[bytes], out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; name a file")
    # Whoever reads it meanwhile sees the file of before, or none.
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(lines)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _event_lines(record: RecordEvents, layout: str) -> Iterator[bytes]:
    if layout == "plover":
        yield from plover_lines(record)
        return
    rows = icews_lines(record) if layout == "cameo" else phoenix_lines(record)
    for row in rows:
        yield row.encode("utf-8", "surrogatepass")
