"""Builds statements: attributions with speakers, act, openness, certainty and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.analysis.attribution.attributes import parts_around
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.attribution.spoken_turns import TURN
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.analysis.quotations import Quotation, touching
from dragoman.document import Span
from dragoman.record.identity import item_id
from dragoman.record.items import Act, Certainty, Manner, Openness, Statement
from dragoman.resolution.dates import dates_between
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date

__all__ = ["METHOD", "StatementBuilder"]

METHOD = "reader-1"
#: An adverbial of occasion or channel reaches at most this many tokens.
LONGEST_ADVERBIAL = 12
FIRST_PERSON = frozenset({"i", "we"})
ADVERBIAL_PREPOSITIONS = frozenset({"in", "at", "during", "on", "via", "through", "by", "across", "after", "before"})

Range = tuple[int, int]


class StatementBuilder:
    """Turns the attributions of a document into statements."""

    def __init__(self, modality: ModalityReader) -> None:
        self._modality = modality

    def build(
        self,
        text: Tagged,
        attributions: Sequence[Attribution],
        quotations: Sequence[Quotation],
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> dict[int, Statement]:
        """Return a statement for each index of an attribution that says that somebody said something."""
        built: dict[int, Statement] = {}
        voices: dict[int, Actor | None] = {}
        order = sorted(range(len(attributions)), key=lambda index: (attributions[index].head, index))
        # an outer statement first, so that "I" within it can be traced to its speaker
        order.sort(key=lambda index: _depth(attributions, index))
        for index in order:
            found = attributions[index]
            parent = built.get(found.inside) if found.inside is not None else None
            outer = voices.get(found.inside) if found.inside is not None else None
            built[index] = self._statement(text, found, parent, outer, quotations, participants, dates)
            voices[index] = _voice(text, found, built[index], outer)
        return built

    def _statement(
        self,
        text: Tagged,
        found: Attribution,
        parent: Statement | None,
        outer: Actor | None,
        quotations: Sequence[Quotation],
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Statement:
        document = text.segmentation.document
        unknown: dict[str, str] = {}
        speakers, reason = self._speakers(text, found, outer, participants)
        if reason is not None:
            unknown["speakers"] = reason
        addressees = participants.of(found.addressee).actors if found.addressee else []
        source = document.spans([text.offsets(*found.source)] if found.source else [])
        cue = document.spans([text.offsets(*found.cue)])
        content = document.spans([text.offsets(*part) for part in found.content])
        sentence = text.segmentation.sentence_of(found.head)
        around = parts_around(found, sentence)
        clause = _own_clause(found, around)
        said_on, date_reason = _said_on(text, clause, found, dates)
        if date_reason is not None:
            unknown["said_on"] = date_reason
        return Statement(
            id=item_id("statement", document.id, [[s.start, s.end] for s in (*cue, *content)]),
            report=document.id,
            evidence=sorted([*source, *cue, *content]),
            method=METHOD,
            confidence=round(found.chance, 3),
            unknown=unknown,
            source=source,
            cue=cue,
            content=content,
            speakers=speakers,
            manner=_manner(found, quotations),
            act=cast(Act, found.act),
            addressees=[actor for actor in addressees if actor.name or actor.country or actor.sector],
            inside=parent.id if parent is not None else None,
            publishers=[document.publisher] if document.publisher else [],
            named=any(actor.name is not None for actor in speakers),
            openness=cast(Openness, found.openness),
            certainty=cast(Certainty, found.certainty),
            said_on=said_on,
            occasion=self._adverbial(text, "occasion", clause),
            channel=self._adverbial(text, "channel", clause),
        )

    def _speakers(
        self, text: Tagged, found: Attribution, outer: Actor | None, participants: Participants
    ) -> tuple[list[Actor], str | None]:
        if found.source is None:
            return [], "the text names no source"
        resolved = participants.of(found.source, speaker=outer)
        known = [actor for actor in resolved.actors if actor.name is not None or actor.type != "other"]
        if found.inside is None:
            participants.note_speakers(text.offsets(*found.cue)[0], resolved.actors)
        reason = resolved.reason
        if reason is None and any(actor.name is None for actor in resolved.actors):
            reason = "the text gives no name"
        return known, reason or (None if known else "the source is no known actor")

    def _adverbial(self, text: Tagged, category: str, around: Sequence[Range]) -> list[Span] | None:
        """Return "in an interview with CNN" and the like, from where the cue's own clause has it."""
        for first, last in around:
            for at in range(first, last):
                if text.word(at) not in ADVERBIAL_PREPOSITIONS:
                    continue
                end = _adverbial_end(text, at, last)
                if self._modality.has(text, category, [(at, min(end, at + 6))]):
                    return [text.segmentation.document.span(*text.offsets(at + 1, end))]
        return None


def _voice(text: Tagged, found: Attribution, statement: Statement, outer: Actor | None) -> Actor | None:
    """Return whose words the content of a statement is: "we hear" within somebody's words stays his."""
    if found.source is not None and text.word(found.source[0]) in FIRST_PERSON and outer is not None:
        return outer
    return statement.speakers[0] if len(statement.speakers) == 1 else None


def _depth(attributions: Sequence[Attribution], index: int) -> int:
    depth, parent = 0, attributions[index].inside
    while parent is not None and depth < len(attributions):
        depth, parent = depth + 1, attributions[parent].inside
    return depth


def _own_clause(found: Attribution, around: Sequence[Range]) -> list[Range]:
    """Return the parts that belong to the cue: behind the content, a date or a place is the content's own."""
    if found.position not in {"before", "noun"}:
        return list(around)
    return [(first, last) for first, last in around if first < found.content[-1][1]]


def _said_on(
    text: Tagged, clause: Sequence[Range], found: Attribution, dates: Sequence[tuple[Date, str | None]]
) -> tuple[Date | None, str | None]:
    """Return the date that stands in the cue's own clause, and why there is none or it has no value."""
    cue = text.offsets(*found.cue)
    here: list[tuple[int, Date, str | None]] = []
    for first, last in clause:
        start, end = text.offsets(first, last)
        for date, reason in dates_between(dates, start, end):
            if not (start <= date.start and date.end <= end and date.type in {"DATE", "TIME"}):
                continue
            if not _may_date_a_saying(text, date):
                continue
            if not _is_another_clause(text, (first, last), date, found):
                here.append((max(date.start - cue[1], cue[0] - date.end), date, reason))
    if not here:
        return None, "the text does not say when"
    _, date, reason = min(here, key=lambda near: near[0])
    return date, reason


def _may_date_a_saying(text: Tagged, date: Date) -> bool:
    """Tell whether a date can be the day of a statement: a day or week, not to come, and no part of a name.

    "The 1951 Agreement" and "the July anniversary" date other things; a "Monday meeting" is where something is said.
    """
    document = text.segmentation.document
    if date.timex == "PRESENT_REF":  # "now" begins many a sentence and dates none
        return False
    if document.date is not None and date.earliest is not None and date.earliest > document.date.isoformat():
        return False
    return date.value is None or len(date.value) > len("2026-02")


def _is_another_clause(text: Tagged, part: Range, date: Date, found: Attribution) -> bool:
    """Tell whether a finite verb of its own stands between a date and the words that report."""
    tokens = text.segmentation.tokens
    behind = [at for at in range(*part) if tokens[at].start >= date.end]
    before = [at for at in range(*part) if tokens[at].end <= date.start]
    between = behind if date.start < tokens[found.head].start else before
    verbs = {at for at in between if text.tags[at] in FINITE}
    return bool(verbs - set(range(*found.cue)))


def _manner(found: Attribution, quotations: Sequence[Quotation]) -> Manner:
    if found.frame == TURN:
        return "direct"  # a transcript gives the speaker's own words

    def quoted(first: int, last: int) -> int:
        near = touching(quotations, first, last)
        return sum(max(0, min(q.last, last) - max(q.first, first)) for q in near)

    total = sum(last - first for first, last in found.content)
    inside = sum(quoted(first, last) for first, last in found.content)
    if any(quotation.covers(found.head) for quotation in touching(quotations, found.head, found.head + 1)):
        inside = 0  # reported within somebody else's quotation
    if 0 < inside >= total - 1:
        return "direct"
    return "mixed" if inside > 0 else "indirect"


def _adverbial_end(text: Tagged, at: int, last: int) -> int:
    end = at + 1
    while (
        end < last
        and end - at < LONGEST_ADVERBIAL
        and text.word(end) not in {",", ".", "—", "–", "--", ";", ":", "that", "and"}
    ):
        if text.tags[end] in {"VBD", "VBZ", "MD", "WP"}:
            break
        end += 1
    return max(end, at + 2) if at + 2 <= last else last
