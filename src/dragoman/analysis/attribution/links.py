"""Which source and which content belong to which cue.

A bilinear score (after Dozat and Manning 2017) says how strongly each word of a window belongs to the source and to the
content of a cue; a span belongs where its words score best.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CONTENT", "SOURCE", "Links"]

SOURCE, CONTENT = 0, 1


class Links:
    """The weights of the links; `tables` has all arrays of their file, those of other heads too."""

    def __init__(self, path: Path) -> None:
        """Load `heads.npz`; it holds arrays only, and nothing in it runs."""
        import numpy as np

        with np.load(path, allow_pickle=False) as tables:
            self.tables: dict[str, NDArray[Any]] = {name: tables[name] for name in tables.files}
        tables = self.tables
        self.transitions: NDArray[Any] = tables["transitions"]
        self._cue_side: NDArray[Any] = tables["cue_side"]
        self._cue_bias: NDArray[Any] = tables["cue_side_bias"]
        self._distance: NDArray[Any] = tables["distance"]
        self._edges: NDArray[Any] = tables["distance_edges"]
        self._roles = int(tables["link_roles"])

    def scores(self, states: NDArray[Any], word_side: NDArray[Any], cue: tuple[int, int]) -> NDArray[Any]:
        """Return, roles by tokens, the log odds that a token belongs to the cue's source, and to its content.

        Args:
            states: Tokens by width, as the encoder gives them.
            word_side: Tokens by roles times size.
            cue: Half-open token range of the cue.
        """
        import numpy as np

        mine = states[cue[0] : cue[1]].mean(axis=0) @ self._cue_side + self._cue_bias
        mine = mine.reshape(self._roles, -1)
        theirs = word_side.reshape(len(word_side), self._roles, -1)
        where = np.arange(len(states)) - cue[0]
        bucket = np.searchsorted(self._edges, np.abs(where), side="right")
        bucket = np.where(where < 0, bucket + len(self._edges) + 1, bucket)
        found: NDArray[Any] = np.einsum("rd,trd->rt", mine, theirs) / mine.shape[1] ** 0.5 + self._distance[:, bucket]
        return found
