"""Builds commitments from promises.

A commitment is a discrete, specific and future-oriented undertaking, as the G7 Research Group defines it in its
compliance coding manual. Nothing is called kept or broken here: that takes evidence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.undertakings import Undertaking
from dragoman.document import Sentence
from dragoman.record.identity import item_id
from dragoman.record.items import Commitment, CommitmentStatus, Statement
from dragoman.resolution.dates import dates_between
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date

__all__ = ["METHOD", "CommitmentBuilder"]

METHOD = "rules/commitments-2"
#: Of promises in so many words: judged by reading, not calibrated.
CONFIDENCE = 0.75
#: Of "will" and the like: as many are right of all found in labelled passages (`benchmarks/positions.py`).
CONFIDENCE_OF_UNDERTAKING = 0.55
PROMISING = frozenset({
    "promise", "pledge", "vow", "undertake", "guarantee", "swear", "commit", "promises", "pledges", "vows",
    "commitment", "commitments", "undertaking",
})  # fmt: skip
#: Words before a date that make it a due date.
DUE_PREPOSITIONS = frozenset({"by", "before", "until", "within", "than", "in", "on"})
#: Verb forms of "has yet to explain how": the report says that there is no plan yet.
WITHOUT_PLAN = (
    ("yet", "to", "explain"), ("yet", "to", "say", "how"), ("without", "saying", "how"), ("without", "explaining"),
    ("without", "giving", "details"), ("did", "not", "say", "how"), ("did", "not", "explain", "how"),
    ("not", "said", "how"), ("not", "explained", "how"),
)  # fmt: skip
FEWEST_TOKENS = 2

Range = tuple[int, int]


class CommitmentBuilder:
    """Turns promises among the attributions into commitments."""

    def __init__(self, modality: ModalityReader) -> None:
        self._modality = modality

    def build(
        self,
        text: Tagged,
        found: Attribution,
        statement: Statement | None,
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
        sentence: Sentence,
    ) -> Commitment | None:
        """Return the commitment that an attribution reports, or `None` if it is none."""
        action = _action(text, found)
        if action is None or found.source is None:
            return None
        promisers = statement.speakers if statement is not None else participants.of(found.source).actors
        promisees = participants.of(found.addressee).actors if found.addressee else []
        return self._commitment(text, action, found.cue, promisers, promisees, statement, dates, sentence)

    def of_undertaking(
        self,
        text: Tagged,
        found: Undertaking,
        statement: Statement | None,
        participants: Participants,
        dates: Sequence[tuple[Date, str | None]],
    ) -> Commitment | None:
        """Return the commitment of an undertaking, or `None` if it is not known that a state or body binds itself."""
        speaker = statement.speakers[0] if statement is not None and len(statement.speakers) == 1 else None
        promisers = [one for one in participants.of(found.promisers, speaker=speaker).actors if _can_bind(one)]
        sentence = text.segmentation.sentence_of(found.action[0])
        return self._commitment(
            text, found.action, found.cue, promisers, [], statement, dates, sentence, CONFIDENCE_OF_UNDERTAKING
        )

    def _commitment(
        self,
        text: Tagged,
        action: Range,
        cue_words: Range,
        promisers: Sequence[Actor],
        promisees: Sequence[Actor],
        statement: Statement | None,
        dates: Sequence[tuple[Date, str | None]],
        sentence: Sentence,
        confidence: float = CONFIDENCE,
    ) -> Commitment | None:
        promisers = [actor for actor in promisers if actor.code is not None or actor.name is not None]
        if not promisers:
            return None
        document = text.segmentation.document
        due, due_reason = _due(text, action, dates)
        condition = self._condition(text, action)
        status: CommitmentStatus = _status(due, document.date.isoformat() if document.date else None)
        plan = False if _is_without_plan(text, sentence) else None
        unknown = {"due": due_reason} if due_reason else {}
        if status == "unknown":
            unknown["status"] = _why_unknown(due)
        if plan is None:
            unknown["plan_stated"] = "the sentence does not say"
        spans = document.spans([text.offsets(*action)])
        cue = document.span(*text.offsets(*cue_words))
        evidence = {cue, *spans, *(document.span(a.start, a.end) for a in promisers)}
        return Commitment(
            id=item_id("commitment", document.id, cue.start, [[s.start, s.end] for s in spans]),
            report=document.id,
            evidence=sorted(evidence),
            method=METHOD,
            confidence=confidence,
            unknown=unknown,
            promisers=promisers,
            promisees=[actor for actor in promisees if actor.code is not None or actor.name is not None],
            action=spans,
            due=due,
            condition=document.spans([text.offsets(*condition)] if condition else []),
            plan_stated=plan,
            status=status,
            status_on=document.date.isoformat() if document.date else None,
            statements=[statement.id] if statement is not None else [],
        )

    def _condition(self, text: Tagged, action: Range) -> Range | None:
        for at in range(action[0] + 1, action[1] - 2):
            if self._modality.has(text, "condition", [(at, at + 1)]):
                return (at, action[1])
        return None


def _can_bind(actor: Actor) -> bool:
    """Tell whether somebody is known and speaks for a state or a body: not a party's candidate, nor a company."""
    code = actor.code or ""
    return actor.type != "other" and (code == actor.country or code[3:6] in {"GOV", "MIL"} or code[:3] == "IGO")


def _action(text: Tagged, found: Attribution) -> Range | None:
    """Return the words that say what is promised."""
    if found.lemma not in PROMISING or found.negated or found.modal is not None:
        return None
    first, last = found.content[0]
    if found.frame == "to" and text.word(first) == "to":
        if first + 1 >= last or text.tags[first + 1] in {"VBG", "NNS", "NNP", "DT", "PRP$"}:
            return None  # "committed to expanding": a direction, nothing that could be kept
        first += 1
    elif found.frame in {"that", "clause"}:
        if not any(
            text.word(at) in {"will", "would", "shall", "’ll", "'ll"} for at in range(first, min(last, first + 12))
        ):
            return None
        first += text.word(first) == "that"
    elif (
        found.frame == "phrase"
        and found.lemma != "commit"
        and any(text.tags[at] in {"CD", "$"} for at in range(first, last))
    ):
        pass  # a sum or a number of things is specific: "pledged $500 million to Kenya"
    else:
        return None
    return (first, last) if last - first >= FEWEST_TOKENS else None


def _due(text: Tagged, action: Range, dates: Sequence[tuple[Date, str | None]]) -> tuple[Date | None, str | None]:
    """Return the date by which it is to be done, and why it is not known."""
    start, end = text.offsets(*action)
    report = text.segmentation.document.date
    for date, reason in dates_between(dates, start, end):
        if not (start <= date.start and date.end <= end) or date.type == "SET":
            continue
        before = text.segmentation.document.text[start : date.start].split()
        if not before or before[-1].lower() not in DUE_PREPOSITIONS | {"the"}:
            continue
        if date.type == "DURATION":
            if before[-1].lower() == "within":
                return date, None
            continue
        if report is not None and date.latest is not None and date.latest < report.isoformat():
            continue  # a date of the past is not due
        return date, reason if date.value is None else None
    return None, "the text gives no date"


def _status(due: Date | None, on: str | None) -> CommitmentStatus:
    if due is None or due.earliest is None or due.latest is None or on is None:
        return "unknown"
    if on < due.earliest:
        return "open"
    return "due" if on <= due.latest else "overdue"


def _why_unknown(due: Date | None) -> str:
    if due is not None and due.type == "DURATION":
        return "the time is counted from the day of the promise"
    if due is None or due.latest is None:
        return "no due date is known"
    return "the report's date is not known"


def _is_without_plan(text: Tagged, sentence: Sentence) -> bool:
    words = [text.word(at) for at in range(sentence.first, sentence.last)]
    return any(
        tuple(words[at : at + len(form)]) == form for form in WITHOUT_PLAN for at in range(len(words) - len(form) + 1)
    )
