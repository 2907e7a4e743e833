"""Countries that the words leave unsaid: whose "the Secretary" is in a report, whose "students" in a sentence.

Two kinds of evidence are taken, and nothing else. The home of the report (`resolution.home`) tells the country of the
institutions that `data/home_words.csv` lists. In an event, a group without a country of its own ("gunmen", "students")
is of the one state that its sentence names, if it names no other and no body of several states.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from dragoman import knowledge
from dragoman.document import Span
from dragoman.resolution.home import Home
from dragoman.resolution.names import NameMention
from dragoman.resolution.parts import BODY, STATE
from dragoman.resolution.referents import Actor, ActorType

__all__ = ["Evidence", "HomeWords", "Unstated", "evidence_of"]

#: Groups that most often act, and are acted upon, in their own state.
OF_ONE_STATE = frozenset({
    "MIL", "REB", "UAF", "CVL", "OPP", "EDU", "MED", "REL", "LAB", "LEG", "JUD", "COP", "ELI", "CRM", "PTY",
})  # fmt: skip
#: Words that say that a group is of no one state, or of another one than the sentence's.
OF_SEVERAL = frozenset({
    "foreign", "international", "world", "global", "western", "regional", "allied", "allies", "coalition", "countries",
    "nations", "states", "both", "overseas", "multinational", "peacekeepers", "european", "arab", "african", "asian",
    "migrants", "refugees", "exiles", "diaspora", "all", "other", "foreigners", "tourists", "passengers", "crew",
    "families", "people", "peoples", "humanity", "everyone", "settlers", "southerners", "northerners", "investors",
})  # fmt: skip
POSSESSIVES = frozenset({"my", "our"})
#: "my country": the state itself.
OWN_STATE = frozenset({"country", "nation", "government", "delegation", "republic", "side", "people", "homeland"})


class Evidence(NamedTuple):
    """Words that name a state, or somebody of it; half-open characters."""

    start: int
    end: int
    #: ISO 3166-1 alpha-3; empty where the words may mean several states, or none.
    country: str
    text: str


class HomeWords:
    """The table of institutions that a report leaves without a country."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, ActorType, str]] = {}
        for row in knowledge.rows("home_words"):
            kind: ActorType = row["type"]  # type: ignore[assignment]  # a closed set, checked with the table
            self._rows[row["phrase"]] = (row["country"], kind, row["sector"])

    def of(self, words: Sequence[str]) -> tuple[str, ActorType, str] | None:
        """Return country (empty if it may be any), type and sector of an institution, by its words in lower case."""
        return self._rows.get(" ".join(words))

    def ending(self, words: Sequence[str], country: str) -> tuple[str, ActorType, str] | None:
        """Return the row of a word of one state alone that ends a phrase: "some prominent Republicans"."""
        for at in range(1, len(words)):
            row = self._rows.get(" ".join(words[at:]))
            if row is not None:
                return row if row[0] == country else None
        return None


class Unstated:
    """Tells the countries that one document leaves unsaid."""

    def __init__(
        self, home: Home | None, words: HomeWords, evidence: Sequence[Evidence], sentences: Sequence[tuple[int, int]]
    ) -> None:
        """Take the document.

        Args:
            home: Its home country.
            words: The table of institutions.
            evidence: What `evidence_of` returned for it.
            sentences: Half-open characters of its sentences.
        """
        self.home = home
        self._words = words
        self._evidence = evidence
        self._sentences = sentences

    def at_home(self, actor: Actor, government: Actor | None) -> Actor | None:
        """Return an actor as one of the report's home, or `None` if it is not said to be.

        Args:
            actor: Described without a country.
            government: The home's government, without a place in a text.
        """
        home = self.home
        words = actor.text.lower().split()
        if home is None or not words:
            return None
        if words[0] in POSSESSIVES:
            if not home.is_own_words or len(words) < 2 or government is None:
                return None
            if words[-1] in OWN_STATE and len(words) == 2:
                return self._homely(
                    msgspec.structs.replace(actor, name=government.name, type="government"), home, "GOV"
                )
            known = self._words.of(words[1:])
            return self._homely(actor, home, known[2] if known else actor.sector or "") if actor.sector else None
        row = self._words.of(_bare(words)) or self._words.ending(_bare(words), home.country)
        if row is None or (row[0] and row[0] != home.country):
            return self._of_press(actor, home)
        if not row[0] and (words[0] in {"a", "an"} or self._is_elsewhere(actor, home)):
            return None
        kind = row[1] if actor.type == "other" else actor.type
        return self._homely(msgspec.structs.replace(actor, type=kind), home, row[2])

    def _of_press(self, actor: Actor, home: Home) -> Actor | None:
        """Return a group as one of the state that a report of the press is about, where it speaks of no other."""
        if home.is_own_words or not self._may_be_of_one_state(actor):
            return None
        if any(one.country != home.country for one in self._around(actor, 1)):
            return None
        return self._homely(actor, home, actor.sector or "")

    def in_sentence(self, actor: Actor) -> Actor | None:
        """Return a group as one of the only state that its sentence names; `None` if that is not for sure."""
        if not self._may_be_of_one_state(actor):
            return None
        near = [one for one in self._around(actor, 0) if not (actor.start <= one.start < actor.end)]
        if not near or len({one.country for one in near}) != 1 or not near[0].country:
            return None
        return placed(actor, near[0])

    @staticmethod
    def _may_be_of_one_state(actor: Actor) -> bool:
        words = actor.text.split()
        is_activist = actor.sector == "NGO" and actor.type in {"people", "person"}
        if not (actor.sector in OF_ONE_STATE or is_activist) or any(word.lower() in OF_SEVERAL for word in words):
            return False
        # "Western forces", "the Bali bombers": a name that the tables do not know
        return not any(word[0].isupper() for word in words[1:])

    def at_place(self, thing: Actor) -> Actor:
        """Return a thing without a country with that of the only state or place that its words name."""
        first = bisect.bisect_left(self._evidence, thing.start, key=lambda one: one.start)
        last = bisect.bisect_left(self._evidence, thing.end, key=lambda one: one.start)
        within = self._evidence[first:last]
        if thing.country is not None or len({one.country for one in within}) != 1 or not within[0].country:
            return thing
        return placed(thing, within[0])

    def _is_elsewhere(self, actor: Actor, home: Home) -> bool:
        """Tell whether another state is spoken of right before, whose institution may be meant."""
        return any(one.country != home.country and one.start < actor.start for one in self._around(actor, 1))

    def _around(self, actor: Actor, back: int) -> list[Evidence]:
        """Return the evidence in an actor's sentence and so many before it."""
        at = max(0, bisect.bisect_right(self._sentences, actor.start, key=lambda sentence: sentence[0]) - 1)
        low, high = self._sentences[max(0, at - back)][0], self._sentences[at][1]
        first = bisect.bisect_left(self._evidence, low, key=lambda one: one.start)
        last = bisect.bisect_left(self._evidence, high, key=lambda one: one.start)
        return list(self._evidence[first:last])

    @staticmethod
    def _homely(actor: Actor, home: Home, sector: str) -> Actor:
        trail = [home.span] if home.span is not None else []
        code = home.country + sector
        return msgspec.structs.replace(actor, country=home.country, sector=sector or None, code=code, trail=trail)


def _bare(words: Sequence[str]) -> list[str]:
    """Return the words of a phrase without its article and without what a preposition adds: "the House in session"."""
    bare = list(words[1:] if words[0] in {"the", "a", "an", "this"} else words)
    end = next((at for at in range(1, len(bare)) if bare[at] in {"in", "from", "on", "at", "who", "with"}), len(bare))
    return bare[:end]


def placed(actor: Actor, evidence: Evidence) -> Actor:
    """Return an actor with the country of some evidence, which ends its trail."""
    return msgspec.structs.replace(
        actor,
        country=evidence.country,
        code=evidence.country + (actor.sector or ""),
        trail=[*actor.trail, Span(evidence.start, evidence.end, evidence.text)],
    )


def evidence_of(names: Iterable[NameMention], mentions: Iterable[Actor]) -> list[Evidence]:
    """Return the words of a document that speak of a state, in text order; those of several states without a country.

    Args:
        names: The known names: of states, cities and regions, and of international bodies.
        mentions: The mentions of actors: office holders and bodies with their countries.
    """
    found: dict[int, Evidence] = {}
    for name in names:
        entry = name.entries[0]
        if entry.kind in STATE | BODY:
            sure = entry.kind in STATE and len(name.entries) == 1 and not entry.doubt
            found[name.start] = Evidence(name.start, name.end, entry.key if sure else "", name.text)
    starts = sorted(found)
    for actor in mentions:
        if actor.country is None:
            continue
        within = starts[bisect.bisect_left(starts, actor.start) : bisect.bisect_left(starts, actor.end)]
        for at in within:
            if not found[at].country:
                found[at] = found[at]._replace(country=actor.country)
        if not within:
            found[actor.start] = Evidence(actor.start, actor.end, actor.country, actor.text)
    return [found[at] for at in sorted(found)]
