"""Events against four development sets: `python benchmarks/events.py`."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from common import find_shared, percent, read_lines, report, run_scorer, shared
from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Event
from dragoman.resolution.referents import Actor

#: Set, file, options of the scorer, and whether its actor codes mean anything.
SETS = (
    ("plv_train", "data/events/plv_train.jsonl", ("--merge-yield",), False),
    ("petr2_gsr", "data/events/petr2_gsr.jsonl", (), True),
    ("petr_unit_cameo", "data/events/petr_unit_cameo.jsonl", ("--code-mode",), True),
)
QUAD_SET = "data/events/conflibert_quad_train.jsonl"
#: Class 0 of the quad set: plain statements, no event of PLOVER.
NO_EVENT = 0


def codes(actors: Sequence[Actor]) -> list[str]:
    """Return the codes of the actors that have one."""
    return [actor.code for actor in actors if actor.code]


def read_events(pipeline: Pipeline, name: str, text: str, **known: Any) -> list[Event]:
    """Return the events of a text, but for those of which it says that they did not happen.

    Args:
        pipeline: Reads it.
        name: The id of the document.
        text: Its text.
        known: What else is known of it, by the fields of `Document`.
    """
    items = pipeline.read(Document(id=name, text=text, origin=name, **known))
    return [item for item in items if isinstance(item, Event) and item.reality != "negated"]


def predicted(pipeline: Pipeline, sentence: dict[str, Any]) -> dict[str, object]:
    """Return the events of one sentence as the scorer wants them."""
    return {
        "id": sentence["id"],
        "events": [predicted_event(event) for event in read_events(pipeline, sentence["id"], sentence["text"])],
    }


def predicted_event(event: Event) -> dict[str, object]:
    """Return an event as the scorer wants it."""
    return {
        "source": codes(event.actors),
        "target": codes(event.recipients),
        "event_type": event.event_type,
        "mode": event.mode,
        "cameo": event.cameo,
    }


def quad_class(found: Sequence[Event]) -> int:
    """Return the class of the event that is surest (of equals, the first), or that there is none."""
    return max(found, key=lambda event: event.confidence).quad_class if found else NO_EVENT


def quad_measures(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return on how many sentences of classes 1 to 4 an event is found, and the macro F1 of these classes.

    Args:
        pairs: The class of the gold, 1 to 4, and the guess, 0 to 4.
    """
    return sum(guess != NO_EVENT for _, guess in pairs) / len(pairs), macro_f1(pairs)


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the mean F1 of the classes of the gold, from pairs of gold and guess."""
    wanted = collections.Counter(gold for gold, _ in pairs)
    guesses = collections.Counter(guess for _, guess in pairs)
    hits = collections.Counter(gold for gold, guess in pairs if gold == guess)
    return sum(2 * hits[quad] / (wanted[quad] + guesses[quad]) for quad in wanted) / len(wanted)


def quad_rows(pipeline: Pipeline, path: Path) -> list[tuple[object, ...]]:
    """Score the set whose gold is one quad class for each sentence."""
    pairs = [(gold["quad"], quad_class(read_events(pipeline, gold["id"], gold["text"]))) for gold in read_lines(path)]
    gold_counts = collections.Counter(gold for gold, _ in pairs)
    hits = collections.Counter(gold for gold, guess in pairs if gold == guess)
    found = collections.Counter(gold for gold, guess in pairs if guess != NO_EVENT)
    name = "conflibert_quad"
    per_class = [
        (name, f"an event found on class {quad}", "", percent(found[quad] / gold_counts[quad]), "")
        for quad in sorted(gold_counts)
    ]
    of_four = [quad for quad in gold_counts if quad != NO_EVENT]
    detected = sum(found[quad] for quad in of_four)
    return [
        (name, "quad class, all five, accuracy", percent(sum(hits.values()) / len(pairs)), "", ""),
        (name, "quad class, all five, macro F1", "", "", percent(macro_f1(pairs))),
        (
            name,
            "quad class where an event was found (1 to 4), accuracy",
            percent(sum(hits[quad] for quad in of_four) / max(1, detected)),
            "",
            "",
        ),
        *per_class,
    ]


def set_rows(name: str, scores: Any, with_actors: bool) -> list[tuple[object, ...]]:
    """Return the lines of the table for one set that the scorer took."""
    measures = [("an event is found", "detect"), ("event type", "type"), ("quad class", "quad")]
    if with_actors:
        measures += [
            ("CAMEO code", "code"),
            ("country of the actor", "srcC"),
            ("country of the recipient", "tgtC"),
            ("type with both countries right", "dyad"),
        ]
    return score_rows(name, scores, measures)


def score_rows(name: str, scores: Any, measures: Iterable[tuple[str, str]]) -> list[tuple[object, ...]]:
    """Return precision, recall and F1 of some measures, each given by its text and the scorer's key."""
    return [(name, text, *(percent(scores[key][part]) for part in ("p", "r", "f1"))) for text, key in measures]


def main() -> None:
    """Score and report."""
    scorer = shared("score/score_events.py")
    pipeline = Pipeline()
    rows: list[tuple[object, ...]] = []
    for name, part, options, with_actors in SETS:
        if path := find_shared(part):
            predictions = [predicted(pipeline, sentence) for sentence in read_lines(path)]
            rows += set_rows(name, run_scorer(scorer, path, predictions, *options), with_actors)
    if path := find_shared(QUAD_SET):
        rows += quad_rows(pipeline, path)
    if not rows:
        return
    note = (
        "Every event counts except those of which the text says that they did not happen. "
        "Accuracy stands in the column P, the share of sentences with an event in the column R. "
        "In petr_unit_cameo the type is the CAMEO code."
    )
    report("events, development sets", ("set", "measure", "P", "R", "F1"), rows, note)


if __name__ == "__main__":
    main()
