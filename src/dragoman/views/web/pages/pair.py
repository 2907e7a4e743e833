"""Two countries: the course of their relation, cooperation and conflict apart, and the items between them."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.record.items import Event, Relation, Statement
from dragoman.record.relation_series import HAPPENED, RelationPeriod, relation_series
from dragoman.store.entries import parties_of
from dragoman.store.layout import ItemOfRecord
from dragoman.views.agreements import state_code
from dragoman.views.web.asking import Asked, NothingThereError, is_within
from dragoman.views.web.drawing import BarChart, bar_chart
from dragoman.views.web.item_lines import ItemLine, item_line
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["PAIR"]


class PairAsked(Asked, frozen=True, kw_only=True):
    """Which two countries, in which periods."""

    #: A country by name or code.
    first: str
    second: str
    by: Literal["month", "week"] = "month"
    since: datetime.date | None = None
    until: datetime.date | None = None
    #: Items of the timeline.
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 60


class PeriodRow(msgspec.Struct, frozen=True, kw_only=True):
    """A period as a row of a table."""

    first: str
    second: str
    start: str
    end: str
    reports_read: int
    cooperation_events: int
    cooperation_reports: int
    cooperation_days: int
    cooperation_intensity_sum: float | None
    cooperation_intensity_median: float | None
    conflict_events: int
    conflict_reports: int
    conflict_days: int
    conflict_intensity_sum: float | None
    conflict_intensity_median: float | None
    statements_first_on_second: int
    statements_second_on_first: int
    claims_better: int
    claims_worse: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The relation of two countries."""

    asked: PairAsked
    #: ISO 3166-1 alpha-3.
    first: str
    second: str
    periods: list[RelationPeriod]
    chart: BarChart
    #: Items between the two, and how many there are.
    between: int
    timeline: list[ItemLine]


def pair(look: Look, asked: PairAsked) -> Pair:
    """Answer with the course of a relation."""
    try:
        first, second = state_code(asked.first), state_code(asked.second)
    except UsageError as error:
        raise NothingThereError(str(error)) from None
    if first == second:
        raise UsageError(f"{asked.first!r} and {asked.second!r} are one country; give two")
    if asked.since is not None and asked.until is not None and asked.since > asked.until:
        raise UsageError(f"since {asked.since} is later than until {asked.until}")
    periods = relation_series(look.contents, first, second, asked.by, since=asked.since, until=asked.until)
    items = [item for item in look.contents.items if _is_between(item, first, second)]
    reports = look.reports(item.report for item in items)
    lines = [item_line(item, reports.get(item.report), _day(item)) for item in items]  # type: ignore[arg-type]
    lines = [line for line in lines if is_within(line.day, asked.since, asked.until)]
    lines.sort(key=lambda line: (line.day or "", line.id), reverse=True)
    return Pair(
        asked=asked,
        first=first,
        second=second,
        periods=periods,
        chart=bar_chart(
            [(one.start, one.cooperation.events, one.conflict.events) for one in periods], by_month=asked.by == "month"
        ),
        between=len(lines),
        timeline=lines[: asked.limit],
    )


def _is_between(item: object, first: str, second: str) -> bool:
    if isinstance(item, Relation):
        return set(item.pair) == {first, second}
    if isinstance(item, Event) and item.reality not in HAPPENED:
        return False
    if not isinstance(item, ItemOfRecord):
        return False
    parties = parties_of(item)
    by = {actor.country for role, actor in parties if role not in {"addressee", "recipient", "promisee", "disputer"}}
    to = {actor.country for _, actor in parties}
    return bool(by & {first, second}) and {first, second} <= to


def _day(item: object) -> str | None:
    date = item.said_on if isinstance(item, Statement) else item.date if isinstance(item, Event) else None
    return date.earliest if date is not None else None


def _rows(answer: Pair) -> list[PeriodRow]:
    return [
        PeriodRow(
            first=answer.first,
            second=answer.second,
            start=one.start,
            end=one.end,
            reports_read=one.reports_read,
            cooperation_events=one.cooperation.events,
            cooperation_reports=one.cooperation.reports,
            cooperation_days=one.cooperation.days,
            cooperation_intensity_sum=one.cooperation.intensity_sum,
            cooperation_intensity_median=one.cooperation.intensity_median,
            conflict_events=one.conflict.events,
            conflict_reports=one.conflict.reports,
            conflict_days=one.conflict.days,
            conflict_intensity_sum=one.conflict.intensity_sum,
            conflict_intensity_median=one.conflict.intensity_median,
            statements_first_on_second=one.statements_first_on_second,
            statements_second_on_first=one.statements_second_on_first,
            claims_better=one.claims_better,
            claims_worse=one.claims_worse,
        )
        for one in answer.periods
    ]


PAIR = Page(
    name="pair",
    about="Two countries: cooperation and conflict by period with their counts, and the items between them.",
    asked=PairAsked,
    answers=Pair,
    answer=pair,
    row=PeriodRow,
    rows=_rows,
)
