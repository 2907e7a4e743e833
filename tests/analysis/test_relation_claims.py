"""Claims about relations; {RUS:country} and [date] are marked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from dragoman.analysis.phrases import Tagged
from dragoman.analysis.relation_claims import RelationClaimReader

READ = RelationClaimReader()

Claims = Callable[[str], list[tuple[str, str, str, str | None]]]


class Mark(NamedTuple):
    start: int
    end: int
    country: str = ""


def unmarked(marked: str) -> tuple[str, list[Mark], list[Mark]]:
    text, countries, dates = "", list[Mark](), list[Mark]()
    for part in re.split(r"(\[[^]]+\]|\{\w+:[^}]+\})", marked):
        if part[:1] in {"[", "{"}:
            country, _, inner = part[1:-1].rpartition(":")
            (dates if part[0] == "[" else countries).append(Mark(len(text), len(text) + len(inner), country))
            part = inner
        text += part
    return text, countries, dates


@pytest.fixture
def claims(tag: Callable[[str], Tagged]) -> Claims:
    """Return pair, claim, certainty and what it is compared with."""

    def run(marked: str) -> list[tuple[str, str, str, str | None]]:
        text, countries, dates = unmarked(marked)
        return [
            (
                "-".join(found.pair),
                found.claim,
                found.certainty,
                text[dates[found.compared].start : dates[found.compared].end] if found.compared is not None else None,
            )
            for found in READ(tag(text), countries, dates)
        ]

    return run


def test_lowest_point_and_possible_thaw_in_one_sentence(claims: Claims) -> None:
    told = claims(
        "He could pave the way for a thaw in {USA:US}-{RUS:Russia} relations, which have deteriorated to their lowest "
        "point since the Cuban Missile Crisis in [1962]."
    )
    assert told == [("RUS-USA", "thaw", "hedged", None), ("RUS-USA", "lowest_since", "asserted", "1962")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Relations between {RUS:Russia} and {TUR:Turkey} have deteriorated.", "RUS-TUR worse asserted"),
        ("{SAU:Saudi Arabia} cut diplomatic ties with {IRN:Iran}.", "IRN-SAU cut asserted"),
        ("{SAU:Saudi Arabia} and {IRN:Iran} agreed to restore diplomatic relations.", "IRN-SAU restored hedged"),
        ("Ties between {JPN:Japan} and {KOR:South Korea} are strained.", "JPN-KOR strained asserted"),
        ("The strained relations between {GRC:Greece} and {TUR:Turkey} were discussed.", "GRC-TUR strained asserted"),
        ("Ties between {MAR:Morocco} and {DZA:Algeria} were severed.", "DZA-MAR cut asserted"),
        ("{DEU:Germany}'s relations with {RUS:Russia} have worsened.", "DEU-RUS worse asserted"),
        ("There has been no thaw in relations between {CUB:Cuba} and {USA:Washington}.", "CUB-USA thaw denied"),
        ("Relations between {IND:India} and {PAK:Pakistan} have not improved.", "IND-PAK better denied"),
        ("Relations between {IND:India} and {PAK:Pakistan} may improve.", "IND-PAK better hedged"),
        ("The recent rapprochement between {CUB:Cuba} and the {USA:United States} helped.", "CUB-USA thaw asserted"),
        (
            "The normalization of relations between {ISR:Israel} and {MAR:Morocco} followed.",
            "ISR-MAR restored asserted",
        ),
    ],
)
def test_claim_about_two_countries(claims: Claims, text: str, expected: str) -> None:
    assert [" ".join(found[:3]) for found in claims(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "We hope to improve relations between {ARM:Armenia} and {TUR:Turkey}.",
        "They stressed the importance of normalization in relations between {ARM:Armenia} and {TUR:Turkey}.",
        "{RUS:Russian}-{CHN:Chinese} trade relations have improved.",
        "Relations between {RUS:Russia}, {CHN:China} and {IRN:Iran} have improved.",
        "Relations with {RUS:Russia} have improved, {DEU:Germany} said.",
        "Relations between {RUS:Russian} companies and {DEU:Germany} have improved.",
        "Are relations between the {USA:U.S.} and {RUS:Russia} strained?",
        "{RUS:Russia} and {CHN:China} discussed relations. Prices have improved.",
        "{RUS:Russia} discussed relations with {CHN:China} and the economy improved.",
    ],
)
def test_wishes_and_other_ties_are_no_claims(claims: Claims, text: str) -> None:
    assert claims(text) == []


def test_day_of_the_change_is_kept(tag: Callable[[str], Tagged]) -> None:
    text, countries, dates = unmarked("Ties between {MAR:Morocco} and {DZA:Algeria} were severed in [2021].")
    assert [found.when for found in READ(tag(text), countries, dates)] == [0]
