"""Search: items by the words in them, and by who, where, when and what."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

from dragoman.record.items import Openness
from dragoman.store import Query
from dragoman.views.web.asking import Asked
from dragoman.views.web.item_lines import ItemLine, ItemRow, item_rows, lines_of_found
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["SEARCH", "KindName", "SearchAsked"]

KindName = Literal["statement", "event", "position", "commitment", "agreement", "relation"]


class SearchAsked(Asked, frozen=True, kw_only=True):
    """Words and conditions; all must hold."""

    #: All words must occur; "a phrase", begin* and -without are understood.
    q: str = ""
    kind: KindName | None = None
    speaker: str | None = None
    actor: str | None = None
    #: ISO 3166-1 alpha-3.
    country: str | None = None
    #: An act, event type, stance, claim or status.
    type: str | None = None
    issue: str | None = None
    openness: Openness | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    report: str | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 50


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, the best first; without words the latest first."""

    asked: SearchAsked
    #: Whether there may be more than `limit`.
    more: bool
    items: list[ItemLine]


def search(look: Look, asked: SearchAsked) -> Search:
    """Answer with the items that meet a query."""
    query = Query(
        kinds=(asked.kind,) if asked.kind else (),
        speaker=asked.speaker,
        actor=asked.actor,
        country=asked.country,
        type=asked.type,
        issue=asked.issue,
        openness=asked.openness,
        since=asked.since,
        until=asked.until,
        report=asked.report,
    )
    snapshot, limit = look.snapshot, asked.limit + 1
    found = snapshot.search(asked.q, query, limit) if asked.q else snapshot.latest(query, limit)
    return Search(asked=asked, more=len(found) > asked.limit, items=lines_of_found(look, found[: asked.limit]))


SEARCH = Page(
    name="search",
    about="Items by words and conditions, the best first; without words the latest first.",
    asked=SearchAsked,
    answers=Search,
    answer=search,
    row=ItemRow,
    rows=lambda answer: item_rows(answer.items),
    label="Search",
)
