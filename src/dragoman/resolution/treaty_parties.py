"""Finds who the parties to a treaty are: in its title, in its preamble, and above the signatures.

Treaties write the names of states in full and often in small letters or capitals alone ("the french republic"), so
names are compared without case here, and an adjective with a noun of statehood is a name. The articles are searched
only for a list of those who may sign, and only where nobody is named before: a state that an article mentions is no
party.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman import knowledge
from dragoman.analysis.agreements.treaty_texts import Range, TreatyText
from dragoman.document import Document
from dragoman.resolution.agreements import PlainText
from dragoman.resolution.names import fold
from dragoman.resolution.referents import Actor
from dragoman.resolution.state_codes import state_names

__all__ = ["TreatyParties"]

#: A name of an organisation has so many words at least; shorter ones are words of any preamble.
WORDS_OF_ORGANISATION = 2
#: The title tells the parties only behind these words.
BETWEEN = re.compile(r"\b(?:between|among|amongst)\b", re.IGNORECASE)
#: Articles that list who may sign or has signed; asked only where preamble and signatures name nobody.
LISTS = re.compile(
    r"\b(?:open(?:ed)?\s+(?:for|to)\s+(?:the\s+)?signature|original\s+(?:contracting\s+)?parties"
    r"|signatory\s+(?:states|governments)|(?:contracting|states)\s+parties\s+(?:are|were|shall\s+be)|eligible\s+for\s+original\s+membership"
    r"|participants\s+in\s+the|founding\s+(?:states|members)|members\s+(?:of\s+\w+\s+\w+\s+)?(?:are|shall\s+be)"
    r"|(?:is|are)\s+(?:hereby\s+)?(?:created|established|concluded)\s+(?:by|between|among)|have\s+signed)(?:\b|(?<=membership))",
    re.IGNORECASE,
)
#: "Considering ..., the Governments of A, B and C have agreed": the parties behind the recitals, so near the beginning.
BEHIND_RECITALS = re.compile(r"(?<!with )\bthe\s+(?:governments?|representatives)\s+of\b", re.IGNORECASE)
PREAMBLE_REACH = 5_000
#: So far behind these words the list goes on, unless another sentence begins; so many states are a list.
LIST_REACH, LISTED_STATES = 1_200, 2
#: Before a name above a signature. The line break before it may be lost: "reproducedFor the Government of".
FOR = re.compile(
    r"(?:for|pour)\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+|his\s+majesty\s+|her\s+majesty\s+)*"
    r"(?:governments?\s+of\s+|council\s+of\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[a-z]{3})\.(?:\s|\d|\Z)|\b(?:article|annex)\b", re.IGNORECASE)
ARTICLE = re.compile(r"(?:\bthe|\ban?)\s+\Z", re.IGNORECASE)
#: What an organisation that is a party follows: the beginning, a list, or "between".
LISTED = re.compile(r"(?:\A|[,;:.)\n]|\band|\bbetween|\bwith|governments?|\bfor)\s*\Z", re.IGNORECASE)
#: "His Majesty the King of the Belgians" stands for Belgium.
CROWNS = ("king", "queen", "emperor")
BEGINNING = re.compile(r"[.;:)]\s*\Z")
#: So much before a name is looked at.
BEFORE = 60


class TreatyParties:
    """Names the parties of treaties."""

    def __init__(self) -> None:
        self._states = state_names()
        self._organisations = {row["name"]: row["code"] for row in knowledge.rows("organisations")}
        nouns, barred = [], []
        for row in knowledge.rows("treaty_words"):
            if row["category"] == "state":
                nouns.append(row["word"])
            elif row["category"] == "not a party":
                barred.append(row["word"])
        self._barred = re.compile(rf"\b(?:{'|'.join(map(re.escape, barred))})\s+\Z", re.IGNORECASE)
        #: Name without accents, in small letters, to the code of a state or the name of an organisation.
        self._names = dict(_organisation_names()) | dict(_state_names(nouns))
        self._patterns = list(self._names)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def __call__(self, document: Document, treaty: TreatyText) -> list[Actor]:
        """Return the parties, each once, in the order in which the text first names them."""
        found: list[Actor] = []
        if treaty.title and (between := BETWEEN.search(document.text, *treaty.title)):
            found.extend(self._named(document, (between.start(), treaty.title[1])))
        found.extend(self._named(document, treaty.opening))
        if treaty.testimony:
            found.extend(self._named(document, treaty.testimony, signing=True))
        if sum(actor.country is not None for actor in found) < LISTED_STATES:
            found.extend(self._listed(document, (treaty.body[0], len(document.text))))
        parties: dict[str, Actor] = {}
        for actor in found:
            parties.setdefault(actor.name or actor.text, actor)
        return list(parties.values())

    def _listed(self, document: Document, body: Range) -> list[Actor]:
        """Return the states that the first list of signatories or parties in the articles names."""
        near = (body[0], min(body[1], body[0] + PREAMBLE_REACH))
        openings = (BEHIND_RECITALS.finditer(document.text, *near), LISTS.finditer(document.text, *body))
        for match in itertools.chain(*openings):
            stop = SENTENCE.search(document.text, match.end(), min(body[1], match.end() + LIST_REACH))
            end = stop.start() if stop else min(body[1], match.end() + LIST_REACH)
            found = list(self._named(document, (match.end(), end))) if end > match.end() else []
            if len(found) >= LISTED_STATES:
                return found
        return []

    def _named(self, document: Document, place: Range, *, signing: bool = False) -> Iterator[Actor]:
        """Yield the states and organisations named within a range of characters.

        Args:
            document: The treaty.
            place: The range.
            signing: Only behind "For the Government of": other names here are places and archives.
        """
        start, end = place
        plain = PlainText(document.text[start:end])
        text = "".join(one if len(one := fold(letter)) == 1 else letter for letter in plain.text.lower())
        for index, low, high in self._automaton.find_matches_as_indexes(text):
            before = text[max(0, low - BEFORE) : low]
            allowed = _signs(before, text[low:high]) if signing else self._may_be_party(before)
            if not allowed or not _is_bounded(text, low, high):
                continue
            key = self._names[self._patterns[index]]
            if key in self._organisations and not signing and not LISTED.search(ARTICLE.sub("", before)):
                continue
            yield self._actor(document, start + plain.offset(low), start + plain.offset(high - 1) + 1, key)

    def _may_be_party(self, before: str) -> bool:
        return not self._barred.search(ARTICLE.sub("", before))

    def _actor(self, document: Document, start: int, end: int, key: str) -> Actor:
        text = document.text[start:end]
        if key in self._organisations:
            code = self._organisations[key]
            return Actor(text=text, start=start, end=end, name=key, type="organisation", sector="IGO", code=code)
        name = self._states[key]
        return Actor(text=text, start=start, end=end, name=name, type="government", country=key, code=key)


def _signs(before: str, name: str) -> bool:
    """Tell whether a name stands above a signature: behind "for", or in full at the beginning of a line or sentence."""
    return bool(FOR.search(before)) or (" of " in name and bool(BEGINNING.search(ARTICLE.sub("", before))))


def _is_bounded(text: str, low: int, high: int) -> bool:
    """Tell whether a name is not part of a word; the next may follow a long name without a space ("Angolathe")."""
    if low and text[low - 1].isalnum():
        return False
    behind = text[high : high + 5]
    return not behind[:1].isalnum() or " " in text[low:high] or behind.startswith(("for ", "pour ", "the "))


def _state_names(nouns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of states in small letters, and their codes."""
    for row in knowledge.rows("state_names"):
        phrase = fold(row["phrase"]).lower()
        if not row["code"] or phrase.startswith("the "):
            continue
        if row["kind"] == "name" or (row["kind"] == "abbreviation" and len(phrase) > WORDS_OF_ORGANISATION * 2):
            yield phrase, row["code"]
        elif row["kind"] == "adjective":
            yield from ((f"{phrase} {noun}", row["code"]) for noun in nouns)
        elif row["kind"] == "demonym":
            yield from ((f"{crown} of the {phrase}", row["code"]) for crown in CROWNS)
    yield from ((fold(row["official_name"]).lower(), row["code"]) for row in knowledge.rows("states"))


def _organisation_names() -> Iterator[tuple[str, str]]:
    """Yield the full names of international organisations in small letters, and the names they go by."""
    for row in knowledge.rows("organisations"):
        if row["sector"] != "IGO":
            continue
        for name in (row["name"], *knowledge.values(row["aliases"])):
            if len(name.split()) >= WORDS_OF_ORGANISATION and "'s " not in name:
                yield fold(name).lower(), row["name"]
