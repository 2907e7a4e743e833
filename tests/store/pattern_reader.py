"""Documents, and a fast stand-in for the pipeline that reads them by a few patterns."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.document import Document
from dragoman.record.identity import item_id
from dragoman.record.items import Act, ActorMention, Event, Item, Position, Relation, Statement
from dragoman.resolution.referents import Actor, Date, Issue

#: "Ann of NOR told Bob of SUD: words." is a statement, "Ann of NOR met Bob of SUD." an event.
SAYING = re.compile(r"(\w+) of ([A-Z]{3}) told (\w+) of ([A-Z]{3})(?: on (\d{4}-\d\d-\d\d))?: ([^.]*)\.")
MEETING = re.compile(r"(\w+) of ([A-Z]{3}) met (\w+) of ([A-Z]{3})\.")
WORSE = re.compile(r"Relations of ([A-Z]{3}) and ([A-Z]{3}) are worse\.")
WANT = re.compile(r"(\w+) of ([A-Z]{3}) wants ([\w ]+)\.")


def read(document: Document, act: Act = "says") -> list[Item]:
    """Return what the patterns find in a document; `act` stands for what a newer method reads otherwise."""
    items: list[Item] = []
    for match in SAYING.finditer(document.text):
        speaker, addressee = actor(document, match, 1), actor(document, match, 3)
        items.append(
            Statement(
                **common("statement", document, match), source=[document.span(*match.span(1))], cue=[],
                content=[document.span(*match.span(6))], speakers=[speaker], manner="direct", act=act,
                addressees=[addressee], inside=None, publishers=[], named=True, openness="public",
                certainty="asserted", said_on=date(document, match), occasion=None, channel=None,
            )
        )  # fmt: skip
        items.append(
            ActorMention(
                report=document.id, text=speaker.text, start=speaker.start, end=speaker.end, name=speaker.name,
                type="person", country=speaker.country, sector=None, code=speaker.code, wikidata=None, trail=[],
                entity=speaker.text,
            )
        )  # fmt: skip
    for match in MEETING.finditer(document.text):
        items.append(
            Event(
                **common("event", document, match), actors=[actor(document, match, 1), actor(document, match, 3)],
                recipients=[], event_type="CONSULT", mode="visit", contexts=["diplomatic"], cameo="040", quad_class=1,
                intensity=1.5, reality="happened", date=None, place=None, trigger=[], inside=None,
            )
        )  # fmt: skip
    for match in WORSE.finditer(document.text):
        items.append(
            Relation(
                **common("relation", document, match), pair=(match[1], match[2]), claim="worse", compared_with=None,
                certainty="asserted", as_of=None, statements=[],
            )
        )  # fmt: skip
    for match in WANT.finditer(document.text):
        items.append(
            Position(
                **common("position", document, match), actor=actor(document, match, 1), issue=Issue(label=match[3]),
                towards=[document.span(*match.span(3))], stance="demands", certainty="asserted", as_of=None,
                disputed_by=[], statements=[],
            )
        )  # fmt: skip
    return items


def common(kind: str, document: Document, match: re.Match[str]) -> dict[str, Any]:
    return {
        "id": item_id(kind, document.id, match.start()), "report": document.id,
        "evidence": [document.span(*match.span())],
        "method": "test-1", "confidence": 0.9, "unknown": {"place": "not told"},
    }  # fmt: skip


def actor(document: Document, match: re.Match[str], group: int) -> Actor:
    start, end = match.span(group)
    country = match[group + 1]
    return Actor(
        text=match[group], start=start, end=end, name=match[group], type="person", country=country, code=f"{country}GOV"
    )


def date(document: Document, match: re.Match[str]) -> Date | None:
    if match[5] is None:
        return None
    start, end = match.span(5)
    return Date(
        text=match[5], start=start, end=end, type="DATE", timex=match[5], value=match[5], earliest=match[5],
        latest=match[5],
    )  # fmt: skip


def report(text: str, identity: str = "r1", day: str | None = "2025-01-21", **more: str) -> Document:
    """Return a document."""
    published = datetime.date.fromisoformat(day) if day else None
    return Document(id=identity, text=text, origin=f"{identity}.txt", date=published, date_from="test", **more)


def readings(*documents: Document, act: Act = "says") -> list[tuple[Document, Sequence[Item]]]:
    """Return documents with what the patterns find in them."""
    return [(document, read(document, act)) for document in documents]


def plain(items: Iterable[object]) -> list[object]:
    """Return items as dictionaries, for comparison."""
    return [msgspec.to_builtins(item) for item in items]


class PatternReader:
    """Stands in for the pipeline."""

    def __init__(self, act: Act = "says") -> None:
        self.act = act

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        if "DEFECT" in document.text:
            raise KeyError("surprise")
        return read(document, self.act)
