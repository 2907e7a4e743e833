"""The recipe of the heads for events still runs, on the sentences that we wrote ourselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("torch", reason="needs the training extra")

from training.events.corpus import own_sentences
from training.events.model import EventReader
from training.statements.train import TINY


def test_every_label_lies_in_its_sentence() -> None:
    for sentence in own_sentences():
        for event in sentence.events:
            for first, last in [*event.trigger, *event.actors, *event.recipients]:
                assert 0 <= first < last <= len(sentence.text)


def test_a_tiny_model_learns_events(teach_events: Callable[[EventReader], None]) -> None:
    import torch

    torch.manual_seed(1)
    teach_events(EventReader(TINY))
