from __future__ import annotations

import re

import pytest

from dragoman.record.identity import item_id

BASE = ("agreement", "r1", "New START", [(0, 9)])


def test_same_parts_give_the_same_id() -> None:
    assert item_id(*BASE) == item_id("agreement", "r1", "New START", [(0, 9)])
    assert item_id(*BASE) == item_id("agreement", "r1", "New START", [[0, 9]])


def test_is_sixteen_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", item_id(*BASE))


def test_does_not_change_from_version_to_version() -> None:
    assert item_id("relation", "r1", 1, None) == "fe517aadeec20392"


@pytest.mark.parametrize(
    "other",
    [
        ("relation", "r1", "New START", [(0, 9)]),
        ("agreement", "r2", "New START", [(0, 9)]),
        ("agreement", "r1", "New STAR", [(0, 9)]),
        ("agreement", "r1", "New START", [(0, 8)]),
        ("agreement", "r1", "New START", [(0, 9)], None),
    ],
)
def test_every_part_counts(other: tuple[str, str, object]) -> None:
    assert item_id(*other) != item_id(*BASE)
