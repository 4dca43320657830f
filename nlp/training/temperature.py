"""The temperature of a tagger: what its scores are divided by, so that its probabilities are calibrated."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from nlp.themes.scores import softmax


def fitted_temperature(scores: NDArray[Any], gold: NDArray[np.intp]) -> float:
    """The divisor of scores, 0.2 to 5, that makes what is right most likely (Guo et al. 2017, arXiv:1706.04599).

    Args:
        scores: shape (passages, themes).
        gold: the place of the right theme of each.

    >>> round(fitted_temperature(np.array([[2.0, 0.0]] * 4), np.array([0, 0, 0, 1])), 2)
    1.82
    """

    def surprise(temperature: float) -> float:
        likely = softmax(scores / temperature)[np.arange(len(gold)), gold]
        return float(-np.mean(np.log(likely + 1e-12)))

    return float(minimize_scalar(surprise, bounds=(0.2, 5.0), method="bounded").x)
