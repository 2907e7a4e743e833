"""The flat tables of a record as files: one for each kind, one for the reports; CSV (RFC 4180, UTF-8) or Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.store.layout import TABLES as TABLE_NAMES
from dragoman.store.layout import ItemOfRecord, encodable
from dragoman.views.exports.whole import RecordTables
from dragoman.views.flat_tables import TABLES, Column, Value, arrow_table, flat_rows
from dragoman.views.report_facts import ReportFacts

__all__ = ["write_tables"]

#: Items that are held in memory at once.
AT_ONCE = 5000
REPORT_COLUMNS = ("report", "day", "title", "publisher", "url")
Writing = Callable[[Path, Iterable[ItemOfRecord], Sequence[Column], Mapping[str, ReportFacts]], None]


def write_tables(record: RecordTables, layout: str, out: Path) -> None:
    """Write a file for each kind, whether the record has items of it or not, and `reports`, into a folder.

    Args:
        record: What is written.
        layout: csv or parquet.
        out: The folder, which is made if it is not there. Files of these names in it are replaced.

    Raises:
        UsageError: There is a file of that name.
        OSError: It cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; name a folder for the tables")
    out.mkdir(parents=True, exist_ok=True)
    write: Writing = _write_csv if layout == "csv" else _write_parquet
    for kind, columns in TABLES.items():
        with _Replaced(out / f"{TABLE_NAMES[kind]}.{layout}") as part:
            write(part, record.of_kind(kind), columns, record.reports)
    with _Replaced(out / f"reports.{layout}") as part:
        (_reports_csv if layout == "csv" else _reports_parquet)(part, record.reports)


class _Replaced:
    """A file that takes its name only when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")

    def __enter__(self) -> Path:
        return self._part

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)


def _pages(items: Iterable[ItemOfRecord]) -> Iterator[list[ItemOfRecord]]:
    rest = iter(items)
    while page := list(islice(rest, AT_ONCE)):
        yield page


def _write_csv(
    path: Path, items: Iterable[ItemOfRecord], columns: Sequence[Column], reports: Mapping[str, ReportFacts]
) -> None:
    rows = (row for page in _pages(items) for row in flat_rows(page, columns, reports))
    _csv(path, [column.name for column in columns], rows)


def _csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_told(cell) for cell in row] for row in rows)


def _told(cell: Value) -> Value:
    """Return a cell as CSV writes it: nothing for what is not known, and truth in the words that R and pandas know."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell


def _write_parquet(
    path: Path, items: Iterable[ItemOfRecord], columns: Sequence[Column], reports: Mapping[str, ReportFacts]
) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, arrow_table([], columns, reports).schema, compression="zstd") as writer:
        for page in _pages(items):
            writer.write_table(arrow_table(page, columns, reports))


def _report_rows(reports: Mapping[str, ReportFacts]) -> Iterator[list[str | None]]:
    for report, facts in reports.items():
        day = facts.day.isoformat() if facts.day else None
        cells = (report, day, facts.title, facts.publisher, facts.url)
        yield [encodable(cell) if cell is not None else None for cell in cells]


def _reports_csv(path: Path, reports: Mapping[str, ReportFacts]) -> None:
    _csv(path, REPORT_COLUMNS, _report_rows(reports))


def _reports_parquet(path: Path, reports: Mapping[str, ReportFacts]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = list(_report_rows(reports))
    columns = [pa.array([row[at] for row in rows], pa.string()) for at in range(len(REPORT_COLUMNS))]
    table = pa.Table.from_arrays(columns, names=list(REPORT_COLUMNS))
    pq.write_table(table.set_column(1, "day", table.column("day").cast(pa.date32())), path, compression="zstd")
