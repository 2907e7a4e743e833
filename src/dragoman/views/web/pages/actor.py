"""An actor, by state, PLOVER code or name: what it says and does, where it stands, with whom it deals."""

from __future__ import annotations

import collections
from typing import Annotated

import msgspec

from dragoman.record.actor_identity import ActorQuery
from dragoman.store import Query
from dragoman.views.web.asking import Asked, NothingThereError
from dragoman.views.web.item_lines import ItemLine, ItemRow, Party, item_rows, lines_of_found
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page
from dragoman.views.web.pages.overview import Counted

__all__ = ["ACTOR"]

#: The latest items that an actor page is made from; more are for a search.
LOOKED_AT = 400
COUNTERPARTS = 15
NAMES = 12


class ActorAsked(Asked, frozen=True, kw_only=True):
    """Which actor."""

    #: A state by name or code, a PLOVER code, or words of a name.
    name: str
    #: Items shown in each section.
    limit: Annotated[int, msgspec.Meta(ge=1, le=400)] = 10


class Counterpart(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who stands in the same items."""

    name: str
    code: str | None
    country: str | None
    items: int


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Items of one kind, the latest first."""

    kind: str
    #: Of those that were looked at.
    count: int
    items: list[ItemLine]


class ActorAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds of an actor."""

    asked: ActorAsked
    #: ISO 3166-1 alpha-3, if the question is about a state.
    country: str | None
    #: How many of the latest items were looked at, and whether there are more.
    looked_at: int
    more: bool
    #: The names that are meant, with how many items have them.
    names: list[Counted]
    counterparts: list[Counterpart]
    sections: list[Section]


def actor(look: Look, asked: ActorAsked) -> ActorAnswer:
    """Answer with the latest items of an actor."""
    query = ActorQuery.of(asked.name)
    wanted = Query(country=query.country) if query.country else Query(actor=asked.name)
    found = look.snapshot.latest(wanted, LOOKED_AT + 1)
    if not found:
        raise NothingThereError(
            f"nobody called {asked.name!r} takes part in an item of this record; "
            "give fewer words of the name, a country, or search for the words"
        )
    lines = lines_of_found(look, found[:LOOKED_AT])
    names: collections.Counter[str] = collections.Counter()
    others: collections.Counter[tuple[str, str | None, str | None]] = collections.Counter()
    sections: dict[str, list[ItemLine]] = collections.defaultdict(list)
    for line in lines:
        mine = {one for one in (*line.by, *line.to) if _is_asked(one, query, asked.name)}
        names.update({one.name for one in mine if one.known})
        others.update({(one.name, one.code, one.country) for one in (*line.by, *line.to) if one.known} - _keys(mine))
        sections[line.kind].append(line)
    return ActorAnswer(
        asked=asked,
        country=query.country,
        looked_at=len(lines),
        more=len(found) > LOOKED_AT,
        names=[Counted(*one) for one in names.most_common(NAMES)],
        counterparts=[
            Counterpart(name=name, code=code, country=country, items=count)
            for (name, code, country), count in others.most_common(COUNTERPARTS)
        ],
        sections=[
            Section(kind=kind, count=len(of_kind), items=_own_first(of_kind, query, asked.name)[: asked.limit])
            for kind, of_kind in sorted(sections.items(), key=lambda one: -len(one[1]))
        ],
    )


def _own_first(lines: list[ItemLine], query: ActorQuery, name: str) -> list[ItemLine]:
    """Return what the actor does itself before that in which it is only named, each the latest first."""
    return sorted(lines, key=lambda line: not any(_is_asked(one, query, name) for one in line.by))


def _is_asked(one: Party, query: ActorQuery, name: str) -> bool:
    if query.country is not None:
        return one.country == query.country
    if one.code is not None and one.code == name.upper():
        return True
    return set(name.casefold().split()) <= set(one.name.casefold().split())


def _keys(several: set[Party]) -> set[tuple[str, str | None, str | None]]:
    return {(one.name, one.code, one.country) for one in several}


ACTOR = Page(
    name="actor",
    about="An actor: its latest items by kind, and who stands in them with it.",
    asked=ActorAsked,
    answers=ActorAnswer,
    answer=actor,
    row=ItemRow,
    rows=lambda answer: item_rows(line for section in answer.sections for line in section.items),
)
