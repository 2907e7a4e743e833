"""Traces a pronoun or description of a document to the actor whom its chain names, with the trail of mentions."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import Quotation, touching
from dragoman.document import Span
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.authors import Authors
from dragoman.resolution.coreference import DocumentChains, Meaning
from dragoman.resolution.entities import Entity
from dragoman.resolution.phrase_parts import Range
from dragoman.resolution.phrases import Phrase
from dragoman.resolution.referents import Actor, ActorType

__all__ = ["Resolved", "Tracer"]

#: The label of a turn has at most so many tokens.
LONGEST_LABEL = 14
#: What a name that no table knows may be, by the kind of thing that the text makes it.
TYPES: dict[str, ActorType] = {"person": "person", "group": "organisation"}


class Resolved(NamedTuple):
    """The actors that a phrase stands for, and why one of them is not known."""

    actors: list[Actor]
    reason: str | None
    #: What a country rests on that no word of the phrase names; `None` if there is no such country.
    inferred: str | None = None


class Tracer:
    """Traces the phrases of one document. The chains are followed when the first phrase asks for them."""

    def __init__(
        self,
        text: Tagged,
        resolver: ActorResolver,
        names: Sequence[NameMention],
        quotations: Sequence[Quotation],
        authors: Authors,
    ) -> None:
        self._text = text
        self._resolver = resolver
        self._names = names
        self._quotations = quotations
        self._authors = authors
        self._on: datetime.date | None = text.segmentation.document.date
        self._starts = [token.start for token in text.segmentation.tokens]

    @cached_property
    def _chains(self) -> DocumentChains:
        turns = [first for first, _ in self._authors] if len(self._authors) > 1 else []
        return self._resolver.coreference.read(self._text, self._names, self._quotations, turns)

    def pronoun(self, part: Range, speaker: Actor | None) -> Resolved:
        """Trace "he", "she" or "they".

        Args:
            part: The pronoun's token range.
            speaker: Who speaks, if the phrase stands in somebody's words: in quoted ones that is "I", not "he".
        """
        said = f"“{self._text.text(*part)}”"
        phrase = self._chains.phrase(*part)
        if phrase is None or phrase.kind != "pronoun":
            return self._unknown(part, f"{said} is not traced")
        meaning = self._chains.meaning(phrase, self._others(part, speaker))
        if isinstance(meaning, str):
            return self._unknown(part, f"{said}: {meaning}")
        return self._meant(part, meaning)

    def description(self, part: Range, described: Actor, speaker: Actor | None) -> list[Actor] | None:
        """Trace "the minister" or "the two ministers" to those mentioned before; `None` if that is nobody for sure.

        Args:
            part: The description's token range.
            described: What its words say of the actor.
            speaker: As above.
        """
        phrase = self._chains.phrase(*part)
        if phrase is None or phrase.kind != "noun" or not phrase.first <= part[0] + 1:
            return None
        meaning = self._chains.meaning(phrase, self._others(part, speaker))
        if isinstance(meaning, str):
            return None
        actors = self._meant(part, meaning).actors
        if any(described.country and actor.country and described.country != actor.country for actor in actors):
            return None
        return actors if meaning.entity.members else [_with(actors[0], described)]

    def name(self, part: Range, actor: Actor) -> Actor | None:
        """Return the person whom only the text names: "Jane Doe", or "Doe" behind it; `None` if it is none."""
        phrase = self._chains.phrase(*part)
        entity = self._chains.entity(*part)
        if phrase is None or entity is None or phrase.kind != "unknown" or entity.what != "person":
            return None
        full = entity.full
        if full is None:
            return None
        trail = [] if full is phrase or full.name == phrase.name else [self._span(full)]
        return msgspec.structs.replace(actor, name=self._name(full), type="person", trail=trail)

    def _others(self, part: Range, speaker: Actor | None) -> list[int]:
        """Return who cannot be meant: whoever says "I" there."""
        at = part[0]
        is_quoted = any(quotation.covers(at) for quotation in touching(self._quotations, at, at + 1))
        himself = speaker if is_quoted else self._author(at) if len(self._authors) > 1 else None
        if himself is None:
            return [] if is_quoted else self._labelled(at)
        first = bisect.bisect_left(self._starts, himself.start)
        last = max(bisect.bisect_left(self._starts, himself.end), first + 1)
        entity = self._chains.entity(first, last) or self._chains.of_key(himself.name or "")
        return [entity.number] if entity is not None else []

    def _labelled(self, token: int) -> list[int]:
        """Return whom the label of the turn that holds a token names, even if no table tells who that is."""
        if len(self._authors) < 2:
            return []
        first = self._authors[bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1][0]
        colon = next(
            (at for at in range(first, min(token, first + LONGEST_LABEL)) if self._text.word(at) == ":"), first
        )
        named = (self._chains.entity(at, colon) for at in range(first, colon))
        return [entity.number for entity in named if entity is not None]

    def _author(self, token: int) -> Actor | None:
        return self._authors[bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1][1]

    def _meant(self, part: Range, meaning: Meaning) -> Resolved:
        """Return the actors that an entity is, as mentioned by a phrase."""
        if meaning.entity.members:
            found = [
                self._actor(member, self._last_name(member, meaning.trail[-1])) for member in meaning.entity.members
            ]
            actors = [(actor, [self._span(phrase)], reason) for actor, phrase, reason in found]
        else:
            actor, _, reason = self._actor(meaning.entity, meaning.trail[0])
            actors = [(actor, [self._span(phrase) for phrase in meaning.trail], reason)]
        start, end = self._text.offsets(*part)
        mentioned = self._text.text(*part)
        return Resolved(
            [
                msgspec.structs.replace(actor, text=mentioned, start=start, end=end, trail=trail)
                for actor, trail, _ in actors
            ],
            next((reason for _, _, reason in actors if reason), None),
        )

    def _actor(self, entity: Entity, phrase: Phrase) -> tuple[Actor, Phrase, str | None]:
        """Describe an entity by a phrase of its chain."""
        start, end = self._text.offsets(phrase.first, phrase.last)
        actor, reason = self._resolver.resolve(self._text.segmentation, start, end, self._names, self._on)
        if actor.name is None and entity.is_named:
            full = entity.full
            if full is not None and full.kind == "unknown":
                kind = TYPES.get(entity.what, actor.type)
                actor = msgspec.structs.replace(actor, name=self._name(full), type=kind)
                reason = None if actor.country else "the document does not say for whom they speak or act"
        if actor.type == "other" and entity.what == "person":
            actor = msgspec.structs.replace(actor, type="people" if entity.is_plural else "person")
        return actor, phrase, reason

    def _last_name(self, entity: Entity, before: Phrase) -> Phrase:
        """Return the last phrase of an entity up to another one that names or describes it."""
        at = entity.before(before.last) - 1
        while at > 0 and entity.phrases[at].kind == "pronoun":
            at -= 1
        return entity.phrases[max(at, 0)]

    def _name(self, phrase: Phrase) -> str:
        return " ".join(self._text.text(phrase.last - len(phrase.name), phrase.last).split())

    def _span(self, phrase: Phrase) -> Span:
        start, end = self._text.offsets(phrase.first, phrase.last)
        return Span(start, end, self._text.text(phrase.first, phrase.last))

    def _unknown(self, part: Range, reason: str) -> Resolved:
        start, end = self._text.offsets(*part)
        return Resolved([Actor(text=self._text.text(*part), start=start, end=end)], reason)


def _with(actor: Actor, described: Actor) -> Actor:
    """Return an actor with what a description adds to what is known."""
    return msgspec.structs.replace(
        actor,
        type=described.type if actor.type == "other" else actor.type,
        country=actor.country or described.country,
        sector=actor.sector or described.sector,
        code=actor.code or described.code,
    )
