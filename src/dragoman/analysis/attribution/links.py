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
#: Tokens of the longest window that can be read; those of the encoder have half as many pieces.
LONGEST_WINDOW = 512


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
        self._by_distance = _by_distance(tables["distance"], tables["distance_edges"])
        self._roles = int(tables["link_roles"])

    def scores(self, states: NDArray[Any], word_side: NDArray[Any], cue: tuple[int, int]) -> NDArray[Any]:
        """Return, roles by tokens, the log odds that a token belongs to the cue's source, and to its content.

        Args:
            states: Tokens by width, as the encoder gives them.
            word_side: Tokens by roles times size.
            cue: Half-open token range of the cue.
        """
        import numpy as np

        if len(states) > LONGEST_WINDOW:
            raise ValueError(f"a window of {len(states)} tokens; at most {LONGEST_WINDOW} can be linked")
        mine = states[cue[0] : cue[1]].mean(axis=0) @ self._cue_side + self._cue_bias
        mine = mine.reshape(self._roles, -1)
        theirs = word_side.reshape(len(word_side), self._roles, -1)
        first = LONGEST_WINDOW - cue[0]
        by_distance = self._by_distance[:, first : first + len(states)]
        found: NDArray[Any] = np.einsum("rd,trd->rt", mine, theirs) / mine.shape[1] ** 0.5 + by_distance
        return found


def _by_distance(weights: NDArray[Any], edges: NDArray[Any]) -> NDArray[Any]:
    """Return what each distance to the cue counts, roles by distances from `-LONGEST_WINDOW` to `LONGEST_WINDOW`.

    Args:
        weights: Roles by buckets: those of words from the cue on, then those of words before it.
        edges: The distances at which a new bucket begins.
    """
    import numpy as np

    distances = np.arange(-LONGEST_WINDOW, LONGEST_WINDOW + 1)
    bucket = np.searchsorted(edges, np.abs(distances), side="right")
    return weights[:, np.where(distances < 0, bucket + len(edges) + 1, bucket)]
