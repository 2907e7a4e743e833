"""Which documents a record has already: asked in this process or in a worker, which opens the record for itself."""

from __future__ import annotations

from pathlib import Path

from dragoman.document import Document
from dragoman.store.folder import RecordFolder

__all__ = ["KnownDocuments"]


class KnownDocuments:
    """Tells whether a record folder has a reading of a document by a method. Can be sent to a worker process."""

    def __init__(self, path: Path, method: str) -> None:
        self.path = path
        self.method = method
        self._folder: RecordFolder | None = None

    def __call__(self, document: Document) -> bool:
        """Tell whether the record has a reading of just this document.

        Raises:
            RecordError: The record cannot be opened.
        """
        if self._folder is None:
            self._folder = RecordFolder.open(self.path)
        return self._folder.knows(document, self.method)

    def __getstate__(self) -> tuple[Path, str]:
        return self.path, self.method

    def __setstate__(self, state: tuple[Path, str]) -> None:
        self.path, self.method = state
        self._folder = None

    def close(self) -> None:
        """Close the record."""
        if self._folder is not None:
            self._folder.close()
            self._folder = None
