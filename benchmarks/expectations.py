"""Ten documents drawn at random, against what a careful reader took from them: `python benchmarks/expectations.py`.

The expectations (`benchmarks/expectations/ten_documents.jsonl`: offsets, codes and names, no text) were written by a
reader who had not seen the program, and committed before it was run on them. `--list` prints those that are not met.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from common import ROOT, percent, report, shared

sys.path.insert(0, str(ROOT))

from dragoman.document import Document, Span
from dragoman.pipeline import Pipeline
from dragoman.record.items import Agreement, Commitment, Event, Item, Position, Relation, Statement, TimeMention
from dragoman.resolution.referents import Actor
from training.events.labels import lines_of, whole_texts
from training.statements.labels import About, about

FILE = ROOT / "benchmarks" / "expectations" / "ten_documents.jsonl"
Wanted = dict[str, Any]


def touches(spans: Iterable[Span], place: Sequence[int]) -> bool:
    """Tell whether one of some spans shares characters with a place."""
    return any(span.start < place[1] and place[0] < span.end for span in spans)


def mostly(spans: Iterable[Span], place: Sequence[int]) -> bool:
    """Tell whether spans hold at least four fifths of a place."""
    held = sum(max(0, min(span.end, place[1]) - max(span.start, place[0])) for span in spans)
    return held >= 0.8 * (place[1] - place[0])


def code(actor: Actor) -> str | None:
    """Return the country, or the code of a body, as the expectations write them."""
    return actor.country or (actor.code[:6] if actor.code and actor.code.startswith("IGO") else None)


def codes(actors: Iterable[Actor]) -> set[str]:
    """Return the countries and bodies of some actors."""
    return {found for actor in actors if (found := code(actor))}


def fits(wanted: Wanted, **values: object) -> bool:
    """Tell whether each value that is expected is there."""
    return all(wanted[name] == value for name, value in values.items() if name in wanted)


def statement(wanted: Wanted, item: Statement, items: Sequence[Item]) -> bool:
    """Tell whether a statement is the expected one."""
    if not mostly(item.content, wanted["content"]):
        return False
    if not fits(wanted, manner=item.manner, act=item.act, certainty=item.certainty, named=item.named,
                openness=item.openness):  # fmt: skip
        return False
    words = [span.text for span in item.source]
    if wanted.get("speaker"):
        names = {actor.name for actor in item.speakers} | {actor.text for actor in item.speakers} | set(words)
        if not any(wanted["speaker"].lower() in (name or "").lower() for name in names):
            return False
    if wanted.get("country") and wanted["country"] not in codes(item.speakers):
        return False
    if wanted.get("inside"):
        outer = next((one for one in items if isinstance(one, Statement) and one.id == item.inside), None)
        return outer is not None and touches(outer.content, wanted["inside"])
    return True


def event(wanted: Wanted, item: Event, _: Sequence[Item]) -> bool:
    """Tell whether an event is the expected one."""
    if "trigger" in wanted and not touches(item.evidence, wanted["trigger"]):
        return False
    sides = {"actors": item.actors, "recipients": item.recipients}
    if any(role in wanted and set(wanted[role]) != codes(actors) for role, actors in sides.items()):
        return False
    return fits(wanted, type=item.event_type, reality=item.reality)


def position(wanted: Wanted, item: Position, _: Sequence[Item]) -> bool:
    """Tell whether a position is the expected one."""
    return fits(wanted, actor=code(item.actor), stance=item.stance) and touches(item.towards, wanted["towards"])


def commitment(wanted: Wanted, item: Commitment, _: Sequence[Item]) -> bool:
    """Tell whether a commitment is the expected one."""
    due = item.due.value if item.due else None
    return (
        wanted["promiser"] in codes(item.promisers) and touches(item.action, wanted["action"]) and fits(wanted, due=due)
    )


def relation(wanted: Wanted, item: Relation, _: Sequence[Item]) -> bool:
    """Tell whether a claim about a relation is the expected one."""
    return sorted(wanted["pair"]) == sorted(item.pair) and fits(wanted, claim=item.claim)


def agreement(wanted: Wanted, item: Agreement, _: Sequence[Item]) -> bool:
    """Tell whether an agreement is the expected one."""
    names = {name.lower() for name in (item.name, *item.aliases)}
    if not any(wanted["name"].lower() in name or name in wanted["name"].lower() for name in names):
        return False
    dates = {name: getattr(item, name) for name in ("signed", "in_force", "expires") if name in wanted}
    if any(date is None or date.value != wanted[name] for name, date in dates.items()):
        return False
    return "claim" not in wanted or touches([*item.claims, *item.evidence], wanted["claim"])


def date(wanted: Wanted, item: TimeMention, _: Sequence[Item]) -> bool:
    """Tell whether a date is the expected one."""
    start, end = wanted["text"]
    return bool(item.start < end and start < item.end and item.value == wanted["value"])


CHECKS: dict[str, tuple[type, Callable[..., bool]]] = {
    "statement": (Statement, statement), "event": (Event, event), "position": (Position, position),
    "commitment": (Commitment, commitment), "relation": (Relation, relation), "agreement": (Agreement, agreement),
    "date": (TimeMention, date),
}  # fmt: skip


def evidence(item: Item) -> Sequence[Span]:
    """Return what an item rests on; mentions and documents have nothing but themselves."""
    return getattr(item, "evidence", ())


def is_met(wanted: Wanted, items: Sequence[Item]) -> bool:
    """Tell whether an expectation is met."""
    if wanted["kind"] == "none":
        kind, _ = CHECKS[wanted["of"]]
        return not any(isinstance(item, kind) and touches(evidence(item), wanted["sentence"]) for item in items)
    kind, check = CHECKS[wanted["kind"]]
    return any(isinstance(item, kind) and check(wanted, item, items) for item in items)


def main() -> None:
    """Check and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true", help="print the expectations that are not met")
    options = parser.parse_args()
    shared("data/text")
    documents = [json.loads(line) for line in lines_of(FILE)]
    texts = whole_texts({(row["corpus"], row["document"]) for row in documents})
    heads = {name: head for corpus in {row["corpus"] for row in documents} for name, head in about(corpus)}
    pipeline = Pipeline()
    count: collections.Counter[str] = collections.Counter()
    met: collections.Counter[str] = collections.Counter()
    for row in documents:
        text = texts[row["corpus"], row["document"]]
        day = datetime.date.fromisoformat(row["date"]) if row["date"] else None
        name = row["document"]
        document = Document(id=name, text=text, origin=name, date=day, title=heads.get(name, About()).title)
        items = pipeline.read(document, mentions=True)
        for wanted in row["expectations"]:
            count[wanted["kind"]] += 1
            if is_met(wanted, items):
                met[wanted["kind"]] += 1
            elif options.list:
                print(row["document"], json.dumps(wanted, ensure_ascii=False))
    rows = [(kind, count[kind], met[kind], percent(met[kind] / count[kind])) for kind in sorted(count)]
    rows.append(("all", count.total(), met.total(), percent(met.total() / count.total())))
    report("ten documents drawn at random", ("expected", "of them", "met", "%"), rows)


if __name__ == "__main__":
    main()
