"""`dragoman commitments`: what was promised, and what has become of it by a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator

import msgspec

from dragoman.document import Span
from dragoman.record.actor_identity import ActorQuery
from dragoman.record.commitment_followup import FollowedCommitment, Mark, follow_commitments
from dragoman.record.contents import RecordContents
from dragoman.resolution.referents import Actor
from dragoman.views.visible import one_line

__all__ = ["commitment_lines", "commitments", "quoted", "who"]

#: Longer quotations are cut in the text view, in characters.
LONGEST_QUOTE = 240
VERDICTS = {"kept": "kept", "broken": "broken", "unmet": "not kept so far"}


def commitments(
    contents: RecordContents, on: datetime.date, *, actor: str | None = None, status: Collection[str] = ()
) -> list[FollowedCommitment]:
    """Return the commitments that are asked for, as they stand on a day.

    Args:
        contents: The record.
        on: The day.
        actor: Promisers by state, code or name; `None` for all.
        status: Only these; empty for all.
    """
    query = ActorQuery.of(actor) if actor is not None else None
    return [
        one
        for one in follow_commitments(contents, on)
        if (not status or one.status in status) and (query is None or any(map(query.matches, one.commitment.promisers)))
    ]


def commitment_lines(found: Iterable[FollowedCommitment], *, as_json: bool) -> Iterator[str]:
    """Yield a few lines for each commitment, or one JSON object a line."""
    if as_json:
        yield from (msgspec.json.encode(one).decode() for one in found)
        return
    for one in found:
        commitment = one.commitment
        to = f" to {who(commitment.promisees)}" if commitment.promisees else ""
        yield f"{one.status.upper()} ({one.reason})"
        yield f"  {who(commitment.promisers)} promised{to}: {quoted(commitment.action)}"
        if commitment.condition:
            yield f"  on the condition: {quoted(commitment.condition)}"
        if one.due_until is not None:
            until = one.due_until if one.due_from == one.due_until else f"{one.due_from} to {one.due_until}"
            yield f"  due: {until}"
        yield f"  told on {one.made_on or 'an unknown day'} in {one_line(commitment.report)}{_also(one)}"
        yield from (f"  {line}" for mark in one.marks for line in _mark(mark))
        yield ""


def who(actors: Iterable[Actor]) -> str:
    """Return actors by name and code, on one line."""
    shown = []
    for actor in actors:
        name = actor.name or actor.text
        shown.append(one_line(f"{name} [{actor.code}]" if actor.code else name))
    return ", ".join(shown) or "somebody not known"


def quoted(spans: Iterable[Span]) -> str:
    """Return the words of spans in quotation marks, on one line, long ones cut."""
    words = " … ".join(one_line(span.text) for span in spans)
    return f"“{words[:LONGEST_QUOTE]} …”" if len(words) > LONGEST_QUOTE else f"“{words}”"


def _also(one: FollowedCommitment) -> str:
    return f", and {len(one.also)} more {'time' if len(one.also) == 1 else 'times'}" if one.also else ""


def _mark(mark: Mark) -> Iterator[str]:
    by = {
        "own voice": "the report says", "own account": "by its own account", "admission": "by its own admission",
        "claim": f"said by {who(mark.said_by)}",
    }[mark.voice]  # fmt: skip
    yield f"{VERDICTS[mark.verdict]}, {by}, {mark.said_on} in {one_line(mark.report)}: {quoted(mark.evidence)}"
