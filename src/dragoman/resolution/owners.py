"""Finds whose a head is: the state or body that an office, group or title belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.resolution.names import Gazetteer, Organisation
from dragoman.resolution.parts import BODY, PERSON, STATE, Part, is_attached
from dragoman.resolution.tenures import Tenures

__all__ = ["SEVERAL", "Owners", "Whose"]

#: Prepositions behind a head that say whose it is; "to" and "with" say whom it deals with.
WHOSE = frozenset({"of", "for", "from"})
#: The reason why no country is given.
SEVERAL = "several countries are named"


class Whose(NamedTuple):
    """The state or body that a head belongs to."""

    country: str = ""
    organisation: Organisation | None = None
    #: Sector of the role that it names: "police" in "police spokesman".
    sector: str = ""
    reason: str = ""


class Owners:
    """Reads the words attached to a head."""

    def __init__(self, gazetteer: Gazetteer, tenures: Tenures) -> None:
        self._gazetteer = gazetteer
        self._tenures = tenures

    def of(self, before: Sequence[Part], rest: Sequence[Part], *, is_local: bool) -> Whose:
        """Return the state or body that a head belongs to, by the words before it, else by those behind it."""
        found = self._named(before)
        if found.country or found.organisation or found.reason:
            return found
        behind = self._behind(rest, WHOSE | {"in", "at"} if is_local else WHOSE)
        return behind._replace(sector=found.sector or behind.sector)

    def _behind(self, rest: Sequence[Part], links: frozenset[str] | set[str]) -> Whose:
        owner = Whose()
        at = 0
        while at < len(rest):
            if rest[at].kind == "break" or (rest[at].kind == "and" and not owner.country):
                break
            if rest[at].kind != "link":
                at += 1
                continue
            end = next((i for i in range(at + 1, len(rest)) if rest[i].kind in {"link", "break"}), len(rest))
            if rest[at].word not in links:
                break
            found = self._named(rest[at + 1 : end], whole=True)
            if found.country or found.organisation or found.reason:
                return found._replace(sector=found.sector or owner.sector)
            owner = owner._replace(sector=owner.sector or found.sector)
            at = end
        return owner

    def _named(self, parts: Sequence[Part], *, whole: bool = False) -> Whose:
        """Return what states and bodies are named in attached words.

        Args:
            parts: The words before a head, or those behind a preposition.
            whole: The words are a noun phrase of their own, whose last word must be a name or a role.
        """
        if whole and (not parts or not (parts[-1].mention or parts[-1].role or parts[-1].kind in {"'s", "proper"})):
            return Whose()
        countries: list[str] = []
        organisation: Organisation | None = None
        sector = ""
        for at, part in enumerate(parts):
            if part.role is not None and part.role.sector and part.role.is_head:
                sector = part.role.sector
            if part.mention is None:
                continue
            entry = part.mention.entries[0]
            if entry.kind in STATE and is_attached(parts, at):
                if entry.doubt or not entry.key:
                    return Whose(reason=entry.doubt or f"“{part.mention.text}” has several meanings")
                countries.append(entry.key)
                sector = "GOV" if entry.kind == "seat" else sector
            elif entry.kind in BODY and organisation is None:
                organisation = self._gazetteer.organisations[entry.key]
                countries.extend([organisation.country] if organisation.country else [])
                sector = organisation.sector
            elif entry.kind in PERSON and len(part.mention.entries) == 1 and not entry.doubt:
                country = entry.country or self._tenures.country(entry.key)
                countries.extend([country] if country else [])
        if len(set(countries)) > 1:
            return Whose(sector=sector, reason=SEVERAL)
        return Whose(countries[0] if countries else "", organisation, sector)
