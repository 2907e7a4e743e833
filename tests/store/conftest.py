"""An empty record folder, and a short way to write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.store.pattern_reader import readings

from dragoman.document import Document
from dragoman.record.items import Act
from dragoman.store import RecordFolder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[RecordFolder]:
    """Return an empty record folder."""
    with RecordFolder.create(tmp_path / "record") as folder:
        yield folder


@pytest.fixture
def write(folder: RecordFolder) -> Callable[..., int]:
    """Return a function that writes documents as one batch, and returns its number."""

    def write(*documents: Document, method: str = "m1", act: Act = "says") -> int:
        return folder.write(readings(*documents, act=act), method=method).seq

    return write
