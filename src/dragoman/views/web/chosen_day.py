"""The day that a page is about: the one that is asked for, else that of the latest report; never today's."""

from __future__ import annotations

import datetime

import msgspec

from dragoman.errors import UsageError
from dragoman.views.web.looking import Look

__all__ = ["ChosenDay", "chosen_day"]


class ChosenDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, and where it comes from."""

    day: datetime.date
    #: asked: it was asked for. latest report: no day was asked for.
    source: str


def chosen_day(look: Look, asked: datetime.date | None) -> ChosenDay:
    """Return the day that a page is about.

    Raises:
        UsageError: None was asked for, and no report has a day.
    """
    if asked is not None:
        return ChosenDay(day=asked, source="asked")
    latest = look.span_of_days[1]
    if latest is None:
        raise UsageError("no report of this record has a day; choose one: as_of=YYYY-MM-DD (today is never assumed)")
    return ChosenDay(day=latest, source="latest report")
