"""Mean of two trained readers, and the heads for events taught anew on it.

    python -m training.events.mix STATEMENTS/model.pt EVENTS/model.pt --out RUN [--share S] [--epochs N] [--held-out N]

A reader of statements that has been taught events finds fewer statements; the mean of its weights with those it began
with (model soups, Wortsman et al. 2022) finds as many as before, and its states still tell events. The heads are then
taught on these states, which stay as they are: a minute.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.segmentation import Segmenter
from training.events.corpus import fold_of, sentences
from training.events.model import EventReader
from training.events.windows import Packed, pack
from training.statements.corpus import SEED
from training.statements.model import Shape, batch_of
from training.statements.train import TOKENIZER

BATCH, RATE, DROPOUT = 8, 2e-3, 0.1
HEADS = frozenset({"kind", "trigger_side", "argument_side", "argument_bias", "reality"})


def mixed(statements: Path, events: Path, share: float) -> EventReader:
    """Return a reader with the weights of two, `share` of them the second's; what only one has is its own."""
    old = torch.load(statements, weights_only=True)
    new = torch.load(events, weights_only=True)
    model = EventReader(Shape())
    model.load_state_dict(
        {name: (1 - share) * old[name] + share * values if name in old else values for name, values in new.items()}
    )
    model.eval()
    return model


def states_of(model: EventReader, rows: list[Packed], padding: int) -> list[Tensor]:
    """Return the states of each window."""
    with torch.no_grad():
        return [model.states(batch_of([row.example], padding))[0] for row in rows]


def teach_heads(model: EventReader, rows: list[Packed], states: list[Tensor], epochs: int) -> None:
    """Train the heads for events on states that stay as they are."""
    heads = [values for name, values in model.named_parameters() if name.split(".")[0] in HEADS]
    optimizer = torch.optim.AdamW(heads, lr=RATE, weight_decay=0.01)
    dropout = nn.Dropout(DROPOUT)
    batches = -(-len(rows) // BATCH)
    for step in range(epochs * batches):
        if step % batches == 0:
            order = random.Random(SEED + step).sample(range(len(rows)), len(rows))
        low = step % batches * BATCH
        chosen = order[low : low + BATCH]
        parts = model.loss_of_states([rows[at] for at in chosen], [dropout(states[at]) for at in chosen])
        optimizer.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - (step + 1) / (epochs * batches + 1))


def main() -> None:
    """Mix, teach and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="how much of the second reader")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--held-out", type=int, help="a fold of the event sentences that is left aside")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    model, word_pieces = mixed(options.statements, options.events, options.share), WordPieces(TOKENIZER)
    chosen = [one for one in sentences() if fold_of(one) != options.held_out]
    rows = list(pack(chosen, Segmenter(), word_pieces, random.Random(SEED)))
    teach_heads(model, rows, states_of(model, rows, word_pieces.padding), options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "model.pt")


if __name__ == "__main__":
    main()
