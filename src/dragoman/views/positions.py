"""`dragoman positions`: where actors stand, by issue; who is against whom, and who has turned round."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.record.actor_identity import ActorQuery
from dragoman.record.contents import RecordContents
from dragoman.record.issue_groups import IssueGroup, IssueGrouper, IssueName
from dragoman.record.issue_likeness import MatterReader, likeness
from dragoman.record.items import Position
from dragoman.record.position_links import Change, Dispute, PositionLinker, PositionShown, shown
from dragoman.resolution.referents import Actor
from dragoman.views.commitments import quoted, who
from dragoman.views.visible import one_line

__all__ = ["IssuePositions", "PositionViews", "change_lines", "dispute_lines", "issue_lines"]

#: A group is what a user's words ask for if its name or a proposal is at least this like them.
ASKED_FOR = 0.16


class IssuePositions(msgspec.Struct, frozen=True, kw_only=True):
    """An issue, and where actors stand on it."""

    #: `None` for the positions that tell no issue.
    group: IssueGroup | None
    #: By day.
    positions: list[PositionShown]


class PositionViews:
    """Answers on the positions of a record, as of a day."""

    def __init__(
        self, contents: RecordContents, as_of: datetime.date | None, names: Mapping[str, IssueName] | None = None
    ) -> None:
        """Group the positions.

        Args:
            contents: The record.
            as_of: Positions of later days, and those without a day, are left out; `None` for all.
            names: What the user says of groups.
        """
        self._reader = MatterReader()
        self._positions = {
            one.id: one
            for one in contents.of_kind(Position)
            if as_of is None or (one.as_of is not None and one.as_of <= as_of.isoformat())
        }
        self._groups = IssueGrouper(self._reader)(self._positions.values(), names)

    def issues(self, *, actor: str | None = None, issue: str | None = None) -> list[IssuePositions]:
        """Return the issues with the positions that are asked for, the largest first, those of no issue last.

        Args:
            actor: By state, code or name.
            issue: A group's id, or words that tell the issue.
        """
        query = ActorQuery.of(actor) if actor is not None else None
        grouped = {name for group in self._groups for name in group.positions}
        loose = [one for one in self._positions.values() if one.id not in grouped]
        found = [
            IssuePositions(
                group=group, positions=self._shown((self._positions[name] for name in group.positions), query)
            )
            for group in self._asked(issue)
        ]
        if issue is None:
            found.append(IssuePositions(group=None, positions=self._shown(loose, query)))
        return [one for one in found if one.positions]

    def disputes(self, *, actor: str | None = None, issue: str | None = None) -> list[Dispute]:
        """Return the disputes that are asked for, the latest first."""
        query = ActorQuery.of(actor) if actor is not None else None
        asked = {group.id for group in self._asked(issue)}
        return [
            one
            for one in PositionLinker(self._reader).disputes(self._groups, self._positions)
            if (issue is None or one.group in asked) and (query is None or any(map(query.matches, _sides(one))))
        ]

    def changes(self, *, actor: str | None = None, issue: str | None = None) -> list[Change]:
        """Return the changes of position that are asked for, the latest first."""
        query = ActorQuery.of(actor) if actor is not None else None
        asked = {group.id for group in self._asked(issue)}
        return [
            one
            for one in PositionLinker(self._reader).changes(self._groups, self._positions)
            if (issue is None or one.group in asked) and (query is None or query.matches(one.after.actor))
        ]

    def _shown(self, positions: Iterable[Position], query: ActorQuery | None) -> list[PositionShown]:
        return [shown(one) for one in positions if query is None or query.matches(one.actor)]

    def _asked(self, issue: str | None) -> list[IssueGroup]:
        if issue is None:
            return self._groups
        named = [group for group in self._groups if group.id == issue]
        if named:
            return named
        matter = self._reader.of_text(issue)
        return [group for group in self._groups if self._is_on(group, issue, matter)]

    def _is_on(self, group: IssueGroup, issue: str, matter: Mapping[str, float]) -> bool:
        if issue.casefold() in group.name.casefold():
            return True
        matters = [self._reader.of_text(group.name)]
        matters.extend(self._reader.of_position(self._positions[name]) for name in group.positions)
        return any(matter.keys() <= one.keys() or likeness(matter, one) >= ASKED_FOR for one in matters if matter)


def issue_lines(found: Iterable[IssuePositions], *, as_json: bool) -> Iterator[str]:
    """Yield a heading for each issue and a line for each position, or one JSON object for each issue."""
    if as_json:
        yield from (msgspec.json.encode(one).decode() for one in found)
        return
    for one in found:
        group = one.group
        yield _heading(group) if group is not None else "No issue told in the words of the proposal"
        yield from (f"  {_line(position)}" for position in one.positions)
        yield ""


def dispute_lines(found: Iterable[Dispute], *, as_json: bool) -> Iterator[str]:
    """Yield a heading and the two sides of each dispute, or one JSON object a line."""
    if as_json:
        yield from (msgspec.json.encode(one).decode() for one in found)
        return
    for one in found:
        more = f", told by {one.pairs} pairs of positions" if one.pairs > 1 else ""
        yield f"DISPUTE over {one_line(one.issue)} ({one.group or 'no group'}){more}"
        yield f"  {_line(one.first)}"
        if one.second is not None:
            yield f"  {_line(one.second)}"
        if one.disputed_by:
            yield f"  disputed by {who(one.disputed_by)}, says the report: {quoted(one.first.evidence)}"
        yield ""


def change_lines(found: Iterable[Change], *, as_json: bool) -> Iterator[str]:
    """Yield a heading and the positions before and after of each change, or one JSON object a line."""
    if as_json:
        yield from (msgspec.json.encode(one).decode() for one in found)
        return
    for one in found:
        yield f"CHANGE on {one_line(one.issue)} ({one.group})"
        yield f"  before: {_line(one.before)}"
        yield f"  after:  {_line(one.after)}"
        yield ""


def _heading(group: IssueGroup) -> str:
    contexts = f" · {', '.join(group.contexts)}" if group.contexts else ""
    count = len(group.positions)
    return (
        f"{one_line(group.name)} ({group.id}) · {count} position{'s' * (count != 1)} in {group.reports} "
        f"report{'s' * (group.reports != 1)}{contexts}"
    )


def _line(position: PositionShown) -> str:
    return (
        f"{position.as_of or 'day unknown'} {who([position.actor])} {position.stance}: {quoted(position.towards)} "
        f"({one_line(position.report)})"
    )


def _sides(dispute: Dispute) -> list[Actor]:
    second = [dispute.second.actor] if dispute.second is not None else []
    return [dispute.first.actor, *second, *dispute.disputed_by]
