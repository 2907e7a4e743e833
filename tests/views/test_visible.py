"""What a terminal would obey is shown instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.views.visible import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\ud800", "a\\ud800"),
        ("Köln “” 中", "Köln “” 中"),
    ],
)
def test_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_white_space_is_folded_to_one_line() -> None:
    assert one_line(" a\r\n b\tc ") == "a b c"


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_printed(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")
