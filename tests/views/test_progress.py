"""The bar is for people who wait for more than one document, and for terminals."""

from __future__ import annotations

import io

import pytest

from dragoman.views.progress import Progress, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_bar_says_how_far_it_is() -> None:
    assert bar(1, 4, 3, "a\x1b\nb") == f"{'━' * 6}{'╌' * 18} 1 of 4 files, 3 documents  a\\x1b b"


def test_bar_of_one_table_counts_documents() -> None:
    assert bar(0, 1, 1, "t.csv, line 2") == "1 document  t.csv, line 2"


@pytest.mark.parametrize(
    ("stream", "files", "drawn"),
    [(Terminal(), 2, True), (Terminal(), 1, False), (io.StringIO(), 2, False)],
)
def test_is_drawn_on_a_terminal_for_more_than_one(stream: io.StringIO, files: int, drawn: bool) -> None:
    Progress(stream, files).step("a")
    assert bool(stream.getvalue()) == drawn


def test_is_drawn_for_the_second_row_of_a_table() -> None:
    stream = Terminal()
    progress = Progress(stream, 1)
    progress.step("row 1")
    assert stream.getvalue() == ""
    progress.step("row 2")
    assert "2 documents" in stream.getvalue()


def test_is_wiped_before_other_lines() -> None:
    stream = Terminal()
    progress = Progress(stream, 2)
    progress.wipe()
    assert stream.getvalue() == ""
    progress.step("a")
    progress.wipe()
    assert stream.getvalue().endswith("\r\x1b[K")
