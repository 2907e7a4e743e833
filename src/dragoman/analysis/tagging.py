"""Parts of speech: an averaged perceptron with the Penn Treebank tags.

The method is that of Collins (2002), "Discriminative Training Methods for Hidden Markov Models", with greedy
decoding; the weights are trained by `training/tagger.py`. Words that had one tag only, often enough, are looked up.
"""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
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
#: Words whose features are remembered; a bound on memory for long runs.
MOST_REMEMBERED = 20_000


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
    is_first = context[at - 1] == BEFORE[0]
    return [
        *_of_word(word),
        *_of_word_before(context[at - 1]),
        *_of_word_behind(context[at + 1]),
        *_of_second_word_behind(context[at + 2]),
        *_of_shape(_shape(word), is_first, _is_capitalised(context[at + 1])),
        *_of_tags(previous, previous2),
        _of_tag_and_word(previous, word),
    ]


def _of_word(word: str) -> tuple[str, ...]:
    lower = word.lower()
    return "b", "w" + lower, "s3" + lower[-3:], "s2" + lower[-2:], "s1" + lower[-1], "p1" + lower[0]


def _of_word_before(before: str) -> tuple[str, ...]:
    lower = before.lower()
    return "-1" + lower, "-1s" + lower[-3:]


def _of_word_behind(behind: str) -> tuple[str, ...]:
    lower = behind.lower()
    return "+1" + lower, "+1s" + lower[-3:]


def _shape(word: str) -> str:
    return "X" if word.isupper() and len(word) > 1 else "x" if word[0].islower() else "Xx"


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word.lower()[0].isalpha()


def _of_shape(shape: str, is_first: bool, is_before_capital: bool) -> tuple[str, ...]:
    return "h" + shape + ("^" if is_first else ""), "h+" + shape + ("A" if is_before_capital else "a")


def _of_second_word_behind(behind: str) -> tuple[str, ...]:
    return ("+2" + behind.lower(),)


def _of_tags(previous: str, previous2: str) -> tuple[str, ...]:
    return "t" + previous, "tt" + previous2 + " " + previous


def _of_tag_and_word(previous: str, word: str) -> str:
    return "tw" + previous + " " + word.lower()


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
        #: The row of what has no weights: it is all zeros.
        self._nothing = len(self._weights) - 1
        self._rows_of_word = self._remembered(_of_word)
        self._rows_of_word_before = self._remembered(_of_word_before)
        self._rows_of_word_behind = self._remembered(_of_word_behind)
        self._rows_of_shape = self._remembered(_of_shape)
        self._rows_of_second_word_behind = self._remembered(_of_second_word_behind)
        #: For the tags of the two words before, the latter first: what they say together.
        self._sums_of_tags: dict[tuple[str, str], NDArray[Any]] = {}

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
        doubtful = [at for at in range(2, len(context) - 2) if context[at] not in self._certain]
        sums = iter(self._sums_of_words(context, doubtful))
        previous = previous2 = START
        tags = []
        for at in range(2, len(context) - 2):
            tag = self._certain.get(context[at])
            if tag is None:
                tag = self._best(next(sums), context[at], previous, previous2)
            tags.append(tag)
            previous2, previous = previous, tag
        return tags

    def _sums_of_words(self, context: Sequence[str], places: Sequence[int]) -> NDArray[Any]:
        """Return what the words alone say of some places, places by tags: the same whatever tags come before."""
        import numpy as np

        if not places:
            return self._weights[:0]
        rows = [
            (
                *self._rows_of_word(context[at]),
                *self._rows_of_word_before(context[at - 1]),
                *self._rows_of_word_behind(context[at + 1]),
                *self._rows_of_second_word_behind(context[at + 2]),
                *self._rows_of_shape(
                    _shape(context[at]), context[at - 1] == BEFORE[0], _is_capitalised(context[at + 1])
                ),
            )
            for at in places
        ]
        sums: NDArray[Any] = self._weights[np.array(rows)].sum(axis=1, dtype=np.int32)
        return sums

    def _best(self, sums: NDArray[Any], word: str, previous: str, previous2: str) -> str:
        """Return the best tag of a word by what the words alone say and what the tags before it say."""
        of_tags = self._sums_of_tags.get((previous, previous2))
        if of_tags is None:
            of_tags = self._weights[list(self._rows_of(_of_tags(previous, previous2)))].sum(axis=0, dtype=sums.dtype)
            self._sums_of_tags[previous, previous2] = of_tags
        sums = sums + of_tags
        row = self._rows.get(_of_tag_and_word(previous, word))
        if row is not None:
            sums += self._weights[row]
        return self._tags[int(sums.argmax())]

    def _rows_of(self, found: Iterable[str]) -> tuple[int, ...]:
        return tuple([self._rows.get(feature, self._nothing) for feature in found])

    def _remembered(self, features_of: Callable[..., Iterable[str]]) -> Callable[..., tuple[int, ...]]:
        """Return a function to the rows of a word's features that remembers what it was asked last."""
        return functools.lru_cache(MOST_REMEMBERED)(lambda *asked: self._rows_of(features_of(*asked)))


def _dense(model: dict[str, Any], tags: int) -> tuple[dict[str, int], NDArray[Any]]:
    """Return the row of each feature, and the weights, features by tags: whole numbers, so that sums are exact.

    A last row of zeros is that of the features without weights.

    The file has the weights one feature behind the other: for each how many tags have one, then these tags' numbers and
    weights in three flat lists, which are read ten times faster than lists in lists.
    """
    import numpy as np

    features: list[str] = model["features"]
    table = np.zeros((len(features) + 1, tags), np.int32)
    where = np.repeat(np.arange(len(features)), model["counts"])
    table[where, np.array(model["numbers"])] = model["weights"]
    return {feature: number for number, feature in enumerate(features)}, table
