"""Builds one item for every mention of an actor and every temporal expression."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.document import Document
from dragoman.record.items import ActorMention, TimeMention
from dragoman.resolution.actors import entity
from dragoman.resolution.referents import Actor, Date

__all__ = ["actor_mentions", "time_mentions"]


def actor_mentions(document: Document, actors: Sequence[Actor]) -> list[ActorMention]:
    """Return an item for each mention; mentions of one actor share their `entity`."""
    return [
        ActorMention(
            report=document.id, text=actor.text, start=actor.start, end=actor.end, name=actor.name, type=actor.type,
            country=actor.country, sector=actor.sector, code=actor.code, wikidata=actor.wikidata, trail=actor.trail,
            entity=entity(actor),
        )
        for actor in actors
    ]  # fmt: skip


def time_mentions(document: Document, dates: Sequence[Date]) -> list[TimeMention]:
    """Return an item for each temporal expression."""
    return [
        TimeMention(
            report=document.id, text=date.text, start=date.start, end=date.end, type=date.type, timex=date.timex,
            value=date.value, earliest=date.earliest, latest=date.latest,
        )
        for date in dates
    ]  # fmt: skip
