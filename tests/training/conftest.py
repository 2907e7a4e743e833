"""What the tests of the recipes share."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from training.events.model import EventReader

Teach = Callable[["EventReader"], None]


@pytest.fixture
def teach_events() -> Teach:
    """Teach a tiny model some of the sentences that we wrote ourselves, and see that it learns them."""
    import torch

    from dragoman.analysis.encoder.pieces import WordPieces
    from dragoman.analysis.segmentation import Segmenter
    from training.events.corpus import own_sentences
    from training.events.windows import pack
    from training.statements.train import TOKENIZER

    def teach(model: EventReader) -> None:
        word_pieces = WordPieces(TOKENIZER)
        rows = list(pack(own_sentences()[:40], Segmenter(), word_pieces, random.Random(1)))
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
        losses = []
        for _ in range(15):
            loss = torch.stack(list(model.event_loss(rows, word_pieces.padding).values())).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        assert losses[-1] < 0.95 * losses[0]

    return teach
