"""Recipes say what a run depends on, and every fault in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pydantic", reason="the extra train is not installed")

from nlp.errors import TrainingError
from nlp.training.encoder.recipe import Recipe, read_recipe

RECIPES = Path(__file__).parents[2] / "models" / "recipes"
LEAST = """
schema: xxgk-recipe/1
name: mine
objective: themes
base: hfl/chinese-roberta-wwm-ext
data: {corpus: corpora/themes}
"""


def written(text: str, folder: Path) -> Path:
    path = folder / "recipe.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_recipes_that_ship_are_of_the_form(path: Path) -> None:
    assert read_recipe(path).schedule.epochs >= 1


def test_a_recipe_needs_little(tmp_path: Path) -> None:
    told = read_recipe(written(LEAST, tmp_path))
    assert (told.lengths.window, told.report_to) == (256, "none")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LEAST + "teacher: {run: runs/teacher}\n", "either from layers"),
        (LEAST + "teacher: {run: runs/teacher, layers: [0], start: runs/student}\n", "either from layers"),
        (LEAST + "epochs: 3\n", "epochs: Extra inputs"),
        (LEAST + "headings: {kept: 0.5, dropped: 0.1, replaced: 0.1}\n", "do not add up to 1"),
        (LEAST + "schedule: {learning_rate: -1, batch_size: many}\n", "schedule.batch_size.*schedule.learning_rate"),
        (LEAST.replace("themes\nbase", "distillation\nbase"), "distillation needs a teacher"),
        (LEAST.replace("base: hfl/chinese-roberta-wwm-ext\n", ""), "needs a base"),
        (LEAST.replace("themes\nbase", "pretraining\nbase"), "pretraining needs unlabelled text"),
        (LEAST.replace("themes\nbase", "averaging\nbase"), "averaging needs two runs"),
        (LEAST.replace("themes\nbase", "averaging\nbase") + "runs: [runs/a]\n", "averaging needs two runs"),
        (LEAST.replace("xxgk-recipe/1", "xxgk-recipe/9"), "schema"),
        ("", "recipe"),
        ("a: [", "recipe.yaml"),
    ],
)
def test_every_fault_is_named(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=f"(?s)E515.*{why}"):
        read_recipe(written(text, tmp_path))


def test_a_recipe_that_is_not_there_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="E515"):
        read_recipe(tmp_path / "none.yaml")


def test_what_a_run_keeps_is_the_same_recipe(tmp_path: Path) -> None:
    told = read_recipe(written(LEAST, tmp_path))
    assert Recipe.model_validate_json(told.model_dump_json(by_alias=True)) == told
