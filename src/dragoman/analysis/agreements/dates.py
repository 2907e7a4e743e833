"""What a text says happened to an agreement on a date: "which is slated to expire on February 5, 2026".

A date counts only in the clause of the words that say what happened, behind a preposition that fits them, and only for
the agreement that those words are about. The words are in `data/agreement_verbs.csv`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from dragoman import knowledge
from dragoman.analysis.phrases import FINITE, NOUN, VERB, Tagged
from dragoman.document import Sentence

__all__ = ["AgreementDateReader", "CountryPlace", "DatedFact", "Place", "place_tokens"]

#: Most tokens between the words and the agreement, between them and the date, and in an insertion between commas.
TO_AGREEMENT, TO_DATE, INSERTION = 8, 12, 20
#: Verbs that may stand between an agreement and what happens to it: "is slated to expire", "was due to".
LEADING_VERBS = frozenset(
    {"be", "have", "do", "set", "slate", "schedule", "will", "expect", "shall", "go", "officially"}
)
#: Words that make the happening a wish, a threat or a guess when they stand shortly before it.
UNSURE = frozenset({
    "not", "n't", "never", "no", "without", "if", "unless", "could", "may", "might", "would", "should", "must", "can",
    "whether", "until", "yet", "threaten", "consider", "propose", "plan", "want", "seek", "urge", "demand", "call",
    "hope", "refuse", "decline", "fail", "announce", "intend", "vow", "pledge", "threat", "proposal", "possible",
    "potential", "likely", "anniversary", "cannot", "let", "ask", "promise",
})  # fmt: skip
NEAR = 5
FUTURE = frozenset({"will", "shall", "to", "set", "due", "slated", "scheduled", "expected"})
#: Words between a preposition and its date: "in early 2023", "on the".
BEFORE_DATE = frozenset({"the", "early", "late", "mid", "about", "around", "-", "midnight"})
#: Behind these, an agreement is not what the sentence is about; and parts of agreements with lives of their own.
GOVERNING = frozenset({"to", "of", "under", "in", "with", "on", "by", "from", "for"})
PREPOSITIONS = frozenset({"of", "in", "for", "by", "after", "before", "with", "as"})
PARTS = frozenset({"protocol", "amendment", "annex", "article", "provision", "partie", "party", "addendum"})
#: "suspended its participation in": the agreement is still what is suspended.
TAKING_PART = frozenset({"participation", "membership", "implementation", "observance", "compliance"})
STOPS = frozenset({";", ":", "—", "–", "--"})

Range = tuple[int, int]


class Place(Protocol):
    """Anything with half-open character offsets."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


class CountryPlace(Place, Protocol):
    """Words that stand for a country."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-3 code."""


class DatedFact(NamedTuple):
    """Something that happened to an agreement on a date, as the text tells it; offsets are half-open characters."""

    #: signed, in_force, expires, extended_on, extended_to, suspended or withdrawn.
    what: str
    #: Index into the mentions, and into the dates, that were given.
    mention: int
    date: int
    #: The clause: from the agreement, the words or who did it, whichever is first, to the date.
    start: int
    end: int
    #: Alpha-3 code of the country that did it, or `None`.
    by: str | None
    #: Still to come, by the words: "will expire", "is slated to".
    planned: bool
    #: Told by a noun ("since the signing of"), so taken for granted rather than claimed.
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of `agreement_verbs`."""

    what: str
    words: tuple[str, ...]
    agreement: str
    prepositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the places in it, as token ranges."""

    text: Tagged
    sentence: Sentence
    mentions: list[tuple[Range, int]]
    dates: list[tuple[Range, int]]
    countries: list[tuple[Range, str]]

    def words(self, first: int, last: int) -> list[str]:
        """Return the words of a token range in lower case."""
        return [self.text.word(at) for at in range(first, last)]

    def has_verb(self, first: int, last: int) -> bool:
        """Tell whether a verb stands in a token range."""
        return any(tag in VERB or tag == "MD" for tag in self.text.tags[first:last])


class AgreementDateReader:
    """Finds dated facts about agreements."""

    def __init__(self) -> None:
        self._triggers: dict[str, list[Trigger]] = {}
        for row in knowledge.rows("agreement_verbs"):
            words = tuple(row["words"].replace("-", " - ").split())
            trigger = Trigger(row["what"], words, row["agreement"], tuple(knowledge.values(row["prepositions"])))
            self._triggers.setdefault(words[0], []).append(trigger)

    def __call__(
        self,
        text: Tagged,
        mentions: Sequence[Place],
        dates: Sequence[Place],
        countries: Sequence[CountryPlace] = (),
    ) -> list[DatedFact]:
        """Return what the text says happened to the agreements mentioned, and when.

        Args:
            text: The document.
            mentions: Where agreements are mentioned; no two overlap.
            dates: The temporal expressions.
            countries: Words that stand for countries, to tell who did it.
        """
        found: list[DatedFact] = []
        for scene in scenes(text, mentions, dates, countries):
            for at in range(scene.sentence.first, scene.sentence.last):
                for trigger in self._triggers.get(text.word(at), ()):
                    last = at + len(trigger.words)
                    if tuple(scene.words(at, min(last, scene.sentence.last))) == trigger.words:
                        fact = _fact(scene, trigger, (at, last))
                        if fact is not None and fact not in found:
                            found.append(fact)
        return found


def scenes(
    text: Tagged, mentions: Sequence[Place], dates: Sequence[Place], countries: Sequence[CountryPlace]
) -> Iterator[Scene]:
    """Yield the sentences that hold both a mention and a date outside of it."""
    segmentation = text.segmentation
    starts = [sentence.start for sentence in segmentation.sentences]
    here: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        here.setdefault(bisect.bisect_right(starts, mention.start) - 1, []).append(index)
    for number, inside in here.items():
        sentence = segmentation.sentences[number]
        names = [(place_tokens(text, mentions[index]), index) for index in inside]
        days = [
            (place_tokens(text, date), index)
            for index, date in enumerate(dates)
            if sentence.start <= date.start < sentence.end
            and not any(mentions[i].start <= date.start < mentions[i].end for i in inside)
        ]
        if days:
            states = [
                (place_tokens(text, country), country.country)
                for country in countries
                if sentence.start <= country.start < sentence.end
            ]
            yield Scene(text, sentence, names, days, states)


def place_tokens(text: Tagged, place: Place) -> Range:
    """Return the half-open range of the tokens that a place covers."""
    tokens = text.segmentation.tokens
    first = bisect.bisect_right(tokens, place.start, key=lambda token: token.start) - 1
    last = bisect.bisect_left(tokens, place.end, key=lambda token: token.start)
    return first, max(last, first + 1)


def _fact(scene: Scene, trigger: Trigger, at: Range) -> DatedFact | None:
    if _is_unsure(scene, trigger, at[0]):
        return None
    behind = trigger.agreement in {"object", "of"} or (trigger.agreement == "either" and not _is_passive(scene, at[0]))
    found = _agreement_behind(scene, at[1]) if behind else None
    if found is None and trigger.agreement in {"subject", "either"}:
        found = _agreement_before(scene, at[0])
        behind = False
    if found is None:
        return None
    (first, last), mention = found
    date = _date_behind(scene, trigger, last if behind else at[1]) or _date_in_front(scene, trigger, min(first, at[0]))
    if date is None:
        return None
    day, index = date
    party = _party(scene, at, (first, last))
    owned = at[0] > scene.sentence.first and scene.text.tags[at[0] - 1] in {"POS", "PRP$"}
    if trigger.what == "signed" and (owned or (party and not _is_joined(scene, party[0][0]))):
        return None  # one state joins: that is not the day of the agreement
    start = min(first, at[0], day[0], *([party[0][0]] if party else []))
    offsets = scene.text.offsets(start, max(day[1], last, at[1]))
    return DatedFact(
        trigger.what,
        mention,
        index,
        offsets[0],
        offsets[1],
        party[1] if party else None,
        _is_planned(scene, trigger, at),
        scene.text.tags[at[0]] in NOUN,
    )


def _is_joined(scene: Scene, at: int) -> bool:
    """Tell whether "and" stands before a name: "Russia and the United States"."""
    before = at - 2 if scene.text.word(at - 1) == "the" else at - 1
    return before >= scene.sentence.first and scene.text.word(before) == "and"


def _clause_start(scene: Scene, at: int, reach: int) -> int:
    """Return the first token, at most `reach` before `at`, that no comma or stop parts from it."""
    first = at
    while first > scene.sentence.first and at - first < reach and scene.text.word(first - 1) not in STOPS | {","}:
        first -= 1
    return first


def _is_unsure(scene: Scene, trigger: Trigger, at: int) -> bool:
    first = _clause_start(scene, at, NEAR)
    before = set(scene.text.lemmas[first:at]) | set(scene.words(first, at))
    unsure = UNSURE - {"would"} if trigger.what == "expires" else UNSURE
    if not unsure.isdisjoint(before) or any(word.endswith(("n't", "n’t")) for word in before):
        return True
    to = at - 1 >= scene.sentence.first and scene.text.word(at - 1) == "to"
    return to and not FUTURE.difference({"to"}).intersection(before)


def _is_planned(scene: Scene, trigger: Trigger, at: Range) -> bool:
    before = scene.words(_clause_start(scene, at[0], NEAR), at[0])
    return not FUTURE.isdisjoint(before) or trigger.words[0] in {"expire", "expires", "valid", "runs", "lapses"}


def _is_passive(scene: Scene, at: int) -> bool:
    """Tell whether a participle leans on the words before it: "was signed", "the treaty, signed in"."""
    before = scene.text.lemmas[at - 1] if at > scene.sentence.first else ""
    return before in {"be", ","} or (
        before in {"formally", "originally", "finally"} and scene.text.lemmas[at - 2] == "be"
    )


def _agreement_behind(scene: Scene, at: int) -> tuple[Range, int] | None:
    """Return the first agreement behind `at`, unless another clause begins before it."""
    text = scene.text
    for tokens, index in scene.mentions:
        if tokens[0] < at:
            continue
        between = scene.words(at, tokens[0])
        open_way = len(between) <= TO_AGREEMENT and not STOPS.union({",", "that", "who", "which"}) & set(between)
        open_way = open_way and all(
            text.tags[i] not in {"IN", "TO"} or text.word(i - 1) in TAKING_PART for i in range(at, tokens[0])
        )
        return (tokens, index) if open_way and not scene.has_verb(at, tokens[0]) else None
    return None


def _agreement_before(scene: Scene, at: int) -> tuple[Range, int] | None:
    """Return the agreement that is the subject of the words at `at`, over auxiliaries and one insertion."""
    for tokens, index in reversed(scene.mentions):
        if tokens[1] <= at:
            first = _behind_insertion(scene, tokens[1], at)
            if not all(_may_lead(scene, i) for i in range(first, at)) or _is_governed(scene, tokens, first, at):
                return None
            return tokens, index
    return None


def _is_governed(scene: Scene, agreement: Range, first: int, at: int) -> bool:
    """Tell whether the words are about something else: "limits under the treaty", "Protocol to the Covenant"."""
    before = agreement[0] - 1
    while before >= scene.sentence.first and scene.text.tags[before] in {"DT", "JJ", "CD"}:
        before -= 1
    if before < scene.sentence.first or scene.text.word(before) not in GOVERNING:
        return False
    if before > scene.sentence.first and scene.text.word(before - 1).rstrip("s") in PARTS:
        return True
    return "which" not in scene.words(agreement[1], at) and scene.text.word(agreement[1]) not in {",", ")", "("}


def _behind_insertion(scene: Scene, first: int, at: int) -> int:
    """Return where the words go on behind brackets or an insertion between commas."""
    if first < at and scene.text.word(first) == ")":
        first += 1  # the mention is the acronym within the brackets
    if first < at and scene.text.word(first) == "(":
        closing = next((i for i in range(first, at) if scene.text.word(i) == ")"), at)
        first = min(closing + 1, at)
    if first < at and scene.text.word(first) == "," and at - first <= INSERTION:
        closing = next((i for i in range(at - 1, first, -1) if scene.text.word(i) == ","), first)
        finite = any(tag in FINITE for tag in scene.text.tags[first:closing])
        if not finite or scene.text.word(first + 1) in {"which", "who"}:
            first = closing
    return first


def _may_lead(scene: Scene, at: int) -> bool:
    tag, lemma, word = scene.text.tags[at], scene.text.lemmas[at], scene.text.word(at)
    if tag in VERB or tag == "MD":
        return lemma in LEADING_VERBS or tag == "MD"
    if tag in {"RB", "TO", "WDT", "IN"} and word not in PREPOSITIONS:
        return True
    return word in {",", "due", "that", "which", "'s", "’s", "set", "first"}


def _date_behind(scene: Scene, trigger: Trigger, at: int) -> tuple[Range, int] | None:
    """Return the first date behind `at` that a fitting preposition brings in, within the clause."""
    for day, index in scene.dates:
        if day[0] < at:
            continue
        if trigger.prepositions == ("-",):
            return (day, index) if day[0] == at else None
        before = day[0] - 1
        while before > at and scene.text.word(before) in BEFORE_DATE:
            before -= 1
        if before < at or scene.text.word(before) not in trigger.prepositions:
            continue
        between = set(scene.words(at, before))
        near = before - at <= TO_DATE and not between & (STOPS | {"and", "but", "which", "who", "that", "(", "“", "”"})
        return (day, index) if near and not scene.has_verb(at, before) and not _comma(scene, at, before) else None
    return None


def _comma(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a comma parts a range, other than one behind the name of a place ("in Prague, Czech Republic,")."""
    return any(
        scene.text.word(at) == "," and not (scene.text.tags[at - 1] in {"NNP", "NNPS"} and at > first)
        for at in range(first, last)
    )


def _date_in_front(scene: Scene, trigger: Trigger, at: int) -> tuple[Range, int] | None:
    """Return a date that opens the sentence: "In 2018, the United States withdrew from"."""
    if not {"on", "in"} & set(trigger.prepositions) or not scene.dates:
        return None
    day, index = scene.dates[0]
    opens = day[0] == scene.sentence.first + 1 and scene.text.word(scene.sentence.first) in {"in", "on"}
    if not opens or not 0 <= at - day[1] <= TO_DATE or scene.has_verb(day[1], at):
        return None
    marks = [word for word in scene.words(day[1], at) if word in STOPS | {",", "and", "("}]
    return (day, index) if marks in ([], [","]) else None


def _party(scene: Scene, at: Range, agreement: Range) -> tuple[Range, str] | None:
    """Return the country that did it: the subject, the owner ("Russia's suspension of"), or the one behind "by"."""
    for tokens, country in scene.countries:
        if at[1] < tokens[0] <= at[1] + TO_AGREEMENT and not agreement[0] <= tokens[0] < agreement[1]:
            before = scene.words(tokens[0] - 2, tokens[0])
            if before[-1] in {"by", "of"} or before in (["by", "the"], ["of", "the"]):
                return tokens, country
    named = [(tokens, country) for tokens, country in scene.countries if tokens[1] <= at[0]]
    if not named or agreement[0] < at[0] or at[0] - named[-1][0][1] > TO_AGREEMENT:
        return None
    tokens, country = named[-1]
    return (tokens, country) if all(_leads_to_verb(scene, i) for i in range(tokens[1], at[0])) else None


def _leads_to_verb(scene: Scene, at: int) -> bool:
    """Tell whether a token may stand between a country and what it did: "has unilaterally", "'s recent"."""
    return scene.text.tags[at] in {"RB", "POS", "MD", "JJ"} or scene.text.lemmas[at] in {"have", "'s", "’s"}
