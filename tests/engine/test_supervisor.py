"""Several processes read what one reads, in the same order, whatever becomes of them."""

from __future__ import annotations

import datetime
import io
import json
import multiprocessing
import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.engine.readers import Obedient, Unbuilt, dies_at_the_start

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.local import Defect, Known, LocalEngine, Outcome, Reading
from dragoman.engine.supervisor import WorkerEngine
from dragoman.errors import InputError, NotFoundError, WorkerError
from dragoman.sources.found import Source
from dragoman.sources.inputs import find_sources

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def table(folder: Path, texts: Iterable[str]) -> list[Source]:
    path = folder / "t.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return [Source("t.jsonl", str(path))]


def read(sources: Iterable[Source], *, jobs: int = 2, config: Config | None = None, **options: Any) -> list[Outcome]:
    engine = WorkerEngine(config or Config(), jobs=jobs, make_reader=Obedient, **options)
    return [outcome for _, outcome in engine.read_all(sources)]


def told(outcomes: Iterable[Outcome]) -> list[str]:
    """Return the texts of what was read, and what is said of the rest."""
    return [
        one.document.text
        if isinstance(one, Reading)
        else f"{one.where}: known"
        if isinstance(one, Known)
        else f"{one.where}: {one.what}"
        for one in outcomes
    ]


def comparable(placed: Iterable[tuple[int, Outcome]]) -> list[object]:
    return [
        (number, type(one), one.where, one.what, one.advice) if isinstance(one, InputError) else (number, one)
        for number, one in placed
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with all kinds of inputs, good and bad."""
    page = (
        "<html><body><article>" + "<p>Russia and China signed a treaty on Monday.</p>" * 30 + "</article></body></html>"
    )
    files: dict[str, bytes] = {
        "a.txt": b"One.", "b.txt": b"", "c.html": page.encode(), "d.html": b"<html></html>", "e.txt": b"caf\xe9 talks",
        "f.csv": b"text,date\nTwo.,2024-02-03\nThree.,soon\n",
        "g.jsonl": b'{"text": "Four."}\nbroken\n{"text": "raise"}\n',
        "h": b"text\tid\nFive.\t5\n", "i.jsonl": b'{"text": "\\ud800 Six."}\n', "j.txt": b"raise", "k.parquet": b"no",
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("mentions", [False, True])
def test_two_read_what_one_reads_in_the_same_order(folder: Path, mentions: bool) -> None:
    sources = [one for one in find_sources([str(folder)], Config()) if isinstance(one, Source)]
    sources.append(Source("gone.txt", str(folder / "gone.txt")))
    day = datetime.date(2025, 1, 21)
    alone = LocalEngine(Obedient(Config()), Config(), date=day, mentions=mentions).read_all(sources)
    together = WorkerEngine(Config(), jobs=2, make_reader=Obedient, date=day, mentions=mentions).read_all(sources)
    expected = comparable(alone)
    assert len(expected) > len(sources)
    assert comparable(together) == expected


def test_order_is_that_of_the_input_when_the_first_takes_longest(tmp_path: Path) -> None:
    texts = ["sleep 0.5 " + "x" * 20_000, *(f"{number} " + "x" * 5_000 for number in range(40))]
    assert told(read(table(tmp_path, texts), jobs=3)) == texts


def test_a_document_that_raises_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    one, defect, memory, two = read(table(tmp_path, ["One.", "raise", "memory", "Two."]))
    assert told([one, two]) == ["One.", "Two."]
    assert isinstance(defect, Defect)
    assert (defect.where, "KeyError" in defect.what) == ("t.jsonl, line 2", True)
    assert isinstance(memory, Defect)
    assert "MemoryError" in memory.what


@posix
@pytest.mark.parametrize(
    ("deadly", "how"),
    [
        (f"signal {signal.SIGKILL:d}", "killed by signal SIGKILL"),
        (f"signal {signal.SIGSEGV:d}", "killed by signal SIGSEGV"),
        ("leave 7", "exit status 7"),
        ("leave 0", "exit status 0"),
    ],
)
def test_a_document_that_kills_its_worker_twice_is_set_aside(tmp_path: Path, deadly: str, how: str) -> None:
    outcomes = read(table(tmp_path, ["One.", deadly, "Two.", "Three."]))
    assert told([outcomes[0], *outcomes[2:]]) == ["One.", "Two.", "Three."]
    assert outcomes[1] == Defect(
        "t.jsonl, line 2",
        f"not read because it ended 2 worker processes ({how})",
        "if memory ran out, use fewer --jobs; else this is a defect in Dragoman, please report it",
    )


@posix
def test_a_file_that_kills_its_worker_is_set_aside_by_its_name(tmp_path: Path) -> None:
    for name, text in {"a.txt": "One.", "b.txt": "leave 3", "c.txt": "Two."}.items():
        (tmp_path / name).write_text(text)
    sources = [Source(name, str(tmp_path / name)) for name in ("a.txt", "b.txt", "c.txt")]
    assert told(read(sources)) == [
        "One.",
        "b.txt: not read because it ended 2 worker processes (exit status 3)",
        "Two.",
    ]


@posix
def test_many_deadly_documents_cost_only_themselves(tmp_path: Path) -> None:
    texts = ["leave 1", "One.", "leave 2", "leave 3", "Two.", "leave 4"]
    assert [isinstance(one, Reading) for one in read(table(tmp_path, texts))] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]


@posix
def test_a_document_whose_worker_was_killed_once_is_read(tmp_path: Path) -> None:
    texts = ["One.", f"once {tmp_path / 'marker'}", "Two."]
    assert told(read(table(tmp_path, texts))) == texts
    assert (tmp_path / "marker").exists()


def test_workers_that_are_killed_from_outside_are_replaced(tmp_path: Path) -> None:
    texts = [f"sleep 0.01 {number}" for number in range(150)]
    engine = WorkerEngine(Config(), jobs=2, make_reader=Obedient)
    outcomes = []
    for number, (_, outcome) in enumerate(engine.read_all(table(tmp_path, texts))):
        outcomes.append(outcome)
        if number in {0, 60}:
            for child in multiprocessing.active_children():
                child.kill()
    assert told(outcomes) == texts


def test_a_document_over_the_time_limit_is_set_aside_at_once(tmp_path: Path) -> None:
    config = Config(max_document_seconds=2.0, least_characters_per_second=1e9)
    outcomes = read(table(tmp_path, ["One.", "sleep 300", "Two."]), config=config, jobs=1)
    assert told(outcomes) == ["One.", "t.jsonl, line 2: not read because it took longer than 2 seconds", "Two."]


def test_the_time_limit_grows_with_the_length_of_the_document(tmp_path: Path) -> None:
    config = Config(max_document_seconds=0.5, least_characters_per_second=1_000)
    texts = ["sleep 1 " + "x" * 30_000]
    assert told(read(table(tmp_path, texts), config=config)) == texts


@pytest.mark.parametrize(
    ("make_reader", "why"),
    [
        (Unbuilt, "cannot start: FileNotFoundError: no reader.onnx"),
        (dies_at_the_start, "3 worker processes did not start (exit status 9)"),
    ],
)
def test_workers_that_cannot_start_end_the_run_with_the_reason(tmp_path: Path, make_reader: Any, why: str) -> None:
    engine = WorkerEngine(Config(), jobs=2, make_reader=make_reader)
    with pytest.raises(WorkerError) as error:
        list(engine.read_all(table(tmp_path, ["One."])))
    assert why in str(error.value)
    assert "--jobs 1" in str(error.value)
    assert multiprocessing.active_children() == []


def test_a_system_without_room_for_processes_ends_the_run_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", full)
    with pytest.raises(WorkerError, match="Resource temporarily unavailable"):
        read(table(tmp_path, ["One."]))


@posix
def test_one_worker_does_when_no_other_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = multiprocessing.context.SpawnProcess.start
    tries: list[object] = []

    def full(process: multiprocessing.context.SpawnProcess) -> None:
        tries.append(process)
        if len(tries) > 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begin(process)

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", full)
    texts = [f"{number} " + "x" * 9_000 for number in range(30)]
    assert told(read(table(tmp_path, texts))) == texts
    assert len(tries) > 2


def test_closing_ends_the_workers(tmp_path: Path) -> None:
    outcomes = WorkerEngine(Config(), jobs=2, make_reader=Obedient).read_all(
        table(tmp_path, ["One.", "sleep 300"] * 40)
    )
    next(outcomes)
    assert multiprocessing.active_children() != []
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_workers_are_gone_at_the_end(tmp_path: Path) -> None:
    texts = [str(number) for number in range(200)]
    assert told(read(table(tmp_path, texts))) == texts
    assert multiprocessing.active_children() == []


def test_no_process_starts_when_nothing_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engine.supervisor.Worker", None)
    (tmp_path / "t.csv").write_text("other\n1\n")
    assert len(read([Source("t.csv", str(tmp_path / "t.csv"))])) == 1
    assert read([]) == []


def test_only_so_much_of_a_long_table_is_read_ahead() -> None:
    row = json.dumps({"text": "x" * 1_000}).encode() + b"\n"
    rows = 20_000
    stream = io.BytesIO(row * rows)
    engine = WorkerEngine(Config(), jobs=2, make_reader=Obedient, standard_input=stream)
    lead = 0
    count = 0
    for _, outcome in engine.read_all([Source("standard input", None)]):
        count += isinstance(outcome, Reading)
        lead = max(lead, stream.tell() - count * len(row))
    assert count == rows
    assert lead < 2_000 * len(row)


def test_documents_larger_than_a_pipe_come_and_go(tmp_path: Path) -> None:
    texts = [letter * 3_000_000 for letter in "abcde"]
    assert told(read(table(tmp_path, texts))) == texts


def test_a_file_that_is_missing_is_an_error_among_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    missing, found = read([Source("gone", str(tmp_path / "gone")), Source("a.txt", str(tmp_path / "a.txt"))])
    assert isinstance(missing, InputError)
    assert not isinstance(missing, NotFoundError) or missing.where == "gone"
    assert told([found]) == ["One."]


class OddOnes:
    """Knows the documents whose text ends in an odd number."""

    def __call__(self, document: Document) -> bool:
        return document.text[-1] in "13579"


def test_what_is_known_is_not_read_whether_it_stands_in_a_table_or_in_files(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(6)]
    files = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        files.append(Source(path.name, str(path)))
    for sources in (table(tmp_path, texts), files):
        kinds = [type(one) for one in read(sources, known=OddOnes())]
        assert kinds == [Reading, Known] * 3
