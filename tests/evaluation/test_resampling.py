"""Figures from counts agree with scikit-learn's, and bodies are drawn whole."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.stats import bootstrap
from sklearn.metrics import f1_score, precision_recall_fscore_support

from nlp.analysis import Aspect, Theme
from nlp.corpora import Labelled
from nlp.evaluation.resampling import SEED, counts_by_body, difference_intervals, figures, intervals, point
from nlp.evaluation.tagged import Tagged
from nlp.themes import THEMES, Passage, Tag


def one(body: str, gold: Theme, said: Theme, also: tuple[Theme, ...] = (), aspect: Aspect | None = None) -> Tagged:
    return Tagged(Labelled("", body, "county", 2020, Passage(""), gold, also, aspect), Tag(said, None, 1.0, {}))


def some(seed: int, themes: list[Theme], bodies: int = 12) -> list[Tagged]:
    chance = random.Random(seed)  # noqa: S311
    return [
        one(f"县{chance.randrange(bodies)}", gold, gold if chance.random() < 0.7 else chance.choice(list(THEMES)))
        for gold in chance.choices(themes, k=200)
    ]


@pytest.mark.parametrize("themes", [list(THEMES), ["platform", "other"]])
def test_the_figures_are_those_of_scikit_learn(themes: list[Theme]) -> None:
    tags = some(1, themes)
    gold, said = [tag.row.theme for tag in tags], [tag.tag.theme for tag in tags]
    found = point(counts_by_body(tags, sorted({tag.row.body for tag in tags})))
    assert found["macro_f1"] == pytest.approx(f1_score(gold, said, labels=themes, average="macro"))
    precision, recall, f1, _ = precision_recall_fscore_support(gold, said, labels=themes, zero_division=0)
    for n, theme in enumerate(themes):
        expected = (precision[n], recall[n], f1[n])
        assert tuple(found[f"{name}.{theme}"] for name in ("precision", "recall", "f1")) == pytest.approx(expected)
    assert found["accuracy"] == np.mean([a == b for a, b in zip(gold, said, strict=True)])


def test_what_there_is_none_of_has_no_figure() -> None:
    found = point(counts_by_body([one("甲县", "platform", "other")], ["甲县"]))
    assert (found["recall.platform"], found["precision.platform"], found["f1.platform"]) == (0, 0, 0)
    assert found["recall.other"] is None
    assert found["f1.other"] is None
    assert found["aspect_accuracy"] is None


def test_an_interval_is_about_that_of_scipys_bootstrap_over_bodies() -> None:
    tags = some(2, list(THEMES))
    counts = counts_by_body(tags, sorted({tag.row.body for tag in tags}))
    ours = intervals(counts)["macro_f1"]
    theirs = bootstrap(
        (np.arange(len(counts)),), lambda drawn: figures(counts[drawn].sum(axis=0))["macro_f1"],
        vectorized=False, n_resamples=2000, method="percentile", rng=np.random.default_rng(0),
    ).confidence_interval
    assert ours is not None
    assert (ours.low, ours.high) == (pytest.approx(theirs.low, abs=0.01), pytest.approx(theirs.high, abs=0.01))


def test_paragraphs_of_one_body_are_drawn_together() -> None:
    """A hundred paragraphs of two bodies, one all right and one all wrong, say little: anything from 0 to 1."""
    tags = [one("甲县", "platform", "platform")] * 50 + [one("乙县", "platform", "other")] * 50
    spread = intervals(counts_by_body(tags, ["甲县", "乙县"]))["accuracy"]
    assert spread is not None
    assert (spread.low, spread.high) == (0, 1)


def test_the_same_seed_gives_the_same_interval() -> None:
    counts = counts_by_body(some(3, list(THEMES)), [f"县{n}" for n in range(12)])
    assert intervals(counts) == intervals(counts, SEED)
    assert intervals(counts) != intervals(counts, SEED + 1)


def test_one_body_has_no_interval() -> None:
    assert intervals(counts_by_body([one("甲县", "platform", "platform")] * 9, ["甲县"]))["accuracy"] is None


def test_a_difference_is_taken_in_the_same_samples() -> None:
    counts = counts_by_body(some(4, list(THEMES)), [f"县{n}" for n in range(12)])
    same = difference_intervals(counts, counts)["accuracy"]
    assert same is not None
    assert (same.low, same.high) == (0, 0)
