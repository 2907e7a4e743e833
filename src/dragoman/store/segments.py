"""Segments: Parquet files that are written once and never changed, one for each kind of rows in a batch."""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dragoman.store.layout import DOCUMENTS, FORMAT, KINDS, MENTION_KINDS, READINGS, SEGMENTS, TABLES, encodable

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "DOCUMENT_ROWS",
    "Segment",
    "encodable_row",
    "rows_of",
    "schema_of",
    "sha256_of",
    "strangers",
    "write_segment",
]

#: Rows that are read together: few for documents, whose text is fetched one at a time.
DOCUMENT_ROWS = 32
ITEM_ROWS = 16_384
TEMPORARY = ".new"
DOCUMENT_COLUMNS = (
    "report", "digest", "sha256", "text", "raw", "characters", "origin", "date", "date_from", "title", "publisher",
    "url",
)  # fmt: skip


class Segment(NamedTuple):
    """A file of the record, as the catalog lists it."""

    #: From the record folder, with `/`.
    path: str
    kind: str
    rows: int
    bytes: int
    sha256: str


@functools.cache
def schema_of(table: str) -> pa.Schema:
    """Return the columns of a table: `statements`, `events`, ..., `documents`, `readings`."""
    import pyarrow as pa

    text, number, day = pa.string(), pa.int64(), pa.date32()
    if table == READINGS:
        return pa.schema([
            pa.field(name, number if name == "seq" else text)
            for name in ("reading", "report", "digest", "method", "seq")
        ])  # fmt: skip
    if table == DOCUMENTS:
        others = {"raw": pa.binary(), "characters": number, "date": day}
        return pa.schema([pa.field(name, others.get(name, text)) for name in DOCUMENT_COLUMNS])
    kind = next(kind for kind, name in TABLES.items() if name == table)
    struct = msgspec.inspect.type_info((KINDS | MENTION_KINDS)[kind])
    if not isinstance(struct, msgspec.inspect.StructType):  # pragma: no cover - all kinds are structs
        raise TypeError(table)
    fields = [pa.field(field.encode_name, _arrow_type(field.type)) for field in struct.fields]
    if kind in KINDS:
        fields += [pa.field("day", day), pa.field("day_from", text)]
    return pa.schema([*fields, pa.field("reading", text)])


def _arrow_type(of: msgspec.inspect.Type) -> pa.DataType:
    """Return the Arrow type for a type of the record; every field may be null."""
    import pyarrow as pa

    match of:
        case msgspec.inspect.StrType():
            return pa.string()
        case msgspec.inspect.BoolType():
            return pa.bool_()
        case msgspec.inspect.IntType():
            return pa.int32()
        case msgspec.inspect.FloatType():
            return pa.float64()
        case msgspec.inspect.LiteralType(values):
            return pa.string() if isinstance(values[0], str) else pa.int32()
        case msgspec.inspect.ListType(item_type):
            return pa.list_(_arrow_type(item_type))
        case msgspec.inspect.TupleType(item_types):
            return pa.list_(_arrow_type(item_types[0]))
        case msgspec.inspect.DictType():
            return pa.map_(pa.string(), pa.string())
        case msgspec.inspect.UnionType(types):
            (one,) = [kind for kind in types if not isinstance(kind, msgspec.inspect.NoneType)]
            return _arrow_type(one)
        case msgspec.inspect.StructType(fields=fields):
            return pa.struct([pa.field(field.encode_name, _arrow_type(field.type)) for field in fields])
        case _:
            raise TypeError(f"no column for {of}")


def write_segment(
    folder: Path, table: str, batch: str, rows: Sequence[Mapping[str, Any]], about: Mapping[str, object]
) -> Segment:
    """Write rows as a segment: under a temporary name, synced, then renamed. One of that name is replaced.

    Args:
        folder: The record folder.
        table: Which table they belong to.
        batch: The name of the batch.
        rows: The rows as dictionaries.
        about: What to keep in the file's metadata.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schema_of(table).with_metadata({"dragoman": json.dumps({"format": FORMAT, **about})})
    try:
        content = pa.Table.from_pylist(list(rows), schema)
    except UnicodeEncodeError:
        content = pa.Table.from_pylist([encodable_row(row) for row in rows], schema)
    buffer = pa.BufferOutputStream()
    pq.write_table(
        content, buffer, compression="zstd", row_group_size=DOCUMENT_ROWS if table == DOCUMENTS else ITEM_ROWS
    )
    written = buffer.getvalue()
    path = folder / SEGMENTS / table / f"{batch}.parquet"
    new_folder = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(TEMPORARY)
    with beside.open("wb") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _sync_folder(path.parent)
    if new_folder:
        _sync_folder(path.parent.parent)
        _sync_folder(folder)
    return Segment(
        f"{SEGMENTS}/{table}/{path.name}", table, content.num_rows, written.size, hashlib.sha256(written).hexdigest()
    )


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a segment as they can be made into items again."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for part in file.iter_batches(batch_size=1024):
            yield from part.to_pylist(maps_as_pydicts="strict")


def sha256_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def strangers(folder: Path, known: Iterable[str]) -> list[Path]:
    """Return the files among the segments that the catalog does not list."""
    listed = set(known)
    found = sorted((folder / SEGMENTS).glob("*/*"))
    return [path for path in found if path.relative_to(folder).as_posix() not in listed]


def encodable_row(value: Any) -> Any:
    """Return a row that UTF-8 can hold; see `encodable`."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {encodable_row(key): encodable_row(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [encodable_row(one) for one in value]
    return value


def _sync_folder(folder: Path) -> None:
    """Make a rename last over a failure of power, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
