"""What a text says of agreements; «agreement» and [date] are marked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from dragoman.analysis.agreements.claims import find_claims
from dragoman.analysis.agreements.dates import AgreementDateReader
from dragoman.analysis.phrases import Tagged

READ = AgreementDateReader()


class Mark(NamedTuple):
    start: int
    end: int
    country: str = ""


def unmarked(marked: str) -> tuple[str, list[Mark], list[Mark]]:
    text, found = "", dict[str, list[Mark]]({"«": [], "[": []})
    for part in re.split(r"(«[^»]+»|\[[^]]+\])", marked):
        if part[:1] in found:
            found[part[0]].append(Mark(len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return text, found["«"], found["["]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("«This pact» remains the sole foundation.", [("sentence", "This pact remains the sole foundation.")]),
        ("However, «the treaty» has failed.", [("sentence", "However, the treaty has failed.")]),
        (
            "«The New Treaty» («NT») is dead.",
            [("sentence", "The New Treaty (NT) is dead.")],
        ),
        (
            "He spoke of «New START», which is slated to expire on [February 5, 2026].",
            [("relative", "which is slated to expire on February 5, 2026")],
        ),
        (
            "They praised «the accords», which ended the war, and left.",
            [("relative", "which ended the war")],
        ),
        (
            "Russia suspended its participation in «the treaty» in [2023].",
            [("dated", "Russia suspended its participation in the treaty in 2023.")],
        ),
        ("We discussed «the treaty».", []),
        ("Is «the treaty» dead?", []),
        ("«The treaty» is dead?", []),
        ("Since the signing of «the treaty» in [2010], nothing happened.", []),
        ("Parties to «the treaty» met.", []),
        ("The parties, which met under «the treaty», agreed.", []),
    ],
)
def test_claims(tag: Callable[[str], Tagged], marked: str, expected: list[tuple[str, str]]) -> None:
    text, agreements, dates = unmarked(marked)
    tagged = tag(text)
    found = find_claims(tagged, agreements, READ(tagged, agreements, dates), dates)
    assert [(claim.shape, text[claim.start : claim.end]) for claim in found] == expected
