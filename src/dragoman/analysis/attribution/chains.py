"""The best sequence of tags for each layer of a window (Viterbi 1967), and how likely each span is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.analysis.attribution.labels import ALLOWED, LAYERS, OUTSIDE, TAGS, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ScoredSpan", "best_tags", "layer_spans", "with_rules"]

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A half-open token range of one layer, counted from the window's first token."""

    first: int
    last: int
    #: Chance of its tags by the emissions alone: geometric mean of the inside, and of the two edges.
    inside: float
    edges: float


def best_tags(emissions: Sequence[NDArray[Any]], transitions: NDArray[Any]) -> list[NDArray[Any]]:
    """Return the best valid tags of each window, layers by tokens.

    Args:
        emissions: For each window, tokens by layers by tags; several at once, because each step costs as much for one.
        transitions: Layers by tags by tags, from the tag before to the tag behind; forbidden ones are very low.
    """
    import numpy as np

    # the longest first, so that the windows that go on at a step are the first ones
    order = sorted(range(len(emissions)), key=lambda number: -len(emissions[number]))
    lengths = [len(emissions[number]) for number in order]
    layers, kinds = transitions.shape[:2]
    padded = np.zeros((lengths[0], len(emissions), layers, kinds), np.float32)
    for row, number in enumerate(order):
        padded[: lengths[row], row] = emissions[number]
    came_from = np.empty(padded.shape, np.int8)
    came_from[:] = np.arange(kinds, dtype=np.int8)
    score = padded[0] + transitions[:, OUTSIDE, :]  # what begins a window may not be inside a span
    going = len(lengths)
    for at in range(1, len(padded)):
        while lengths[going - 1] <= at:
            going -= 1
        steps = score[:going, ..., None] + transitions
        came_from[at, :going] = steps.argmax(axis=-2)
        score[:going] = steps.max(axis=-2) + padded[at, :going]
    tags = np.zeros((len(padded), len(emissions), layers), np.int8)
    tags[-1] = score.argmax(axis=-1)
    which, rows = np.ogrid[: len(emissions), :layers]
    for at in range(len(padded) - 1, 0, -1):
        tags[at - 1] = came_from[at, which, rows, tags[at]]
    found = {number: tags[: lengths[row], row].T for row, number in enumerate(order)}
    return [found[number] for number in range(len(emissions))]


def layer_spans(tags: NDArray[Any], chances: NDArray[Any]) -> list[list[ScoredSpan]]:
    """Return the spans of each layer.

    Args:
        tags: Layers by tokens.
        chances: Tokens by layers by tags.
    """
    import numpy as np

    found: list[list[ScoredSpan]] = []
    inside = np.log(np.maximum(1 - chances[:, :, OUTSIDE], 1e-6))
    for layer in range(len(LAYERS)):
        row: list[ScoredSpan] = []
        own_tags = tags[layer].tolist()
        for first, last in spans(own_tags):
            own = float(inside[first:last, layer].sum()) / (last - first)
            ends = [float(chances[at, layer, own_tags[at]]) for at in (first, last - 1)]
            row.append(ScoredSpan(first, last, math.exp(own), math.sqrt(max(ends[0] * ends[1], 1e-12))))
        found.append(row)
    return found


def with_rules(learned: NDArray[Any]) -> NDArray[Any]:
    """Return the transitions of all layers: learned ones in the outer layers, none in the inner, the rules in all."""
    import numpy as np

    table = np.zeros((len(LAYERS), len(TAGS), len(TAGS)), np.float32)
    table[: len(learned)] = learned
    table[:, ~np.array(ALLOWED)] = FORBIDDEN
    return table
