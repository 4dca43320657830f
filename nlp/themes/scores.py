"""From scores to probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def sigmoid(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Probabilities, each by itself."""
    return 1 / (1 + np.exp(-scores.astype(np.float64)))


def softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    raised = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return cast("NDArray[np.float64]", raised / raised.sum(axis=-1, keepdims=True))
