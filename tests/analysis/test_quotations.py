from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.segmentation import Segmentation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” he said.", ["“We agree,”"]),
        ('"We agree," he said, "for now."', ['"We agree,"', '"for now."']),
        ("''We agree,'' he said.", ["''We agree,''"]),
        ("``We agree,'' he said.", ["``We agree,''"]),
        ("«We agree», he said.", ["«We agree»"]),
        ("‘We don’t agree,’ he said.", ["‘We don’t agree,’"]),
        ("No quotation here.", []),
        ("It's Russia's claim, isn't it?", []),
        ("“First paragraph.\n\n“Second paragraph,” he said.", ["“First paragraph.\n\n“Second paragraph,”"]),
        ("A stray “ mark stays.\n\nHe said, “We agree.”", ["“We agree.”"]),
        ('A stray " mark stays.\n\nHe said, "We agree."', ['"We agree."']),
        ('The 6" shell. He said, "We agree."', ['"We agree."']),
    ],
)
def test_quotations_are_paired_by_kind(segment: Callable[[str], Segmentation], text: str, expected: list[str]) -> None:
    found = find_quotations(segment(text))
    assert expected == [text[quotation.start : quotation.end] for quotation in found]
