"""What the model sees of events, made whole by the words: trigger and code, how real, whole phrases of who and whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.analysis.events.coding import EventCoder
from dragoman.analysis.events.grammar import widened
from dragoman.analysis.events.heads import FoundEvent
from dragoman.analysis.events.mention import EventMention
from dragoman.analysis.events.patterns import EventPatterns
from dragoman.analysis.events.reality import RealityReader
from dragoman.analysis.events.unseen import unseen_actor, unseen_recipients
from dragoman.analysis.phrases import FINITE, NOUN, VERB, Tagged, VerbGroup, noun_phrase_from, verb_groups
from dragoman.document import Sentence

__all__ = ["EventReader"]

Range = tuple[int, int]
#: A phrase of the model begins and ends with none of these.
EDGE_TAGS = frozenset({",", ".", ":", "CC", "IN", "TO", "-LRB-", "-RRB-", "WDT", "WP", "MD", "HYPH"}) | FINITE
#: How far to look for the word that can name an act, should the best be none.
REACH = 3
#: PLOVER's rule for the future: what is planned or promised is agreed to, or conceded.
AS_PLANNED = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
SIGN_AGREEMENT = "057"
#: Words that stand for somebody by themselves.
POINTING = frozenset({"both", "these", "those", "who", "all", "some", "others"})
#: What both sides do.
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
JOINS = frozenset({"and", "&", ","})
BEFORE_PLACE = frozenset({"in", "near", "at", "outside", "inside", "across", "around", "within"})


class EventReader:
    """Makes event mentions of what the model finds, and of plain patterns where it is in doubt."""

    def __init__(self) -> None:
        self._coder = EventCoder()
        self._reality = RealityReader()
        self._patterns = EventPatterns()

    def __call__(self, text: Tagged, found: Iterable[FoundEvent]) -> list[list[EventMention]]:
        """Return the events in the order of the text, each with its readings, the first the likeliest.

        Args:
            text: The tagged document.
            found: What the model sees in it.
        """
        found = list(found)
        sure = [self._mention(text, event) for event in found if not event.is_faint]
        by_place = {(one.event_type, one.head): one for one in sure}
        faint = {(self._sentence(text, event.trigger), event.event_type) for event in found if event.is_faint}
        readings = [[mention] for mention in by_place.values()]
        told = {(self._sentence(text, one.head), one.event_type) for one in by_place.values()}
        told |= {(self._sentence(text, one.head), AS_PLANNED.get(one.event_type, "")) for one in by_place.values()}
        heads = {one.head for one in by_place.values()}
        for pattern in self._patterns(text, {sentence for sentence, _ in faint}):
            likeliest = pattern[0]
            place = (self._sentence(text, likeliest.head), likeliest.event_type)
            if place in faint and place not in told and likeliest.head not in heads:
                readings.append(pattern)
        return sorted(readings, key=lambda one: one[0].head)

    @staticmethod
    def _sentence(text: Tagged, at: int) -> int:
        return text.segmentation.sentence_of(at).first

    def _mention(self, text: Tagged, event: FoundEvent) -> EventMention:
        sentence = text.segmentation.sentence_of(event.trigger)
        head = naming_word(text, event.trigger, sentence.first, sentence.last)
        group = next((one for one in verb_groups(text, sentence) if one.first <= head < one.last), None)
        reality = self._reality(text, event, head, group)
        event_type = after_codebook(event.event_type, reality)
        code = self._coder(text, event_type, head)
        actors, recipients = self._sides(text, event, head, group)
        told = bool(recipients)
        if not told:
            upon = unseen_recipients(text, event_type, head, group, sentence)
            recipients = [phrase for phrase in upon if not any(_overlap(phrase, one) for one in actors)]
        if not actors:
            acting = unseen_actor(text, head, group, sentence)
            actors = [acting] if acting is not None and acting not in recipients else []
        trigger = (head, head + 2) if head + 1 < sentence.last and text.tags[head + 1] == "RP" else (head, head + 1)
        return EventMention(
            event_type, code.mode, code.cameo, code.contexts, trigger, head, tuple(actors), tuple(recipients), reality,
            event.chance,
            reciprocal=(event_type == "CONSULT" and code.mode != "visit") or code.cameo == SIGN_AGREEMENT,
            guesses_recipients=not told,
        )  # fmt: skip

    @staticmethod
    def _sides(text: Tagged, event: FoundEvent, head: int, group: VerbGroup | None) -> tuple[list[Range], list[Range]]:
        """Return the phrases of who acts and upon whom, whole, none on both sides."""
        sentence = text.segmentation.sentence_of(head)
        found = [
            [part for phrase in phrases for part in whole_phrase(text, phrase, head)]
            for phrases in (event.actors, event.recipients)
        ]
        own = range(group.first, group.last) if group is not None else range(head, head + 1)
        taken = {*own, *(at for phrases in found for part in phrases for at in range(*part))}
        actors, recipients = (
            joined(text, [widened(text, part, sentence, taken - set(range(*part))) for part in phrases])
            for phrases in found
        )
        both = [part for part in recipients if any(_overlap(part, one) for one in actors)]
        actors = without_places(
            text, joined(text, [*actors, *both])
        )  # a phrase that the model shares out to both sides is the actor's
        if event.event_type in RECIPROCAL and group is None:
            actors = between(text, head, sentence) or actors
        recipients = [
            part for part in recipients if part not in both and not any(_overlap(part, one) for one in actors)
        ]
        return actors, without_places(text, without_senders(text, recipients))


def naming_word(text: Tagged, trigger: int, first: int, last: int) -> int:
    """Return the verb, noun or adjective nearest to where the model sees the trigger."""
    names = VERB | NOUN | {"JJ"}
    for distance in range(REACH + 1):
        for at in (trigger + distance, trigger - distance):
            if first <= at < last and text.tags[at] in names:
                return at
    return trigger


def _overlap(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def joined(text: Tagged, phrases: Sequence[Range]) -> list[Range]:
    """Return phrases in text order, those as one that touch, or that only a possessive, a comma or "and" parts."""
    found: list[Range] = []
    for first, last in sorted(set(phrases)):
        between = range(found[-1][1], first) if found else range(0)
        if found and all(text.tags[at] == "POS" or text.word(at) in JOINS for at in between):
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def without_places(text: Tagged, phrases: Sequence[Range]) -> list[Range]:
    """Return the phrases without those that only say where, if there are others: "killed three near Khorog".

    A name behind the comma of a place says where too: "met Mr. Lee in San Jose, Costa Rica".
    """
    kept: list[Range] = []
    places: list[Range] = []
    for phrase in sorted(phrases):
        before = phrase[0] - 1
        while before > 0 and text.word(before) == ",":
            before -= 1
        behind_place = before < phrase[0] - 1 and any(place[1] == before + 1 for place in places)
        is_town = before < phrase[0] - 1 and _is_in(text, before)
        is_place = text.word(phrase[0] - 1) in BEFORE_PLACE or behind_place or is_town
        (places if is_place else kept).append(phrase)
    return kept or list(phrases)


def without_senders(text: Tagged, phrases: Sequence[Range]) -> list[Range]:
    """Return the recipients without those on whose behalf it is said: "on behalf of the people of Paraguay"."""
    sent: list[Range] = []
    for first, last in phrases:
        sentence = text.segmentation.sentence_of(first)
        for at in range(sentence.first, last - 1):
            if text.word(at) == "behalf" and text.word(at + 1) == "of":
                whose = noun_phrase_from(text, at + 2, sentence.last)
                sent += [whose] if whose is not None else []
    return [phrase for phrase in phrases if not any(_overlap(phrase, one) for one in sent)]


def between(text: Tagged, head: int, sentence: Sentence) -> list[Range]:
    """Return the parties of a noun for what both sides do: "talks between China and Norway"; none if it names none."""
    for at in range(head + 1, min(head + REACH + 2, sentence.last - 1)):
        if text.word(at) in {"between", "among"}:
            left = noun_phrase_from(text, at + 1, sentence.last)
            if left is None or "and" in text.words[left[0] : left[1]]:
                return [left] if left is not None else []
            is_joined = left[1] + 1 < sentence.last and text.word(left[1]) == "and"
            right = noun_phrase_from(text, left[1] + 1, sentence.last) if is_joined else None
            return [(left[0], right[1])] if right is not None else []
        if text.tags[at] not in NOUN | {"JJ", "IN", "CD", "DT", "VBN"}:
            break
    return []


def _is_in(text: Tagged, last: int) -> bool:
    """Tell whether a name that ends at a token stands behind "in": "in San Jose"."""
    at = last
    while at > 0 and text.tags[at] in {"NNP", "NNPS"}:
        at -= 1
    return at < last and text.word(at) in BEFORE_PLACE


def after_codebook(event_type: str, reality: str) -> str:
    """Return the type by PLOVER's rules for the future: what is planned or promised is agreed to or conceded."""
    return AS_PLANNED.get(event_type, event_type) if reality == "planned" else event_type


def whole_phrase(text: Tagged, phrase: Range, trigger: int) -> Sequence[Range]:
    """Return the phrase without words at its edges that belong to none, cut at the trigger; nothing if it is none."""
    first, last = phrase
    if text.word(first) == "q":  # whom a reporter asks: "Q Josh, did President Putin ..."
        return ()
    if first <= trigger < last:
        parts = [(first, trigger), (trigger + 1, last)]
        first, last = max(parts, key=lambda part: part[1] - part[0])
    while first < last and (text.tags[first] in EDGE_TAGS or not text.word(first)[0].isalnum()):
        first += 1
    while last > first and (
        text.tags[last - 1] in EDGE_TAGS or not (text.word(last - 1)[-1].isalnum() or text.word(last - 1)[-1] == ".")
    ):
        last -= 1
    opened = next((at for at in range(first + 1, last) if text.word(at) == "("), last)
    if ")" not in text.words[opened:last]:
        last = opened  # "Prime Minister Lee (R"
    names = NOUN | {"PRP", "PRP$", "CD", "JJ"}
    is_pointing = last - first == 1 and text.word(first) in POINTING
    if not is_pointing and not any(text.tags[at] in names for at in range(first, last)):
        return ()
    return ((first, last),)
