"""Which agreements of the register bound two states on a day, and which of them was due to end next."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from dragoman.record.agreement_status import DATE_FIELDS, last_end, of_register, status_on
from dragoman.record.items import AgreementDate, AgreementStatus
from dragoman.resolution.agreement_register import AgreementRegister, RegisteredAgreement

__all__ = ["BINDING", "Standing", "standing", "standings"]

#: Ends that a register may know without their day.
OVER = frozenset({"ended", "expired", "replaced"})
#: With one of these an agreement binds, at least as a signature does.
BINDING: frozenset[AgreementStatus] = frozenset({"in_force", "signed"})


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where an agreement of the register stands on a day, by what was known on that day."""

    name: str
    kind: str
    subject: str | None
    #: ISO 3166-1 alpha-3 codes; empty for an agreement of too many parties to list.
    parties: list[str]
    status: list[AgreementStatus]
    #: The day that `status` holds for, ISO 8601.
    status_on: str
    signed: AgreementDate | None
    in_force: AgreementDate | None
    #: The last day of its term, as extended; `None` if it has no term or none is known.
    ends: AgreementDate | None
    suspended: AgreementDate | None
    withdrawn: AgreementDate | None
    #: How it ends, by what could be known on the day: open, term (it has one), ended, expired, replaced, never_in_force
    #: or unknown.
    end: str
    end_reason: str | None
    #: Why it has no entry into force of its own, where it has none.
    no_entry_reason: str | None


def standing(entry: RegisteredAgreement, on: datetime.date) -> Standing:
    """Return where an agreement of the register stands on a day."""
    facts = {what: entry.last_known(what, on) for what in DATE_FIELDS}
    known = {what: of_register(fact) for what, fact in facts.items() if fact is not None}
    status, _ = status_on(known, entry, on)
    last = last_end(known)
    dates = {what: one.date for what, one in known.items()}
    end, end_reason = entry.end, entry.end_reason
    if end in OVER and not {"expired", "terminated"} & set(status):  # what came later was not known on the day
        end, end_reason = ("term" if last is not None else "unknown"), None
    return Standing(
        name=entry.name,
        kind=entry.kind,
        subject=entry.subject,
        parties=list(entry.parties),
        status=status,
        status_on=on.isoformat(),
        signed=dates.get("signed"),
        in_force=dates.get("in_force"),
        ends=last.date if last is not None else None,
        suspended=dates.get("suspended"),
        withdrawn=dates.get("withdrawn"),
        end=end,
        end_reason=end_reason,
        no_entry_reason=entry.no_entry_reason,
    )


def standings(
    register: AgreementRegister, parties: frozenset[str], on: datetime.date, *, ended: bool = False
) -> Iterator[Standing]:
    """Yield the agreements of some states on a day: those with an end first, the next end first, then by name.

    Args:
        register: The agreements that are known.
        parties: ISO 3166-1 alpha-3 codes of states that are all parties; empty for all agreements.
        on: The day.
        ended: Also those that did not bind on the day, or that one of the parties had left.
    """
    found = [standing(entry, on) for entry in register.agreements if not parties or parties <= set(entry.parties)]
    kept = [one for one in found if ended or _binds(one, parties)]
    yield from sorted(kept, key=lambda one: (one.ends is None, one.ends.value if one.ends else "", one.name))


def _binds(one: Standing, parties: frozenset[str]) -> bool:
    """Tell whether an agreement binds some states: in force or signed, and none of them has left it.

    One that never came into force binds nobody.
    """
    if one.end == "never_in_force":
        return False
    left = one.withdrawn is not None and bool(parties & set(one.withdrawn.by))
    return bool(BINDING & set(one.status)) and not left
