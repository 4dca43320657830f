"""Pictures of a tagger's figures are drawn, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.corpora import Labelled
from nlp.errors import TrainingError
from nlp.evaluation import evaluate_themes
from nlp.evaluation.pictures import draw_sheets
from nlp.evaluation.themes import ThemeSheet
from nlp.themes import Passage, load

pytest.importorskip("matplotlib", reason="matplotlib is in the extra corpus")


@pytest.fixture(scope="module")
def sheets() -> list[ThemeSheet]:
    rows = [
        Labelled("1", "甲县", "county", 2020, Passage("受理申请三件。", ("依申请公开",)), "on_request"),
        Labelled("2", "乙县", "county", 2020, Passage("网站改版。"), "proactive", ("platform",)),
    ]
    return [evaluate_themes(load("baseline"), rows, headings) for headings in (True, False)]


def test_three_pictures_are_drawn_and_again_the_same(sheets: list[ThemeSheet], tmp_path: Path) -> None:
    drawn = draw_sheets(sheets, tmp_path / "one" / "deep")
    assert [path.name for path in drawn] == ["confusion.png", "reliability.png", "coverage.png"]
    for path, again in zip(drawn, draw_sheets(sheets, tmp_path / "two"), strict=True):
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.read_bytes() == again.read_bytes()


def test_one_sheet_alone_can_be_drawn(sheets: list[ThemeSheet], tmp_path: Path) -> None:
    assert len(draw_sheets(sheets[:1], tmp_path)) == 3


def test_a_folder_that_cannot_be_made_is_a_coded_error(sheets: list[ThemeSheet], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainingError, match="E513"):
        draw_sheets(sheets, tmp_path / "file" / "pictures")
