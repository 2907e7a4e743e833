from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.encoder.pieces import PieceTable, WordPieces
from dragoman.analysis.encoder.windows import OVERLAP_PIECES, WINDOW_PIECES, Window, windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document

Cut = Callable[[str], tuple[Segmentation, PieceTable, list[Window]]]

SENTENCES = (
    "The talks went on.",
    "Nobody in Vienna knew why the minister had left so early that day.",
    "“No,” he said.",
)


@pytest.fixture(scope="module")
def cut() -> Cut:
    segmenter, word_pieces = Segmenter(), WordPieces(MODEL_FOLDER / "tokenizer.json")

    def run(text: str) -> tuple[Segmentation, PieceTable, list[Window]]:
        segmentation = segmenter(Document(id="test", text=text, origin="test"))
        table = word_pieces(segmentation, find_quotations(segmentation))
        return segmentation, table, list(windows(segmentation, table))

    return run


@settings(max_examples=40, deadline=None)
@given(
    paragraphs=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=30), min_size=1, max_size=12),
    run_on=st.integers(0, 700),
)
def test_cores_are_the_document_and_windows_fit(cut: Cut, paragraphs: list[list[str]], run_on: int) -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs) + "\n\n" + "and so " * run_on
    segmentation, table, found = cut(text)
    assert found[0].core_first == 0
    assert found[-1].last == len(segmentation.tokens)
    for window in found:
        assert window.first <= window.core_first < window.last
        assert table.count(window.first, window.last) <= WINDOW_PIECES
        assert table.count(window.first, window.core_first) <= OVERLAP_PIECES
    for before, after in itertools.pairwise(found):
        assert before.last == after.core_first


def test_a_short_paragraph_is_not_cut(cut: Cut) -> None:
    long, short = "The talks went on. " * 40, "He left. Nobody knew why."
    segmentation, _, found = cut(f"{long}\n\n{short}")
    assert len({sentence.paragraph for sentence in segmentation.sentences}) == 2
    start = next(s.first for s in segmentation.sentences if s.paragraph == 1)
    assert any(window.first <= start and window.last == len(segmentation.tokens) for window in found)


def test_a_document_of_one_word_has_one_window(cut: Cut) -> None:
    assert cut("Peace")[2] == [Window(0, 1, 0)]


def test_an_empty_document_has_none(cut: Cut) -> None:
    assert cut(" \n ")[2] == []
