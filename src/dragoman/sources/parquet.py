"""Parquet tables, read a few rows at a time.

Import this module only when there is such a table: pyarrow costs a tenth of a second.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import IO, Any

import pyarrow
import pyarrow.parquet

from dragoman.errors import FormatError, InputError
from dragoman.sources.table import Row, no_text_column

__all__ = ["parquet_rows"]

COLUMNS = ("id", "text", "date", "title", "publisher", "url")

#: Rows held at a time: at 50 kB a report, a few megabytes.
BATCH_ROWS = 64

#: Read ahead in every column, in bytes.
PAGE_BUFFER_BYTES = 1_000_000

#: A table from a stream is kept in memory up to this size, in bytes, above it in a temporary file.
SPOOL_BYTES = 16_000_000


def parquet_rows(stream: io.BufferedReader, name: str, path: str | None) -> Iterator[Row | InputError]:
    """Yield the rows of a Parquet table.

    Args:
        stream: The bytes of the table, unpacked.
        name: How messages name it.
        path: Its file; `None` if it has none or is packed.

    Raises:
        FormatError: It is no Parquet table, is damaged, or has no `text` column.
    """
    # The format is read from its end, which a stream that is unpacked on the way has not got yet.
    with open(path, "rb") if path else _spooled(stream) as file:  # noqa: PTH123 - names stay as they were given
        try:
            yield from _rows(file, name)
        except (pyarrow.ArrowException, OSError) as error:
            reason = str(error).partition("\n")[0][:200]
            raise FormatError(name, f"no Parquet table, or damaged ({reason})", "fetch or write it again") from None


def _spooled(stream: io.BufferedReader) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, file, 1 << 20)
    file.seek(0)
    return file


def _rows(file: IO[bytes], name: str) -> Iterator[Row | InputError]:
    # Read page by page: a whole row group may be as large as the table.
    table = pyarrow.parquet.ParquetFile(file, buffer_size=PAGE_BUFFER_BYTES, pre_buffer=False)
    names = table.schema_arrow.names
    if "text" not in names:
        raise no_text_column(name, names)
    columns = [column for column in COLUMNS if column in names]
    number = 0
    for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=columns):
        cells = [_values(batch.column(position)) for position in range(len(columns))]
        for values in zip(*cells, strict=True):
            number += 1
            yield Row(f"{name}, row {number}", dict(zip(columns, values, strict=True)))


def _values(column: Any) -> list[object]:
    """Return the cells of a column as Python values; text that is no UTF-8 as bytes."""
    if pyarrow.types.is_timestamp(column.type):
        # Python's times end at microseconds; only the day is wanted.
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_value(cell) for cell in column]


def _value(cell: Any) -> object:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return bytes(cell.cast(pyarrow.binary()).as_py())
