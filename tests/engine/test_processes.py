"""However a run of several processes ends, it leaves none behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")

ROOT = Path(__file__).resolve().parents[2]
#: The command line, with a reader that does what its documents say.
PROGRAM = """
import functools
from dragoman.engine import supervisor
from dragoman.views.cli import main
from tests.engine.readers import Obedient

if __name__ == "__main__":
    supervisor.WorkerEngine = functools.partial(supervisor.WorkerEngine, make_reader=Obedient)
    main()
"""


class Program:
    """The program, reading with two workers that each leave a file with their number as its name."""

    def __init__(self, folder: Path, rest: str, seconds: int) -> None:
        self.told = folder / "told"
        self.told.mkdir()
        inputs = folder / "in"
        inputs.mkdir()
        for name in "ab":  # each long enough to be a shard of its own
            (inputs / f"{name}.txt").write_text(f"tell {self.told} {seconds} " + "x" * 30_000)
        (inputs / "c.jsonl").write_text(rest)
        (folder / "program.py").write_text(PROGRAM)
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "program.py", "read", "in", "--jobs", "2", "--format", "jsonl"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        )  # fmt: skip

    def workers(self) -> list[int]:
        """Return the numbers of the workers that have begun to read."""
        return [int(path.name) for path in self.told.iterdir()]

    def both_workers(self) -> list[int]:
        """Wait until both workers read, and return their numbers."""
        wait_until(lambda: len(self.workers()) == 2)
        return self.workers()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    programs: list[Program] = []

    def start(rest: str = "", *, seconds: int = 300) -> Program:
        programs.append(Program(tmp_path, rest, seconds))
        return programs[-1]

    yield start
    for program in programs:
        program.process.kill()
        program.process.communicate()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that other processes do; fail if it does not come."""
    last = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.02)


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    if sys.platform == "linux":  # a process that no one has waited for is at its end
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return False


def test_the_keyboard_stops_all_workers_at_once(start: Callable[..., Program]) -> None:
    program = start()
    workers = program.both_workers()
    os.killpg(program.process.pid, signal.SIGINT)  # as a terminal does: every process gets it
    out, err = program.process.communicate(timeout=30)
    assert (program.process.returncode, out) == (130, "")
    assert err == "dragoman: stopped from the keyboard; what was printed before is whole\n"
    wait_until(lambda: all(is_gone(worker) for worker in workers))


@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_when_their_supervisor_dies(start: Callable[..., Program], deadly: signal.Signals) -> None:
    program = start()
    workers = program.both_workers()
    program.process.send_signal(deadly)
    assert program.process.wait(30) == -deadly
    wait_until(lambda: all(is_gone(worker) for worker in workers))


def test_workers_end_when_the_output_is_closed(start: Callable[..., Program]) -> None:
    program = start('{"text": "One."}\n' * 5_000, seconds=0)
    assert program.process.stdout
    assert program.process.stderr
    program.process.stdout.readline()
    program.process.stdout.close()
    assert program.process.wait(30) == 141
    assert program.process.stderr.read() == ""
    assert program.workers()
    wait_until(lambda: all(is_gone(worker) for worker in program.workers()))


def test_the_record_is_that_of_one_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Putin said on Monday that he would visit China.")
    (tmp_path / "b.html").write_text("<p>" + "The minister met his counterpart in Paris and praised the treaty. " * 9)
    (tmp_path / "c.jsonl").write_text('{"text": "Iran rejected the offer.", "date": "2024-02-03"}\nbroken\n')

    def read(*options: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "dragoman", "read", ".", "--format", "jsonl", "--documents", *options]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        return result.returncode, result.stdout, result.stderr

    alone = read()
    assert alone[0] == 1
    assert len(alone[1].splitlines()) > 3
    assert read("--jobs", "2") == alone
