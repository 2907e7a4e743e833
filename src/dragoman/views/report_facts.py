"""What a line or a table says of the report that an item stands in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.document import Document
from dragoman.store.snapshot import ReportEntry, Snapshot

__all__ = ["ReportFacts", "facts_of", "reports_of"]

#: Reports that are looked up at once.
AT_ONCE = 500


class ReportFacts(NamedTuple):
    """A report without its text."""

    day: datetime.date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


def facts_of(report: ReportEntry | Document) -> ReportFacts:
    """Return what is known of a report."""
    day = datetime.date.fromisoformat(report.date) if isinstance(report.date, str) else report.date
    return ReportFacts(day, report.title, report.publisher, report.url)


def reports_of(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, ReportFacts]:
    """Return what a record knows of the reports with some ids."""
    wanted = sorted(set(ids))
    chunks = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
    return {entry.report: facts_of(entry) for chunk in chunks for entry in snapshot.documents(reports=chunk)}
