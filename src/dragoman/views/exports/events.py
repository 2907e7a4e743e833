"""Events of a record, and which of them a table of what happened may hold."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.record.items import Event, Statement
from dragoman.views.record_files import items_of

__all__ = ["HAPPENED", "RecordEvents", "read_record"]

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


def read_record(path: Path, *, all_realities: bool = False) -> RecordEvents:
    """Return the events of a record in their order, with the statements.

    Args:
        path: A record folder, or a file in JSON Lines.
        all_realities: Also events that did not happen: hypothetical, negated and historical ones.
    """
    events: list[Event] = []
    statements: dict[str, Statement] = {}
    for item in items_of(path):
        if isinstance(item, Event) and (all_realities or item.reality in HAPPENED):
            events.append(item)
        elif isinstance(item, Statement):
            statements[item.id] = item
    return RecordEvents(events, statements)
