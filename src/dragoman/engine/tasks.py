"""From inputs to tasks for workers: what the supervisor opens itself, and what it leaves to them."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.local import Defect, Known, defect
from dragoman.errors import InputError
from dragoman.sources.found import Note, Source
from dragoman.sources.inputs import documents, is_one_report

__all__ = ["Task", "find_tasks"]

#: How much longer a packed file may be when it is unpacked: text packs to a fifth or, if it repeats itself, less.
UNPACKED = 20


class Task(NamedTuple):
    """A document to read, or a file that holds one."""

    content: Document | Source
    #: The length of the document; of a file its bytes, which are as many or more.
    characters: int

    @property
    def where(self) -> str:
        """How messages name it."""
        return self.content.origin if isinstance(self.content, Document) else self.content.name


def find_tasks(
    sources: Iterable[Source],
    *,
    date: datetime.date | None,
    config: Config,
    standard_input: BinaryIO | None = None,
    known: Callable[[Document], bool] | None = None,
) -> Iterator[tuple[int, Task | Known | Note | InputError | Defect]]:
    """Yield the tasks of all sources in order, each with the number of its source from 0, and what else was found.

    A file that holds one report is a task as it is: the worker opens it. So the supervisor never takes a page or
    an encoding apart: those that kill whoever does so kill a worker. Tables are read here, row by row, because their
    rows come one after the other and are many; and so is standard input, which workers do not have.

    Args:
        sources: What to read.
        date: The day of publication for reports that state none.
        config: The limits.
        standard_input: Stands in for standard input.
        known: Tells which documents need not be read; those of files are asked about where the file is opened.
    """
    for number, source in enumerate(sources):
        try:
            if is_one_report(source, config):
                yield number, Task(source, _characters(source))
                continue
            for found in documents(source, date=date, config=config, standard_input=standard_input):
                if not isinstance(found, Document):
                    yield number, found
                elif known is not None and known(found):
                    yield number, Known(found.origin)
                else:
                    yield number, Task(found, len(found.text))
        except Exception as error:  # whatever it is: the next source is read
            yield number, defect(source.name, error)


def _characters(source: Source) -> int:
    path = source.path or ""
    with contextlib.suppress(OSError, ValueError):
        size = os.stat(path).st_size  # noqa: PTH116 - names stay as they were given
        return size * (UNPACKED if path.lower().endswith(".gz") else 1)
    return 0
