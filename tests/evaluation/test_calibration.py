"""Calibration and coverage, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.evaluation.calibration import BINS, Kept, expected_calibration_error, kept_above, reliability


def test_a_bin_has_the_confidence_and_the_accuracy_of_its_tags() -> None:
    low, high = reliability([0.35, 0.31, 0.95, 1.0], [False, True, True, True])
    assert (low.low, low.high, low.n) == (pytest.approx(0.3), pytest.approx(0.4), 2)
    assert (low.confidence, low.accuracy) == (pytest.approx(0.33), 0.5)
    assert (high.n, high.confidence, high.accuracy) == (2, pytest.approx(0.975), 1.0)


def test_the_error_is_the_mean_gap_weighted_by_the_size_of_the_bins() -> None:
    bins = reliability([0.35, 0.31, 0.95, 1.0], [False, True, True, True])
    assert expected_calibration_error(bins) == pytest.approx((2 * 0.17 + 2 * 0.025) / 4)


def test_whoever_is_as_sure_as_right_has_no_error() -> None:
    assert expected_calibration_error(reliability([0.75] * 4, [True, True, True, False])) == 0
    assert expected_calibration_error(reliability([1.0], [True])) == 0
    assert expected_calibration_error(reliability([1.0], [False])) == 1


@given(st.lists(st.tuples(st.one_of(st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0]), st.floats(0, 1)), st.booleans()), min_size=1))
def test_every_tag_is_in_one_bin_that_its_confidence_lies_in(tags: list[tuple[float, bool]]) -> None:
    bins = reliability([confidence for confidence, _ in tags], [right for _, right in tags])
    assert sum(one.n for one in bins) == len(tags)
    assert len(bins) <= BINS
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins)
    assert 0 <= expected_calibration_error(bins) <= 1


def test_abstaining_below_a_confidence_keeps_the_others() -> None:
    kept = kept_above([0.9, 0.8, 0.4, 0.2], [True, False, True, False], [True, True, True, False], [0.0, 0.8, 0.85, 0.95])
    assert kept == (
        Kept(0.0, 1.0, 4, 0.5, 0.75),
        Kept(0.8, 0.5, 2, 0.5, 1.0),
        Kept(0.85, 0.25, 1, 1.0, 1.0),
        Kept(0.95, 0.0, 0, None, None),
    )
