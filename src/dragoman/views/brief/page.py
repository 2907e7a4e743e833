"""What a brief is made of."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.record.relation_series import RelationPeriod

__all__ = ["Brief", "Citation", "Line", "Section", "SubjectKind"]

SubjectKind = Literal["actor", "pair", "issue"]


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line is from: a place in a report, or the register of agreements."""

    source: Literal["report", "register"]
    #: The id of the report and of the item; `None` for the register.
    report: str | None = None
    item: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    #: The day of the report, ISO 8601, or `None`.
    day: str | None = None
    #: Where the evidence begins and ends in the report's text: half-open, in Unicode code points.
    start: int | None = None
    end: int | None = None
    #: The words of the evidence.
    evidence: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the record holds, in the words of a template."""

    #: ISO 8601, or `None`.
    day: str | None
    #: Who did what, without the quotation.
    text: str
    #: The words that matter, quoted from the report; `None` for the register.
    quote: str | None
    citations: list[Citation]
    #: What its place in the list depends on, where that is a weight.
    weight: float | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page."""

    #: For programs: statements, positions, disputes, commitments, agreements, events, changes.
    key: str
    title: str
    lines: list[Line]
    #: How many more the record holds.
    more: int
    #: What is not known, or was not found.
    not_known: list[str]
    #: What is told by counting, not by one place: how much of what was found.
    counts: list[str] = []


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The state of play of an actor, a pair or an issue, as of a day."""

    #: Whom or what it is about, in words.
    about: str
    kind: SubjectKind
    #: ISO 8601.
    as_of: str
    #: demanded: the caller named the day. latest report: it is that of the latest report of the record.
    as_of_from: Literal["demanded", "latest report"]
    #: The days that count as lately: from `since` on.
    days: int
    since: str
    #: Reports of the record up to the day, the day of the first of them, and in how many of them something was found.
    reports: int
    first_report: str | None
    last_report: str | None
    reports_about: int
    #: Reports left out because their day is not known, and because it is later.
    undated: int
    later: int
    sections: list[Section]
    #: The course of the relation of two states by month; empty for other subjects.
    series: list[RelationPeriod]
