"""From what the model sees in a window to events: triggers by the best scores, and who acts upon whom.

A sentence has an event of a type as far as the sum of its words' chances says so (multiple-instance learning,
Dietterich et al. 1997); its trigger is the word that scores best. Who acts and who receives is scored from the state of
the trigger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.analysis.events.labels import REALITIES, TYPES
from dragoman.analysis.segmentation import Segmentation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.analysis.encoder.session import WindowReading

__all__ = ["EventHeads", "FoundEvent"]

Range = tuple[int, int]
#: The lowest chance of a type in a sentence at which it is kept.
THRESHOLD = 0.35
#: The lowest chance at which a type is told at all: a plain pattern may bear it out.
FAINT = 0.05
#: A second trigger of a type in a sentence has log odds of its own of at least this, and stands apart from the first.
SECOND_TRIGGER = 0.5
APART = 4
#: A word whose chance is at least this belongs to the actor or the recipient.
LOWEST_ARGUMENT = 0.5
#: A phrase is dropped if none of its words reaches this.
SURE_ARGUMENT = 0.6
ROLES = 2


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event as the model sees it; ranges are half-open token indices of the document."""

    event_type: str
    #: The word that names the act.
    trigger: int
    #: The chance that the sentence has this event.
    chance: float
    actors: tuple[Range, ...]
    recipients: tuple[Range, ...]
    #: Most likely reality, and its chance.
    reality: str
    reality_chance: float

    @property
    def is_faint(self) -> bool:
        """Whether the chance is too low for an event by itself; then it is not known who acts upon whom."""
        return self.chance < THRESHOLD


class EventHeads:
    """Turns readings of windows into events."""

    def __init__(self, tables: Mapping[str, NDArray[Any]]) -> None:
        """Take the weights that are used outside the graph.

        Args:
            tables: The arrays of `heads.npz`.
        """
        self._trigger, self._trigger_bias = tables["trigger_side"], tables["trigger_side_bias"]
        self._bias = tables["argument_bias"]
        self._reality, self._reality_bias = tables["reality"], tables["reality_bias"]

    def __call__(self, segmentation: Segmentation, reading: WindowReading) -> Iterator[FoundEvent]:
        """Yield the events of the sentences in a window's core, by their triggers, faint ones too."""
        import numpy as np

        window = reading.window
        starts = _sentence_starts(segmentation, window.core_first, window.last)
        rows = np.array(starts) - window.first
        whole = np.logaddexp.reduceat(reading.event_kinds, rows, axis=0)
        ends = [*starts[1:], window.last]
        # log odds, so that most sentences need no more than a comparison
        lowest = float(np.log(FAINT / (1 - FAINT)))
        for sentence, kind in np.argwhere(whole > lowest).tolist():
            low, high = starts[sentence] - window.first, ends[sentence] - window.first
            chance = 1 / (1 + float(np.exp(-whole[sentence, kind])))
            if chance < THRESHOLD:
                best = low + int(reading.event_kinds[low:high, kind].argmax())
                yield FoundEvent(TYPES[kind], window.first + best, chance, (), (), REALITIES[0], 0.0)
                continue
            for trigger in _triggers(reading.event_kinds[low:high, kind].tolist()):
                yield self._event(reading, kind, low + trigger, (low, high), chance)

    def _event(self, reading: WindowReading, kind: int, trigger: int, sentence: Range, chance: float) -> FoundEvent:
        import numpy as np

        state = reading.states[trigger]
        mine = (state @ self._trigger + self._trigger_bias).reshape(ROLES, -1)
        theirs = reading.argument_side[slice(*sentence)].reshape(sentence[1] - sentence[0], ROLES, -1)
        scores = np.einsum("rd,wrd->rw", mine, theirs) / mine.shape[1] ** 0.5 + self._bias[:, None]
        chances = 1 / (1 + np.exp(-scores))
        base = reading.window.first + sentence[0]
        actors, recipients = (tuple(_spans(row.tolist(), base)) for row in chances)
        realities = state @ self._reality + self._reality_bias
        raised = np.exp(realities - realities.max())
        best = int(raised.argmax())
        return FoundEvent(
            TYPES[kind], reading.window.first + trigger, chance, actors, recipients,
            REALITIES[best], float(raised[best] / raised.sum()),
        )  # fmt: skip


def _sentence_starts(segmentation: Segmentation, first: int, last: int) -> list[int]:
    """Return where the sentences of a token range begin; a sentence cut by its beginning begins there."""
    starts, at = [], first
    while at < last:
        starts.append(at)
        at = segmentation.sentence_of(at).last
    return starts


def _triggers(scores: list[float]) -> list[int]:
    """Return the places of the triggers of one type in a sentence: the best, and others that are sure on their own."""
    best = max(range(len(scores)), key=scores.__getitem__)
    found = [best]
    for at in sorted(range(len(scores)), key=lambda at: -scores[at])[1:]:
        if scores[at] < SECOND_TRIGGER:
            break
        if all(abs(at - other) >= APART for other in found):
            found.append(at)
    return sorted(found)


def _spans(chances: list[float], base: int) -> Iterator[Range]:
    """Yield the stretches of words that belong to a role."""
    first: int | None = None
    for at, chance in enumerate([*chances, 0.0]):
        if chance >= LOWEST_ARGUMENT and first is None:
            first = at
        elif chance < LOWEST_ARGUMENT and first is not None:
            if max(chances[first:at]) >= SURE_ARGUMENT:
                yield base + first, base + at
            first = None
