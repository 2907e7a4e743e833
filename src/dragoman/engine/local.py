"""Reads inputs one at a time in this process; one bad document is an error, and the others go on."""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import InputError
from dragoman.record.items import Item
from dragoman.sources.found import Note, Source
from dragoman.sources.inputs import documents

__all__ = ["Defect", "Engine", "Known", "LocalEngine", "Outcome", "Reader", "Reading", "defect"]


class Reader(Protocol):
    """What turns a document into items: `dragoman.pipeline.Pipeline`, or a stand-in for it."""

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        """Return the items of a document; with `mentions` those of actors and times, too."""


class Reading(NamedTuple):
    """A document and all that was read in it."""

    document: Document
    items: Sequence[Item]


class Defect(NamedTuple):
    """A document that Dragoman itself failed on."""

    where: str
    what: str
    advice: str


class Known(NamedTuple):
    """A document that was not read, because the record has this reading of it."""

    where: str


Outcome = Reading | Known | Note | InputError | Defect


class Engine(Protocol):
    """What reads many inputs: in this process, or in others."""

    def read_all(self, sources: Iterable[Source]) -> Generator[tuple[int, Outcome]]:
        """Yield what the inputs give, in their order, each with the number of its input from 0.

        Close the iterator to stop before the end.
        """


class LocalEngine:
    """Reads inputs one at a time in this process."""

    def __init__(
        self,
        reader: Reader,
        config: Config,
        *,
        date: datetime.date | None = None,
        mentions: bool = False,
        standard_input: BinaryIO | None = None,
        known: Callable[[Document], bool] | None = None,
    ) -> None:
        #: Tells which documents need not be read.
        self.known = known
        self.reader = reader
        self.config = config
        self.date = date
        self.mentions = mentions
        self.standard_input = standard_input

    def read_all(self, sources: Iterable[Source]) -> Generator[tuple[int, Outcome]]:
        """Yield what the inputs give, in their order, each with the number of its input from 0."""
        for number, source in enumerate(sources):
            for outcome in self.read(source):
                yield number, outcome

    def read(self, source: Source) -> Iterator[Outcome]:
        """Yield what one input gives, in its order. Only `KeyboardInterrupt` and the like are raised."""
        try:
            for found in documents(source, date=self.date, config=self.config, standard_input=self.standard_input):
                yield self.read_document(found) if isinstance(found, Document) else found
        except Exception as error:  # whatever it is: the next input is read
            yield defect(source.name, error)

    def read_document(self, document: Document) -> Reading | Known | Defect:
        """Return what one document gives."""
        try:
            if self.known is not None and self.known(document):
                return Known(document.origin)
            return Reading(document, list(self.reader.read(document, mentions=self.mentions)))
        except Exception as error:  # whatever it is: the next document is read
            return defect(document.origin, error)


def defect(where: str, error: Exception) -> Defect:
    """Return what to say of an error that should never happen: its type, and the place in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "dragoman" in Path(frame.filename).parts] or frames
    place = f"{Path(ours[-1].filename).stem}, line {ours[-1].lineno}" if ours else "an unknown place"
    message = str(error)[:200] or "no message"
    what = f"not read because of {type(error).__name__} ({message}) in {place}"
    return Defect(where, what, "this is a defect in Dragoman, please report it")
