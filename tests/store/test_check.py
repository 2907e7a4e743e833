"""A record that was tampered with is found out, and what changed between two readings is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from tests.store.pattern_reader import report

from dragoman.errors import UsageError
from dragoman.record.items import Statement
from dragoman.store import RecordFolder
from dragoman.store.bodies import Bodies
from dragoman.store.checking import Fault
from dragoman.store.layout import CATALOG
from dragoman.store.segments import sha256_of

A = report("Ann of NOR told Bob of SUD: peace is near. Cid of WES met Bob of SUD.")


def faults(folder: RecordFolder) -> list[str]:
    return [f"{one.where}: {one.what}" for one in folder.check() if isinstance(one, Fault)]


def segment(folder: RecordFolder, table: str) -> Path:
    (path,) = (folder.path / "segments" / table).iterdir()
    return path


def test_a_sound_record_has_no_faults(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    write(A, method="m2")
    *none, checked = folder.check()
    assert none == []
    assert checked[:3] == (2, 1, 6)


def test_a_changed_byte_is_found(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    path = segment(folder, "statements")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (fault,) = faults(folder)
    assert fault.startswith("segments/statements/")
    assert "another hash" in fault


@pytest.mark.parametrize(("change", "words"), [("cut", "bytes long, and was written with"), ("gone", "cannot be read")])
def test_a_cut_or_missing_segment_is_found(
    folder: RecordFolder, write: Callable[..., int], change: str, words: str
) -> None:
    write(A)
    path = segment(folder, "documents")
    if change == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()
    assert any(words in fault for fault in faults(folder))
    assert any(fault == "report r1: its text is missing" for fault in faults(folder))


def test_a_span_that_is_not_in_the_text_is_found(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    forge(folder, "documents", "text", A.text.replace("peace", "blood"))
    found = faults(folder)
    assert "report r1: the stored text does not have the hash that it was read with" in found
    assert any("and the text says 'Ann of NOR told Bob of SUD: blood is near.'" in fault for fault in found)


def test_a_catalog_that_says_something_else_is_found(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    forge(folder, "statements", "act", "promises")
    (fault,) = faults(folder)
    assert "the catalog says something else than the segment (act)" in fault


def test_a_catalog_that_lost_items_is_found(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    with sqlite3.connect(folder.path / CATALOG) as connection:
        connection.execute("DELETE FROM items WHERE kind = 'event'")
    found = faults(folder)
    assert any("stands 0 times in the catalog" in fault for fault in found)
    assert any("the catalog lists 1 items, the segments hold 2" in fault for fault in found)


def forge(folder: RecordFolder, table: str, column: str, value: str) -> None:
    """Change a cell of a segment, and the hash in the catalog with it."""
    path = segment(folder, table)
    content = pq.ParquetFile(path).read()
    forged = content.set_column(content.schema.get_field_index(column), column, [[value] * content.num_rows])
    pq.write_table(forged, path)
    with sqlite3.connect(folder.path / CATALOG) as connection:
        connection.execute(
            "UPDATE segments SET sha256 = ?, bytes = ? WHERE kind = ?", (sha256_of(path), path.stat().st_size, table)
        )


def test_a_segment_left_by_a_killed_writer_is_no_fault(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    (segment(folder, "events").parent / "left.parquet.new").write_bytes(b"PAR")
    *none, checked = folder.check()
    assert none == []
    assert checked.strangers == 1  # type: ignore[union-attr]


def test_a_newer_method_that_reads_otherwise(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A, report("Ann of NOR met Bob of SUD.", "r2"))
    write(A, method="m2", act="promises")
    (found,) = folder.compare()
    assert (found.report, found.old_method, found.new_method, found.old_seq, found.new_seq) == ("r1", "m1", "m2", 1, 2)
    assert (found.same, found.gone, found.new, found.document_changed) == (1, [], [], False)
    (change,) = found.changed
    assert change.fields == ["act"]
    assert isinstance(change.old, Statement)
    assert isinstance(change.new, Statement)
    assert (change.old.act, change.new.act) == ("says", "promises")


def test_a_changed_text_is_compared_by_its_words(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    write(report("NEW. Ann of NOR told Bob of SUD: peace is very near. Relations of NOR and SUD are worse."))
    (found,) = folder.compare("r1")
    assert found.document_changed
    assert [change.fields for change in found.changed] == [["content"]]
    assert [item.__struct_config__.tag for item in found.gone] == ["event"]
    assert [item.__struct_config__.tag for item in found.new] == ["relation"]


def test_all_readings_of_one_report_are_compared_if_it_is_named(
    folder: RecordFolder, write: Callable[..., int]
) -> None:
    for method in ("m1", "m2", "m3"):
        write(A, method=method)
    assert [(one.old_method, one.new_method) for one in folder.compare()] == [("m2", "m3")]
    assert [(one.old_method, one.new_method) for one in folder.compare("r1")] == [("m1", "m2"), ("m2", "m3")]
    with pytest.raises(UsageError, match="no document with the id 'r9'"):
        folder.compare("r9")


def test_what_is_no_item_is_told_from_one() -> None:
    with pytest.raises(ValueError, match="not packed"):
        Bodies().unpack(b"\x00broken")
    with pytest.raises(msgspec.DecodeError):
        Bodies().unpack(Bodies().pack("no item"))  # type: ignore[arg-type]
