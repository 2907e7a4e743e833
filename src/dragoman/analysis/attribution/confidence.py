"""The chance that an attribution is right in all its parts.

A logistic regression on how sure the model is of the spans and links, in `data/statement_confidence.csv`, fitted by
`training/statements/calibrate.py` on articles of PolNeAR that the model was not trained on.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman import knowledge
from dragoman.analysis.attribution.chances import logistic

__all__ = ["Confidence"]


class Confidence:
    """Turns the features of an attribution into a chance."""

    def __init__(self) -> None:
        self._weights = {row["feature"]: float(row["weight"]) for row in knowledge.rows("statement_confidence")}

    def __call__(self, features: Mapping[str, float]) -> float:
        """Return the chance, from 0 to 1.

        Args:
            features: What `LinkedSpans.features` holds.
        """
        score = self._weights["always"] + sum(self._weights[name] * value for name, value in features.items())
        return logistic(score)
