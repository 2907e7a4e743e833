"""Undertakings are acts that somebody will do, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.undertakings import UndertakingReader

Tag = Callable[[str], Tagged]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China will provide 2 billion dollars in two years.", [("China", "provide 2 billion dollars in two years")]),
        ("Turkey has agreed to withdraw its troops.", [("Turkey", "withdraw its troops")]),
        ("Norway will continue to fund the mission.", [("Norway", "fund the mission")]),
        ("Norway will not fund the mission.", []),
        ("Norway may fund the mission.", []),
        ("If Norway will fund the mission, we are glad.", []),
        ("Will Norway fund the mission?", []),
        ("They hope Norway will fund the mission.", []),
        ("We will provide an update.", []),
        ("I will share that letter.", []),  # one person at a lectern
        ("The mission will be funded by Norway.", []),
        ("The talks will be a great success.", []),
        ("The minister will hold a meeting on Monday.", []),
    ],
)  # fmt: skip
def test_who_undertakes_what(tag: Tag, text: str, expected: list[tuple[str, str]]) -> None:
    tagged = tag(text)
    found = UndertakingReader()(tagged, find_quotations(tagged.segmentation))
    assert [(tagged.text(*one.promisers), tagged.text(*one.action)) for one in found] == expected
