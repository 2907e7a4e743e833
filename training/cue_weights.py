"""Weigh the features of attribution candidates on PolNeAR and write `src/dragoman/data/cue_weights.csv`.

    python training/cue_weights.py [--limit N]

Logistic regression by stochastic gradient descent with a fixed seed, on the training part of PolNeAR (Newell, Margolin
and Ruths 2018). A candidate is right if a gold attribution has its cue's main word in the cue, its content overlaps by
half or more and its source is right: so the weights give the chance that the whole attribution is right.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import math
import os
import pathlib
import random
from typing import Any

from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.weighing import all_candidates, noun_cues
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.document import Document

ROOT = pathlib.Path(__file__).parent.parent
SHARED = pathlib.Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src" / "dragoman" / "data" / "cue_weights.csv"
#: Features seen less often than this are left out: the general ones speak for them.
FEWEST = 4
EPOCHS = 12
RATE = 0.15
DECAY = 1e-5

Gold = list[dict[str, Any]]


def chars(spans: list[list[int]]) -> set[int]:
    """Return the characters that spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def is_right(text: Tagged, candidate: Candidate, gold: Gold) -> bool:
    """Tell whether some gold attribution is this one."""
    cue = text.offsets(candidate.head, candidate.head + 1)
    content = chars([list(text.offsets(*part)) for part in candidate.content])
    source = chars([list(text.offsets(*candidate.source))]) if candidate.source else set()
    for attribution in gold:
        theirs = attribution["content_chars"]
        same_cue = any(start <= cue[0] < end for start, end in attribution["cue"])
        if not same_cue and len(content & theirs) <= 0.7 * len(content | theirs):
            continue
        if len(content & theirs) * 2 < len(content | theirs):
            continue
        if (source & attribution["source_chars"]) or not (source or attribution["source_chars"]):
            return True
    return False


def examples(limit: int) -> list[tuple[tuple[str, ...], bool]]:
    """Return the features of each candidate of the training part, and whether it is right."""
    path = SHARED / "data" / "attribution" / "polnear_train.jsonl"
    segmenter, tagger, lemmas = Segmenter(), Tagger(), VerbLemmas()
    nouns = noun_cues()
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= limit:
                break
            row = json.loads(line)
            segmentation = segmenter(Document(id=row["doc"], text=row["text"], origin=row["doc"]))
            text = lemmatize(segmentation, tagger(segmentation), lemmas)
            gold = row["attributions"]
            for attribution in gold:
                attribution["content_chars"] = chars(attribution["content"])
                attribution["source_chars"] = chars(attribution["source"])
            for candidate in all_candidates(text, find_quotations(segmentation), nouns):
                near = text.offsets(candidate.head, candidate.head + 1)[0]
                close = [a for a in gold if abs(a["content"][0][0] - near) < 3000]
                found.append((candidate.features, is_right(text, candidate, close)))
    return found


def train(data: list[tuple[tuple[str, ...], bool]]) -> tuple[dict[str, float], collections.Counter[str]]:
    """Return a weight for each feature seen often enough, and how often."""
    seen: collections.Counter[str] = collections.Counter(f for features, _ in data for f in features)
    weights: dict[str, float] = {feature: 0.0 for feature, count in seen.items() if count >= FEWEST}
    rng = random.Random(0)
    rate = RATE
    for _ in range(EPOCHS):
        rng.shuffle(data)
        for features, right in data:
            known = [f for f in features if f in weights]
            score = sum(weights[f] for f in known)
            error = right - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            for feature in known:
                weights[feature] += rate * (error - DECAY * 100 * weights[feature])
        rate *= 0.75
    return weights, seen


def main() -> None:
    """Train and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=10_000, help="documents at most")
    options = parser.parse_args()
    if not (SHARED / "data" / "attribution" / "polnear_train.jsonl").exists():
        print(f"no PolNeAR below {SHARED}: nothing to train on")
        return
    data = examples(options.limit)
    print(f"{len(data):,} candidates, {sum(right for _, right in data):,} right")
    weights, seen = train(data)
    with TABLE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["feature", "weight", "seen", "source"])
        for feature in sorted(weights):
            if abs(weights[feature]) >= 0.02:
                writer.writerow([feature, f"{weights[feature]:.3f}", seen[feature], "trained on PolNeAR"])
    print(f"{len(weights):,} features")


if __name__ == "__main__":
    main()
