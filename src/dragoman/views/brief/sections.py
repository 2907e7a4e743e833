"""The sections of a brief, each from the items that concern its subject."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable, Sequence

from dragoman.record.agreement_standing import standings
from dragoman.record.commitment_followup import follow_commitments
from dragoman.record.contents import ReadItem, RecordContents
from dragoman.record.items import (
    ActorMention,
    Agreement,
    CommitmentStatus,
    Event,
    Position,
    Relation,
    Statement,
    TimeMention,
)
from dragoman.record.relation_series import HAPPENED
from dragoman.resolution.agreement_register import AgreementRegister
from dragoman.store.layout import ItemOfRecord, kind_of
from dragoman.views.brief.lines import LineWriter
from dragoman.views.brief.page import Line, Section
from dragoman.views.brief.subject import Subject
from dragoman.views.brief.weight import HALF_LIFE, StatementWeight
from dragoman.views.item_words import words
from dragoman.views.positions import PositionViews

__all__ = ["SectionWriter"]

#: Lines of a section; more is no page.
LINES = 8
#: One report gives at most so many statements: a long briefing must not fill the page.
OF_ONE_REPORT = 2
#: A sentence of fewer words says nothing by itself ("it", "that").
FEWEST_WORDS = 4
#: An event this far from 0 on the PLOVER scale is named among what changed.
LOUD = 5.0
STATUS_ORDER: tuple[CommitmentStatus, ...] = ("overdue", "due", "open", "broken", "kept", "unknown")


class SectionWriter:
    """Writes the sections about one subject."""

    def __init__(self, contents: RecordContents, subject: Subject, as_of: datetime.date, since: datetime.date) -> None:
        """Choose the items.

        Args:
            contents: The record up to the day.
            subject: Whom or what it is about.
            as_of: The day.
            since: The first day that counts as lately.
        """
        self._contents, self._subject, self._as_of, self._since = contents, subject, as_of, since
        self._writer = LineWriter(contents)
        #: What concerns the subject.
        self.items: list[ItemOfRecord] = [
            item
            for item in contents.items
            if not isinstance(item, ActorMention | TimeMention) and subject.concerns(item)
        ]
        self._own_positions = {item.id for item in self.items if isinstance(item, Position)}
        self._positions = PositionViews(contents, as_of)
        self._commitments = [one for one in follow_commitments(contents, as_of) if subject.concerns(one.commitment)]

    def all(self) -> list[Section]:
        """Return the sections in the order of the page."""
        return [
            self.changes(), self.statements(), self.positions(), self.disputes(), self.commitments(), self.agreements(),
            self.events(),
        ]  # fmt: skip

    def _of_kind(self, kind: type[ItemOfRecord]) -> list[ItemOfRecord]:
        return [item for item in self.items if isinstance(item, kind)]

    def statements(self) -> Section:
        """Return what was said, by weight."""
        weigh = StatementWeight(self._as_of)
        told = [item for item in self.items if isinstance(item, Statement) and _says_something(item)]
        weighed = sorted(((weigh(item, self._writer.day(item)), item.id, item) for item in told), reverse=True)
        lines: list[Line] = []
        of_report: collections.Counter[str] = collections.Counter()
        said: set[str] = set()
        for weight, _, item in weighed:
            text = words(item.content).casefold()
            if len(lines) == LINES or of_report[item.report] == OF_ONE_REPORT or text in said:
                continue
            said.add(text)
            of_report[item.report] += 1
            lines.append(self._writer.statement(item, weight))
        missing = [] if told else ["no statement in the record"]
        title = f"Statements, the weightiest first (a weight halves in {HALF_LIFE} days)"
        return _section("statements", title, lines, len(told), missing)

    def positions(self) -> Section:
        """Return where the subject stands, the latest first, on each issue once for each actor."""
        held = sorted(self._of_kind(Position), key=lambda item: (self._writer.day(item) or "", item.id), reverse=True)
        lines: dict[tuple[str, str], Line] = {}
        for item in held:
            assert isinstance(item, Position)
            lines.setdefault(
                (item.actor.code or item.actor.text, words(item.towards).casefold()), self._writer.position(item)
            )
        missing = [] if held else ["no position in the record"]
        return _section("positions", "Positions, the latest first", list(lines.values()), len(lines), missing)

    def disputes(self) -> Section:
        """Return who is against whom, the latest first."""
        found = [
            one for one in self._positions.disputes()
            if self._is_ours(one.first.position) or (one.second is not None and self._is_ours(one.second.position))
            or self._are_both_sides([one.first.actor, *([one.second.actor] if one.second else []), *one.disputed_by])
        ]  # fmt: skip
        missing = [] if found else ["no two positions in the record that clearly want opposite things"]
        return _section("disputes", "Disputes", [self._writer.dispute(one) for one in found], len(found), missing)

    def _is_ours(self, position: str) -> bool:
        return position in self._own_positions

    def _are_both_sides(self, actors: Sequence[object]) -> bool:
        queries = self._subject.queries
        return bool(queries) and all(any(query.matches(actor) for actor in actors) for query in queries)  # type: ignore[arg-type]

    def commitments(self) -> Section:
        """Return what was promised: overdue, due, open, then what has been settled, then what has no date."""
        ordered = sorted(self._commitments, key=lambda one: (one.made_on or "", one.commitment.id), reverse=True)
        ordered.sort(key=lambda one: STATUS_ORDER.index(one.status))
        missing = []
        if not ordered:
            missing.append("no commitment in the record")
        elif not any(one.due_until for one in ordered):
            missing.append("no commitment with a due date, so that none can be called due or overdue")
        counts = collections.Counter(one.status for one in ordered)
        told = [", ".join(f"{counts[status]} {status}" for status in STATUS_ORDER if counts[status])] if ordered else []
        lines = [self._writer.commitment(one) for one in ordered]
        return _section("commitments", "Commitments", lines, len(lines), missing, told)

    def agreements(self) -> Section:
        """Return what the register says is in force and ends next, then what reports say lately."""
        register = AgreementRegister()
        subject = self._subject
        missing, counts = [], []
        if subject.kind == "issue":
            entries = [
                one
                for one in standings(register, frozenset(), self._as_of)
                if subject.keys <= subject.words_of(f"{one.name} {one.subject or ''}")
            ]
        elif len(subject.countries) == len(subject.queries):
            entries = list(standings(register, frozenset(subject.countries), self._as_of))
        else:
            entries = []
            missing.append("the register is asked for states only: which agreements bind this actor is not known")
        ending = [one for one in entries if one.ends is not None and one.ends.value >= self._as_of.isoformat()[:4]]
        if entries:
            counts.append(
                f"{len(entries)} in force or signed by the register, {len(ending)} of them with an end to come"
            )
        elif not missing:
            missing.append("no agreement in force in the register")
        if entries and not ending:
            missing.append("none of them with an end that the register knows")
        shown = (ending or entries)[: LINES // 2]
        told = self._agreements_told()
        if not told:
            missing.append("no report says anything of an agreement")
        lines = [*map(self._writer.standing, shown), *map(self._writer.agreement, told[: LINES - len(shown)])]
        title = "Agreements: the register, those that end next first; then what reports say"
        return _section(
            "agreements", title, lines, len(lines) + max(0, len(told) - LINES + len(shown)), missing, counts
        )

    def _agreements_told(self) -> list[Agreement]:
        latest: dict[str, Agreement] = {}
        found = [item for item in self.items if isinstance(item, Agreement)]
        for item in sorted(found, key=lambda one: (self._writer.day(one) or "", bool(one.claims)), reverse=True):
            kept = latest.setdefault(item.name, item)
            if item.claims and not kept.claims:
                latest[item.name] = item
        return sorted(latest.values(), key=lambda one: (bool(one.claims), self._writer.day(one) or ""), reverse=True)

    def events(self) -> Section:
        """Return what happened, the latest first; what is planned is marked."""
        found = self._happened()
        missing = [] if found else ["no event in the record"]
        if not any(isinstance(item, Relation) for item in self.items):
            missing.append(
                "no report says that the relation is better or worse" if self._subject.kind == "pair" else ""
            )
        lines = [self._writer.event(item) for item in found]
        claims = [self._writer.relation(item) for item in self.items if isinstance(item, Relation)]
        claims.sort(key=lambda line: line.day or "", reverse=True)
        return _section(
            "events", "Events, the latest first", [*claims[:2], *lines], len(lines) + len(claims),
            [one for one in missing if one],
        )  # fmt: skip

    def _happened(self) -> list[Event]:
        """Return events that took place or are planned, each once a day, the latest first."""
        found: dict[tuple[object, ...], Event] = {}
        for item in self.items:
            if isinstance(item, Event) and item.reality in {*HAPPENED, "planned"} and item.actors:
                sides = (tuple(_side(item.actors)), tuple(_side(item.recipients)))
                key = (self._writer.day(item), item.event_type, *sides)
                kept = found.setdefault(key, item)
                if item.confidence > kept.confidence:
                    found[key] = item
        return sorted(
            found.values(),
            key=lambda one: (self._writer.day(one) or "", bool(one.recipients), abs(one.intensity or 0), one.id),
            reverse=True,
        )

    def changes(self) -> Section:
        """Return what is new since a day: turns, marks on commitments, new commitments, loud events, counts."""
        since = self._since.isoformat()
        turns = [
            one for one in self._positions.changes()
            if (one.after.as_of or "") >= since
            and (self._is_ours(one.after.position) or self._is_ours(one.before.position))
        ]  # fmt: skip
        lines = [self._writer.change(one) for one in turns]
        for one in self._commitments:
            lines.extend(self._writer.mark(one, mark) for mark in one.marks if mark.said_on >= since)
        lines.extend(self._writer.commitment(one) for one in self._commitments if (one.made_on or "") >= since)
        claims = [item for item in self.items if isinstance(item, Relation)]
        lines.extend(self._writer.relation(item) for item in claims if self._is_new(item))
        loud = [item for item in self._happened() if abs(item.intensity or 0) >= LOUD and self._is_new(item)]
        lines.extend(self._writer.event(item) for item in loud[: LINES // 2])
        missing = [] if lines else ["no change of position, no commitment, no event of intensity 5 or more"]
        counts = self._counts()
        return _section("changes", f"What is new since {since}", lines, len(lines), missing, counts)

    def _is_new(self, item: ItemOfRecord) -> bool:
        return self._since.isoformat() <= (self._writer.day(item) or "") <= self._as_of.isoformat()

    def _counts(self) -> list[str]:
        days = (self._as_of - self._since).days + 1
        before = (self._since - datetime.timedelta(days=days)).isoformat()
        new: collections.Counter[str] = collections.Counter()
        old: collections.Counter[str] = collections.Counter()
        for item in self.items:
            day = self._contents.day(item.report) or ""
            if day >= self._since.isoformat():
                new[_sort(item)] += 1
            elif day >= before:
                old[_sort(item)] += 1
        reports = [
            sum(low <= (document.date or "") < high for document in self._contents.documents.values())
            for low, high in ((self._since.isoformat(), "9999"), (before, self._since.isoformat()))
        ]
        told = [f"{sort} {new[sort]} (before {old[sort]})" for sort in sorted({*new, *old}, key=lambda s: -new[s])]
        head = f"in {reports[0]} reports of these {days} days (the {days} days before: {reports[1]} reports): "
        return [head + (", ".join(told) or "nothing about it")]


def _section(
    key: str, title: str, lines: list[Line], found: int, not_known: Iterable[str], counts: Iterable[str] = ()
) -> Section:
    shown = lines[:LINES]
    return Section(
        key=key, title=title, lines=shown, more=found - len(shown), not_known=list(not_known), counts=list(counts)
    )


def _says_something(item: Statement) -> bool:
    return len(words(item.content).split()) >= FEWEST_WORDS


def _side(actors: Iterable[object]) -> list[str]:
    return sorted(str(getattr(actor, "country", None) or getattr(actor, "text", "")) for actor in actors)


def _sort(item: ReadItem) -> str:
    plural = {
        "statement": "statements",
        "event": "events",
        "position": "positions",
        "commitment": "commitments",
        "agreement": "mentions of agreements",
        "relation": "claims on relations",
    }
    return plural[kind_of(item)]
