"""Weighs the actors that a pronoun or description may mean: a log-linear model over readable features.

The chance of a candidate is its share: e^sum of its weights, against those of all candidates and of "nobody of these".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman import knowledge
from dragoman.resolution.entities import Entity

__all__ = ["Antecedents", "Choice", "Weighed"]


class Weighed(NamedTuple):
    """What a phrase may mean: each candidate with its features, and those of its meaning none."""

    candidates: list[tuple[Entity, list[str]]]
    nobody: list[str]


class Choice(NamedTuple):
    """What a phrase means most likely, and how likely; `None` if nothing may be meant."""

    entity: Entity | None
    chance: float


class Antecedents:
    """The weights."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights: dict[str, float] = (
            dict(weights)
            if weights is not None
            else {row["feature"]: float(row["weight"]) for row in knowledge.rows("antecedent_weights")}
        )

    def scores(self, weighed: Weighed) -> list[float]:
        """Return the sum of weights of each candidate."""
        get = self.weights.get
        return [sum([get(feature, 0.0) for feature in features]) for _, features in weighed.candidates]

    def choose(self, weighed: Weighed, excluded: Sequence[int] = ()) -> Choice:
        """Return the likeliest candidate; `excluded` are the numbers of entities that cannot be meant."""
        get = self.weights.get
        total = math.exp(sum([get(feature, 0.0) for feature in weighed.nobody]))
        best, highest = None, 0.0
        for (entity, _), score in zip(weighed.candidates, self.scores(weighed), strict=True):
            if entity.number in excluded:
                continue
            share = math.exp(score)
            total += share
            if share > highest:
                best, highest = entity, share
        return Choice(best, highest / total)
