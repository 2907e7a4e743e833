"""What a record holds, for views that look across its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.record.items import (
    ActorMention,
    Agreement,
    Commitment,
    DocumentItem,
    Event,
    Item,
    Position,
    Relation,
    Statement,
    TimeMention,
)

__all__ = ["ReadItem", "RecordContents"]

Kind = TypeVar("Kind")
#: An item that was read in a document.
ReadItem = Statement | Event | Position | Commitment | Agreement | Relation | ActorMention | TimeMention


@dataclass(frozen=True)
class RecordContents:
    """The documents of a record and their items, in the order in which they were read."""

    #: Document id to document.
    documents: dict[str, DocumentItem] = field(default_factory=dict)
    #: Items of every kind but documents.
    items: list[ReadItem] = field(default_factory=list)

    @classmethod
    def of(cls, items: Iterable[Item]) -> RecordContents:
        """Sort items into documents and others."""
        contents = cls()
        for item in items:
            if isinstance(item, DocumentItem):
                contents.documents[item.id] = item
            else:
                contents.items.append(item)
        return contents

    def day(self, report: str) -> str | None:
        """Return the day of a report, ISO 8601, or `None` if not known."""
        document = self.documents.get(report)
        return document.date if document is not None else None

    def of_kind(self, kind: type[Kind]) -> list[Kind]:
        """Return the items of one kind."""
        return [item for item in self.items if isinstance(item, kind)]
