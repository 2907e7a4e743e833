"""What is written stays, is written once, and is seen as of a batch."""

from __future__ import annotations

import datetime
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.pattern_reader import plain, read, readings, report

from dragoman.errors import RecordError, UsageError
from dragoman.store import RecordFolder
from dragoman.store.checking import Checked
from dragoman.store.layout import CATALOG

A = report("Ann of NOR told Bob of SUD: peace is near. Relations of NOR and SUD are worse.")
CHANGED = report("Ann of NOR told Bob of SUD: war is near.")
OTHER = report("Ann of NOR met Cid of WES. Cid of WES wants a lake treaty.", "r2")


def test_items_and_documents_come_back_as_they_were(folder: RecordFolder, write: Callable[..., int]) -> None:
    assert write(A, OTHER) == 1
    snapshot = folder.snapshot()
    records = [item for document in (A, OTHER) for item in read(document) if item.__struct_config__.tag != "actor"]
    assert plain(snapshot.items()) == plain(records)
    assert [snapshot.document(one) for one in ("r1", "r2", "r3")] == [A, OTHER, None]
    assert plain(snapshot.mentions("r1")) == plain([one for one in read(A) if one.__struct_config__.tag == "actor"])
    assert snapshot.mentions("r3") == []


def test_all_documents_come_with_their_texts_in_their_order(folder: RecordFolder, write: Callable[..., int]) -> None:
    many = [report(f"Ann of NOR told Bob of SUD: {number}.", f"d{number}") for number in range(70)]
    write(*many[:40])
    write(*many[40:], report("Cid of WES met Bob of SUD.", "d3"))
    snapshot = folder.snapshot()
    assert list(snapshot.whole_documents()) == [snapshot.document(one.report) for one in snapshot.documents()]
    assert list(folder.snapshot(1).whole_documents()) == many[:40]


def test_the_same_again_adds_nothing(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A, OTHER)
    again = folder.write(readings(OTHER, A), method="m1")
    assert (again.seq, again.documents, again.items, again.known) == (1, 0, 0, 2)
    assert folder.write(readings(A, A), method="m2").documents == 1
    assert len(list(folder.snapshot().items())) == 4


@pytest.mark.parametrize(
    "later",
    [
        report(A.text + " "),
        report(A.text, day="2025-01-22"),
        report(A.text, day=None),
        report(A.text, title="A title"),
        report(A.text, publisher="A paper"),
    ],
)
def test_a_changed_document_replaces_the_old_one_which_is_kept(
    folder: RecordFolder, write: Callable[..., int], later: object
) -> None:
    write(A)
    assert write(later) == 2
    assert folder.snapshot().document("r1") == later
    assert folder.snapshot(1).document("r1") == A
    assert [entry.seq for entry in folder.snapshot().documents()] == [2]


def test_a_newer_method_replaces_the_old_reading_which_is_kept(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    write(A, method="m2", act="promises")
    old, new = folder.snapshot(1), folder.snapshot()
    (statement,) = old.items(kinds=["statement"])
    assert statement.act == "says"  # type: ignore[union-attr]
    assert new.item(statement.id).act == "promises"  # type: ignore[union-attr]
    assert old.item(statement.id) == statement
    assert len(list(new.items())) == len(list(old.items())) == 2
    assert new.sql("SELECT count(*) AS n FROM documents").to_pylist() == [{"n": 1}]


def test_of_two_texts_with_one_id_in_a_batch_the_last_counts(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A, CHANGED)
    assert folder.snapshot().document("r1") == CHANGED
    assert plain(folder.snapshot().items()) == plain(read(CHANGED)[:1])
    assert write(A, CHANGED) == 1, "and reading both again adds nothing"


def test_a_snapshot_does_not_see_what_comes_later(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    before = folder.snapshot()
    told = plain(before.items()), before.count("kind"), plain(before.documents()), before.series("NOR", "SUD")
    write(CHANGED, OTHER)
    write(A, method="m2")
    assert (
        plain(before.items()), before.count("kind"), plain(before.documents()), before.series("NOR", "SUD"),
    ) == told  # fmt: skip
    assert len(before.latest()) == 2
    assert len(before.search("peace")) == 1
    assert before.search("treaty") == []
    assert list(folder.snapshot(0).items()) == []
    assert list(folder.snapshot(0).documents()) == []


def test_a_snapshot_that_is_not_there_is_refused(folder: RecordFolder) -> None:
    with pytest.raises(UsageError, match="no batch 3; the last is 0"):
        folder.snapshot(3)


def test_what_was_known_on_a_day(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(A)
    today = datetime.datetime.now(datetime.UTC).date()
    assert folder.seq_on(today) == 1
    assert folder.seq_on(today - datetime.timedelta(days=2)) == 0


def test_half_of_a_surrogate_pair_loses_nothing(folder: RecordFolder, write: Callable[..., int]) -> None:
    broken = report("Ann of NOR told Bob of SUD: \ud83d peace.", "r\ud83d", title="\udc00")
    write(broken)
    found = folder.snapshot().document("r\ud83d")
    assert found is not None
    assert found.text == broken.text
    (item,) = folder.snapshot().items()
    assert item.evidence[0].text == broken.text
    assert [type(one).__name__ for one in folder.check()] == ["Checked"]
    assert folder.snapshot().sql("SELECT text FROM documents").to_pylist() == [
        {"text": broken.text.replace("\ud83d", "\ufffd")}
    ]


@settings(max_examples=12)
@given(st.lists(st.sampled_from([A, CHANGED, OTHER]), min_size=1, max_size=6), st.data())
def test_however_readings_come_the_record_holds_each_once(
    tmp_path_factory: pytest.TempPathFactory, documents: list[object], data: st.DataObject
) -> None:
    with RecordFolder.create(tmp_path_factory.mktemp("record")) as folder:
        for document in documents:
            folder.write(readings(document), method=data.draw(st.sampled_from(["m1", "m2"])))  # type: ignore[arg-type]
        *faults, _ = folder.check()
        assert faults == []
        rows = folder.snapshot().sql("SELECT report FROM documents").to_pylist()
        assert sorted(row["report"] for row in rows) == sorted({document.id for document in documents})  # type: ignore[attr-defined]


def test_many_write_and_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "record"
    errors: list[BaseException] = []
    seen: list[int] = []

    def write(number: int) -> None:
        try:
            with RecordFolder.create(path) as folder:
                for step in range(5):
                    document = report(A.text, f"{number}-{step}")
                    folder.write(readings(document, OTHER), method="m1")
                    snapshot = folder.snapshot()
                    seen.append(len(list(snapshot.items())) - 2 * len(list(snapshot.documents())))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert set(seen) == {0}, "every snapshot holds whole documents: two items each"
    with RecordFolder.open(path) as folder:
        assert len(list(folder.snapshot().documents())) == 21


def test_a_writer_that_waits_too_long_says_so(
    tmp_path: Path, folder: RecordFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.store.catalog.PATIENCE", 0.05)
    with RecordFolder.open(folder.path) as second:
        other = sqlite3.connect(folder.path / CATALOG, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another program has been writing"):
            second.write(readings(A), method="m1")
        assert list(second.snapshot().items()) == [], "and reading goes on"
        other.execute("ROLLBACK")
        other.close()
        assert second.write(readings(A), method="m1").documents == 1


def test_a_write_that_fails_leaves_nothing(folder: RecordFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dragoman.store.writing.enter_batch", full)
    with pytest.raises(RecordError, match="No space left"):
        folder.write(readings(A), method="m1")
    assert folder.snapshot().seq == 0
    monkeypatch.undo()
    with RecordFolder.open(folder.path) as again:
        again.write(readings(OTHER), method="m1")
        *faults, checked = again.check()
    assert faults == []
    assert isinstance(checked, Checked)
    assert checked.strangers == 0, "the next writer removes what was left"


@pytest.mark.parametrize("name", ["none", "file", "folder", "database", "later"])
def test_what_is_no_record_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    if name == "file":
        path.write_text("x")
    elif name != "none":
        path.mkdir()
        (path / "other.txt").write_text("x")
    if name in {"database", "later"}:
        connection = sqlite3.connect(path / CATALOG)
        connection.execute("CREATE TABLE t (a)")
        if name == "later":
            connection.execute("PRAGMA user_version = 99")
        connection.commit()
        connection.close()
    expected = {
        "none": "no such folder", "file": "no such folder", "folder": "no record folder",
        "database": "another program's", "later": "of version 99, and this Dragoman knows up to 1",
    }  # fmt: skip
    with pytest.raises(RecordError, match=expected[name]):
        RecordFolder.open(path)
    if name == "folder":
        with pytest.raises(RecordError, match="not empty, and no record folder"):
            RecordFolder.create(path)
        assert [entry.name for entry in path.iterdir()] == ["other.txt"]


def test_a_catalog_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / CATALOG).write_text("this is no database, and longer than a header of one would be " * 20)
    with pytest.raises(RecordError, match="the catalog cannot be opened"):
        RecordFolder.open(tmp_path)
