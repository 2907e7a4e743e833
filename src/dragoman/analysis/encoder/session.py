"""Running the encoder: windows in, states and emissions out, the same whatever else is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.analysis.encoder.pieces import PieceTable, WordPieces
from dragoman.analysis.encoder.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Encoder", "WindowReading"]

#: In the order of the fields of `WindowReading`.
OUTPUTS = ("states", "emissions", "word_side", "event_kinds", "argument_side")
#: Windows that are handed on together: what follows costs as much for one as for many.
GROUP = 32


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What the model sees in a window: one row for each token."""

    window: Window
    #: Tokens by width.
    states: Floats
    #: Tokens by all tags of all layers.
    emissions: Floats
    #: Tokens by roles times size: the word side of the links.
    word_side: Floats
    #: Tokens by types: how strongly each triggers an event.
    event_kinds: Floats
    #: Tokens by roles times size: the word side of the links of events.
    argument_side: Floats


class Encoder:
    """The exported network. Loading takes a fifth of a second; reading changes nothing in it."""

    def __init__(self, folder: Path) -> None:
        """Load `reader.onnx` and `tokenizer.json` from a folder."""
        # imported here: the command line must not pay for it before it reads
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.word_pieces = WordPieces(folder / "tokenizer.json")

    def read(self, table: PieceTable, windows: Iterable[Window]) -> Iterator[list[WindowReading]]:
        """Yield what the model sees in each window, in the order of the windows, some at a time.

        Windows are run one by one. The scale of an 8-bit product is that of its whole input, so that a window beside
        others would come out a little different; and on one core it is faster, because nothing is padded.

        Args:
            table: The word pieces of the document.
            windows: Its windows; they are taken in groups, so that memory does not grow with the document.
        """
        group: list[WindowReading] = []
        for window in windows:
            group.append(self._run(table, window))
            if len(group) == GROUP:
                yield group
                group = []
        yield group

    def _run(self, table: PieceTable, window: Window) -> WindowReading:
        found = self._session.run(OUTPUTS, inputs(table, self.word_pieces, window))
        return WindowReading(window, *(output[0] for output in found))


def inputs(table: PieceTable, word_pieces: WordPieces, window: Window) -> dict[str, NDArray[Any]]:
    """Return the model's inputs for a window."""
    import numpy as np

    first, last = window.first, window.last
    offsets = np.asarray(table.offsets[first : last + 1])
    low, high = int(offsets[0]), int(offsets[-1])
    ids = np.array([word_pieces.first, *table.ids[low:high], word_pieces.last], np.int64)

    def spread(values: bytes) -> NDArray[Any]:
        """Return one value for each piece; the two marks of the window have none."""
        whole = np.zeros(len(ids), np.int64)
        whole[1:-1] = np.repeat(np.frombuffer(values[first:last], np.uint8), np.diff(offsets))
        return whole

    arrays = {
        "ids": ids,
        "cases": spread(table.cases),
        "spaces": spread(table.spaces),
        "quotes": spread(table.quotes),
        "mask": np.ones(len(ids), np.int32),
        "words": (offsets[:-1] - low + 1).astype(np.int64),
    }
    return {name: values[None] for name, values in arrays.items()}
