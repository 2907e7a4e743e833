"""How likely a candidate of the grammar is an attribution.

Candidates come from `analysis.attribution.cues`; each is weighed by the features in `data/cue_weights.csv`, a
logistic regression trained by `training/cue_weights.py`, so that the score is the chance that the whole attribution is
right. The trained reader finds the attributions; the candidates tell the grammar of its cues, and the stances of verbs.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from dragoman import knowledge
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.chances import logistic
from dragoman.analysis.attribution.cues import candidates
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import Quotation, touching

__all__ = ["CandidateWeigher", "all_candidates", "noun_cues"]

#: Sentences longer than this, in tokens, are lists or tables that lost their lines; they are passed over.
LONGEST_SENTENCE = 250


class CandidateWeigher:
    """Finds the candidates of a document, each with its chance."""

    def __init__(self) -> None:
        self._weights = {row["feature"]: float(row["weight"]) for row in knowledge.rows("cue_weights")}
        self._noun_cues = noun_cues()

    def __call__(
        self, text: Tagged, quotations: Sequence[Quotation], wanted: Container[int] | None = None
    ) -> list[tuple[float, Candidate]]:
        """Return every candidate with its chance, also the unlikely ones.

        Args:
            text: The tagged document.
            quotations: Its quotations.
            wanted: First tokens of the sentences to look at; all if not given.
        """
        found = all_candidates(text, quotations, self._noun_cues, wanted)
        return [(self.chance(candidate), candidate) for candidate in found]

    def chance(self, candidate: Candidate) -> float:
        """Return the chance, from 0 to 1, that a candidate is an attribution and right in all its parts."""
        score = sum(self._weights.get(feature, 0.0) for feature in candidate.features)
        return logistic(score)


def noun_cues() -> frozenset[str]:
    """Return the nouns that the table of cues lists."""
    return frozenset(row["cue"] for row in knowledge.rows("cues") if row["part_of_speech"] == "noun")


def all_candidates(
    text: Tagged, quotations: Sequence[Quotation], nouns: frozenset[str], wanted: Container[int] | None = None
) -> Iterator[Candidate]:
    """Yield the candidates of every sentence of a document, or of those that begin at the tokens `wanted`."""
    for sentence in text.segmentation.sentences:
        if wanted is not None and sentence.first not in wanted:
            continue
        if sentence.last - sentence.first <= LONGEST_SENTENCE:
            yield from candidates(text, sentence, touching(quotations, sentence.first, sentence.last), nouns)
