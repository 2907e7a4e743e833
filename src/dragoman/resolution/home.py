"""The home country of a report: whose "we", "the Secretary" and "Congress" are where the words name no state.

A state's own words tell it by their author, address, publisher, byline, heading or speaker ("my country, Guyana");
then "we" is that state's government. A report of the press tells it by whom it names: where nearly all offices, courts
and parties in it are of one state, "Congress" and "a federal judge" are of that state too; "we" is then nobody. What
tells is kept as the reason. Where nothing tells, there is no home, and the actor's country stays unknown.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from dragoman import knowledge
from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.analysis.quotations import Quotation, touching
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document, Span
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.authors import Authors
from dragoman.resolution.referents import Actor

__all__ = ["Home", "HomeFinder"]

#: Sectors of the institutions of a state; parties are among them.
INSTITUTIONS = frozenset({"GOV", "LEG", "JUD", "PTY", "COP", "MIL", "SPY"})
#: So many different institutions and office holders make a report one of a state, if so large a part of all are its.
FEWEST_NAMED = 3
LARGEST_PART = 0.8
#: A heading stands in one of the first paragraphs and is no longer than this, in tokens.
HEADING_PARAGRAPHS, LONGEST_HEADING = 4, 12
#: Where a release says to whom its words are to be attributed, in characters from its beginning.
ATTRIBUTION_REACH = 600
#: "my country, Guyana,": what stands before the name of the speaker's own state.
OWN = re.compile(
    r"\b(?:my|our)\s+(?:(?:own|beloved|great|small|young|dear)\s+)?"
    r"(?:country|nation|homeland|people|delegation|government|republic),?\s+(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
#: "on behalf of the people and Government of Guyana".
ON_BEHALF = re.compile(
    r"\b(?:on behalf of|greetings (?:of|from)|in the name of)\s+(?:(?:the|and|my|our|of|his|her|\w+,?)\s+){0,5}?"
    r"(?:people|peoples|government|delegation|nation|republic|kingdom|state|king|president)\s+of\s+(?:the\s+)?"
    r"(?:(?:people|government|republic|kingdom)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)  # fmt: skip
STATE_NAMES = frozenset({"name", "abbreviation"})


class Home(NamedTuple):
    """The state that a report speaks from, and what tells."""

    #: ISO 3166-1 alpha-3.
    country: str
    reason: str
    #: Whether they are the state's own words, so that "we" is its government.
    is_own_words: bool
    #: The words that tell; `None` where something outside the text does.
    span: Span | None = None
    #: Whether its title names officials of this state, and of no other: so nobody else is there to say "we".
    speaks_alone: bool = False


class HomeFinder:
    """Finds the home country of reports."""

    def __init__(self, resolver: ActorResolver) -> None:
        self._resolver = resolver
        self._sites = {row["domain"]: row["country"] for row in knowledge.rows("government_sites")}

    def __call__(
        self,
        text: Tagged,
        names: Sequence[NameMention],
        mentions: Sequence[Actor],
        authors: Authors,
        quotations: Sequence[Quotation],
    ) -> Home | None:
        """Return the home country of a document, or `None`.

        Args:
            text: The document.
            names: Its known names, in order.
            mentions: Its mentions of actors.
            authors: Whose words its parts are.
            quotations: Its quotations; what is said in them is not the report's.
        """
        document = text.segmentation.document
        evidence: tuple[Callable[[], Home | None], ...] = (
            lambda: self._by_name(document, document.author, "the author"),
            lambda: self._by_address(document),
            lambda: self._by_name(document, document.publisher, "the publisher"),
            lambda: _by_author(authors),
            lambda: self._by_title(document) if len(authors) > 1 else None,
            lambda: self._by_heading(text, names),
            lambda: _by_attribution(document, mentions),
            lambda: _by_speech(text, names, quotations) if len(authors) == 1 else None,
            lambda: _by_institutions(mentions),
        )
        home = next((home for find in evidence if (home := find()) is not None), None)
        if home is None or not home.is_own_words:
            return home
        return home._replace(speaks_alone={one.country for one in self._officials(document)} == {home.country})

    def _by_address(self, document: Document) -> Home | None:
        try:
            host = (urlsplit(document.url or "").hostname or "").lower()
        except ValueError:
            return None  # no address at all
        labels = host.split(".")
        for at in range(len(labels)):
            country = self._sites.get(".".join(labels[at:]))
            if country is not None:
                return Home(country, f"the address of the report is of {host}", is_own_words=True)
        return None

    def _by_name(self, document: Document, name: str | None, role: str) -> Home | None:
        """Take the state, or the state of the office, that is named as author or publisher."""
        if not name or not name.strip():
            return None
        words = Segmenter()(Document(id="", text=name, origin="", date=document.date))
        known = self._resolver.names(words)
        actor, _ = self._resolver.resolve(words, 0, len(name), known, document.date)
        if actor.country is None or not (actor.sector == "GOV" or actor.type == "government"):
            return None
        return Home(actor.country, f"{role} is {name.strip()}", is_own_words=True)

    def _by_title(self, document: Document) -> Home | None:
        """Take the state of the officials whom the title of a transcript names: "Briefing by Press Secretary ..."."""
        officials = self._officials(document)
        countries = {one.country for one in officials}
        if len(countries) != 1 or officials[0].country is None:
            return None
        return Home(officials[0].country, f"the title names {officials[0].text}", is_own_words=True)

    def _officials(self, document: Document) -> list[Actor]:
        """Return the officials and offices of states that a title names."""
        if not document.title:
            return []
        words = Segmenter()(Document(id="", text=document.title, origin="", date=document.date))
        found = self._resolver.mentions(words, self._resolver.names(words), document.date)
        return [one for one in found if one.sector == "GOV" and one.type in {"person", "office"}]

    def _by_heading(self, text: Tagged, names: Sequence[NameMention]) -> Home | None:
        """Find the line above a text that is no more than the name of an office: "THE WHITE HOUSE"."""
        named = {name.first: name for name in names}
        for sentence in text.segmentation.sentences[: 2 * HEADING_PARAGRAPHS]:
            if sentence.paragraph >= HEADING_PARAGRAPHS or sentence.last - sentence.first > LONGEST_HEADING:
                continue
            if any(text.tags[at] in FINITE for at in range(sentence.first, sentence.last)):
                continue
            first = sentence.first + (text.word(sentence.first) == "the")
            name = named.get(first)
            if name is None or name.last != sentence.last or name.entries[0].kind not in {"organisation", "seat"}:
                continue
            document = text.segmentation.document
            actor, _ = self._resolver.resolve(text.segmentation, name.start, name.end, names, document.date)
            if actor.country is not None and actor.sector == "GOV":
                span = Span(name.start, name.end, name.text)
                return Home(actor.country, f"the heading is “{name.text}”", is_own_words=True, span=span)
        return None


def _by_author(authors: Authors) -> Home | None:
    """Take the official whose words the whole text is, or whom all turns of officials of a transcript agree upon."""
    officials = [who for _, who in authors if who is not None and who.sector == "GOV" and who.country is not None]
    countries = {who.country for who in officials}
    if len(countries) != 1:
        return None
    who = officials[0]
    span = Span(who.start, who.end, who.text) if who.text else None
    return Home(who.country or "", f"{who.name} speaks", is_own_words=True, span=span)


def _by_attribution(document: Document, mentions: Sequence[Actor]) -> Home | None:
    """Take whom a release names as its source: "The following is attributable to Spokesperson Ned Price"."""
    at = document.text.find("attributable to", 0, ATTRIBUTION_REACH)
    if at < 0:
        return None
    official = next((one for one in mentions if one.start > at), None)
    if official is None or official.sector != "GOV" or official.country is None:
        return None
    if document.text[at : official.start].count("\n") > 0:
        return None
    span = Span(official.start, official.end, official.text)
    return Home(official.country, f"it is attributable to {official.text}", is_own_words=True, span=span)


def _by_speech(text: Tagged, names: Sequence[NameMention], quotations: Sequence[Quotation]) -> Home | None:
    """Take the state that a speaker calls the own one, if it is one and the same wherever that is said."""
    whole = text.segmentation.document.text
    behind = {match.end() for pattern in (OWN, ON_BEHALF) for match in pattern.finditer(whole)}
    found = [
        name
        for name in names
        if name.start in behind
        and name.entries[0].kind in STATE_NAMES
        and not any(quotation.covers(name.first) for quotation in touching(quotations, name.first, name.last))
    ]
    countries = {name.entries[0].key for name in found}
    if len(countries) != 1:
        return None
    own = found[0]
    return Home(
        own.entries[0].key, f"the speaker’s own state is {own.text}", is_own_words=True,
        span=Span(own.start, own.end, own.text),
    )  # fmt: skip


def _by_institutions(mentions: Sequence[Actor]) -> Home | None:
    """Take the state whose institutions and office holders nearly all are that a report names."""
    named = {(one.country, one.name or one.text.lower()): one for one in reversed(mentions)
             if one.country is not None and one.sector in INSTITUTIONS}  # fmt: skip
    counts = collections.Counter(country for country, _ in named)
    if not counts:
        return None
    (country, count), *_ = counts.most_common(1)
    if country is None or count < FEWEST_NAMED or count < LARGEST_PART * len(named):
        return None
    first = next(one for (state, _), one in reversed(named.items()) if state == country)
    return Home(
        country, f"{count} of the {len(named)} institutions and office holders that the report names are of {country}",
        is_own_words=False, span=Span(first.start, first.end, first.text),
    )  # fmt: skip
