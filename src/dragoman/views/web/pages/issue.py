"""An issue: who stands where on it, who is against whom, who has turned round."""

from __future__ import annotations

import datetime
from typing import get_args

import msgspec

from dragoman.record.items import Stance
from dragoman.record.position_links import Change, Dispute, PositionShown
from dragoman.views.web.asking import Asked, NothingThereError
from dragoman.views.web.item_lines import characters, joined
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["ISSUE"]


class IssueAsked(Asked, frozen=True, kw_only=True):
    """Which issue, as of which day."""

    #: The group's id.
    id: str
    as_of: datetime.date | None = None


class StanceGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Those who take one stance."""

    stance: Stance
    #: The latest first.
    positions: list[PositionShown]


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue with its positions."""

    asked: IssueAsked
    name: str
    contexts: list[str]
    positions: int
    reports: int
    stances: list[StanceGroup]
    disputes: list[Dispute]
    changes: list[Change]


class PositionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A position as a row of a table."""

    issue: str
    position: str
    actor: str
    code: str | None
    stance: str
    as_of: str | None
    towards: str
    report: str
    evidence: str
    #: Half-open, `start-end`.
    characters: str


def issue(look: Look, asked: IssueAsked) -> Issue:
    """Answer with the positions on an issue."""
    views = look.positions(asked.as_of)
    found = next((one for one in views.issues() if one.group is not None and one.group.id == asked.id), None)
    if found is None or found.group is None:
        when = f" as of {asked.as_of}" if asked.as_of else ""
        raise NothingThereError(f"the record has no issue {asked.id!r}{when}; see the list of issues")
    by_stance = {
        stance: [one for one in reversed(found.positions) if one.stance == stance] for stance in get_args(Stance)
    }
    return Issue(
        asked=asked,
        name=found.group.name,
        contexts=found.group.contexts,
        positions=len(found.positions),
        reports=found.group.reports,
        stances=[StanceGroup(stance=stance, positions=held) for stance, held in by_stance.items() if held],
        disputes=views.disputes(issue=asked.id),
        changes=views.changes(issue=asked.id),
    )


def _rows(answer: Issue) -> list[PositionRow]:
    return [
        PositionRow(
            issue=answer.name,
            position=one.position,
            actor=one.actor.name or one.actor.text,
            code=one.actor.code,
            stance=one.stance,
            as_of=one.as_of,
            towards=joined(one.towards),
            report=one.report,
            evidence=joined(one.evidence),
            characters=characters(one.evidence),
        )
        for group in answer.stances
        for one in group.positions
    ]


ISSUE = Page(
    name="issue",
    about="An issue: positions by stance, disputes, and changes of position.",
    asked=IssueAsked,
    answers=Issue,
    answer=issue,
    row=PositionRow,
    rows=_rows,
)
