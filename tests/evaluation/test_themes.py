"""A tagger's figures, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from nlp.analysis import Aspect, ModelInfo, Theme
from nlp.corpora import Labelled
from nlp.evaluation.theme_text import themes_text
from nlp.evaluation.themes import ThemeSheet, as_dict, evaluate_themes
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
    lines = themes_text([sheet]).splitlines()
    assert lines[0].startswith("parrot 1: 5 paragraphs of 1 bodies")
    at = next(n for n, line in enumerate(lines) if line.startswith("platform ") and "." in line.split())
    assert lines[at].split() == ["platform", ".", "1", ".", ".", "2", ".", ".", "."]


def test_the_plain_form_has_everything_but_the_texts() -> None:
    plain = as_dict(evaluate_themes(Parrot(), ROWS))
    assert set(ThemeSheet.__slots__) - {"tags"} | {"paragraphs"} == set(plain)
    assert "other" not in {cell for one in plain["paragraphs"] for cell in one.values() if isinstance(cell, str)}  # type: ignore[attr-defined]
    json.dumps(plain)


def test_wrong_paragraphs_are_listed_the_most_confident_first() -> None:
    class Unsure(Parrot):
        def tag(self, passages: Sequence[Passage]) -> list[Tag]:
            return [replace(tag, confidence=n / 10) for n, tag in enumerate(super().tag(passages))]

    rows = [row("platform", "other"), row("other", "other"), row("proactive", "platform"), row("other", "on_request", also=("on_request",))]
    text = themes_text([evaluate_themes(Unsure(), rows)], every_error=True)
    assert [line for line in text.splitlines() if "→" in line] == [
        "0.200 proactive → platform  platform  other",
        "0.000 platform → other  other  other",
    ]


def test_single_years_are_shown_where_asked_for() -> None:
    sheet = evaluate_themes(Parrot(), ROWS)
    assert "\nyear 2020 " in themes_text([sheet], years=True)
    assert "\nyear 2020 " not in themes_text([sheet])
    assert "\nperiod 2019-2020 " in themes_text([sheet])


def test_what_was_left_out_is_said() -> None:
    sheet = evaluate_themes(Parrot(), ROWS)
    assert "\n3 more are left out" in themes_text([sheet], left_out=3)
    assert "left out" not in themes_text([sheet])
