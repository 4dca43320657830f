"""How many times as fast, with an interval over rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import bootstrap

SAMPLES = 2000
SEED = 20190415


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio and its 95 % bootstrap interval over rounds; None where there is one round only."""

    value: float
    low: float | None
    high: float | None


def ratio_of(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """The median over rounds of one number by the other of the same round: what slows a round down slows both.

    >>> ratio_of([2.0, 4.2, 6.0], [1.0, 2.0, 3.0])
    Ratio(value=2.0, low=2.0, high=2.1)
    """
    ratios = np.asarray(above) / np.asarray(below)
    value = float(np.median(ratios))
    if len(ratios) < 2:
        return Ratio(value, None, None)
    interval = bootstrap(
        (ratios,), np.median, n_resamples=SAMPLES, method="percentile", rng=np.random.default_rng(SEED)
    ).confidence_interval
    return Ratio(value, float(interval.low), float(interval.high))
