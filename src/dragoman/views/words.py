"""The fields of the record in words, for the text view: who, when, what, why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from dragoman.document import Span
from dragoman.record.items import AgreementDate
from dragoman.resolution.referents import Actor, Date
from dragoman.views.visible import one_line

__all__ = ["actor", "actors", "agreement_day", "date", "joined", "quote", "readable", "reasons"]

#: A quotation longer than this is cut, in characters: some reports are one quotation of three pages.
QUOTE_CHARACTERS = 600

QUOTE = "italic"
NAME = "bold"
CODE = "green"
DIM = "dim"
MARK = "yellow"

#: Field names in the words of a reader; the others are written with spaces for underscores.
FIELD_WORDS = {
    "speakers": "speaker",
    "said_on": "day it was said",
    "as_of": "as of which day",
    "due": "day it is due",
    "event_type": "type",
    "recipients": "recipient",
    "promisees": "to whom",
    "promisers": "who promises",
    "addressees": "to whom",
    "plan_stated": "plan",
    "status_on": "day of the status",
    "compared_with": "compared with when",
}


def readable(field: str) -> str:
    """Return the name of a field or a value of a closed set in words."""
    return FIELD_WORDS.get(field, field.replace("_", " "))


def joined(parts: Iterable[Text], separator: str) -> Text:
    """Return the parts that are not empty, with a separator between them."""
    return Text(separator).join([part for part in parts if part.plain])


def quote(spans: Sequence[Span]) -> Text:
    """Return the words of the spans in quotation marks, `…` between them; long ones cut, with a count."""
    words = " … ".join(one_line(span.text) for span in spans)
    rest = len(words) - QUOTE_CHARACTERS
    # A cut that hides less than its own note takes is no use.
    tail = f" … (+{rest:,} characters)" if rest > 40 else ""
    words = words[:QUOTE_CHARACTERS] if tail else words
    if words.startswith(("“", '"', "«", "‘", "''")) and not tail:
        return Text(words, style=QUOTE)
    return Text(f"“{words}”", style=QUOTE).append(tail, style=DIM)


def actor(actor: Actor) -> Text:
    """Return an actor as name and code; the mention, too, where it says something else."""
    mention = one_line(actor.text)
    name = one_line(actor.name) if actor.name else ""
    text = Text(name or mention, style=NAME)
    if name and mention.casefold() not in name.casefold():
        text.append(f" (“{mention}”)", style=DIM)
    if actor.code:
        text.append(f" [{one_line(actor.code)}]", style=CODE)
    return text


def actors(several: Sequence[Actor]) -> Text:
    """Return actors one after the other."""
    return joined(map(actor, several), ", ")


def date(date: Date) -> Text:
    """Return a date in ISO form with the words that it stands for; without a day, the words and why."""
    words = f"“{one_line(date.text)}”"
    if date.value:
        return Text(one_line(date.value)) if date.value == date.text else Text(f"{one_line(date.value)} ({words})")
    if date.earliest or date.latest:
        return Text(f"{words} ({one_line(date.earliest or '…')} to {one_line(date.latest or '…')})")
    return Text(f"{words} (no day can be told)")


def agreement_day(label: str, day: AgreementDate | None) -> Text:
    """Return a day in the life of an agreement, and who says so; nothing if not known."""
    if day is None:
        return Text()
    by = f" by {', '.join(map(one_line, day.by))}" if day.by else ""
    return Text(f"{label} {one_line(day.value)}{by}").append(f" ({day.from_})", style=DIM)


def reasons(unknown: Mapping[str, str]) -> Text:
    """Return what is not known, and why."""
    parts = [f"{readable(one_line(field))} not known: {one_line(reason)}" for field, reason in unknown.items()]
    return Text("; ".join(parts), style=MARK)
