"""Pictures of a tagger's figures: what is taken for what, confidence against accuracy, accuracy against coverage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nlp.corpora.picture import new_figure, save
from nlp.errors import TrainingError
from nlp.evaluation.tagged import view
from nlp.evaluation.themes import ThemeSheet
from nlp.themes.taxonomy import THEMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SQUARE = 5.0  # inches, of one sheet's part of a picture
_LIGHT = 0.5  # from this share of a row on, figures are written in white


def draw_sheets(sheets: Sequence[ThemeSheet], folder: Path) -> list[Path]:
    """Draw confusion.png, reliability.png and coverage.png.

    Args:
        sheets: of one tagger; each has its part of a picture, or its line.
        folder: where to; it is made where it is not there.

    Returns:
        The pictures.

    Raises:
        TrainingError: E509 matplotlib is not installed, E513 the folder cannot be written to.
    """
    figures = {name: draw(sheets) for name, draw in _PICTURES.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, figure in figures.items():
            save(figure, folder / f"{name}.png")
    except OSError as error:
        raise TrainingError("E513", str(folder), why=str(error)) from error
    return [folder / f"{name}.png" for name in figures]


def _confusion(sheets: Sequence[ThemeSheet]) -> Figure:
    figure, parts = _parts(sheets, "confusion")
    for axes, sheet in zip(parts, sheets, strict=True):
        table = np.array([[sheet.confusion.get((gold, said), 0) for said in THEMES] for gold in THEMES])
        shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        for (row, column), count in np.ndenumerate(table):
            if count:
                colour = "white" if shares[row, column] >= _LIGHT else "black"
                axes.text(column, row, str(count), ha="center", va="center", color=colour)
        places = range(len(THEMES))
        axes.set_xticks(places, list(THEMES), rotation=45, ha="right")
        axes.set_yticks(places, list(THEMES))
        axes.set_xlabel("said")
        axes.set_ylabel("labelled")
    return figure


def _reliability(sheets: Sequence[ThemeSheet]) -> Figure:
    figure, parts = _parts(sheets, "reliability")
    for axes, sheet in zip(parts, sheets, strict=True):
        axes.plot([0, 1], [0, 1], color="grey", linestyle=":")
        bins = sheet.reliability
        axes.bar(
            [one.low for one in bins], [one.accuracy for one in bins], [one.high - one.low for one in bins],
            align="edge", color="tab:blue", edgecolor="white", alpha=0.5,
        )
        axes.plot([one.confidence for one in bins], [one.accuracy for one in bins], "o", color="tab:blue")
        for one in bins:
            axes.text((one.low + one.high) / 2, 0.01, str(one.n), ha="center", va="bottom", fontsize="small")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("confidence; how many paragraphs at the foot")
        axes.set_ylabel("share whose primary theme is right")
        axes.set_title(f"{axes.get_title()}: expected calibration error {sheet.calibration_error:.3f}")
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def _coverage(sheets: Sequence[ThemeSheet]) -> Figure:
    figure = new_figure((_SQUARE * 1.4, _SQUARE))
    axes = figure.subplots()
    for sheet in sheets:
        tags = sorted(sheet.tags, key=lambda one: -one.tag.confidence)
        count = np.arange(1, len(tags) + 1)
        # Ties are kept or left together: a point of the line stands where the confidence falls.
        falls = np.array([a.tag.confidence > b.tag.confidence for a, b in pairwise(tags)] + [True])
        for name, right, style in (
            ("primary", [one.right for one in tags], "--"),
            ("primary or also", [one.fair for one in tags], "-"),
        ):
            accuracy = np.cumsum(right) / count
            colour = "tab:blue" if sheet.headings else "tab:orange"
            axes.plot(
                (count / len(tags))[falls], accuracy[falls], style, color=colour,
                label=f"{view(sheet.headings)}, {name}",
            )
    axes.set_xlim(0, 1.01)
    axes.set_ylim(top=1.005)
    axes.set_xlabel("share of paragraphs kept, the most confident first")
    axes.set_ylabel("accuracy of those kept")
    axes.set_title(_what(sheets[0]))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower left")
    return figure


_PICTURES: Mapping[str, Callable[[Sequence[ThemeSheet]], Figure]] = {
    "confusion": _confusion,
    "reliability": _reliability,
    "coverage": _coverage,
}


def _parts(sheets: Sequence[ThemeSheet], title: str) -> tuple[Figure, Sequence[Axes]]:
    """A picture with a part for each sheet, side by side."""
    figure = new_figure((_SQUARE * len(sheets), _SQUARE))
    figure.suptitle(f"{title}, {_what(sheets[0])}")
    parts = figure.subplots(1, len(sheets), squeeze=False)[0]
    for axes, sheet in zip(parts, sheets, strict=True):
        axes.set_title(view(sheet.headings))
    return figure, parts


def _what(sheet: ThemeSheet) -> str:
    return f"{sheet.model.name} {sheet.model.version}, {sheet.n} paragraphs of {sheet.bodies} bodies"
