"""Follows commitments from report to report: open, due, overdue on a day; kept or broken only where a report says so.

A later report marks a commitment when it says of the same promiser that a promise was kept or broken
(`analysis/fulfilment.py`) in words that share their matter with what was promised. Said in a report's own voice, or
admitted by the promiser, it becomes the status; said by somebody else it is a claim, shown with who makes it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from dragoman.analysis.fulfilment import Verdict
from dragoman.document import Span
from dragoman.record.actor_identity import side_of
from dragoman.record.content_words import ContentWords
from dragoman.record.contents import RecordContents
from dragoman.record.fulfilment_marks import FulfilmentFinder, Said
from dragoman.record.items import Commitment, CommitmentStatus
from dragoman.resolution.referents import Actor, Date

__all__ = ["FollowedCommitment", "Mark", "follow_commitments"]

#: At least this share of the matter of what was promised, and this many of its words, stand in what is said of it.
SHARE_OF_MATTER: dict[str, float] = {"promise": 0.4, "act": 0.6}
FEWEST_WORDS = 2
#: Two tellings with this share of common words are of one commitment.
SAME_COMMITMENT = 0.8
PERIOD = re.compile(r"P(\d+)([DWMY])")

#: own voice: the report says it. own account: the promiser says that it kept it. admission: the promiser says that it
#: broke it. claim: somebody else says so.
Voice = Literal["own voice", "own account", "admission", "claim"]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a later report says of a commitment."""

    verdict: Verdict
    voice: Voice
    #: Who says so; empty if the report itself does.
    said_by: list[Actor]
    report: str
    #: ISO 8601.
    said_on: str
    evidence: list[Span]
    #: Id of the statement or event that it stands in, or `None` if no item holds it.
    item: str | None


class FollowedCommitment(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment as it stands on a day."""

    commitment: Commitment
    #: The day of the report, ISO 8601, or `None`.
    made_on: str | None
    status: CommitmentStatus
    #: The day that is asked about, ISO 8601.
    status_on: str
    #: Why the status is what it is.
    reason: str
    #: First and last day on which it is due, ISO 8601, or `None`.
    due_from: str | None
    due_until: str | None
    #: By day.
    marks: list[Mark]
    #: Ids of other items that tell the same commitment.
    also: list[str]


def follow_commitments(contents: RecordContents, on: datetime.date) -> list[FollowedCommitment]:
    """Return the commitments that were known on a day, by the day they are due, then by the day they were made.

    Args:
        contents: The record; reports of later days are not looked at, those without a day mark nothing.
        on: The day that is asked about.
    """
    day = on.isoformat()
    known = [one for one in contents.of_kind(Commitment) if (contents.day(one.report) or "") <= day]
    said = FulfilmentFinder()(contents, until=day) if known else []
    words = ContentWords()
    followed = [
        _followed(told, contents.day(told[0].report), day, _marks(told[0], contents, said, words))
        for told in _tellings(known, contents, words)
    ]
    return sorted(followed, key=lambda one: (one.due_until or "9999", one.made_on or "9999", one.commitment.id))


def _followed(told: Sequence[Commitment], made_on: str | None, day: str, marks: list[Mark]) -> FollowedCommitment:
    commitment = told[0]
    due_from, due_until, why = _due(commitment.due, made_on)
    status, reason = _status(due_from, due_until, why, day)
    deciding = [mark for mark in marks if mark.voice in {"own voice", "admission"} and mark.verdict != "unmet"]
    verdicts = {mark.verdict for mark in deciding}
    if len(verdicts) == 2:
        status, reason = "unknown", "reports disagree whether it was kept"
    elif deciding:
        status = "kept" if deciding[-1].verdict == "kept" else "broken"
        reason = f"so says {deciding[-1].report} of {deciding[-1].said_on}"
    return FollowedCommitment(
        commitment=commitment,
        made_on=made_on,
        status=status,
        status_on=day,
        reason=reason,
        due_from=due_from,
        due_until=due_until,
        marks=marks,
        also=[other.id for other in told[1:]],
    )


def _due(due: Date | None, made_on: str | None) -> tuple[str | None, str | None, str]:
    """Return the first and last day on which something is due, and how that is known or why not."""
    if due is None:
        return None, None, "no due date in the text"
    period = PERIOD.fullmatch(due.timex or "")
    if due.type == "DURATION" and period is not None:
        if made_on is None:
            return None, None, f"“{due.text}” counts from a day that is not known"
        until = _later(datetime.date.fromisoformat(made_on), int(period[1]), period[2])
        return until, until, f"“{due.text}”, counted from the day of the report"
    if due.latest is None:
        return None, None, f"“{due.text}” could not be resolved to a day"
    return due.earliest or due.latest, due.latest, f"“{due.text}”"


def _later(day: datetime.date, count: int, unit: str) -> str | None:
    try:
        if unit in "DW":
            return (day + datetime.timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
        year, month = divmod(months, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])).isoformat()
    except (ValueError, OverflowError):
        return None


def _status(due_from: str | None, due_until: str | None, why: str, day: str) -> tuple[CommitmentStatus, str]:
    if due_from is None or due_until is None:
        return "open", why
    if day < due_from:
        return "open", f"due {why}"
    return ("due", f"due {why}") if day <= due_until else ("overdue", f"due {why}; no report says that it was kept")


def _tellings(known: Iterable[Commitment], contents: RecordContents, words: ContentWords) -> list[list[Commitment]]:
    """Return the commitments, those that tell the same one together, the earliest first."""
    ordered = sorted(known, key=lambda one: (contents.day(one.report) or "9999", one.report, one.evidence[0].start))
    groups: list[tuple[frozenset[str | None], frozenset[str], str | None, list[Commitment]]] = []
    for one in ordered:
        sides = frozenset(side_of(actor) for actor in one.promisers)
        keys = frozenset(words.keys(_action(one)))
        due = one.due.latest if one.due is not None else None
        for other_sides, other_keys, other_due, told in groups:
            if sides == other_sides and due == other_due and None not in sides and _shared(keys, other_keys):
                told.append(one)
                break
        else:
            groups.append((sides, keys, due, [one]))
    return [told for *_, told in groups]


def _shared(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and len(first & second) >= SAME_COMMITMENT * len(first | second)


def _action(commitment: Commitment) -> str:
    return " ".join(span.text for span in commitment.action)


def _marks(commitment: Commitment, contents: RecordContents, said: Iterable[Said], words: ContentWords) -> list[Mark]:
    made_on = contents.day(commitment.report)
    sides = {side_of(actor) for actor in commitment.promisers} - {None}
    if made_on is None or not sides:
        return []
    promised = words.vector(_action(commitment))
    return [
        Mark(
            verdict=one.verdict,
            voice=_voice(one, sides),
            said_by=one.said_by,
            report=one.report,
            said_on=one.said_on,
            evidence=[one.evidence],
            item=one.item,
        )
        for one in said
        if one.said_on > made_on and one.side in sides and _is_of(promised, one, words)
    ]


def _is_of(promised: dict[str, float], said: Said, words: ContentWords) -> bool:
    """Tell whether what is said of a promise is of this one: enough of its matter, beyond the promiser's own name."""
    mine = {key: weight for key, weight in promised.items() if key != f"state:{said.side}"}
    shared = mine.keys() & set(words.keys(said.action))
    whole = sum(mine.values())
    return len(shared) >= FEWEST_WORDS and sum(mine[key] for key in shared) >= SHARE_OF_MATTER[said.frame] * whole


def _voice(said: Said, promisers: set[str | None]) -> Voice:
    if not said.is_told:
        return "own voice"
    if promisers & {side_of(actor) for actor in said.said_by}:
        return "own account" if said.verdict == "kept" else "admission"
    return "claim"
