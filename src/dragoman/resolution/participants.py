"""Who the phrases of one document stand for: joined actors, pronouns, and the author's "we".

`resolution.actors` describes one phrase by its own words; here the phrase is read in its document. A pronoun is traced
only where one reading stands out (the last speaker, or the one person in the sentence before); otherwise it stays
unknown, with the reason.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import msgspec

from dragoman.analysis.phrases import NOUN, Tagged, noun_phrase_ending
from dragoman.analysis.quotations import Quotation, touching
from dragoman.document import Span
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.authors import Authors
from dragoman.resolution.referents import Actor

__all__ = ["Participants", "Resolved"]

Range = tuple[int, int]
Noted = TypeVar("Noted")
SINGULAR_PERSON = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
}
FIRST_PERSON_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PERSON_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
OTHER_PRONOUNS = frozenset({"it", "its", "this", "that", "these", "those", "both", "some", "others", "you", "your", "one", "there"})  # fmt: skip  # noqa: E501
RELATIVE = frozenset({"who", "which", "whose", "whom", "that"})
#: An adverbial before the subject is no longer than this, in characters: "On Monday in Geneva, Putin said".
LONGEST_ADVERBIAL = 40
#: A person is looked for this many sentences back.
SENTENCES_BACK = 2
#: A person named with a title is looked for this many sentences back: a release names its people once, at its head.
SENTENCES_BACK_FOR_TITLES = 60


class Resolved(NamedTuple):
    """The actors that a phrase stands for, and why one of them is not known."""

    actors: list[Actor]
    reason: str | None


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
    ) -> None:
        self._text = text
        self._resolver = resolver
        self._names = names
        self._quotations = quotations
        self._authors = authors
        self._on: datetime.date | None = text.segmentation.document.date
        self._starts = [sentence.start for sentence in text.segmentation.sentences]
        self._persons = sorted((m for m in mentions if m.type == "person" and m.name), key=lambda m: m.start)
        self._unnamed = sorted(m.start for m in mentions if m.type == "person" and not m.name)
        self._spoken: list[tuple[int, Actor]] = []
        self._groups: list[tuple[int, list[Actor]]] = []

    def note_speakers(self, at: int, actors: Sequence[Actor]) -> None:
        """Remember who spoke in the sentence that holds the character `at`."""
        if len(actors) == 1 and actors[0].type == "person" and actors[0].name:
            self._spoken.append((self._sentence(at), actors[0]))
        if len(actors) > 1 and all(actor.name for actor in actors):
            self._groups.append((self._sentence(at), list(actors)))

    def of(self, phrase: Range, *, speaker: Actor | None = None) -> Resolved:
        """Return the actors that a phrase stands for.

        Args:
            phrase: Half-open token range.
            speaker: Who speaks, if the phrase stands in somebody's quoted words: the meaning of "I".
        """
        parts = self._parts(phrase)
        resolved = [self._one(part, speaker) for part in parts]
        if len(parts) == 2 and self._is_one_person(parts, resolved):
            return self._joined(parts, resolved)
        actors = [actor for found in resolved for actor in found.actors]
        reasons = [found.reason for found in resolved if found.reason]
        return Resolved(actors, reasons[0] if reasons else None)

    def _is_one_person(self, parts: Sequence[Range], resolved: Sequence[Resolved]) -> bool:
        """Tell whether two parts are two offices of one person: "Deputy Premier and Foreign Minister Don ..."."""
        left, right = resolved[0].actors[0], resolved[1].actors[0]
        return (
            left.type == right.type == "person"
            and left.country is not None
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

    def _parts(self, phrase: Range) -> list[Range]:
        """Split "X, Y and members of his team" at "and" and the commas; "Trinidad and Tobago" stays whole."""
        first, last = phrase
        joined = [at for at in range(first + 1, last - 1) if self._text.word(at) in {"and", "&"}]
        for at in joined:
            start, end = self._text.offsets(at, at + 1)
            if self._is_within_name(start, end):
                continue
            left = at - 1 if self._text.word(at - 1) == "," else at
            if self._stands_alone(first, left) and self._stands_alone(at + 1, last):
                return [*self._listed((first, left)), *self._parts((at + 1, last))]
        return [phrase]

    def _is_within_name(self, start: int, end: int) -> bool:
        """Tell whether characters lie inside a known name, which does not end or begin with them."""
        at = bisect.bisect_left(self._names, start, key=lambda name: name.start) - 1
        return at >= 0 and self._names[at].start < start and self._names[at].end > end

    def _named_before(self, character: int, sentences: int) -> list[Actor]:
        """Return the named persons mentioned before a character, in its sentence and so many before."""
        sentence = max(0, self._sentence(character) - sentences)
        low = bisect.bisect_left(self._persons, self._starts[sentence], key=lambda person: person.start)
        high = bisect.bisect_left(self._persons, character, key=lambda person: person.start)
        return [person for person in self._persons[low:high] if person.end <= character]

    def _listed(self, phrase: Range) -> list[Range]:
        """Split names at commas: "France, Germany"; a comma before a description ("X, the minister") splits nothing."""
        first, last = phrase
        if not all(self._text.tags[at] in NOUN | {"CC", "DT", ","} for at in range(first, last)):
            return [phrase]
        for at in range(first + 1, last - 1):
            if self._text.word(at) == "," and self._text.tags[at + 1] != "DT":
                return [(first, at), *self._listed((at + 1, last))]
        return [phrase]

    def _stands_alone(self, first: int, last: int) -> bool:
        """Tell whether a part can name an actor by itself: it has a noun, and does not lean on the other part."""
        if last <= first or self._text.word(last - 1) in {",", "of", "for"}:
            last -= 1
        tags = self._text.tags[first:last]
        return any(tag in NOUN or tag == "PRP" for tag in tags) and tags[-1] in NOUN | {"PRP"}

    def _one(self, part: Range, speaker: Actor | None) -> Resolved:
        word = self._text.text(*part).lower()
        if word in SINGULAR_PERSON:
            return self._person(part, SINGULAR_PERSON[word], speaker)
        if word in FIRST_PERSON_SINGULAR or word in FIRST_PERSON_PLURAL:
            return self._first_person(part, word, speaker)
        if word in RELATIVE:
            return self._relative(part)
        if word in OTHER_PRONOUNS:
            return self._unknown(part, f"“{word}” is not traced")
        if word in {"they", "them", "their"}:
            return self._group(part, word)
        start, end = self._text.offsets(*part)
        actor, reason = self._resolver.resolve(self._text.segmentation, start, end, self._names, self._on)
        if actor.type == "person" and actor.name is None:
            named = self._apposition(part) or self._named_at_end(part, actor)
            if named is not None:
                return Resolved([msgspec.structs.replace(named, text=actor.text, start=start, end=end)], None)
        if actor.type == "person" and actor.name is None and word.startswith("the "):
            person = self._titled(word.removeprefix("the "), start)
            if person is not None:
                return self._traced(part, person)
        return Resolved([actor], reason)

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

    def _group(self, part: Range, word: str) -> Resolved:
        """Trace "they": those who spoke together in the sentence before."""
        start = self._text.offsets(*part)[0]
        here = self._sentence(start)
        for _, actors in reversed(_lately(self._groups, here, 1)):
            if all(actor.end <= start for actor in actors):
                return Resolved([self._traced(part, actor).actors[0] for actor in actors], None)
        return self._unknown(part, f"“{word}” is not traced")

    def _unknown(self, part: Range, reason: str) -> Resolved:
        start, end = self._text.offsets(*part)
        return Resolved([Actor(text=self._text.text(*part), start=start, end=end)], reason)

    def _traced(self, part: Range, to: Actor) -> Resolved:
        start, end = self._text.offsets(*part)
        trail = [*to.trail, Span(to.start, to.end, to.text)]
        return Resolved(
            [msgspec.structs.replace(to, text=self._text.text(*part), start=start, end=end, trail=trail)],
            None,
        )

    def _first_person(self, part: Range, word: str, speaker: Actor | None) -> Resolved:
        if speaker is not None and word in FIRST_PERSON_SINGULAR:
            return self._traced(part, speaker)
        who = speaker or (None if self._is_quoted(part) else self._author(part[0]))
        if who is None:
            return self._unknown(part, f"“{word}”: the author is not known")
        if word in FIRST_PERSON_SINGULAR:
            return self._traced(part, who)
        if len(self._authors) > 1 and speaker is None:
            return self._unknown(part, f"“{word}” is not traced: in talk it may be more than the speaker’s government")
        if who.country is None or who.sector != "GOV":
            return self._unknown(part, f"“{word}” is not traced")
        start, end = self._text.offsets(*part)
        government = self._resolver.government(who.country)
        return Resolved(
            [msgspec.structs.replace(
                government, text=self._text.text(*part), start=start, end=end,
                trail=[Span(who.start, who.end, who.text)],
            )], None,
        )  # fmt: skip

    def _author(self, token: int) -> Actor | None:
        """Return whose words the token belongs to, outside quotations."""
        return self._authors[bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1][1]

    def _turn_start(self, token: int) -> int:
        """Return the first character of the speaker's turn in a transcript: "he" goes back no further."""
        at = bisect.bisect_right(self._authors, token, key=lambda author: author[0]) - 1
        return self._text.offsets(self._authors[at][0], self._authors[at][0] + 1)[0]

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

    def _person(self, part: Range, pronoun: str, speaker: Actor | None) -> Resolved:
        """Trace "he" or "she": the last speaker, or the one person named shortly before.

        Within somebody's own words the speaker is "I", so that "he" is somebody else.
        """
        himself = speaker if self._is_quoted(part) else self._author(part[0]) if len(self._authors) > 1 else None
        other = himself.name if himself is not None else None
        start = self._text.offsets(*part)[0]
        here = self._sentence(start)
        low = self._turn_start(part[0])
        near = [
            person
            for person in self._named_before(start, SENTENCES_BACK)
            if low <= person.start and person.name != other and _fits(person, pronoun)
        ]
        spoken = [
            (at, actor)
            for at, actor in _lately(self._spoken, here, SENTENCES_BACK)
            if low <= actor.start < start and actor.name != other and _fits(actor, pronoun)
        ]
        if spoken:
            at, actor = spoken[-1]
            rivals = {p.name for p in near if self._sentence(p.start) > at and p.name != actor.name}
            if not rivals:
                return self._traced(part, actor)
        for back in range(SENTENCES_BACK + 1):
            there = [person for person in near if self._sentence(person.start) == here - back]
            if not there:
                continue
            alone = (
                len(self._authors) == 1
                and len({person.name for person in near}) == 1
                and not self._is_unnamed_between(near[0].start, start)
            )
            if alone or (len({person.name for person in there}) == 1 and self._leads(there[0])):
                return self._traced(part, there[-1])
            subject = min(there, key=lambda person: person.start)
            if back > 0 and self._leads(subject):
                return self._traced(part, subject)
            break
        why = "several persons may be meant" if near else "no person is named shortly before"
        return self._unknown(part, f"“{self._text.text(*part)}”: {why}")

    def _is_unnamed_between(self, first: int, last: int) -> bool:
        """Tell whether a person who is not named ("the president") is mentioned from one character to another."""
        return bisect.bisect_left(self._unnamed, last) > bisect.bisect_left(self._unnamed, first)

    def _leads(self, person: Actor) -> bool:
        """Tell whether the person is named at the head of the sentence, as its subject is."""
        sentence = self._text.segmentation.sentences[self._sentence(person.start)]
        before = self._text.segmentation.document.text[sentence.start : person.start]
        return len(before) <= 3 or (len(before) <= LONGEST_ADVERBIAL and before.rstrip().endswith(","))


def _lately(noted: list[tuple[int, Noted]], here: int, back: int) -> list[tuple[int, Noted]]:
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


def _fits(person: Actor, pronoun: str) -> bool:
    """Tell whether a person may be "he" or "she", as far as a title tells."""
    words = person.text.split()
    if any(word in {"Mr.", "Mr", "King", "Prince", "Sir", "Lord", "Chairman"} for word in words):
        return pronoun == "he"
    if any(word in {"Mrs.", "Ms.", "Mrs", "Ms", "Queen", "Princess", "Lady", "Madam"} for word in words):
        return pronoun == "she"
    return True
