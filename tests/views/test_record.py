"""Reading into a record folder, and looking after it, as scripts call it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.store.pattern_reader import PatternReader

from dragoman.document import Document
from dragoman.record.items import Item
from dragoman.store import RecordFolder
from dragoman.views import recording
from dragoman.views.cli import run

TEXT = "Ann of NOR told Bob of SUD: peace is near."


class Counting(PatternReader):
    """Counts the documents that it reads."""

    count = 0

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        type(self).count += 1
        if "KEYBOARD" in document.text:
            raise KeyboardInterrupt
        return super().read(document, mentions=mentions)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that calls the program, and returns status, output and messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording.RecordingRun, "_reader", lambda _: Counting())
    monkeypatch.setattr(recording, "method_version", lambda: "m1")
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    Counting.count = 0
    Path("a.txt").write_text(TEXT)
    Path("t.jsonl").write_text(f'{{"id": "t1", "text": "{TEXT}"}}\n{{"text": "DEFECT"}}\nbroken\n')

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(list(arguments))
        return status, *capsys.readouterr()

    return call


def test_reading_into_a_folder_prints_a_summary_and_nothing_else(call: Any) -> None:
    status, out, err = call("read", "a.txt", "--record", "r")
    assert (status, out) == (0, "")
    assert err.startswith("dragoman: 1 document read into r, 1 item, in ")
    with RecordFolder.open("r") as folder:
        assert [item.report for item in folder.snapshot().items()] == [Document.id_for(TEXT)]


def test_reading_again_reads_nothing(call: Any) -> None:
    call("read", "a.txt", "t.jsonl", "--record", "r")
    read = Counting.count
    status, _, err = call("read", "a.txt", "--record", "r")
    assert (status, Counting.count) == (0, read)
    assert "0 documents read into r, 0 items, 1 known already" in err


def test_reading_with_another_date_or_method_reads_anew(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    call("read", "a.txt", "--record", "r")
    _, _, err = call("read", "a.txt", "--record", "r", "--date", "2025-01-21")
    assert "1 document read" in err
    monkeypatch.setattr(recording, "method_version", lambda: "m2")
    _, _, err = call("read", "a.txt", "--record", "r", "--date", "2025-01-21")
    assert "1 document read" in err
    status, out, _ = call("record", "diff", "r")
    assert status == 0
    assert out.splitlines()[0] == f"report {Document.id_for(TEXT)}: m1 (batch 2) -> m2 (batch 3)"
    assert out.splitlines()[1] == "  1 the same, 0 changed, 0 gone, 0 new"


def test_read_without_a_record_prints_whatever_the_environment_says(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.views import reading

    monkeypatch.setattr(reading.ReadingRun, "_pipeline", lambda _: PatternReader())
    monkeypatch.setenv("DRAGOMAN_RECORD", "r")
    _, out, _ = call("read", "a.txt", "--format", "jsonl")
    assert json.loads(out.splitlines()[0])["kind"] == "statement"
    assert not Path("r").exists()


def test_what_cannot_be_read_is_kept_and_read_again(call: Any) -> None:
    status, _, err = call("read", "a.txt", "t.jsonl", "none.txt", "--record", "r")
    assert status == 1
    assert "2 documents read into r, 2 items, 3 not read" in err.splitlines()[-1]
    status, out, _ = call("record", "errors", "r", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(row["place"], row["defect"]) for row in rows] == [
        ("none.txt", False), ("t.jsonl, line 2", True), ("t.jsonl, line 3", False),
    ]  # fmt: skip
    status, out, _ = call("record", "errors", "r", "--retry")
    assert status == 1
    assert len(out.splitlines()) == 3

    Path("t.jsonl").write_text(f'{{"id": "t1", "text": "{TEXT}"}}\n{{"text": "Fine."}}\n')
    Path("none.txt").write_text("Here now.")
    status, out, err = call("record", "errors", "r", "--retry")
    assert (status, out) == (0, "")
    assert "2 documents read into r, 0 items, 1 known already" in err
    assert "all that was named has been read" in err
    assert call("record", "check", "r")[0] == 0


def test_errors_of_an_input_that_is_read_again_in_another_call_are_over(call: Any) -> None:
    call("read", "t.jsonl", "--record", "r")
    Path("t.jsonl").write_text(f'{{"text": "{TEXT}"}}\n')
    call("read", "t.jsonl", "--record", "r")
    assert call("record", "errors", "r")[1] == ""


def test_the_keyboard_stops_and_what_was_read_is_kept(call: Any) -> None:
    Path("k.txt").write_text("KEYBOARD")
    status, _, err = call("read", "a.txt", "k.txt", "--record", "r")
    assert status == 130
    assert "1 document read into r" in err
    with RecordFolder.open("r") as folder:
        assert len(list(folder.snapshot().items())) == 1


def test_check_names_what_is_wrong(call: Any) -> None:
    call("read", "a.txt", "--record", "r")
    status, out, _ = call("record", "check", "r")
    assert (status, out) == (0, "1 batch, 1 text, 2 items and mentions, 6 spans checked: all is in order\n")
    (segment,) = Path("r/segments/statements").iterdir()
    segment.write_bytes(b"PAR1")
    status, out, _ = call("record", "check", "r")
    assert status == 1
    assert out.splitlines()[0].startswith("segments/statements/")
    assert out.splitlines()[-1].endswith("span checked: 1 fault")


def test_the_environment_names_the_folder(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    call("read", "a.txt", "--record", "r")
    monkeypatch.setenv("DRAGOMAN_RECORD", "r")
    assert call("record", "check")[0] == 0


@pytest.mark.parametrize("command", [["check"], ["diff"], ["errors"], ["errors", "--retry"]])
def test_a_folder_that_is_no_record_is_named(call: Any, command: list[str]) -> None:
    Path("x").mkdir()
    status, out, err = call("record", *command, "x")
    assert (status, out) == (1, "")
    assert err == "dragoman: x: no record folder; name a folder that 'dragoman read --record' has made\n"


def test_a_file_cannot_become_a_record_folder(call: Any) -> None:
    status, _, err = call("read", "a.txt", "--record", "a.txt")
    assert status == 1
    assert err.startswith("dragoman: a.txt: cannot be made (")
