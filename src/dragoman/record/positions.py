"""Builds positions: stances whose holder is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.analysis.phrases import NOUN, Tagged, noun_phrase_from
from dragoman.analysis.stance_mention import StanceMention
from dragoman.record.events import Holders
from dragoman.record.identity import item_id
from dragoman.record.items import Certainty, Position, Stance, Statement
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Issue

__all__ = ["METHOD", "PositionBuilder"]

METHOD = "rules/positions-2"
#: As many are right of those found in the labelled passages that rules were not tuned on (`benchmarks/positions.py`).
CONFIDENCE = 0.55
#: Shorter or longer proposals, in tokens, are cuts of the wrong place.
PROPOSAL_TOKENS = (2, 70)
#: Words that lead to the issue rather than name it: "*engage in discussions about* nuclear arms".
LEADING_PREPOSITIONS = frozenset({"about", "over", "regarding", "concerning"})
#: Nouns that gather issues: "discuss global *issues*, including X and Y".
GATHERING = frozenset({"issues", "matters", "topics", "questions", "subjects", "concerns", "challenges", "problems"})
LONGEST_LABEL = 10

Range = tuple[int, int]


class PositionBuilder:
    """Turns stances into positions."""

    def build(
        self,
        text: Tagged,
        mention: StanceMention,
        holders: Holders,
        participants: Participants,
    ) -> list[Position]:
        """Return the positions of a stance: one for each known holder and each issue that it lists."""
        low, high = PROPOSAL_TOKENS
        if not low <= mention.towards[1] - mention.towards[0] <= high:
            return []
        inside = holders.holding(mention.head)
        said_by = holders.told_by(mention.head)
        actors, reason = _holders(text, mention, inside, participants)
        actors = [actor for actor in actors if _is_known(actor)]
        disputers = participants.of(mention.disputed_by).actors if mention.disputed_by else []
        listed = _listed_issues(text, mention.towards)
        related = said_by or inside
        parts = [(mention.towards, None)] if not listed else [(listed[0], issue) for issue in listed[1:]]
        return [
            self._position(text, mention, towards, issue, actor, disputers, related, reason)
            for towards, issue in parts
            for actor in actors
        ]

    def _position(
        self,
        text: Tagged,
        mention: StanceMention,
        towards: Range,
        issue: Range | None,
        actor: Actor,
        disputers: Sequence[Actor],
        statement: Statement | None,
        reason: str | None,
    ) -> Position:
        document = text.segmentation.document
        spans = document.spans([text.offsets(*part) for part in ((towards, issue) if issue else (towards,)) if part])
        cue = document.span(*text.offsets(mention.head, mention.head + 1))
        disputed_by = [disputer for disputer in disputers if disputer.code is not None]
        unknown = {}
        if document.date is None:
            unknown["as_of"] = "the report's date is not known"
        if actor.name is None and reason:
            unknown["actor"] = reason
        evidence = {*spans, cue, *(document.span(a.start, a.end) for a in (actor, *disputed_by))}
        return Position(
            id=item_id("position", document.id, mention.stance, actor.start, [[s.start, s.end] for s in spans]),
            report=document.id,
            evidence=sorted(evidence),
            method=METHOD,
            confidence=CONFIDENCE,
            unknown=unknown,
            actor=actor,
            issue=Issue(label=_short(text, issue) if issue else _label(text, towards)),
            towards=spans,
            stance=cast(Stance, mention.stance),
            certainty=_certainty(mention, statement),
            as_of=document.date.isoformat() if document.date else None,
            disputed_by=disputed_by,
            statements=[statement.id] if statement is not None else [],
        )


def _certainty(mention: StanceMention, statement: Statement | None) -> Certainty:
    if mention.doubtful or (statement is not None and statement.certainty == "hedged"):
        return "hedged"
    return "asserted"


def _is_known(actor: Actor) -> bool:
    return actor.type != "other" and actor.code is not None and not (actor.country is None and actor.name is None)


def _holders(
    text: Tagged, mention: StanceMention, inside: Statement | None, participants: Participants
) -> tuple[list[Actor], str | None]:
    speaker = inside.speakers[0] if inside is not None and len(inside.speakers) == 1 else None
    if mention.holder is None:
        return [speaker] if speaker is not None else [], None
    if text.word(mention.holder[0]) in {"which", "that", "who"}:
        return [], None
    resolved = participants.of(mention.holder, speaker=speaker)
    return list(resolved.actors), resolved.reason


def _listed_issues(text: Tagged, towards: Range) -> list[Range]:
    """Return the proposal and the issues that it lists: "discuss issues, including X and Y"."""
    first, last = towards
    for at in range(first + 1, last - 2):
        if text.word(at) != "including" or text.word(at - 1) != "," or text.word(at - 2) not in GATHERING:
            continue
        phrase = noun_phrase_from(text, at + 1, last)
        if phrase is None:
            return []
        stop = phrase[1]
        while stop < last and text.word(stop) in {"in", "on", "with", "over"}:
            following = noun_phrase_from(text, stop + 1, last)
            if following is None:
                break
            stop = following[1]
        issues, start = [], at + 1
        for here in range(at + 1, stop):
            if text.word(here) in {"and", ","} and here > start:
                issues.append((start, here))
                start = here + 1
        issues.append((start, stop))
        return [(first, at - 1), *issues] if len(issues) > 1 else []
    return []


def _label(text: Tagged, towards: Range) -> str:
    """Return a few words that name the issue: the first noun phrase, behind "talks about" if there is that."""
    first, last = towards
    for at in range(first, min(last - 1, first + 8)):
        if text.word(at) in LEADING_PREPOSITIONS and at > first:
            phrase = noun_phrase_from(text, at + 1, last)
            if phrase is not None and any(text.tags[i] in NOUN for i in range(*phrase)):
                return _short(text, phrase)
    for at in range(first, last):
        phrase = noun_phrase_from(text, at, last)
        if phrase is not None and any(text.tags[i] in NOUN for i in range(*phrase)):
            return _short(text, phrase)
    return _short(text, towards)


def _short(text: Tagged, phrase: Range) -> str:
    first, last = phrase
    while first + 1 < last and text.tags[first] in {"DT", "PRP$"}:
        first += 1
    return " ".join(text.text(first, min(last, first + LONGEST_LABEL)).split())
