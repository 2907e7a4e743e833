"""Parts of speech: an averaged perceptron with the Penn Treebank tags.

The method is that of Collins (2002), "Discriminative Training Methods for Hidden Markov Models", with greedy
decoding; the weights are trained by `training/tagger.py`. Words that had one tag only, often enough, are looked up.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from dragoman import knowledge
from dragoman.analysis.segmentation import Segmentation

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Tagger", "features", "normalized"]

#: Tag before the first word of a sentence.
START = "-START-"
BEFORE = ("-BEFORE-", "-BEFORE2-")
AFTER = ("-AFTER-", "-AFTER2-")


def normalized(word: str) -> str:
    """Return the form of a word that the weights know: quotation marks and apostrophes alike, digits as `0`."""
    if word[0].isdigit():
        return "0000" if word.isdigit() and len(word) == 4 else "0"
    if word in {"“", "”", '"', "``", "''", "«", "»"}:
        return '"'
    return word.replace("’", "'")


def features(context: Sequence[str], at: int, previous: str, previous2: str) -> list[str]:
    """Return the features of one word.

    Args:
        context: The normalized words of the sentence, with two markers before and two behind.
        at: Index of the word in `context`.
        previous: Tag of the word before.
        previous2: Tag of the word before that.
    """
    word = context[at]
    lower = word.lower()
    before, after = context[at - 1].lower(), context[at + 1].lower()
    shape = "X" if word.isupper() and len(word) > 1 else "x" if word[0].islower() else "Xx"
    return [
        "b",
        "w" + lower,
        "s3" + lower[-3:],
        "s2" + lower[-2:],
        "s1" + lower[-1],
        "p1" + lower[0],
        "h" + shape + ("^" if context[at - 1] == BEFORE[0] else ""),
        "t" + previous,
        "tt" + previous2 + " " + previous,
        "tw" + previous + " " + lower,
        "-1" + before,
        "-1s" + before[-3:],
        "+1" + after,
        "+1s" + after[-3:],
        "+2" + context[at + 2].lower(),
        "h+" + shape + ("A" if after[0].isalpha() and context[at + 1][0].isupper() else "a"),
    ]


def _single_names() -> Iterator[str]:
    """Yield the names of states and capitals that are one word and no other word."""
    for row in knowledge.rows("state_names"):
        if row["kind"] in {"name", "capital", "abbreviation"} and not row["ambiguous"] and row["phrase"].isalpha():
            yield row["phrase"]


class Tagger:
    """Gives each token its part of speech."""

    def __init__(self) -> None:
        file = resources.files("dragoman") / "models" / "tagger.json.gz"
        model = json.loads(gzip.decompress(file.read_bytes()))
        self._tags: list[str] = model["tags"]
        self._certain: dict[str, str] = model["certain"]
        self._certain.update((row["word"], row["tag"]) for row in knowledge.rows("certain_tags"))
        # the news that the tagger learned from names few states
        self._certain.update((word, "NNP") for word in _single_names())
        self._rows, self._weights = _dense(model, len(self._tags))

    def __call__(self, segmentation: Segmentation) -> tuple[str, ...]:
        """Return the Penn Treebank tag of each token of the document."""
        tags: list[str] = []
        for sentence in segmentation.sentences:
            words = [token.text for token in segmentation.tokens[sentence.first : sentence.last]]
            tags.extend(self.tag(words))
        return tuple(tags)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return the tags of one sentence's words."""
        context = [BEFORE[1], BEFORE[0], *map(normalized, words), AFTER[0], AFTER[1]]
        previous = previous2 = START
        tags = []
        for at in range(2, len(context) - 2):
            tag = self._certain.get(context[at]) or self._best(features(context, at, previous, previous2))
            tags.append(tag)
            previous2, previous = previous, tag
        return tags

    def _best(self, found: list[str]) -> str:
        rows = self._rows
        known = [rows[feature] for feature in found if feature in rows]
        return self._tags[int(self._weights[known].sum(axis=0).argmax())]


def _dense(model: dict[str, Any], tags: int) -> tuple[dict[str, int], NDArray[Any]]:
    """Return the row of each feature, and the weights, features by tags: whole numbers, so that sums are exact.

    The file has the weights one feature behind the other: for each how many tags have one, then these tags' numbers and
    weights in three flat lists, which are read ten times faster than lists in lists.
    """
    import numpy as np

    features: list[str] = model["features"]
    table = np.zeros((len(features), tags), np.int32)
    where = np.repeat(np.arange(len(features)), model["counts"])
    table[where, np.array(model["numbers"])] = model["weights"]
    return {feature: number for number, feature in enumerate(features)}, table
