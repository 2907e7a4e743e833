"""The one pass of the encoder over a document: statements and events as the model sees them.

Everything that needs the network is taken from it here, window by window, so that memory does not grow with the
states of a long document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.analysis.attribution.confidence import Confidence
from dragoman.analysis.attribution.links import Links
from dragoman.analysis.attribution.window_spans import LinkedSpans, WindowDecoder
from dragoman.analysis.encoder.session import Encoder
from dragoman.analysis.encoder.windows import Window, windows
from dragoman.analysis.events.heads import EventHeads, FoundEvent
from dragoman.analysis.quotations import Quotation
from dragoman.analysis.segmentation import Segmentation

__all__ = ["MODEL_FOLDER", "DocumentReader", "Reading"]

MODEL_FOLDER = Path(__file__).parents[1] / "models" / "reader"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model sees in a document."""

    #: Cues with their sources and contents, each cue once, likely or not.
    spans: list[LinkedSpans]
    #: Events by their triggers, in the order of the text.
    events: list[FoundEvent]


class DocumentReader:
    """Runs the encoder over documents. Loading it takes a fifth of a second; reading changes nothing in it."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        """Load the model.

        Args:
            folder: Holds `reader.onnx`, `heads.npz` and `tokenizer.json`.
        """
        self.encoder = Encoder(folder)
        links = Links(folder / "heads.npz")
        self.tables = links.tables
        self._decoder = WindowDecoder(links, Confidence())
        self._events = EventHeads(links.tables)

    def __call__(self, segmentation: Segmentation, quotations: Sequence[Quotation]) -> Reading:
        """Return what the model sees in a document.

        Args:
            segmentation: The document.
            quotations: Its quotations.
        """
        table = self.encoder.word_pieces(segmentation, quotations)
        spans: list[LinkedSpans] = []
        events: list[FoundEvent] = []
        before: tuple[Window, list[LinkedSpans]] | None = None
        for readings in self.encoder.read(table, windows(segmentation, table)):
            for reading, found in zip(readings, self._decoder(readings), strict=True):
                window = reading.window
                events.extend(self._events(segmentation, reading))
                if before is not None:
                    earlier, found = _shared_out(*before, window, found)
                    spans.extend(earlier)
                before = (window, found)
        if before is not None:
            spans.extend(before[1])
        events.sort(key=lambda event: event.trigger)
        return Reading(spans, events)


def _shared_out(
    earlier: Window, left: list[LinkedSpans], later: Window, right: list[LinkedSpans]
) -> tuple[list[LinkedSpans], list[LinkedSpans]]:
    """Return what each of two windows keeps of the words that both have read.

    The earlier one keeps its cues, unless their content reaches its last word, and so may be cut off there.
    """
    again = {spans.cue[0] for spans in right if spans.cue[0] < later.core_first}
    cut = {spans.cue[0] for spans in left if spans.cue[0] in again and spans.content[-1][1] >= earlier.last}
    return (
        [spans for spans in left if spans.cue[0] not in cut],
        [spans for spans in right if spans.cue[0] >= later.core_first or spans.cue[0] in cut],
    )
