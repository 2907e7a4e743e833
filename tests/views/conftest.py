"""One item of each kind, for the views."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dragoman.document import Document, Span
from dragoman.record.items import (
    ActorMention,
    Agreement,
    AgreementDate,
    Commitment,
    Event,
    Item,
    Position,
    Relation,
    Statement,
    TimeMention,
)
from dragoman.resolution.referents import Actor, Date, Issue

TEXT = (
    "On Monday he said: “We want peace [b]now[/b], and the envoy agrees.” He pledged aid. "
    "Relations with Sudland are at their worst. The Lake Treaty ends in 2030."
)


def spans(words: str) -> list[Span]:
    """Return the first place of the words in the text."""
    return [Span(TEXT.index(words), TEXT.index(words) + len(words), words)]


@pytest.fixture
def document() -> Document:
    return Document(
        id="r1",
        text=TEXT,
        origin="in/report.txt",
        date=datetime.date(2025, 1, 21),
        date_from="--date",
        title="Envoy in the north",
        publisher="Norland Times",
    )


@pytest.fixture
def make_statement(document: Document) -> Callable[..., Statement]:
    """Return a function that makes a statement; its arguments change the fields."""
    usual = Statement(
        id="s1",
        report=document.id,
        evidence=spans("he said: “We want peace [b]now[/b], and the envoy agrees.”"),
        method="rule:test",
        confidence=0.9,
        unknown={},
        source=spans("he"),
        cue=spans("said"),
        content=spans("We want peace [b]now[/b], and the envoy agrees."),
        speakers=[Actor(text="he", start=10, end=12, name="Ann Onym", type="person", country="NOR", code="NORGOV")],
        manner="direct",
        act="says",
        addressees=[],
        inside=None,
        publishers=[],
        named=True,
        openness="public",
        certainty="asserted",
        said_on=Date(text="On Monday", start=0, end=9, type="DATE", value="2025-01-20"),
        occasion=None,
        channel=None,
    )

    def make(**changes: object) -> Statement:
        return msgspec.structs.replace(usual, **changes)

    return make


@pytest.fixture
def items(document: Document, make_statement: Callable[..., Statement]) -> list[Item]:
    """Return one item of each kind that is printed without `--documents`, the statement with one inside it."""
    norland = Actor(text="Norland", start=0, end=2, name="Norland", type="government", code="NOR")
    common = {"report": document.id, "method": "rule:test", "confidence": 0.8, "unknown": {}}
    return [
        make_statement(
            id="s2",
            inside="s1",
            evidence=spans("the envoy agrees"),
            content=spans("the envoy agrees"),
            speakers=[],
            named=False,
            said_on=None,
            manner="indirect",
            openness="private",
            certainty="hedged",
            unknown={"speakers": "pronoun not traced"},
        ),
        make_statement(),
        Event(
            **common,  # type: ignore[arg-type]
            id="e1",
            evidence=spans("He pledged aid."),
            actors=[norland],
            recipients=[norland],
            event_type="AID",
            mode=None,
            contexts=["economic"],
            cameo="07",
            quad_class=2,
            intensity=7.0,
            reality="planned",
            date=None,
            place=None,
            trigger=spans("pledged"),
            inside="s1",
        ),
        Position(
            **common,  # type: ignore[arg-type]
            id="p1",
            evidence=spans("We want peace"),
            actor=norland,
            issue=Issue(label="peace"),
            towards=[],
            stance="willing",
            certainty="asserted",
            as_of="2025-01-21",
            disputed_by=[],
            statements=["s1"],
        ),
        Commitment(
            **common,  # type: ignore[arg-type]
            id="c1",
            evidence=spans("He pledged aid."),
            promisers=[norland],
            promisees=[],
            action=spans("aid"),
            due=None,
            condition=[],
            plan_stated=False,
            status="unknown",
            status_on=None,
            statements=[],
        ),
        Agreement(
            **common,  # type: ignore[arg-type]
            id="a1",
            evidence=spans("The Lake Treaty ends in 2030."),
            name="Lake Treaty",
            aliases=["LT"],
            parties=[norland],
            subject="water",
            signed=AgreementDate(value="2010-04-08", from_="register"),
            in_force=None,
            expires=AgreementDate(value="2030", from_="report", evidence=spans("2030")),
            extended_on=None,
            extended_to=None,
            suspended=None,
            withdrawn=None,
            status=["in_force"],
            status_on="2025-01-21",
            claims=[],
            statements=[],
        ),
        Relation(
            **common,  # type: ignore[arg-type]
            id="l1",
            evidence=spans("Relations with Sudland are at their worst."),
            pair=("NOR", "SUD"),
            claim="lowest_since",
            compared_with=None,
            certainty="asserted",
            as_of=None,
            statements=[],
        ),
        *mentions(document),
    ]


def mentions(document: Document) -> list[Item]:
    fields: dict[str, Any] = {"country": None, "sector": None, "code": "NORGOV", "wikidata": None, "trail": []}
    return [
        *(
            ActorMention(
                report=document.id, text="he", start=10, end=12, name=None, type="person", entity="1", **fields
            )
            for _ in range(2)
        ),
        TimeMention(
            report=document.id, text="Monday", start=3, end=9, type="DATE", timex="2025-01-20",
            value="2025-01-20", earliest="2025-01-20", latest="2025-01-20",
        ),
        TimeMention(
            report=document.id, text="now", start=41, end=44, type="DATE", timex="PRESENT_REF",
            value=None, earliest=None, latest=None,
        ),
    ]  # fmt: skip
