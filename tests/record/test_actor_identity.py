"""Whom a user asks for, and who stands for the same side."""

from __future__ import annotations

import pytest

from dragoman.record.actor_identity import ActorQuery, side_of
from dragoman.resolution.referents import Actor


def actor(name: str | None, country: str | None, sector: str | None, code: str | None) -> Actor:
    return Actor(text=name or "they", start=0, end=1, name=name, country=country, sector=sector, code=code)


LAVROV = actor("Sergey Lavrov", "RUS", "GOV", "RUSGOV")
RUSSIA = actor("Russia", "RUS", None, "RUS")
DUMA = actor("State Duma", "RUS", "LEG", "RUSLEG")
UNITED_NATIONS = actor("United Nations", None, "IGO", "IGOUNO")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("RUS", [LAVROV, RUSSIA, DUMA]),
        ("Russia", [LAVROV, RUSSIA, DUMA]),
        ("RUSGOV", [LAVROV]),
        ("lavrov", [LAVROV]),
        ("IGOUNO", [UNITED_NATIONS]),
        ("united nations", [UNITED_NATIONS]),
        ("France", []),
        ("", []),
    ],
)
def test_actors_are_found_by_state_code_or_name(words: str, expected: list[Actor]) -> None:
    query = ActorQuery.of(words)
    assert [one for one in (LAVROV, RUSSIA, DUMA, UNITED_NATIONS) if query.matches(one)] == expected


def test_who_speaks_for_a_state_is_one_side_and_its_parliament_another() -> None:
    assert side_of(LAVROV) == side_of(RUSSIA) != side_of(DUMA)
    assert side_of(actor(None, None, None, None)) is None
