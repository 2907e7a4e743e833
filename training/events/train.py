"""Teach a trained reader of statements events and parts of speech, without letting it forget statements.

    python -m training.events.train --out RUN --from RUN2/model.pt [--epochs N] [--held-out FOLD] [--statements N]
        [--teacher RUN2/model.pt]

An epoch reads every event sentence once, packed into windows, and GUM (Zeldes 2017) for parts of speech; every
`--statements` steps also take a batch of PolNeAR and the hand-labelled passages. With a teacher, the heads for
statements are kept near its own on the event windows and on plain windows of the shared texts. A checkpoint is written
after every epoch; the same command goes on from it.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.segmentation import Segmenter
from training.events.corpus import EventSentence, fold_of, sentences
from training.events.kinds import PARTS_OF_SPEECH
from training.events.model import EventReader
from training.events.windows import Packed, pack, plain_windows, tagged_windows
from training.gum import read_documents
from training.run import TrainingRun
from training.statements.corpus import SEED, SHARED, Article, Example, read_articles, split
from training.statements.labels import POLNEAR, RAW_TEXTS, texts
from training.statements.model import Batch, Reader, Shape, batch_of
from training.statements.passages import labelled_articles
from training.statements.train import TOKENIZER, batches, epoch_examples, parameter_groups

EVENT_BATCH, TAG_BATCH = 4, 3
#: Every so many steps a batch for parts of speech.
TAG_EVERY = 3
#: Every so many steps a batch of plain windows, if there is a teacher; so many are drawn from each of the shared texts.
PLAIN_EVERY, PLAIN_TEXTS = 2, 300
RATE = 0.6
AVERAGE = 0.99
TAG_WEIGHT, STATEMENT_WEIGHT = 1.0, 1.0


class Run(TrainingRun):
    """A training run that can be broken off and goes on from its checkpoint."""

    def __init__(
        self,
        out: Path,
        start: Path,
        events: list[EventSentence],
        articles: list[Article],
        epochs: int,
        statements: int,
        rate: float = RATE,
        teacher: Path | None = None,
    ) -> None:
        torch.manual_seed(SEED)
        self.events, self.articles = events, articles
        self.epochs, self.statements = epochs, statements
        self.word_pieces, self.segmenter = WordPieces(TOKENIZER), Segmenter()
        model = EventReader(Shape())
        model.load_state_dict(torch.load(start, weights_only=True), strict=False)
        super().__init__(out, model, parameter_groups(model), rate=rate, keep=AVERAGE)
        gum = read_documents(SHARED / "data" / "coreference" / "gum", "train")
        self.tagged = list(tagged_windows(gum, PARTS_OF_SPEECH, self.segmenter, self.word_pieces))
        self.epoch, self.steps = 0, 0
        self.teacher: Reader | None = None
        if teacher is not None:
            self.teacher = Reader(Shape(), dropout=0.0)
            self.teacher.load_state_dict(torch.load(teacher, weights_only=True))
            self.teacher.eval()
            rng = random.Random(SEED)
            self.plain = list(plain_windows(drawn_texts(rng), self.segmenter, self.word_pieces, rng))

    def train(self) -> None:
        """Train to the end; broken off, it begins again with the epoch."""
        if (where := self._read_checkpoint()) is not None:
            self.epoch, self.steps = where
        told = self._statement_batches()
        while self.epoch < self.epochs:
            rng = random.Random(SEED + self.epoch)
            rows = list(pack(self.events, self.segmenter, self.word_pieces, rng))
            groups = grouped(rows, rng)
            tags = self._tag_batches(rng)
            self.steps = self.steps or self.epochs * len(groups)
            for group in groups:
                torch.manual_seed(SEED + self.step)
                self._learn(group, told, tags)
            self.epoch += 1
            self._write_checkpoint(self.epoch, self.steps)
        torch.save(self.average.state_dict(), self.out / "model.pt")

    def _statement_batches(self) -> Iterator[Batch]:
        for epoch in itertools.count(1000 + self.epoch):
            yield from batches(epoch_examples(self.articles, self.word_pieces, epoch), self.word_pieces.padding, epoch)

    def _tag_batches(self, rng: random.Random) -> Iterator[tuple[Batch, Tensor]]:
        while True:
            order = rng.sample(self.tagged, len(self.tagged))
            for low in range(0, len(order) - TAG_BATCH, TAG_BATCH):
                yield tag_batch(order[low : low + TAG_BATCH], self.word_pieces.padding)

    def _learn(self, group: list[Packed], told: Iterator[Batch], tags: Iterator[tuple[Batch, Tensor]]) -> None:
        self._begin_step(self.steps)
        parts = self.model.event_loss(group, self.word_pieces.padding, self.teacher)
        torch.stack(list(parts.values())).sum().backward()
        if self.statements and self.step % self.statements == 0:
            found = self.model.loss(next(told))
            parts |= found
            (STATEMENT_WEIGHT * (found["chain"] + found["inner"] + 2 * found["link"])).backward()
        if self.teacher is not None and self.step % PLAIN_EVERY == 0:
            batch = batch_of(random.Random(self.step).sample(self.plain, EVENT_BATCH), self.word_pieces.padding)
            parts["plain"] = self.model.kept_loss(batch, self.model.dropout(self.model.states(batch)), self.teacher)
            parts["plain"].backward()
        if self.step % TAG_EVERY == 0:
            parts["tag"] = self.model.tag_loss(*next(tags))
            (TAG_WEIGHT * parts["tag"]).backward()
        self._end_step()
        if self.step % 10 == 0:
            self._log(self.steps, self.epoch, parts)


def drawn_texts(rng: random.Random) -> Iterator[str]:
    """Yield texts of each of the shared collections, at random."""
    for corpus in (*RAW_TEXTS, POLNEAR):
        found = [text for _, text in texts(corpus)]
        yield from rng.sample(found, min(PLAIN_TEXTS, len(found)))


def grouped(rows: list[Packed], rng: random.Random) -> list[list[Packed]]:
    """Return batches of windows of about the same length, in random order."""
    rows = sorted(rows, key=lambda row: len(row.example.ids))
    groups = [rows[at : at + EVENT_BATCH] for at in range(0, len(rows), EVENT_BATCH)]
    rng.shuffle(groups)
    return groups


def tag_batch(rows: list[tuple[Example, list[int]]], padding: int) -> tuple[Batch, Tensor]:
    """Return windows of GUM as a batch, and the number of each word's part of speech."""
    length = max(len(tags) for _, tags in rows)
    return (
        batch_of([row for row, _ in rows], padding),
        torch.tensor([[*tags, *[-1] * (length - len(tags))] for _, tags in rows]),
    )


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--from", dest="start", type=Path, required=True, help="a trained reader of statements")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--held-out", type=int, help="a fold of the event sentences that is left aside")
    parser.add_argument("--rate", type=float, default=RATE, help="what the learning rates are multiplied with")
    parser.add_argument(
        "--statements", type=int, default=2, help="take a batch of statements every so many steps; 0: never"
    )
    parser.add_argument("--teacher", type=Path, help="the reader whose statements are kept")
    options = parser.parse_args()
    path = SHARED / "data" / "attribution" / "polnear_train.jsonl"
    if not path.exists():
        print(f"no {path}: nothing to train on")
        return
    articles, _ = split(read_articles(path))
    if options.statements:
        articles.extend(labelled_articles() * 3)
    events = [one for one in sentences() if fold_of(one) != options.held_out]
    Run(
        options.out, options.start, events, articles, options.epochs, options.statements, options.rate, options.teacher
    ).train()  # fmt: skip


if __name__ == "__main__":
    main()
