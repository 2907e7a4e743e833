"""Statements inside somebody's words that the grammar sees and the model does not.

PolNeAR has no attribution inside another, so that the model knows few. Two kinds of candidate are taken for one where
they stand inside the content of an attribution that is kept: a noun whose owner is named ("we see *the statements by*
the president about", "Trump's *pledge* to"), and a verb that is likely to report a clause ("Merkel *said* that").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman import knowledge
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.attribution.candidates import CLAUSE_FRAMES, Candidate
from dragoman.analysis.ranges import RangeIndex

__all__ = ["NestedCandidates"]

#: What may follow a noun.
NOUN_FRAMES = frozenset({"that", "to", "about"})
#: Nouns that report only with "to": "their plans that" begins a relative clause.
INTENTIONS = frozenset(
    {"plan", "plans", "intention", "intentions", "desire", "willingness", "readiness", "refusal", "offer"}
)
OWNED = frozenset({"nhow:possessive", "nhow:by"})
#: How sure a noun is: judged by reading, not calibrated.
NOUN_CHANCE = 0.7
#: The lowest chance of a verb, as `analysis.attribution.weighing` reckons it.
VERB_THRESHOLD = 0.5


class NestedCandidates:
    """Finds candidates inside contents."""

    def __init__(self) -> None:
        rows = [row for row in knowledge.rows("cues") if row["part_of_speech"] == "noun"]
        self._with_clause = frozenset(row["cue"] for row in rows if row["reports"] == "with a clause")

    def __call__(
        self, kept: Sequence[Attribution], weighed: Iterable[tuple[float, Candidate]]
    ) -> Iterator[Attribution]:
        """Yield an attribution for each such candidate that is not one already."""
        index: RangeIndex[Attribution] = RangeIndex()
        for one in kept:
            index.add(one, [one.cue, *one.content])
        for weight, found in weighed:
            chance = self._chance(weight, found)
            if chance is None:
                continue
            near = list(index.near(found.head, found.head + 1))
            if any(other.cue[0] <= found.head < other.cue[1] for other in near):
                continue
            if any(other.covers(found.head) and not _is_its_own(found, other) for other in near):
                yield Attribution(
                    found.lemma, found.frame, found.position, found.head, found.source, found.cue, found.content,
                    found.addressee, found.negated, found.modal, chance,
                )  # fmt: skip

    def _chance(self, weight: float, found: Candidate) -> float | None:
        """Return how sure a candidate is, or `None` if it is no statement."""
        if found.position == "noun":
            return NOUN_CHANCE if self._may_report(found) else None
        is_clause = found.frame in CLAUSE_FRAMES or found.position in {"after", "inverted"}
        return weight if is_clause and found.source is not None and weight >= VERB_THRESHOLD else None

    def _may_report(self, found: Candidate) -> bool:
        if found.frame not in NOUN_FRAMES or OWNED.isdisjoint(found.features):
            return False
        if found.lemma in INTENTIONS:
            return found.frame == "to"
        return found.lemma not in self._with_clause or found.frame in {"that", "about"}


def _is_its_own(found: Candidate, other: Attribution) -> bool:
    """Tell whether a noun only names what is said around it: "emphasised his willingness to discuss"."""
    is_one_word = found.source is not None and found.source[1] - found.source[0] == 1
    starts_it = found.position == "noun" and found.head - other.content[0][0] <= 1
    return is_one_word and starts_it and other.position == "before"
