"""Who the phrases of one document stand for: joined actors, pronouns, and the author's "we".

`resolution.actors` describes one phrase by its own words; here the phrase is read in its document. A pronoun or a
description is traced (`resolution.tracing`) only where one reading stands out; otherwise it stays unknown, with the
reason.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence

import msgspec

from dragoman.analysis.phrases import Tagged, noun_phrase_ending
from dragoman.analysis.quotations import Quotation, touching
from dragoman.analysis.turns import QUESTIONERS
from dragoman.document import Span
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.authors import ANSWERS, Authors
from dragoman.resolution.home import Home
from dragoman.resolution.owners import SEVERAL
from dragoman.resolution.phrase_parts import Range, leans_on, split
from dragoman.resolution.phrases import PRONOUNS
from dragoman.resolution.referents import Actor
from dragoman.resolution.tracing import Resolved, Tracer
from dragoman.resolution.unstated import Unstated

__all__ = ["Participants", "Resolved"]

FIRST_PERSON_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PERSON_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
OTHER_PRONOUNS = frozenset({"it", "its", "this", "that", "these", "those", "both", "some", "others", "you", "your", "one", "there"})  # fmt: skip  # noqa: E501
RELATIVE = frozenset({"who", "which", "whose", "whom", "that"})
#: Codes of bodies that stand for no one state.
BODIES_OF_SEVERAL = frozenset({"IGO", "NGO", "NGM", "IMG", "MNC"})
#: Reasons that speak against taking the country of the sentence.
AMBIGUOUS = frozenset({SEVERAL})
#: A person is looked for this many sentences back.
SENTENCES_BACK = 2
#: A person named with a title is looked for this many sentences back: a release names its people once, at its head.
SENTENCES_BACK_FOR_TITLES = 60


class Participants:
    """Resolves the phrases of one document; keeps who spoke last."""

    def __init__(
        self,
        text: Tagged,
        resolver: ActorResolver,
        names: Sequence[NameMention],
        mentions: Sequence[Actor],
        quotations: Sequence[Quotation],
        authors: Authors,
        unstated: Unstated,
    ) -> None:
        self._text = text
        self._resolver = resolver
        self._names = names
        self._quotations = quotations
        self._authors = authors
        self._unstated = unstated
        #: First token of each turn of a transcript: that of its label.
        self._turns = frozenset(token for token, _ in authors[1:])
        self._on: datetime.date | None = text.segmentation.document.date
        self._starts = [sentence.start for sentence in text.segmentation.sentences]
        self._persons = sorted((m for m in mentions if m.type == "person" and m.name), key=lambda m: m.start)
        self._tracer = Tracer(text, resolver, names, quotations, authors)
        self._groups: list[tuple[int, list[Actor]]] = []

    def note_speakers(self, at: int, actors: Sequence[Actor]) -> None:
        """Remember who spoke together in the sentence that holds the character `at`: they may be "they" in the next."""
        if len(actors) > 1 and all(actor.name for actor in actors):
            self._groups.append((self._sentence(at), list(actors)))

    def of(self, phrase: Range, *, speaker: Actor | None = None, in_event: bool = False) -> Resolved:
        """Return the actors that a phrase stands for.

        Args:
            phrase: Half-open token range.
            speaker: Who speaks, if the phrase stands in somebody's quoted words: the meaning of "I".
            in_event: Somebody acts, or is acted upon: the only state that the sentence names may then tell whose
                group it is, and an official's "we" in talk is the government.
        """
        parts = split(self._text, self._names, phrase)
        resolved = [self._with_country(self._one(part, speaker, in_event), part, in_event) for part in parts]
        if len(parts) == 2 and self._is_one_person(parts, resolved):
            return self._joined(parts, resolved)
        head = len(parts) - 1
        for at in range(head - 1, -1, -1):
            if leans_on(self._text, self._names, parts[at], parts[head]):
                resolved[at] = _of_same_kind(resolved[at], resolved[head])
            else:
                head = at
        actors = [actor for found in resolved for actor in found.actors]
        reasons = [found.reason for found in resolved if found.reason]
        inferred = [found.inferred for found in resolved if found.inferred]
        return Resolved(actors, reasons[0] if reasons else None, inferred[0] if inferred else None)

    def _with_country(self, found: Resolved, part: Range, in_event: bool) -> Resolved:
        """Give an actor without a country that of the report's home, or of the only state that its sentence names."""
        if len(found.actors) != 1 or found.actors[0].country:
            return found
        (actor,) = found.actors
        if actor.code in BODIES_OF_SEVERAL and actor.type not in {"people", "person"}:
            return found
        home = self._unstated.home
        if (actor.code or "").startswith("IGO") or (actor.name is not None and actor.type == "person"):
            return found
        if home is not None and not self._is_quoted(part):
            at_home = self._unstated.at_home(actor, self._resolver.government(home.country))
            if at_home is not None:
                return Resolved([at_home], found.reason, f"the country is inferred: {home.reason}")
        near = self._unstated.in_sentence(actor) if in_event and found.reason not in AMBIGUOUS else None
        if near is None:
            return found
        return Resolved([near], found.reason, "the country is inferred: the sentence names no other state")

    def _is_one_person(self, parts: Sequence[Range], resolved: Sequence[Resolved]) -> bool:
        """Tell whether two parts are two offices of one person: "Deputy Premier and Foreign Minister Don ..."."""
        left, right = resolved[0].actors[0], resolved[1].actors[0]
        begins_with_article = self._text.tags[parts[0][0]] == "DT"
        if left.country is None and (begins_with_article or left.sector is None or left.sector != right.sector):
            # "State Councilor and Foreign Minister Wang Yi" is one, "the President and Prime Minister Modi" are two
            return False
        return (
            left.type == right.type == "person"
            and (left.name == right.name or (left.name is None and (resolved[0].reason or "").startswith("described")))
            and right.name is not None
            and self._text.tags[parts[1][0]] not in {"DT", "PRP$"}
            and self._text.tags[parts[0][0]] != "PRP"
        )

    def _joined(self, parts: Sequence[Range], resolved: Sequence[Resolved]) -> Resolved:
        left, right = resolved[0].actors[0], resolved[1].actors[0]
        start, end = self._text.offsets(parts[0][0], parts[1][1])
        known = left if right.country is None and left.country is not None else right
        whole = msgspec.structs.replace(
            right,
            text=self._text.text(parts[0][0], parts[1][1]),
            start=start,
            end=end,
            country=known.country,
            sector=known.sector,
            code=known.code,
        )
        return Resolved([whole], None if whole.country is not None else resolved[1].reason)

    def _sentence(self, character: int) -> int:
        return bisect.bisect_right(self._starts, character) - 1

    def _named_before(self, character: int, sentences: int) -> list[Actor]:
        """Return the named persons mentioned before a character, in its sentence and so many before."""
        sentence = max(0, self._sentence(character) - sentences)
        low = bisect.bisect_left(self._persons, self._starts[sentence], key=lambda person: person.start)
        high = bisect.bisect_left(self._persons, character, key=lambda person: person.start)
        return [person for person in self._persons[low:high] if person.end <= character]

    def at_place(self, thing: Actor) -> Actor:
        """Return a thing with the country of the place that its own words name: "a mosque in Mubi, Nigeria"."""
        return self._unstated.at_place(thing)

    def _one(self, part: Range, speaker: Actor | None, in_event: bool = False) -> Resolved:
        word = self._text.text(*part).lower()
        if word in PRONOUNS:
            resolved = self._tracer.pronoun(part, speaker)
            together = self._speakers_together(part) if PRONOUNS[word] == "they" and resolved.reason else None
            return together or resolved
        if word in ANSWERS and part[0] in self._turns:
            answerer = self._author(part[0])
            return (
                self._traced(part, answerer) if answerer is not None else self._unknown(part, "the label names no one")
            )
        if word in FIRST_PERSON_SINGULAR or word in FIRST_PERSON_PLURAL:
            return self._first_person(part, word, speaker, in_event)
        if word in RELATIVE:
            return self._relative(part)
        if word in OTHER_PRONOUNS:
            return self._unknown(part, f"“{word}” is not traced")
        start, end = self._text.offsets(*part)
        actor, reason = self._resolver.resolve(self._text.segmentation, start, end, self._names, self._on)
        if actor.type == "person" and actor.name is None:
            named = self._apposition(part) or self._named_at_end(part, actor)
            if named is not None:
                return Resolved([msgspec.structs.replace(named, text=actor.text, start=start, end=end)], None)
        if actor.name is None:
            return self._traced_description(part, actor, reason, speaker)
        return Resolved([actor], reason)

    def _traced_description(self, part: Range, actor: Actor, reason: str | None, speaker: Actor | None) -> Resolved:
        """Trace a phrase whose words alone name nobody the tables know: a description, or a name in no table."""
        word = self._text.text(*part).lower()
        if actor.type == "person" and word.startswith("the "):
            person = self._titled(word.removeprefix("the "), actor.start)
            if person is not None:
                return self._traced(part, person)
        named = self._tracer.name(part, actor)
        if named is not None:
            return Resolved([named], None if named.country else "the document does not say for whom they speak or act")
        traced = self._tracer.description(part, actor, speaker)
        if traced is None:
            return Resolved([actor], reason)
        return Resolved(traced, None if all(one.name for one in traced) else reason)

    def _apposition(self, part: Range) -> Actor | None:
        """Return the person named behind a comma: "the President, President Biden"."""
        comma = next((at for at in range(part[0] + 1, part[1] - 1) if self._text.word(at) == ","), None)
        if comma is None:
            return None
        start, end = self._text.offsets(comma + 1, part[1])
        actor, _ = self._resolver.resolve(self._text.segmentation, start, end, self._names, self._on)
        return actor if actor.type == "person" and actor.name is not None else None

    def _named_at_end(self, part: Range, described: Actor) -> Actor | None:
        """Return the person whose known name ends the phrase: "Special Envoy for Climate John Kerry"."""
        end = self._text.offsets(*part)[1]
        at = bisect.bisect_left(self._names, end, key=lambda name: name.end)
        name = self._names[at] if at < len(self._names) else None
        if name is not None and (name.end != end or name.first <= part[0]):
            name = None
        if name is None:
            return None
        actor, _ = self._resolver.resolve(self._text.segmentation, name.start, name.end, self._names, self._on)
        if actor.type != "person" or actor.name is None:
            return None
        return msgspec.structs.replace(described, name=actor.name)

    def _titled(self, title: str, before: int) -> Actor | None:
        """Return the one person who was named with a title: "the Deputy Secretary" after "Deputy Secretary Sherman"."""
        is_talk = len(self._authors) > 1  # "the President" in a briefing is hardly the one named an hour ago
        for reach in (SENTENCES_BACK,) if is_talk else (SENTENCES_BACK, SENTENCES_BACK_FOR_TITLES):
            named = self._named_before(before, reach)
            found = [person for person in named if _bears(person.text.lower(), title) and not person.trail]
            if found:
                return found[-1] if len({person.name for person in found}) == 1 else None
        return None

    def _speakers_together(self, part: Range) -> Resolved | None:
        """Trace "they" to those who spoke together in the sentence before."""
        start = self._text.offsets(*part)[0]
        here = self._sentence(start)
        for _, actors in reversed(_lately(self._groups, here, 1)):
            if all(actor.end <= start for actor in actors):
                return Resolved([self._traced(part, actor).actors[0] for actor in actors], None)
        return None

    def _unknown(self, part: Range, reason: str) -> Resolved:
        start, end = self._text.offsets(*part)
        return Resolved([Actor(text=self._text.text(*part), start=start, end=end)], reason)

    def _traced(self, part: Range, to: Actor) -> Resolved:
        start, end = self._text.offsets(*part)
        # one whom the title names has no place in the text
        trail = [*to.trail, *([Span(to.start, to.end, to.text)] if to.text else [])]
        return Resolved(
            [msgspec.structs.replace(to, text=self._text.text(*part), start=start, end=end, trail=trail)],
            None,
        )

    def _first_person(self, part: Range, word: str, speaker: Actor | None, in_event: bool) -> Resolved:
        if speaker is not None and word in FIRST_PERSON_SINGULAR:
            return self._traced(part, speaker)
        quoted = self._is_quoted(part)
        who = speaker or (None if quoted else self._author(part[0]))
        home = self._unstated.home
        if who is None and not quoted and home is not None and home.is_own_words and len(self._authors) == 1:
            return self._government(part, home.country, [home.span] if home.span else [], home.reason)
        if who is None and not quoted and in_event and home is not None and self._is_host(part[0], home):
            return self._government(part, home.country, [home.span] if home.span else [], home.reason)
        if who is None:
            return self._unknown(part, f"“{word}”: the author is not known")
        if word in FIRST_PERSON_SINGULAR:
            return self._traced(part, who)
        if len(self._authors) > 1 and speaker is None and who.text and not in_event:
            return self._unknown(part, f"“{word}” is not traced: in talk it may be more than the speaker’s government")
        at_home = home is not None and home.is_own_words and home.country == who.country
        if who.country is None or (who.sector != "GOV" and not at_home):
            return self._unknown(part, f"“{word}” is not traced")
        return self._government(part, who.country, [Span(who.start, who.end, who.text)] if who.text else [], None)

    def _government(self, part: Range, country: str, trail: list[Span], why: str | None) -> Resolved:
        """Return a government as meant by a phrase, with what tells."""
        start, end = self._text.offsets(*part)
        government = msgspec.structs.replace(
            self._resolver.government(country), text=self._text.text(*part), start=start, end=end, trail=trail
        )
        return Resolved([government], None, f"the country is inferred: {why}" if why else None)

    def _is_host(self, token: int, home: Home) -> bool:
        """Tell whether a turn of a state's own transcript is its officials': no question, and no guest is named."""
        at = bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1
        asks = at < 1 or self._text.word(self._authors[at][0]) in QUESTIONERS - ANSWERS
        return home.is_own_words and home.speaks_alone and not asks

    def _author(self, token: int) -> Actor | None:
        """Return whose words the token belongs to, outside quotations."""
        return self._authors[bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1][1]

    def _is_quoted(self, part: Range) -> bool:
        return any(quotation.covers(part[0]) for quotation in touching(self._quotations, part[0], part[0] + 1))

    def _relative(self, part: Range) -> Resolved:
        """Resolve "who" by the noun phrase right before it."""
        end = part[0]
        while end > 0 and self._text.word(end - 1) in {",", "of", "(", "—", "–"}:
            end -= 1
        sentence = self._text.segmentation.sentences[self._sentence(self._text.offsets(*part)[0])]
        phrase = noun_phrase_ending(self._text, end, sentence.first)
        if phrase is None:
            return self._unknown(part, f"“{self._text.text(*part)}” is not traced")
        found = self._one(phrase, None)
        return (
            self._traced(part, found.actors[0])
            if found.reason is None
            else Resolved(self._unknown(part, "").actors, found.reason)
        )


def _of_same_kind(state: Resolved, whole: Resolved) -> Resolved:
    """Return the actor that a word for a state means before the head of the next part: "British" of "... troops"."""
    actor, other = state.actors[0], whole.actors[0]
    if not actor.country or not other.country:
        return state
    code = actor.country + (other.sector or "")
    return Resolved(
        [msgspec.structs.replace(actor, name=None, type=other.type, sector=other.sector, code=code)], whole.reason
    )


def _lately(noted: list[tuple[int, list[Actor]]], here: int, back: int) -> list[tuple[int, list[Actor]]]:
    """Return what was noted in a sentence and so many before it; `noted` is in the order of the text."""
    low = bisect.bisect_left(noted, here - back, key=lambda one: one[0])
    high = bisect.bisect_right(noted, here, key=lambda one: one[0])
    return noted[low:high]


def _bears(named: str, title: str) -> bool:
    """Tell whether a mention has just this title: "secretary blinken" has "secretary", "deputy secretary x" not."""
    at = named.find(title)
    if at < 0 or not title or named[at + len(title) : at + len(title) + 1] != " ":
        return False
    before = named[:at].split()
    return not before or before[-1] not in {"deputy", "assistant", "under", "vice", "former", "acting", "general"}
