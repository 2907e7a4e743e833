"""The actors of one document as its phrases are read from left to right: which names and descriptions are one actor."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from dragoman.resolution.person_words import Gender
from dragoman.resolution.phrases import Phrase

__all__ = ["Entities", "Entity"]


class Entity:
    """Somebody or something that a document speaks of."""

    __slots__ = ("full", "gender", "is_plural", "key", "members", "name", "nouns", "number", "phrases", "what")

    def __init__(self, number: int, phrase: Phrase) -> None:
        self.number = number
        #: Its phrases in the order in which they were read.
        self.phrases: list[Phrase] = []
        #: Person, group, country, thing; empty if not known.
        self.what = phrase.what
        self.gender: Gender = ""
        self.is_plural = phrase.is_plural
        #: The words of its longest name.
        self.name: tuple[str, ...] = ()
        #: The first phrase with that name.
        self.full: Phrase | None = None
        #: Its name in the tables, or empty.
        self.key = ""
        #: The nouns and titles that it was called: "president".
        self.nouns: set[str] = set()
        #: Those that it is made up of: "Putin and Xi".
        self.members: tuple[Entity, ...] = ()

    @property
    def last(self) -> Phrase:
        """The phrase that was read last."""
        return self.phrases[-1]

    @property
    def is_named(self) -> bool:
        """Has it a name?"""
        return bool(self.name or self.key)

    def before(self, token: int) -> int:
        """Return how many of its phrases have their head before a token."""
        return bisect.bisect_left(self.phrases, token, key=lambda phrase: phrase.head)

    def add(self, phrase: Phrase) -> None:
        """Take a phrase in, with what its words say."""
        self.phrases.append(phrase)
        if phrase.kind != "pronoun" or phrase.pronoun != "they":
            self.gender = self.gender or phrase.gender
        if phrase.kind in {"name", "unknown"}:
            self.key = self.key or phrase.key
            if self.full is None or len(phrase.name) > len(self.name):
                self.name, self.full = phrase.name, phrase
        if phrase.kind != "pronoun":
            self.what = self.what or phrase.what
            self.nouns.update(word for word in (phrase.noun, phrase.title) if word)
        elif phrase.pronoun != "they" and not self.what and sum(one.kind == "pronoun" for one in self.phrases[-4:]) > 1:
            self.what = "person"  # one pronoun may be a mistake, two hardly


class Entities:
    """Those of one document so far."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        #: Every phrase read, with its entity, in the order of the text.
        self.read: list[tuple[Phrase, Entity]] = []
        #: The person with the most phrases.
        self.topic: Entity | None = None
        self._of_key: dict[str, Entity] = {}
        self._of_name: dict[tuple[str, ...], Entity] = {}
        #: Last and first word of a longer name.
        self._of_word: dict[str, list[Entity]] = {}
        self._of_noun: dict[str, Entity] = {}

    def add(self, phrase: Phrase, entity: Entity | None = None) -> Entity:
        """Take in a phrase: as one more mention of an entity, or of a new one."""
        if entity is None:
            entity = Entity(len(self.all), phrase)
            self.all.append(entity)
        entity.add(phrase)
        self.read.append((phrase, entity))
        self._index(phrase, entity)
        most = len(self.topic.phrases) if self.topic is not None else 0
        if entity.what == "person" and not entity.is_plural and len(entity.phrases) > most:
            self.topic = entity
        return entity

    def named(self, phrase: Phrase) -> Entity | None:
        """Return whose name a phrase is, if it was read before."""
        if phrase.key:
            known = self._of_key.get(phrase.key)
            if known is not None or phrase.what != "person":
                return known
        known = self._of_name.get(phrase.name)
        if known is not None and _agree(known, phrase):
            return known
        if len(phrase.name) == 1:
            called = [one for one in self._of_word.get(phrase.name[0], ()) if _agree(one, phrase)]
            return called[-1] if called else None
        for one in reversed(self._of_word.get(phrase.name[-1], ()) if phrase.name else ()):
            if _agree(one, phrase) and _is_longer(one.name, phrase.name) and not (one.key and phrase.key):
                return one
        return None

    def of_key(self, name: str) -> Entity | None:
        """Return the entity that has a name in the tables."""
        return self._of_key.get(name)

    def called(self, noun: str) -> Entity | None:
        """Return who was called by a noun or title last."""
        return self._of_noun.get(noun)

    def recent(self, sentence: int, floor: int) -> Iterator[Entity]:
        """Yield those with a phrase from a sentence and a token on, the last one first, each once."""
        seen: set[int] = set()
        for at in range(len(self.read) - 1, -1, -1):
            phrase, entity = self.read[at]
            if phrase.sentence < sentence or phrase.first < floor:
                return
            if entity.number not in seen:
                seen.add(entity.number)
                yield entity

    def _index(self, phrase: Phrase, entity: Entity) -> None:
        if phrase.key:
            self._of_key[phrase.key] = entity
        if phrase.name:
            self._of_name[phrase.name] = entity
            for word in {phrase.name[0], phrase.name[-1]} if len(phrase.name) > 1 else ():
                known = self._of_word.setdefault(word, [])
                if entity not in known[-3:]:
                    known.append(entity)
        for noun in (phrase.noun, phrase.title):
            if noun:
                self._of_noun[noun] = entity


def _agree(entity: Entity, phrase: Phrase) -> bool:
    """Tell whether nothing in a phrase speaks against its being an entity's name."""
    if entity.gender and phrase.gender and entity.gender != phrase.gender:
        return False
    return not (entity.what and phrase.what and entity.what != phrase.what)


def _is_longer(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one name has all words of the other, or is the same but for middle names."""
    if not one or one[-1] != other[-1]:
        return False
    return one[0] == other[0] or set(other) <= set(one) or set(one) <= set(other)
