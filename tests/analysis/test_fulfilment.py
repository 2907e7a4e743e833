"""Where a text says that a promise was kept or broken."""

from __future__ import annotations

import pytest

from dragoman.analysis.fulfilment import Fulfilment, FulfilmentReader
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document

READER = FulfilmentReader()


def read(text: str) -> tuple[Segmentation, list[Fulfilment]]:
    segmentation = Segmenter()(Document(id="d", text=text, origin="d"))
    return segmentation, READER(segmentation)


@pytest.mark.parametrize(
    ("text", "verdict", "action"),
    [
        ("Russia fulfilled its pledge to withdraw the troops.", "kept", "to withdraw the troops"),
        ("France has made good on its 2018 promise to send tanks.", "kept", "to send tanks"),
        ("Iran reneged on its commitment to open the sites; talks ended.", "broken", "to open the sites"),
        ("Iran has never broken its promise to open the sites.", None, ""),
        ("Russia has not kept its promise to withdraw.", "unmet", "to withdraw"),
        ("Russia failed to withdraw the troops by May.", "broken", "withdraw the troops by May"),
        ("Russia failed to keep its promise to withdraw.", "broken", "to withdraw"),
        ("France has delivered the tanks to Kyiv.", "kept", "delivered the tanks to Kyiv"),
        ("Russia’s pledge to withdraw was broken within a week.", "broken", "to withdraw"),
        ("Russia will fulfil its pledge to withdraw.", None, ""),
        ("If Russia broke its pledge, talks would end.", None, ""),
        ("Russia was urged to fulfil its pledge to withdraw.", None, ""),
        ("Russia would have kept its promise to withdraw.", None, ""),
        ("The river broke its banks.", None, ""),
        ("France keeps its troops in Mali.", None, ""),
    ],
)
def test_only_facts_about_promises_are_found(text: str, verdict: str | None, action: str) -> None:
    segmentation, found = read(text)
    if verdict is None:
        assert found == []
        return
    (one,) = found
    first, last = one.action
    words = text[segmentation.tokens[first].start : segmentation.tokens[last - 1].end]
    assert (one.verdict, words) == (verdict, action)
