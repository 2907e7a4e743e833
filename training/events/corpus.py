"""The event sentences as the heads are taught them.

Each set teaches what it knows: PLOVER types of whole sentences, with the phrases of source and target (`plv_train`);
quad classes (`conflibert_quad_train`); spans of source and target (`cameo_ner_train`); and everything, down to the
trigger and its reality (the hand labels and the sentences that we wrote).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dragoman.analysis.events.labels import REALITIES
from training.events.labels import labelled, lines_of, read_labels
from training.statements.corpus import SHARED
from training.statements.labels import LABELS

__all__ = [
    "FOLDS",
    "EventSentence",
    "SentenceEvent",
    "fold_of",
    "fold_of_document",
    "own_rows",
    "own_sentences",
    "sentences",
]

FOLDS = 5
#: In `plv_train` these two are one.
YIELD = ("RETREAT", "CONCEDE")
CLOSING = frozenset(",.;:!?%)]}'”’")
OPENING = frozenset("([{“‘$")
Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SentenceEvent:
    """One event; half-open characters of the sentence."""

    #: Types that it may be: one, or the two that a set does not tell apart; none if the set has no types.
    types: tuple[str, ...]
    trigger: Ranges
    actors: Ranges
    recipients: Ranges
    #: Index in `REALITIES`, or -1 where it is not labelled.
    reality: int = -1


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence, what is known of its events, and what is not."""

    name: str
    text: str
    events: list[SentenceEvent] = field(default_factory=list)
    #: The set it comes from.
    origin: str = ""
    #: Whether `events` are all there are, with their types.
    has_types: bool = True
    #: Whether every event has its trigger.
    has_triggers: bool = False
    #: Quad class of the set that knows no more; -1 elsewhere.
    quad: int = -1
    #: What its fold is drawn by: a document is never in two.
    document: str = ""


def fold_of(sentence: EventSentence) -> int:
    """Return the fold of a sentence, by its document: the same on every run."""
    return fold_of_document(sentence.document or key(sentence.text))


def fold_of_document(name: str) -> int:
    """Return the fold of a document by its id: the same on every run."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def key(text: str) -> str:
    """Return the letters and digits of a text: the same for one sentence in two sets."""
    return "".join(character for character in text.lower() if character.isalnum())


def sentences(folder: Path | None = None) -> list[EventSentence]:
    """Return the sentences of all sets that are there."""
    folder = folder or SHARED / "data" / "events"
    labels = {origin: list(labelled(origin)) for origin in ("hand", "quad0")}
    spans = {key(one.text): one for one in _spans(folder / "cameo_ner_train.txt")}
    read_again = {row["document"] for row in read_labels("quad0")}
    found = list(_plover(folder / "plv_train.jsonl"))
    for one in _quads(folder / "conflibert_quad_train.jsonl"):
        twin = spans.pop(key(one.text), None)  # half of the sentences stand in both sets
        if one.name not in read_again:
            found.append(_with_spans(one, twin))
    found += spans.values()
    for origin, rows in labels.items():
        found += [_labelled(origin, *row) for row in rows]
    return found + own_sentences()


def own_sentences() -> list[EventSentence]:
    """Return the sentences that we wrote ourselves."""
    return [_labelled("own", *row) for row in own_rows()]


def own_rows() -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    """Yield document, name, text and events of each sentence that we wrote, as `labelled` does of the drawn ones."""
    for path in sorted(LABELS.glob("own_*.jsonl")):
        for number, line in enumerate(lines_of(path)):
            row = json.loads(line)
            yield f"{path.stem}-{number}", f"{path.stem}-{number}", row["text"], row["events"]


def _labelled(origin: str, document: str, name: str, text: str, events: Sequence[dict[str, Any]]) -> EventSentence:
    found = [
        SentenceEvent(
            (one["type"],), _pairs(one["trigger"]), _pairs(one["actors"]), _pairs(one["recipients"]),
            REALITIES.index(one["reality"]),
        )
        for one in events
    ]  # fmt: skip
    return EventSentence(name, text, found, origin, has_triggers=True, document=document)


def _pairs(ranges: Sequence[Sequence[int]]) -> Ranges:
    return [(start, end) for start, end in ranges]


def _plover(path: Path) -> Iterator[EventSentence]:
    for line in lines_of(path):
        row = json.loads(line)
        events = []
        for one in row["events"]:
            kind = one["event_type"]
            types = YIELD if kind == "YIELD" else (kind,)
            events.append(
                SentenceEvent(
                    types, [], _found(row["text"], one["source_text"]), _found(row["text"], one["target_text"])
                )
            )
        yield EventSentence(row["id"], row["text"], events, "plv_train")


def _found(text: str, phrases: Sequence[str]) -> Ranges:
    places = [(text.find(phrase), len(phrase)) for phrase in phrases if phrase]
    return [(at, at + length) for at, length in places if at >= 0]


def _quads(path: Path) -> Iterator[EventSentence]:
    for line in lines_of(path):
        row = json.loads(line)
        yield EventSentence(row["id"], row["text"], [], "conflibert_quad", has_types=False, quad=row["quad"])


def _with_spans(one: EventSentence, twin: EventSentence | None) -> EventSentence:
    """Return a sentence of the quad set with the spans that the other set has, moved into its own text."""
    if twin is None:
        return one
    where = [at for at, character in enumerate(one.text) if character.isalnum()]
    theirs = {at: rank for rank, at in enumerate(i for i, c in enumerate(twin.text) if c.isalnum())}

    def moved(ranges: Ranges) -> Ranges:
        inside = [[where[theirs[at]] for at in range(low, high) if at in theirs] for low, high in ranges]
        return [(places[0], places[-1] + 1) for places in inside if places]

    events = [SentenceEvent((), [], moved(event.actors), moved(event.recipients)) for event in twin.events]
    return replace(one, events=events)


def _spans(path: Path) -> Iterator[EventSentence]:
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    for number, block in enumerate(blocks):
        cells = [line.split() for line in block.splitlines() if line.strip()]
        text, places = "", []
        for word, *_ in cells:
            joins = not text or word[0] in CLOSING or text[-1] in OPENING or word in {"n't", "'s", "’s"}
            text += ("" if joins else " ") + word
            places.append((len(text) - len(word), len(text)))
        kinds = [cell[-1] for cell in cells]
        event = SentenceEvent((), _runs(kinds, places, "R"), _runs(kinds, places, "S"), _runs(kinds, places, "T"))
        yield EventSentence(f"CAMEO-NER-{number}", text, [event], "cameo_ner", has_types=False)


def _runs(kinds: Sequence[str], places: Ranges, role: str) -> Ranges:
    found: Ranges = []
    for at, kind in enumerate(kinds):
        if not kind.endswith(f"-{role}"):
            continue
        if found and kind[0] == "I" and kinds[at - 1].endswith(f"-{role}"):
            found[-1] = (found[-1][0], places[at][1])
        else:
            found.append(places[at])
    return found
