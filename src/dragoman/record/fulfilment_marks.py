"""Reads in the reports of a record who is said to have kept or broken a promise, and by whom that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.analysis.fulfilment import Frame, Fulfilment, FulfilmentReader, Verdict
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document, Span
from dragoman.record.actor_identity import side_of
from dragoman.record.content_words import ContentWords
from dragoman.record.contents import ReadItem, RecordContents
from dragoman.record.items import ActorMention, Commitment, DocumentItem, Event, Position, Statement
from dragoman.resolution.referents import Actor

__all__ = ["FulfilmentFinder", "Said"]

#: Words by which the speakers of a statement speak of themselves.
OWN = frozenset({"i", "we", "our", "my"})


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody is said to have kept or broken a promise."""

    verdict: Verdict
    frame: Frame
    #: Whose promise: a side, as `side_of` names it.
    side: str
    #: What was promised, in the words of this place.
    action: str
    report: str
    said_on: str
    evidence: Span
    #: Does it stand in somebody's statement?
    is_told: bool
    #: Who says so, as far as known.
    said_by: list[Actor]
    #: The statement or event that it stands in.
    item: str | None


class FulfilmentFinder:
    """Finds all such places in a record."""

    def __init__(self) -> None:
        self._reader = FulfilmentReader()
        self._segmenter = Segmenter()
        self._words = ContentWords()

    def __call__(self, contents: RecordContents, *, until: str) -> list[Said]:
        """Return what reports up to a day say, by day; reports without a day are passed over.

        Args:
            contents: The record.
            until: The last day, ISO 8601.
        """
        by_report: dict[str, list[ReadItem]] = {}
        for item in contents.items:
            if isinstance(item, Statement | Event | Position | Commitment | ActorMention):
                by_report.setdefault(item.report, []).append(item)
        dated = [one for one in contents.documents.values() if one.date is not None and one.date <= until]
        return [
            said
            for document in sorted(dated, key=lambda one: (one.date or "", one.id))
            for said in self._in_document(document, by_report.get(document.id, []))
        ]

    def _in_document(self, item: DocumentItem, items: list[ReadItem]) -> Iterator[Said]:
        document = Document(id=item.id, text=item.text, origin=item.origin)
        segmentation = self._segmenter(document)
        found = self._reader(segmentation)
        if not found:
            return
        actors = list(_actors(items))
        statements = [one for one in items if isinstance(one, Statement)]
        for place in found:
            start, end = segmentation.tokens[place.verb[0]].start, segmentation.tokens[place.verb[1] - 1].end
            holding = _holding(statements, start, end)
            sides = self._sides(segmentation, place, actors, holding)
            if sides is None or item.date is None:
                continue
            yield Said(
                verdict=place.verdict,
                frame=place.frame,
                side=sides,
                action=_text(segmentation, place.action),
                report=item.id,
                said_on=item.date,
                evidence=_evidence(segmentation, place),
                is_told=holding is not None,
                said_by=list(holding.speakers) if holding is not None else [],
                item=holding.id if holding is not None else _event_at(items, start, end),
            )

    def _sides(
        self, segmentation: Segmentation, place: Fulfilment, actors: list[Actor], holding: Statement | None
    ) -> str | None:
        """Return whose promise it is: the subject's, or that of the owner of the promise in the passive."""
        if place.subject_end is not None:
            return self._side_before(segmentation, place.subject_end, actors, holding)
        if place.promise is None:
            return None
        for at in range(place.promise[1] - 1, place.promise[0], -1):  # "Russia's pledge was broken"
            if segmentation.tokens[at].text in {"'s", "’s"}:
                return self._side_before(segmentation, at, actors, holding)
        return None

    def _side_before(
        self, segmentation: Segmentation, end: int, actors: list[Actor], holding: Statement | None
    ) -> str | None:
        first = segmentation.sentence_of(end - 1).first if end else 0
        if end <= first:
            return None
        last = segmentation.tokens[end - 1]
        if last.text.lower() in OWN:
            speakers = holding.speakers if holding is not None else []
            return side_of(speakers[0]) if len(speakers) == 1 else None
        named = [side_of(actor) for actor in actors if actor.end == last.end]
        if named:
            return named[0]
        for start in range(max(first, end - 5), end):  # the longest name of a state that ends here
            text = segmentation.document.text[segmentation.tokens[start].start : last.end]
            keys = self._words.keys(text)
            if len(keys) == 1 and keys[0].startswith("state:") and text[0].isupper():
                return keys[0].removeprefix("state:")
        return None


def _actors(items: Iterable[ReadItem]) -> Iterator[Actor]:
    """Yield the mentions of actors whose side is known."""
    for item in items:
        found: list[Actor] = []
        if isinstance(item, Statement):
            found = [*item.speakers, *item.addressees]
        elif isinstance(item, Event):
            found = [*item.actors, *item.recipients]
        elif isinstance(item, Position):
            found = [item.actor]
        elif isinstance(item, Commitment):
            found = [*item.promisers, *item.promisees]
        elif isinstance(item, ActorMention):
            found = [
                Actor(
                    text=item.text, start=item.start, end=item.end, name=item.name, type=item.type,
                    country=item.country, sector=item.sector, code=item.code,
                )
            ]  # fmt: skip
        yield from (actor for actor in found if side_of(actor) is not None)


def _holding(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """Return the innermost statement whose content holds a place."""
    holding = [
        (span.end - span.start, one.id, one)
        for one in statements
        for span in one.content
        if span.start <= start and end <= span.end
    ]
    return min(holding)[2] if holding else None


def _event_at(items: Iterable[ReadItem], start: int, end: int) -> str | None:
    for item in items:
        if isinstance(item, Event) and any(start <= span.start < end for span in item.trigger):
            return item.id
    return None


def _text(segmentation: Segmentation, place: tuple[int, int]) -> str:
    first, last = place
    if first >= last:
        return ""
    return segmentation.document.text[segmentation.tokens[first].start : segmentation.tokens[last - 1].end]


def _evidence(segmentation: Segmentation, place: Fulfilment) -> Span:
    sentence = segmentation.sentence_of(place.verb[0])
    return segmentation.document.span(sentence.start, sentence.end)
