"""From a record to a brief."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dragoman.errors import UsageError
from dragoman.record.contents import RecordContents
from dragoman.record.relation_series import relation_series
from dragoman.views.brief.page import Brief
from dragoman.views.brief.sections import SectionWriter
from dragoman.views.brief.subject import subject_of

__all__ = ["draft_brief"]

#: Months of the series, that of the day among them.
MONTHS = 12


def draft_brief(
    contents: RecordContents,
    names: Sequence[str],
    *,
    as_of: datetime.date | None = None,
    days: int = 30,
    issue: bool = False,
) -> Brief:
    """Return the state of play of an actor, a pair or an issue, as of a day.

    Args:
        contents: The record; later reports, and those without a day, are left out and counted.
        names: One actor, two actors, or the words of an issue.
        as_of: The day; that of the latest report if not given. It is never today.
        days: How many days back count as lately, the day among them.
        issue: The one name is an issue, whatever else it may be.

    Raises:
        UsageError: Nobody is called so, or no report has a day.
    """
    dated = sorted(one.date for one in contents.documents.values() if one.date)
    if not dated:
        raise UsageError("no report of the record has a day, so that nothing can be told as of one")
    day = as_of or datetime.date.fromisoformat(dated[-1])
    if dated[0] > day.isoformat():
        raise UsageError(f"the record has no report up to {day}; its first is of {dated[0]}")
    since = day - datetime.timedelta(days=days - 1)
    known = _up_to(contents, day)
    subject = subject_of(names, contents, issue=issue)
    writer = SectionWriter(known, subject, day, since)
    if not writer.items and subject.kind == "issue":
        raise UsageError(f"nothing in the record up to {day} is about {subject.about!r}")
    series = []
    if len(subject.countries) == 2:
        first = (day.replace(day=1) - datetime.timedelta(days=31 * (MONTHS - 1))).replace(day=1)
        series = relation_series(known, *subject.countries, "month", since=first, until=day)
    read = [one for one in dated if one <= day.isoformat()]
    return Brief(
        about=subject.about,
        kind=subject.kind,
        as_of=day.isoformat(),
        as_of_from="latest report" if as_of is None else "demanded",
        days=days,
        since=since.isoformat(),
        reports=len(known.documents),
        first_report=read[0],
        last_report=read[-1],
        reports_about=len({item.report for item in writer.items}),
        undated=len(contents.documents) - len(dated),
        later=len(dated) - len(read),
        sections=writer.all(),
        series=series,
    )


def _up_to(contents: RecordContents, day: datetime.date) -> RecordContents:
    documents = {
        name: one for name, one in contents.documents.items() if one.date is not None and one.date <= day.isoformat()
    }
    return RecordContents(documents, [item for item in contents.items if item.report in documents])
