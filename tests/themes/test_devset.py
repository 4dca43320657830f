"""The shipped taggers on the report suite beside the project; `pytest tests/themes/test_devset.py -s` prints figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.evaluation.data import gold_rows
from nlp.evaluation.themes import evaluate_themes
from nlp.themes import load

REPORTS = Path(__file__).parents[2].parent / "shared" / "devset" / "reports"

needs_suite = pytest.mark.skipif(not REPORTS.is_dir(), reason="the report suite is not there")


@needs_suite
@pytest.mark.parametrize(
    ("model", "headings", "least"),
    [("themes", True, 0.97), ("themes", False, 0.95), ("baseline", True, 0.97), ("baseline", False, 0.95)],
)
def test_themes_of_the_report_suite(model: str, headings: bool, least: float) -> None:
    found = evaluate_themes(load(model), gold_rows(REPORTS), headings)
    seen = "with" if headings else "without"
    print(f"\n{model} {seen} headings: accepted {found.accuracy_with_also:.4f}, aspect {found.aspect_accuracy}, ece {found.calibration_error_with_also:.3f}")
    assert found.n > 200
    assert found.accuracy_with_also >= least
    assert found.calibration_error_with_also <= 0.05
