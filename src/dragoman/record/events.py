"""Builds events: who did what to whom, as far as the words name them; the rest is unknown, with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal, cast

import msgspec

from dragoman import knowledge
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.events.grammar import possessor
from dragoman.analysis.events.labels import QUAD_CLASSES, TYPES
from dragoman.analysis.events.mention import EventMention
from dragoman.analysis.phrases import FINITE, NOUN, VERB, Tagged
from dragoman.analysis.ranges import RangeIndex
from dragoman.document import Span
from dragoman.record.identity import item_id
from dragoman.record.items import Event, EventType, Reality, Statement
from dragoman.resolution.dates import dates_between
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date

__all__ = ["METHOD", "EventBuilder", "Holders"]

METHOD = "model/events-1"
#: An interval longer than this, in days, says nothing of when.
LONGEST_DATE = 31
#: What lies further back than this, in days, is background in a report of the day.
DAYS_TO_HISTORY = 365
#: Types of material cooperation and conflict.
DEEDS = frozenset(kind for kind, quad in zip(TYPES, QUAD_CLASSES, strict=True) if quad in {2, 4})
#: Police and courts; those who are the state's own; and groups that deal with them at home.
WITHIN_A_STATE = frozenset({"COP", "JUD"})
OF_THE_STATE = frozenset({"GOV", "COP", "MIL", "LEG", "JUD"})
DOMESTIC = frozenset({"NGO", "CVL", "OPP", "EDU", "MED", "REL", "LAB", "COP", "JUD", "CRM", "ELI", "HLH", "PTY", "LEG"})
UNTRACED = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "others", "some", "many", "all", "both", "these", "those", "this",
    "that", "who", "which", "one", "nobody", "everyone", "anyone", "someone", "people",
})  # fmt: skip
#: Words that part a date from an event: what stands behind them is another clause.
BARRIERS = frozenset({"that", "which", "who", ";", "“", "”", '"'})


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
        """Return the event of the first reading that is somebody's act, or `None`."""
        inside = holders.holding(readings[0].head)
        speaker = inside.speakers[0] if inside is not None and len(inside.speakers) == 1 else None
        for mention in readings:
            event = self._of_reading(text, mention, inside, speaker, participants, dates)
            if event is not None:
                return event
        return None

    def _of_reading(
        self,
        text: Tagged,
        mention: EventMention,
        inside: Statement | None,
        speaker: Actor | None,
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Event | None:
        actors, unnamed = _all_of(participants, mention.actors, speaker)
        recipients, unmet = self._recipients(text, mention, participants, speaker)
        if mention.needs_actors:
            actors, recipients = (
                [actor for actor in side if _is_somebody(actor) and _is_told(actor)] for side in (actors, recipients)
            )
            if not _are_complete(mention, actors, recipients):
                return None
        recipients = [actor for actor in recipients if _who(actor) not in {_who(one) for one in actors}]
        actors, recipients = of_one_state(mention.event_type, actors, recipients)
        if mention.reciprocal and actors and recipients:
            actors, recipients = [*actors, *recipients], []
        if not _is_somebodys_act(text, mention, actors, recipients):
            return None
        unknown = {"place": "not read by this version"}
        if not actors or unnamed:
            unknown["actors"] = unnamed or "the clause does not say who acts"
        if unmet or not (recipients or len(actors) > 1):
            unknown["recipients"] = unmet or "the clause does not say upon whom"
        return self._event(text, mention, actors, recipients, inside, dates, unknown)

    def _recipients(
        self, text: Tagged, mention: EventMention, participants: Participants, speaker: Actor | None
    ) -> tuple[list[Actor], str | None]:
        """Return whom the event is done to: the phrase itself, or whose thing it is ("applauded Trump's pledge")."""
        found: list[Actor] = []
        reason: str | None = None
        for phrase in mention.recipients:
            own, why = _all_of(participants, [phrase], speaker)
            owner = possessor(text, phrase) if not any(map(_is_somebody, own)) else None
            if owner is not None:
                of_owner, _ = _all_of(participants, [owner], speaker)
                of_owner = list(filter(_is_somebody, of_owner))
                if len(own) == len(of_owner) == 1 and mention.event_type in DEEDS:
                    of_owner = [owned(own[0], of_owner[0])]
                own = of_owner or own
            elif mention.event_type in DEEDS:
                own = [participants.at_place(actor) if actor.type == "other" else actor for actor in own]
            if mention.guesses_recipients:
                own = [actor for actor in own if actor.country or actor.name]
            found.extend(own)
            if own and mention.guesses_recipients:
                break  # the likeliest that the tables know
            reason = reason or why
        return _distinct(found), reason

    def _event(
        self,
        text: Tagged,
        mention: EventMention,
        actors: list[Actor],
        recipients: list[Actor],
        inside: Statement | None,
        dates: Sequence[tuple[Date, str | None]],
        unknown: dict[str, str],
    ) -> Event:
        document = text.segmentation.document
        quad, intensity = (
            self._scale.get((mention.event_type, mention.mode or "")) or self._scale[mention.event_type, ""]
        )
        trigger = document.spans([text.offsets(*mention.trigger)])
        date = _date(text, mention, dates)
        if date is None:
            unknown["date"] = "the clause gives no date"
        evidence = {(span.start, span.end) for span in trigger}
        evidence |= {(actor.start, actor.end) for actor in (*actors, *recipients) if actor.end > actor.start}
        return Event(
            id=item_id(
                "event", document.id, mention.event_type, trigger[0].start, [a.start for a in (*actors, *recipients)]
            ),
            report=document.id,
            evidence=document.spans(sorted(evidence)),
            method=METHOD,
            confidence=round(mention.chance, 3),
            unknown=unknown,
            actors=actors,
            recipients=recipients,
            event_type=cast(EventType, mention.event_type),
            mode=mention.mode,
            contexts=list(mention.contexts),
            cameo=mention.cameo,
            quad_class=cast(Literal[1, 2, 3, 4], quad),
            intensity=intensity,
            reality=cast(Reality, _reality(mention, date, document.date)),
            date=date,
            place=None,
            trigger=trigger,
            inside=inside.id if inside is not None else None,
        )


def _all_of(
    participants: Participants, phrases: Sequence[tuple[int, int]], speaker: Actor | None
) -> tuple[list[Actor], str | None]:
    """Return the actors of some phrases, and why one of them is nobody known."""
    found: list[Actor] = []
    reason: str | None = None
    for phrase in phrases:
        resolved = participants.of(phrase, speaker=speaker, in_event=True)
        found.extend(resolved.actors)
        reason = reason or resolved.inferred
        if not any(actor.name or actor.country or actor.code for actor in resolved.actors):
            reason = reason or resolved.reason or "the words name no known actor"
    return _distinct(found), reason


def owned(thing: Actor, owner: Actor) -> Actor:
    """Return the owner of a thing that an act is done to, mentioned by it: "a military base in Syria's desert"."""
    if not thing.start <= owner.start < thing.end:
        return owner
    trail = [*owner.trail, Span(owner.start, owner.end, owner.text)]
    return msgspec.structs.replace(owner, text=thing.text, start=thing.start, end=thing.end, trail=trail)


def of_one_state(
    event_type: str, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """Give those without a country the state of the other side, where both are of one: police and protesters.

    Police and courts act within their state, and protests are against one's own government, police or army.
    """
    return _at_home_with(event_type, actors, recipients), _at_home_with(event_type, recipients, actors)


def _at_home_with(event_type: str, side: Sequence[Actor], other: Sequence[Actor]) -> list[Actor]:
    known = {actor.country for actor in other if actor.country is not None}
    if len(known) != 1:
        return list(side)
    host = next(actor for actor in other if actor.country is not None)
    sectors = {host.sector, *(actor.sector for actor in side)}
    if not sectors & WITHIN_A_STATE and not (event_type == "PROTEST" and {*sectors} & OF_THE_STATE):
        return list(side)
    return [_with_country_of(actor, host) if _is_domestic(actor) else actor for actor in side]


def _is_domestic(actor: Actor) -> bool:
    is_bare = actor.country is None and actor.name is None and actor.code == actor.sector
    is_body = actor.sector == "NGO" and actor.type not in {"people", "person"}
    return (
        is_bare
        and not is_body
        and actor.sector in DOMESTIC
        and not any(word[0].isupper() for word in actor.text.split()[1:])
    )


def _with_country_of(actor: Actor, host: Actor) -> Actor:
    trail = [*actor.trail, Span(host.start, host.end, host.text)]
    return msgspec.structs.replace(actor, country=host.country, code=f"{host.country}{actor.sector or ''}", trail=trail)


def _distinct(actors: Sequence[Actor]) -> list[Actor]:
    """Return the actors, each mention once."""
    return list({(actor.start, actor.end, _who(actor)): actor for actor in actors}.values())


def _is_somebodys_act(
    text: Tagged, mention: EventMention, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> bool:
    """Tell whether a side is known, or at least named by a noun; what nobody known says of a mere thing is no event."""
    sides = (*actors, *recipients)
    if actors and mention.event_type not in DEEDS and all(_is_share(actor) for actor in actors):
        return False
    if any(_is_told(actor) for actor in sides):
        return True
    if actors and all(_is_untraced(actor) for actor in actors) and mention.event_type not in DEEDS:
        return False
    of_things = bool(recipients) and all(actor.type == "other" for actor in recipients)
    if of_things and mention.event_type not in DEEDS:
        return False
    told = mention.recipients
    if mention.guesses_recipients:  # a verb's object is at least sure to be in its clause
        is_object = text.tags[mention.head] in VERB and told and text.tags[told[0][0] - 1] not in {"IN", "TO"}
        told = told[:1] if is_object else ()
    return any(text.tags[at] in NOUN for part in mention.actors + told for at in range(*part))


def _is_share(actor: Actor) -> bool:
    """Tell whether a share of some people is meant, who act together in a poll alone: "18 percent of voters"."""
    return bool({"percent", "%", "percentage"} & set(actor.text.lower().replace("%", " % ").split()))


def _is_untraced(actor: Actor) -> bool:
    """Tell whether an actor is no more than a pronoun that nobody was traced for."""
    return actor.code is None and actor.name is None and actor.text.lower() in UNTRACED


def _is_told(actor: Actor) -> bool:
    """Tell whether a country or body is in the actor's own words: one that only its surroundings tell has a trail."""
    return bool(actor.name or (actor.country and not actor.trail) or (actor.code or "").startswith("IGO"))


def _are_complete(mention: EventMention, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Tell whether both sides are known and not the same, where a mere pattern has to be sure of them."""
    if not actors:
        return False
    if not mention.needs_recipients:
        return True
    if not recipients:
        return mention.reciprocal and len({_who(actor) for actor in actors}) > 1
    return not {_who(actor) for actor in actors} & {_who(actor) for actor in recipients}


def _is_somebody(actor: Actor) -> bool:
    """Tell whether an actor is no mere thing, and of a known country or name."""
    if actor.type == "other" or actor.code is None:
        return False
    return actor.country is not None or actor.name is not None or actor.code.startswith("IGO")


def _reality(mention: EventMention, date: Date | None, report: datetime.date | None) -> str:
    """Return how real an event is: what happened more than a year before the report is history."""
    if mention.reality != "happened" or date is None or date.latest is None or report is None:
        return mention.reality
    long_ago = report - datetime.timedelta(days=DAYS_TO_HISTORY)
    return "historical" if date.latest < long_ago.isoformat() else "happened"


def _who(actor: Actor) -> str:
    """Return what tells an actor from others: a sector alone does not ("soldiers" and "the Marines")."""
    return actor.name or (actor.code if actor.country else None) or actor.text


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
