"""Which mentions of actors, in one report or several, stand for the same side; and whom a user asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.resolution.referents import Actor
from dragoman.resolution.state_codes import find_state_code

__all__ = ["ActorQuery", "side_of"]

#: PLOVER sectors that speak and act for their state; the others of a country (parties, firms, rebels) are sides of
#: their own.
STATE_SECTORS = frozenset({None, "GOV", "MIL", "SPY"})
CODE = re.compile(r"[A-Z]{3,12}")


def side_of(actor: Actor) -> str | None:
    """Return the side that an actor stands for: a state's code, a PLOVER code, or a name; `None` if not known.

    All who speak for a state are one side, be it "Moscow", its president or its foreign ministry. Sides are compared
    with `==` only.
    """
    if actor.country is not None and actor.sector in STATE_SECTORS:
        return actor.country
    if actor.code is not None and (actor.country is not None or actor.sector == "IGO" or len(actor.code) > 3):
        return actor.code
    return actor.name.casefold() if actor.name is not None else None


@dataclass(frozen=True, slots=True)
class ActorQuery:
    """The actors that a user asks for: those of a state, those of a PLOVER code, or those of a name."""

    country: str | None
    code: str | None
    name: tuple[str, ...]

    @classmethod
    def of(cls, words: str) -> ActorQuery:
        """Understand what a user wrote: "RUS", "Russia", "RUSGOV", "IGOUNO", "Lavrov"."""
        words = words.strip()
        country = find_state_code(words)
        code = words if country is None and CODE.fullmatch(words) else None
        return cls(country, code, tuple(words.casefold().split()))

    def matches(self, actor: Actor) -> bool:
        """Tell whether an actor is one of those."""
        if self.country is not None:
            return actor.country == self.country
        if self.code is not None and actor.code is not None and actor.code.startswith(self.code):
            return True
        return bool(self.name) and set(self.name) <= set((actor.name or actor.text).casefold().split())
