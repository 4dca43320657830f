"""The shipped tagger on real reports it must never be trained on: `pytest tests/themes/test_real_reports.py -s`.

`real_labels.json` holds our labels and names each paragraph by its report and the hash of its text, so that no
sentence of a real report stands in the project.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from nlp.themes import Passage, load

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = Path(__file__).parent / "real_labels.json"

# Groups a, b, c: the levels, outermost first.
HEADING = re.compile(r"(?P<a>[一二三四五六七八九十]+、)|(?P<b>[（(][一二三四五六七八九十]+[)）])|(?P<c>\d+[、.．])")
LONGEST_HEADING = 32

needs_reports = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not there")


@needs_reports
@pytest.mark.parametrize(("headings", "least"), [(True, 0.80), (False, 0.75)])
def test_themes_of_real_reports(headings: bool, least: float) -> None:
    labels = {entry["sha256"]: entry for entry in json.loads(LABELS.read_text(encoding="utf-8"))}
    passages, accepted = [], []
    for report in sorted({entry["report"] for entry in labels.values()}):
        for passage in paragraphs(report):
            entry = labels.pop(hashlib.sha256(passage.text.encode()).hexdigest()[:16], None)
            if entry is not None:
                passages.append(passage if headings else Passage(passage.text))
                accepted.append({entry["theme"], *entry["also"]})
    assert not labels
    right = [tag.theme in themes for tag, themes in zip(load().tag(passages), accepted, strict=True)]
    figure = sum(right) / len(right)
    print(f"\ntheme accuracy {'with' if headings else 'without'} headings {figure:.4f} of {len(right)} paragraphs")
    assert figure >= least


def paragraphs(report: str) -> list[Passage]:
    """The lines of a report, each under the headings above it."""
    (path,) = [*SHARED.glob(f"corpora/annual_reports/{report}.txt"), *SHARED.glob(f"seed/{report}.txt")]
    found: list[Passage] = []
    above: list[tuple[str, str]] = []
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        match = HEADING.match(line)
        if match and len(line) <= LONGEST_HEADING and not line.endswith(("。", "；")):
            level = str(match.lastgroup)
            above = [entry for entry in above if entry[0] < level] + [(level, line)]
        else:
            found.append(Passage(line, tuple(title for _, title in above)))
    return found
