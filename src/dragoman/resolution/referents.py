"""The things that words refer to, as the record writes them: actors, dates, places, issues."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.document import Span

__all__ = ["Actor", "ActorType", "Date", "DateType", "Issue", "Place"]

#: person: a named or described human being. office: a post or its holder ("the foreign ministry", "the White
#: House"). government: a state acting through its government. organisation: an international or private body.
#: armed_group: non-state fighters. people: several unnamed people ("officials", "protesters"). other: none of these.
ActorType = Literal["person", "office", "government", "organisation", "armed_group", "people", "other"]

#: The four types of TIMEX3 (ISO 24617-1).
DateType = Literal["DATE", "TIME", "DURATION", "SET"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who speaks, acts or is acted upon, as mentioned at one place of the text."""

    #: The mention here, be it "he".
    text: str
    start: int
    end: int
    #: Who that is; `None` if not known.
    name: str | None = None
    type: ActorType = "other"
    #: ISO 3166-1 alpha-3, or `None`.
    country: str | None = None
    #: PLOVER sector (GOV, MIL, IGO, ...), or `None`.
    sector: str | None = None
    #: PLOVER string such as RUSGOV or IGOUNO, or `None`.
    code: str | None = None
    #: Wikidata QID, only ever read from a named table.
    wikidata: str | None = None
    #: The mentions that led to `name`, in the order they were followed.
    trail: list[Span] = []


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A temporal expression and what it stands for."""

    text: str
    start: int
    end: int
    type: DateType
    #: TIMEX3 `value` (ISO 24617-1), such as 2026-02-05, P2W, PAST_REF; `None` if it cannot be told.
    timex: str | None = None
    #: ISO 8601 at its real precision (2026, 2026-02, 2026-02-05); `None` for "quickly" or if unresolved.
    value: str | None = None
    #: First day that it may mean, ISO 8601, or `None`.
    earliest: str | None = None
    #: Last day that it may mean, ISO 8601, or `None`.
    latest: str | None = None


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """What a position is about."""

    #: Short words from the text.
    label: str
    #: PLOVER contexts (military, diplomatic, ...).
    contexts: list[str] = []
    #: Id of the issue across reports, or `None`.
    group: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place named in the text."""

    text: str
    start: int
    end: int
    name: str | None = None
    #: ISO 3166-1 alpha-3 of the state that it lies in, or `None`.
    country: str | None = None
