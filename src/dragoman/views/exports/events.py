"""Events of a record file, and which of them a table of what happened may hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import FormatError, NotFoundError
from dragoman.record.items import Event, Item, Statement

__all__ = ["HAPPENED", "RecordEvents", "read_items", "read_record"]

#: What is told as done, being done or agreed to; the rest is in the record, with its `reality`.
HAPPENED = frozenset({"happened", "ongoing", "planned"})


class RecordEvents(msgspec.Struct, frozen=True):
    """The events of a record, and the statements that they may stand in."""

    events: list[Event]
    #: Statement id to statement.
    statements: dict[str, Statement]

    def attributed_to(self, event: Event) -> str:
        """Return who says that an event took place: names joined by `; `, empty if the report does itself."""
        statement = self.statements.get(event.inside or "")
        if statement is None:
            return ""
        speakers = [actor.name or actor.text for actor in statement.speakers]
        return "; ".join(speakers or [span.text for span in statement.source] or ["unknown"])


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items of a record in JSON Lines, as `dragoman read --format jsonl` writes it.

    Raises:
        NotFoundError: There is no such file.
        FormatError: A line is no item; it says which.
    """
    decoder = msgspec.json.Decoder(Item)
    try:
        lines = path.open("rb")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError(
            str(path), "no such file", "give a file written by 'dragoman read --format jsonl'"
        ) from None
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise FormatError(
                    f"{path}, line {number}", f"no item of the record ({error})",
                    "give a file written by 'dragoman read --format jsonl'",
                ) from None  # fmt: skip


def read_record(path: Path, *, all_realities: bool = False) -> RecordEvents:
    """Return the events of a record in the order of the file, with the statements.

    Args:
        path: A record in JSON Lines.
        all_realities: Also events that did not happen: hypothetical, negated and historical ones.
    """
    events: list[Event] = []
    statements: dict[str, Statement] = {}
    for item in read_items(path):
        if isinstance(item, Event) and (all_realities or item.reality in HAPPENED):
            events.append(item)
        elif isinstance(item, Statement):
            statements[item.id] = item
    return RecordEvents(events, statements)
