"""What goes over the pipe between the supervisor and a worker, as bytes that are checked when they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from dragoman import errors
from dragoman.document import Document
from dragoman.engine.local import Defect, Known, Outcome, Reading
from dragoman.engine.tasks import Task
from dragoman.errors import InputError
from dragoman.record.items import Item
from dragoman.sources.found import Note, Source

__all__ = ["Answer", "FromWorker", "NotStarted", "Ready", "Shard", "decode", "encode", "outcomes", "wired"]

Message = TypeVar("Message")


class FileTask(msgspec.Struct, frozen=True, tag="file"):
    """A file that the worker opens, finds the document in, and reads."""

    name: str
    path: str | None
    characters: int


class DocumentTask(msgspec.Struct, frozen=True, tag="document"):
    """A document that was found by the supervisor: a row of a table."""

    document: Document


class Shard(msgspec.Struct, frozen=True):
    """What a worker is asked to read; it gives one answer for each task, in their order."""

    tasks: list[FileTask | DocumentTask]

    @staticmethod
    def of(tasks: Iterable[Task]) -> Shard:
        """Return the shard that holds these tasks."""
        return Shard([_wired_task(task) for task in tasks])

    def unpacked(self) -> Iterator[Task]:
        """Yield the tasks."""
        for task in self.tasks:
            if isinstance(task, DocumentTask):
                yield Task(task.document, len(task.document.text))
            else:
                yield Task(Source(task.name, task.path), task.characters)


class WiredReading(msgspec.Struct, frozen=True, tag="reading"):
    """A `Reading`."""

    document: Document
    items: list[Item]


class WiredMessage(msgspec.Struct, frozen=True, tag="message"):
    """A `Note`, a `Defect`, an `InputError`, or a `Known`, of which nothing is said: `name` is that of its class."""

    name: str
    where: str
    what: str
    advice: str


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker has loaded its tables and models."""


class NotStarted(msgspec.Struct, frozen=True, tag="not started"):
    """The worker cannot load its tables or models."""

    why: str


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """All that came out of one task."""

    outcomes: list[WiredReading | WiredMessage]


FromWorker = Ready | NotStarted | Answer


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as MessagePack; as JSON if a text holds half of a surrogate pair, which is no UTF-8."""
    try:
        return msgspec.msgpack.encode(message)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(message)).encode("ascii")


def decode(data: bytes, kind: type[Message]) -> Message:
    """Return the message in the bytes.

    Raises:
        msgspec.DecodeError: The bytes are no message.
        msgspec.ValidationError: They are one of another kind.
    """
    # An object of JSON begins with a brace, which MessagePack reads as the number 123.
    if data[:1] != b"{":
        return msgspec.msgpack.decode(data, type=kind)
    try:
        return msgspec.convert(json.loads(data), kind)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from None


def wired(outcome: Outcome) -> WiredReading | WiredMessage:
    """Return an outcome as it is sent."""
    if isinstance(outcome, Reading):
        return WiredReading(outcome.document, list(outcome.items))
    if isinstance(outcome, Known):
        return WiredMessage(Known.__name__, outcome.where, "", "")
    return WiredMessage(type(outcome).__name__, outcome.where, outcome.what, outcome.advice)


def outcomes(answer: Answer) -> Iterator[Outcome]:
    """Yield the outcomes that a worker sent."""
    for one in answer.outcomes:
        yield Reading(one.document, one.items) if isinstance(one, WiredReading) else _said(one)


def _wired_task(task: Task) -> FileTask | DocumentTask:
    if isinstance(task.content, Document):
        return DocumentTask(task.content)
    return FileTask(task.content.name, task.content.path, task.characters)


def _said(message: WiredMessage) -> Known | Note | Defect | InputError:
    words = message.where, message.what, message.advice
    if message.name == Known.__name__:
        return Known(message.where)
    if message.name == Note.__name__:
        return Note(*words)
    if message.name == Defect.__name__:
        return Defect(*words)
    kind = getattr(errors, message.name, None) if message.name in errors.__all__ else None
    return kind(*words) if isinstance(kind, type) and issubclass(kind, InputError) else InputError(*words)
