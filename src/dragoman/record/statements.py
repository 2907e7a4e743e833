"""Builds statements: attributions with speakers, act, openness, certainty and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.analysis.attribution.acts import ActReader
from dragoman.analysis.attribution.reader import CLAUSE_FRAMES, Attribution
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import FINITE, Tagged, VerbGroup, verb_groups
from dragoman.analysis.quotations import Quotation, touching
from dragoman.document import Sentence, Span
from dragoman.record.identity import item_id
from dragoman.record.items import Act, Certainty, Manner, Openness, Statement
from dragoman.resolution.dates import dates_between
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date

__all__ = ["METHOD", "StatementBuilder"]

METHOD = "rules/statements-1"
#: Modals that make a cue something that is not, or not yet, said: "should condemn", "will discuss", "could argue".
UNSAID_MODALS = frozenset({
    "should", "must", "need", "ought", "shall", "would", "could", "may", "might", "can", "will",
    "'ll", "’ll", "'d", "’d",
    "ca", "wo", "cannot",
})  # fmt: skip
SAYING_FRAMES = CLAUSE_FRAMES | {"according"}
#: An adverbial of occasion or channel reaches at most this many tokens.
LONGEST_ADVERBIAL = 12
ADVERBIAL_PREPOSITIONS = frozenset({"in", "at", "during", "on", "via", "through", "by", "across", "after", "before"})

Range = tuple[int, int]


class StatementBuilder:
    """Turns the attributions of a document into statements."""

    def __init__(self, acts: ActReader, modality: ModalityReader) -> None:
        self._acts = acts
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
        order = sorted(range(len(attributions)), key=lambda index: (attributions[index].head, index))
        # an outer statement first, so that "I" within it can be traced to its speaker
        order.sort(key=lambda index: _depth(attributions, index))
        for index in order:
            found = attributions[index]
            unsaid = found.modal is not None and text.word(found.modal) in UNSAID_MODALS
            if unsaid or self._acts.is_silence(found):
                continue
            parent = _built_parent(attributions, index, built)
            statement = self._statement(text, found, parent, quotations, participants, dates)
            if statement.speakers or found.source is None or _is_surely_said(text, found, statement):
                built[index] = statement
        return built

    def _statement(
        self,
        text: Tagged,
        found: Attribution,
        parent: Statement | None,
        quotations: Sequence[Quotation],
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Statement:
        document = text.segmentation.document
        unknown: dict[str, str] = {}
        speakers, reason = self._speakers(text, found, parent, participants)
        if reason is not None:
            unknown["speakers"] = reason
        addressees = participants.of(found.addressee).actors if found.addressee else []
        source = document.spans([text.offsets(*found.source)] if found.source else [])
        cue = document.spans([text.offsets(*found.cue)])
        content = document.spans([text.offsets(*part) for part in found.content])
        sentence = text.segmentation.sentence_of(found.head)
        around = _around(found, sentence)
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
            act=cast(Act, self._acts.act(text, found)),
            addressees=[actor for actor in addressees if actor.name or actor.country or actor.sector],
            inside=parent.id if parent is not None else None,
            publishers=[document.publisher] if document.publisher else [],
            named=any(actor.name is not None for actor in speakers),
            openness=self._openness(text, around),
            certainty=self._certainty(text, found, around),
            said_on=said_on,
            occasion=self._adverbial(text, "occasion", clause),
            channel=self._adverbial(text, "channel", clause),
        )

    def _speakers(
        self, text: Tagged, found: Attribution, parent: Statement | None, participants: Participants
    ) -> tuple[list[Actor], str | None]:
        if found.source is None:
            return [], "the text names no source"
        outer = parent.speakers[0] if parent is not None and len(parent.speakers) == 1 else None
        resolved = participants.of(found.source, speaker=outer)
        known = [actor for actor in resolved.actors if actor.name is not None or actor.type != "other"]
        if parent is None:
            participants.note_speakers(text.offsets(*found.cue)[0], resolved.actors)
        reason = resolved.reason
        if reason is None and any(actor.name is None for actor in resolved.actors):
            reason = "the text gives no name"
        return known, reason or (None if known else "the source is no known actor")

    def _openness(self, text: Tagged, around: Sequence[Range]) -> Openness:
        if self._modality.has(text, "leaked", around):
            return "leaked"
        return "private" if self._modality.has(text, "private", around) else "public"

    def _certainty(self, text: Tagged, found: Attribution, around: Sequence[Range]) -> Certainty:
        """Read how the content is put forward: denied by the cue, hedged in cue or main clause, or asserted."""
        if found.negated or self._acts.act(text, found) == "denies":
            return "denied"
        if self._modality.has(text, "hedge", [(found.cue[0] - 2 if found.cue[0] >= 2 else 0, found.cue[1])]):
            return "hedged"
        first, last = found.content[0]
        if last - first > 120:
            return "asserted"
        group = _main_verb(text, first, last)
        if group is not None and self._modality.hedges(text, group):
            return "hedged"
        if group is not None and self._modality.has(text, "hedge", [(first, min(last, group.last))]):
            return "hedged"
        return "asserted"

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


def _is_surely_said(text: Tagged, found: Attribution, statement: Statement) -> bool:
    """Tell whether something was said even if it is not known by whom.

    "The sector supports growth" and "meetings offer a chance" have the form of a statement and are none. Kept are
    quotations; clauses behind a name ("Amazon said that"), "he" or "she"; and what a noun that can speak says.
    """
    if statement.manner != "indirect":
        return True
    source = range(*found.source) if found.source is not None else range(0)
    if any(
        text.word(at) in {"it", "this", "that", "these", "those", "which", "there", "what", "who"} for at in source[:1]
    ):
        return False
    is_clause = found.frame in SAYING_FRAMES or found.position in {"after", "inverted"}
    reason = statement.unknown.get("speakers", "")
    if any(word in reason for word in ("trace", "person", "author")):
        return is_clause or text.word(source[0]) in {"he", "she", "his", "her"}
    return is_clause and any(text.tags[at] in {"NNP", "NNPS"} for at in source)


def _depth(attributions: Sequence[Attribution], index: int) -> int:
    depth, parent = 0, attributions[index].inside
    while parent is not None and depth < len(attributions):
        depth, parent = depth + 1, attributions[parent].inside
    return depth


def _built_parent(attributions: Sequence[Attribution], index: int, built: dict[int, Statement]) -> Statement | None:
    parent = attributions[index].inside
    while parent is not None and parent not in built:
        parent = attributions[parent].inside
    return built[parent] if parent is not None else None


def _around(found: Attribution, sentence: Sentence) -> list[Range]:
    """Return the parts of the cue's sentence that lie outside source and content."""
    taken = sorted([*found.content, *([found.source] if found.source else [])])
    parts, at = [], sentence.first
    for first, last in taken:
        if first > at:
            parts.append((at, min(first, sentence.last)))
        at = max(at, last)
    if at < sentence.last:
        parts.append((at, sentence.last))
    return parts


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


def _main_verb(text: Tagged, first: int, last: int) -> VerbGroup | None:
    """Return the first finite verb group of a content."""
    for group in verb_groups(text, Sentence(0, 0, first, last, 0)):
        if not group.infinitive and text.tags[group.first] != "VBG":
            return group
    return None


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
