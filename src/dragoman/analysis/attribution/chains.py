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

    layers = len(transitions)
    # a column is one layer of one window
    moves = np.tile(transitions.transpose(1, 2, 0), len(emissions))
    scores = _best_scores(emissions, moves)
    own = [slice(number * layers, (number + 1) * layers) for number in range(len(emissions))]
    ending: dict[int, list[slice]] = {}
    for one, columns in zip(emissions, own, strict=True):
        ending.setdefault(len(one) - 1, []).append(columns)
    # tags last, where the best one is found fastest
    scores, moves = np.ascontiguousarray(scores.swapaxes(1, 2)), np.ascontiguousarray(moves.transpose(1, 2, 0))
    everywhere = np.arange(scores.shape[1])
    best = np.zeros(scores.shape[1], np.intp)
    tags = np.empty(scores.shape[:2], np.int8)
    for at in range(len(scores) - 1, -1, -1):
        best = (scores[at] + moves[best, everywhere]).argmax(axis=-1)
        for columns in ending.get(at, ()):  # nothing comes behind its last token
            best[columns] = scores[at, columns].argmax(axis=-1)
        tags[at] = best
    return [tags[: len(one), columns].T for one, columns in zip(emissions, own, strict=True)]


def _best_scores(emissions: Sequence[NDArray[Any]], moves: NDArray[Any]) -> NDArray[Any]:
    """Return the score of the best tags up to each token that end in each tag: tokens by tags by columns.

    Args:
        emissions: As above; a window that is over goes on with zeros, which nobody asks for.
        moves: The transitions, tags by tags by columns; columns come last, so that a step is a few long operations.
    """
    import numpy as np

    longest, layers = max(len(one) for one in emissions), emissions[0].shape[1]
    laid_out = np.zeros((longest, len(moves), len(emissions), layers), np.float32)
    for number, one in enumerate(emissions):
        laid_out[: len(one), :, number] = one.swapaxes(1, 2)
    scores: NDArray[Any] = laid_out.reshape(longest, len(moves), -1)
    scores[0] += moves[OUTSIDE]  # what begins a window may not be inside a span
    steps, best = np.empty_like(moves), np.empty_like(scores[0])
    for before, here in zip(scores[:, :, None], scores[1:], strict=False):
        np.add(before, moves, out=steps)
        np.maximum.reduce(steps, axis=0, out=best)
        here += best
    return scores


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
