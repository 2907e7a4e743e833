"""The issues of a record, the largest first, and the latest disputes."""

from __future__ import annotations

import datetime

import msgspec

from dragoman.record.position_links import Dispute
from dragoman.views.web.asking import Asked
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["ISSUES"]

LATEST_DISPUTES = 10


class IssuesAsked(Asked, frozen=True, kw_only=True):
    """Which issues, as of which day."""

    #: Words that tell the issue.
    q: str | None = None
    #: By state, code or name.
    actor: str | None = None
    #: Later positions do not count; all count without a day.
    as_of: datetime.date | None = None


class IssueRow(msgspec.Struct, frozen=True, kw_only=True):
    """An issue."""

    #: The group's id.
    id: str
    name: str
    positions: int
    reports: int
    actors: int
    disputes: int
    #: Day of its latest position, ISO 8601, or `None`.
    latest: str | None
    contexts: list[str]


class Issues(msgspec.Struct, frozen=True, kw_only=True):
    """Issues with their sizes."""

    asked: IssuesAsked
    issues: list[IssueRow]
    #: Positions that tell no issue.
    loose: int
    disputes: list[Dispute]


class IssueCells(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as a row of a table."""

    id: str
    name: str
    positions: int
    reports: int
    actors: int
    disputes: int
    latest: str | None
    contexts: str


def issues(look: Look, asked: IssuesAsked) -> Issues:
    """Answer with the issues that are asked for."""
    views = look.positions(asked.as_of)
    disputes = views.disputes(actor=asked.actor, issue=asked.q)
    rows, loose = [], 0
    for one in views.issues(actor=asked.actor, issue=asked.q):
        if one.group is None:
            loose = len(one.positions)
            continue
        rows.append(
            IssueRow(
                id=one.group.id,
                name=one.group.name,
                positions=len(one.positions),
                reports=len({position.report for position in one.positions}),
                actors=len({position.actor.name or position.actor.text for position in one.positions}),
                disputes=sum(dispute.group == one.group.id for dispute in disputes),
                latest=max((position.as_of for position in one.positions if position.as_of), default=None),
                contexts=one.group.contexts,
            )
        )
    rows.sort(key=lambda row: (-row.positions, row.name))
    return Issues(asked=asked, issues=rows, loose=loose, disputes=disputes[:LATEST_DISPUTES])


def _rows(answer: Issues) -> list[IssueCells]:
    return [
        IssueCells(
            id=row.id,
            name=row.name,
            positions=row.positions,
            reports=row.reports,
            actors=row.actors,
            disputes=row.disputes,
            latest=row.latest,
            contexts="; ".join(row.contexts),
        )
        for row in answer.issues
    ]


ISSUES = Page(
    name="issues",
    about="The issues that positions are on, the largest first, and the latest disputes.",
    asked=IssuesAsked,
    answers=Issues,
    answer=issues,
    row=IssueCells,
    rows=_rows,
    label="Issues",
)
