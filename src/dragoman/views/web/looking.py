"""An open record folder, and what it holds as of its newest batch, for the length of one answer."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from dragoman.record.contents import RecordContents
from dragoman.store import RecordFolder, ReportEntry, Snapshot
from dragoman.views.positions import PositionViews
from dragoman.views.record_files import contents_of

__all__ = ["Look", "OpenRecord"]

Computed = TypeVar("Computed")
#: Answers that take long are kept so many at a time, for one batch of the record.
KEPT_ANSWERS = 32


class OpenRecord:
    """A record folder that pages are made from. Several threads may look at it; it is never written to."""

    def __init__(self, path: Path) -> None:
        """Open a record folder.

        Raises:
            RecordError: It is no record folder.
        """
        self.path = path
        self._folder = RecordFolder.open(path)
        self._lock = threading.RLock()
        self._seq = -1
        self._kept: dict[Hashable, Any] = {}

    def look(self) -> Look:
        """Return the record as it is now; what is written later is not seen in it."""
        return Look(self, self._folder.snapshot())

    def once(self, seq: int, key: Hashable, compute: Callable[[], Computed]) -> Computed:
        """Return what is computed from a batch, once for all who ask."""
        with self._lock:
            if seq != self._seq:
                self._kept.clear()
                self._seq = seq
            if key not in self._kept:
                while len(self._kept) >= KEPT_ANSWERS:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[key] = compute()
            return cast(Computed, self._kept[key])

    def close(self) -> None:
        """Let go of the folder."""
        self._folder.close()


class Look:
    """A record as of one batch."""

    def __init__(self, record: OpenRecord, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._record = record

    def once(self, key: Hashable, compute: Callable[[], Computed]) -> Computed:
        """Return what is computed from this batch, once for all who ask."""
        return self._record.once(self.snapshot.seq, key, compute)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._record.path.resolve().name

    @cached_property
    def contents(self) -> RecordContents:
        """All items and documents, for what looks across reports."""
        return self.once("contents", lambda: contents_of(self.snapshot))

    @cached_property
    def span_of_days(self) -> tuple[datetime.date | None, datetime.date | None, int]:
        """The days of the earliest and the latest report, and how many reports there are."""
        return self.once("days", self._span_of_days)

    def _span_of_days(self) -> tuple[datetime.date | None, datetime.date | None, int]:
        days, count = set[str](), 0
        for entry in self.snapshot.documents():
            count += 1
            if entry.date is not None:
                days.add(entry.date)
        if not days:
            return None, None, count
        return datetime.date.fromisoformat(min(days)), datetime.date.fromisoformat(max(days)), count

    def positions(self, as_of: datetime.date | None) -> PositionViews:
        """Return where actors stand, as of a day."""
        return self.once(("positions", as_of), lambda: PositionViews(self.contents, as_of))

    def reports(self, reports: Iterable[str]) -> dict[str, ReportEntry]:
        """Return what is known of some reports, by id."""
        wanted = list(dict.fromkeys(reports))
        found: dict[str, ReportEntry] = {}
        for first in range(0, len(wanted), 500):
            found.update((one.report, one) for one in self.snapshot.documents(reports=wanted[first : first + 500]))
        return found
