"""Train the part-of-speech tagger on the shared GUM files and write `src/dragoman/models/tagger.json.gz`.

    python training/tagger.py [--epochs 8] [--check]

`--check` trains on four documents in five and prints the accuracy on the fifth; without it all are used. Data: GUM
(Zeldes 2017), news, interviews, speeches and biographies; annotations CC BY 4.0. The seed is fixed.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import re

from dragoman.analysis.segmentation import tokenize
from dragoman.analysis.tagging import AFTER, BEFORE, START, features, normalized

ROOT = pathlib.Path(__file__).parent.parent
SHARED = pathlib.Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
MODEL = ROOT / "src" / "dragoman" / "models" / "tagger.json.gz"
#: Weights are written as whole numbers of 1/SCALE.
SCALE = 20
#: A word is looked up rather than weighed if it was seen this often with just one tag.
CERTAIN_COUNT = 20
#: Averaged weights smaller than this change nothing that matters and are dropped.
SMALLEST_WEIGHT = 0.15

Example = tuple[list[str], list[str]]


def read_sentences(path: pathlib.Path) -> list[Example]:
    """Return words and tags of each sentence, split into our own tokens."""
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
        words: list[str] = []
        tags: list[str] = []
        at = 0
        text = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows)
        places = []
        for row in rows:
            start = text.index(row[1], at)
            at = start + len(row[1])
            places.append((start, at, row[4]))
        for token in tokenize(text, 0, len(text)):
            inside = [tag for start, end, tag in places if start < token.end and end > token.start]
            words.append(token.text)
            tags.append(merged(inside))
        if words:
            sentences.append((words, tags))
    return sentences


def merged(tags: list[str]) -> str:
    """Return the tag of a token that covers several of theirs, such as "don't"."""
    return next((tag for tag in tags if tag.startswith(("V", "M"))), tags[-1] if tags else "HYPH")


class Perceptron:
    """An averaged perceptron over string features."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = collections.defaultdict(dict)
        self._totals: dict[tuple[str, str], float] = collections.defaultdict(float)
        self._stamps: dict[tuple[str, str], int] = collections.defaultdict(int)
        self.step = 0

    def predict(self, found: list[str], tags: list[str]) -> str:
        """Return the best tag."""
        scores: dict[str, float] = collections.defaultdict(float)
        for feature in found:
            for tag, weight in self.weights.get(feature, {}).items():
                scores[tag] += weight
        return max(tags, key=lambda tag: (scores[tag], tag))

    def update(self, truth: str, guess: str, found: list[str]) -> None:
        """Learn from one word."""
        self.step += 1
        if truth == guess:
            return
        for feature in found:
            for tag, change in ((truth, 1.0), (guess, -1.0)):
                key = (feature, tag)
                weight = self.weights[feature].get(tag, 0.0)
                self._totals[key] += (self.step - self._stamps[key]) * weight
                self._stamps[key] = self.step
                self.weights[feature][tag] = weight + change

    def average(self) -> None:
        """Replace each weight by its mean over all steps."""
        for feature, weights in self.weights.items():
            for tag, weight in weights.items():
                key = (feature, tag)
                total = self._totals[key] + (self.step - self._stamps[key]) * weight
                weights[tag] = total / self.step


def certain_words(sentences: list[Example]) -> dict[str, str]:
    """Return the words that always bore one tag."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for words, tags in sentences:
        for word, tag in zip(words, tags, strict=True):
            counts[normalized(word)][tag] += 1
    return {
        word: tags.most_common(1)[0][0]
        for word, tags in counts.items()
        if sum(tags.values()) >= CERTAIN_COUNT and tags.most_common(1)[0][1] / sum(tags.values()) >= 0.995
    }


def train(sentences: list[Example], epochs: int) -> tuple[Perceptron, dict[str, str], list[str]]:
    """Train on the sentences; return the perceptron, the certain words and the tag set."""
    certain = certain_words(sentences)
    tags = sorted({tag for _, sentence_tags in sentences for tag in sentence_tags})
    model = Perceptron()
    rng = random.Random(0)
    for _ in range(epochs):
        rng.shuffle(sentences)
        for words, truth in sentences:
            context = [BEFORE[1], BEFORE[0], *map(normalized, words), AFTER[0], AFTER[1]]
            previous = previous2 = START
            for at, tag in enumerate(truth, start=2):
                guess = certain.get(context[at])
                if guess is None:
                    found = features(context, at, previous, previous2)
                    guess = model.predict(found, tags)
                    model.update(tag, guess, found)
                previous2, previous = previous, guess
    model.average()
    return model, certain, tags


def write(model: Perceptron, certain: dict[str, str], tags: list[str]) -> None:
    """Write the model, the same bytes for the same weights."""
    number = {tag: index for index, tag in enumerate(tags)}
    weights = {}
    for feature in sorted(model.weights):
        pairs = [
            [number[tag], round(weight * SCALE)]
            for tag, weight in sorted(model.weights[feature].items())
            if abs(weight) >= SMALLEST_WEIGHT and round(weight * SCALE)
        ]
        if pairs:
            weights[feature] = pairs
    content = {
        "tags": tags, "certain": certain, "scale": SCALE, "features": list(weights),
        "counts": [len(pairs) for pairs in weights.values()],
        "numbers": [number for pairs in weights.values() for number, _ in pairs],
        "weights": [weight for pairs in weights.values() for _, weight in pairs],
    }  # fmt: skip
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_bytes(gzip.compress(data, mtime=0))
    print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes, {len(weights):,} features")


def main() -> None:
    """Train, and check or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    files = sorted((SHARED / "data" / "coreference" / "gum" / "conllu").glob("*.conllu"))
    if not files:
        print(f"no GUM files below {SHARED}: nothing to train on")
        return
    held_out = files[::5] if options.check else []
    sentences = [s for path in files if path not in held_out for s in read_sentences(path)]
    model, certain, tags = train(sentences, options.epochs)
    write(model, certain, tags)
    if held_out:
        report(held_out)


def report(held_out: list[pathlib.Path]) -> None:
    """Print the accuracy of the written model on the documents that were held out."""
    from dragoman.analysis.tagging import Tagger

    tagger = Tagger()
    right = total = 0
    wrong: collections.Counter[tuple[str, str]] = collections.Counter()
    for path in held_out:
        for words, truth in read_sentences(path):
            for guess, tag in zip(tagger.tag(words), truth, strict=True):
                right += guess == tag
                total += 1
                wrong[tag, guess] += guess != tag
    print(f"accuracy {right / total:.4f} on {total:,} words of {len(held_out)} documents")
    print(wrong.most_common(15))


if __name__ == "__main__":
    main()
