"""One item of the record as a few lines of text; one function for each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from rich.text import Text

from dragoman.document import Span
from dragoman.record.items import (
    Agreement,
    Commitment,
    Event,
    Item,
    Position,
    Relation,
    Statement,
)
from dragoman.views.visible import one_line
from dragoman.views.words import (
    CODE,
    DIM,
    MARK,
    NAME,
    actors,
    agreement_day,
    date,
    joined,
    quote,
    readable,
    reasons,
)

__all__ = ["HEADINGS", "Numbers", "block", "common_reasons", "kind_of", "nested"]

#: The kinds in the order of the view.
HEADINGS = {
    "statement": "STATEMENTS",
    "event": "EVENTS",
    "position": "POSITIONS",
    "commitment": "COMMITMENTS",
    "agreement": "AGREEMENTS",
    "relation": "RELATIONS",
}

#: A reason that so many items share is said once.
COMMON = 3

RecordItem = Statement | Event | Position | Commitment | Agreement | Relation


def kind_of(item: Item) -> str:
    """Return the kind of an item, as the record writes it."""
    return str(item.__struct_config__.tag)


def first_character(item: RecordItem) -> int:
    """Return where the item's evidence begins."""
    return min((span.start for span in item.evidence), default=0)


def in_text_order(items: Sequence[Item]) -> list[RecordItem]:
    """Return the items of the six kinds in the order of the text."""
    return sorted((item for item in items if isinstance(item, RecordItem)), key=first_character)


def nested(items: Sequence[Item]) -> Iterator[tuple[int, RecordItem]]:
    """Yield the items of one kind in text order with their depth: statements below the one they are in."""
    ordered = in_text_order(items)
    statements = {item.id for item in ordered if isinstance(item, Statement)}
    children: dict[str | None, list[RecordItem]] = {}
    for item in ordered:
        inside = item.inside if isinstance(item, Statement) and item.inside in statements else None
        children.setdefault(inside, []).append(item)
    shown: set[int] = set()
    stack = [(0, item) for item in reversed(children.get(None, []))]
    while stack:
        depth, item = stack.pop()
        shown.add(id(item))
        yield depth, item
        if isinstance(item, Statement):
            stack.extend((depth + 1, child) for child in reversed(children.pop(item.id, [])))
    # Statements that are each inside the other hang below none; they are shown rather than lost.
    yield from ((0, item) for item in ordered if id(item) not in shown)


class Numbers:
    """The number of each statement in the view, so that other items can refer to it."""

    def __init__(self, items: Sequence[Item]) -> None:
        statements = [item for item in items if isinstance(item, Statement)]
        self._numbers = {item.id: number for number, (_, item) in enumerate(nested(statements), start=1)}

    def of(self, item: str) -> int | None:
        """Return the number of the statement with this id, or `None` if it is not in the view."""
        return self._numbers.get(item)

    def told_in(self, ids: Sequence[str]) -> Text:
        """Return "in statement 3", or nothing."""
        known = sorted({number for item in ids if (number := self.of(item)) is not None})
        if not known:
            return Text()
        return Text(f"in {'statement' if len(known) == 1 else 'statements'} {', '.join(map(str, known))}")


def common_reasons(items: Sequence[Item]) -> dict[tuple[str, str], int]:
    """Return what is not known of many items of a kind, for the same reason, with their number.

    Said below each of them it would hide what is said of one alone.
    """
    reasons_of_all = Counter(
        reason for item in items if isinstance(item, RecordItem) for reason in _unknown(item).items()
    )
    return {reason: count for reason, count in reasons_of_all.items() if count >= COMMON}


def block(item: RecordItem, numbers: Numbers, common: Container[tuple[str, str]] = ()) -> list[Text]:
    """Return the lines of one item: the first to stand out, the others to be indented.

    Args:
        item: The item.
        numbers: The numbers of the statements.
        common: What is not known, and why, that is said elsewhere.
    """
    match item:
        case Statement():
            lines = _statement(item, numbers)
        case Event():
            lines = _event(item, numbers)
        case Position():
            lines = _position(item, numbers)
        case Commitment():
            lines = _commitment(item, numbers)
        case Agreement():
            lines = _agreement(item, numbers)
        case Relation():
            lines = _relation(item, numbers)
    lines.append(reasons({field: reason for field, reason in _unknown(item).items() if (field, reason) not in common}))
    return [line for line in lines if line.plain]


def _unknown(item: RecordItem) -> dict[str, str]:
    """Return what is not known, without what the first line of the item says."""
    said = {"speakers"} if isinstance(item, Statement) else set()
    return {field: reason for field, reason in item.unknown.items() if field not in said}


def _details(*parts: Text) -> Text:
    """Return the dim line below an item."""
    line = joined(parts, " · ")
    line.style = DIM
    return line


def _quoted(spans: Sequence[Span], *, otherwise: Sequence[Span]) -> Text:
    """Return the words that an item rests on."""
    chosen = spans or otherwise
    return quote(chosen) if chosen else Text()


def _labelled(label: str, value: Text | str | None) -> Text:
    if value is None or not str(value):
        return Text()
    return Text(f"{label} ").append(value if isinstance(value, Text) else one_line(value))


def _marks(values: Mapping[str, str]) -> Text:
    """Return those values that are not the usual ones; the keys are the usual ones."""
    unusual = [readable(value) for usual, value in values.items() if value != usual]
    return Text(", ".join(unusual), style=MARK)


def _who(several: Text, unknown: str) -> Text:
    return several if several.plain else Text(unknown, style=MARK)


def _statement(item: Statement, numbers: Numbers) -> list[Text]:
    head = Text(f"{numbers.of(item.id) or '-'}. ", style=DIM)
    reason = f": {one_line(item.unknown['speakers'])}" if "speakers" in item.unknown else ""
    unnamed = Text()
    if item.speakers:
        head.append(actors(item.speakers)).append(f" {item.act}")
        unnamed = Text() if item.named else Text(f"not named{reason}", style=MARK)
    else:
        words = f" {quote(item.source).plain}" if item.source else ""
        head.append(f"speaker{words} not known{reason}", style=MARK).append(f" · {item.act}")
    marks = _marks({"public": item.openness, "asserted": item.certainty})
    return [
        joined([head, Text(item.manner, style=DIM), marks, unnamed], " · "),
        _quoted(item.content, otherwise=item.evidence),
        _details(
            _labelled("to", actors(item.addressees)),
            _labelled("on", date(item.said_on)) if item.said_on else Text(),
            _labelled("at", quote(item.occasion)) if item.occasion else Text(),
            _labelled("through", quote(item.channel)) if item.channel else Text(),
            _labelled("reported by", quote(item.cue)) if item.cue else Text(),
        ),
    ]


def _event(item: Event, numbers: Numbers) -> list[Text]:
    head = _who(actors(item.actors), "actor not known")
    if item.recipients:
        head = head.append(" → ").append(actors(item.recipients))
    code = item.event_type + (f" {one_line(item.mode)}" if item.mode else "")
    kind = Text(code, style=NAME)
    if item.cameo:
        kind.append(f" (CAMEO {one_line(item.cameo)})", style=CODE)
    return [
        joined([kind, head, _marks({"happened": item.reality})], " · "),
        _quoted(item.evidence, otherwise=item.trigger),
        _details(
            _labelled("on", date(item.date)) if item.date else Text(),
            _labelled("in", item.place.name or item.place.text) if item.place else Text(),
            _labelled("contexts:", ", ".join(item.contexts)),
            _labelled("intensity", f"{item.intensity:+g}" if item.intensity is not None else None),
            numbers.told_in([item.inside] if item.inside else []),
        ),
    ]


def _position(item: Position, numbers: Numbers) -> list[Text]:
    stance = item.stance if item.stance.endswith("s") else f"is {item.stance}"
    head = actors([item.actor]).append(f" {stance}: ").append(one_line(item.issue.label), style=NAME)
    return [
        joined([head, _marks({"asserted": item.certainty})], " · "),
        _quoted(item.towards, otherwise=item.evidence),
        _details(
            _labelled("disputed by", actors(item.disputed_by)),
            _labelled("as of", item.as_of),
            _labelled("contexts:", ", ".join(item.issue.contexts)),
            numbers.told_in(item.statements),
        ),
    ]


def _commitment(item: Commitment, numbers: Numbers) -> list[Text]:
    head = _who(actors(item.promisers), "who promises is not known").append(" promises")
    if item.promisees:
        head.append(" ").append(actors(item.promisees))
    plans = {True: "plan stated", False: "no plan stated", None: ""}
    status = f"{readable(item.status)}{f' on {one_line(item.status_on)}' if item.status_on else ''}"
    return [
        head,
        _quoted(item.action, otherwise=item.evidence),
        _details(
            _labelled("due", date(item.due)) if item.due else Text(),
            _labelled("if", quote(item.condition)) if item.condition else Text(),
            Text(plans[item.plan_stated]),
            _labelled("status", status) if item.status != "unknown" else Text("status not known"),
            numbers.told_in(item.statements),
        ),
    ]


#: More other names of an agreement than this are counted, not listed.
MOST_ALIASES = 2


def _agreement(item: Agreement, numbers: Numbers) -> list[Text]:
    head = Text(one_line(item.name), style=NAME)
    if item.aliases:
        more = len(item.aliases) - MOST_ALIASES
        names = [*map(one_line, item.aliases[:MOST_ALIASES]), *([f"{more} more names"] if more > 0 else [])]
        head.append(f" ({', '.join(names)})", style=DIM)
    status = ", ".join(readable(one) for one in item.status if one != "unknown")
    on = f" on {one_line(item.status_on)}" if item.status_on else ""
    days = {
        "signed": item.signed,
        "in force": item.in_force,
        "extended on": item.extended_on,
        "extended to": item.extended_to,
        "suspended": item.suspended,
        "withdrawn": item.withdrawn,
        "expires": item.expires,
    }
    return [
        head,
        _quoted(item.claims, otherwise=item.evidence),
        _details(_labelled("parties:", actors(item.parties)), _labelled("subject:", item.subject)),
        _details(*(agreement_day(label, day) for label, day in days.items())),
        _details(_labelled("status", f"{status}{on}" if status else "not known"), numbers.told_in(item.statements)),
    ]


def _relation(item: Relation, numbers: Numbers) -> list[Text]:
    head = Text(" and ".join(map(one_line, item.pair)), style=NAME).append(f": {readable(item.claim)}")
    return [
        joined([head, _marks({"asserted": item.certainty})], " · "),
        _quoted(item.evidence, otherwise=()),
        _details(
            _labelled("compared with", date(item.compared_with)) if item.compared_with else Text(),
            _labelled("as of", item.as_of),
            numbers.told_in(item.statements),
        ),
    ]
