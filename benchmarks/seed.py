"""The measure case, sentence by sentence: `python benchmarks/seed.py`.

Reads the seed report with the date 2025-01-21 and checks the rows of its table of expectations that can be told from
the items; then reads it without a date and checks that no date is invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from common import report, shared
from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Agreement, Commitment, Event, Item, Position, Relation, Statement

Check = tuple[int, str, Callable[[list[Item]], bool]]


def has_statement(
    items: list[Item], content: str, speaker: str | None, *, inside: str | None = None, **values: object
) -> bool:
    """Tell whether a statement has these words in its content, this speaker, and these values."""
    outer = {item.id: item for item in items if isinstance(item, Statement)}
    for found in outer.values():
        words = " ".join(span.text for span in found.content)
        if content not in words or (speaker is not None and speaker not in [a.name for a in found.speakers]):
            continue
        if inside is not None:
            holder = outer.get(found.inside or "")
            if holder is None or inside not in " ".join(span.text for span in holder.content):
                continue
        if all(getattr(found, field) == value for field, value in values.items()):
            return True
    return False


def has_position(items: list[Item], stance: str, words: str, country: str) -> bool:
    """Tell whether a position has this stance towards these words."""
    return any(
        isinstance(item, Position)
        and item.stance == stance
        and item.actor.country == country
        and words in " ".join(span.text for span in item.towards)
        for item in items
    )


def has_positions(items: list[Item], country: str, *expected: tuple[str, str]) -> bool:
    """Tell whether a country has each of these positions: stance, and words of the proposal."""
    return all(has_position(items, stance, words, country) for stance, words in expected)


def has_event(items: list[Item], event_type: str, actor: str, recipient: str) -> bool:
    """Tell whether an event has this type between these countries."""
    return any(
        isinstance(item, Event)
        and item.event_type == event_type
        and actor in [a.country for a in item.actors]
        and recipient in [a.country for a in item.recipients]
        for item in items
    )


def has_commitment(items: list[Item], words: str, plan: bool | None) -> bool:
    """Tell whether Donald Trump promises these words, without a due date."""
    return any(
        isinstance(item, Commitment)
        and "Donald Trump" in [a.name for a in item.promisers]
        and words in item.action[0].text
        and item.plan_stated is plan
        and (item.due is None or item.due.value is None)
        for item in items
    )


def new_start(items: list[Item]) -> Agreement | None:
    """Return the item of New START."""
    return next((item for item in items if isinstance(item, Agreement) and item.name == "New START"), None)


def expires_as_reported(items: list[Item]) -> bool:
    """Tell whether New START has all that the report and the register say of it."""
    found = new_start(items)
    if found is None or found.expires is None or found.signed is None or found.suspended is None:
        return False
    return (
        (found.expires.value, found.expires.from_) == ("2026-02-05", "report")
        and found.signed.value == "2010-04-08"
        and found.suspended.by == ["RUS"]
        and set(found.status) == {"in_force", "suspended_by_party"}
        and {party.country for party in found.parties} == {"RUS", "USA"}
    )


def suspended_in_february(items: list[Item]) -> bool:
    """Tell whether the register's day of suspension is in February 2023."""
    found = new_start(items)
    return found is not None and found.suspended is not None and found.suspended.value.startswith("2023-02")


CHECKS: list[Check] = [
    (1, "SUPPORT, Russia to the United States", lambda i: has_event(i, "SUPPORT", "RUS", "USA")),
    (1, "Putin hopes for renewed engagement",
     lambda i: has_statement(i, "renewed engagement", "Vladimir Putin", act="hopes")),
    (2, "Putin, indirect: willing to discuss",
     lambda i: has_statement(i, "major global issues", "Vladimir Putin", manner="indirect")),
    (2, "Russia willing on Ukraine and on arms control",
     lambda i: has_positions(i, "RUS", ("willing", "the conflict in Ukraine"), ("willing", "nuclear arms control"))),
    (3, "Putin, direct, one content",
     lambda i: has_statement(i, "“We see the statements", "Vladimir Putin", manner="direct")),
    (3, "nested: Donald Trump desires contacts",
     lambda i: has_statement(i, "restore direct contacts with Russia", "Donald Trump", inside="We see the statements")),
    (4, "“He” is Putin, direct",
     lambda i: has_statement(i, "We also hear his statement", "Vladimir Putin", manner="direct")),
    (4, "nested: Trump on World War Three",
     lambda i: has_statement(i, "prevent World War Three", "Donald Trump", inside="We also hear")),
    (4, "SUPPORT, Putin to Trump, for the pledge",
     lambda i: sum(isinstance(e, Event) and e.event_type == "SUPPORT" for e in i) >= 2),
    (4, "Trump committed to prevent world conflict", lambda i: has_commitment(i, "prevent world conflict", None)),
    (5, "Reuters, indirect", lambda i: has_statement(i, "this statement reflects", "Reuters", manner="indirect")),
    (5, "inside: confidence in the Kremlin, hedged",
     lambda i: has_statement(i, "Trump could pave the way", "Russia", inside="this statement reflects",
                             certainty="hedged")),
    (5, "relation RUS-USA: lowest since 1962",
     lambda i: any(isinstance(r, Relation) and r.pair == ("RUS", "USA") and r.claim == "lowest_since"
                   and r.compared_with is not None and r.compared_with.value == "1962" for r in i)),
    (5, "relation RUS-USA: a thaw, hedged",
     lambda i: any(isinstance(r, Relation) and r.claim == "thaw" and r.certainty == "hedged" for r in i)),
    (6, "officials privately admit, hedged, unnamed",
     lambda i: has_statement(i, "their aspirations may be shattered", None, act="admits", openness="private",
                             certainty="hedged", named=False, manner="indirect")),
    (7, "Putin, indirect", lambda i: has_statement(i, "long-term solutions", "Vladimir Putin", manner="indirect")),
    (7, "Russia supports lasting solutions, opposes interim ones",
     lambda i: has_positions(i, "RUS", ("supports", "long-term solutions"), ("opposes", "interim ones"))),
    (8, "Putin (“he”), direct",
     lambda i: has_statement(i, "The goal should not be", "Vladimir Putin", manner="direct")),
    (8, "Russia opposes a brief ceasefire, supports peace",
     lambda i: has_positions(i, "RUS", ("opposes", "a brief ceasefire"), ("supports", "a long-term peace"))),
    (8, "no RETREAT", lambda i: not any(isinstance(e, Event) and e.event_type == "RETREAT" for e in i)),
    (9, "Russia demands recognition, disputed by Ukraine",
     lambda i: any(isinstance(p, Position) and p.stance == "demands"
                   and [a.country for a in p.disputed_by] == ["UKR"] for p in i)),
    (9, "REJECT, Ukraine to Russia", lambda i: has_event(i, "REJECT", "UKR", "RUS")),
    (10, "Trump committed to end the war, no plan", lambda i: has_commitment(i, "end the battle quickly", False)),
    (11, "Putin, willingness", lambda i: has_statement(i, "nuclear arms limitation", "Vladimir Putin")),
    (11, "Russia willing", lambda i: has_position(i, "willing", "nuclear arms limitation", "RUS")),
    (11, "New START as reported and registered", expires_as_reported),
    (11, "suspended by Russia in February 2023", suspended_in_february),
    (12, "claim of “This pact”, no statement",
     lambda i: (found := new_start(i)) is not None and not has_statement(i, "sole foundation", None)
     and any("sole foundation" in claim.text for claim in found.claims)),
]  # fmt: skip


def invents_no_date(items: list[Item]) -> bool:
    """Tell whether no item of the undated report has a day that the report does not name."""
    named = {"2026-02-05", "1962"}
    for item in items:
        if isinstance(item, Statement) and item.said_on is not None and item.said_on.value not in named | {None}:
            return False
        if isinstance(item, Event) and item.date is not None and item.date.value not in named | {None}:
            return False
        if isinstance(item, Position) and item.as_of is not None:
            return False
        if isinstance(item, (Commitment, Agreement)) and item.status_on is not None:
            return False
    return True


def main() -> None:
    """Check and report."""
    text = shared("seed/report.txt").read_text(encoding="utf-8")
    pipeline = Pipeline()
    dated = Document(id="seed", text=text, origin="seed", date=datetime.date(2025, 1, 21), date_from="--date")
    items = pipeline.read(dated)
    rows = [(number, what, "met" if check(items) else "not met") for number, what, check in CHECKS]
    monday = any(isinstance(i, Statement) and i.said_on is not None and i.said_on.value == "2025-01-20" for i in items)
    rows.append((2, "said on Monday, 2025-01-20", "met" if monday else "not met"))
    undated = pipeline.read(Document(id="seed", text=text, origin="seed"))
    rows.append((0, "without a date none is invented", "met" if invents_no_date(undated) else "not met"))
    met = sum(row[2] == "met" for row in rows)
    report("the seed report", ("sentence", "expectation", ""), sorted(rows), f"{met} of {len(rows)} met.")


if __name__ == "__main__":
    main()
