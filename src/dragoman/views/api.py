"""Dragoman from Python: read a text, open a record folder, and have the answer as items, tables or data frames."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.document import Document
from dragoman.errors import EmptyInputError, UsageError
from dragoman.store.folder import RecordFolder
from dragoman.store.layout import ItemOfRecord
from dragoman.store.query import Query
from dragoman.store.snapshot import ReportEntry, Snapshot
from dragoman.views.answers import Hits, Items, kind_named
from dragoman.views.finding import find
from dragoman.views.report_facts import facts_of, reports_of

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.pipeline import Pipeline

__all__ = ["Record", "open_record", "read"]

Day = datetime.date | str


class Record:
    """A record folder, as of one of its batches: what is written later is not seen. Close it, or use it with `with`."""

    def __init__(self, folder: RecordFolder, snapshot: Snapshot) -> None:
        self._folder = folder
        self._snapshot = snapshot

    @property
    def batch(self) -> int:
        """The number of the batch up to which the record is seen."""
        return self._snapshot.seq

    def snapshot(self, batch: int | None = None) -> Record:
        """Return the record as of a batch; as of the last one, with what was written since, if none is given.

        Raises:
            UsageError: There is no such batch.
        """
        return Record(self._folder, self._folder.snapshot(batch))

    def items(self, kind: str | None = None, *, report: str | None = None) -> Items:
        """Return the items, all at once in memory.

        Args:
            kind: statement, event, position, commitment, agreement or relation; all of them if not given.
            report: Only those of this report.

        Raises:
            UsageError: There is no such kind.
        """
        wanted = kind_named(kind) if kind is not None else None
        found = list(
            self._snapshot.items(kinds=(wanted,) if wanted else (), reports=(report,) if report is not None else ())
        )
        return Items(found, reports_of(self._snapshot, (item.report for item in found)), wanted)

    def item(self, identity: str) -> ItemOfRecord | None:
        """Return the item with this id, `None` if there is none."""
        return self._snapshot.item(identity)

    def find(
        self,
        words: str = "",
        *,
        speaker: str | None = None,
        actor: str | None = None,
        country: str | None = None,
        kind: str | Iterable[str] = (),
        type: str | None = None,  # noqa: A002 - the name of the option of the command line
        issue: str | None = None,
        openness: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        report: str | None = None,
        limit: int = 50,
    ) -> Hits:
        """Return the items that hold words and meet all conditions, the best first; without words the latest first.

        Args:
            words: All must occur; `"a phrase"`, `begin*` and `-without` are understood.
            speaker: Who says it: words of the name, or a PLOVER code.
            actor: Who takes part, in any role: words of the name, or a PLOVER code.
            country: The country of anyone who takes part, by name or code.
            kind: One kind or several.
            type: An act, event type, stance, claim or status.
            issue: Words of the issue of a position, or a context of an event.
            openness: public, private or leaked.
            since: First day, a date or `YYYY-MM-DD`.
            until: Last day.
            report: The id of the report.
            limit: At most so many.

        Raises:
            UsageError: Nothing is asked for, or something that no record has.
        """
        query = Query(
            kinds=tuple(kind_named(one) for one in ([kind] if isinstance(kind, str) else kind)),
            speaker=speaker,
            actor=actor,
            country=country,
            type=type,
            issue=issue,
            openness=openness,
            since=_day(since),
            until=_day(until),
            report=report,
        )
        return Hits(find(self._snapshot, words, query, limit))

    def sql(self, query: str) -> pa.Table:
        """Return the result of one SELECT as a table of pyarrow, which has `.to_pandas()`; see "Ask it in SQL".

        Raises:
            UsageError: The query cannot be understood or done.
        """
        return self._snapshot.sql(query)

    def documents(self) -> list[ReportEntry]:
        """Return what is known of the reports, without their texts."""
        return list(self._snapshot.documents())

    def document(self, report: str) -> Document | None:
        """Return a report with its text: `document.text[hit.start:hit.end]` is the evidence."""
        return self._snapshot.document(report)

    def close(self) -> None:
        """Let go of the folder, and of all that was made of it with `snapshot`."""
        self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self._folder.path} as of batch {self.batch}>"


def read(
    text: str,
    date: Day | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the name of the column of a table
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Items:
    """Return what a report says.

    The first call loads the reader, which takes a second or two; later calls use it again.

    Args:
        text: The text of the report.
        date: The day it was published, a date or `YYYY-MM-DD`; without one, "on Monday" stays unresolved.
        id: What `report` is in the items; a hash of the text if not given.
        title: Its title.
        publisher: Who published it.
        url: Its address.

    Raises:
        EmptyInputError: There is no text.
        UsageError: The date is no day.
    """
    if not text.strip():
        raise EmptyInputError("read", "nothing in the text", "give the text of a report")
    day = _day(date)
    document = Document(
        id=id if id is not None else Document.id_for(text),
        text=text,
        origin="text given in Python",
        date=day,
        date_from="given" if day else "not given",
        title=title,
        publisher=publisher,
        url=url,
    )
    items = [item for item in _pipeline().read(document) if isinstance(item, ItemOfRecord)]
    return Items(items, {document.id: facts_of(document)})


def open_record(folder: str | Path) -> Record:
    """Open a record folder that `dragoman read --record` has made, as of now. This is `dragoman.open`.

    Raises:
        RecordError: It is no record folder, or one that a later version of Dragoman has made.
    """
    opened = RecordFolder.open(folder)
    return Record(opened, opened.snapshot())


@functools.cache
def _pipeline() -> Pipeline:
    from dragoman.pipeline import Pipeline  # loads the models

    return Pipeline()


def _day(day: Day | None) -> datetime.date | None:
    if not isinstance(day, str):
        return day.date() if isinstance(day, datetime.datetime) else day
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is no day; write it as YYYY-MM-DD, such as 2025-01-21") from None
