"""Builds agreements: what the report and the register know of each agreement that a report names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.analysis.agreements.claims import AgreementClaim, find_claims
from dragoman.analysis.agreements.dates import AgreementDateReader, CountryPlace, DatedFact
from dragoman.analysis.phrases import Tagged
from dragoman.document import Document, Span
from dragoman.record.agreement_items import agreement_item
from dragoman.record.agreement_status import DATE_FIELDS, Known, of_register, told_status
from dragoman.record.items import Agreement, AgreementDate, Statement
from dragoman.resolution.agreement_register import RegisteredAgreement
from dragoman.resolution.agreements import AgreementFinder, AgreementMention
from dragoman.resolution.referents import Actor, Date
from dragoman.resolution.state_codes import state_names

__all__ = ["METHOD", "AgreementBuilder", "compare"]

METHOD = "rules/agreements-1"
#: How often an item of each kind is right, judged from samples, not calibrated.
CONFIDENCE = {"register": 0.95, "unlisted": 0.8, "ambiguous": 0.6}
ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(slots=True)
class Named:
    """All that one document says of one agreement."""

    mentions: list[AgreementMention] = field(default_factory=list)
    facts: list[DatedFact] = field(default_factory=list)
    claims: list[AgreementClaim] = field(default_factory=list)

    @property
    def entry(self) -> RegisteredAgreement | None:
        """The register's entry, if it has one."""
        return self.mentions[0].entry


class AgreementBuilder:
    """Turns the mentions of agreements in a document into items, one for each agreement."""

    def __init__(self, finder: AgreementFinder | None = None) -> None:
        self._finder = finder or AgreementFinder()
        self._reader = AgreementDateReader()
        self._states = state_names()

    def build(
        self,
        text: Tagged,
        dates: Sequence[Date],
        statements: Sequence[Statement] = (),
        countries: Sequence[CountryPlace] = (),
    ) -> list[Agreement]:
        """Return an item for each agreement that the document names, in the order in which they are first named.

        Args:
            text: The document.
            dates: Its temporal expressions, resolved.
            statements: What others say in it; that is not the report's own voice.
            countries: Words that stand for countries, to tell who suspended or left an agreement.
        """
        mentions = self._finder(text.segmentation)
        if not mentions:
            return []
        facts = self._reader(text, mentions, dates, countries)
        claims = find_claims(text, mentions, facts, dates)
        grouped: dict[str, Named] = {}
        for mention in mentions:
            grouped.setdefault(mention.name, Named()).mentions.append(mention)
        for fact in facts:
            grouped[mentions[fact.mention].name].facts.append(fact)
        for claim in claims:
            if not _is_told_by_others(claim, statements):
                grouped[mentions[claim.mention].name].claims.append(claim)
        document = text.segmentation.document
        return [self._item(document, name, named, dates, statements) for name, named in grouped.items()]

    def _item(
        self, document: Document, name: str, named: Named, dates: Sequence[Date], statements: Sequence[Statement]
    ) -> Agreement:
        entry, unknown = named.entry, dict[str, str]()
        known = _known(document, named, dates, unknown)
        status = told_status(known, entry, document.date, unknown)
        if named.mentions[0].reason is not None:
            unknown["name"] = named.mentions[0].reason
        parties = self._parties(named.mentions[0])
        if not parties:
            unknown["parties"] = "the register lists none" if entry else _no_entry(named)
        if entry is None or entry.subject is None:
            unknown["subject"] = "the register names none" if entry else _no_entry(named)
        spans = document.spans((mention.start, mention.end) for mention in named.mentions)
        claims = document.spans(_widest(named.claims))
        evidence = spans + [claim for claim in claims if claim not in spans]
        return agreement_item(
            document, name, evidence=evidence, known=known, status=status, parties=parties,
            subject=entry.subject if entry else None, claims=claims, unknown=unknown, method=METHOD,
            confidence=_confidence(named), aliases=_aliases(name, named), statements=_statements(spans, statements),
        )  # fmt: skip

    def _parties(self, mention: AgreementMention) -> list[Actor]:
        """Return the parties that the register lists; the words that stand for them are the agreement's name."""
        if mention.entry is None:
            return []
        return [
            Actor(
                text=mention.text,
                start=mention.start,
                end=mention.end,
                name=self._states.get(code),
                type="government",
                country=code,
                code=code,
            )
            for code in mention.entry.parties
        ]


def _known(document: Document, named: Named, dates: Sequence[Date], unknown: dict[str, str]) -> dict[str, Known]:
    """Return the dates of an agreement: the report's where it gives one, else the register's."""
    told = _told(document, named.facts, dates, unknown)
    known: dict[str, Known] = {}
    for what in DATE_FIELDS:
        listed = named.entry.last_known(what, document.date) if named.entry is not None else None
        if what in told:
            known[what] = told[what]
            if listed is not None and _agree(told[what].date.value, listed.value) and not told[what].date.by:
                # the register tells by whom, which the words of the report leave open
                by = msgspec.structs.replace(told[what].date, by=list(listed.by))
                known[what] = Known(by, told[what].planned)
            if listed is not None:
                compare(what, told[what].date.value, listed.value, unknown)
            if what in {"suspended", "withdrawn"} and not known[what].date.by:
                unknown.setdefault(what, "the report does not say by whom")
        elif listed is not None:
            known[what] = of_register(listed)
        else:
            unknown[what] = _why_not(named, document.date)
    return known


def _told(
    document: Document, facts: Sequence[DatedFact], dates: Sequence[Date], unknown: dict[str, str]
) -> dict[str, Known]:
    """Return what the report says; of several values the most precise, then the first."""
    told: dict[str, Known] = {}
    for fact in facts:
        date = dates[fact.date]
        if date.type != "DATE" or date.value is None or not ISO_DATE.fullmatch(date.value):
            continue
        by = [fact.by] if fact.by and fact.what in {"suspended", "withdrawn"} else []
        value = AgreementDate(value=date.value, from_="report", by=by, evidence=[document.span(date.start, date.end)])
        before = told.get(fact.what)
        if before is None or len(before.date.value) < len(value.value):
            told[fact.what] = Known(value, fact.planned)
        if before is not None and not _agree(before.date.value, value.value):
            unknown[fact.what] = f"the report also says {min(before.date.value, value.value, key=len)}"
    return told


def _agree(first: str, second: str) -> bool:
    """Tell whether two days are the same at the precision that both have."""
    size = min(len(first), len(second))
    return first[:size] == second[:size]


def compare(what: str, told: str, listed: str, unknown: dict[str, str]) -> None:
    """Write down where the register says something else than the document, or says it more precisely."""
    if not _agree(told, listed):
        unknown[what] = f"the register says {listed}"
    elif len(listed) > len(told):
        unknown[what] = f"more precisely, the register says {listed}"


def _why_not(named: Named, on: datetime.date | None) -> str:
    if named.entry is None:
        return _no_entry(named)
    by = f" by {on.isoformat()}" if on else ""
    return f"the report gives none, and the register knows of none{by}"


def _no_entry(named: Named) -> str:
    reason = named.mentions[0].reason or ""
    return f"not known: {reason}" if reason.startswith("it may be") else "not in the register"


def _is_told_by_others(claim: AgreementClaim, statements: Sequence[Statement]) -> bool:
    """Tell whether a claim is somebody's words; a "which" clause is the report's own unless it is quoted."""
    return any(
        span.start < claim.end and claim.start < span.end
        for statement in statements
        if claim.shape != "relative" or statement.manner != "indirect"
        for span in statement.content
    )


def _widest(claims: Sequence[AgreementClaim]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the claims that lie in no other one, in the order of the text."""
    ranges = sorted({(claim.start, claim.end) for claim in claims}, key=lambda pair: (pair[0], -pair[1]))
    reached = -1
    for start, end in ranges:
        if end > reached:
            yield start, end
            reached = end


def _statements(spans: Sequence[Span], statements: Sequence[Statement]) -> list[str]:
    """Return the ids of the statements in whose content the agreement is named."""
    return [
        statement.id
        for statement in statements
        if any(part.start < span.end and span.start < part.end for part in statement.content for span in spans)
    ]


def _aliases(name: str, named: Named) -> list[str]:
    """Return the register's other names, and those that the text uses."""
    used = (" ".join(mention.text.split()) for mention in named.mentions if mention.how != "back reference")
    listed = named.entry.aliases if named.entry else ()
    return [alias for alias in dict.fromkeys((*listed, *used)) if alias != name]


def _confidence(named: Named) -> float:
    if named.entry is not None:
        return CONFIDENCE["register"]
    return CONFIDENCE["unlisted" if named.mentions[0].how == "unlisted" else "ambiguous"]
