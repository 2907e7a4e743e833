"""A worker process: reads the shards that come over its pipe, and answers document by document."""

from __future__ import annotations

import contextlib
import datetime
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.local import LocalEngine, Reader, defect
from dragoman.engine.messages import Answer, NotStarted, Ready, Shard, decode, encode, wired
from dragoman.engine.tasks import Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Assignment", "document_seconds", "serve"]

#: Libraries that would start a thread for each core take their number of threads from these.
THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
#: Exit status of a worker whose supervisor is gone; nobody is left to see it.
ORPHANED = 1
#: A worker ends itself when it is this many times over the limit of a document: its supervisor is gone, or stuck.
OWN_PATIENCE = 3
#: Linux kills the process with the highest score when memory runs out, 1,000 at most: a worker before the
#: supervisor, which holds what the others have read, and before other programs of the user.
OUT_OF_MEMORY_SCORE = "800"


class Assignment(NamedTuple):
    """What a worker needs to know before its first shard."""

    make_reader: Callable[[Config], Reader]
    config: Config
    date: datetime.date | None
    mentions: bool
    known: Callable[[Document], bool] | None = None


def document_seconds(config: Config, characters: int) -> float:
    """Return how long a worker may take for a document, in seconds."""
    return config.max_document_seconds + characters / config.least_characters_per_second


def serve(pipe: Connection, assignment: Assignment) -> None:
    """Read shards until the pipe is closed. The process ends when its supervisor does, however that ends."""
    _prepare_process()
    config = assignment.config
    try:
        reader = assignment.make_reader(config)
    except Exception as error:
        with contextlib.suppress(OSError):
            pipe.send_bytes(encode(NotStarted(f"{type(error).__name__}: {error}")))
        return
    engine = LocalEngine(reader, config, date=assignment.date, mentions=assignment.mentions, known=assignment.known)
    # The supervisor may be gone at any moment: an end of the pipe is the end of the work.
    with contextlib.suppress(EOFError, OSError), Watch() as watch:
        pipe.send_bytes(encode(Ready()))
        while True:
            for task in decode(pipe.recv_bytes(), Shard).unpacked():
                with watch.over(OWN_PATIENCE * document_seconds(config, task.characters)):
                    answer = _answer(engine, task)
                pipe.send_bytes(answer)


def _answer(engine: LocalEngine, task: Task) -> bytes:
    content = task.content
    try:
        found = [engine.read_document(content)] if isinstance(content, Document) else engine.read(content)
        return encode(Answer([wired(outcome) for outcome in found]))
    except Exception as error:  # what was found cannot be written: the next document is read
        return encode(Answer([wired(defect(task.where, error))]))


class Watch:
    """Ends the process after far too long in one document, also when a library holds Python's lock."""

    def __enter__(self) -> Watch:
        self._nowhere: TextIO = Path(os.devnull).open("w", encoding="ascii")
        return self

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._nowhere.close()

    @contextlib.contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Watch over the reading of one document."""
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._nowhere)
        yield
        faulthandler.cancel_dump_traceback_later()


def _prepare_process() -> None:
    # Ctrl-C reaches every process of the terminal: the supervisor decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in THREAD_SETTINGS:
        os.environ.setdefault(name, "1")
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(OUT_OF_MEMORY_SCORE, encoding="ascii")
    threading.Thread(target=_end_with_supervisor, daemon=True).start()


def _end_with_supervisor() -> None:
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        connection.wait([supervisor.sentinel])
        os._exit(ORPHANED)
