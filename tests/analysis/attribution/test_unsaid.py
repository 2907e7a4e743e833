from __future__ import annotations

from collections.abc import Callable

import pytest

Attribute = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA (Reuters) - The talks on the border went on for a third day.",
        "MOSCOW — Snow fell on the city all day, and the streets were empty.",
    ],
)
def test_a_dateline_is_no_speaker(attribute: Attribute, text: str) -> None:
    assert not [source for source, _, _ in attribute(text) if source.split(" ")[0].isupper()]


def test_a_dateline_hides_no_speaker(attribute: Attribute) -> None:
    found = attribute("GENEVA (Reuters) - Russia said on Monday that the talks on the border had failed.")
    assert ("Russia", "said on Monday", "that the talks on the border had failed") in found or (
        "Russia", "said", "that the talks on the border had failed"
    ) in found  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a content broken in two
        ("“The talks have failed,” the minister said. “We are going home.”",
         ("the minister", "said", "“The talks have failed,” | “We are going home.”")),
        # no source
        ("It was reported that the talks in Geneva had failed.",
         ("", "was reported", "that the talks in Geneva had failed")),
        # a headline
        ("Putin says talks with Washington have failed\n\nThe talks went on for three days in Geneva.",
         ("Putin", "says", "talks with Washington have failed")),
        # a quotation over paragraphs
        ("“We came to talk.\n\n“We were not heard,” the envoy said on Friday.",
         ("the envoy", "said on Friday", "“We came to talk. | “We were not heard,”")),
    ],
)  # fmt: skip
def test_what_a_window_alone_does_not_show(attribute: Attribute, text: str, expected: tuple[str, str, str]) -> None:
    found = attribute(text)
    bare = [(source, cue.removesuffix(" on Friday"), content) for source, cue, content in found]
    assert (expected[0], expected[1].removesuffix(" on Friday"), expected[2]) in bare
