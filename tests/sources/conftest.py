"""Reads files that a test writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import InputError
from dragoman.sources.found import Found, Note, Source
from dragoman.sources.inputs import documents


class Outcome:
    """What one input gave, sorted by kind."""

    def __init__(self, found: list[Found]) -> None:
        self.documents = [one for one in found if isinstance(one, Document)]
        self.notes = [one for one in found if isinstance(one, Note)]
        self.errors = [one for one in found if isinstance(one, InputError)]

    @property
    def texts(self) -> list[str]:
        return [document.text for document in self.documents]

    @property
    def only(self) -> Document:
        (document,) = self.documents
        return document


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that writes a file and reads it; messages name it by its name alone."""

    def read(
        name: str, content: bytes | str, *, date: datetime.date | None = None, config: Config | None = None
    ) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return Outcome(list(documents(Source(name, str(path)), date=date, config=config or Config())))

    return read
