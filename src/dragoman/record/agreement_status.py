"""Where an agreement stands on a day, from the dates that were known on that day."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from typing import NamedTuple

from dragoman.record.items import AgreementDate, AgreementStatus
from dragoman.resolution.agreement_register import RegisterDate, RegisteredAgreement

__all__ = ["DATE_FIELDS", "Known", "days", "last_end", "of_register", "status_on", "told_status"]

#: The fields of the record that hold the dates of an agreement.
DATE_FIELDS = ("signed", "in_force", "expires", "extended_on", "extended_to", "suspended", "withdrawn")


class Known(NamedTuple):
    """A date of an agreement, and whether the words put it into the future."""

    date: AgreementDate
    planned: bool = False


def of_register(fact: RegisterDate) -> Known:
    """Return a fact of the register as a date of an agreement."""
    return Known(AgreementDate(value=fact.value, from_="register", by=list(fact.by)))


def last_end(known: Mapping[str, Known]) -> Known | None:
    """Return the last day of an agreement's term, as extended; `None` if none is known."""
    ends = [known[what] for what in ("expires", "extended_to") if what in known]
    return max(ends, key=lambda end: days(end.date.value)[1], default=None)


def days(value: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day that an ISO 8601 year, month or day stands for."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = datetime.date(parts[0], parts[1], parts[2])
        return day, day
    months = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    last = calendar.monthrange(parts[0], months[1])[1]
    return datetime.date(parts[0], months[0], 1), datetime.date(parts[0], months[1], last)


def status_on(
    known: Mapping[str, Known], entry: RegisteredAgreement | None, on: datetime.date | None
) -> tuple[list[AgreementStatus], str | None]:
    """Return where an agreement stands on a day, and the reason if that is not known.

    Args:
        known: The dates of the agreement, by field of the record.
        entry: What the register knows of it besides.
        on: The day; `None` if the report has no date.
    """
    if on is None:
        return ["unknown"], "the report has no date"
    if entry is not None and any(days(fact.value)[1] <= on for fact in entry.known("terminated", on)):
        return ["terminated"], None
    if _is_over(known, on):
        return ["expired"], None
    status: list[AgreementStatus] = []
    if _happened(known.get("in_force"), on):
        status.append("in_force")
    elif _happened(known.get("signed"), on):
        status.append("signed")
    elif "signed" in known and days(known["signed"].date.value)[0] > on:
        status.append("unsigned")
    if _happened(known.get("suspended"), on):
        status.append("suspended_by_party" if known["suspended"].date.by else "suspended")
    if _happened(known.get("withdrawn"), on):
        status.append("withdrawn_by_party")
    return (status, None) if status else (["unknown"], "no date of it is known for that day")


def told_status(
    known: Mapping[str, Known], entry: RegisteredAgreement | None, on: datetime.date | None, unknown: dict[str, str]
) -> list[AgreementStatus]:
    """Return where an agreement stands on the day of its report, and write down what of that is not known.

    Args:
        known: The dates of the agreement, by field of the record.
        entry: What the register knows of it besides.
        on: The day; `None` if the report has no date.
        unknown: Gets the reasons, by field of the record.
    """
    status, reason = status_on(known, entry, on)
    if reason is not None:
        unknown["status"] = reason
    if on is None:
        unknown["status_on"] = "the report has no date"
    return status


def _happened(date: Known | None, on: datetime.date) -> bool:
    """Tell whether something lies behind a day; a month that has begun will do if the words say that it is past."""
    if date is None:
        return False
    first, last = days(date.date.value)
    return last <= on or (first <= on and not date.planned)


def _is_over(known: Mapping[str, Known], on: datetime.date) -> bool:
    """Tell whether the last known end of an agreement lies before a day."""
    last = last_end(known)
    if last is None:
        return False
    return days(last.date.value)[1] < on or (
        last is known.get("expires")
        and last.date.from_ == "report"
        and len(last.date.value) < 10
        and _happened(last, on)
    )
