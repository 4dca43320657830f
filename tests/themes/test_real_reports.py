"""The shipped tagger on real reports it must never be trained on: `pytest tests/themes/test_real_reports.py -s`.

The labels name each paragraph by its file and offsets, so that no sentence of a real report stands in the project.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from nlp.corpora import Labelled
from nlp.evaluation.data import measured_rows
from nlp.themes import Passage, load

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "corpora" / "annual_reports"
REAL = ROOT / "corpora" / "real"

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not there")


@cache
def rows_kept_for_testing() -> tuple[Labelled, ...]:
    """The paragraphs of all bodies that are for testing only, under their headings."""
    return measured_rows(REAL / "themes.jsonl", REPORTS, except_bodies=REAL / "training_bodies.txt").rows


@needs_reports
@pytest.mark.parametrize(
    ("model", "headings", "least"),
    [("themes", True, 0.92), ("themes", False, 0.90), ("baseline", True, 0.90), ("baseline", False, 0.88)],
)
def test_themes_of_real_reports(model: str, headings: bool, least: float) -> None:
    rows = rows_kept_for_testing()
    passages = [row.passage if headings else Passage(row.passage.text) for row in rows]
    right = [tag.theme in (row.theme, *row.also) for tag, row in zip(load(model).tag(passages), rows, strict=True)]
    figure = sum(right) / len(right)
    print(f"\n{model}: theme accuracy {'with' if headings else 'without'} headings {figure:.4f} of {len(right)} paragraphs")
    assert len(right) > 300
    assert figure >= least


@needs_reports
def test_aspects_of_real_problems() -> None:
    rows = [row for row in rows_kept_for_testing() if row.aspect]
    tags = load().tag([row.passage for row in rows])
    told = [tag.aspect == row.aspect for tag, row in zip(tags, rows, strict=True) if tag.theme == "problems"]
    print(f"\naspect accuracy {sum(told) / len(told):.4f} of {len(told)} paragraphs")
    assert sum(told) / len(told) >= 0.85
