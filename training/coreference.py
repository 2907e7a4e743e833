"""Train the weights by which pronouns and descriptions are traced and write `src/dragoman/data/antecedent_weights.csv`.

    python training/coreference.py [--data FOLDER]

Data: the training part of GUM (Zeldes 2017), news, interviews, speeches and biographies; annotations CC BY 4.0. The
seed is fixed: the same data give the same table.
"""

from __future__ import annotations

import argparse
import collections
import csv
import math
import os
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dragoman.document import Document  # noqa: E402
from dragoman.pipeline import Analysis, Pipeline  # noqa: E402
from dragoman.resolution.antecedents import Antecedents, Choice, Weighed  # noqa: E402
from dragoman.resolution.chains import Chains  # noqa: E402
from dragoman.resolution.entities import Entity  # noqa: E402
from dragoman.resolution.phrases import Phrase  # noqa: E402

# isort: split
from training.gum import GumDocument, read_documents  # noqa: E402

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src" / "dragoman" / "data" / "antecedent_weights.csv"
EPOCHS = 30
RATE = 0.15
#: Pulls weights to nothing: features that were seen a few times only should not decide.
DECAY = 0.003
#: A feature seen less often than this is dropped.
FEWEST = 5


class Example(NamedTuple):
    """The features of each candidate, whether it is right, and the features of its being none of them."""

    candidates: list[list[str]]
    right: list[bool]
    nobody: list[str]


class Teacher:
    """Chooses what the gold says, and notes what there was to choose from."""

    def __init__(self, document: GumDocument, analysis: Analysis) -> None:
        self.examples: list[Example] = []
        self._document = document
        self._analysis = analysis
        self._known: dict[int, str | None] = {}

    def decide(self, phrase: Phrase, weighed: Weighed, _: Choice) -> Entity | None:
        """Return the candidate that is right, if any."""
        meant = self._entity(phrase)
        right = [self._is(entity, meant) for entity, _ in weighed.candidates]
        if weighed.candidates:
            self.examples.append(Example([features for _, features in weighed.candidates], right, weighed.nobody))
        return next((entity for (entity, _), is_right in zip(weighed.candidates, right, strict=True) if is_right), None)

    def _is(self, entity: Entity, meant: str | None) -> bool:
        if meant is None:
            return False
        if entity.members:
            members = {self._whose(member) for member in entity.members}
            return self._document.members.get(meant) == members or self._whose(entity) == meant
        return self._whose(entity) == meant

    def _whose(self, entity: Entity) -> str | None:
        """Return the gold entity of an entity's last mention that is no pronoun."""
        named = [phrase for phrase in entity.phrases if phrase.kind != "pronoun"]
        return self._entity((named or entity.phrases)[-1])

    def _entity(self, phrase: Phrase) -> str | None:
        if id(phrase) not in self._known:
            start, end = self._analysis.text.offsets(phrase.first, phrase.last)
            if phrase.kind != "pronoun" and phrase.determiner in {"his", "her", "their", "its"}:
                start = self._analysis.text.offsets(phrase.first, phrase.last)[0]
            mentions = self._document.mentions
            around = [one for one in mentions if one.start <= start and end <= one.end]
            within = [one for one in mentions if start <= one.start and one.end <= end]
            best = min(around, key=lambda one: one.end - one.start, default=None) or max(
                within, key=lambda one: one.end - one.start, default=None
            )
            self._known[id(phrase)] = best.entity if best is not None else None
        return self._known[id(phrase)]


def examples(pipeline: Pipeline, document: GumDocument) -> list[Example]:
    """Return what there was to choose from for every pronoun and description of a document."""
    analysis = pipeline._analyse(Document(id=document.name, text=document.text, origin=document.name))
    names = pipeline._actors.names(analysis.text.segmentation)
    phrases = pipeline._actors.coreference.phrases(analysis.text, names, analysis.quotations)
    teacher = Teacher(document, analysis)
    Chains(analysis.text, phrases, (), Antecedents({}), teacher.decide)
    return teacher.examples


def train(data: Iterable[Example]) -> tuple[dict[str, float], collections.Counter[str]]:
    """Return a weight for each feature seen often enough, and how often."""
    kept = list(data)
    seen: collections.Counter[str] = collections.Counter()
    for example in kept:
        seen.update(feature for features in (*example.candidates, example.nobody) for feature in features)
    weights = {feature: 0.0 for feature, count in sorted(seen.items()) if count >= FEWEST}
    rng = random.Random(0)
    rate = RATE
    for _ in range(EPOCHS):
        rng.shuffle(kept)
        for example in kept:
            _learn(weights, example, rate)
        rate *= 0.9
    return weights, seen


def _learn(weights: dict[str, float], example: Example, rate: float) -> None:
    """Move the weights towards the right candidates (all of them together), or towards none."""
    options = [*example.candidates, example.nobody]
    right = [*example.right, not any(example.right)]
    shares = [math.exp(sum(weights.get(feature, 0.0) for feature in features)) for features in options]
    total, rightly = sum(shares), sum(share for share, is_right in zip(shares, right, strict=True) if is_right)
    change: dict[str, float] = collections.defaultdict(float)
    for features, share, is_right in zip(options, shares, right, strict=True):
        error = (share / rightly if is_right else 0.0) - share / total
        for feature in features:
            if feature in weights:
                change[feature] += error
    for feature, error in change.items():
        weights[feature] += rate * (error - DECAY * weights[feature])


def write(weights: dict[str, float], seen: collections.Counter[str], path: Path = TABLE) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["feature", "weight", "seen", "source"])
        for feature in sorted(weights):
            if abs(weights[feature]) >= 0.02:
                writer.writerow([feature, f"{weights[feature]:.3f}", seen[feature], "trained on GUM"])


def main() -> None:
    """Train and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "coreference" / "gum", help="the folder of GUM")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"no GUM in {options.data}: nothing to train on")
        return
    pipeline = Pipeline()
    data = [example for document in read_documents(options.data, "train") for example in examples(pipeline, document)]
    found: Sequence[Example] = [example for example in data if any(example.right)]
    print(f"{len(data):,} pronouns and descriptions, {len(found):,} with a right candidate")
    weights, seen = train(data)
    write(weights, seen)
    print(f"{len(weights):,} features")


if __name__ == "__main__":
    main()
