"""What a run leaves for people: a picture of its curves and a card that says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.corpora.picture import new_figure, save
from nlp.training.encoder.examples import Splits
from nlp.training.encoder.recipe import Recipe


def draw_curves(history: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Loss in training, and macro-F1 of validation, over the steps.

    Args:
        history: as `transformers.TrainerState.log_history`.
        path: of the picture; its ending says the format.

    Raises:
        TrainingError: E509 matplotlib is not installed.
    """
    figure = new_figure((7, 4))
    losses = figure.subplots()
    scores = losses.twinx()
    losses.plot(*_points(history, "loss"), color="tab:grey")
    for name in sorted({name for entry in history for name in entry if name.endswith("_macro_f1")}):
        scores.plot(*_points(history, name), label=name, marker=".")
    losses.set_xlabel("step")
    losses.set_ylabel("loss in training")
    scores.set_ylabel("macro-F1 of validation")
    scores.legend(loc="lower right", frameon=False)
    save(figure, path)


def _points(history: Sequence[Mapping[str, Any]], name: str) -> tuple[list[int], list[float]]:
    found = [entry for entry in history if name in entry]
    return [entry["step"] for entry in found], [entry[name] for entry in found]


def card(recipe: Recipe, metrics: Mapping[str, Mapping[str, float]], splits: Splits) -> str:
    """The card of a run, Markdown."""
    figures = list(next(iter(metrics.values())))
    curves = ["", "![loss and macro-F1 over the steps](curves.png)"] if recipe.objective != "averaging" else []
    rows = [f"| {view} | {' | '.join(f'{told[figure]:.3f}' for figure in figures)} |" for view, told in metrics.items()]
    lines = [
        f"# {recipe.name} {recipe.version}: a run",
        "",
        f"Objective {recipe.objective}; {len(splits.train)} paragraphs to learn from, {len(splits.validation)} that decided when",
        f"to stop, {len(splits.test)} kept for testing. `recipe.json` says all that it depended on, `environment.json` where it ran.",
        "",
        "Validation, under its own headings and without any:",
        "",
        f"| view | {' | '.join(figures)} |",
        f"| --- |{' --- |' * len(figures)}",
        *rows,
        *curves,
        "",
        "`xxgk export RUN -o MODEL` makes a tagger of it and measures that on the test split.",
    ]
    return "\n".join(lines) + "\n"
