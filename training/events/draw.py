"""Draw sentences for the hand labels of events: rare types and doubtful ones first, half of them likely without any.

    python -m training.events.draw --out FILE [--count N] [--seed N] [--corpus NAME ...]

A plain logistic regression over the mean states of the shipped encoder, trained on the shared event sentences, ranks a
random pool; it only chooses what is read, and no label comes from it. The worksheet holds text and is never committed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.attribution.chances import softmax
from dragoman.analysis.encoder.session import Encoder
from dragoman.analysis.encoder.windows import windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from training.events.labels import lines_of
from training.statements.corpus import SHARED
from training.statements.labels import POLNEAR, RAW_TEXTS, texts

Floats = NDArray[np.float32]

NONE = "none"
#: Documents and sentences of each corpus that go into the pool.
DOCUMENTS, SENTENCES = 250, 2000
FEWEST_WORDS, MOST_WORDS = 7, 70
STEPS, RATE, DECAY = 400, 0.5, 1e-3


class Means:
    """The mean state of a text's words."""

    def __init__(self) -> None:
        self._segmenter = Segmenter()
        self._encoder = Encoder(MODEL_FOLDER)

    def __call__(self, text: str) -> Floats:
        """Return one row of the encoder's width."""
        segmentation = self._segmenter(Document(id="", text=text, origin=""))
        table = self._encoder.word_pieces(segmentation, find_quotations(segmentation))
        found = [
            reading.states for group in self._encoder.read(table, windows(segmentation, table)) for reading in group
        ]
        return np.concatenate(found).mean(0) if found else np.zeros(384, np.float32)


def known() -> list[tuple[str, str]]:
    """Return sentences with the name of their type, or that of no event."""
    folder = SHARED / "data" / "events"
    found = []
    for line in lines_of(folder / "plv_train.jsonl"):
        row = json.loads(line)
        found += [(row["text"], event["event_type"]) for event in row["events"][:1]]
    for line in lines_of(folder / "conflibert_quad_train.jsonl"):
        row = json.loads(line)
        if row["quad"] == 0:
            found.append((row["text"], NONE))
    return found


def fit(rows: Floats, wanted: Sequence[int], kinds: int) -> tuple[Floats, Floats, Floats]:
    """Return the weights, the mean and the spread of a softmax regression."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    inputs = np.c_[(rows - middle) / spread, np.ones(len(rows))].astype(np.float32)
    weights = np.zeros((inputs.shape[1], kinds), np.float32)
    target = np.eye(kinds, dtype=np.float32)[list(wanted)]
    for _ in range(STEPS):
        weights -= RATE * (inputs.T @ (softmax(inputs @ weights) - target) / len(rows) + DECAY * weights)
    return weights, middle, spread


def pool(seed: int, corpora: Sequence[str]) -> list[dict[str, Any]]:
    """Return random sentences of some corpora, with where they stand."""
    rng, segmenter = random.Random(seed), Segmenter()
    found = []
    for corpus in corpora:
        documents = list(texts(corpus))
        sentences = []
        for name, text in rng.sample(documents, min(DOCUMENTS, len(documents))):
            for sentence in segmenter(Document(id=name, text=text, origin=name)).sentences:
                if FEWEST_WORDS <= sentence.last - sentence.first <= MOST_WORDS:
                    low = text.rfind("\n", 0, sentence.start) + 1
                    before = text[max(low, sentence.start - 300) : sentence.start]
                    sentences.append({
                        "corpus": corpus, "document": name, "sentence": [sentence.start, sentence.end],
                        "text": text[sentence.start : sentence.end], "before": before.strip(),
                    })  # fmt: skip
        found += rng.sample(sentences, min(SENTENCES, len(sentences)))
    return found


def choose(chances: Floats, kinds: Sequence[str], count: int, seed: int) -> list[int]:
    """Return the rows to label: a third by rare type, a quarter by doubt, the rest at random among the likely empty."""
    chosen: dict[int, None] = {}
    ranked = {kind: iter(np.argsort(-chances[:, at]).tolist()) for at, kind in enumerate(kinds) if kind != NONE}
    while len(chosen) < count * 0.36:
        for order in ranked.values():
            chosen[next(at for at in order if at not in chosen)] = None
    doubt = -(chances * np.log(chances + 1e-9)).sum(1)
    for at in np.argsort(-doubt).tolist():
        if len(chosen) >= count * 0.6:
            break
        chosen[at] = None
    rest = [at for at in range(len(chances)) if at not in chosen]
    rng = random.Random(seed)
    for at in rng.sample(rest, count - len(chosen)):
        chosen[at] = None
    order = list(chosen)
    rng.shuffle(order)
    return order


def main() -> None:
    """Write the worksheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=840)
    parser.add_argument("--seed", type=int, default=2041)
    parser.add_argument("--corpus", nargs="+", choices=[*RAW_TEXTS, POLNEAR], default=list(RAW_TEXTS))
    options = parser.parse_args()
    means = Means()
    examples = known()
    kinds = sorted({kind for _, kind in examples})
    weights, middle, spread = fit(
        np.stack([means(text) for text, _ in examples]), [kinds.index(kind) for _, kind in examples], len(kinds)
    )
    sentences = pool(options.seed, options.corpus)
    rows = np.stack([means(sentence["text"]) for sentence in sentences])
    chances = softmax(np.c_[(rows - middle) / spread, np.ones(len(rows))].astype(np.float32) @ weights)
    with options.out.open("w", encoding="utf-8") as out:
        for item, at in enumerate(choose(chances, kinds, options.count, options.seed)):
            out.write(json.dumps({"item": item, **sentences[at]}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
