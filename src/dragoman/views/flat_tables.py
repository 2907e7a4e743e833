"""Items as flat tables, one for each kind: lists joined, no structures, so that every program can load them.

Several names, codes or countries are joined by `; `, the pieces of a quotation by ` … `. What is not known is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dragoman.record.items import AgreementDate
from dragoman.resolution.referents import Actor
from dragoman.store.entries import day_of, type_of
from dragoman.store.layout import ItemOfRecord, encodable, kind_of
from dragoman.views.item_words import AND, extent, named, parties, what, words
from dragoman.views.report_facts import ReportFacts

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ALL_KINDS", "TABLES", "Column", "arrow_table", "flat_rows"]

Value = str | int | float | bool | None
Source = Callable[[Any, ReportFacts], object]
ColumnType = Literal["text", "day", "number", "integer", "truth"]


class Column(NamedTuple):
    """A column of a flat table."""

    name: str
    type: ColumnType
    #: What stands in it.
    meaning: str
    value: Source


def _field(name: str, meaning: str, type_: ColumnType = "text", source: str | None = None) -> Column:
    field = source or name
    return Column(name, type_, meaning, lambda item, _: getattr(item, field))


def _spans(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, lambda item, _: words(getattr(item, name) or ()))


def _listed(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, lambda item, _: AND.join(getattr(item, name)))


def _codes(actors: Iterable[Actor]) -> str:
    return AND.join(dict.fromkeys(actor.code for actor in actors if actor.code))


def _countries(actors: Iterable[Actor]) -> str:
    return AND.join(dict.fromkeys(actor.country for actor in actors if actor.country))


def _actors(name: str, one: str, meaning: str, of: Callable[[Any], Iterable[Actor]]) -> list[Column]:
    return [
        Column(name, "text", f"{meaning}: names, or the mentions where no name is known", lambda i, _: named(of(i))),
        Column(f"{one}_codes", "text", "their PLOVER codes", lambda item, _: _codes(of(item))),
        Column(f"{one}_countries", "text", "their countries, ISO 3166-1 alpha-3", lambda item, _: _countries(of(item))),
    ]


def _agreement_date(name: str, meaning: str) -> list[Column]:
    def value(item: Any) -> AgreementDate | None:
        found: AgreementDate | None = getattr(item, name)
        return found

    return [
        Column(name, "text", f"{meaning}, ISO 8601", lambda item, _: found.value if (found := value(item)) else None),
        Column(
            f"{name}_from", "text", "who says so: report or register",
            lambda item, _: found.from_ if (found := value(item)) else None,
        ),
    ]  # fmt: skip


FIRST = [
    _field("id", "id of the item"),
    _field("report", "id of the report"),
    Column("day", "day", "day of the item, or of its report", lambda item, report: day_of(item, report.day)[0]),
    Column(
        "day_from", "text", "whose day it is: said_on, date, as_of, report or unknown",
        lambda item, report: day_of(item, report.day)[1],
    ),
]  # fmt: skip
LAST = [
    Column("start", "integer", "first character of the evidence, from 0", lambda item, _: extent(item)[0]),
    Column("end", "integer", "one past its last character", lambda item, _: extent(item)[1]),
    _spans("evidence", "the words that the item rests on"),
    _field("confidence", "0 to 1", "number"),
    _field("method", "what read it"),
    Column("title", "text", "title of the report", lambda _, report: report.title),
    Column("publisher", "text", "who published it", lambda _, report: report.publisher),
    Column("url", "text", "its address", lambda _, report: report.url),
]
#: The table of items of several kinds.
ALL_KINDS: Sequence[Column] = (
    Column("kind", "text", "kind of the item", lambda item, _: kind_of(item)),
    *FIRST,
    Column("type", "text", "act, event type, stance, status or claim", lambda item, _: type_of(item)),
    *_actors("who", "who", "who says, does or holds it; the parties of an agreement", lambda item: parties(item)[0]),
    *_actors("whom", "whom", "to whom, upon whom; who disputes a position", lambda item: parties(item)[1]),
    Column("text", "text", "what is said, wanted or promised; else the evidence", lambda item, _: what(item)),
    *LAST,
)  # fmt: skip
STATEMENT = [
    *_actors("speakers", "speaker", "who says it", lambda item: item.speakers),
    *_actors("addressees", "addressee", "to whom", lambda item: item.addressees),
    _field("act", "what the speaker does by saying it"),
    _spans("content", "what is said"),
    _spans("source", "the words that name the speaker"),
    _spans("cue", "the words that report"),
    _field("manner", "direct, indirect or mixed"),
    _field("certainty", "asserted, hedged or denied"),
    _field("openness", "public, private or leaked"),
    _field("named", "are the speakers identified?", "truth"),
    _field("inside", "id of the statement that it is reported within"),
]
EVENT = [
    *_actors("actors", "actor", "who does it; all parties of a mutual event", lambda item: item.actors),
    *_actors("recipients", "recipient", "upon whom", lambda item: item.recipients),
    _field("event_type", "PLOVER type"),
    _field("mode", "PLOVER mode"),
    _listed("contexts", "PLOVER contexts"),
    _field("cameo", "CAMEO code"),
    _field("quad_class", "1 verbal cooperation, 2 material, 3 verbal conflict, 4 material", "integer"),
    _field("intensity", "PLOVER scale, -10 to 10", "number"),
    _field("reality", "happened, ongoing, planned, hypothetical, negated, historical"),
    Column("date", "text", "ISO 8601 at its real precision", lambda item, _: item.date.value if item.date else None),
    Column("place", "text", "name of the place", lambda item, _: item.place.name if item.place else None),
    _spans("trigger", "the words that name the event"),
    _field("inside", "id of the statement that it is told in"),
]
POSITION = [
    *_actors("actor", "actor", "who holds it", lambda item: [item.actor]),
    Column("issue", "text", "what it is about", lambda item, _: item.issue.label),
    Column("contexts", "text", "PLOVER contexts", lambda item, _: AND.join(item.issue.contexts)),
    _field("stance", "supports, opposes, demands, offers, willing, unwilling, conditional, undecided"),
    _spans("towards", "the proposal"),
    _field("certainty", "asserted, hedged or denied"),
    _field("as_of", "ISO 8601 at its real precision"),
    *_actors("disputed_by", "disputer", "who disputes it, says the report", lambda item: item.disputed_by),
    _listed("statements", "ids of the statements that it rests on"),
]
COMMITMENT = [
    *_actors("promisers", "promiser", "who promises", lambda item: item.promisers),
    *_actors("promisees", "promisee", "to whom", lambda item: item.promisees),
    _spans("action", "what is promised"),
    Column("due", "text", "ISO 8601 at its real precision", lambda item, _: item.due.value if item.due else None),
    Column("due_text", "text", "the words for it", lambda item, _: item.due.text if item.due else None),
    Column("due_earliest", "text", "first day it may mean", lambda item, _: item.due.earliest if item.due else None),
    Column("due_latest", "text", "last day it may mean", lambda item, _: item.due.latest if item.due else None),
    _spans("condition", "on what condition"),
    _field("plan_stated", "does the text say how?", "truth"),
    _field("status", "as the report itself tells it; 'dragoman commitments' follows it to a day"),
    _field("status_on", "the day of the status"),
    _listed("statements", "ids of the statements that it rests on"),
]
AGREEMENT = [
    _field("name", "its name"),
    _listed("aliases", "its other names"),
    *_actors("parties", "party", "its parties", lambda item: item.parties),
    _field("subject", "what it is about"),
    *_agreement_date("signed", "day of signature"),
    *_agreement_date("in_force", "entry into force"),
    *_agreement_date("expires", "end of its term"),
    *_agreement_date("extended_on", "day of the last extension"),
    *_agreement_date("extended_to", "new end of its term"),
    *_agreement_date("suspended", "day of suspension"),
    *_agreement_date("withdrawn", "day of withdrawal"),
    _listed("status", "where it stands"),
    _field("status_on", "the day of the status"),
    _spans("claims", "what the report says of it in its own voice"),
    _listed("statements", "ids of the statements about it"),
]
RELATION = [
    Column("first", "text", "country, ISO 3166-1 alpha-3", lambda item, _: item.pair[0]),
    Column("second", "text", "the other one", lambda item, _: item.pair[1]),
    _field("claim", "better, worse, lowest_since, highest_since, cut, restored, thaw, strained"),
    Column(
        "compared_with", "text", "with when, ISO 8601",
        lambda item, _: item.compared_with.value if item.compared_with else None,
    ),
    _field("certainty", "asserted, hedged or denied"),
    _field("as_of", "ISO 8601 at its real precision"),
    _listed("statements", "ids of the statements that it rests on"),
]  # fmt: skip
#: Kind to the columns of its table.
TABLES: Mapping[str, Sequence[Column]] = {
    kind: (*FIRST, *columns, *LAST)
    for kind, columns in (
        ("statement", STATEMENT), ("event", EVENT), ("position", POSITION), ("commitment", COMMITMENT),
        ("agreement", AGREEMENT), ("relation", RELATION),
    )
}  # fmt: skip


def flat_rows(
    items: Iterable[ItemOfRecord], columns: Sequence[Column], reports: Mapping[str, ReportFacts]
) -> list[list[Value]]:
    """Return the cells of items, row by row; an empty list is an unknown value, and so null."""
    return [
        [_cell(column.value(item, reports.get(item.report, ReportFacts()))) for column in columns] for item in items
    ]


def _cell(value: object) -> Value:
    if isinstance(value, str):
        return encodable(value) or None
    return value  # type: ignore[return-value]


def arrow_table(
    items: Iterable[ItemOfRecord], columns: Sequence[Column], reports: Mapping[str, ReportFacts]
) -> pa.Table:
    """Return items as a table of Arrow: days as dates, and what is not known as null."""
    import datetime

    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "text": pa.string(), "day": pa.date32(), "number": pa.float64(), "integer": pa.int64(), "truth": pa.bool_()
    }  # fmt: skip
    rows = flat_rows(items, columns, reports)
    arrays = []
    for at, column in enumerate(columns):
        cells: list[Any] = [row[at] for row in rows]
        if column.type == "day":
            cells = [datetime.date.fromisoformat(cell) if cell else None for cell in cells]
        arrays.append(pa.array(cells, types[column.type]))
    return pa.table(arrays, names=[column.name for column in columns])
