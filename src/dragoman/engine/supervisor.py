"""Reads inputs in several processes: hands out shards, keeps the order, and outlives workers that die."""

from __future__ import annotations

import datetime
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing import connection
from typing import BinaryIO

import msgspec

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.crew import Place, Worker, interrupts_held_back
from dragoman.engine.loading import pipeline
from dragoman.engine.local import Outcome, Reader
from dragoman.engine.messages import Answer, NotStarted, Ready, outcomes
from dragoman.engine.tasks import Task, find_tasks
from dragoman.engine.worker import Assignment
from dragoman.errors import WorkerError
from dragoman.sources.found import Source

__all__ = ["WorkerEngine"]

#: A shard is full with so many characters, some two seconds of reading: workers seldom wait for the next one,
#: and at the end of a run none is left alone for long.
SHARD_CHARACTERS = 20_000
#: And with so many documents: what is found in them waits until they are handed out.
SHARD_DOCUMENTS = 32
#: How far workers may be ahead of the first document that is not read, for each worker: in documents ...
AHEAD_DOCUMENTS = 256
#: ... and in characters. What was found waits in memory, at some ten times the size of the text.
AHEAD_CHARACTERS = 4_000_000
#: A document that so many workers died in is set aside. One death may be chance, such as another program's hunger
#: for memory.
DEATHS = 2
#: After so many workers that did not start, one after the other, those that did have to do; if none did, the run ends.
FAILED_STARTS = 3
#: Time limits are looked at so often, in seconds. A longer pause was one of the supervisor, or of the whole
#: machine (Ctrl-Z, a closed laptop), and is not held against the workers.
TICK = 1.0


class WorkerEngine:
    """Reads inputs in worker processes. What comes out is what `LocalEngine` gives, in the same order."""

    def __init__(
        self,
        config: Config,
        *,
        jobs: int,
        make_reader: Callable[[Config], Reader] = pipeline,
        date: datetime.date | None = None,
        mentions: bool = False,
        standard_input: BinaryIO | None = None,
        known: Callable[[Document], bool] | None = None,
    ) -> None:
        """Set up; processes start when there is something to read, and no more of them than there are shards.

        Args:
            config: The limits, also those of time.
            jobs: How many documents to read at once.
            make_reader: Called once in each worker; a function or class that a module has by name.
            date: The day of publication for reports that state none.
            mentions: Also find every mention of actors and times.
            standard_input: Stands in for standard input.
            known: Tells which documents need not be read; workers get a copy of it.
        """
        self.assignment = Assignment(make_reader, config, date, mentions, known)
        self.jobs = jobs
        self.standard_input = standard_input

    def read_all(self, sources: Iterable[Source]) -> Generator[tuple[int, Outcome]]:
        """Yield what the inputs give, in their order, each with the number of its input from 0.

        Close the iterator to stop before the end: it ends the workers.

        Raises:
            WorkerError: Workers do not start, whatever the input.
        """
        tasks = find_tasks(
            sources,
            date=self.assignment.date,
            config=self.assignment.config,
            standard_input=self.standard_input,
            known=self.assignment.known,
        )
        run = Run(tasks, self.assignment, self.jobs)
        try:
            yield from run.outcomes()
        finally:
            run.stop()


class Run:
    """One run of a crew of workers."""

    def __init__(self, tasks: Iterator[tuple[int, Task | Outcome]], assignment: Assignment, jobs: int) -> None:
        self.tasks = tasks
        self.assignment = assignment
        self.jobs = jobs
        self.workers: list[Worker] = []
        #: Everything that was found and has not been given out, in the order of the inputs.
        self.places: deque[Place] = deque()
        self.characters = 0
        #: What workers have still to be given.
        self.shards: deque[list[Place]] = deque()
        self.exhausted = False
        self.failed_starts = 0
        #: Why the last of them did not start.
        self.failure = ""
        self.looked_at = time.monotonic()

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """Yield what is found, in the order of the inputs."""
        while True:
            self._hand_out()
            if not self.places:
                return
            first = self.places[0]
            self._listen(wait=first.outcomes is None)
            if first.outcomes is not None:
                self.places.popleft()
                self.characters -= first.characters
                for outcome in first.outcomes:
                    yield first.source, outcome

    def stop(self) -> None:
        """End all workers at once."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.kill()
        self.workers.clear()

    def _hand_out(self) -> None:
        idle = [worker for worker in self.workers if worker.idle]
        starting = sum(not worker.ready for worker in self.workers)
        wanted = len(idle) + starting + self.jobs - len(self.workers)
        while len(self.shards) < wanted and (shard := self._next_shard()):
            self.shards.append(shard)
        for worker in idle:
            if self.shards:
                worker.give(self.shards.popleft())
        for _ in range(min(len(self.shards) - starting, self.jobs - len(self.workers))):
            self._start()

    def _start(self) -> None:
        if self.failed_starts < FAILED_STARTS:
            try:
                with interrupts_held_back():
                    self.workers.append(Worker(self.assignment))
            except OSError as error:
                self._count_failed_start(error.strerror or type(error).__name__)
        elif not self.workers:
            raise WorkerError(
                f"{FAILED_STARTS} worker processes did not start ({self.failure}); "
                "make room in memory, or read with --jobs 1"
            )

    def _next_shard(self) -> list[Place]:
        shard: list[Place] = []
        characters = 0
        while (
            len(shard) < SHARD_DOCUMENTS
            and characters < SHARD_CHARACTERS
            and len(self.places) < AHEAD_DOCUMENTS * self.jobs
            and self.characters < AHEAD_CHARACTERS * self.jobs
            and not self.exhausted
        ):
            found = next(self.tasks, None)
            if found is None:
                self.exhausted = True
                break
            number, what = found
            place = Place(number, what) if isinstance(what, Task) else Place(number, None, [what])
            self.places.append(place)
            self.characters += place.characters
            characters += place.characters
            if place.task:
                shard.append(place)
        return shard

    def _listen(self, *, wait: bool) -> None:
        """Take one message of each worker that has one, and look at the time limits; or wait until there is one."""
        left = (worker.limit - worker.spent for worker in self.workers if not worker.idle)
        patience = max(min([TICK, *left]), 0.0) if wait else 0.0
        speaking = connection.wait([worker.pipe for worker in self.workers], patience)
        now = time.monotonic()
        passed, self.looked_at = min(now - self.looked_at, 2 * TICK), now
        for worker in list(self.workers):
            if worker.pipe in speaking:
                self._hear(worker)
            elif not worker.idle:
                worker.spent += passed
                if worker.spent >= worker.limit:
                    self._give_up(worker)

    def _hear(self, worker: Worker) -> None:
        try:
            message = worker.hear()
        except (EOFError, OSError):
            self._bury(worker, worker.buried())
            return
        except (msgspec.DecodeError, UnicodeError):
            worker.kill()
            self._bury(worker, "it answered in no known form")
            return
        if isinstance(message, Answer):
            worker.shard.popleft().outcomes = list(outcomes(message))
        elif isinstance(message, Ready):
            worker.ready = True
            self.failed_starts = 0
        elif isinstance(message, NotStarted):
            raise WorkerError(f"worker processes cannot start: {message.why}; repair this, or read with --jobs 1")

    def _bury(self, worker: Worker, how: str) -> None:
        """Take leave of a worker that has died; another takes up what it was reading."""
        if worker.shard:
            place = worker.shard[0]
            place.deaths += 1
            if place.deaths >= DEATHS:
                place.set_aside(
                    f"not read because it ended {DEATHS} worker processes ({how})",
                    "if memory ran out, use fewer --jobs; else this is a defect in Dragoman, please report it",
                )
        if worker.ready:
            self.failed_starts = 0  # it leaves room for another
        else:
            self._count_failed_start(how)
        self._dismiss(worker)

    def _give_up(self, worker: Worker) -> None:
        """End a worker that is over its limit, and set aside what it was reading."""
        limit = f"{worker.limit:,.0f} seconds"
        worker.kill()
        if worker.shard:
            worker.shard[0].set_aside(
                f"not read because it took longer than {limit}",
                "split it; if it is short, this is a defect in Dragoman, please report it",
            )
        else:
            self._count_failed_start(f"it took longer than {limit}")
        self._dismiss(worker)

    def _dismiss(self, worker: Worker) -> None:
        self.workers.remove(worker)
        left = [place for place in worker.shard if place.outcomes is None]
        if left:
            self.shards.appendleft(left)

    def _count_failed_start(self, why: str) -> None:
        self.failed_starts += 1
        self.failure = why
