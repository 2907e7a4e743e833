"""Who and what an item is about, in plain strings: for lines, tables and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.document import Span
from dragoman.record.items import Agreement, Commitment, Event, Position, Relation, Statement
from dragoman.resolution.referents import Actor
from dragoman.store.layout import ItemOfRecord

__all__ = [
    "Party",
    "described",
    "extent",
    "first_words",
    "name_of",
    "named",
    "parties",
    "shortened",
    "what",
    "who",
    "words",
]

#: Between the pieces of one quotation.
GAP = " … "
#: Between several names.
AND = "; "
Party = tuple[Actor, ...]


def name_of(actor: Actor) -> str:
    """Return the name of an actor, or the words of the mention where the name is not known."""
    return actor.name or " ".join(actor.text.split())


def described(actor: Actor) -> str:
    """Return the name of an actor; the code, too, where only a mention such as "we" tells who it is."""
    return name_of(actor) if actor.name or not actor.code else f"{name_of(actor)} [{actor.code}]"


def named(actors: Iterable[Actor]) -> str:
    """Return the names or mentions of actors, each once, joined by `; `; empty if there are none."""
    return AND.join(dict.fromkeys(map(described, actors)))


def words(spans: Iterable[Span]) -> str:
    """Return the words of spans on one line, `…` between them."""
    return GAP.join(" ".join(span.text.split()) for span in spans)


def parties(item: ItemOfRecord) -> tuple[Party, Party]:
    """Return who says, does, holds or promises something, and to whom; of an agreement its parties and nobody."""
    match item:
        case Statement():
            return tuple(item.speakers), tuple(item.addressees)
        case Event():
            return tuple(item.actors), tuple(item.recipients)
        case Position():
            return (item.actor,), tuple(item.disputed_by)
        case Commitment():
            return tuple(item.promisers), tuple(item.promisees)
        case Agreement():
            return tuple(item.parties), ()
        case Relation():
            return (), ()


def who(item: ItemOfRecord) -> str:
    """Return who takes part, `A → B` where one acts on another; empty if nobody is known."""
    if isinstance(item, Relation):
        return AND.join(item.pair)
    if isinstance(item, Agreement):
        return AND.join(dict.fromkeys(actor.country or name_of(actor) for actor in item.parties))
    first, second = parties(item)
    ones = named(first)
    if isinstance(item, Statement) and not ones:
        ones = words(item.source)
    others = named(second) if not isinstance(item, Position) else ""
    return f"{ones or 'unknown'} → {others}" if others else ones


def what(item: ItemOfRecord) -> str:
    """Return the words that an item is about: what is said, wanted or promised; else its evidence, or its name."""
    spans: Sequence[Span]
    match item:
        case Statement():
            spans = item.content
        case Position():
            spans = item.towards
        case Commitment():
            spans = item.action
        case Agreement():
            return f"{item.name}: {words(item.claims)}" if item.claims else item.name
        case _:
            spans = item.evidence
    return words(spans or item.evidence)


def extent(item: ItemOfRecord) -> tuple[int, int]:
    """Return where the evidence of an item begins and ends, in characters of the report's text, half-open.

    That of an agreement is all over the report: its first place stands for it.
    """
    if isinstance(item, Agreement):
        return item.evidence[0].start, item.evidence[0].end
    return min(span.start for span in item.evidence), max(span.end for span in item.evidence)


def first_words(text: str, size: int) -> str:
    """Return text cut to a number of characters, at a space where there is one near."""
    if len(text) <= size:
        return text
    cut = text[: size - 1]
    space = cut.rfind(" ")
    return f"{cut[:space] if space > size - 12 else cut}…"


def shortened(text: str, size: int) -> str:
    """Return text cut and filled with spaces to a number of characters."""
    return first_words(text, size).ljust(size)
