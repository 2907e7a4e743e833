"""Events on the sentences that training left aside, by document: `python benchmarks/events_held_out.py`.

The shipped reader is trained without fold 0 of the event sets (`training.events.corpus.fold_of`); this measures it on
that fold. Hand-labelled sentences are read in their whole documents, the others alone.
"""

from __future__ import annotations

import collections
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from common import ROOT, percent, report, run_scorer, shared, write_lines

sys.path.insert(0, str(ROOT))

from dragoman.pipeline import Pipeline
from dragoman.record.items import Event
from events import predicted_event, quad_class, quad_measures, read_events, score_rows
from training.events.corpus import EventSentence, fold_of, fold_of_document, own_rows, sentences
from training.events.labels import read_labels, whole_texts
from training.statements.labels import About, about

FOLD = 0
FOUND = (("an event is found", "detect"), ("event type", "type"))
Row = tuple[object, ...]
Pair = tuple[dict[str, Any], dict[str, Any]]


def gold_event(event: dict[str, Any]) -> dict[str, object]:
    """Return a labelled event as the scorer wants it."""
    return {
        "source": [code for code in event["actor_codes"] if code],
        "target": [code for code in event["recipient_codes"] if code],
        "event_type": event["type"], "mode": event["mode"], "cameo": event["cameo"],
    }  # fmt: skip


def pair(name: str, gold: Iterable[dict[str, Any]], found: Iterable[Event]) -> Pair:
    """Return labels and events of a sentence as the scorer wants them; what is negated counts on neither side."""
    return (
        {"id": name, "events": [gold_event(one) for one in gold if one["reality"] != "negated"]},
        {"id": name, "events": [predicted_event(event) for event in found]},
    )


def hand_pairs(pipeline: Pipeline) -> Iterator[Pair]:
    """Yield the drawn sentences, read in their documents."""
    rows = [row for row in read_labels("hand") if fold_of_document(row["document"]) == FOLD]
    texts = whole_texts({(row["corpus"], row["document"]) for row in rows})
    heads = {name: head for corpus in {corpus for corpus, _ in texts} for name, head in about(corpus)}
    for key, text in texts.items():
        found = read_events(pipeline, key[1], text, **heads.get(key[1], About())._asdict())
        for row in rows:
            if (row["corpus"], row["document"]) == key:
                low, high = row["sentence"]
                here = [event for event in found if low <= event.trigger[0].start < high]
                yield pair(f"{key[1]}-{low}", row["events"], here)


def own_pairs(pipeline: Pipeline) -> Iterator[Pair]:
    """Yield the sentences that we wrote ourselves."""
    for document, name, text, events in own_rows():
        if fold_of_document(document) == FOLD:
            yield pair(name, events, read_events(pipeline, name, text))


def labelled_rows(name: str, pairs: Sequence[Pair], scorer: Path) -> list[Row]:
    """Return the figures of one set of our labels."""
    scores = scored([gold for gold, _ in pairs], [found for _, found in pairs], scorer)
    empty = [found for gold, found in pairs if not gold["events"]]
    wrong = sum(bool(one["events"]) for one in empty)
    return [
        *score_rows(name, scores, (*FOUND, ("type with both countries right", "dyad"))),
        (name, f"false events: an event found on the {len(empty)} empty ones", percent(wrong / len(empty)), "", ""),
    ]


def scored(gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Path, *options: str) -> Any:
    """Run the scorer on labels and events."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gold.jsonl")
        write_lines(path, gold)
        return run_scorer(scorer, path, found, *options)


def type_rows(pipeline: Pipeline, rows: Sequence[EventSentence], scorer: Path) -> list[Row]:
    """Return the figures of `plv_train`."""
    gold = [
        {"id": row.name, "events": [{"source": [], "target": [], "event_type": e.types[0], "mode": None, "cameo": None}
                                    for e in row.events]}
        for row in rows
    ]  # fmt: skip
    found = [
        {"id": row.name, "events": [predicted_event(e) for e in read_events(pipeline, row.name, row.text)]}
        for row in rows
    ]
    scores = scored(gold, found, scorer, "--merge-yield")
    return score_rows("plv_train", scores, (("an event is found", "detect"), ("event type, YIELD merged", "type")))


def quad_rows(pipeline: Pipeline, rows: Sequence[EventSentence]) -> list[Row]:
    """Return the figures of the quad classes 1 to 4."""
    pairs = [(row.quad, quad_class(read_events(pipeline, row.name, row.text))) for row in rows if row.quad > 0]
    found, macro = quad_measures(pairs)
    return [
        ("conflibert_quad", "an event found on classes 1 to 4", "", percent(found), ""),
        ("conflibert_quad", "quad class 1 to 4, macro F1", "", "", percent(macro)),
    ]


def span_rows(pipeline: Pipeline, rows: Sequence[EventSentence]) -> list[Row]:
    """Return how far the characters of sources and targets are the same as those of `cameo_ner_train`."""
    counts = {role: collections.Counter[str]() for role in ("actors", "recipients")}
    for row in rows:
        events = read_events(pipeline, row.name, row.text)
        for role, count in counts.items():
            wanted = {at for e in row.events for low, high in getattr(e, role) for at in range(low, high)}
            mine = {at for e in events for actor in getattr(e, role) for at in range(actor.start, actor.end)}
            count.update(both=len(wanted & mine), found=len(mine), wanted=len(wanted))
    return [
        ("cameo_ner", f"characters of {'sources' if role == 'actors' else 'targets'}",
         percent(count["both"] / max(1, count["found"])), percent(count["both"] / max(1, count["wanted"])),
         percent(2 * count["both"] / max(1, count["found"] + count["wanted"])))
        for role, count in counts.items()
    ]  # fmt: skip


def main() -> None:
    """Score and report."""
    scorer = shared("score/score_events.py")
    pipeline = Pipeline()
    rows = [one for one in sentences() if fold_of(one) == FOLD]
    of = {
        origin: [one for one in rows if one.origin == origin]
        for origin in ("plv_train", "conflibert_quad", "cameo_ner")
    }
    spans = [*of["cameo_ner"], *(one for one in of["conflibert_quad"] if one.events and one.quad > 0)]
    table = [
        *type_rows(pipeline, of["plv_train"], scorer),
        *quad_rows(pipeline, of["conflibert_quad"]),
        *span_rows(pipeline, spans),
        *labelled_rows("drawn sentences, by hand", list(hand_pairs(pipeline)), scorer),
        *labelled_rows("our own sentences", list(own_pairs(pipeline)), scorer),
    ]
    note = (
        "Fold 0 of five by document, which training left aside. What is negated counts on neither side. The spans are "
        "those of sentences with an event; a false event stands in the column P."
    )
    report("events, sentences that training left aside", ("set", "measure", "P", "R", "F1"), table, note)


if __name__ == "__main__":
    main()
