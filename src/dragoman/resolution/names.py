"""Finds the names of states, organisations and office holders that Dragoman's tables know.

A name is compared token by token, so it is always bounded by words, may be broken over two lines, and may be written
with straight or curly apostrophes and with or without accents. The longest name that begins at a place wins.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from dragoman import knowledge, user_knowledge
from dragoman.analysis.segmentation import Segmentation, words_of_name
from dragoman.resolution.state_codes import state_names

__all__ = ["Gazetteer", "NameEntry", "NameKind", "NameMention", "Organisation", "fold", "fold_all"]

#: name, adjective, demonym, abbreviation, capital, city, region: words for a state or a part of it. seat: a building
#: that stands for a government or office. organisation, person: full names. bare_organisation: a short form that
#: holds only where no state is attached ("the Security Council"). surname: a person's family name alone. introduced:
#: a person whom no table knows and whom the document itself introduces. user: a name in the user's own tables.
NameKind = Literal[
    "name", "adjective", "demonym", "abbreviation", "capital", "city", "region", "seat", "organisation",
    "bare_organisation", "person", "surname", "introduced", "decoy", "user",
]  # fmt: skip

#: Names of so few letters are not looked for in words in capitals ("US" in "US STEEL").
SHORTEST_IN_CAPITALS = 3
#: Letters that have no accent to take off but an English spelling of their own.
LETTERS = str.maketrans({"’": "'", "‘": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss"})


class NameEntry(NamedTuple):
    """One thing that a name may stand for."""

    kind: NameKind
    #: Alpha-3 code of a state, or the full name of an organisation or person.
    key: str
    #: Why the name may mean something else here; empty if it is safe.
    doubt: str = ""
    #: For a seat: the office in it; empty if it stands for the whole government.
    office: str = ""
    #: For a person: country and sector that the document itself gives, else empty.
    country: str = ""
    sector: str = ""


class NameMention(NamedTuple):
    """A known name in the text: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str
    #: What it may stand for; never empty.
    entries: tuple[NameEntry, ...]
    #: Half-open range of the document's tokens.
    first: int
    last: int


class Organisation(msgspec.Struct, frozen=True):
    """An organisation, armed group or office with a proper name."""

    name: str
    type: Literal["office", "organisation", "armed_group"]
    country: str
    code: str
    sector: str


class Gazetteer:
    """Every name in the tables, and what it stands for."""

    def __init__(self, persons: Iterable[Mapping[str, str]]) -> None:
        """Read the tables.

        Args:
            persons: The rows of the table of persons, which others need too.
        """
        #: Alpha-3 code to short name.
        self.states: dict[str, str] = state_names()
        self.organisations: dict[str, Organisation] = {}
        #: Given names, without accents.
        self.given_names: frozenset[str] = frozenset(_given_names())
        #: First word to the names that begin with it, as the tables have them: most are never asked for.
        self._waiting: dict[str, list[tuple[str, NameEntry]]] = {}
        #: The same, cut into words, the longest first, for first words that a text has had.
        self._ready: dict[str, dict[tuple[str, ...], tuple[NameEntry, ...]]] = {}
        #: How many words the names have that begin with these, the most first.
        self._lengths: dict[str, list[int]] = {}
        self._add_states()
        self._add_organisations()
        self._add_persons(persons)
        #: Name in the user's tables to its codes with the days from and until which they hold.
        self.user_codes: dict[str, list[UserCode]] = {}
        self._add_user_actors()
        #: First words by their form in capitals.
        self._upper: dict[str, list[str]] = {}

    def find(self, segmentation: Segmentation, words: Sequence[str]) -> Iterator[NameMention]:
        """Yield the names in a document, the longest from left to right.

        Args:
            segmentation: The document.
            words: Its tokens as `fold_all` gives them.
        """
        tokens, text = segmentation.tokens, segmentation.document.text
        at, known = 0, self._waiting
        while at < len(words):
            word = words[at]
            if word not in known and not (len(word) > 2 and word.isupper()):
                at += 1
                continue
            last, entries = self._longest(words, at)
            if entries and entries[0].kind != "decoy":
                start, end = tokens[at].start, tokens[last - 1].end
                yield NameMention(start, end, text[start:end], entries, at, last)
            at = max(last, at + 1)

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[NameEntry, ...]]:
        names = self._beginning(words[at])
        for length in self._lengths[words[at]]:
            name = tuple(words[at : at + length])
            if name in names:
                return at + len(name), names[name]
        if len(words[at]) > 2 and words[at].isupper():
            return self._longest_in_capitals(words, at)
        return at, ()

    def _longest_in_capitals(self, words: Sequence[str], at: int) -> tuple[int, tuple[NameEntry, ...]]:
        if not self._upper:  # only documents with words in capitals pay for this
            for first in self._waiting:
                self._upper.setdefault(first.upper(), []).append(first)
        last = at
        found: tuple[NameEntry, ...] = ()
        for first in self._upper.get(words[at], ()):
            for name, entries in self._beginning(first).items():
                end = at + len(name)
                if end <= last or sum(map(len, name)) <= SHORTEST_IN_CAPITALS:
                    continue
                if tuple(word.upper() for word in name) == tuple(words[at:end]):
                    last, found = end, entries
        return last, found

    def _beginning(self, first: str) -> dict[tuple[str, ...], tuple[NameEntry, ...]]:
        """Return the names that begin with a word, as words, the longest first."""
        ready = self._ready.get(first)
        if ready is not None:
            return ready
        found: dict[tuple[str, ...], tuple[NameEntry, ...]] = {}
        for plain, entry in self._waiting.get(first, ()):
            name = _words_of(plain)
            before = found.get(name, ())
            if entry.kind == "user":  # in place of those of our tables
                found[name] = (entry,)
            elif entry not in before:
                found[name] = (*before, entry)
        self._ready[first] = dict(sorted(found.items(), key=lambda pair: -len(pair[0])))
        self._lengths[first] = sorted({len(name) for name in found}, reverse=True)
        return self._ready[first]

    def _add(self, phrase: str, entry: NameEntry) -> None:
        plain = phrase if phrase.isascii() else fold(phrase)
        first = plain.partition(" ")[0]
        if not first.isalpha():
            first = words_of_name(first)[0]
        self._waiting.setdefault(first, []).append((plain, entry))

    def _add_states(self) -> None:
        for row in knowledge.rows("state_names"):
            kind: NameKind = row["kind"]  # type: ignore[assignment]  # a closed set, checked with the table
            self._add(row["phrase"], NameEntry(kind, row["code"], row["ambiguous"], row["office"]))

    def _add_organisations(self) -> None:
        for row in knowledge.rows("organisations"):
            kind: Literal["office", "organisation", "armed_group"] = row["type"]  # type: ignore[assignment]
            name = row["name"]
            self.organisations[name] = Organisation(name, kind, row["country"], row["code"], row["sector"])
            for alias in (name, *knowledge.values(row["aliases"])):
                self._add(alias, NameEntry("organisation", name))
                if alias.startswith("The "):
                    self._add("t" + alias[1:], NameEntry("organisation", name))
            for alias in knowledge.values(row["bare_aliases"]):
                self._add(alias, NameEntry("bare_organisation", name))

    def _add_user_actors(self) -> None:
        """Add the user's names in place of those of our tables."""
        for row in user_knowledge.rows("actors", user_knowledge.ACTOR_COLUMNS):
            code = UserCode(row["code"], row["from"], row["until"])
            known = self.user_codes.setdefault(row["name"], [])
            if code not in known:
                known.append(code)
            self._add(row["phrase"], NameEntry("user", row["name"]))

    def _add_persons(self, persons: Iterable[Mapping[str, str]]) -> None:
        told: set[tuple[str, str, str, str]] = set()
        for row in persons:
            name = row["person"]
            names = (name, row["aliases"], row["surnames"], row["distinctive"])
            if names in told:  # another term of the same person
                continue
            told.add(names)
            full = (name, *knowledge.values(row["aliases"]))
            for alias in full:
                self._add(alias, NameEntry("person", name))
            doubt = "" if row["distinctive"] else "a family name that many people have"
            for surname in knowledge.values(row["surnames"]):
                if surname in full:  # known by no shorter form
                    continue
                self._add(surname, NameEntry("surname", name, doubt))


class UserCode(NamedTuple):
    """A code that the user's tables give to a name: ISO days, half-open, empty where open."""

    code: str
    since: str
    until: str

    def holds(self, on: datetime.date | None) -> bool:
        """Tell whether the code holds on a day; one with dates holds on no unknown day."""
        if on is None:
            return not (self.since or self.until)
        day = on.isoformat()
        return self.since <= day and (not self.until or day < self.until)


def _given_names() -> Iterator[str]:
    """Yield given names without accents: those of the table, and those by which women and men are told apart."""
    yield from (fold(row["name"]) for row in knowledge.rows("given_names"))
    yield from (fold(row["word"]) for row in knowledge.rows("person_words") if row["kind"] == "name")


def fold(word: str) -> str:
    """Return the word without accents and with straight apostrophes."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) or word


def fold_all(segmentation: Segmentation) -> list[str]:
    """Return the document's tokens, folded, for comparison with the tables."""
    return [token.text if token.text.isascii() else fold(token.text) for token in segmentation.tokens]


def _words_of(plain: str) -> tuple[str, ...]:
    """Return the words of a name without accents."""
    if plain.replace(" ", "").isalpha():
        return tuple(plain.split(" "))  # most names: three times faster than the tokenizer
    return words_of_name(plain)
