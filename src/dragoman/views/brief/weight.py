"""How much a statement weighs: a rule that is written down, so that nobody has to guess why one comes first.

The weight is the product of five numbers, each from 0 to 1:

- the confidence of the item;
- the rank of the speaker on the day (`RANKS`, by the tables of office holders);
- the act (`ACTS`): a demand or a refusal commits its speaker, mere saying less, a question hardly;
- length: more than 60 words (`LONGEST`) are a whole turn of a briefing rather than a statement, and weigh less the
  longer they are;
- recency: it halves every 30 days (`HALF_LIFE`) back from the day of the brief.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from dragoman import knowledge
from dragoman.record.items import Act, Statement
from dragoman.resolution.referents import Actor
from dragoman.resolution.tenures import Tenures

__all__ = ["ACTS", "HALF_LIFE", "RANKS", "StatementWeight"]

#: Days in which a statement loses half of its weight.
HALF_LIFE = 30
#: Words from which on a statement weighs less.
LONGEST = 60
#: Who speaks, to a factor.
RANKS: Mapping[str, float] = {
    "head of state or government": 1.0,
    "foreign or defence minister, head of an international organisation": 0.9,
    "other known office": 0.8,
    "government or office, not a person": 0.7,
    "person of a government": 0.6,
    "anybody else": 0.4,
}
HEADS = frozenset({
    "president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "supreme leader",
    "acting president", "acting prime minister", "taoiseach", "crown prince", "monarch", "general secretary",
})  # fmt: skip
CHIEFS = frozenset({
    "foreign minister", "defence minister", "secretary-general", "secretary of state", "vice president",
    "national security adviser", "high representative", "european commission president",
})  # fmt: skip
#: The act, to a factor.
ACTS: Mapping[Act, float] = {
    "promises": 1.0, "demands": 1.0, "offers": 1.0, "refuses": 1.0, "accuses": 1.0, "threatens": 1.0, "denies": 1.0,
    "admits": 1.0, "hopes": 0.7, "doubts": 0.7, "praises": 0.7, "says": 0.5, "asks": 0.2,
}  # fmt: skip


class StatementWeight:
    """Weighs statements as of a day. Loading reads the table of office holders."""

    def __init__(self, as_of: datetime.date) -> None:
        self._as_of = as_of
        self._tenures = Tenures(knowledge.rows("persons"))

    def __call__(self, statement: Statement, day: str | None) -> float:
        """Return the weight of a statement made on a day; without a day it has none."""
        if day is None:
            return 0.0
        made = datetime.date.fromisoformat(day)
        age = max((self._as_of - made).days, 0)
        rank = max((RANKS[self.rank(actor, made)] for actor in statement.speakers), default=RANKS["anybody else"])
        length = sum(len(span.text.split()) for span in statement.content)
        brevity = min(1.0, LONGEST / max(length, 1))
        weight = statement.confidence * rank * ACTS[statement.act] * brevity * 0.5 ** (age / HALF_LIFE)
        return float(round(weight, 4))

    def rank(self, actor: Actor, day: datetime.date) -> str:
        """Return the rank of a speaker on a day, one of `RANKS`."""
        tenure = self._tenures.on(actor.name, day) if actor.name and actor.type == "person" else None
        if tenure is not None:
            if tenure.office in HEADS:
                return "head of state or government"
            if tenure.office in CHIEFS:
                return "foreign or defence minister, head of an international organisation"
            return "other known office"
        if actor.sector == "GOV" or actor.type == "government":
            return (
                "person of a government" if actor.type in {"person", "people"} else "government or office, not a person"
            )
        return "anybody else"
