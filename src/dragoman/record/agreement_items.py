"""The item of an agreement, from what the report and the register know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.document import Document, Span
from dragoman.record.agreement_status import Known
from dragoman.record.identity import item_id
from dragoman.record.items import Agreement, AgreementStatus
from dragoman.resolution.referents import Actor

__all__ = ["agreement_item"]


def agreement_item(
    document: Document,
    name: str,
    *,
    evidence: Sequence[Span],
    known: Mapping[str, Known],
    status: Sequence[AgreementStatus],
    parties: Sequence[Actor],
    subject: str | None,
    claims: Sequence[Span],
    unknown: Mapping[str, str],
    method: str,
    confidence: float,
    shown_as: str | None = None,
    aliases: Sequence[str] = (),
    statements: Sequence[str] = (),
) -> Agreement:
    """Return the item of an agreement.

    Args:
        document: The report.
        name: What the agreement is called there; with the evidence it makes the id.
        evidence: The spans that the item rests on.
        known: Its dates, by field of the record.
        status: Where it stands on the day of the report.
        parties: Who is party to it.
        subject: What it is about.
        claims: What the report says of it in its own voice.
        unknown: Why other fields are not known.
        method: The rule, with its version.
        confidence: From 0 to 1.
        shown_as: Its name in the register, where that is another one.
        aliases: Its other names.
        statements: Ids of the statements that it is named in.
    """
    dates = {what: date.date for what, date in known.items()}
    return Agreement(
        id=item_id("agreement", document.id, name, [(span.start, span.end) for span in evidence]),
        report=document.id,
        evidence=list(evidence),
        method=method,
        confidence=confidence,
        unknown=dict(unknown),
        name=shown_as or name,
        aliases=list(aliases),
        parties=list(parties),
        subject=subject,
        signed=dates.get("signed"),
        in_force=dates.get("in_force"),
        expires=dates.get("expires"),
        extended_on=dates.get("extended_on"),
        extended_to=dates.get("extended_to"),
        suspended=dates.get("suspended"),
        withdrawn=dates.get("withdrawn"),
        status=list(status),
        status_on=document.date.isoformat() if document.date else None,
        claims=list(claims),
        statements=list(statements),
    )
