"""The wire form: one item a line, whatever is in it."""

from __future__ import annotations

import json
from collections.abc import Callable

from dragoman.record.items import Item, Statement
from dragoman.views.jsonl import jsonl


def test_one_item_a_line_with_its_kind_first(items: list[Item]) -> None:
    lines = jsonl(items).decode("utf-8").splitlines()
    assert [next(iter(json.loads(line).items())) for line in lines[:3]] == [
        ("kind", "statement"), ("kind", "statement"), ("kind", "event"),
    ]  # fmt: skip
    assert len(lines) == len(items)


def test_line_ends_in_the_text_do_not_end_a_line(make_statement: Callable[..., Statement]) -> None:
    assert jsonl([make_statement(id="a\nb\u2028c")]).count(b"\n") == 1


def test_half_a_surrogate_pair_comes_back_as_it_was(make_statement: Callable[..., Statement]) -> None:
    assert json.loads(jsonl([make_statement(id="a\ud800“")]))["id"] == "a\ud800“"


def test_no_items_are_no_lines() -> None:
    assert jsonl([]) == b""
