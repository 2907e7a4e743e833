"""Who pronouns and descriptions mean: the tables that coreference needs, and its answers for a document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dragoman import knowledge
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import Quotation
from dragoman.resolution.antecedents import Antecedents, Choice, Weighed
from dragoman.resolution.chains import Chains
from dragoman.resolution.entities import Entity
from dragoman.resolution.names import NameMention
from dragoman.resolution.noun_phrases import NounPhrases
from dragoman.resolution.person_words import PersonWords
from dragoman.resolution.phrases import Phrase
from dragoman.resolution.roles import Roles

__all__ = ["Coreference", "DocumentChains", "Meaning"]

#: From this chance on "he" and "she" count as traced to a name: in GUM, documents left out in turn, nine in ten of
#: those are right. The other bounds are set the same way; those that few cases speak for are higher.
LEAST_CHANCE = 0.6
#: The same if nobody else may be meant, and the tables know the one who may.
LEAST_CHANCE_IF_ALONE = 0.4
#: The same for "he" and "she" meaning somebody whom the text does not name.
LEAST_CHANCE_OF_UNNAMED = 0.85
#: The same for "they".
LEAST_CHANCE_OF_THEY = 0.75
#: The same for descriptions, which oftener mean somebody who was not mentioned before.
LEAST_CHANCE_OF_DESCRIPTION = 0.75
#: From this chance on a phrase joins a chain, so that later ones may be weighed against it, without being traced.
LEAST_CHANCE_IN_CHAIN = 0.5
#: The mentions of a trail: the name, and so many of those nearest to the phrase.
LONGEST_TRAIL = 12
#: The name is looked for so many mentions back; without an end, a long text without names would take too long.
LONGEST_SEARCH = 100


class Meaning(NamedTuple):
    """Whom a phrase means: an entity, the phrases from its name to here, and the chance that this is right."""

    entity: Entity
    trail: list[Phrase]
    chance: float


class Coreference:
    """The tables, and how to read a document with them."""

    def __init__(self, roles: Roles, antecedents: Antecedents | None = None) -> None:
        saying = {row["cue"] for row in knowledge.rows("cues") if row["part_of_speech"] == "verb"}
        self._phrases = NounPhrases(PersonWords(roles), frozenset(saying))
        self.antecedents = antecedents or Antecedents()

    def phrases(self, text: Tagged, names: Sequence[NameMention], quotations: Sequence[Quotation]) -> list[Phrase]:
        """Return the phrases of a document that may stand for actors."""
        return self._phrases.find(text, names, quotations)

    def read(
        self, text: Tagged, names: Sequence[NameMention], quotations: Sequence[Quotation], turns: Sequence[int]
    ) -> DocumentChains:
        """Follow the actors of a document; `turns` are the first tokens of the turns of a transcript."""
        return DocumentChains(Chains(text, self.phrases(text, names, quotations), turns, self.antecedents, _decide))


def _decide(phrase: Phrase, weighed: Weighed, choice: Choice) -> Entity | None:
    return choice.entity if choice.chance >= LEAST_CHANCE_IN_CHAIN else None


def _least(phrase: Phrase, entity: Entity, candidates: int) -> float:
    """Return from which chance on a phrase counts as traced to an entity."""
    if phrase.kind != "pronoun":
        return LEAST_CHANCE_OF_DESCRIPTION
    if phrase.pronoun == "they":
        return LEAST_CHANCE if candidates == 1 else LEAST_CHANCE_OF_THEY
    if candidates == 1 and entity.key:
        return LEAST_CHANCE_IF_ALONE
    return LEAST_CHANCE if entity.is_named else LEAST_CHANCE_OF_UNNAMED


def _kind(phrase: Phrase) -> str:
    return "actors" if phrase.pronoun == "they" or phrase.what != "person" else "persons"


class DocumentChains:
    """The chains of one document, for look-up."""

    def __init__(self, chains: Chains) -> None:
        self._chains = chains

    def phrase(self, first: int, last: int) -> Phrase | None:
        """Return the phrase that a token range is, what follows its head ("of ...") aside."""
        found = next((at for at in range(first, last) if at in self._chains.phrases), None)
        if found is None:
            return None
        phrase = self._chains.phrases[found]
        return phrase if phrase.last >= last or self._chains.ends_at(phrase.last) else None

    def entity(self, first: int, last: int) -> Entity | None:
        """Return the entity that a phrase in a token range belongs to."""
        return next((self._chains.entity[at] for at in range(first, last) if at in self._chains.entity), None)

    def of_key(self, name: str) -> Entity | None:
        """Return the entity that has a name in the tables."""
        return self._chains.entities.of_key(name)

    def meaning(self, phrase: Phrase, excluded: Collection[int] = ()) -> Meaning | str:
        """Return whom a pronoun or description means, or why that is not known.

        Args:
            phrase: The phrase.
            excluded: Numbers of the entities that cannot be meant, such as who speaks.
        """
        pair = self._chains.pairs.get(phrase.head)
        if pair is not None:
            return Meaning(pair, [phrase], 1.0)
        weighed = self._chains.weighed.get(phrase.head)
        if weighed is None or not weighed.candidates:
            return f"no {_kind(phrase)[:-1]} whom it may mean is mentioned shortly before"
        choice = self._chains.turned(phrase, excluded)
        if choice.entity is not None and choice.entity.what == "thing":
            return "it may mean things"
        if choice.entity is None:
            return f"no {_kind(phrase)[:-1]} whom it may mean is mentioned shortly before"
        trail = self._trail(choice.entity, phrase)
        chance = min([choice.chance, *(self._chains.chance.get(one.head, 1.0) for one in trail)])
        if chance < _least(phrase, choice.entity, len(weighed.candidates)):
            return (
                f"several {_kind(phrase)} may be meant" if len(weighed.candidates) > 1 else "it may mean somebody else"
            )
        return Meaning(choice.entity, trail, chance)

    def _trail(self, entity: Entity, phrase: Phrase) -> list[Phrase]:
        """Return the phrases from the last name of an entity, or its first phrase, up to a phrase."""
        last = entity.before(phrase.head)
        first = last - 1
        while first > 0 and entity.phrases[first].kind not in {"name", "unknown"} and last - first < LONGEST_SEARCH:
            first -= 1
        trail = entity.phrases[max(first, 0) : last]
        return [*trail[:1], *trail[1:][-LONGEST_TRAIL:]]
