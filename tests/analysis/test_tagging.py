"""The tagger reads what it was trained on: the sums that it keeps by word and by tag are those of `features`."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.tagging import AFTER, BEFORE, START, Tagger, features, normalized

TAGGER = Tagger()
WORDS = st.sampled_from(
    ["Putin", "said", "leading", "İstanbul", "2019", "“", "rejected", "Rejected", "X", "'s"]
) | st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=4)


def tags_by_features(words: list[str]) -> list[str]:
    """Return the tags as the training reckons them, feature by feature."""
    context = [BEFORE[1], BEFORE[0], *map(normalized, words), AFTER[0], AFTER[1]]
    previous = previous2 = START
    tags = []
    for at in range(2, len(context) - 2):
        tag = TAGGER._certain.get(context[at])
        if tag is None:
            rows = [TAGGER._rows[one] for one in features(context, at, previous, previous2) if one in TAGGER._rows]
            tag = TAGGER._tags[int(np.sum(TAGGER._weights[rows], axis=0).argmax())]
        tags.append(tag)
        previous2, previous = previous, tag
    return tags


@given(st.lists(WORDS, max_size=12))
def test_tags_are_those_of_the_features_that_were_trained(words: list[str]) -> None:
    assert TAGGER.tag(words) == tags_by_features(words)


def test_a_sentence_is_tagged() -> None:
    assert TAGGER.tag(["The", "ministers", "met", "in", "Geneva", "."]) == ["DT", "NNS", "VBD", "IN", "NNP", "."]
