"""Agreements with their clocks on a day: those that reports name, or all that the register knows of two states."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from dragoman.errors import UsageError
from dragoman.record.agreement_standing import Standing, standing
from dragoman.record.items import Agreement, AgreementDate, AgreementStatus
from dragoman.resolution.agreement_register import AgreementRegister
from dragoman.views.agreements import agreements as of_register
from dragoman.views.agreements import state_code
from dragoman.views.web.agreement_clocks import Clock, clock
from dragoman.views.web.asking import Asked, NothingThereError
from dragoman.views.web.chosen_day import ChosenDay, chosen_day
from dragoman.views.web.item_lines import ItemLine, lines_of
from dragoman.views.web.looking import Look
from dragoman.views.web.page import Page

__all__ = ["AGREEMENTS"]

#: Mentions shown with an agreement, the latest.
MENTIONS = 5


class AgreementsAsked(Asked, frozen=True, kw_only=True):
    """Which agreements, on which day."""

    as_of: datetime.date | None = None
    #: A state by name or code: agreements of the register that bind it.
    first: str | None = None
    #: Another one, also a party.
    second: str | None = None
    #: Also those that did not bind on the day.
    ended: bool = False


class AgreementShown(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement on a day."""

    name: str
    #: register, or report where the register does not know it.
    source: str
    subject: str | None
    #: ISO 3166-1 alpha-3 codes, or names; empty for too many to list.
    parties: list[str]
    clock: Clock
    status: list[AgreementStatus]
    signed: AgreementDate | None
    in_force: AgreementDate | None
    ends: AgreementDate | None
    suspended: AgreementDate | None
    withdrawn: AgreementDate | None
    #: How often reports up to the day name it, and the latest of these.
    mentioned: int
    mentions: list[ItemLine]


class Agreements(msgspec.Struct, frozen=True, kw_only=True):
    """Agreements on a day, the next end first."""

    asked: AgreementsAsked
    as_of: ChosenDay
    agreements: list[AgreementShown]


class AgreementRow(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as a row of a table."""

    name: str
    source: str
    standing: str
    days_to_end: int | None
    status: str
    as_of: str
    signed: str | None
    in_force: str | None
    ends: str | None
    suspended: str | None
    withdrawn: str | None
    parties: str
    subject: str | None
    mentioned: int


def agreements(look: Look, asked: AgreementsAsked) -> Agreements:
    """Answer with agreements on a day."""
    as_of = chosen_day(look, asked.as_of)
    named = _named(look, as_of.day)
    if asked.first or asked.second:
        states = [one for one in (asked.first, asked.second) if one]
        try:
            codes = [state_code(one) for one in states]
        except UsageError as error:
            raise NothingThereError(str(error)) from None
        found = [
            _registered(look, one, as_of.day, named.get(one.name, []))
            for one in of_register(None, codes, as_of.day, ended=asked.ended)
        ]
    else:
        found = [one for one in _in_reports(look, as_of.day, named) if asked.ended or one.clock.state != "over"]
    found.sort(key=lambda one: (one.clock.days is None or one.clock.state == "over", one.clock.days or 0, one.name))
    return Agreements(asked=asked, as_of=as_of, agreements=found)


def _named(look: Look, on: datetime.date) -> dict[str, list[Agreement]]:
    """Return what reports up to a day say, by the name of the register or their own, the latest first."""
    register = look.once("register", AgreementRegister)
    found: dict[str, list[Agreement]] = {}
    items = [one for one in look.contents.of_kind(Agreement) if (look.contents.day(one.report) or "") <= on.isoformat()]
    for item in sorted(items, key=lambda one: look.contents.day(one.report) or "", reverse=True):
        entry = register.named(item.name)
        found.setdefault(entry.name if entry is not None else item.name, []).append(item)
    return found


def _in_reports(look: Look, on: datetime.date, named: dict[str, list[Agreement]]) -> list[AgreementShown]:
    register = look.once("register", AgreementRegister)
    found = []
    for name, items in named.items():
        entry = register.named(name)
        if entry is not None and entry.name == name:
            found.append(_registered(look, standing(entry, on), on, items))
        else:
            found.append(_reported(look, name, items, on))
    return found


def _registered(look: Look, one: Standing, on: datetime.date, items: Sequence[Agreement]) -> AgreementShown:
    return AgreementShown(
        name=one.name,
        source="register",
        subject=one.subject,
        parties=one.parties,
        clock=clock(one.status, one.ends, on, _by(one.suspended, one.withdrawn)),
        status=one.status,
        signed=one.signed,
        in_force=one.in_force,
        ends=one.ends,
        suspended=one.suspended,
        withdrawn=one.withdrawn,
        mentioned=len(items),
        mentions=lines_of(look, items[:MENTIONS]),
    )


def _reported(look: Look, name: str, items: Sequence[Agreement], on: datetime.date) -> AgreementShown:
    """Return an agreement that only reports know: each fact from the latest that tells it."""

    def latest(field: str) -> AgreementDate | None:
        return next((value for value in (getattr(one, field) for one in items) if value is not None), None)

    status = next((one.status for one in items if one.status and one.status != ["unknown"]), [])
    ends = latest("extended_to") or latest("expires")
    return AgreementShown(
        name=name,
        source="report",
        subject=next((one.subject for one in items if one.subject), None),
        parties=list(
            dict.fromkeys(actor.country or actor.name or actor.text for one in items for actor in one.parties)
        ),
        clock=clock(status, ends, on, _by(latest("suspended"), latest("withdrawn"))),
        status=status,
        signed=latest("signed"),
        in_force=latest("in_force"),
        ends=ends,
        suspended=latest("suspended"),
        withdrawn=latest("withdrawn"),
        mentioned=len(items),
        mentions=lines_of(look, items[:MENTIONS]),
    )


def _by(*dates: AgreementDate | None) -> list[str]:
    return list(dict.fromkeys(code for date in dates if date is not None for code in date.by))


def _rows(answer: Agreements) -> list[AgreementRow]:
    return [
        AgreementRow(
            name=one.name,
            source=one.source,
            standing=one.clock.text,
            days_to_end=one.clock.days,
            status="; ".join(one.status),
            as_of=answer.as_of.day.isoformat(),
            signed=one.signed.value if one.signed else None,
            in_force=one.in_force.value if one.in_force else None,
            ends=one.ends.value if one.ends else None,
            suspended=one.suspended.value if one.suspended else None,
            withdrawn=one.withdrawn.value if one.withdrawn else None,
            parties="; ".join(one.parties),
            subject=one.subject,
            mentioned=one.mentioned,
        )
        for one in answer.agreements
    ]


AGREEMENTS = Page(
    name="agreements",
    about="Agreements with their clocks on a day: named in reports, or of the register for one state or two.",
    asked=AgreementsAsked,
    answers=Agreements,
    answer=agreements,
    row=AgreementRow,
    rows=_rows,
    label="Agreements",
)
