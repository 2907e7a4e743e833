"""How an agreement stands on a day, in a word and in days to its end."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Collection, Iterable

import msgspec

from dragoman.record.items import AgreementDate, AgreementStatus

__all__ = ["Clock", "clock"]

OVER: frozenset[AgreementStatus] = frozenset({"expired", "terminated"})
STAYED: frozenset[AgreementStatus] = frozenset({"suspended", "suspended_by_party", "withdrawn_by_party"})


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """Where an agreement stands on a day."""

    #: in force, ending, suspended, over, signed, unknown.
    state: str
    #: In words, such as "ends in 380 days".
    text: str
    #: Days from the day to the last day of the term; negative if that is past, `None` if no end is known.
    days: int | None


def clock(
    status: Collection[AgreementStatus], ends: AgreementDate | None, on: datetime.date, by: Iterable[str] = ()
) -> Clock:
    """Return where an agreement stands.

    Args:
        status: What is known of it on the day.
        ends: The last day of its term, or `None`.
        on: The day.
        by: Codes of the states that suspended it or withdrew.
    """
    days = _days(ends, on)
    about = "" if ends is None or len(ends.value) == len("2026-02-05") else f" (by the end of {ends.value})"
    has = set(status)
    if has & OVER or (days is not None and days < 0):
        word = "terminated" if "terminated" in has else "expired"
        return Clock(
            state="over", text=word + (f" {_count(-days)} ago" if days is not None and days < 0 else ""), days=days
        )
    end = "no end known" if days is None else "ends on this day" if days == 0 else f"ends in {_count(days)}{about}"
    if has & STAYED:
        what = " and ".join(sorted(one.removesuffix("_party").replace("_", " ") for one in has & STAYED))
        states = ", ".join(by) or ("a party" if has & STAYED - {"suspended"} else "")
        still = "in force, but " if "in_force" in has else ""
        text = f"{still}{what} {states}".rstrip()
        return Clock(state="suspended", text=f"{text}; {end}", days=days)
    if "in_force" in has:
        return Clock(state="in force" if days is None else "ending", text=f"in force; {end}", days=days)
    if "signed" in has:
        return Clock(state="signed", text=f"signed, not known to be in force; {end}", days=days)
    if "unsigned" in has:
        return Clock(state="signed", text="not signed", days=days)
    return Clock(state="unknown", text=f"not known; {end}", days=days)


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _days(ends: AgreementDate | None, on: datetime.date) -> int | None:
    if ends is None:
        return None
    parts = [int(part) for part in ends.value[:10].split("-") if part.isdigit()]
    try:
        match parts:
            case [year, month, day]:
                last = datetime.date(year, month, day)
            case [year, month]:
                last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            case [year]:
                last = datetime.date(year, 12, 31)
            case _:
                return None
    except ValueError:
        return None
    return (last - on).days
