"""Lines of a brief: an item in the words of a template, with where it is from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from dragoman.document import Span
from dragoman.record.agreement_standing import Standing
from dragoman.record.commitment_followup import FollowedCommitment, Mark
from dragoman.record.contents import RecordContents
from dragoman.record.items import Agreement, AgreementDate, Event, Position, Relation, Statement
from dragoman.record.position_links import Change, Dispute, PositionShown
from dragoman.store.entries import day_of
from dragoman.store.layout import ItemOfRecord
from dragoman.views.brief.page import Citation, Line
from dragoman.views.item_words import described, extent, named, words

__all__ = ["LineWriter"]

VERDICTS = {"kept": "kept", "broken": "broken", "unmet": "not kept so far"}
VOICES = {"own voice": "the report says", "own account": "by its own account", "admission": "by its own admission"}


class LineWriter:
    """Writes lines about the items of a record."""

    def __init__(self, contents: RecordContents) -> None:
        self._contents = contents

    def day(self, item: ItemOfRecord) -> str | None:
        """Return the day of an item, ISO 8601; that of its report if it has none."""
        reported = self._contents.day(item.report)
        return day_of(item, datetime.date.fromisoformat(reported) if reported else None)[0]

    def statement(self, item: Statement, weight: float | None = None) -> Line:
        """Return who said what to whom, and how."""
        to = f" to {named(item.addressees)}" if item.addressees else ""
        usual = {"public", "asserted"}
        how = ", ".join(one for one in (item.openness, item.certainty) if one not in usual)
        speaker = named(item.speakers) or words(item.source) or "somebody not named"
        text = f"{speaker} {item.act}{to}{f' ({how})' if how else ''}"
        return self._line(item, text, item.content or item.evidence, weight)

    def event(self, item: Event) -> Line:
        """Return who did what to whom."""
        to = f" → {named(item.recipients)}" if item.recipients else ""
        sort = f"{item.event_type} {item.mode}" if item.mode else item.event_type
        scale = f", intensity {item.intensity:+g}" if item.intensity is not None else ""
        by = f", {item.reality}" if item.reality != "happened" else ""
        told = ", told within a statement" if item.inside else ""
        text = f"{named(item.actors) or 'an actor not known'}{to}: {sort}{scale}{by}{told}"
        return self._line(item, text, item.evidence)

    def relation(self, item: Relation) -> Line:
        """Return what is claimed of a relation."""
        denied = " (denied)" if item.certainty == "denied" else ""
        return self._line(
            item,
            f"relation of {item.pair[0]} and {item.pair[1]}: {item.claim.replace('_', ' ')}{denied}",
            item.evidence,
        )

    def position(self, item: Position) -> Line:
        """Return where an actor stands."""
        by = f" (disputed by {named(item.disputed_by)}, says the report)" if item.disputed_by else ""
        return self._line(item, f"{described(item.actor)} {_stance(item.stance)}{by}", item.towards or item.evidence)

    def dispute(self, one: Dispute) -> Line:
        """Return the two sides of a dispute."""
        sides = [one.first, *([one.second] if one.second else [])]
        said = "; ".join(f"{described(side.actor)} {_stance(side.stance)}" for side in sides)
        by = f"; disputed by {named(one.disputed_by)}, says the report" if one.disputed_by else ""
        return self._of_positions(f"over {one.issue}: {said}{by}", sides)

    def change(self, one: Change) -> Line:
        """Return a position before and after it turned."""
        text = (
            f"{described(one.after.actor)} turned on {one.issue}: {_stance(one.before.stance)} "
            f"({one.before.as_of}), then {_stance(one.after.stance)} ({one.after.as_of})"
        )
        return self._of_positions(text, [one.before, one.after])

    def commitment(self, one: FollowedCommitment) -> Line:
        """Return what was promised, and how it stands."""
        item = one.commitment
        to = f" to {named(item.promisees)}" if item.promisees else ""
        due = f", due {one.due_until}" if one.due_until else ""
        on = f", if {words(item.condition)}" if item.condition else ""
        again = f", told {len(one.also) + 1} times" if one.also else ""
        who = named(item.promisers) or "somebody not known"
        text = f"{one.status} ({one.reason}): {who} promised{to}{due}{on}{again}"
        line = self._line(item, text, item.action)
        return Line(
            day=one.made_on, text=text, quote=line.quote, citations=[*line.citations, *map(self._cited, one.marks)]
        )

    def mark(self, one: FollowedCommitment, mark: Mark) -> Line:
        """Return what a report says has become of a commitment."""
        voice = VOICES.get(mark.voice) or f"said by {named(mark.said_by) or 'somebody not known'}"
        who = named(one.commitment.promisers) or "somebody not known"
        text = f"{VERDICTS[mark.verdict]}, {voice}: {who} had promised “{words(one.commitment.action)}”"
        return Line(day=mark.said_on, text=text, quote=words(mark.evidence), citations=[self._cited(mark)])

    def standing(self, one: Standing) -> Line:
        """Return how an agreement of the register stands."""
        parts = [", ".join(one.status).replace("_", " ")]
        parts += [f"ends {one.ends.value}"] if one.ends else []
        parts += [
            f"{word} {_told(date)}"
            for word, date in (("suspended", one.suspended), ("left", one.withdrawn), ("signed", one.signed))
            if date
        ]
        return Line(
            day=one.ends.value if one.ends else None, text=f"{one.name}: {'; '.join(parts)}", quote=None,
            citations=[Citation(source="register")],
        )  # fmt: skip

    def agreement(self, item: Agreement) -> Line:
        """Return what a report says of an agreement."""
        told = [
            f"{what.replace('_', ' ')} {_told(date)}"
            for what in ("signed", "in_force", "expires", "extended_to", "suspended", "withdrawn")
            if (date := getattr(item, what)) is not None and date.from_ == "report"
        ]
        says = f": {'; '.join(told)}" if told else "" if item.claims else ": named, and nothing said of it"
        spans = item.claims or [
            span
            for what in ("expires", "withdrawn", "suspended", "signed", "in_force")
            if (date := getattr(item, what)) is not None
            for span in date.evidence
        ]
        return self._line(item, f"{item.name}{says}", spans or item.evidence[:1])

    def _line(self, item: ItemOfRecord, text: str, spans: Iterable[Span], weight: float | None = None) -> Line:
        spans = list(spans)
        start, end = extent(item)
        if isinstance(item, Agreement):
            start, end = min(one.start for one in spans), max(one.end for one in spans)
        cited = self._citation(item.report, item.id, start, end, words(item.evidence))
        return Line(day=self.day(item), text=text, quote=words(spans), citations=[cited], weight=weight)

    def _of_positions(self, text: str, sides: Sequence[PositionShown]) -> Line:
        cited = [
            self._citation(
                side.report, side.position, min(one.start for one in side.evidence),
                max(one.end for one in side.evidence), words(side.evidence),
            )
            for side in sides
        ]  # fmt: skip
        quote = " | ".join(words(side.towards or side.evidence) for side in sides)
        return Line(day=max(side.as_of or "" for side in sides) or None, text=text, quote=quote, citations=cited)

    def _cited(self, mark: Mark) -> Citation:
        start, end = min(one.start for one in mark.evidence), max(one.end for one in mark.evidence)
        return self._citation(mark.report, mark.item, start, end, words(mark.evidence))

    def _citation(self, report: str, item: str | None, start: int, end: int, evidence: str) -> Citation:
        document = self._contents.documents.get(report)
        return Citation(
            source="report",
            report=report,
            item=item,
            title=(document.title or document.origin) if document else None,
            publisher=document.publisher if document else None,
            url=document.url if document else None,
            day=document.date if document else None,
            start=start,
            end=end,
            evidence=evidence,
        )


def _stance(stance: str) -> str:
    return f"is {stance}" if stance in {"willing", "unwilling", "conditional", "undecided"} else stance


def _told(date: AgreementDate) -> str:
    return f"{date.value} by {', '.join(date.by)}" if date.by else date.value
