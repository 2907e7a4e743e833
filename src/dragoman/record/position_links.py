"""Links positions across reports: two sides against each other are a dispute, one side turned round is a change.

Both need proposals of the same matter (`issue_likeness`) and stances that pull apart. A proposal may begin with a
word of reversal ("an end to", "to lift"); who is for it is against what follows. Where such a word stands deeper in a
proposal it cannot be told which part it turns, and nothing is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dragoman import knowledge
from dragoman.document import Span
from dragoman.record.actor_identity import side_of
from dragoman.record.content_words import cosine
from dragoman.record.issue_groups import IssueGroup
from dragoman.record.issue_likeness import SAME_ISSUE, Matter, MatterReader, likeness
from dragoman.record.items import Position, Stance
from dragoman.resolution.referents import Actor

__all__ = ["Change", "Dispute", "PositionLinker", "PositionShown", "shown"]

FOR: frozenset[Stance] = frozenset({"supports", "demands", "offers", "willing"})
AGAINST: frozenset[Stance] = frozenset({"opposes", "unwilling"})
#: A proposal of more words that matter is several proposals, of which it cannot be told which one is shared.
LONGEST_PROPOSAL = 10
#: Two proposals whose words have at least this cosine are of one thing, not only on one issue: a wrong dispute costs
#: more than a missed one.
SAME_PROPOSAL = 0.6
#: Words that turn a part of a proposal, which part is not looked into.
NEGATION = re.compile(r"\b(?:not|no|never|without|nor|against|except|unless)\b|n['’]t\b", re.IGNORECASE)


class PositionShown(msgspec.Struct, frozen=True, kw_only=True):
    """One position with the words that it rests on."""

    position: str
    actor: Actor
    stance: Stance
    towards: list[Span]
    report: str
    #: ISO 8601, or `None`.
    as_of: str | None
    evidence: list[Span]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides that want opposite things."""

    group: str | None
    issue: str
    first: PositionShown
    #: `None` where one report names the disputing side without its own position.
    second: PositionShown | None
    #: Named as disputing by the report itself; empty if the dispute is told by two positions.
    disputed_by: list[Actor]
    #: How many pairs of positions say the same of these sides on this issue.
    pairs: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One side that wanted one thing, and later the opposite."""

    group: str
    issue: str
    before: PositionShown
    after: PositionShown


@dataclass(frozen=True, slots=True)
class Held:
    """A position that pulls one way."""

    position: Position
    side: str
    matter: Matter
    #: 1 for, -1 against what the proposal is about.
    pull: int


class PositionLinker:
    """Finds disputes and changes. Loading reads tables; linking changes nothing in it."""

    def __init__(self, reader: MatterReader | None = None) -> None:
        self._reader = reader or MatterReader()
        self._reversals = {self._reader.words.key(row["word"]) for row in knowledge.rows("reversal_words")}

    def disputes(self, groups: Iterable[IssueGroup], positions: Mapping[str, Position]) -> list[Dispute]:
        """Return the disputes, the latest first.

        Args:
            groups: The issues.
            positions: Position id to position.
        """
        found: list[Dispute] = []
        grouped: dict[str, IssueGroup] = {}
        for group in groups:
            grouped.update(dict.fromkeys(group.positions, group))
            pairs: dict[tuple[str, str], list[tuple[Held, Held]]] = {}
            for first, second in self._opposed(group, positions):
                if first.side != second.side:
                    low, high = sorted((first, second), key=lambda one: one.side)
                    pairs.setdefault((low.side, high.side), []).append((low, high))
            for sides in pairs.values():
                low, high = max(sides, key=_tells_best)
                found.append(
                    Dispute(
                        group=group.id, issue=group.name, first=shown(low.position), second=shown(high.position),
                        disputed_by=[], pairs=len(sides),
                    )
                )  # fmt: skip
        found.extend(_told_disputes(grouped, positions.values()))
        return sorted(found, key=lambda one: (_latest(one), one.first.position), reverse=True)

    def changes(self, groups: Iterable[IssueGroup], positions: Mapping[str, Position]) -> list[Change]:
        """Return the changes, the latest first; each leads from the last position before to the first one after."""
        found: dict[tuple[str, str], Change] = {}
        for group in groups:
            for one, other in self._opposed(group, positions):
                before, after = sorted((one.position, other.position), key=lambda held: held.as_of or "")
                if one.side != other.side or before.as_of is None or before.as_of == after.as_of:
                    continue
                change = Change(group=group.id, issue=group.name, before=shown(before), after=shown(after))
                key = (group.id, one.side)
                if key not in found or _gap(change) < _gap(found[key]):
                    found[key] = change
        return sorted(found.values(), key=lambda one: (one.after.as_of or "", one.after.position), reverse=True)

    def _opposed(self, group: IssueGroup, positions: Mapping[str, Position]) -> Iterator[tuple[Held, Held]]:
        """Yield the pairs of positions of a group that pull apart on proposals of the same matter."""
        held = [one for one in map(self._held, (positions[name] for name in group.positions)) if one is not None]
        against = [one for one in held if one.pull < 0]
        for one in held:
            if one.pull > 0:
                yield from ((one, other) for other in against if _are_of_one_thing(one, other))

    def _held(self, position: Position) -> Held | None:
        side, pull = side_of(position.actor), self._pull(position)
        if side is None or pull is None or position.certainty == "denied":
            return None
        own = f"state:{side}"
        matter = self._reader.of_position(position)
        return Held(
            position, side, {key: weight for key, weight in matter.items() if key not in self._reversals | {own}}, pull
        )

    def _pull(self, position: Position) -> int | None:
        """Return 1 or -1 for the way a position pulls, `None` if that cannot be told."""
        if position.stance not in FOR | AGAINST:
            return None
        pull = 1 if position.stance in FOR else -1
        words = _proposal(position)
        telling = set(self._reader.telling_keys(words)) | self._reversals
        keys = [key for key in self._reader.words.keys(words) if key in telling]
        if NEGATION.search(words) or len(keys) > LONGEST_PROPOSAL:
            return None
        if position.stance == "demands" and keys and keys[0].startswith(("state:", "place:")):
            keys = keys[1:]  # who is to do it
        places = [at for at, key in enumerate(keys) if key in self._reversals]
        if not places:
            return pull
        return -pull if places == [0] else None


def shown(position: Position) -> PositionShown:
    """Return a position as links show it."""
    return PositionShown(
        position=position.id,
        actor=position.actor,
        stance=position.stance,
        towards=position.towards,
        report=position.report,
        as_of=position.as_of,
        evidence=position.evidence,
    )


def _proposal(position: Position) -> str:
    return " ".join(span.text for span in position.towards)


def _told_disputes(grouped: Mapping[str, IssueGroup], positions: Iterable[Position]) -> Iterator[Dispute]:
    """Yield the disputes that a report tells within one item."""
    for position in positions:
        if position.disputed_by:
            group = grouped.get(position.id)
            yield Dispute(
                group=group.id if group is not None else None,
                issue=group.name if group is not None else position.issue.label,
                first=shown(position),
                second=None,
                disputed_by=position.disputed_by,
                pairs=1,
            )


def _are_of_one_thing(first: Held, second: Held) -> bool:
    if all(key.startswith(("state:", "place:")) for key in first.matter.keys() & second.matter.keys()):
        return False  # a place's name alone is no proposal
    return likeness(first.matter, second.matter) >= SAME_ISSUE and cosine(first.matter, second.matter) >= SAME_PROPOSAL


def _tells_best(pair: Sequence[Held]) -> tuple[float, str, str]:
    """Rank the pairs of two sides: the most alike proposals, then the latest, then by id."""
    first, second = pair
    latest = max(first.position.as_of or "", second.position.as_of or "")
    return round(likeness(first.matter, second.matter), 6), latest, first.position.id + second.position.id


def _latest(dispute: Dispute) -> str:
    second = dispute.second.as_of if dispute.second is not None else None
    return max(dispute.first.as_of or "", second or "")


def _gap(change: Change) -> int:
    """Return how far apart the two positions are: the nearest two tell a change best."""
    before, after = change.before.as_of or "", change.after.as_of or ""
    days = [int(part) for value in (after, before) for part in (value + "-01-01")[:10].split("-")]
    return (days[0] - days[3]) * 372 + (days[1] - days[4]) * 31 + days[2] - days[5]
