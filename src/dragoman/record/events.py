"""Builds events: a mention becomes one if it is known who acted, and upon whom."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal, cast

from dragoman import knowledge
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.events import EventMention, possessor
from dragoman.analysis.phrases import FINITE, NOUN, Tagged
from dragoman.analysis.ranges import RangeIndex
from dragoman.record.identity import item_id
from dragoman.record.items import Event, EventType, Reality, Statement
from dragoman.resolution.dates import dates_between
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date

__all__ = ["METHOD", "EventBuilder", "Holders"]

METHOD = "rules/events-1"
#: Judged by reading, not calibrated: a rule with both sides known is right about four times in five.
CONFIDENCE = 0.8
#: An interval longer than this, in days, says nothing of when.
LONGEST_DATE = 31
#: What lies further back than this, in days, is background in a report of the day.
DAYS_TO_HISTORY = 365
#: Words that part a date from an event: what stands behind them is another clause.
BARRIERS = frozenset({"that", "which", "who", ";", "“", "”", '"'})
#: A planned meeting or visit is an agreement to meet in PLOVER's rules for the future.
PLANNED_MEETING = ("AGREE", None, "036")


class EventBuilder:
    """Turns event mentions into events."""

    def __init__(self) -> None:
        self._scale = {
            (row["event_type"], row["mode"]): (int(row["quad_class"]), float(row["intensity"]))
            for row in knowledge.rows("plover")
        }

    def build(
        self,
        text: Tagged,
        readings: Sequence[EventMention],
        holders: Holders,
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Event | None:
        """Return the event of the first reading whose actors are known, or `None`."""
        inside = holders.holding(readings[0].head)
        speaker = inside.speakers[0] if inside is not None and len(inside.speakers) == 1 else None
        for mention in readings:
            actors = _known(participants.of(mention.actor, speaker=speaker).actors)
            recipients = self._recipients(text, mention, participants, speaker)
            if _is_complete(mention, actors, recipients):
                if _is_reciprocal(mention):
                    actors, recipients = [*actors, *recipients], []
                return self._event(text, mention, actors, recipients, inside, dates)
        return None

    def _recipients(
        self, text: Tagged, mention: EventMention, participants: Participants, speaker: Actor | None
    ) -> list[Actor]:
        """Return whom the event is done to: the object itself, or whose thing it is ("applauded Trump's pledge")."""
        if mention.recipient is None:
            return []
        found = _known(participants.of(mention.recipient, speaker=speaker).actors)
        owner = possessor(text, mention.recipient) if not found else None
        return _known(participants.of(owner, speaker=speaker).actors) if owner is not None else found

    def _event(
        self,
        text: Tagged,
        mention: EventMention,
        actors: list[Actor],
        recipients: list[Actor],
        inside: Statement | None,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Event:
        document = text.segmentation.document
        pattern = mention.pattern
        event_type, mode, cameo = pattern.event_type, pattern.mode, pattern.cameo
        if mention.reality == "planned":
            event_type, mode, cameo = PLANNED_MEETING
        quad, intensity = self._scale.get((event_type, mode or "")) or self._scale[event_type, ""]
        trigger = document.spans([text.offsets(*mention.trigger)])
        date = _date(text, mention, dates)
        unknown = {"place": "not read by this version"}
        if date is None:
            unknown["date"] = "the clause gives no date"
        evidence = {(span.start, span.end) for span in trigger}
        evidence |= {(actor.start, actor.end) for actor in (*actors, *recipients)}
        return Event(
            id=item_id("event", document.id, event_type, trigger[0].start, [a.start for a in (*actors, *recipients)]),
            report=document.id,
            evidence=document.spans(sorted(evidence)),
            method=METHOD,
            confidence=CONFIDENCE,
            unknown=unknown,
            actors=actors,
            recipients=recipients,
            event_type=cast(EventType, event_type),
            mode=mode,
            contexts=list(pattern.contexts),
            cameo=cameo,
            quad_class=cast(Literal[1, 2, 3, 4], quad),
            intensity=intensity,
            reality=cast(Reality, _reality(mention, date, document.date)),
            date=date,
            place=None,
            trigger=trigger,
            inside=inside.id if inside is not None else None,
        )


def _reality(mention: EventMention, date: Date | None, report: datetime.date | None) -> str:
    """Return how real an event is: what happened more than a year before the report is history."""
    if mention.reality != "happened" or date is None or date.latest is None or report is None:
        return mention.reality
    long_ago = report - datetime.timedelta(days=DAYS_TO_HISTORY)
    return "historical" if date.latest < long_ago.isoformat() else "happened"


def _known(actors: Sequence[Actor]) -> list[Actor]:
    """Return the actors that are somebody: no mere thing, and of a known country or name."""
    return [
        actor
        for actor in actors
        if actor.type != "other" and actor.code is not None and (actor.country is not None or actor.name is not None)
    ]


def _is_complete(mention: EventMention, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    if not actors:
        return False
    if mention.pattern.recipient == "none":
        return True
    if not recipients:
        return mention.pattern.recipient == "with" and len({_who(actor) for actor in actors}) >= 2
    return not {_who(actor) for actor in actors} & {_who(actor) for actor in recipients}


def _is_reciprocal(mention: EventMention) -> bool:
    """Tell whether both sides do it: PLOVER lists all parties of a meeting or an agreement as actors."""
    pattern = mention.pattern
    meeting = pattern.event_type == "CONSULT" and pattern.mode != "visit" and mention.reality != "planned"
    return meeting or (pattern.recipient == "with" and pattern.event_type in {"AGREE", "SUPPORT"})


def _who(actor: Actor) -> str:
    return actor.name or actor.code or actor.country or actor.text


class Holders:
    """Finds the innermost statement whose content holds a token."""

    def __init__(self, attributions: Sequence[Attribution], statements: dict[int, Statement]) -> None:
        self._statements = statements
        self._index: RangeIndex[tuple[int, Attribution]] = RangeIndex()
        self._by_head = {attributions[index].head: statement for index, statement in statements.items()}
        for index in statements:
            self._index.add((index, attributions[index]), attributions[index].content)

    def holding(self, token: int) -> Statement | None:
        """Return the innermost statement that holds a token, or `None`."""
        sizes = [
            (sum(last - first for first, last in found.content), index)
            for index, found in self._index.near(token, token + 1)
            if found.covers(token)
        ]
        return self._statements[min(sizes)[1]] if sizes else None

    def told_by(self, cue: int) -> Statement | None:
        """Return the statement whose cue has its main word at a token, or `None`."""
        return self._by_head.get(cue)


def _is_long(date: Date) -> bool:
    """Tell whether a date is a span rather than the time of an event: "over the past year"."""
    if date.earliest is None or date.latest is None:
        return False
    days = (datetime.date.fromisoformat(date.latest) - datetime.date.fromisoformat(date.earliest)).days
    return days > LONGEST_DATE and date.value is not None and "/" in date.value


def _date(text: Tagged, mention: EventMention, dates: Sequence[tuple[Date, str | None]]) -> Date | None:
    """Return the date nearest to the trigger in its own clause; nothing that happened lies after the report."""
    tokens = text.segmentation.tokens
    sentence = text.segmentation.sentence_of(mention.head)
    report = text.segmentation.document.date
    low, high = tokens[sentence.first].start, tokens[sentence.last - 1].end
    near: list[tuple[int, Date]] = []
    for date, _ in dates_between(dates, low, high):
        if date.type not in {"DATE", "TIME"} or not (low <= date.start and date.end <= high):
            continue
        future = report is not None and date.earliest is not None and date.earliest > report.isoformat()
        if (future and mention.reality == "happened") or date.timex == "PRESENT_REF" or _is_long(date):
            continue
        between = [
            at
            for at in range(sentence.first, sentence.last)
            if min(date.end, tokens[mention.head].end) <= tokens[at].start < max(date.start, tokens[mention.head].start)
        ]
        behind = next((at for at in range(sentence.first, sentence.last) if tokens[at].start >= date.end), None)
        if behind is not None and text.tags[behind] in NOUN:
            continue  # "the 1951 Agreement"
        if not any(text.tags[at] in FINITE | {"TO", "VBG"} or text.word(at) in BARRIERS for at in between):
            near.append((len(between), date))
    return min(near, key=lambda pair: pair[0])[1] if near else None
