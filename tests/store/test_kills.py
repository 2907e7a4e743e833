"""A writer that is killed at any moment loses nothing, and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.store.killed_writer import batches, write_all
from tests.store.pattern_reader import read

import dragoman
from dragoman.store import RecordFolder
from dragoman.store.checking import Checked

KILLS = 32
#: A child lives at most this long, in seconds: what a few batches take.
LONGEST_LIFE = 0.2
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run_for() -> Iterator[Callable[[Path, float], bool]]:
    """Return a function that has a program write all into a folder, and kills it; it returns whether it was killed."""
    folders = [str(Path(dragoman.__file__).parents[1]), str(ROOT)]
    command = [sys.executable, "-W", "ignore", "-m", "tests.store.killed_writer"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(folders)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        ask, answers = server.stdin, server.stdout

        def run_for(path: Path, seconds: float) -> bool:
            ask.write(f"{path}\n")
            ask.flush()
            child = int(answers.readline())
            time.sleep(seconds)
            # it is the server's child, and is waited for only after the next line: the number cannot be another's
            os.kill(child, signal.SIGKILL)
            ask.write("\n")
            ask.flush()
            return int(answers.readline()) == -signal.SIGKILL

        yield run_for
        ask.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kills_lose_and_double_nothing(tmp_path: Path, run_for: Callable[[Path, float], bool]) -> None:
    chance = random.Random(6)
    path, kills, in_a_write, last = tmp_path / "record", 0, 0, 0
    while kills < KILLS:
        kills += run_for(path, chance.uniform(0.0, LONGEST_LIFE))
        if not (path / "catalog.sqlite").exists():
            continue
        with RecordFolder.open(path) as folder:
            *faults, checked = folder.check()
            assert faults == []
            assert isinstance(checked, Checked)
            in_a_write += checked.strangers > 0
            assert checked.batches >= last, "what was written stays"
        last = checked.batches
        if last == len(batches()):
            assert_whole(path)
            path, last = tmp_path / f"record-{kills}", 0
    write_all(path)
    assert_whole(path)
    assert in_a_write >= 3, "some kills must come between the files and the catalog, or this test tests nothing"


def assert_whole(path: Path) -> None:
    """Assert that a record holds every reading once, with all its items, and nothing else."""
    expected = {(one.id, one.text): one for batch in batches() for one in batch}
    items = sum(one.__struct_config__.tag != "actor" for document in expected.values() for one in read(document))
    with RecordFolder.open(path) as folder:
        *faults, checked = folder.check()
        assert faults == []
        kept = folder._connection.execute("SELECT count(*), sum(last_item - first_item + 1) FROM readings").fetchone()
        assert kept == (len(expected), items)
        assert isinstance(checked, Checked)
        assert checked.documents == len(expected)
        found = folder.snapshot().sql("SELECT report FROM readings").to_pylist()
        assert sorted(row["report"] for row in found) == sorted({identity for identity, _ in expected})
