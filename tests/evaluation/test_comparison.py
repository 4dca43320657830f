"""Two taggers on the same paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from nlp.analysis import ModelInfo, Theme
from nlp.corpora import Labelled
from nlp.evaluation import compare, evaluate_themes
from nlp.evaluation.comparison import comparison_dict, mcnemar
from nlp.evaluation.theme_text import themes_text
from nlp.themes.tagger import Passage, Tag


@dataclass(frozen=True)
class Sayer:
    """Says what it was told to."""

    info: ModelInfo
    said: Sequence[Theme]

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        return [Tag(theme, None, 1.0, {}) for theme in self.said[: len(passages)]]


ROWS = [
    Labelled(str(n), f"县{n // 3}", "county", 2020, Passage("字"), "platform", ("other",) if n >= 8 else ()) for n in range(12)
]
# right: 0-9 by the first; 8-11 by the second, 4 to 7 a second theme that is not accepted there
FIRST = Sayer(ModelInfo("first", "1"), ["platform"] * 10 + ["proactive"] * 2)
SECOND = Sayer(ModelInfo("second", "2"), ["platform"] * 4 + ["other"] * 4 + ["other"] * 2 + ["platform"] * 2)


def test_mcnemar_is_the_exact_test_of_the_paragraphs_that_one_alone_has_right() -> None:
    assert mcnemar(0, 5, 0, 0).p == pytest.approx(2 * 0.5**5)
    assert mcnemar(7, 3, 3, 1).p == 1
    assert mcnemar(9, 0, 0, 9).p == 1


def test_both_ways_of_being_right_are_compared() -> None:
    found = compare(evaluate_themes(FIRST, ROWS), evaluate_themes(SECOND, ROWS))
    primary, fair = found.primary, found.with_also
    assert (primary.both, primary.first_only, primary.second_only, primary.neither) == (4, 6, 2, 0)
    assert (fair.both, fair.first_only, fair.second_only, fair.neither) == (6, 4, 2, 0)
    assert found.differences["accuracy"].value == pytest.approx(10 / 12 - 6 / 12)
    spread = found.differences["accuracy"].interval
    assert spread is not None
    assert spread.low < 10 / 12 - 6 / 12 < spread.high
    assert found.differences["aspect_accuracy"].value is None


def test_other_paragraphs_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same paragraphs"):
        compare(evaluate_themes(FIRST, ROWS), evaluate_themes(SECOND, ROWS[:-1]))
    with pytest.raises(ValueError, match="same paragraphs"):
        compare(evaluate_themes(FIRST, ROWS), evaluate_themes(SECOND, ROWS, headings=False))


def test_a_comparison_can_be_read() -> None:
    sheets = evaluate_themes(FIRST, ROWS), evaluate_themes(SECOND, ROWS)
    comparison = compare(*sheets)
    text = themes_text(sheets[:1], [comparison])
    assert "with headings: first 1 less second 2" in text
    assert "McNemar: 6 right only here, 2 only there, p = 0.29; with also: 4 right only here, 2 only there, p = 0.69" in text
    plain = comparison_dict(comparison)
    assert plain["primary"] == {"both": 4, "first_only": 6, "second_only": 2, "neither": 0, "p": pytest.approx(0.289, abs=1e-3)}
