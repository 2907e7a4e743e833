"""Events by pattern, for what the model misses: a verb of `data/event_verbs.csv` with its subject, object and the rest.

A row says which nouns the object must hold, if any, and where the recipient stands: `object` (the object itself),
`guest` (the object is the visitor, and so the actor), `possessor` (whose: "Russia's claims", "the claims of Russia"),
a preposition ("sanctions *on* Iran"), or `none`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.analysis.events.grammar import object_of, possessor, prepositional
from dragoman.analysis.events.mention import EventMention
from dragoman.analysis.events.reality import CONDITION_REACH, CONDITIONS
from dragoman.analysis.phrases import (
    NOUN,
    WILL,
    Tagged,
    VerbGroup,
    noun_phrase_ending,
    subject_before,
    verb_groups,
)
from dragoman.document import Sentence

__all__ = ["EventPatterns"]

Range = tuple[int, int]
#: Present tense of these types is the act itself ("Russia condemns"); of the others it is a habit or a state.
PERFORMED_BY_SAYING = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT"})
#: Judged by reading, not calibrated: a pattern with both sides known is right about four times in five.
CONFIDENCE = 0.8
#: A planned meeting or visit is an agreement to meet in PLOVER's rules for the future.
PLANNED_MEETING = ("AGREE", None, "036")


@dataclass(frozen=True, slots=True)
class EventPattern:
    """One row of the table of event verbs."""

    object: frozenset[str]
    recipient: str
    event_type: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]


class EventPatterns:
    """Finds the verbs that may name an event, with who and whom."""

    def __init__(self) -> None:
        self._patterns: dict[str, list[EventPattern]] = {}
        for row in knowledge.rows("event_verbs"):
            pattern = EventPattern(
                frozenset(knowledge.values(row["object"])), row["recipient"], row["event_type"], row["mode"] or None,
                row["cameo"], tuple(knowledge.values(row["contexts"])),
            )  # fmt: skip
            self._patterns.setdefault(row["verb"], []).append(pattern)

    def __call__(self, text: Tagged, wanted: Container[int]) -> Iterator[list[EventMention]]:
        """Yield for each event verb its readings, the most particular first.

        Args:
            text: The tagged document.
            wanted: First tokens of the sentences to look at.
        """
        for sentence in text.segmentation.sentences:
            if sentence.first not in wanted:
                continue
            groups = verb_groups(text, sentence)
            for number, group in enumerate(groups):
                patterns = self._patterns.get(text.lemmas[group.head])
                if patterns is None or text.tags[group.head] in {"NN", "NNS"}:
                    continue
                reality = _reality(text, group, sentence)
                actor = self._actor(text, group, groups[:number], sentence)
                if reality is None or actor is None:
                    continue
                readings = [
                    found
                    for pattern in sorted(patterns, key=lambda pattern: not pattern.object)
                    if (found := _read(text, group, pattern, actor, reality, sentence)) is not None
                ]
                if readings:
                    yield readings

    def _actor(self, text: Tagged, group: VerbGroup, before: Sequence[VerbGroup], sentence: Sentence) -> Range | None:
        if group.passive:
            return prepositional(text, group.last, sentence.last, "by")
        previous = text.word(group.first - 1) if group.first > sentence.first else ""
        if previous == "and" and before:
            return subject_before(text, before[-1].first, sentence.first)
        if text.tags[group.head] == "VBG" and group.first == group.head:
            return None  # whose act a bare participle is stays unsure
        return subject_before(text, group.first, sentence.first)


def _read(
    text: Tagged, group: VerbGroup, pattern: EventPattern, actor: Range, reality: str, sentence: Sentence
) -> EventMention | None:
    found = object_of(text, group, sentence)
    if pattern.object:
        low, high = (found[0], found[1]) if found is not None else (group.last, group.last)
        if not any(text.word(at) in pattern.object for at in range(low, high)):
            return None
    recipient = _recipient(text, group, pattern, found, sentence)
    if recipient is None and pattern.recipient != "none" and not _may_be_reciprocal(pattern):
        return None
    if reality == "happened" and text.tags[group.head] in {"VBZ", "VBP", "VB"} and group.first == group.head:
        reality = "happened" if pattern.event_type in PERFORMED_BY_SAYING else ""
        if not reality:
            return None
    if reality == "planned" and pattern.event_type != "CONSULT":
        return None
    end = found[1] if pattern.object and found is not None else group.last
    if pattern.recipient == "guest" and recipient is not None:
        actor, recipient = recipient, actor  # PLOVER: the visitor is the actor, the host the recipient
    return _mention(pattern, (group.head, end), actor, recipient, reality)


def _mention(
    pattern: EventPattern, trigger: Range, actor: Range, recipient: Range | None, reality: str
) -> EventMention:
    event_type, mode, cameo = pattern.event_type, pattern.mode, pattern.cameo
    meeting = event_type == "CONSULT" and mode != "visit"
    if reality == "planned":
        event_type, mode, cameo = PLANNED_MEETING
    mutual = pattern.recipient == "with" and pattern.event_type in {"AGREE", "SUPPORT"}
    return EventMention(
        event_type, mode, cameo, pattern.contexts, trigger, trigger[0], (actor,),
        (recipient,) if recipient is not None else (), reality, CONFIDENCE,
        reciprocal=mutual or (meeting and reality != "planned"),
        needs_actors=True,
        needs_recipients=pattern.recipient != "none",
    )  # fmt: skip


def _may_be_reciprocal(pattern: EventPattern) -> bool:
    return pattern.event_type in {"CONSULT", "AGREE", "SUPPORT"} and pattern.recipient == "with"


def _recipient(
    text: Tagged, group: VerbGroup, pattern: EventPattern, found: Range | None, sentence: Sentence
) -> Range | None:
    if pattern.recipient == "none":
        return None
    if group.passive:
        return subject_before(text, group.first, sentence.first) if pattern.recipient in {"object", "guest"} else None
    if pattern.recipient in {"object", "guest"}:
        return found if found is not None else _antecedents_owner(text, group, sentence)
    if pattern.recipient == "possessor":
        return possessor(text, found) if found is not None else None
    return prepositional(text, group.last, sentence.last, pattern.recipient)


def _antecedents_owner(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    """Return whose thing is meant by "which": "Russia's claims, which Ukraine rejects"."""
    subject = subject_before(text, group.first, sentence.first)
    if subject is None or text.word(subject[0] - 1) not in {"which", "that"}:
        return None
    end = subject[0] - 1
    while end > sentence.first and text.word(end - 1) == ",":
        end -= 1
    antecedent = noun_phrase_ending(text, end, sentence.first)
    return possessor(text, antecedent) if antecedent is not None else None


def _reality(text: Tagged, group: VerbGroup, sentence: Sentence) -> str | None:
    """Return how real the verb group puts its event; `None` where it is no event of its own."""
    if group.negated or group.infinitive or text.word(sentence.last - 1) == "?":
        return None
    if group.modal is not None:
        return "planned" if text.word(group.modal) in WILL else None
    low = max(sentence.first, group.first - CONDITION_REACH)
    if any(word in CONDITIONS for word in text.words[low : group.first]):
        return None
    if text.tags[group.head] == "VBG":
        return "ongoing" if group.first < group.head else None
    if text.tags[group.head] in NOUN | {"VB"} and group.first == group.head:
        return None
    if text.tags[group.head] == "VBN" and group.first == group.head:
        return None  # a participle: "the banned group"
    return "happened"
