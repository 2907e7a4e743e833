"""The overview: how much the record holds, what came last, who and which pairs are busiest."""

from __future__ import annotations

import msgspec

from dragoman.views.web.asking import Asked
from dragoman.views.web.item_lines import ItemLine, ItemRow, item_rows, lines_of_found
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["OVERVIEW", "Counted", "CountedPair"]

LATEST = 12
BUSIEST = 12


class OverviewAsked(Asked, frozen=True, kw_only=True):
    """The overview is asked nothing."""


class Counted(msgspec.Struct, frozen=True):
    """A name, and how many items have it."""

    name: str
    items: int


class CountedPair(msgspec.Struct, frozen=True):
    """Two countries, and how many items are between them."""

    first: str
    second: str
    items: int


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds."""

    record: str
    #: The batch up to which it was looked at.
    batch: int
    reports: int
    #: ISO 8601, or `None` if no report has a day.
    first_day: str | None
    last_day: str | None
    kinds: list[Counted]
    actors: list[Counted]
    countries: list[Counted]
    pairs: list[CountedPair]
    months: list[Counted]
    latest: list[ItemLine]


def overview(look: Look, asked: OverviewAsked) -> Overview:
    """Answer with what the record holds."""
    snapshot = look.snapshot
    first, last, reports = look.span_of_days
    return Overview(
        record=look.name,
        batch=snapshot.seq,
        reports=reports,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        kinds=[Counted(*row) for row in snapshot.count("kind")],
        actors=[Counted(*row) for row in snapshot.count("actor", limit=BUSIEST)],
        countries=[Counted(*row) for row in snapshot.count("country", limit=BUSIEST)],
        pairs=look.once("pairs", lambda: [CountedPair(*row) for row in snapshot.busiest_pairs(BUSIEST)]),
        months=[Counted(*row) for row in snapshot.count("month") if row[0] != "unknown"],
        latest=lines_of_found(look, snapshot.latest(limit=LATEST)),
    )


OVERVIEW = Page(
    name="",
    about="What the record holds: counts, the latest items, the busiest actors and pairs of countries.",
    asked=OverviewAsked,
    answers=Overview,
    answer=overview,
    row=ItemRow,
    rows=lambda answer: item_rows(answer.latest),
    label="Overview",
)
