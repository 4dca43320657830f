"""The annotation manual explains every theme and aspect by examples and border cases, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.themes import ASPECTS, THEMES

MANUAL = (Path(__file__).parents[2] / "corpora" / "MANUAL.md").read_text("utf-8")
LABELS = [*(theme for theme in THEMES if theme != "problems"), *ASPECTS]  # problems is told by its aspects


@pytest.mark.parametrize("label", LABELS)
def test_a_label_has_three_examples_and_two_border_cases(label: str) -> None:
    (told,) = re.findall(rf"^#{{3,4}} [^\n]*`{label}`[^\n]*\n(.*?)(?=^##)", MANUAL, re.MULTILINE | re.DOTALL)
    examples, _, border = told.partition("Border cases:")
    assert "**定义。**" in examples
    assert len(re.findall(r"^\d\. ", examples, re.MULTILINE)) >= 3
    cases = re.split(r"^- ", border, flags=re.MULTILINE)[1:]
    assert len(cases) >= 2
    assert all("理由：" in case for case in cases)
