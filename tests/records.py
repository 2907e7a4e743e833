"""Small hand-made records: documents by day, and items on words of theirs."""

from __future__ import annotations

from typing import Any

from dragoman.document import Span
from dragoman.record.contents import RecordContents
from dragoman.record.items import Commitment, DocumentItem, Event, Item, Position, Relation, Statement
from dragoman.resolution.referents import Actor, Date, Issue

COUNTRIES = {"Russia": "RUS", "Moscow": "RUS", "Ukraine": "UKR", "Kyiv": "UKR", "France": "FRA", "Iran": "IRN"}


class Records:
    """Makes items one by one; ids are counted."""

    def __init__(self) -> None:
        self.documents: dict[str, DocumentItem] = {}
        self.items: list[Item] = []

    def report(self, report: str, date: str | None, text: str) -> None:
        """Add a document."""
        self.documents[report] = DocumentItem(
            id=report, sha256="", text=text, origin=report, date=date, date_from="table", title=None, publisher=None,
            url=None,
        )  # fmt: skip

    def span(self, report: str, words: str) -> Span:
        start = self.documents[report].text.index(words)
        return Span(start, start + len(words), words)

    def actor(self, report: str, words: str) -> Actor:
        span = self.span(report, words)
        code = COUNTRIES.get(words)
        return Actor(
            text=words, start=span.start, end=span.end, name=words, type="government" if code else "organisation",
            country=code, sector="GOV" if code else None, code=f"{code}GOV" if code else None,
        )  # fmt: skip

    def common(self, report: str, *evidence: Span) -> dict[str, Any]:
        return {
            "id": f"i{len(self.items)}", "report": report, "evidence": sorted(evidence), "method": "test",
            "confidence": 1.0, "unknown": {},
        }  # fmt: skip

    def commitment(self, report: str, who: str, action: str, due: Date | None = None) -> Commitment:
        spans = [self.span(report, action)]
        item = Commitment(
            **self.common(report, *spans), promisers=[self.actor(report, who)], promisees=[], action=spans, due=due,
            condition=[], plan_stated=None, status="unknown", status_on=None, statements=[],
        )  # fmt: skip
        self.items.append(item)
        return item

    def statement(self, report: str, who: str, content: str, act: Any = "says") -> Statement:
        spans = [self.span(report, content)]
        item = Statement(
            **self.common(report, *spans), source=[self.span(report, who)], cue=[], content=spans,
            speakers=[self.actor(report, who)], manner="indirect", act=act, addressees=[], inside=None, publishers=[],
            named=True, openness="public", certainty="asserted", said_on=None, occasion=None, channel=None,
        )  # fmt: skip
        self.items.append(item)
        return item

    def position(
        self, report: str, who: str, stance: Any, towards: str, disputed_by: list[Actor] | None = None
    ) -> Position:
        spans = [self.span(report, towards)]
        item = Position(
            **self.common(report, *spans), actor=self.actor(report, who), issue=Issue(label=towards), towards=spans,
            stance=stance, certainty="asserted", as_of=self.documents[report].date, disputed_by=disputed_by or [],
            statements=[],
        )  # fmt: skip
        self.items.append(item)
        return item

    def event(
        self, report: str, who: str, whom: str | None, trigger: str, quad: Any, intensity: float, **changes: Any
    ) -> Event:
        spans = [self.span(report, trigger)]
        fields: dict[str, Any] = {"reality": "happened", "date": None, "inside": None} | changes
        item = Event(
            **self.common(report, *spans), actors=[self.actor(report, who)],
            recipients=[self.actor(report, whom)] if whom else [], event_type="AID", mode=None, contexts=[], cameo=None,
            quad_class=quad, intensity=intensity, place=None, trigger=spans, **fields,
        )  # fmt: skip
        self.items.append(item)
        return item

    def relation(self, report: str, first: str, second: str, claim: Any, words: str) -> Relation:
        item = Relation(
            **self.common(report, self.span(report, words)), pair=(first, second), claim=claim, compared_with=None,
            certainty="asserted", as_of=self.documents[report].date, statements=[],
        )  # fmt: skip
        self.items.append(item)
        return item

    def contents(self) -> RecordContents:
        return RecordContents.of([*self.documents.values(), *self.items])
