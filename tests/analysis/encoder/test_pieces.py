from __future__ import annotations

import pytest

from dragoman.analysis.encoder.pieces import CASES, MOST_PIECES, QUOTES, SPACES, PieceTable, WordPieces, case_of
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document


def table(text: str) -> PieceTable:
    segmentation = Segmenter()(Document(id="test", text=text, origin="test"))
    return WordPieces(MODEL_FOLDER / "tokenizer.json")(segmentation, find_quotations(segmentation))


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("peace", "lower"), ("Putin", "title"), ("NATO", "upper"), ("McFaul", "mixed"), ("I", "title"),
        ("1962", "number"), ("5th", "number"), (",", "mark"), ("“", "mark"), ("中国", "mixed"),
    ],
)  # fmt: skip
def test_case_of_a_word(word: str, case: str) -> None:
    assert case == CASES[case_of(word)]


def test_what_stands_before_a_word() -> None:
    found = table("He left. “No,” she said.\n\nThey stayed.")
    assert [
        "paragraph", "space", "nothing", "sentence", "nothing", "nothing", "nothing", "space", "space", "nothing",
        "paragraph", "space", "nothing",
    ] == [SPACES[at] for at in found.spaces]  # fmt: skip


def test_where_a_word_stands_with_regard_to_quotation_marks() -> None:
    found = table("She said: “We go.” He left.")
    marks = ["outside"] * 3 + ["opening", "inside", "inside", "inside", "closing"] + ["outside"] * 3
    assert marks == [QUOTES[at] for at in found.quotes]


@pytest.mark.parametrize("word", ["x" * 500, "\ud800", "\u200b", "日本語"])
def test_every_word_has_some_pieces_and_not_too_many(word: str) -> None:
    found = table(f"A {word} b")
    counts = [found.count(at, at + 1) for at in range(len(found.offsets) - 1)]
    assert all(1 <= count <= MOST_PIECES for count in counts)
