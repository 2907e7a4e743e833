"""Takes what reading gives, document by document, and writes it into a record folder, batch by batch."""

from __future__ import annotations

import datetime
import os
import time

from dragoman.document import Document
from dragoman.engine.local import Defect, Known, Outcome, Reading
from dragoman.errors import InputError
from dragoman.sources.found import Note, Source
from dragoman.store.folder import RecordFolder
from dragoman.store.runs import Unread

__all__ = ["Recorder"]

#: A batch is written when it has so many documents, or so many characters, or has been gathered for so many seconds:
#: few enough files for a large record, little to read again after a failure, memory that stays flat.
BATCH_DOCUMENTS = 500
BATCH_CHARACTERS = 5_000_000
BATCH_SECONDS = 60.0


class Recorder:
    """Writes outcomes of reading into a record folder. Use it with one run of one program.

    It does not matter who reads: give it each outcome, and say when an input has come to its end.
    """

    def __init__(self, folder: RecordFolder, method: str, *, date: datetime.date | None = None) -> None:
        self.folder = folder
        self.method = method
        self.date = date
        self.documents = 0
        self.items = 0
        self.known = 0
        self.failed = 0
        self.run = folder.runs.begin(method)
        self._pending: list[Reading] = []
        self._characters = 0
        self._unread: list[Unread] = []
        self._began = time.monotonic()

    def knows(self, document: Document) -> bool:
        """Tell whether the record has a reading of just this document by this method."""
        return self.folder.knows(document, self.method)

    def take(self, outcome: Outcome, source: Source | None = None) -> None:
        """Take one outcome.

        Args:
            outcome: What came of a document or an input.
            source: The input; `None` if there is none, such as a path that leads nowhere.
        """
        match outcome:
            case Reading():
                self._pending.append(outcome)
                self._characters += len(outcome.document.text)
            case Known():
                self.known += 1
            case Note():
                pass
            case InputError() | Defect():
                self.failed += 1
                self._unread.append(self._entry(outcome, source))
        full = len(self._pending) >= BATCH_DOCUMENTS or self._characters >= BATCH_CHARACTERS
        if full or time.monotonic() - self._began >= BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was taken.

        Raises:
            RecordError: Another program has been writing for too long, or the disk is full.
        """
        if self._pending:
            written = self.folder.write(self._pending, method=self.method)
            self.documents += written.documents
            self.items += written.items
            self.known += written.known
        self.folder.runs.note(self.run, self._unread)
        self._pending, self._unread, self._characters, self._began = [], [], 0, time.monotonic()

    def finish(self, source: Source) -> None:
        """Take note that an input was read to its end: its old errors that did not come back are over."""
        path = _whole_path(source.path)
        if self.folder.runs.has_older(self.run, path):
            self.flush()
            self.folder.runs.finish_input(self.run, path)

    def close(self) -> None:
        """Write what was taken, and end the run."""
        self.flush()
        self.folder.runs.end(self.run, read=self.documents, known=self.known, failed=self.failed)

    def _entry(self, error: InputError | Defect, source: Source | None) -> Unread:
        return Unread(
            input=_whole_path(source.path if source else error.where),
            name=source.name if source else error.where,
            place=error.where,
            what=error.what,
            advice=error.advice,
            defect=isinstance(error, Defect),
            date=self.date.isoformat() if self.date else None,
        )


def _whole_path(path: str | None) -> str:
    """Return a path from the root; empty for standard input."""
    return "" if path is None else os.path.abspath(path)  # noqa: PTH100 - names stay as they were given
