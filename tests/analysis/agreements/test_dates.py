"""Dated facts about agreements; «agreement», [date] and {RUS:country} are marked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from dragoman.analysis.agreements.dates import AgreementDateReader
from dragoman.analysis.phrases import Tagged

READ = AgreementDateReader()


class Mark(NamedTuple):
    start: int
    end: int
    country: str = ""


def unmarked(marked: str) -> tuple[str, list[Mark], list[Mark], list[Mark]]:
    """Return the text without its marks, and the places of the agreements, dates and countries."""
    text, found = "", dict[str, list[Mark]]({"«": [], "[": [], "{": []})
    for part in re.split(r"(«[^»]+»|\[[^]]+\]|\{\w+:[^}]+\})", marked):
        if part[:1] in found and len(part) > 2:
            country, _, inner = part[1:-1].rpartition(":")
            found[part[0]].append(Mark(len(text), len(text) + len(inner), country))
            text += inner
        else:
            text += part
    return text, found["«"], found["["], found["{"]


@pytest.fixture
def facts(tag: Callable[[str], Tagged]) -> Callable[[str], list[tuple[str, str, str, str | None]]]:
    """Return what is said to have happened: what, agreement, date and by whom."""

    def run(marked: str) -> list[tuple[str, str, str, str | None]]:
        text, agreements, dates, countries = unmarked(marked)

        def words(mark: Mark) -> str:
            return text[mark.start : mark.end]

        return [
            (fact.what, words(agreements[fact.mention]), words(dates[fact.date]), fact.by)
            for fact in READ(tag(text), agreements, dates, countries)
        ]

    return run


Facts = Callable[[str], list[tuple[str, str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is the «New Treaty» («NT»), which is slated to expire on [February 5, 2026].",
            ("expires", "NT", "February 5, 2026", None),
        ),
        ("«The treaty» expires in [2026].", ("expires", "The treaty", "2026", None)),
        (
            "«The treaty», which limits warheads, expired on [May 1, 2020].",
            ("expires", "The treaty", "May 1, 2020", None),
        ),
        ("«New START», signed in [2010], limits warheads.", ("signed", "New START", "2010", None)),
        ("«The treaty» was signed in Prague on [8 April 2010].", ("signed", "The treaty", "8 April 2010", None)),
        ("They signed «the treaty» in [2010].", ("signed", "the treaty", "2010", None)),
        ("Since the signing of «the accords» in [1993], much changed.", ("signed", "the accords", "1993", None)),
        (
            "«The convention» entered into force on [29 April 1997].",
            ("in_force", "The convention", "29 April 1997", None),
        ),
        ("«The treaty» was extended until [2026].", ("extended_to", "The treaty", "2026", None)),
        ("He extended «the treaty» to [2026].", ("extended_to", "the treaty", "2026", None)),
        ("«The treaty» was extended in [2021].", ("extended_on", "The treaty", "2021", None)),
        (
            "{RUS:Russia} suspended its participation in «New START» in [February 2023].",
            ("suspended", "New START", "February 2023", "RUS"),
        ),
        ("«The pact» was suspended by {RUS:Russia} in [2019].", ("suspended", "The pact", "2019", "RUS")),
        ("The {USA:United States} withdrew from «the deal» in [2018].", ("withdrawn", "the deal", "2018", "USA")),
        ("In [2018], the {USA:United States} withdrew from «the deal».", ("withdrawn", "the deal", "2018", "USA")),
        ("{USA:U.S.} withdrawal from «the deal» in [2018] was a mistake.", ("withdrawn", "the deal", "2018", "USA")),
    ],
)
def test_date_in_the_clause_of_the_verb(facts: Facts, text: str, expected: tuple[str, str, str, str | None]) -> None:
    assert expected in facts(text)


def test_one_sentence_may_tell_several(facts: Facts) -> None:
    told = facts("«The treaty», signed in [2010], was extended in [2021] until [February 5, 2026].")
    assert {(what, date) for what, _, date, _ in told} == {
        ("signed", "2010"), ("extended_on", "2021"), ("extended_to", "February 5, 2026"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "«The treaty» has not entered into force in [2019].",
        "{RUS:Russia} threatened to withdraw from «the treaty» in [2024].",
        "If «the treaty» expires in [2026], an arms race may follow.",
        "«The treaty» could be extended until [2031].",
        "The limits under «the treaty» expire in [2026].",
        "The Optional Protocol to «the Covenant» entered into force in [2013].",
        "{FRA:France} joined the alliance in [2009] and praised «the treaty».",
        "They met in [2010], and «the treaty» remains in force.",
        "Today is the anniversary of the signing of «the treaty» on [February 6].",
        "We welcome {SAU:Saudi Arabia}'s signing of «the accords» on [July 14].",
        "Troops withdrew from the city in [2015], as «the agreement» demands.",
        "«The treaty», they said in [2020], is dead.",
    ],
)
def test_other_dates_are_not_the_agreements(facts: Facts, text: str) -> None:
    assert facts(text) == []


def test_planned_ends_are_told_from_past_ones(tag: Callable[[str], Tagged]) -> None:
    planned = []
    for marked in ("«The treaty» will expire in [2026].", "«The treaty» expired in [2026]."):
        text, agreements, dates, countries = unmarked(marked)
        planned += [fact.planned for fact in READ(tag(text), agreements, dates, countries)]
    assert planned == [True, False]
