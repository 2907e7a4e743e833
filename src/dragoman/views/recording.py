"""The `read --record` command, and reading again what could not be read: from paths to a record folder."""

from __future__ import annotations

import contextlib
import datetime
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import typer

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.known import KnownDocuments
from dragoman.engine.loading import pipeline
from dragoman.engine.local import Defect, Engine, Known, LocalEngine, Reader, Reading
from dragoman.engine.recorder import Recorder
from dragoman.errors import InputError
from dragoman.method import method_version
from dragoman.record.items import Item
from dragoman.sources.found import Note, Source
from dragoman.sources.inputs import find_sources
from dragoman.store.folder import RecordFolder
from dragoman.store.runs import Unread
from dragoman.views.counted import counted
from dragoman.views.progress import Progress
from dragoman.views.reading import message
from dragoman.views.visible import one_line

__all__ = ["read_again", "record_paths"]


class LatePipeline:
    """The pipeline, loaded when the first document is to be read: often the record has them all."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._pipeline: Reader | None = None

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        """Return the items of a document."""
        if self._pipeline is None:
            self._pipeline = pipeline(self.config)
        return self._pipeline.read(document, mentions=mentions)


def record_paths(paths: Sequence[str], record: Path, *, date: datetime.date | None, jobs: int = 1) -> None:
    """Read files and folders into a record folder, which is made if it is not there.

    Raises:
        RecordError: The folder cannot be opened or written.
        WorkerError: Worker processes cannot be started.
        typer.Exit: With status 1, if something could not be read.
    """
    with RecordFolder.create(record) as folder:
        run = RecordingRun(folder, date, len(paths), jobs)
        run.read(find_sources(paths, run.config), paths)
        if run.failed:
            raise typer.Exit(1)


def read_again(record: Path) -> None:
    """Read again the inputs of a record folder that could not be read.

    Raises:
        RecordError: The folder cannot be opened or written.
    """
    with RecordFolder.open(record) as folder:
        for date, unread in _by_date(folder.runs.unread()):
            run = RecordingRun(folder, date, len(unread))
            run.read(_sources(unread, run.config), [one.input for one in unread if one.input])


def _by_date(unread: Iterable[Unread]) -> Iterator[tuple[datetime.date | None, list[Unread]]]:
    for date, ones in groupby(sorted(unread, key=lambda one: one.date or ""), key=lambda one: one.date):
        yield datetime.date.fromisoformat(date) if date else None, list(ones)


def _sources(unread: Iterable[Unread], config: Config) -> Iterator[Source | Note | InputError]:
    """Yield the inputs of some errors, each once, under the names that they had."""
    for path, name in dict.fromkeys((one.input, one.name) for one in unread):
        if not path:
            yield Note("standard input", "cannot be read again", "give it to 'dragoman read -' once more")
        elif Path(path).is_file():
            yield Source(name, path)
        else:
            yield from find_sources([path], config)


class RecordingRun:
    """One pass over inputs, into one record folder."""

    def __init__(self, folder: RecordFolder, date: datetime.date | None, files: int, jobs: int = 1) -> None:
        self.config = Config()
        self.folder = folder
        self.recorder = Recorder(folder, method_version(), date=date)
        self.date = date
        self.jobs = jobs
        self.progress = Progress(sys.stderr, files)

    @property
    def failed(self) -> int:
        """How many inputs or documents could not be read."""
        return self.recorder.failed

    def _reader(self) -> Reader:
        return LatePipeline(self.config)

    def _engine(self) -> Engine:
        if self.jobs == 1:
            return LocalEngine(self._reader(), self.config, date=self.date, mentions=True, known=self.recorder.knows)
        from dragoman.engine.supervisor import WorkerEngine  # only for several processes

        known = KnownDocuments(self.folder.path, self.recorder.method)
        return WorkerEngine(self.config, jobs=self.jobs, date=self.date, mentions=True, known=known)

    def read(self, found: Iterable[Source | Note | InputError], paths: Iterable[str]) -> None:
        """Read all, write it, and say what came of it. What was read before something goes wrong is written, too.

        Args:
            found: What to read.
            paths: The files and folders that it was found in: their old errors are over.
        """
        began = time.perf_counter()
        try:
            inputs = list(found)
            for one in inputs:
                if not isinstance(one, Source):
                    self._say(one)
                    self.recorder.take(one)
            self._read([one for one in inputs if isinstance(one, Source)])
            for path in paths:
                self.recorder.finish(Source(path, None if path == "-" else path))
        finally:
            self.progress.wipe()
            self.recorder.close()
            self._say_summary(time.perf_counter() - began)

    def _read(self, sources: Sequence[Source]) -> None:
        # Closed at once when writing fails or the keyboard stops it: workers must not go on.
        with contextlib.closing(self._engine().read_all(sources)) as placed:
            for number, outcome in placed:
                while self.progress.files_done < number:
                    self._finish(sources)
                self.progress.wipe()
                if not isinstance(outcome, Reading | Known):
                    self._say(outcome)
                self.recorder.take(outcome, sources[number])
                self.progress.step(outcome.document.origin if isinstance(outcome, Reading) else outcome.where)
        while self.progress.files_done < len(sources):
            self._finish(sources)

    def _finish(self, sources: Sequence[Source]) -> None:
        self.recorder.finish(sources[self.progress.files_done])
        self.progress.files_done += 1

    def _say(self, found: Note | InputError | Defect) -> None:
        sys.stderr.write(f"{message(found)}\n")

    def _say_summary(self, seconds: float) -> None:
        taken = self.recorder
        parts = [counted(taken.documents, "document") + f" read into {one_line(str(self.folder.path))}"]
        parts.append(counted(taken.items, "item"))
        if taken.known:
            parts.append(f"{taken.known:,} known already")
        if taken.failed:
            parts.append(f"{taken.failed:,} not read")
        sys.stderr.write(f"dragoman: {', '.join(parts)}, in {seconds:.1f} s\n")
