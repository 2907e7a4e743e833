"""The command line as scripts rely on it: what goes where, and the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.document import Document
from dragoman.record.items import Item, TimeMention
from dragoman.views import reading
from dragoman.views.cli import run


class Fake:
    """Stands in for the pipeline: finds the first word, and fails on reports that say so."""

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        if "KEYBOARD" in document.text:
            raise KeyboardInterrupt
        if "DEFECT" in document.text:
            raise KeyError("surprise")
        word = document.text.split()[0]
        found = TimeMention(
            report=document.id, text=word, start=0, end=len(word), type="DATE", timex=None,
            value=str(document.date), earliest=None, latest=None,
        )  # fmt: skip
        return [found] if mentions else []


class Result:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that calls the program in a folder with three reports and one bad file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading.ReadingRun, "_pipeline", lambda _: Fake())
    Path("a.txt").write_text("Monday was quiet.")
    Path("b.txt").write_text("Tuesday was not.")
    Path("empty.txt").write_text("")
    Path("t.jsonl").write_text('{"text": "One.", "date": "2024-02-03"}\n{"text": "DEFECT"}\n')

    def call(*arguments: str) -> Result:
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return call


def test_all_read_is_status_0(call: Any) -> None:
    result = call("read", "a.txt", "b.txt")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[-1].startswith("2 documents: nothing found, in ")


def test_jsonl_is_one_item_a_line_and_nothing_else(call: Any) -> None:
    result = call("read", "a.txt", "b.txt", "--format", "jsonl", "--mentions", "--date", "2025-01-21")
    assert [(row["kind"], row["text"], row["value"]) for row in result.rows] == [
        ("time", "Monday", "2025-01-21"), ("time", "Tuesday", "2025-01-21"),
    ]  # fmt: skip


def test_documents_are_printed_when_asked_for(call: Any) -> None:
    (row,) = call("read", "a.txt", "--format", "jsonl", "--documents", "--date", "2025-01-21").rows
    text = "Monday was quiet."
    document = Document(id="", text=text, origin="")
    assert row == {
        "kind": "document", "id": Document.id_for(text), "sha256": document.sha256, "text": text,
        "origin": "a.txt", "date": "2025-01-21", "date_from": "--date", "title": None, "publisher": None, "url": None,
    }  # fmt: skip


def test_what_cannot_be_read_is_named_on_one_line_and_the_others_go_on(call: Any) -> None:
    result = call("read", "empty.txt", "no.txt", "a.txt", "--format", "jsonl", "--mentions")
    assert result.status == 1
    assert [row["text"] for row in result.rows] == ["Monday"]
    assert result.err.splitlines() == [
        "dragoman: no.txt: no such file or folder; check the path",
        "dragoman: empty.txt: empty; name a file that holds a report",
    ]


def test_defect_is_named_and_the_others_go_on(call: Any) -> None:
    result = call("read", "t.jsonl", "a.txt", "--format", "jsonl", "--mentions")
    assert result.status == 1
    assert [row["text"] for row in result.rows] == ["One.", "Monday"]
    (line,) = result.err.splitlines()
    assert line.startswith("dragoman: t.jsonl, line 2: not read because of KeyError ('surprise')")
    assert line.endswith("; this is a defect in Dragoman, please report it")


def test_note_alone_is_no_failure(call: Any) -> None:
    Path("t.csv").write_text("text,date\nOne.,someday\n")
    result = call("read", "t.csv")
    assert result.status == 0
    assert result.err.startswith("dragoman: t.csv, line 2: 'someday' is no date in ISO 8601 or RFC 2822")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument"),
        (["read", "a.txt", "--date", "21.1.2025"], "'21.1.2025' is no day; write it as YYYY-MM-DD"),
        (["read", "a.txt", "--date", "20250121"], "'20250121' is no day"),
        (["read", "a.txt", "--date", "2025-02-30"], "'2025-02-30' is no day"),
        (["read", "a.txt", "--format", "xml"], "'xml'"),
        (["read", "a.txt", "--jobs", "0"], "--jobs"),
        (["fetch"], "fetch"),
        (["find"], "--record"),
    ],
)
def test_wrong_call_is_one_line_and_status_2(call: Any, arguments: list[str], words: str) -> None:
    result = call(*arguments)
    assert (result.status, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith("dragoman: ")
    assert words in line


def test_call_without_a_command_shows_the_help(call: Any) -> None:
    result = call()
    assert result.status == 2
    assert "Usage: dragoman" in result.out


def test_jobs_are_accepted(call: Any) -> None:
    assert call("read", "a.txt", "--jobs", "4").status == 0


def test_version_is_printed(call: Any) -> None:
    assert call("--version").out == f"dragoman {dragoman.__version__}\n"


@pytest.mark.parametrize("option", ["--date", "--format", "--mentions", "--documents", "--jobs"])
def test_help_names_every_option(call: Any, option: str) -> None:
    result = call("read", "--help")
    assert result.status == 0
    assert option in result.out


def test_name_of_a_file_cannot_command_the_terminal(call: Any) -> None:
    name = "x\x1b]0;owned\x07\n[red].txt"
    Path(name).write_text("")
    Path("y\x1b[2J[b].txt").write_text("One.")
    result = call("read", name, "y\x1b[2J[b].txt")
    assert result.err == "dragoman: x\\x1b]0;owned\\x07 [red].txt: empty; name a file that holds a report\n"
    assert result.out.startswith("y\\x1b[2J[b].txt\n")


def test_keyboard_ends_with_one_line(call: Any) -> None:
    Path("k.txt").write_text("KEYBOARD")
    result = call("read", "a.txt", "k.txt", "b.txt", "--format", "jsonl", "--mentions")
    assert result.status == 130
    assert [row["text"] for row in result.rows] == ["Monday"]
    assert result.err == "dragoman: stopped from the keyboard; what was printed before is whole\n"


def test_report_with_half_a_surrogate_pair_is_printed(call: Any) -> None:
    Path("s.jsonl").write_text('{"text": "\\ud800 a\\u0000b", "title": "\\udc00"}')
    assert call("read", "s.jsonl", "--mentions", "--documents").status == 0
    rows = call("read", "s.jsonl", "--mentions", "--documents", "--format", "jsonl").rows
    assert rows[0]["text"] == "\ud800 a\0b"


PROGRAM = """
import sys
from dragoman.views import reading
from dragoman.views.cli import main
class Slow:
    def read(self, document, *, mentions=False):
        import time
        print("began", file=sys.stderr, flush=True)
        time.sleep(float(document.text))
        return []
reading.ReadingRun._pipeline = lambda _: Slow()
main()
"""


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
    )  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"text": "0"}\n' * 2000)
    with start(tmp_path, "read", "t.jsonl", "--documents") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        messages = process.stderr.read()
        assert process.wait(20) == 141
    assert set(messages.split()) == {"began"}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupt_from_the_keyboard_is_status_130(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("30")
    with start(tmp_path, "read", "a.txt") as process:
        assert process.stderr
        assert process.stderr.readline() == "began\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == "dragoman: stopped from the keyboard; what was printed before is whole\n"


def test_module_is_the_program() -> None:
    result = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout == f"dragoman {dragoman.__version__}\n"


def test_a_table_on_standard_input_is_recognised_by_its_header(tmp_path: Path) -> None:
    table = 'id,text\n7,"Putin said that he agreed."\n'
    command = [sys.executable, "-m", "dragoman", "read", "-", "--format", "jsonl"]
    result = subprocess.run(command, input=table, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert [json.loads(line)["report"] for line in result.stdout.splitlines()] == ["7"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Putin said that he agreed.", encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "dragoman", "read", "a.txt"]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr
