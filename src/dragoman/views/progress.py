"""A progress bar on standard error, for more than one document and only on a terminal."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from dragoman.views.visible import one_line

__all__ = ["Progress"]

#: A bar that is drawn more often than this flickers and costs time, in seconds.
INTERVAL = 0.1

BAR_COLUMNS = 24


class Progress:
    """Draws one line that is wiped before anything else is written.

    Rich's own bar takes hold of both streams; here the record goes to one and the bar to the other.
    """

    def __init__(self, stream: TextIO, files: int) -> None:
        self.stream = stream
        self.files = files
        self.files_done = 0
        self.documents = 0
        self.shown = False
        self.drawn_at = float("-inf")
        self.enabled = stream.isatty()

    def step(self, where: str) -> None:
        """Count one document that was read, or could not be, and draw the bar."""
        self.documents += 1
        now = time.monotonic()
        if self.enabled and max(self.files, self.documents) > 1 and now - self.drawn_at >= INTERVAL:
            self.drawn_at = now
            columns = shutil.get_terminal_size().columns
            self.stream.write(f"\r{bar(self.files_done, self.files, self.documents, where)[: columns - 1]}\x1b[K")
            self.stream.flush()
            self.shown = True

    def wipe(self) -> None:
        """Take the bar away, so that other lines can be written."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False


def bar(files_done: int, files: int, documents: int, where: str) -> str:
    """Return the bar: how many of the files are done, how many documents were read, and where it is now."""
    count = f"{documents:,} {'document' if documents == 1 else 'documents'}"
    if files < 2:
        return f"{count}  {one_line(where)}"
    filled = BAR_COLUMNS * files_done // files
    drawn = "━" * filled + "╌" * (BAR_COLUMNS - filled)
    return f"{drawn} {files_done:,} of {files:,} files, {count}  {one_line(where)}"
