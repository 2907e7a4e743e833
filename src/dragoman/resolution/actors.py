"""Who the phrases of a report stand for: states, organisations, persons, offices and groups.

The tables of `dragoman/data` say what is known; nothing is assumed beyond them and the words of the report. Whoever
holds an office is looked up for the report's date, never for today.
"""

from __future__ import annotations

import bisect
import datetime
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from dragoman import knowledge
from dragoman.analysis.segmentation import Segmentation
from dragoman.resolution.coreference import Coreference
from dragoman.resolution.introductions import read_names, words_of
from dragoman.resolution.mention_phrases import mention_phrases
from dragoman.resolution.names import Gazetteer, NameEntry, NameMention
from dragoman.resolution.parts import Part, Words, cut
from dragoman.resolution.readings import Reader, Reading
from dragoman.resolution.referents import Actor
from dragoman.resolution.roles import Roles
from dragoman.resolution.tenures import Tenures

__all__ = ["ActorResolver", "NameEntry", "NameMention", "entity"]

#: A capital behind one of these is a place, not a government.
BEFORE_PLACE = frozenset({
    "in", "at", "to", "from", "near", "into", "outside", "around", "across", "through", "via", "toward",
    "towards", "inside", "within", "throughout", "over", "leave", "leaves", "leaving", "left", "visit",
    "visits", "visited", "visiting", "reach", "reached", "outskirts", "downtown", "embassy", "consulate",
    "airport", "central", "southern", "northern", "eastern", "western", "-",
})  # fmt: skip
#: A state behind one of these is a place; "to Ukraine" and "from Russia" may be an actor that gives or takes.
BEFORE_TERRITORY = frozenset({
    "in", "inside", "across", "throughout", "near", "into", "within", "outside", "around", "southern",
    "northern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern", "southwestern",
})  # fmt: skip

#: Words of a dateline before the agency: "WASHINGTON, D.C., May 5 (Reuters)".
DATELINE_WORDS = 8


class _Context(NamedTuple):
    """A document prepared for reading, and what it was prepared from."""

    segmentation: Segmentation
    names: Sequence[NameMention]
    on: datetime.date | None
    words: Words
    starts: list[int]
    reader: Reader


class ActorResolver:
    """Tells whom the phrases of a document mean."""

    def __init__(self) -> None:
        persons = list(knowledge.rows("persons"))  # the longest table: read once for both
        self._gazetteer = Gazetteer(persons)
        self._roles = Roles()
        #: Who held which office when.
        self.tenures = Tenures(persons)
        #: Traces pronouns and descriptions; loaded with the other tables.
        self.coreference = Coreference(self._roles)
        self._context: _Context | None = None

    def names(self, segmentation: Segmentation) -> list[NameMention]:
        """Return every known name in a document, from left to right, without overlaps.

        Among them are persons whom only the document itself introduces. Family names are linked to full names that
        stand elsewhere in it; words that only look like a name (Michael Jordan, Trump Tower) are left out.
        """
        return read_names(segmentation, self._gazetteer, self._roles)

    def resolve(
        self,
        segmentation: Segmentation,
        start: int,
        end: int,
        names: Sequence[NameMention],
        on: datetime.date | None,
    ) -> tuple[Actor, str | None]:
        """Describe the noun phrase `text[start:end]`.

        Args:
            segmentation: The document.
            start: First character of the phrase.
            end: One past its last character.
            names: What `names` returned for the document.
            on: The day of the report, `None` if not known.

        Returns:
            The actor, and why its name or country is not known (`None` if all that the phrase can tell is known).
        """
        context = self._prepared(segmentation, names, on)
        first = bisect.bisect_left(context.starts, start)
        last = bisect.bisect_left(context.starts, end)
        reading = context.reader.read(first, last)
        return self._actor(segmentation, start, end, reading), reading.reason or None

    def mentions(
        self,
        segmentation: Segmentation,
        names: Sequence[NameMention],
        on: datetime.date | None,
        tags: Sequence[str] | None = None,
    ) -> list[Actor]:
        """Return the mentions of actors in a document: named ones, and described ones whose state or body is named.

        Args:
            segmentation: The document.
            names: What `names` returned for it.
            on: The day of the report, `None` if not known.
            tags: Penn Treebank tags of the tokens, which keep "military" in "Russian military bases" from being read
                as the Russian military.
        """
        context = self._prepared(segmentation, names, on)
        found = []
        for sentence in segmentation.sentences:
            parts = cut(context.words, self._roles, sentence.first, sentence.last)
            for first, last in mention_phrases(parts, tags):
                actor = self._mention(context, parts, first, last)
                if actor is not None:
                    found.append(actor)
        return found

    def holds_office(self, name: str, on: datetime.date) -> bool:
        """Tell whether the tables know an office that the person of this full name holds on a day."""
        return self.tenures.on(name, on) is not None

    def government(self, country: str) -> Actor:
        """Return the government of a state, by alpha-3 code, without a place in a text.

        Raises:
            KeyError: No such state.
        """
        name = self._gazetteer.states[country]
        return Actor(
            text="", start=0, end=0, name=name, type="government", country=country, sector="GOV", code=country + "GOV"
        )

    def _prepared(self, segmentation: Segmentation, names: Sequence[NameMention], on: datetime.date | None) -> _Context:
        """Return the document prepared for reading; the last one is kept, as its phrases come one by one."""
        kept = self._context
        if kept is not None and kept.segmentation is segmentation and kept.names is names and kept.on == on:
            return kept
        words = words_of(segmentation, names)
        reader = Reader(words, self._gazetteer, self._roles, self.tenures, on)
        starts = [token.start for token in segmentation.tokens]
        self._context = _Context(segmentation, names, on, words, starts, reader)
        return self._context

    def _mention(self, context: _Context, parts: Sequence[Part], first: int, last: int) -> Actor | None:
        if _is_place(context, parts, first, last):
            return None
        reading = context.reader.read(parts[first].first, parts[last - 1].last)
        if (reading.type == "other" and not reading.sector) or not (reading.name or reading.country or reading.code):
            return None
        tokens = context.segmentation.tokens
        start, end = tokens[parts[first].first].start, tokens[parts[last - 1].last - 1].end
        return self._actor(context.segmentation, start, end, reading)

    @staticmethod
    def _actor(segmentation: Segmentation, start: int, end: int, reading: Reading) -> Actor:
        return Actor(
            text=segmentation.document.text[start:end],
            start=start,
            end=end,
            name=reading.name or None,
            type=reading.type,
            country=reading.country or None,
            sector=reading.sector or None,
            code=reading.code or reading.country + reading.sector or None,
        )


def entity(actor: Actor) -> str:
    """Return an id that all mentions of one actor in a document share: by name, else by what is described."""
    if actor.name is not None:
        key = f"{actor.country or ''}:{actor.name}"
    else:
        words = actor.text.lower().split()
        words = words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words
        key = f"{actor.type}:{actor.code or ''}:{' '.join(words)}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _is_place(context: _Context, parts: Sequence[Part], first: int, last: int) -> bool:
    """Tell whether a phrase names only a state or capital, as the place where something is."""
    named = [part for part in parts[first:last] if part.kind not in {"article", "'s"}]
    if len(named) != 1 or named[0].mention is None:
        return False
    kind = named[0].mention.entries[0].kind
    if kind == "organisation":
        return _is_agency_of_dateline(context, named[0])
    if kind not in {"capital", "name", "abbreviation"} or _owns(parts, first, last):
        return False
    token = parts[first].first
    before = context.words.lower[token - 1] if token > 0 and token not in context.words.openings else ""
    if kind == "capital":
        return before in BEFORE_PLACE or _is_dateline(context, named[0])
    return before in BEFORE_TERRITORY


def _is_agency_of_dateline(context: _Context, part: Part) -> bool:
    """Tell whether an organisation stands in brackets at the head of a report: "MOSCOW (AP) --"."""
    plain = context.words.plain
    if part.last >= len(plain) or plain[part.first - 1] != "(" or plain[part.last] != ")":
        return False
    return any(at in context.words.openings for at in range(max(0, part.first - DATELINE_WORDS), part.first - 1))


def _owns(parts: Sequence[Part], first: int, last: int) -> bool:
    """Tell whether a state's name describes what follows: "in US-Russia relations", "in Russia's interest"."""
    if parts[last - 1].kind == "'s":
        return True
    if last >= len(parts):
        return False
    following = parts[last]
    if following.kind == "hyphen":
        return last + 1 < len(parts) and parts[last + 1].mention is not None
    mention = parts[last - 1].mention
    is_short = mention is not None and mention.entries[0].kind == "abbreviation"
    return following.kind == "'s" or (is_short and following.kind == "word")


def _is_dateline(context: _Context, part: Part) -> bool:
    """Tell whether a capital opens a report: "MOSCOW (AP) --", "Kyiv, 5 May"."""
    if part.first not in context.words.openings or part.last >= len(context.words.plain):
        return False
    return context.words.plain[part.last] in {"(", ",", "—", "–", "--", "-", ":", "/"}
