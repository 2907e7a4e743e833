"""Fit the chance of an attribution, and measure what it is worth.

    python -m training.statements.calibrate [--model FOLDER]

The weights are fitted on the articles of PolNeAR's training part that training leaves aside; a slope and a shift on
top of them (Platt 1999) are fitted on its development part, and measured there by folds of articles, so that no
article is judged by weights that saw it. Writes `src/dragoman/data/statement_confidence.csv`.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER, DocumentReader
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document
from training.statements.corpus import ROOT, SHARED, Article, read_articles, split

TABLE = ROOT / "src" / "dragoman" / "data" / "statement_confidence.csv"
FOLDS = 6
BINS = 10
#: Strength of the pull towards zero, in examples.
PULL = 1.0

Matrix = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """Attributions that the model found: a row of features each, whether it is right, and the article it stands in."""

    names: list[str]
    features: Matrix
    right: Matrix
    article: Matrix
    #: Attributions in the gold.
    gold: int


def scorer() -> Any:
    """Return the shared scorer as a module, so that right means here what it means there."""
    path = SHARED / "score" / "score_attributions.py"
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_attributions"] = module
    spec.loader.exec_module(module)
    return module


def offsets(segmentation: Segmentation, part: tuple[int, int]) -> tuple[int, int]:
    """Return the characters of a token range."""
    return segmentation.tokens[part[0]].start, segmentation.tokens[part[1] - 1].end


def judge(articles: Iterable[Article], reader: DocumentReader) -> Judged:
    """Read articles and say which of the outer attributions are right: content half or more the same, source right."""
    score, segmenter = scorer(), Segmenter()
    rows: list[list[float]] = []
    right: list[bool] = []
    number: list[int] = []
    gold_count = 0
    names: list[str] = []
    for at, article in enumerate(articles):
        segmentation = segmenter(Document(id=article.name, text=article.text, origin=article.name))
        read = reader(segmentation, find_quotations(segmentation))
        spans = [one for one in read.spans if not one.is_inner]
        view = score.Doc(article.text)
        gold = [score.Attr(view, vars_of(one)) for one in article.attributions]
        gold_count += len(gold)
        predicted = [
            score.Attr(view, {
                "source": [offsets(segmentation, one.source)] if one.source else [],
                "cue": [offsets(segmentation, one.cue)],
                "content": [offsets(segmentation, part) for part in one.content],
            }) for one in spans
        ]  # fmt: skip
        matched = {mine: theirs for theirs, mine in score.match(gold, predicted)}
        for index, one in enumerate(spans):
            names = list(one.features)
            rows.append(list(one.features.values()))
            right.append(index in matched and is_right(gold[matched[index]], predicted[index]))
            number.append(at)
    return Judged(names, np.array(rows), np.array(right, float), np.array(number), gold_count)


def vars_of(one: Any) -> dict[str, Any]:
    """Return an attribution as the scorer takes it."""
    return {"source": one.source, "cue": one.cue, "content": one.content}


def is_right(gold: Any, predicted: Any) -> bool:
    """Tell whether a matched pair counts as a full attribution."""
    content = gold.tok["content"], predicted.tok["content"]
    source = gold.tok["source"], predicted.tok["source"]
    same = len(content[0] & content[1]) * 2 >= len(content[0] | content[1])
    return bool(same and ((source[0] & source[1]) or not (source[0] or source[1])))


def fit(features: Matrix, right: Matrix, pull: float = PULL) -> Matrix:
    """Return the weights of a logistic regression, the constant first (Newton's method)."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    rows = np.hstack([np.ones((len(features), 1)), (features - mean) / spread])
    weights = np.zeros(rows.shape[1])
    penalty = pull * np.eye(len(weights))
    penalty[0, 0] = 1e-6
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - right) + penalty @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[1:] / spread
    return np.concatenate([[weights[0] - scaled @ mean], scaled])


def odds(features: Matrix, weights: Matrix) -> Matrix:
    """Return the log odds."""
    result: Matrix = weights[0] + features @ weights[1:]
    return result


def by_folds(judged: Judged, predict: Callable[[Matrix], Matrix]) -> Matrix:
    """Return the chance of each attribution by slope and shift fitted on the other folds of articles."""
    scores = predict(judged.features)[:, None]
    chance = np.zeros(len(scores))
    for fold in range(FOLDS):
        held = judged.article % FOLDS == fold
        weights = fit(scores[~held], judged.right[~held])
        chance[held] = 1 / (1 + np.exp(-odds(scores[held], weights)))
    return chance


def reliability(chance: Matrix, right: Matrix) -> tuple[list[tuple[str, int, float, float]], float]:
    """Return a row for each tenth (name, count, mean chance, share right), and the expected calibration error."""
    rows, error = [], 0.0
    for low in range(BINS):
        inside = (chance >= low / BINS) & ((chance < (low + 1) / BINS) | (low == BINS - 1))
        if not inside.any():
            continue
        mean, share = float(chance[inside].mean()), float(right[inside].mean())
        rows.append((f"{low / BINS:.1f} to {(low + 1) / BINS:.1f}", int(inside.sum()), mean, share))
        error += float(inside.sum()) * abs(mean - share)
    return rows, error / len(chance)


def best_threshold(chance: Matrix, right: Matrix, gold: int) -> list[tuple[float, float, float, float]]:
    """Return threshold, precision, recall and F1 in steps of a twentieth."""
    rows = []
    for step in range(14):
        kept = chance >= step / 20
        hits = float(right[kept].sum())
        precision, recall = hits / max(1, kept.sum()), hits / gold
        rows.append((step / 20, precision, recall, 2 * precision * recall / max(1e-9, precision + recall)))
    return rows


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted weights, and what they were measured to be worth."""

    names: list[str]
    weights: Matrix
    #: Threshold, precision, recall and F1 on the articles left aside, by folds.
    thresholds: list[tuple[float, float, float, float]]
    #: For each tenth of chance on the development part, by folds: name, count, mean chance, share right.
    reliability: list[tuple[str, int, float, float]]
    error: float


def calibrate(reader: DocumentReader) -> Calibration:
    """Fit on the articles left aside, measure and shift on the development part."""
    path = SHARED / "data" / "attribution"
    _, aside = split(read_articles(path / "polnear_train.jsonl"))
    left = judge(aside, reader)
    weights = fit(left.features, left.right)
    held = np.zeros(len(left.right))
    for fold in range(FOLDS):
        out = left.article % FOLDS == fold
        held[out] = 1 / (1 + np.exp(-odds(left.features[out], fit(left.features[~out], left.right[~out]))))
    dev = judge(read_articles(path / "polnear_dev.jsonl"), reader)
    rows, error = reliability(by_folds(dev, lambda features: odds(features, weights)), dev.right)
    shift, slope = fit(odds(dev.features, weights)[:, None], dev.right)
    final = weights * slope
    final[0] += shift
    return Calibration(left.names, final, best_threshold(held, left.right, left.gold), rows, error)


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    options = parser.parse_args()
    if not (SHARED / "data" / "attribution").exists():
        print(f"no PolNeAR below {SHARED}: nothing to fit")
        return
    found = calibrate(DocumentReader(options.model))
    print("on the articles left aside, by folds: threshold, precision, recall, F1")
    for row in found.thresholds:
        print("  {:.2f}  {:.3f}  {:.3f}  {:.3f}".format(*row))
    for name, count, mean, share in found.reliability:
        print(f"  {name}: {count}, chance {mean:.3f}, right {share:.3f}")
    print(f"expected calibration error {found.error:.4f}")
    with TABLE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["feature", "weight", "source"])
        for name, weight in zip(["always", *found.names], found.weights, strict=True):
            writer.writerow([name, f"{weight:.4f}", "fitted on PolNeAR"])


if __name__ == "__main__":
    main()
