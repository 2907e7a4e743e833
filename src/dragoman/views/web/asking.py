"""What a page is asked: the parameters of its address, read into a typed struct."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dragoman.errors import UsageError

__all__ = ["Asked", "NothingThereError", "is_within", "read_asked"]

Kind = TypeVar("Kind", bound="Asked")
#: Longer values of a parameter are no words that anybody typed, in characters.
LONGEST_VALUE = 500


class NothingThereError(UsageError):
    """The record has no such report, actor, issue: which, and where to look."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a page is asked; the fields of a page's own struct are the parameters of its address."""


def read_asked(wanted: type[Kind], parameters: Iterable[tuple[str, str]]) -> Kind:
    """Return the parameters of an address as what a page is asked; empty ones count as not given.

    Raises:
        UsageError: A parameter is not known, given twice, too long, or its value cannot be understood.
    """
    given: dict[str, str] = {}
    for name, value in parameters:
        if len(value) > LONGEST_VALUE:
            raise UsageError(f"{name[:40]} is longer than {LONGEST_VALUE} characters; give fewer words")
        if name in given:
            raise UsageError(f"{name[:40]} is given twice; give it once")
        if value.strip():
            given[name] = value.strip()
    try:
        return msgspec.convert(given, wanted, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(_told(wanted, given, str(error))) from None


def _told(wanted: type[Asked], given: dict[str, str], message: str) -> str:
    """Say what is wrong with a value in the words of the address."""
    names = [field.name for field in msgspec.structs.fields(wanted)]
    name = message.rpartition("`$.")[2].rstrip("`") if "`$." in message else ""
    if name not in names:
        known = ", ".join(names) or "none"
        unknown = next((one for one in given if one not in names), None)
        if unknown is not None:
            return f"{unknown[:40]!r} is no parameter of this page; it has: {known}"
        missing = [field.name for field in msgspec.structs.fields(wanted) if field.required and field.name not in given]
        return f"this page needs {', '.join(missing) or known}"
    annotation = next(field.type for field in msgspec.structs.fields(wanted) if field.name == name)
    if annotation == datetime.date | None:
        return f"{name} is {given[name][:40]!r}, which is no day; write it as YYYY-MM-DD, such as 2025-01-21"
    return f"{name} is {given[name][:40]!r}, which cannot be understood ({message.partition(' - ')[0]})"


def is_within(day: str | None, since: datetime.date | None, until: datetime.date | None) -> bool:
    """Tell whether a day, ISO 8601, is one of those asked for; what has no day is only where no day is asked for."""
    if day is None:
        return since is None and until is None
    return (since is None or day >= since.isoformat()) and (until is None or day <= until.isoformat())
