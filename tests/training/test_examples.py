"""Under which headings a paragraph is seen in training, and what the network is to say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra train is not installed")

from nlp.corpora import Labelled
from nlp.themes import Passage, load
from nlp.themes.scores import softmax
from nlp.training.encoder.distillation import mixed_scores
from nlp.training.encoder.examples import Collator, Splits, learnt_from, target, views
from nlp.training.encoder.recipe import Data, Headings, Recipe, Schedule

ROWS = [
    Labelled(str(n), "甲县", "county", 2020, Passage("公开", (f"{n}、总体",)), "proactive", (), None, "a", None)
    for n in range(400)
]


def test_headings_are_kept_dropped_and_replaced_in_the_shares_of_the_recipe() -> None:
    seen = views(ROWS, Headings(kept=0.5, dropped=0.3, replaced=0.2), 2, seed=1)
    assert [row.id for row in seen] == [row.id for row in ROWS] * 2
    told = Counter(
        "kept" if after.passage == before.passage else "replaced" if after.passage.section else "dropped"
        for after, before in zip(seen, ROWS * 2, strict=True)
    )
    assert 350 < told["kept"] < 450
    assert 190 < told["dropped"] < 290
    assert 110 < told["replaced"] < 210


def test_the_same_seed_draws_the_same_headings() -> None:
    shares = Headings()
    assert views(ROWS, shares, 2, seed=1) == views(ROWS, shares, 2, seed=1) != views(ROWS, shares, 2, seed=2)


def test_paragraphs_without_any_heading_stay_without() -> None:
    bare = [Labelled("1", "甲县", "county", 2020, Passage("公开"), "other", (), None, "a", None)]
    assert views(bare, Headings(kept=0, dropped=0, replaced=1), 1, seed=1) == bare


def test_paragraphs_put_together_are_seen_beside_those_that_they_come_from_and_nowhere_else() -> None:
    long = Passage("全年公开政府信息，及时解读政策，回应关切，发布各类公告和公示。")
    other = Labelled("x", "甲县", "county", 2020, long, "platform", (), None, "a", None)
    train = (replace(other, id="y", theme="proactive"), other)
    recipe = Recipe(
        schema="xxgk-recipe/1", name="mine", objective="themes", base="b", data=Data(corpus=Path(), joined=3), schedule=Schedule(epochs=2)
    )
    seen = learnt_from(Splits(train, (ROWS[0],), (ROWS[1],)), recipe)
    assert [row.id for row in seen] == ["y", "x", "joined:0", "joined:1", "joined:2"] * 2
    bare = recipe.model_copy(update={"data": Data(corpus=Path())})
    assert [row.id for row in learnt_from(Splits(train, (), ()), bare)] == ["y", "x"] * 2


def test_a_second_acceptable_theme_takes_its_share_of_the_target() -> None:
    row = Labelled("1", "甲县", "county", 2020, Passage("…"), "mechanism", ("supervision", "other"), None, "a", None)
    assert target(row, 0.2) == pytest.approx([0.8, 0, 0, 0, 0, 0.1, 0, 0.1])
    assert sum(target(ROWS[0], 0.2)) == 1


def test_a_batch_knows_to_which_example_each_window_belongs() -> None:
    batch = Collator(pad=0)([{"windows": [[5, 6, 7], [5, 8]], "length": 5}, {"windows": [[9, 9]], "length": 2}])
    assert batch["owner"].tolist() == [0, 0, 1]
    assert batch["input_ids"].tolist() == [[5, 6, 7], [5, 8, 0], [9, 9, 0]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1], [1, 1, 0], [1, 1, 0]]
    assert "length" not in batch


def test_a_teacher_and_another_tagger_are_mixed_as_probabilities() -> None:
    passages = [Passage("公众号关注人数增长。"), Passage("均按期答复。"), Passage("公众号关注人数增长。")]
    scores = np.array([[3.0, *[0.0] * 7], [0.0] * 8, [0.0] * 7 + [2.0]], dtype=np.float32)
    said = np.array([list(tag.scores.values()) for tag in load("baseline").tag(passages)])
    for share in (0.0, 0.25, 1.0):
        found = softmax(mixed_scores(scores, load("baseline"), passages, share))
        np.testing.assert_allclose(found, (1 - share) * softmax(scores) + share * said, atol=1e-4)
