"""Builds the item of an agreement from the agreement's own text."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.analysis.agreements.treaty_clauses import TreatyClause, TreatyClauses, TreatyDates
from dragoman.analysis.agreements.treaty_texts import TreatyReader, TreatyText
from dragoman.analysis.segmentation import Segmentation
from dragoman.analysis.times.readings import TimeExpression
from dragoman.document import Document, Span
from dragoman.record.agreement_items import agreement_item
from dragoman.record.agreement_status import DATE_FIELDS, Known, of_register, told_status
from dragoman.record.agreements import compare
from dragoman.record.items import Agreement, AgreementDate
from dragoman.resolution.agreement_register import AgreementRegister, RegisteredAgreement
from dragoman.resolution.dates import DateResolver
from dragoman.resolution.referents import Actor
from dragoman.resolution.treaty_parties import TreatyParties

__all__ = ["METHOD", "TreatyBuilder", "with_treaty"]

METHOD = "rules/treaty-texts-1"
#: How often the day of signature and the parties are right in texts that were not looked at: see benchmarks/RESULTS.md.
CONFIDENCE = 0.9
#: Why a treaty gives no day of its entry into force, by what its clause makes it depend on.
NO_ENTRY = {
    "condition": "the text names {} but makes it depend on a condition",
    "ratification": "it enters into force when enough parties have ratified; the text gives no date",
    "notification": "it enters into force when the parties have told one another; the text gives no date",
    "signature": "it enters into force on signature, and the text gives no date of signature",
    "other": "the text makes its entry into force depend on something, and gives no date",
}


class Reading(NamedTuple):
    """A treaty as it was read."""

    treaty: TreatyText
    dates: TreatyDates
    parties: list[Actor]


class TreatyBuilder:
    """Turns the text of an agreement into its item."""

    def __init__(self, register: AgreementRegister | None = None) -> None:
        self._read = TreatyReader()
        self._clauses = TreatyClauses()
        self._resolve = DateResolver()
        self._entries: dict[str, RegisteredAgreement | None] = {}
        for entry in (register or AgreementRegister()).agreements:
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                key = _key(name)
                self._entries[key] = None if key in self._entries else entry

    @functools.cached_property
    def _parties(self) -> TreatyParties:
        """The tables of parties, loaded with the first treaty: most runs meet none, and they take a while."""
        return TreatyParties()

    def build(self, document: Document) -> Agreement | None:
        """Return the agreement whose text the document is, or `None` if it is something else, such as news of one."""
        treaty = self._read(document.text)
        if treaty is None:
            return None
        reading = Reading(treaty, self._clauses(document.text, treaty), self._parties(document, treaty))
        return self._item(document, reading)

    def _item(self, document: Document, reading: Reading) -> Agreement:
        treaty, dates, parties = reading
        unknown: dict[str, str] = {}
        title = document.span(*treaty.title) if treaty.title else None
        name = " ".join(title.text.split()) if title else document.title or treaty.instrument
        if title is None:
            unknown["name"] = "the text has no title"
        entry = self._entries.get(_key(name))
        told = self._told(document, dates, unknown)
        known = {what: told[what] for what in DATE_FIELDS if what in told}
        for what in DATE_FIELDS:
            listed = entry.last_known(what, document.date) if entry else None
            if listed is not None and what in known:
                compare(what, known[what].date.value, listed.value, unknown)
            elif listed is not None:
                known[what] = of_register(listed)
                unknown.pop(what, None)
            elif what not in known:
                unknown.setdefault(what, "the text of an agreement does not tell what became of it")
        status = told_status(known, entry, document.date, unknown)
        if not parties:
            unknown["parties"] = "the title, preamble and signatures name none"
        if entry is None or entry.subject is None:
            unknown["subject"] = "read from its text, which is not put under a subject"
        claims = document.spans((clause.start, clause.end) for clause in (dates.in_force, dates.expires) if clause)
        evidence = _evidence(document, title, reading, claims)
        return agreement_item(
            document, name, evidence=evidence, known=known, status=status, parties=parties,
            subject=entry.subject if entry else None, claims=claims, unknown=unknown, method=METHOD,
            confidence=CONFIDENCE, shown_as=entry.name if entry else None,
            aliases=[alias for alias in (*entry.aliases, name) if alias != entry.name] if entry else [],
        )  # fmt: skip

    def _told(self, document: Document, dates: TreatyDates, unknown: dict[str, str]) -> dict[str, Known]:
        """Return the days that the text gives, and write down why it does not give the others."""
        told: dict[str, Known] = {}
        signed = None
        if dates.signed is not None:
            signed = self._day(document, dates.signed)
            told["signed"] = Known(
                AgreementDate(value=signed, from_="report", evidence=[_span(document, dates.signed)])
            )
        else:
            unknown["signed"] = "the text gives no date of signature"
        entry, end = dates.in_force, dates.expires
        day = signed if entry and entry.on == "signature" else self._clause_day(document, entry)
        if entry is not None and entry.on in {"date", "signature"} and day is not None:
            evidence = [document.span(entry.start, entry.end)]
            if entry.on == "signature" and dates.signed is not None:
                evidence.append(_span(document, dates.signed))
            told["in_force"] = Known(AgreementDate(value=day, from_="report", evidence=evidence), planned=True)
        else:
            unknown["in_force"] = (
                NO_ENTRY[entry.on].format(day) if entry else "the text does not say when it enters into force"
            )
        until = self._clause_day(document, end)
        if end is not None and until is not None:
            evidence = [document.span(end.start, end.end)]
            told["expires"] = Known(AgreementDate(value=until, from_="report", evidence=evidence), planned=True)
        elif end is not None:
            unknown["expires"] = f"the text says “{end.term}”, and no date"
        else:
            unknown["expires"] = "the text gives no date of its end"
        return told

    def _clause_day(self, document: Document, clause: TreatyClause | None) -> str | None:
        return self._day(document, clause.date) if clause is not None and clause.date is not None else None

    def _day(self, document: Document, date: TimeExpression) -> str:
        """Return the day that a full date stands for, ISO 8601."""
        [(found, _)] = self._resolve(Segmentation(document, (), ()), [date])
        return found.value or ""


def with_treaty(named: Sequence[Agreement], treaty: Agreement | None) -> list[Agreement]:
    """Return the agreements that a document names, and first the one whose text it is, in place of its own mentions."""
    if treaty is None:
        return list(named)
    title = treaty.evidence[0]
    others = [one for one in named if one.name != treaty.name and not _is_title(one.evidence[0], title)]
    return [treaty, *others]


def _is_title(mention: Span, title: Span) -> bool:
    """Tell whether a mention is the title itself; another agreement may be named within it ("Protocol to the ...")."""
    within = title.start <= mention.start and mention.end <= title.end
    return within and (mention.start == title.start or 2 * len(mention.text) > len(title.text))


def _span(document: Document, date: TimeExpression) -> Span:
    return document.span(date.start, date.end)


def _evidence(document: Document, title: Span | None, reading: Reading, claims: Sequence[Span]) -> list[Span]:
    """Return the title, the clause that dates the signature, and the clauses on entry and end; never nothing."""
    found = [title] if title else []
    if reading.dates.done is not None:
        found.append(document.span(*reading.dates.done))
    found.extend(claims)
    if not found:
        found.append(document.span(*(reading.treaty.testimony or reading.treaty.opening)))
    return list(dict.fromkeys(found))


def _key(name: str) -> str:
    """Return a name as it is compared: without case, article and the spaces around hyphens."""
    return " ".join(name.lower().replace("-", " ").split()).removeprefix("the ")
