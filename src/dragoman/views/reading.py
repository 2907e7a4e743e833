"""The `read` command: from paths to printed items and messages."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence

from dragoman.config import Config
from dragoman.engine.loading import pipeline
from dragoman.engine.local import Defect, Engine, Known, LocalEngine, Reader, Reading
from dragoman.errors import InputError
from dragoman.record.documents import document_item
from dragoman.record.items import Item
from dragoman.sources.found import Note, Source
from dragoman.sources.inputs import find_sources
from dragoman.views.jsonl import jsonl
from dragoman.views.progress import Progress
from dragoman.views.visible import one_line

__all__ = ["ReadingRun", "message"]

#: Columns when the output is no terminal.
PLAIN_COLUMNS = 100


def message(found: Note | InputError | Defect) -> str:
    """Return the one line that says what happened, where, and what to do."""
    return f"dragoman: {one_line(found.where)}: {one_line(found.what)}; {one_line(found.advice)}"


class ReadingRun:
    """One call of `dragoman read`."""

    def __init__(
        self,
        paths: Sequence[str],
        *,
        date: datetime.date | None,
        as_text: bool,
        mentions: bool,
        with_documents: bool,
        jobs: int = 1,
    ) -> None:
        self.config = Config()
        self.paths = paths
        self.date = date
        self.as_text = as_text
        self.mentions = mentions
        self.with_documents = with_documents
        self.jobs = jobs
        self.counts: Counter[str] = Counter()
        self.read = 0
        self.failures = 0
        self.progress = Progress(sys.stderr, 0)

    def run(self) -> bool:
        """Read and print everything; return whether something could not be read."""
        began = time.perf_counter()
        sources: list[Source] = []
        for found in find_sources(self.paths, self.config):
            if isinstance(found, Source):
                sources.append(found)
            else:
                self._say(found)
        if sources:
            self._read(sources)
        if self.as_text and self.read:
            self._print_summary(time.perf_counter() - began)
        return bool(self.failures)

    def _read(self, sources: Sequence[Source]) -> None:
        self.progress.files = len(sources)
        try:
            # Closed at once when printing fails or the keyboard stops it: workers must not go on.
            with contextlib.closing(self._engine().read_all(sources)) as placed:
                for self.progress.files_done, outcome in placed:
                    self.progress.wipe()
                    if isinstance(outcome, Reading):
                        self._print(outcome)
                    elif not isinstance(outcome, Known):
                        self._say(outcome)
                    self.progress.step(outcome.document.origin if isinstance(outcome, Reading) else outcome.where)
        finally:
            self.progress.wipe()

    def _engine(self) -> Engine:
        if self.jobs == 1:
            return LocalEngine(self._pipeline(), self.config, date=self.date, mentions=self.mentions)
        from dragoman.engine.supervisor import WorkerEngine  # only for several processes

        return WorkerEngine(self.config, jobs=self.jobs, date=self.date, mentions=self.mentions)

    def _pipeline(self) -> Reader:
        return pipeline(self.config)

    def _say(self, found: Note | InputError | Defect) -> None:
        self.failures += not isinstance(found, Note)
        sys.stderr.write(f"{message(found)}\n")

    def _print(self, reading: Reading) -> None:
        items: list[Item] = [*([document_item(reading.document)] if self.with_documents else []), *reading.items]
        self.read += 1
        if not self.as_text:
            # Bytes, because a record is UTF-8 whatever the terminal is set to; at once, so that it is whole.
            sys.stdout.buffer.write(jsonl(items))
            sys.stdout.buffer.flush()
            return
        from dragoman.views.text import count_kinds, document_view

        self.counts.update(count_kinds(items))
        self._show(document_view(reading.document, items))

    def _print_summary(self, seconds: float) -> None:
        from dragoman.views.text import summary

        self._show(summary(self.counts, self.read, self.failures, seconds))

    def _show(self, view: object) -> None:
        from dragoman.views.text import rendered

        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else PLAIN_COLUMNS
        text = rendered(view, width=width, color=terminal and not os.environ.get("NO_COLOR"))  # type: ignore[arg-type]
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
