from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document

Segment = Callable[[str], Segmentation]


def sentences(segmentation: Segmentation) -> list[str]:
    text = segmentation.document.text
    return [text[sentence.start : sentence.end] for sentence in segmentation.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Lavrov met Gen. Smith. They talked.", ["Mr. Lavrov met Gen. Smith.", "They talked."]),
        ("He met U.S. President Joe Biden.", ["He met U.S. President Joe Biden."]),
        ("He flew to the U.S. The talks failed.", ["He flew to the U.S.", "The talks failed."]),
        ("“We agree,” he said. “It is over.”", ["“We agree,” he said.", "“It is over.”"]),
        ("He asked: “Why now?” Nobody knew.", ["He asked: “Why now?”", "Nobody knew."]),
        ("It rose 3.5 percent. Good.", ["It rose 3.5 percent.", "Good."]),
        ("A title without a stop\nThe text begins.", ["A title without a stop", "The text begins."]),
        ("George W. Bush spoke.", ["George W. Bush spoke."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(segment: Segment, text: str, expected: list[str]) -> None:
    assert expected == sentences(segment(text))


def test_lines_wrapped_by_hand_do_not_end_sentences(segment: Segment) -> None:
    line = "The delegation of the Republic wishes to thank\nall those who have worked towards peace in our\n"
    text = (
        line * 4
        + "region. We are grateful to them all, and we\nsay so. \n\n Next paragraph begins here, and it is\nlong too."
    )
    assert [sentence.paragraph for sentence in segment(text).sentences] == [0, 0, 1]


def test_possessive_is_a_token_of_its_own(segment: Segment) -> None:
    assert [t.text for t in segment("Russia’s claims don’t hold").tokens] == ["Russia", "’s", "claims", "don’t", "hold"]


def test_countries_joined_by_a_hyphen_are_two_tokens(segment: Segment) -> None:
    assert [token.text for token in segment("US-Russia relations").tokens] == ["US", "-", "Russia", "relations"]


@given(st.text(max_size=400))
def test_every_token_slices_to_its_text_and_lies_in_one_sentence(text: str) -> None:
    segmentation = Segmenter()(Document(id="any", text=text, origin="any"))
    assert all(text[token.start : token.end] == token.text for token in segmentation.tokens)
    covered = [at for sentence in segmentation.sentences for at in range(sentence.first, sentence.last)]
    assert covered == list(range(len(segmentation.tokens)))
    seen = "".join(token.text for token in segmentation.tokens)
    assert seen == "".join(text.split()), "no character but white space is lost"


def test_a_token_knows_its_paragraph(segment: Callable[[str], Segmentation]) -> None:
    segmentation = segment("One. Two.\n\nThree. Four.")
    assert [(0, 4)] * 4 + [(4, 8)] * 4 == [segmentation.paragraph_of(at) for at in range(8)]
