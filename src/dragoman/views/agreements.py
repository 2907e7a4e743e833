"""What the register of agreements knows, in lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.errors import UsageError
from dragoman.record.agreement_standing import Standing, standing, standings
from dragoman.record.items import AgreementDate
from dragoman.resolution.agreement_register import AgreementRegister
from dragoman.resolution.state_codes import find_state_code

__all__ = ["agreement_lines", "agreements", "state_code"]

UNKNOWN = "-"


def state_code(words: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a state, given by its code or one of its names.

    Raises:
        UsageError: No state of the tables has that name.
    """
    code = find_state_code(words)
    if code is not None:
        return code
    raise UsageError(f"no state is called {words!r}; give its name or its three letters, such as USA")


def agreements(name: str | None, between: Iterable[str], on: datetime.date, *, ended: bool) -> list[Standing]:
    """Return the agreements that are asked for, those that end next first.

    Args:
        name: An agreement by name or alias, or `None` for all.
        between: Names or codes of states that are all parties; none for all agreements.
        on: The day.
        ended: Also agreements that did not bind on that day.

    Raises:
        UsageError: No such state or agreement.
    """
    register = AgreementRegister()
    parties = frozenset(map(state_code, between))
    if name is None:
        return list(standings(register, parties, on, ended=ended))
    entry = register.named(name)
    if entry is None:
        raise UsageError(f"the register has no agreement called {name!r}, or several; give its full name")
    return [standing(entry, on)]


def agreement_lines(found: Iterable[Standing], *, as_json: bool) -> Iterator[str]:
    """Yield a header and a tab-separated line for each agreement, or one JSON object a line."""
    if as_json:
        yield from (msgspec.json.encode(one).decode() for one in found)
        return
    yield "ends\tname\tstatus\tsigned\tin force\tsuspended\twithdrawn\tparties\tsubject\tterm"
    for one in found:
        dates = (_told(date) for date in (one.signed, one.in_force, one.suspended, one.withdrawn))
        parties = ", ".join(one.parties) or "many"
        yield "\t".join(
            (_told(one.ends), one.name, ", ".join(one.status), *dates, parties, one.subject or UNKNOWN, _term(one))
        )


def _term(one: Standing) -> str:
    reasons = [reason for reason in (one.no_entry_reason, one.end_reason) if reason]
    return f"{one.end.replace('_', ' ')}" + (f" ({'; '.join(reasons)})" if reasons else "")


def _told(date: AgreementDate | None) -> str:
    if date is None:
        return UNKNOWN
    return f"{date.value} by {', '.join(date.by)}" if date.by else date.value
