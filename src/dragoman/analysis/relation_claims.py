"""What a text says of the relation between two states: better, worse, cut, restored, the lowest since 1962.

The relation is a noun ("relations", "ties") whose two states stand beside it; the claim is a word that leans on that
noun in the same clause. Ties of one sort (trade, defence) are not the relation. The words are in
`data/relation_words.csv`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman import knowledge
from dragoman.analysis.agreements.dates import CountryPlace, Place, place_tokens
from dragoman.analysis.phrases import VERB, Tagged
from dragoman.analysis.relation_pairs import Relation, RelationFinder
from dragoman.document import Sentence

__all__ = ["RelationClaimReader", "RelationMention"]

Certain = Literal["asserted", "hedged", "denied"]
#: Most tokens between the relation and its verb, and between a superlative and the date of "since".
TO_VERB, TO_SINCE, TO_DATE, NEAR = 10, 12, 10, 8
#: May stand between the relation and what is said of it, besides verbs of being and adverbs.
LEADING = frozenset(
    {",", "which", "that", "to", "at", "their", "its", "the", "a", "an", "into", "in", "already", "now"}
)
LINKING = frozenset(
    {"be", "have", "remain", "become", "grow", "get", "seem", "appear", "stay", "do", "turn", "continue"}
)
#: Verbs that lead to a superlative: "have sunk to their lowest point".
REACHING = LINKING | {
    "hit", "reach", "fall", "sink", "drop", "plunge", "plummet", "slump", "slide", "stand", "go", "deteriorate",
    "worsen", "sour", "improve", "come", "rise", "enter",
}  # fmt: skip
STOPS = frozenset({";", ":", "—", "–", "--", "(", ")", "“", "”", '"'})


#: A date: its half-open token range, and its index into those that were given.
Day = tuple[tuple[int, int], int]


class RelationMention(NamedTuple):
    """What the text says of a relation; offsets are half-open characters."""

    start: int
    end: int
    #: Two alpha-3 codes in alphabetical order.
    pair: tuple[str, str]
    claim: str
    certainty: Certain
    #: Index into the dates that were given: what it is compared with; `None` if the text names none.
    compared: int | None
    #: Index into the dates: when it was so ("were cut in 2016"); `None` if the text names no day.
    when: int | None
    #: Are both states named beside the noun itself, rather than one as the subject of the verb?
    both_beside: bool


class Found(NamedTuple):
    """A claim about a relation, in tokens."""

    claim: str
    first: int
    last: int
    compared: int | None = None
    #: The token of the verb or noun that makes the claim.
    head: int = -1


class RelationClaimReader:
    """Finds claims about relations."""

    def __init__(self) -> None:
        self._claims: dict[str, dict[str, str]] = {}
        for row in knowledge.rows("relation_words"):
            self._claims.setdefault(row["category"], {})[row["words"]] = row["claim"]
        self._finder = RelationFinder(self._claims)

    def __call__(
        self, text: Tagged, countries: Sequence[CountryPlace], dates: Sequence[Place]
    ) -> list[RelationMention]:
        """Return the claims about relations between two states that the text names, in order.

        Args:
            text: The document.
            countries: Words that stand for countries, in order.
            dates: The temporal expressions, in order.
        """
        found: list[RelationMention] = []
        for sentence, states in _sentences(text, countries):
            days = [
                (place_tokens(text, date), index)
                for index, date in enumerate(dates)
                if sentence.start <= date.start < sentence.end
            ]
            for relation in self._finder(text, sentence, states):
                for claim in self._of(text, sentence, relation, days):
                    certainty = self._certainty(text, sentence, claim)
                    if certainty is None:
                        continue
                    start, end = text.offsets(min(claim.first, relation.first), max(claim.last, relation.last))
                    found.append(
                        RelationMention(
                            start,
                            end,
                            relation.pair,
                            claim.claim,
                            certainty,
                            claim.compared,
                            _when(text, max(claim.last, relation.last), days),
                            relation.both_beside,
                        )
                    )
        return list(dict.fromkeys(found))

    def _of(self, text: Tagged, sentence: Sentence, relation: Relation, days: Sequence[Day]) -> Iterator[Found]:
        if text.word(sentence.last - 1) == "?":
            return
        if relation.claim:
            yield Found(relation.claim, relation.first, relation.last, None, relation.noun)
            return
        before = self._in_front(text, sentence, relation)
        if before is not None:
            yield before
        behind = self._superlative(text, sentence, relation, days) or self._behind(text, sentence, relation)
        if behind is not None:
            yield behind
        if before is None and behind is None:
            for at in range(relation.first, relation.noun):
                claim = self._claims["adjective"].get(text.word(at))
                if claim:
                    yield Found(claim, at, relation.last, None, at)
                    return

    def _in_front(self, text: Tagged, sentence: Sentence, relation: Relation) -> Found | None:
        """Read "a thaw in" and "cut" before the relation."""
        at = relation.first - 1
        if at > sentence.first and text.word(at) in {"in", "of", "between"}:
            claim = self._claims["change noun"].get(text.word(at - 1))
            if claim and (text.tags[at - 1] not in VERB or text.tags[at - 2] in {"DT", "JJ", "IN", "PRP$"}):
                return Found(claim, at - 1, relation.last, None, at - 1)
        if at >= sentence.first and text.word(at) == "off":
            at -= 1
        if at < sentence.first or text.tags[at] not in VERB:
            return None
        claim = self._claims["object verb"].get(text.lemmas[at])
        return Found(claim, at, relation.last, None, at) if claim and self._is_finite(text, sentence, at) else None

    @staticmethod
    def _is_finite(text: Tagged, sentence: Sentence, at: int) -> bool:
        """Tell whether a verb says that something is or may be so: "cut", "could cut", "agreed to restore"."""
        tag = text.tags[at]
        low = max(sentence.first, at - 4)
        before = text.lemmas[low:at]
        if tag in {"VBD", "VBZ", "VBP"}:
            return text.word(at - 1) != "to"
        if tag == "VB":
            agreed = "to" in before and "agree" in before
            return any(text.tags[i] == "MD" for i in range(low, at)) or agreed or "do" in before
        return bool({"have", "be"} & set(before)) and not (tag == "VBN" and "be" in before)

    def _behind(self, text: Tagged, sentence: Sentence, relation: Relation) -> Found | None:
        """Read "have deteriorated", "were cut" and "are strained" behind the relation."""
        passive = False
        for at in range(relation.last, min(relation.last + TO_VERB, sentence.last)):
            tag, lemma, word = text.tags[at], text.lemmas[at], text.word(at)
            if lemma in LINKING and tag in VERB:
                passive = passive or lemma in {"be", "get", "remain", "become", "have"}
                continue
            linked = text.lemmas[relation.last : at]
            claim = None
            if {"be", "remain", "become", "grow", "get", "stay", "turn"} & set(linked):
                claim = self._claims["adjective"].get(word) or self._claims["passive verb"].get(lemma)
                claim = claim or (self._claims["subject verb"].get(lemma) if tag == "VBG" else None)
            elif tag in {"VBD", "VBZ", "VBP", "VBN", "VB", "VBG"} and not (tag == "VB" and "to" in linked):
                claim = self._claims["subject verb"].get(lemma)
                if tag == "VBN" and "have" not in linked:
                    claim = None
            if claim:
                return Found(claim, relation.first, at + 1, None, at)
            if word not in LEADING and tag not in {"RB", "RBR", "RBS", "MD", "WDT"}:
                return None
        return None

    def _superlative(self, text: Tagged, sentence: Sentence, relation: Relation, days: Sequence[Day]) -> Found | None:
        """Read "at their lowest point since ..." behind the relation."""
        for at in range(relation.last, min(relation.last + TO_SINCE, sentence.last)):
            word = text.word(at)
            claim = self._claims["low"].get(word) or self._claims["high"].get(word)
            if claim:
                return self._since(text, sentence, relation, days, at, claim)
            if word in LEADING or text.tags[at] in {"RB", "RBR", "MD", "WDT"} or text.lemmas[at] in REACHING:
                continue
            return None
        return None

    def _since(
        self, text: Tagged, sentence: Sentence, relation: Relation, days: Sequence[Day], at: int, claim: str
    ) -> Found | None:
        """Read the rest of "lowest point since the Cuban Missile Crisis in 1962"."""
        end = at + 1
        while end < sentence.last and text.word(end) in self._claims["level noun"] | {
            "they": "",
            "have": "",
            "been": "",
        }:
            end += 1
        if end >= sentence.last or text.word(end) not in {"since", "in"}:
            return None
        compared, last = None, end
        for (first, behind), index in days:
            between = [text.word(i) for i in range(end + 1, first)]
            if first > end and len(between) <= TO_DATE and not STOPS.union({",", "and", "but"}) & set(between):
                compared = index
                last = behind - 1
                break
        if compared is None and text.word(end) == "in":
            return None
        return Found(claim, relation.first, last + 1, compared, at)

    def _certainty(self, text: Tagged, sentence: Sentence, claim: Found) -> Certain | None:
        """Return how sure the text is; `None` if it only tells what somebody wants."""
        first = claim.head
        while first > sentence.first and claim.head - first < NEAR and text.word(first - 1) not in STOPS:
            first -= 1
        near = set(text.lemmas[first : claim.head]) | {text.word(at) for at in range(first, claim.head)}
        wished = bool(near & self._claims["wish"].keys())
        if wished and not near & self._claims["likely wish"].keys():
            return None
        if near & self._claims["negation"].keys() or any(word.endswith(("n't", "n’t")) for word in near):
            return "denied"
        opening = text.word(sentence.first)
        unsure = near & self._claims["hedge"].keys() or opening in {"if", "whether", "should", "unless"}
        return "hedged" if unsure or wished or near & self._claims["likely wish"].keys() else "asserted"


def _when(text: Tagged, last: int, days: Sequence[Day]) -> int | None:
    """Return the date that follows a claim: "were severed in 2021"."""
    for (first, _), index in days:
        if first == last + 1 and text.word(last) in {"in", "on"}:
            return index
    return None


def _sentences(
    text: Tagged, countries: Sequence[CountryPlace]
) -> Iterator[tuple[Sentence, list[tuple[int, int, str]]]]:
    """Yield each sentence that names two states or more, with the token ranges of their names."""
    starts = [country.start for country in countries]
    for sentence in text.segmentation.sentences:
        low, high = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
        if high - low > 1:
            yield sentence, [(*place_tokens(text, c), c.country) for c in countries[low:high]]
