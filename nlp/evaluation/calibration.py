"""Confidence against truth: expected calibration error, reliability, and what abstaining below a confidence buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.calibration import calibration_curve

BINS = 10
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Bin:
    """The tags whose confidence lies in (low, high].

    Attributes:
        low, high: ends of the stretch of confidence.
        n: how many tags; a bin without any is not made.
        confidence: their mean confidence.
        accuracy: the share of them that is right.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left when a tagger abstains below a confidence.

    Attributes:
        threshold: tags of this confidence or more are kept.
        coverage: the share of tags that is kept.
        n: how many that are.
        accuracy: the share of them whose primary theme is right; None where none is kept.
        accuracy_with_also: the share that is the primary theme or a second one that is accepted.
    """

    threshold: float
    coverage: float
    n: int
    accuracy: float | None
    accuracy_with_also: float | None


def reliability(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> tuple[Bin, ...]:
    """Tags by their confidence, in bins of the same width.

    Args:
        confidence: of each tag, 0 to 1, at least one.
        right: whether each is.
        bins: how many stretches 0 to 1 is cut into.
    """
    said, truth = np.asarray(confidence, dtype=float), np.asarray(right, dtype=int)
    edges = np.linspace(0, 1, bins + 1)
    accuracy, mean = calibration_curve(truth, np.clip(said, 0, 1), n_bins=bins)
    counts = np.bincount(np.searchsorted(edges[1:-1], said), minlength=bins)  # the places that calibration_curve counts in
    filled = np.flatnonzero(counts)
    return tuple(
        Bin(float(edges[place]), float(edges[place + 1]), int(counts[place]), float(mean[n]), float(accuracy[n]))
        for n, place in enumerate(filled)
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of confidence from accuracy, weighted by the size of the bins (Naeini et al. 2015).

    >>> expected_calibration_error(reliability([0.9, 0.9, 0.9, 0.9], [True, True, True, False]))
    0.15
    """
    total = sum(bin_.n for bin_ in bins)
    return round(sum(abs(bin_.confidence - bin_.accuracy) * bin_.n for bin_ in bins) / total, 12)


def kept_above(
    confidence: Sequence[float], right: Sequence[bool], fair: Sequence[bool], thresholds: Sequence[float] = THRESHOLDS
) -> tuple[Kept, ...]:
    """How accurate the tags are that are kept at each threshold.

    Args:
        confidence: of each tag, at least one.
        right: whether its theme is the primary one.
        fair: whether it is that or a second one that is accepted.
        thresholds: of the confidence.
    """
    said = np.asarray(confidence, dtype=float)
    return tuple(_kept(float(threshold), said, np.asarray(right), np.asarray(fair)) for threshold in thresholds)


def _kept(threshold: float, said: NDArray[Any], right: NDArray[Any], fair: NDArray[Any]) -> Kept:
    kept = said >= threshold
    n = int(kept.sum())
    if not n:
        return Kept(threshold, 0.0, 0, None, None)
    return Kept(threshold, n / len(said), n, float(right[kept].mean()), float(fair[kept].mean()))
