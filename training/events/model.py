"""The heads for events and parts of speech, on the encoder that finds statements.

A word's scores say which type of event it triggers; a sentence has a type as far as the sum over its words has it
(multiple-instance learning, Dietterich et al. 1997), so that sets which know the types of sentences but not their
triggers teach too. Who acts and who receives is scored from the trigger's state (after Dozat and Manning 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.analysis.events.labels import QUAD_CLASSES, REALITIES, TYPES
from training.events.corpus import EventSentence, SentenceEvent
from training.events.kinds import PARTS_OF_SPEECH
from training.events.windows import Packed, SentenceWords
from training.statements.model import Batch, Reader, Shape, batch_of

__all__ = ["ARGUMENT_ROLES", "ARGUMENT_SIZE", "EventReader"]

ARGUMENT_SIZE = 64
ARGUMENT_ROLES = 2
#: How much a sentence counts whose set knows only its quad class; other classes may well be there unmentioned.
QUAD_WEIGHT, OTHER_QUADS_WEIGHT = 0.5, 0.15
TOKEN_WEIGHT, ARGUMENT_WEIGHT, REALITY_WEIGHT = 0.5, 2.0, 0.3
KEPT_WEIGHT = 2.0


class EventReader(Reader):
    """The reader of statements with the heads for events and parts of speech."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__(shape, dropout)
        self.kind = nn.Linear(shape.width, len(TYPES))
        nn.init.constant_(self.kind.bias, -6.0)
        self.trigger_side = nn.Linear(shape.width, ARGUMENT_ROLES * ARGUMENT_SIZE)
        self.argument_side = nn.Linear(shape.width, ARGUMENT_ROLES * ARGUMENT_SIZE)
        self.argument_bias = nn.Parameter(torch.full((ARGUMENT_ROLES,), -1.0))
        self.reality = nn.Linear(shape.width, len(REALITIES))
        self.part_of_speech = nn.Linear(shape.width, len(PARTS_OF_SPEECH))

    def argument_scores(self, trigger: Tensor, words: Tensor) -> Tensor:
        """Return roles by words: how strongly each word belongs to the actor and the recipient of a trigger."""
        left = self.trigger_side(trigger).view(ARGUMENT_ROLES, ARGUMENT_SIZE)
        right = self.argument_side(words).view(-1, ARGUMENT_ROLES, ARGUMENT_SIZE)
        return torch.einsum("rd,wrd->rw", left, right) / ARGUMENT_SIZE**0.5 + self.argument_bias[:, None]

    def event_loss(self, rows: Sequence[Packed], padding: int, teacher: Reader | None = None) -> dict[str, Tensor]:
        """Return the parts of the loss of some windows of packed sentences; with a teacher, also what it keeps."""
        batch = batch_of([row.example for row in rows], padding)
        states = self.dropout(self.states(batch))
        parts = self.loss_of_states(rows, states)
        return parts | ({"kept": self.kept_loss(batch, states, teacher)} if teacher is not None else {})

    def kept_loss(self, batch: Batch, states: Tensor, teacher: Reader) -> Tensor:
        """Return how far the heads for statements are from those of a teacher, on text without labels.

        Learning without forgetting (Li and Hoiem 2017): the labels of statements were learned by heart long ago, and
        say little of what the reader does on other texts.
        """
        with torch.no_grad():
            theirs = teacher.states(batch)
            chances = teacher.emissions(theirs).log_softmax(-1)
            sides = [teacher.word_side(theirs), teacher.cue_side(theirs)]
        present = batch.word_present
        mine = self.emissions(states).log_softmax(-1)
        apart = functional.kl_div(mine, chances, log_target=True, reduction="none").sum((1, 3))
        loss = (apart * present).sum() / present.sum()
        for own, side in zip((self.word_side(states), self.cue_side(states)), sides, strict=True):
            distance = (own - side).square().mean(-1) / side.square().mean()
            loss = loss + (distance * present).sum() / present.sum()
        return KEPT_WEIGHT * loss

    def loss_of_states(self, rows: Sequence[Packed], states: Iterable[Tensor]) -> dict[str, Tensor]:
        """Return the parts of the loss of the heads for events, a sentence, on the states of some windows."""
        losses: dict[str, list[Tensor]] = {"kind": [], "trigger": [], "argument": [], "reality": []}
        for row, own in zip(rows, states, strict=True):
            kinds = self.kind(own)
            for sentence, words in zip(row.sentences, row.words, strict=True):
                self._sentence_loss(sentence, words, own, kinds, losses)
        count, zero = sum(len(row.sentences) for row in rows), self.argument_bias.new_zeros(())
        return {name: torch.stack(values).sum() / count if values else zero for name, values in losses.items()}

    def _sentence_loss(
        self,
        sentence: EventSentence,
        words: SentenceWords,
        states: Tensor,
        kinds: Tensor,
        losses: dict[str, list[Tensor]],
    ) -> None:
        own, mine = kinds[words.first : words.last], states[words.first : words.last]
        whole = torch.logsumexp(own, 0)
        if sentence.has_types:
            losses["kind"].append(type_loss(whole, sentence.events))
        elif sentence.quad >= 0:
            losses["kind"].append(quad_loss(whole, sentence.quad))
        if sentence.has_triggers:
            losses["trigger"].append(TOKEN_WEIGHT * trigger_loss(own, sentence.events, words))
        for number, event in enumerate(sentence.events):
            weights = trigger_weights(own, event, words.triggers[number], sentence.quad)
            state = weights @ mine
            wanted = states.new_zeros(2, len(mine))
            for role, ranges in enumerate((words.actors[number], words.recipients[number])):
                for first, last in ranges:
                    wanted[role, first:last] = 1
            scores = self.argument_scores(state, mine)
            losses["argument"].append(ARGUMENT_WEIGHT * functional.binary_cross_entropy_with_logits(scores, wanted))
            if event.reality >= 0:
                target = torch.tensor(event.reality)
                losses["reality"].append(REALITY_WEIGHT * functional.cross_entropy(self.reality(state), target))

    def tag_loss(self, batch: Batch, tags: Tensor) -> Tensor:
        """Return the loss of the parts of speech; -1 where a word has none."""
        scores = self.part_of_speech(self.dropout(self.states(batch)))
        return functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=-1)


def type_loss(whole: Tensor, events: Sequence[SentenceEvent]) -> Tensor:
    """Return the loss of the types of a sentence; where two types are not told apart, one of them must be there."""
    wanted = torch.zeros(len(TYPES))
    open_types: set[int] = set()
    extra = whole.new_zeros(())
    for event in events:
        numbers = [TYPES.index(kind) for kind in event.types]
        if len(numbers) == 1:
            wanted[numbers[0]] = 1
        else:
            open_types.update(numbers)
            extra = extra + functional.softplus(-torch.logsumexp(whole[numbers], 0))
    known = torch.tensor([number not in open_types for number in range(len(TYPES))])
    each = functional.binary_cross_entropy_with_logits(whole, wanted, reduction="none")
    return each[known].sum() + extra


def quad_loss(whole: Tensor, quad: int) -> Tensor:
    """Return the loss of a sentence of which only the main quad class is known; 0 is plain statement."""
    loss = whole.new_zeros(())
    for number in range(1, 5):
        score = torch.logsumexp(whole[[at for at, c in enumerate(QUAD_CLASSES) if c == number]], 0)
        if number == quad:
            loss = loss + QUAD_WEIGHT * functional.softplus(-score)
        elif quad or number in {2, 4}:
            loss = loss + OTHER_QUADS_WEIGHT * functional.softplus(score)
    return loss


def trigger_loss(own: Tensor, events: Sequence[SentenceEvent], words: SentenceWords) -> Tensor:
    """Return the loss of every word and type of a sentence whose triggers are labelled."""
    wanted = torch.zeros_like(own)
    for number, event in enumerate(events):
        for first, last in words.triggers[number]:
            wanted[first:last, TYPES.index(event.types[0])] = 1
    return functional.binary_cross_entropy_with_logits(own, wanted, reduction="sum")


def trigger_weights(own: Tensor, event: SentenceEvent, trigger: Sequence[tuple[int, int]], quad: int) -> Tensor:
    """Return how far each word is the trigger: as labelled, or as the scores have it by now."""
    if trigger:
        weights = own.new_zeros(len(own))
        for first, last in trigger:
            weights[first:last] = 1
        return weights / weights.sum()
    numbers = [TYPES.index(kind) for kind in event.types] or [
        at for at, c in enumerate(QUAD_CLASSES) if quad < 1 or c == quad
    ]
    return torch.softmax(torch.logsumexp(own[:, numbers], 1), 0)
