"""Who talks to whom: statements with an addressee and events with a recipient, from side to side."""

from __future__ import annotations

import collections
import datetime
from typing import Annotated, Literal

import msgspec

from dragoman.record.items import Event, Statement
from dragoman.record.relation_series import COOPERATION, HAPPENED
from dragoman.resolution.referents import Actor
from dragoman.views.web.asking import Asked, is_within
from dragoman.views.web.drawing import placed
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["GRAPH"]

WIDTH, HEIGHT = 900, 620


class GraphAsked(Asked, frozen=True, kw_only=True):
    """Whose talk, of which days."""

    #: states: all who speak for a state are one point; actors: each by name.
    by: Literal["states", "actors"] = "states"
    since: datetime.date | None = None
    until: datetime.date | None = None
    #: The busiest ties that are shown.
    limit: Annotated[int, msgspec.Meta(ge=1, le=300)] = 60


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A side."""

    name: str
    #: Items of the ties shown that it takes part in.
    items: int
    x: float
    y: float
    radius: float


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """From one side to another."""

    source: str
    target: str
    statements: int
    cooperation: int
    conflict: int
    items: int


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """Sides, and what goes from one to another."""

    asked: GraphAsked
    width: int
    height: int
    points: list[Point]
    #: The busiest first.
    ties: list[Tie]
    #: How many there are in all.
    all_ties: int


def graph(look: Look, asked: GraphAsked) -> Graph:
    """Answer with who talks to whom."""
    counts: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for item in look.contents.items:
        if not isinstance(item, Statement | Event) or not is_within(
            look.contents.day(item.report), asked.since, asked.until
        ):
            continue
        if isinstance(item, Statement):
            pairs, what = _pairs(item.speakers, item.addressees, asked.by), "statements"
        elif item.reality in HAPPENED:
            pairs = _pairs(item.actors, item.recipients or item.actors, asked.by)
            what = "cooperation" if item.quad_class in COOPERATION else "conflict"
        else:
            continue
        for pair in pairs:
            counts[pair][what] += 1
    ties = [
        Tie(
            source=source,
            target=target,
            statements=count["statements"],
            cooperation=count["cooperation"],
            conflict=count["conflict"],
            items=count.total(),
        )
        for (source, target), count in counts.items()
    ]
    ties.sort(key=lambda tie: (-tie.items, tie.source, tie.target))
    shown = ties[: asked.limit]
    return Graph(asked=asked, width=WIDTH, height=HEIGHT, points=_points(shown), ties=shown, all_ties=len(ties))


def _pairs(ones: list[Actor], others: list[Actor], by: str) -> set[tuple[str, str]]:
    sources, targets = ({name for actor in side if (name := _side(actor, by))} for side in (ones, others))
    return {(source, target) for source in sources for target in targets if source != target}


def _side(actor: Actor, by: str) -> str | None:
    return actor.country if by == "states" else actor.name


def _points(ties: list[Tie]) -> list[Point]:
    counts: collections.Counter[str] = collections.Counter()
    both: collections.Counter[tuple[str, str]] = collections.Counter()
    for tie in ties:
        counts.update({tie.source: tie.items, tie.target: tie.items})
        low, high = sorted((tie.source, tie.target))
        both[low, high] += tie.items
    names = [name for name, _ in counts.most_common()]
    places = placed(names, both, WIDTH, HEIGHT)
    highest = max(counts.values(), default=1)
    return [
        Point(
            name=name, items=counts[name], x=places[name][0], y=places[name][1],
            radius=round(5 + 15 * (counts[name] / highest) ** 0.5, 1),
        )
        for name in names
    ]  # fmt: skip


GRAPH = Page(
    name="graph",
    about="Who talks to whom: statements to an addressee, events with a recipient, from side to side.",
    asked=GraphAsked,
    answers=Graph,
    answer=graph,
    row=Tie,
    rows=lambda answer: answer.ties,
    label="Who talks to whom",
)
