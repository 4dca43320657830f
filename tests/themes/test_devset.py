"""The shipped tagger on the report suite beside the project; `pytest tests/themes/test_devset.py -s` prints figures."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlp.themes import Passage, load

REPORTS = Path(__file__).parents[2].parent / "shared" / "devset" / "reports"

needs_suite = pytest.mark.skipif(not REPORTS.is_dir(), reason="the report suite is not there")


@needs_suite
@pytest.mark.parametrize(("headings", "least"), [(True, 0.90), (False, 0.88)])
def test_themes_of_the_report_suite(headings: bool, least: float) -> None:
    passages, accepted = [], []
    for path in sorted(REPORTS.glob("*.yaml")):
        above: list[tuple[int, str]] = []
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["blocks"]:
            if "heading" in block:
                level = block.get("level", 1)
                above = [entry for entry in above if entry[0] < level] + [(level, block["heading"])]
            elif "para" in block:
                passages.append(Passage(block["para"], tuple(title for _, title in above) if headings else ()))
                accepted.append({block["theme"], *(block.get("also") or ())})
    right = [tag.theme in themes for tag, themes in zip(load().tag(passages), accepted, strict=True)]
    figure = sum(right) / len(right)
    print(f"\ntheme_accuracy {'with' if headings else 'without'} headings {figure:.4f} of {len(right)} paragraphs")
    assert figure >= least
