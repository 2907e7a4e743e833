from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.segmentation import Segmentation
from dragoman.analysis.turns import find_turns


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("MR. CARNEY: Good day.\n\nQ Will he go?\n\nMR. CARNEY: Yes.", ["MR. CARNEY", "Q", "MR. CARNEY"]),
        ("QUESTION: Will he go?\nSECRETARY BLINKEN: Yes.", ["QUESTION", "SECRETARY BLINKEN"]),
        ("Zhao Lijian: China is ready.\nReuters: And Japan?\nZhao Lijian: Japan too.",
         ["Zhao Lijian", "Reuters", "Zhao Lijian"]),
        ("Security: We have to act.\n\nDiversification: We will trade with all.", []),
        ("NOTE: This is a release.\n\nThe talks went on.", []),
        ("He said: we agree.\n\nThe talks went on.", []),
        ("", []),
    ],
)  # fmt: skip
def test_labels_of_a_transcript_are_found(segment: Callable[[str], Segmentation], text: str, labels: list[str]) -> None:
    found = find_turns(segment(text))
    assert labels == [text[turn.label_start : turn.label_end] for turn in found]


def test_a_turn_reaches_to_the_next_label(segment: Callable[[str], Segmentation]) -> None:
    segmentation = segment("MR. A: One.\n\nTwo.\n\nMR. B: Three.")
    words = [[token.text for token in segmentation.tokens[turn.first : turn.last]] for turn in find_turns(segmentation)]
    assert ["One", "Two"] == [word for word in words[0] if word in {"One", "Two", "Three"}]


def test_questioners_are_anonymous(segment: Callable[[str], Segmentation]) -> None:
    found = find_turns(segment("QUESTION: Why?\n\nMR. B: Because."))
    assert [True, False] == [turn.is_anonymous for turn in found]
