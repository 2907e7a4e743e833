"""Statements against the attributions of PolNeAR (development part): `python benchmarks/attributions.py`."""

from __future__ import annotations

from typing import Any

from common import percent, read_lines, report, run_scorer, shared
from dragoman.document import Document, Span
from dragoman.pipeline import Pipeline
from dragoman.record.items import Statement


def offsets(spans: list[Span]) -> list[list[int]]:
    """Return spans as the scorer wants them."""
    return [[span.start, span.end] for span in spans]


def attributions(pipeline: Pipeline, gold: dict[str, Any]) -> dict[str, object]:
    """Read one article; return its outer statements. PolNeAR annotates no statement within another."""
    items = pipeline.read(Document(id=gold["doc"], text=gold["text"], origin=gold["doc"]))
    found = [item for item in items if isinstance(item, Statement) and item.inside is None]
    return {
        "doc": gold["doc"],
        "attributions": [
            {"source": offsets(item.source), "cue": offsets(item.cue), "content": offsets(item.content)}
            for item in found
        ],
    }


def main() -> None:
    """Score and report."""
    articles = shared("data/attribution/polnear_dev.jsonl")
    scorer = shared("score/score_attributions.py")
    pipeline = Pipeline()
    predicted = [attributions(pipeline, gold) for gold in read_lines(articles)]
    scores = run_scorer(scorer, articles, predicted)["result"]
    measures = [
        ("full attribution (source and content)", "attr triple"),
        ("... with the cue", "attr triple+cue"),
        ("content, half of it or more", "attr content>=.5"),
        ("content, any of it", "attr found"),
        ("source, exact", "source exact~"),
        ("cue, exact", "cue exact~"),
        ("content, exact", "content exact~"),
    ]
    rows = [
        (
            name,
            *map(percent, scores["ALL"][key]),
            percent(scores["QUOTED"][key][2]),
            percent(scores["UNQUOTED"][key][2]),
        )
        for name, key in measures
    ]
    counts = f"{scores['ALL']['n_gold']} attributions in the gold, {scores['ALL']['n_pred']} predicted."
    report("attributions, PolNeAR dev", ("measure", "P", "R", "F1", "quoted F1", "unquoted F1"), rows, counts)


if __name__ == "__main__":
    main()
