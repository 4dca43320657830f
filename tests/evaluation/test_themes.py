"""A tagger's figures, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nlp.analysis import Aspect, ModelInfo, Theme
from nlp.corpora import Labelled
from nlp.evaluation.sheet import themes_text
from nlp.evaluation.themes import as_dict, evaluate_themes
from nlp.themes.tagger import Passage, Tag


class Parrot:
    """Says the theme that a paragraph's heading names, or its text where no heading is seen."""

    info = ModelInfo("parrot", "1")

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        said: list[Theme] = [(p.section[-1] if p.section else p.text) for p in passages]  # type: ignore[misc]
        return [Tag(theme, "problem" if theme == "problems" else None, 1.0, {}) for theme in said]


def row(theme: Theme, said: str, also: tuple[Theme, ...] = (), aspect: Aspect | None = None) -> Labelled:
    return Labelled(said, "某县", "county", 2020, Passage("other", (said,)), theme, also, aspect)


ROWS = [
    row("platform", "platform"),
    row("platform", "platform"),
    row("platform", "proactive", also=("proactive",)),
    row("proactive", "proactive"),
    row("problems", "problems", aspect="improvement"),
]


def test_accuracy_counts_the_primary_theme_and_separately_second_ones() -> None:
    sheet = evaluate_themes(Parrot(), ROWS)
    assert (sheet.n, sheet.accuracy, sheet.accuracy_with_also) == (5, 0.8, 1.0)
    assert sheet.aspect_accuracy == 0.0


def test_macro_f1_is_the_mean_over_the_themes_that_occur() -> None:
    sheet = evaluate_themes(Parrot(), ROWS)
    assert sheet.themes["platform"].f1 == pytest.approx(0.8)  # precision 1, recall 2/3
    assert sheet.themes["proactive"].f1 == pytest.approx(2 / 3)  # precision 1/2, recall 1
    assert sheet.macro_f1 == pytest.approx((0.8 + 2 / 3 + 1) / 3)
    assert sheet.themes["mechanism"].n == 0


def test_without_headings_the_tagger_sees_the_text_alone() -> None:
    sheet = evaluate_themes(Parrot(), ROWS, headings=False)
    assert sheet.accuracy == 0
    assert sheet.confusion["platform", "other"] == 3


def test_the_sheet_shows_what_is_taken_for_what() -> None:
    sheet = evaluate_themes(Parrot(), ROWS)
    assert {"labelled": "platform", "said": "proactive", "n": 1} in as_dict(sheet)["confusion"]  # type: ignore[operator]
    text = themes_text([sheet])
    assert "macro-F1 0.822  accuracy 0.800  with also 1.000" in text
    assert "with headings, n=5" in text
