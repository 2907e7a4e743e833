"""Whom or what a brief is about, and which items concern it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.document import Span
from dragoman.errors import UsageError
from dragoman.record.actor_identity import ActorQuery
from dragoman.record.content_words import ContentWords
from dragoman.record.contents import ReadItem, RecordContents
from dragoman.record.items import Agreement, Commitment, Event, Position, Relation, Statement
from dragoman.resolution.referents import Actor
from dragoman.resolution.state_codes import state_names
from dragoman.views.brief.page import SubjectKind

__all__ = ["Subject", "subject_of"]


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor, a pair of actors, or an issue."""

    kind: SubjectKind
    about: str
    #: The actors; none for an issue.
    queries: tuple[ActorQuery, ...]
    #: The words of an issue, folded.
    keys: frozenset[str]
    words: ContentWords

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the actors that are states."""
        return tuple(query.country for query in self.queries if query.country is not None)

    def concerns(self, item: ReadItem) -> bool:
        """Tell whether an item is by the actor, between the two, or on the issue."""
        match item:
            case Statement():
                return self._involves(item.speakers, item.addressees, item.content, both_ways=False)
            case Event():
                return self._involves(item.actors, item.recipients, item.evidence, both_ways=True)
            case Position():
                return self._involves([item.actor], item.disputed_by, item.towards, both_ways=False)
            case Commitment():
                return self._involves(item.promisers, item.promisees, item.action, both_ways=True)
            case Agreement():
                named = " ".join((item.name, item.subject or "", *item.aliases))
                return self.keys <= self.words_of(named) if self.keys else self._are_all_among(item.parties)
            case Relation():
                return bool(self.countries) and set(self.countries) <= set(item.pair)
            case _:
                return False

    def _involves(
        self, ones: Sequence[Actor], others: Sequence[Actor], said: Iterable[Span], *, both_ways: bool
    ) -> bool:
        text = " ".join(span.text for span in said)
        if self.kind == "issue":
            return self.keys <= self.words_of(text)
        if self.kind == "actor":
            (query,) = self.queries
            return any(map(query.matches, ones)) or (both_ways and any(map(query.matches, others)))
        first, second = self.queries
        if both_ways and not others:
            return self._are_all_among(ones)
        return any(
            any(map(one.matches, ones)) and (any(map(other.matches, others)) or self._names(text, other))
            for one, other in ((first, second), (second, first))
        )

    def _are_all_among(self, actors: Sequence[Actor]) -> bool:
        return all(any(map(query.matches, actors)) for query in self.queries)

    def _names(self, text: str, query: ActorQuery) -> bool:
        keys = self.words_of(text)
        if query.country is not None:
            return f"state:{query.country}" in keys
        return bool(query.name) and set(query.name) <= set(text.casefold().split())

    def words_of(self, text: str) -> set[str]:
        """Return the folded words of a text."""
        return set(self.words.keys(text))


def subject_of(names: Sequence[str], contents: RecordContents, *, issue: bool = False) -> Subject:
    """Understand whom or what a user asks for.

    Args:
        names: One actor, two actors, or the words of an issue. One name is an actor if it is that of a state or of
            somebody in the record, or a PLOVER code; else it is an issue.
        contents: The record.
        issue: It is an issue, whatever else it may be.

    Raises:
        UsageError: There is no such actor, or no word that tells an issue.
    """
    words = ContentWords()
    queries = [ActorQuery.of(name) for name in names]
    if not 1 <= len(names) <= 2 or not all(name.strip() for name in names):
        raise UsageError("a brief is about one actor, two actors, or an issue in quotation marks")
    known = [query.country is not None or _is_met(query, contents) for query in queries]
    if len(names) == 2:
        if issue or not all(known):
            strange = next((name for name, there in zip(names, known, strict=True) if not there), names[1])
            raise UsageError(
                f"nobody in the record is called {strange!r}; put the words of an issue in quotation marks"
            )
        if queries[0] == queries[1] or _is_one_state(*queries):
            raise UsageError(f"{names[0]!r} and {names[1]!r} are one actor; give two")
        return Subject(
            "pair",
            f"{_named(names[0], queries[0])} and {_named(names[1], queries[1])}",
            tuple(queries),
            frozenset(),
            words,
        )
    if known[0] and not issue:
        return Subject("actor", _named(names[0], queries[0]), tuple(queries), frozenset(), words)
    keys = frozenset(words.keys(names[0]))
    if not keys:
        raise UsageError(f"no word of {names[0]!r} tells an issue")
    return Subject("issue", " ".join(names[0].split()), (), keys, words)


def _is_one_state(one: ActorQuery, other: ActorQuery) -> bool:
    return one.country is not None and one.country == other.country


def _is_met(query: ActorQuery, contents: RecordContents) -> bool:
    return any(query.matches(actor) for item in contents.items for actor in _actors(item))


def _actors(item: ReadItem) -> Iterable[Actor]:
    match item:
        case Statement():
            return item.speakers
        case Event():
            return [*item.actors, *item.recipients]
        case Position():
            return [item.actor]
        case Commitment():
            return [*item.promisers, *item.promisees]
        case _:
            return ()


def _named(name: str, query: ActorQuery) -> str:
    if query.country is None:
        return " ".join(name.split())
    return state_names()[query.country]
