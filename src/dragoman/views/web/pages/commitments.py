"""Commitments: what was promised up to a day, and what has become of it."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

from dragoman.record.commitment_followup import FollowedCommitment
from dragoman.record.items import CommitmentStatus
from dragoman.views.commitments import commitments as follow
from dragoman.views.web.asking import Asked
from dragoman.views.web.chosen_day import ChosenDay, chosen_day
from dragoman.views.web.item_lines import characters, joined
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page
from dragoman.views.web.pages.overview import Counted

__all__ = ["COMMITMENTS"]


class CommitmentsAsked(Asked, frozen=True, kw_only=True):
    """Which commitments, as of which day."""

    as_of: datetime.date | None = None
    #: Promisers by state, code or name.
    actor: str | None = None
    status: CommitmentStatus | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=2000)] = 100


class Commitments(msgspec.Struct, frozen=True, kw_only=True):
    """Commitments as they stand on a day, the next due first."""

    asked: CommitmentsAsked
    as_of: ChosenDay
    #: How many of each status there are, whatever status is asked for.
    statuses: list[Counted]
    #: How many are asked for.
    found: int
    commitments: list[FollowedCommitment]


class CommitmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment as a row of a table."""

    id: str
    status: str
    status_on: str
    reason: str
    due_from: str | None
    due_until: str | None
    made_on: str | None
    promisers: str
    promisees: str
    action: str
    marks: int
    report: str
    evidence: str
    #: Half-open, `start-end`.
    characters: str


def commitments(look: Look, asked: CommitmentsAsked) -> Commitments:
    """Answer with commitments as of a day."""
    as_of = chosen_day(look, asked.as_of)
    everything = look.once(
        ("commitments", as_of.day, asked.actor), lambda: follow(look.contents, as_of.day, actor=asked.actor)
    )
    counts: dict[str, int] = {}
    for one in everything:
        counts[one.status] = counts.get(one.status, 0) + 1
    found = [one for one in everything if asked.status in {None, one.status}]
    return Commitments(
        asked=asked,
        as_of=as_of,
        statuses=[Counted(status, count) for status, count in sorted(counts.items())],
        found=len(found),
        commitments=found[: asked.limit],
    )


def _rows(answer: Commitments) -> list[CommitmentRow]:
    return [
        CommitmentRow(
            id=one.commitment.id,
            status=one.status,
            status_on=one.status_on,
            reason=one.reason,
            due_from=one.due_from,
            due_until=one.due_until,
            made_on=one.made_on,
            promisers="; ".join(actor.name or actor.text for actor in one.commitment.promisers),
            promisees="; ".join(actor.name or actor.text for actor in one.commitment.promisees),
            action=joined(one.commitment.action),
            marks=len(one.marks),
            report=one.commitment.report,
            evidence=joined(one.commitment.evidence),
            characters=characters(one.commitment.evidence),
        )
        for one in answer.commitments
    ]


COMMITMENTS = Page(
    name="commitments",
    about="Commitments as they stand on a day; without `as_of`, that of the latest report.",
    asked=CommitmentsAsked,
    answers=Commitments,
    answer=commitments,
    row=CommitmentRow,
    rows=_rows,
    label="Commitments",
)
