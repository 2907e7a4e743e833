"""The register of agreements: the tables `agreements`, `agreement_dates` and `agreement_terms`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dragoman import knowledge

__all__ = ["AgreementRegister", "RegisterDate", "RegisteredAgreement"]


@dataclass(frozen=True, slots=True)
class RegisterDate:
    """A dated fact of the register."""

    #: signed, in_force, expires, extended_on, extended_to, suspended, withdrawn, rejoined or terminated.
    what: str
    #: ISO 8601 at its real precision.
    value: str
    #: ISO 3166-1 alpha-3 codes of the countries that did it; empty if all.
    by: tuple[str, ...]
    #: The day from which on a reader of the news could know it.
    known_as_of: datetime.date


@dataclass(frozen=True, slots=True)
class RegisteredAgreement:
    """An agreement that the register knows."""

    name: str
    #: What sort of instrument it is: treaty, accord, convention, ...; decides which nouns may refer back to it.
    kind: str
    aliases: tuple[str, ...]
    #: ISO 3166-1 alpha-3 codes; empty for agreements of too many parties to list, and of bodies that are no states.
    parties: tuple[str, ...]
    subject: str | None
    depositary: str | None
    dates: tuple[RegisterDate, ...]
    #: How it ends: open, ended, expired, replaced, never_in_force or unknown.
    end: str = "unknown"
    end_reason: str | None = None
    #: Why it has no entry into force of its own, where it has none.
    no_entry_reason: str | None = None

    def known(self, what: str, on: datetime.date | None) -> list[RegisterDate]:
        """Return the facts of one sort that were known on a day (all of them for `None`), oldest knowledge first."""
        facts = [fact for fact in self.dates if fact.what == what and (on is None or fact.known_as_of <= on)]
        return sorted(facts, key=lambda fact: (fact.known_as_of, fact.value))

    def last_known(self, what: str, on: datetime.date | None) -> RegisterDate | None:
        """Return the fact of one sort that was last known on a day; a withdrawal that was taken back does not count."""
        facts = self.known(what, on)
        if what == "withdrawn":
            back = {(by, fact.value) for fact in self.known("rejoined", on) for by in fact.by}
            facts = [fact for fact in facts if not any(by in fact.by and day > fact.value for by, day in back)]
        return facts[-1] if facts else None


class AgreementRegister:
    """All agreements that Dragoman ships knowledge of, in the order of the table."""

    def __init__(self) -> None:
        dates: dict[str, list[RegisterDate]] = {}
        for row in knowledge.rows("agreement_dates"):
            dates.setdefault(row["agreement"], []).append(
                RegisterDate(
                    row["what"],
                    row["date"],
                    tuple(knowledge.values(row["by"])),
                    datetime.date.fromisoformat(row["known_as_of"]),
                )
            )
        terms = {row["agreement"]: row for row in knowledge.rows("agreement_terms")}
        self.agreements = tuple(
            RegisteredAgreement(
                row["name"],
                row["kind"],
                tuple(knowledge.values(row["aliases"])),
                tuple(knowledge.values(row["parties"])),
                row["subject"] or None,
                row["depositary"].replace("|", ", ") or None,
                tuple(dates.get(row["name"], ())),
                terms[row["name"]]["end"],
                terms[row["name"]]["end_reason"] or None,
                terms[row["name"]]["no_entry_reason"] or None,
            )
            for row in knowledge.rows("agreements")
        )

    def named(self, name: str) -> RegisteredAgreement | None:
        """Return the agreement of that name or alias; `None` if there is none or the alias has several meanings."""
        found = [entry for entry in self.agreements if name == entry.name or name in entry.aliases]
        exact = [entry for entry in found if entry.name == name]
        return exact[0] if exact else found[0] if len(found) == 1 else None
