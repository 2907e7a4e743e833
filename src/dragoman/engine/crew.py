"""One worker as its supervisor sees it: the process, the pipe, and what it was given to read."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.engine.local import Defect, Outcome
from dragoman.engine.messages import FromWorker, Shard, decode, encode
from dragoman.engine.tasks import Task
from dragoman.engine.worker import Assignment, document_seconds, serve

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

__all__ = ["Place", "Worker", "interrupts_held_back"]

#: A worker that has not loaded its tables and models after so many seconds is ended: it takes one or two of them.
START_SECONDS = 120.0
#: A process whose pipe is closed is at its end; one that is not gone after so many seconds is killed.
LAST_SECONDS = 5.0


class Place:
    """The place of a task in the order of the inputs, and what came out of it."""

    __slots__ = ("deaths", "outcomes", "source", "task")

    def __init__(self, source: int, task: Task | None, outcomes: list[Outcome] | None = None) -> None:
        #: Number of the input, from 0.
        self.source = source
        #: `None` if it was found while looking for tasks.
        self.task = task
        #: `None` until it is known.
        self.outcomes = outcomes
        #: How many workers died while they were reading it.
        self.deaths = 0

    @property
    def characters(self) -> int:
        """Its length."""
        return self.task.characters if self.task else 0

    def set_aside(self, what: str, advice: str) -> None:
        """Give it up."""
        self.outcomes = [Defect(self.task.where if self.task else "", what, advice)]


class Worker:
    """A worker process. It starts at once; what it says, and that it is gone, comes through `pipe`.

    Raises:
        OSError: The system has no room for another process.
    """

    def __init__(self, assignment: Assignment) -> None:
        self.config = assignment.config
        #: Has it loaded its tables and models?
        self.ready = False
        #: What it was given and has not answered, in its order; it is reading the first.
        self.shard: deque[Place] = deque()
        #: Seconds since it began to read that, or to start.
        self.spent = 0.0
        # Not forked: the libraries of models and tables hold threads and locks, which a fork would break.
        spawning = multiprocessing.get_context("spawn")
        self.pipe, its_end = spawning.Pipe()
        self.process: SpawnProcess = spawning.Process(
            target=serve, args=(its_end, assignment), name="dragoman worker", daemon=True
        )
        try:
            self.process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            its_end.close()

    @property
    def idle(self) -> bool:
        """Does it wait for a shard?"""
        return self.ready and not self.shard

    @property
    def limit(self) -> float:
        """How many seconds it may take for what it does now."""
        return document_seconds(self.config, self.shard[0].characters) if self.shard else START_SECONDS

    def give(self, shard: Sequence[Place]) -> None:
        """Give it a shard. Only when it is idle: then it takes it from the pipe, however large."""
        self.shard.extend(shard)
        self.spent = 0.0
        with contextlib.suppress(OSError):  # it has died: the pipe says so when it is read
            self.pipe.send_bytes(encode(Shard.of(place.task for place in shard if place.task)))

    def hear(self) -> FromWorker:
        """Return what it says next.

        Raises:
            EOFError: It has died.
            OSError: It has died in the middle of a word.
            msgspec.DecodeError: It is out of its mind.
        """
        self.spent = 0.0
        return decode(self.pipe.recv_bytes(), FromWorker)  # type: ignore[arg-type]

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def buried(self) -> str:
        """Wait for the end of a worker that has died, and return how it did."""
        self.process.join(LAST_SECONDS)
        code = self.process.exitcode
        self.kill()
        if code is None:
            return "it went silent"
        if code < 0:
            return f"killed by {_signal_name(-code)}"
        # Windows gives reasons such as 0xC0000005, a forbidden access to memory.
        return f"exit status {code if code < 256 else hex(code)}"


def _signal_name(number: int) -> str:
    try:
        return f"signal {signal.Signals(number).name}"
    except ValueError:
        return f"signal {number}"


@contextlib.contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Hold back Ctrl-C while a process starts: it would inherit it unprepared, and its supervisor not know of it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
