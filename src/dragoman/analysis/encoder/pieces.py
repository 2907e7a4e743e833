"""Word pieces, and what the encoder is told about each: case, the space before it, quotation marks.

The encoder's vocabulary is that of BERT in lower case (Devlin et al. 2019); three small tables of embeddings give back
what lower case loses.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.analysis.quotations import Quotation
from dragoman.analysis.segmentation import Segmentation

__all__ = ["CASES", "QUOTES", "SPACES", "PieceTable", "WordPieces"]

#: Values of the case of a word, in the order of the model's embeddings.
CASES = ("lower", "title", "upper", "mixed", "number", "mark")
#: What stands before a word.
SPACES = ("nothing", "space", "sentence", "paragraph")
#: Where a word stands with regard to quotation marks.
QUOTES = ("outside", "inside", "opening", "closing")
#: A word is read by its first pieces only: longer ones are addresses and noise.
MOST_PIECES = 12
#: Words whose pieces are remembered; a bound on memory for long runs.
MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class PieceTable:
    """The pieces of a document; `offsets[i]:offsets[i + 1]` are those of token `i`."""

    ids: array[int]
    offsets: array[int]
    #: One value a token, indices into `CASES`, `SPACES` and `QUOTES`.
    cases: bytes
    spaces: bytes
    quotes: bytes

    def count(self, first: int, last: int) -> int:
        """Return the number of pieces of a half-open token range."""
        return self.offsets[last] - self.offsets[first]


class WordPieces:
    """Splits the tokens of a document into the pieces of the encoder's vocabulary."""

    def __init__(self, tokenizer: Path) -> None:
        """Load the vocabulary.

        Args:
            tokenizer: The `tokenizer.json` of the model.
        """
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._remembered: dict[str, tuple[tuple[int, ...], int]] = {}
        self.first = self._special("[CLS]")
        self.last = self._special("[SEP]")
        self.padding = self._special("[PAD]")
        self._unknown = self._special("[UNK]")

    def __call__(self, segmentation: Segmentation, quotations: Sequence[Quotation]) -> PieceTable:
        """Return the pieces of every token of a document."""
        tokens = segmentation.tokens
        ids, offsets, cases = array("i"), array("i", [0]), bytearray()
        for token in tokens:
            pieces, case = self._remembered.get(token.text) or self._split(token.text)
            ids.extend(pieces)
            offsets.append(len(ids))
            cases.append(case)
        return PieceTable(
            ids,
            offsets,
            bytes(cases),
            spaces_of(segmentation),
            quotes_of(len(tokens), quotations),
        )

    def _split(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the pieces of a word and its case, and remember them."""
        valid = word.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
        encoded = self._tokenizer.encode(valid, add_special_tokens=False).ids[:MOST_PIECES]
        pieces = tuple(encoded) or (self._unknown,)
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[word] = pieces, case_of(word)
        return self._remembered[word]

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the vocabulary has no {name}")
        return int(number)


def case_of(word: str) -> int:
    """Return the index of a word's case in `CASES`."""
    if any(character.isdigit() for character in word):
        return CASES.index("number")
    if not any(character.isalpha() for character in word):
        return CASES.index("mark")
    if word.islower():
        return CASES.index("lower")
    if word.isupper() and len(word) > 1:
        return CASES.index("upper")
    return CASES.index("title" if word[0].isupper() and not any(c.isupper() for c in word[1:]) else "mixed")


def spaces_of(segmentation: Segmentation) -> bytes:
    """Return for each token the index in `SPACES` of what stands before it."""
    tokens = segmentation.tokens
    nothing, space = SPACES.index("nothing"), SPACES.index("space")
    behind = (space if before.end < token.start else nothing for before, token in itertools.pairwise(tokens))
    found = bytearray([nothing, *behind] if tokens else [])
    paragraph = -1
    for sentence in segmentation.sentences:
        found[sentence.first] = SPACES.index("sentence" if sentence.paragraph == paragraph else "paragraph")
        paragraph = sentence.paragraph
    return bytes(found)


def quotes_of(count: int, quotations: Sequence[Quotation]) -> bytes:
    """Return for each of `count` tokens the index in `QUOTES` of where it stands."""
    found = bytearray(count)
    for quotation in quotations:
        found[quotation.first : quotation.last] = bytes([QUOTES.index("inside")]) * (quotation.last - quotation.first)
        for opening in quotation.openings:
            found[opening] = QUOTES.index("opening")
        found[quotation.last - 1] = QUOTES.index("closing")
    return bytes(found)
