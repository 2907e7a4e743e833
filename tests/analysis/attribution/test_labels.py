from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.attribution.chains import best_tags, with_rules
from dragoman.analysis.attribution.labels import ALLOWED, LAYERS, OUTER_LAYERS, TAGS, encode, spans


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    """Return a length and some ranges within it that do not touch one another's words."""
    length = draw(st.integers(1, 30))
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=10)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return length, pairs


@given(ranges())
def test_spans_come_back_from_their_tags(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    length, wanted = drawn
    assert wanted == spans(encode(length, wanted))


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_the_best_tags_are_valid_and_no_others_score_higher(seed: int, tokens: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(tokens, len(LAYERS), len(TAGS)))
    transitions = with_rules(rng.normal(size=(len(OUTER_LAYERS), len(TAGS), len(TAGS))))
    found = best_tags([emissions], transitions)[0]
    for layer in range(len(LAYERS)):
        scores = {
            tags: sum(emissions[at, layer, tag] for at, tag in enumerate(tags))
            + sum(transitions[layer, a, b] for a, b in zip((0, *tags), tags, strict=False))
            for tags in product(range(len(TAGS)), repeat=tokens)
            if all(ALLOWED[a][b] for a, b in zip((0, *tags), tags, strict=False))
        }
        assert scores[tuple(found[layer].tolist())] >= max(scores.values()) - 1e-6


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_a_window_reads_the_same_beside_others(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    transitions = with_rules(rng.normal(size=(len(OUTER_LAYERS), len(TAGS), len(TAGS))))
    several = [rng.normal(size=(length, len(LAYERS), len(TAGS))).astype(np.float32) for length in lengths]
    for own, tags in zip(several, best_tags(several, transitions), strict=True):
        assert np.array_equal(best_tags([own], transitions)[0], tags)
