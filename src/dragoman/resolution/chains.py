"""Follows the actors of a document through its phrases, from left to right: names, descriptions, pronouns.

A later phrase is weighed against the actors mentioned before it, and joins one of them if that one stands out.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Collection, Sequence

from dragoman.analysis.phrases import Tagged
from dragoman.resolution.antecedent_features import (
    description_features,
    may_be,
    may_be_called,
    nobody_features,
    pronoun_features,
)
from dragoman.resolution.antecedents import Antecedents, Choice, Weighed
from dragoman.resolution.entities import Entities, Entity
from dragoman.resolution.phrases import Phrase

__all__ = ["Chains", "Decision"]

#: A pronoun's actor is looked for so many sentences back: further back, somebody else is mostly meant.
SENTENCES_BACK = 4
#: A description's actor that was never called so is looked for so many sentences back.
SENTENCES_BACK_FOR_DESCRIPTIONS = 6
#: "The two ministers" are looked for so many sentences back.
SENTENCES_BACK_FOR_TWO = 2
#: The person whom a document speaks of most may be "he" after so many sentences without a mention.
SENTENCES_BACK_FOR_TOPIC = 12
#: No phrase has more candidates: more are hardly ever weighed, and long lists would take long.
MOST_CANDIDATES = 12
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
COPULA = frozenset({"be", "become", "remain"})
ENDS_APPOSITION = frozenset({",", ".", ";", ")", "—", "–", "--", "and", "who", "of", "for", "in", "at"})

Decision = Callable[[Phrase, Weighed, Choice], Entity | None]
"""Chooses what a phrase joins: the likeliest candidate, if it is likely enough; in training, the right one."""


class Chains:
    """The actors of one document and the phrases of each."""

    def __init__(
        self,
        text: Tagged,
        phrases: Sequence[Phrase],
        turns: Sequence[int],
        antecedents: Antecedents,
        decide: Decision,
    ) -> None:
        """Read the phrases.

        Args:
            text: The document.
            phrases: Its phrases in the order of the text.
            turns: First tokens of the speakers' turns in a transcript: "he" goes back no further.
            antecedents: Weighs candidates.
            decide: Says what a phrase joins.
        """
        self._text = text
        self._turns = turns
        self._antecedents = antecedents
        self._decide = decide
        self.entities = Entities()
        #: Head to its phrase.
        self.phrases = {phrase.head: phrase for phrase in phrases}
        #: Head to the entity that the phrase belongs to.
        self.entity: dict[int, Entity] = {}
        #: Head to how many phrases the entity had before.
        self.before: dict[int, int] = {}
        #: Head of a pronoun or description that joined an entity to the chance that this is right.
        self.chance: dict[int, float] = {}
        #: Head of "the two ministers" to those two.
        self.pairs: dict[int, Entity] = {}
        #: Head of a pronoun or description to what it was weighed against.
        self.weighed: dict[int, Weighed] = {}
        self._speakers = _speakers(phrases)
        self._spoke: Entity | None = None
        previous: Phrase | None = None
        for phrase in phrases:
            self._read(phrase, previous)
            previous = phrase

    def _read(self, phrase: Phrase, previous: Phrase | None) -> None:
        if phrase.kind == "pronoun":
            self._weigh(phrase, self._for_pronoun(phrase))
        elif phrase.kind in {"name", "unknown"}:
            self._join(phrase, self.entities.named(phrase) or self._introduced(phrase, previous))
        elif phrase.is_plural and (phrase.determiner == "both" or "two" in phrase.modifiers[:1]):
            self._join(phrase, None)
            self._read_two(phrase)
        else:
            entity = self._same(phrase, previous)
            if entity is None and phrase.determiner in DEFINITE and phrase.what != "thing":
                self._weigh(phrase, self._for_description(phrase))
            else:
                self._join(phrase, entity)
        if previous is not None:
            self._pair(phrase, previous)

    def _join(self, phrase: Phrase, entity: Entity | None) -> None:
        self.before[phrase.head] = len(entity.phrases) if entity is not None else 0
        self.entity[phrase.head] = self.entities.add(phrase, entity)
        if phrase.says and phrase.quotation < 0:
            self._spoke = self.entity[phrase.head]

    def _weigh(self, phrase: Phrase, weighed: Weighed) -> None:
        self.weighed[phrase.head] = weighed
        choice = self._antecedents.choose(weighed)
        chosen = self._decide(phrase, weighed, choice)
        if chosen is not None:
            self.chance[phrase.head] = choice.chance
        if chosen is not None or phrase.kind != "pronoun":
            self._join(phrase, chosen)

    def _for_pronoun(self, pronoun: Phrase) -> Weighed:
        """Weigh those whom a pronoun may mean."""
        floor = self._turn(pronoun.first)
        found = []
        speaker = self._speaker(pronoun)
        for entity in self.entities.recent(pronoun.sentence - SENTENCES_BACK, floor):
            if entity is not speaker and may_be(self._text, pronoun, entity):
                found.append(entity)
                if len(found) == MOST_CANDIDATES:
                    break
        topic = self.entities.topic
        if (
            topic is not None
            and topic not in found
            and topic is not speaker
            and topic.last.sentence >= pronoun.sentence - SENTENCES_BACK_FOR_TOPIC
            and topic.last.first >= floor
            and may_be(self._text, pronoun, topic)
        ):
            found.append(topic)
        return Weighed(
            [(entity, pronoun_features(pronoun, entity, rank, len(found), topic)) for rank, entity in enumerate(found)],
            nobody_features(pronoun, len(found)),
        )

    def _for_description(self, phrase: Phrase) -> Weighed:
        """Weigh those whom a description may mean."""
        found = []
        called = self.entities.called(phrase.noun)
        speaker = self._speaker(phrase)
        for entity in self.entities.recent(phrase.sentence - SENTENCES_BACK_FOR_DESCRIPTIONS, 0):
            if entity is not speaker and may_be_called(phrase, entity):
                found.append(entity)
                if len(found) == MOST_CANDIDATES:
                    break
        if called is not None and called not in [*found, speaker] and may_be_called(phrase, called):
            found.append(called)
        text = self._text
        is_followed = phrase.last < len(text.tags) and text.word(phrase.last) in {
            "of",
            "who",
            "that",
            "for",
            "in",
            "to",
        }
        return Weighed(
            [
                (entity, description_features(phrase, entity, rank, len(found), is_followed=is_followed))
                for rank, entity in enumerate(found)
            ],
            [*nobody_features(phrase, len(found)), f"the:nobody+followed={is_followed}"],
        )

    def _speaker(self, phrase: Phrase) -> Entity | None:
        """Return who says "I" where a phrase is quoted, as far as the words around the quotation tell."""
        says = self._speakers.get(phrase.quotation)
        if says is None:
            return None
        if says.head in self.entity:
            return self.entity[says.head]
        if says.kind in {"name", "unknown"}:
            return self.entities.named(says)
        spoke = self._spoke  # “...”, he said: most often whoever spoke before
        is_same = says.kind == "pronoun" and spoke is not None and spoke.gender in {"", says.gender}
        return spoke if is_same else None

    def _turn(self, token: int) -> int:
        """Return the first token of the turn that a token stands in."""
        at = bisect.bisect_right(self._turns, token) - 1
        return self._turns[at] if at >= 0 else 0

    def _introduced(self, name: Phrase, previous: Phrase | None) -> Entity | None:
        """Return the entity described right before a name: "the Kremlin spokesman, Dmitry Peskov, said"."""
        if previous is None or previous.kind != "noun" or previous.is_plural or not self._is_apposition(previous, name):
            return None
        entity = self.entity.get(previous.head)
        if entity is None or entity.is_named or (name.what and name.what != entity.what):
            return None
        return entity

    def _same(self, phrase: Phrase, previous: Phrase | None) -> Entity | None:
        """Return the entity that a phrase describes where it stands: "Peskov, Kremlin spokesman,", "Jobs was head"."""
        if previous is None or phrase.is_plural or phrase.what not in {"person", "group", "country"}:
            return None
        entity = self.entity.get(previous.head)
        if entity is None or entity.is_plural or entity.members or entity.what not in {"", phrase.what}:
            return None
        if entity.gender and phrase.gender and entity.gender != phrase.gender:
            return None
        if previous.kind in {"name", "unknown"} and self._is_apposition(previous, phrase):
            return entity
        return entity if previous.position == "subject" and self._is_copula(previous.last, phrase.first) else None

    def _is_apposition(self, before: Phrase, after: Phrase) -> bool:
        """Tell whether just a comma stands between two phrases, and the second one ends there."""
        text = self._text
        if after.first != before.last + 1 or text.word(before.last) not in {",", "("}:
            return False
        return after.last >= len(text.tags) or text.word(after.last) in ENDS_APPOSITION

    def _is_copula(self, first: int, last: int) -> bool:
        """Tell whether only "is" or "became" with adverbs stands between two phrases."""
        text = self._text
        if not 0 < last - first <= 4:
            return False
        verbs = [at for at in range(first, last) if text.lemmas[at] in COPULA]
        others = {text.tags[at] for at in range(first, last) if at not in verbs}
        return bool(verbs) and others <= {"RB", "MD", "VBZ", "VBP", "VBD"} and "n't" not in text.text(first, last)

    def _read_two(self, phrase: Phrase) -> None:
        """Read "the two ministers": the two named last of that kind, if there are two and no third."""
        if phrase.determiner not in {"the", "both", "these"} or phrase.what not in {"person", "country"}:
            return
        recent = self.entities.recent(phrase.sentence - SENTENCES_BACK_FOR_TWO, self._turn(phrase.first))
        named = [one for one in recent if one.is_named and one.what == phrase.what and not one.is_plural]
        called = [one for one in named if any(phrase.noun == noun + "s" for noun in one.nouns)]
        two = called if len(called) == 2 else named
        if len(two) == 2:
            pair = self.entity[phrase.head]
            pair.members = (two[1], two[0]) if two[0].last.first > two[1].last.first else (two[0], two[1])
            self.pairs[phrase.head] = pair

    def _pair(self, phrase: Phrase, previous: Phrase) -> None:
        """Read "Putin and Xi" as two who may be "they"."""
        text = self._text
        if (
            phrase.first != previous.last + 1
            or text.word(previous.last) != "and"
            or "pronoun" in {phrase.kind, previous.kind}
        ):
            return
        one, other = self.entity.get(previous.head), self.entity.get(phrase.head)
        if one is None or other is None or one is other or one.what == "thing" or other.what == "thing":
            return
        pair = Phrase("noun", one.what if one.what == other.what else "", previous.first, phrase.last, phrase.sentence)
        pair.is_plural, pair.paragraph, pair.quotation = True, phrase.paragraph, phrase.quotation
        pair.position, pair.says = previous.position, phrase.says
        self.entities.add(pair).members = (*(one.members or (one,)), other)

    def ends_at(self, token: int) -> bool:
        """Tell whether the base of a noun phrase may end before a token: a preposition, a comma or a clause follows."""
        return self._text.tags[token] in {"IN", "TO", ",", "WP", "WDT", "CC"}

    def turned(self, phrase: Phrase, excluded: Collection[int]) -> Choice:
        """Return what a phrase means when some entities, by number, cannot be meant."""
        return self._antecedents.choose(self.weighed[phrase.head], tuple(excluded))


def _speakers(phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """Return for each quotation, by index, the subject of the verb that reports it in the same sentence."""
    found: dict[int, Phrase] = {}
    in_sentence: dict[int, Phrase] = {}
    for phrase in phrases:
        if phrase.says and phrase.quotation < 0:
            in_sentence.setdefault(phrase.sentence, phrase)
    for phrase in phrases:
        if phrase.quotation >= 0 and phrase.sentence in in_sentence:
            found.setdefault(phrase.quotation, in_sentence[phrase.sentence])
    return found
