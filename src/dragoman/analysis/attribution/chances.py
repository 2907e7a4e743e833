"""From scores to chances: the logistic function and its kin, which the readers share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["logistic", "softmax"]


def logistic(score: float) -> float:
    """Return the chance that log odds stand for; beyond 30 they are taken as 30."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def softmax(scores: NDArray[Any]) -> NDArray[Any]:
    """Return the chances that scores stand for, along the last axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: NDArray[Any] = raised / raised.sum(axis=-1, keepdims=True)
    return chances
