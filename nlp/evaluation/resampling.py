"""Figures of tagged paragraphs and their bootstrap intervals, resampled by body.

Paragraphs of a body are written by the same hand and belong together: what is drawn anew is bodies, with all that is
theirs. All figures follow from counts a body, so all samples are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.evaluation.tagged import Tagged
from nlp.themes.taxonomy import THEMES

SEED = 20190415  # as in training: the day the amended regulation was published
SAMPLES = 2000
LEVEL = 0.95

_FiguresOf = Callable[[NDArray[Any]], dict[str, NDArray[np.float64]]]

_PLACE = {theme: place for place, theme in enumerate(THEMES)}
_SIZE = len(THEMES)
_CELLS = _SIZE * _SIZE  # then: accepted, with an aspect, with the right aspect


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval: between the percentiles 2.5 and 97.5 of the samples."""

    low: float
    high: float


def counts_by_body(tags: Sequence[Tagged], bodies: Sequence[str]) -> NDArray[np.int64]:
    """What the figures need of each body: its confusion matrix, and how many are accepted, have an aspect, have it right.

    Args:
        tags: of whatever bodies.
        bodies: all of them, in the order of the result's rows.

    Returns:
        Shape (bodies, 64 + 3).
    """
    place = {body: n for n, body in enumerate(bodies)}
    counts = np.zeros((len(bodies), _CELLS + 3), dtype=np.int64)
    for one in tags:
        line = counts[place[one.row.body]]
        line[_PLACE[one.row.theme] * _SIZE + _PLACE[one.tag.theme]] += 1
        line[_CELLS] += one.fair
        line[_CELLS + 1] += one.row.aspect is not None
        line[_CELLS + 2] += one.row.aspect is not None and one.row.aspect == one.tag.aspect
    return counts


def figures(counts: NDArray[Any]) -> dict[str, NDArray[np.float64]]:
    """Every figure of counts, by name; nan where there is nothing to divide by.

    Args:
        counts: of one set of paragraphs or, with axes before the last, of many.

    Returns:
        accuracy, accuracy_with_also, macro_f1 (over the themes that occur), aspect_accuracy, and precision, recall and
        f1 of each theme as 'f1.platform'. A theme that is never said has a precision of 0.
    """
    confusion = counts[..., :_CELLS].reshape(*counts.shape[:-1], _SIZE, _SIZE).astype(float)
    hits = confusion.diagonal(axis1=-2, axis2=-1)
    labelled, said = confusion.sum(axis=-1), confusion.sum(axis=-2)
    total = labelled.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        recall = hits / labelled
        precision = np.where(said > 0, hits / said, np.where(labelled > 0, 0.0, np.nan))
        f1 = np.where(labelled > 0, 2 * hits / (labelled + said), np.nan)
        found = {
            "accuracy": hits.sum(axis=-1) / total,
            "accuracy_with_also": counts[..., _CELLS] / total,
            "macro_f1": np.nansum(f1, axis=-1) / (labelled > 0).sum(axis=-1),
            "aspect_accuracy": counts[..., _CELLS + 2] / counts[..., _CELLS + 1].astype(float),
        }
    for name, values in (("precision", precision), ("recall", recall), ("f1", f1)):
        found |= {f"{name}.{theme}": values[..., place] for theme, place in _PLACE.items()}
    return found


def intervals(counts: NDArray[Any], seed: int = SEED) -> dict[str, Interval | None]:
    """The interval of each of `figures`, None where there are fewer than two bodies or nothing to divide by.

    Args:
        counts: as `counts_by_body` gives them.
        seed: the same gives the same samples.
    """
    return _intervals(counts, figures, seed)


def difference_intervals(first: NDArray[Any], second: NDArray[Any], seed: int = SEED) -> dict[str, Interval | None]:
    """The interval of `figures` of the first less those of the second, in samples of the same bodies."""
    wide = first.shape[-1]

    def differences(both: NDArray[Any]) -> dict[str, NDArray[np.float64]]:
        one, other = figures(both[..., :wide]), figures(both[..., wide:])
        return {name: one[name] - other[name] for name in one}

    return _intervals(np.concatenate([first, second], axis=1), differences, seed)


def _intervals(counts: NDArray[Any], figures_of: _FiguresOf, seed: int) -> dict[str, Interval | None]:
    bodies = len(counts)
    if bodies < 2:
        return dict.fromkeys(figures_of(counts.sum(axis=0)))
    # How often each body is drawn in a sample. scipy.stats.bootstrap warns where a figure is not defined in some sample.
    times = np.random.default_rng(seed).multinomial(bodies, np.full(bodies, 1 / bodies), size=SAMPLES)
    return {name: _interval(values) for name, values in figures_of(times @ counts).items()}


def _interval(samples: NDArray[Any]) -> Interval | None:
    drawn = samples[np.isfinite(samples)]
    if not drawn.size:
        return None
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def point(counts: NDArray[Any]) -> Mapping[str, float | None]:
    """Each of `figures` over all bodies, None where there is nothing to divide by."""
    return {name: float(value) if np.isfinite(value) else None for name, value in figures(counts.sum(axis=0)).items()}
