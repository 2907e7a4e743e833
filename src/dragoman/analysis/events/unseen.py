"""Who acts and upon whom where the model names nobody: by the verb's object, by "on" and "against", by "'s".

What is found here is a guess: the record keeps it only if the tables know who it is (`record.events`).
"""

from __future__ import annotations

from dragoman.analysis.events.grammar import acted_upon, acting_phrase, prepositional
from dragoman.analysis.phrases import FINITE, NOUN, TIME_NOUNS, Tagged, VerbGroup, noun_phrase_ending, noun_phrase_from
from dragoman.document import Sentence

__all__ = ["unseen_actor", "unseen_recipients"]

Range = tuple[int, int]
#: The prepositions behind a trigger that may tell upon whom, by type.
PREPOSITIONS: dict[str, frozenset[str]] = {
    "AGREE": frozenset({"with", "to"}),
    "SUPPORT": frozenset({"for", "to", "with"}),
    "CONSULT": frozenset({"with", "to"}),
    "COOPERATE": frozenset({"with", "to"}),
    "AID": frozenset({"to", "for"}),
    "CONCEDE": frozenset({"to", "from", "with"}),
    "RETREAT": frozenset({"to", "from", "with"}),
    "REQUEST": frozenset({"to", "on", "upon", "from", "with"}),
    "ACCUSE": frozenset({"against", "with", "at", "to", "on"}),
    "REJECT": frozenset({"to", "with", "against"}),
    "THREATEN": frozenset({"against", "to", "with", "on"}),
    "PROTEST": frozenset({"against", "at", "with", "outside"}),
    "SANCTION": frozenset({"on", "against", "from", "with", "to"}),
    "COERCE": frozenset({"on", "against", "upon"}),
    "ASSAULT": frozenset({"on", "against", "at", "with", "upon"}),
    "MOBILIZE": frozenset({"against"}),
}
#: "the invasion of Ukraine", "the arrest of two men": whom the act of a noun is done to.
DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "SUPPORT", "REJECT", "ACCUSE"})
#: The clause goes no further than these.
ENDS = frozenset({";", ":", "that", "if", "because", "while", "after", "before", "as", "but", "amid", "despite"})
#: How far behind the trigger a preposition may stand, and how far before a noun its "'s", in tokens.
REACH, OWNER_REACH = 12, 4
TIMES = TIME_NOUNS | {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year", "day",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "morning", "night", "evening",
}  # fmt: skip


def unseen_recipients(
    text: Tagged, event_type: str, head: int, group: VerbGroup | None, sentence: Sentence
) -> list[Range]:
    """Return the phrases that may tell upon whom, the likeliest first.

    Args:
        text: The tagged document.
        event_type: PLOVER type.
        head: The word that names the act.
        group: The verb group of that word, if it is a verb.
        sentence: Where it stands.
    """
    found: list[Range] = []
    if group is not None:
        upon = acted_upon(text, group, sentence)
        found += [upon] if upon is not None else []
    start = group.last if group is not None else head + 1
    is_done_to = group is None and event_type in DONE_TO and start < sentence.last and text.word(start) == "of"
    behind = PREPOSITIONS[event_type] | {"of"} if is_done_to else PREPOSITIONS[event_type]
    for at in range(start, min(sentence.last - 1, start + REACH)):
        if text.word(at) in ENDS or text.tags[at] in FINITE | {"WDT", "WP"}:
            break
        if text.word(at) in behind:
            phrase = noun_phrase_from(text, at + 1, sentence.last)
            found += [phrase] if phrase is not None else []
    return found


def unseen_actor(text: Tagged, head: int, group: VerbGroup | None, sentence: Sentence) -> Range | None:
    """Return who acts by the grammar: the subject, "by" whom, or whose act a noun is; `None` if nobody for sure."""
    if group is not None:
        return acting_phrase(text, group, sentence)
    for at in range(head - 1, max(sentence.first, head - OWNER_REACH), -1):
        if text.tags[at] == "POS":
            owner = noun_phrase_ending(text, at, sentence.first)
            is_time = owner is not None and any(text.word(word) in TIMES for word in range(*owner))
            return None if is_time else owner
        if text.tags[at] not in NOUN | {"JJ", "HYPH", "CD", "VBN", "VBG", "JJS"}:
            break
    return prepositional(text, head + 1, sentence.last, "by")
