"""The recipe of the heads for events still runs, on the sentences that we wrote ourselves."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="needs the training extra")

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.segmentation import Segmenter
from training.events.corpus import own_sentences
from training.events.model import EventReader
from training.events.windows import pack
from training.statements.train import TINY, TOKENIZER


def test_every_label_lies_in_its_sentence() -> None:
    for sentence in own_sentences():
        for event in sentence.events:
            for first, last in [*event.trigger, *event.actors, *event.recipients]:
                assert 0 <= first < last <= len(sentence.text)


def test_a_tiny_model_learns_events() -> None:
    import torch

    torch.manual_seed(1)
    model = EventReader(TINY)
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
