"""Groups the issues of positions across reports, with names that a reader understands and ids that stay.

Positions are taken in the order of their days. Each joins the group that it is most like on average, or founds one; so
reports that come later change nothing in the groups of the earlier ones. A group's id is made of words of its founder.
The user may give groups another name or merge them (`IssueName`).
"""

from __future__ import annotations

import collections
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman import knowledge
from dragoman.record.content_words import weightless_words
from dragoman.record.issue_likeness import SAME_ISSUE, Matter, MatterReader, likeness
from dragoman.record.items import Position

__all__ = ["IssueGroup", "IssueGrouper", "IssueName"]

#: Members that a new position is compared with: the founder and the latest ones.
COMPARED_MEMBERS = 8
#: Keys that lead to groups worth comparing weigh at least this much; commoner ones are in nearly all of them.
LEADING_WEIGHT = 0.3
LONGEST_NAME = 6
#: In a group of so few members, a word names it only if most of them have it; in larger ones the weights tell enough.
MEMBERS_TO_AGREE = 3
#: Words of function that may stand inside a name: "Belt and Road", "return of detainees".
INNER_WORDS = frozenset({"of", "and", "in", "on"})
#: A context is the group's if at least this share of its members has it.
SHARE_OF_CONTEXT = 0.3


class IssueName(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of a group."""

    #: Its name, or `None` to keep the one that was found.
    name: str | None
    #: The id of the group that it is part of, or `None`.
    merged_into: str | None


class IssueGroup(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that positions of several reports are on."""

    id: str
    name: str
    #: PLOVER contexts of its proposals, the most frequent first.
    contexts: list[str]
    #: Ids of the positions, by day.
    positions: list[str]
    reports: int


@dataclass(slots=True)
class Growing:
    """A group while positions are sorted into it."""

    id: str
    positions: list[Position] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)

    def likeness(self, matter: Matter) -> float:
        """Return how like a proposal is to the members, on average."""
        members = self.matters[:1] + self.matters[1:][-COMPARED_MEMBERS + 1 :]
        return sum(likeness(matter, member) for member in members) / len(members)


class IssueGrouper:
    """Sorts positions into groups."""

    def __init__(self, reader: MatterReader | None = None) -> None:
        self._reader = reader or MatterReader()
        self._breaks = (self._reader.words.function_words | weightless_words("formula")) - INNER_WORDS
        self._contexts = [(row["context"], knowledge.values(row["words"])) for row in knowledge.rows("event_contexts")]

    def __call__(self, positions: Iterable[Position], names: Mapping[str, IssueName] | None = None) -> list[IssueGroup]:
        """Return the groups, the largest first; a position that tells no issue is in none.

        Args:
            positions: In any order.
            names: Group id to what the user says of it.
        """
        ordered = sorted(positions, key=_place_in_time)
        groups = self._grown(ordered)
        merged = _merged(groups, names or {})
        found = [self._finished(group, (names or {}).get(group.id)) for group in merged]
        return sorted(found, key=lambda group: (-len(group.positions), group.id))

    def _grown(self, positions: Sequence[Position]) -> dict[str, Growing]:
        groups: dict[str, Growing] = {}
        by_key: dict[str, dict[str, None]] = collections.defaultdict(dict)
        for position in positions:
            matter = self._reader.of_position(position)
            if not matter:
                continue
            leading = [key for key, weight in matter.items() if weight >= LEADING_WEIGHT]
            candidates = dict.fromkeys(group for key in leading for group in by_key[key])
            best = max(candidates, key=lambda group: groups[group].likeness(matter), default=None)
            if best is None or groups[best].likeness(matter) < SAME_ISSUE:
                best = _new_id(self._name([position], [matter]), matter, groups)
                groups[best] = Growing(best)
            groups[best].positions.append(position)
            groups[best].matters.append(matter)
            for key in leading:
                by_key[key][best] = None
        return groups

    def _finished(self, group: Growing, given: IssueName | None) -> IssueGroup:
        return IssueGroup(
            id=group.id,
            name=given.name if given is not None and given.name else self._name(group.positions, group.matters),
            contexts=self._group_contexts(group.positions),
            positions=[position.id for position in sorted(group.positions, key=_place_in_time)],
            reports=len({position.report for position in group.positions}),
        )

    def _name(self, positions: Sequence[Position], matters: Sequence[Matter]) -> str:
        """Return the phrase of its proposals that holds most of what all of them share, short ones first."""
        shared: dict[str, float] = collections.defaultdict(float)
        holding = collections.Counter(key for matter in matters for key in matter)
        for matter in matters:
            for key, weight in matter.items():
                if holding[key] > len(matters) / 2 or len(matters) > MEMBERS_TO_AGREE:
                    shared[key] += weight / len(matter) ** 0.5
        best, best_score = "", 0.0
        for position in positions:
            for phrase in self._phrases(position):
                keys = set(self._reader.words.keys(phrase))
                score = sum(shared.get(key, 0.0) for key in keys) / (2 + len(keys)) ** 0.7
                if score > best_score:
                    best, best_score = phrase, score
        return best or positions[0].issue.label

    def _phrases(self, position: Position) -> list[str]:
        """Return the stretches of a proposal without words of function and formula at their ends or verbs of demand."""
        found: list[str] = []
        for span in position.towards:
            phrase: list[str] = []
            for word in [*span.text.split(), ""]:
                bare = word.strip(".,;:()\"“”'").lower()
                is_break = not bare or bare in self._breaks
                if not is_break:
                    phrase.append(word)
                if is_break or word.endswith((",", ";", ".", ":")) or len(phrase) == LONGEST_NAME:
                    found.append(_trimmed(phrase))
                    phrase = []
        return [phrase for phrase in found if phrase]

    def _group_contexts(self, positions: Sequence[Position]) -> list[str]:
        counts: collections.Counter[str] = collections.Counter()
        for position in positions:
            words = " ".join(span.text for span in position.towards).lower().split()
            in_words = {name for name, wanted in self._contexts if _any_of(wanted, words)}
            counts.update(sorted(in_words | set(position.issue.contexts)))
        return [name for name, count in counts.most_common() if count >= SHARE_OF_CONTEXT * len(positions)]


def _place_in_time(position: Position) -> tuple[str, str, int, str]:
    """Return what positions are sorted by: their day, then their place in the record."""
    return position.as_of or "9999", position.report, position.evidence[0].start, position.id


def _any_of(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether one of some words is there; those that end in `*` are beginnings."""
    bare = [word.strip(".,;:()\"“”'’") for word in words]
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in wanted for word in bare)


def _trimmed(phrase: Sequence[str]) -> str:
    words = list(phrase)
    while words and words[-1].lower() in INNER_WORDS:
        words.pop()
    while words and words[0].lower() in INNER_WORDS:
        words.pop(0)
    text = " ".join(words).strip(".,;:()\"“”' ")
    return text.removesuffix("'s").removesuffix("’s")


def _new_id(name: str, matter: Matter, groups: Mapping[str, Growing]) -> str:
    """Return an id made of the name that the founder gives alone; a mark tells apart two that are named alike."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in name.lower().replace("’", "").replace("'", ""))
    slug = "-".join(part for part in letters.split("-") if part) or "issue"
    if slug not in groups:
        return slug
    mark = hashlib.blake2b("|".join(matter).encode("utf-8", "surrogatepass"), digest_size=2).hexdigest()
    return f"{slug}-{mark}" if f"{slug}-{mark}" not in groups else f"{slug}-{mark}-{len(groups)}"


def _merged(groups: Mapping[str, Growing], names: Mapping[str, IssueName]) -> list[Growing]:
    """Return the groups, those that the user merges within the other; a ring of merges ends where it began."""
    merged: dict[str, Growing] = {}
    for group in groups.values():
        target, seen = group.id, {group.id}
        while (given := names.get(target)) is not None and given.merged_into and given.merged_into not in seen:
            target = given.merged_into
            seen.add(target)
        whole = merged.setdefault(target, Growing(target))
        whole.positions.extend(group.positions)
        whole.matters.extend(group.matters)
    return list(merged.values())
