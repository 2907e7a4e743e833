"""`dragoman agreements`: what bound two states on a day."""

from __future__ import annotations

import datetime
import json

import pytest

from dragoman.errors import UsageError
from dragoman.views.agreements import agreement_lines, agreements, state_code


def names(first: str, second: str, day: str, *, ended: bool = False) -> list[str]:
    found = agreements(None, (first, second), datetime.date.fromisoformat(day), ended=ended)
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("day", "binds"), [("2010-01-01", False), ("2015-01-01", True), ("2025-01-21", True), ("2026-03-01", False)]
)
def test_new_start_binds_within_its_term(day: str, binds: bool) -> None:
    assert binds is ("New START" in names("RUS", "United States", day))


def test_what_ends_next_comes_first_and_what_never_was_in_force_does_not_bind() -> None:
    found = names("Russia", "USA", "2025-01-21")
    assert found[0] == "New START"
    assert "SALT II" not in found
    assert "SALT II" in names("Russia", "USA", "2025-01-21", ended=True)


def test_what_came_later_is_not_told() -> None:
    (one,) = agreements("New START", (), datetime.date(2025, 1, 21), ended=False)
    assert (one.end, one.end_reason, one.ends and one.ends.value) == ("term", None, "2026-02-05")
    (line,) = agreement_lines([one], as_json=True)
    assert json.loads(line)["status"] == ["in_force", "suspended_by_party"]


@pytest.mark.parametrize("words", ["usa", "USA", "United States"])
def test_a_state_is_named_by_code_or_name(words: str) -> None:
    assert state_code(words) == "USA"


def test_unknown_names_are_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="Nowhere"):
        names("Nowhere", "USA", "2025-01-21")
    with pytest.raises(UsageError, match="Foo"):
        agreements("Foo", (), datetime.date(2025, 1, 21), ended=False)
