"""Who is said to say what: source, cue and content, as the words stand.

Candidates come from `analysis.attribution.cues`; each is weighed by the features in `data/cue_weights.csv`, a
logistic regression trained by `training/attributions.py`, so that the score is the chance that the whole attribution is
right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman import knowledge
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.cues import candidates
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import Quotation, touching
from dragoman.analysis.ranges import RangeIndex
from dragoman.document import Sentence

__all__ = ["CLAUSE_FRAMES", "Attribution", "AttributionReader", "all_candidates"]

#: The lowest chance at which a candidate is kept. On the last 200 training documents of PolNeAR, weights trained on the
#: others, F1 is flat from 0.25 to 0.35 (56.6), while precision rises from 74 to 79 in 100.
THRESHOLD = 0.35
#: The same for cues that always report, and for listed cues with "that", a quotation, or behind what they report. The
#: news of PolNeAR is of elections, and has "underscored" or "I said that" too seldom for weights of their own.
ALWAYS_THRESHOLD = 0.1
#: The lowest chance of all in transcripts: below it four of ten items that readers judged were right.
TALK_THRESHOLD = 0.25
#: The lowest chance for a cue that the table does not list, before "that": half of these are relative clauses.
UNLISTED_THRESHOLD = 0.5
#: Nouns that report only with "to": "their plans that" begins a relative clause.
INTENTIONS = frozenset(
    {"plan", "plans", "intention", "intentions", "desire", "willingness", "readiness", "refusal", "offer"}
)
#: Verbs that report a clause without "that": "said the talks had failed".
WITHOUT_THAT = frozenset({
    "say", "tell", "believe", "think", "claim", "argue", "suggest", "add", "fear", "report", "predict", "reply",
    "reveal", "explain", "assert", "maintain", "indicate", "respond", "tweet", "write", "conclude", "reckon", "state",
    "assure",
})  # fmt: skip
#: Frames in which what follows is a clause or a quotation, so that it must be something said.
CLAUSE_FRAMES = frozenset({"that", "quote", "colon", "clause", "wh"})
#: PolNeAR has no attribution inside another, so that its weights say nothing of them. A noun whose owner is named, with
#: one of these frames, is taken for one ("Trump's pledge to ...", "statements by the president about ...").
NESTED_FRAMES = frozenset({"that", "to", "about"})
#: How sure that is: judged by reading, not calibrated.
NESTED_CHANCE = 0.7
#: Sentences longer than this, in tokens, are lists or tables that lost their lines; they are passed over.
LONGEST_SENTENCE = 250
#: Two contents that share this part of their tokens are one content with two cues; the better cue is kept.
SAME_CONTENT = 0.8

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; ranges are half-open token indices, `inside` is an index into the list of attributions."""

    lemma: str
    frame: str
    position: str
    head: int
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    addressee: Range | None
    negated: bool
    modal: int | None
    chance: float
    #: An infinitive, or a noun without an owner: no attribution inside another one.
    is_dependent: bool = False
    inside: int | None = None

    def covers(self, token: int) -> bool:
        """Tell whether the token lies in the content."""
        return _holds(self.content, token)


class AttributionReader:
    """Finds the attributions of a document."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._weights = {row["feature"]: float(row["weight"]) for row in knowledge.rows("cue_weights")}
        cues = list(knowledge.rows("cues"))
        self._listed = frozenset(row["cue"] for row in cues)
        with_clause = [row for row in cues if row["reports"] == "with a clause"]
        self._needs_clause = frozenset(row["cue"] for row in with_clause if row["part_of_speech"] == "verb")
        self._nouns_with_clause = frozenset(row["cue"] for row in with_clause if row["part_of_speech"] == "noun")
        self._always = frozenset(row["cue"] for row in cues if row["reports"] == "always")
        self.noun_cues = frozenset(row["cue"] for row in cues if row["part_of_speech"] == "noun")

    def __call__(self, text: Tagged, quotations: Sequence[Quotation]) -> list[Attribution]:
        """Return the attributions in the order of their first token, nested ones behind those they are inside."""
        return self.choose(text, quotations, self.weigh(text, quotations))

    def weigh(self, text: Tagged, quotations: Sequence[Quotation]) -> list[tuple[float, Candidate]]:
        """Return every candidate of the document with its chance, also the unlikely ones."""
        return [(self.chance(found), found) for found in all_candidates(text, quotations, self.noun_cues)]

    def choose(
        self,
        text: Tagged,
        quotations: Sequence[Quotation],
        weighed: Sequence[tuple[float, Candidate]],
        *,
        is_talk: bool = False,
    ) -> list[Attribution]:
        """Return the attributions among weighed candidates: likely enough, and not two for the same words.

        Args:
            text: The tagged document.
            quotations: Its quotations.
            weighed: What `weigh` returned.
            is_talk: The document is a transcript, whose half sentences call for more caution.
        """
        lowest = TALK_THRESHOLD if is_talk else 0.0
        likely = [
            (chance, found)
            for chance, found in weighed
            if chance >= max(lowest, self._floor(found)) and self._may_report(found)
        ]
        kept: list[Attribution] = []
        index: RangeIndex[Attribution] = RangeIndex()
        for chance, candidate in sorted(likely, key=lambda pair: (-pair[0], pair[1].head)):
            extents = [candidate.cue, *candidate.content]
            if not any(_clash(candidate, other) for extent in extents for other in index.near(*extent)):
                kept.append(_attribution(candidate, chance))
                index.add(kept[-1], extents)
        kept = [found for found in kept if not _is_only_meant(found, index)]
        kept.extend(self._nested(weighed, _by_extent(kept)))
        kept = _continued(text, kept, quotations)
        kept.sort(key=lambda found: (min(found.content[0][0], found.cue[0]), -_size(found)))
        number = {found.head: at for at, found in enumerate(kept)}
        index = _by_extent(kept)
        return [replace(found, inside=_parent(found, index, number)) for found in kept]

    def _nested(
        self, weighed: Sequence[tuple[float, Candidate]], kept: RangeIndex[Attribution]
    ) -> Iterator[Attribution]:
        """Yield the nouns with an owner inside the content of attributions that are kept."""
        for chance, found in weighed:
            if found.position != "noun" or found.frame not in NESTED_FRAMES or not _has_owner(found):
                continue
            if not self._may_report(found):
                continue
            near = list(kept.near(found.head, found.head + 1))
            inside = any(other.covers(found.head) for other in near)
            if inside and not any(other.head == found.head for other in near):
                yield _attribution(found, max(chance, NESTED_CHANCE))

    def _floor(self, candidate: Candidate) -> float:
        """Return the lowest chance at which a candidate is kept."""
        is_clause = candidate.frame in {"that", "quote"} or candidate.position in {"after", "inverted"}
        if candidate.lemma in self._always or (is_clause and candidate.lemma in self._listed):
            return min(self._threshold, ALWAYS_THRESHOLD)
        return self._threshold

    def _may_report(self, candidate: Candidate) -> bool:
        """Tell whether what follows the cue can be something said, as the table of cues has it.

        Verbs that it does not list ("promotes"), and listed ones without a clause ("offered an option"), are right in
        the wide sense of PolNeAR about as often as not, and seldom what an analyst would call a statement.
        """
        if candidate.position == "noun":
            if candidate.lemma in INTENTIONS:
                return candidate.frame == "to"
            return candidate.lemma not in self._nouns_with_clause or candidate.frame in {"that", "about"}
        if candidate.lemma in self._always or candidate.lemma == "according to":
            return True
        if candidate.lemma == "commit" and candidate.frame == "to":
            return True  # "committed to send aid", not "committed crimes"
        is_clause = candidate.frame in CLAUSE_FRAMES or candidate.position in {"after", "inverted"}
        if candidate.lemma in self._needs_clause:
            return is_clause and (candidate.frame != "clause" or candidate.lemma in WITHOUT_THAT)
        return candidate.frame in {"that", "quote"} and self.chance(candidate) >= UNLISTED_THRESHOLD

    def chance(self, candidate: Candidate) -> float:
        """Return the chance, from 0 to 1, that a candidate is an attribution and right in all its parts."""
        score = sum(self._weights.get(feature, 0.0) for feature in candidate.features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def all_candidates(text: Tagged, quotations: Sequence[Quotation], noun_cues: frozenset[str]) -> Iterator[Candidate]:
    """Yield the candidates of every sentence of a document."""
    for sentence in text.segmentation.sentences:
        if sentence.last - sentence.first <= LONGEST_SENTENCE:
            yield from candidates(text, sentence, touching(quotations, sentence.first, sentence.last), noun_cues)


def _attribution(candidate: Candidate, chance: float) -> Attribution:
    return Attribution(
        candidate.lemma, candidate.frame, candidate.position, candidate.head, candidate.source, candidate.cue,
        candidate.content, candidate.addressee, candidate.negated, candidate.modal, chance,
        "how:infinitive" in candidate.features or (candidate.position == "noun" and not _has_owner(candidate)),
    )  # fmt: skip


def _size(found: Attribution | Candidate) -> int:
    return sum(last - first for first, last in found.content)


def _clash(candidate: Candidate, kept: Attribution) -> bool:
    """Tell whether two candidates report the same words, or one cue lies across the other's."""
    if candidate.head == kept.head or kept.cue[0] <= candidate.head < kept.cue[1]:
        return True
    if _holds(kept.content, candidate.head) != _holds(candidate.content, kept.head):
        return False  # one is told inside the other
    shared = sum(
        max(0, min(a_last, b_last) - max(a_first, b_first))
        for a_first, a_last in candidate.content
        for b_first, b_last in kept.content
    )
    return shared > SAME_CONTENT * max(_size(candidate), _size(kept))


def _by_extent(kept: Sequence[Attribution]) -> RangeIndex[Attribution]:
    index: RangeIndex[Attribution] = RangeIndex()
    for found in kept:
        index.add(found, [found.cue, *found.content])
    return index


def _is_only_meant(found: Attribution, kept: RangeIndex[Attribution]) -> bool:
    """Tell whether a cue inside another content is no saying of its own.

    "Hope" in "expressed hope for" repeats the cue around it; "discuss" in "emphasised his willingness to discuss"
    is an intention.
    """
    if not found.is_dependent:
        return False
    return any(other is not found and other.covers(found.head) for other in kept.near(found.head, found.head + 1))


def _has_owner(candidate: Candidate) -> bool:
    return "nhow:possessive" in candidate.features or "nhow:by" in candidate.features


def _holds(content: Sequence[Range], token: int) -> bool:
    return any(first <= token < last for first, last in content)


def _continued(text: Tagged, kept: list[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Add the quotation that goes on behind "“...,” he said." in the same paragraph."""
    sentences = text.segmentation.sentences
    begins = {sentence.first: number for number, sentence in enumerate(sentences)}
    ends = {sentence.last: number for number, sentence in enumerate(sentences)}
    taken = {first for found in kept for first, _ in found.content}
    result = []
    for found in kept:
        if found.position in {"after", "inverted"} and _is_quotation(found.content[-1], quotations):
            result.append(_with_continuation(found, quotations, sentences, begins, ends, taken))
        else:
            result.append(found)
    return result


def _is_quotation(part: Range, quotations: Sequence[Quotation]) -> bool:
    return any(q.last == part[1] for q in touching(quotations, *part))


def _with_continuation(
    found: Attribution,
    quotations: Sequence[Quotation],
    sentences: Sequence[Sentence],
    begins: dict[int, int],
    ends: dict[int, int],
    taken: set[int],
) -> Attribution:
    end = next((last for last in range(found.cue[1], found.cue[1] + 40) if last in ends), None)
    if end is None or end not in begins:
        return found
    here, following = sentences[ends[end]], sentences[begins[end]]
    if following.paragraph != here.paragraph or end in taken:
        return found
    quotation = next((q for q in touching(quotations, end, end + 1) if q.first == end), None)
    # a quotation that ends within a longer sentence has a cue of its own there
    if quotation is None or not (quotation.last in ends or quotation.last == len(sentences)):
        return found
    return replace(found, content=(*found.content, (quotation.first, quotation.last)))


def _parent(found: Attribution, kept: RangeIndex[Attribution], number: dict[int, int]) -> int | None:
    """Return the number of the smallest attribution whose content holds this one's cue."""
    holders = [
        (_size(other), number[other.head])
        for other in kept.near(found.head, found.head + 1)
        if other is not found and other.covers(found.head) and not found.covers(other.head)
    ]
    return min(holders)[1] if holders else None
