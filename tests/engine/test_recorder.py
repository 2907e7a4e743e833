"""What reading gives is written batch by batch, whoever reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.document import Document
from dragoman.engine import recorder
from dragoman.engine.local import Defect, Known, Reading
from dragoman.engine.recorder import Recorder
from dragoman.errors import NotFoundError
from dragoman.sources.found import Note, Source
from dragoman.store import RecordFolder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[RecordFolder]:
    with RecordFolder.create(tmp_path / "record") as folder:
        yield folder


def reading(number: int, text: str = "Text.") -> Reading:
    return Reading(Document(id=str(number), text=text, origin="t"), [])


def kept(folder: RecordFolder) -> list[str]:
    return [entry.report for entry in folder.snapshot().documents()]


@pytest.mark.parametrize(("limit", "value"), [("BATCH_DOCUMENTS", 2), ("BATCH_CHARACTERS", 8), ("BATCH_SECONDS", 0.0)])
def test_a_batch_is_written_when_it_is_full(
    folder: RecordFolder, monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(recorder, limit, value)
    taken = Recorder(folder, "m1")
    taken.take(reading(1))
    taken.take(reading(2))
    assert kept(folder) == ["1", "2"]


def test_what_is_not_yet_a_batch_is_written_at_the_end(folder: RecordFolder) -> None:
    taken = Recorder(folder, "m1")
    for outcome in (reading(1), Known("t"), Note("t", "assumed", "say so"), reading(1), reading(2, "")):
        taken.take(outcome)
    assert kept(folder) == []
    taken.close()
    assert kept(folder) == ["1", "2"]
    assert (taken.documents, taken.items, taken.known, taken.failed) == (2, 0, 2, 0)
    assert taken.knows(reading(1).document)
    assert not Recorder(folder, "m2").knows(reading(1).document)


def test_errors_are_kept_until_the_input_is_read(folder: RecordFolder) -> None:
    source = Source("in.jsonl", "/somewhere/in.jsonl")
    first = Recorder(folder, "m1", date=datetime.date(2025, 1, 21))
    first.take(Defect("in.jsonl, line 2", "not read", "report it"), source)
    first.take(NotFoundError("x.txt", "no such file", "check the path"))
    first.finish(source)
    first.close()
    found = {(one.input, one.place, one.defect, one.date) for one in folder.runs.unread()}
    assert found == {
        ("/somewhere/in.jsonl", "in.jsonl, line 2", True, "2025-01-21"),
        (str(Path("x.txt").absolute()), "x.txt", False, "2025-01-21"),
    }
    second = Recorder(folder, "m1")
    second.take(Defect("in.jsonl, line 3", "not read", "report it"), source)
    second.finish(source)
    second.close()
    assert [one.place for one in folder.runs.unread()] == ["in.jsonl, line 3", "x.txt"]
