"""A picture of a corpus: how many paragraphs of each theme there are from each stretch of years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlp.corpora.counting import Stats
from nlp.errors import TrainingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = (".png", ".svg", ".pdf")

_INCHES = (9, 4.5)
_DOTS = 150  # per inch, of a png


def draw_stats(counted: Stats, out: Path) -> None:
    """Draw bars, one a theme, stacked by stretches of years; labels are the themes' English names.

    Args:
        counted: what `nlp.corpora.stats` gave.
        out: the picture; its ending, one of `FORMATS`, says the format.

    Raises:
        TrainingError: E509 matplotlib is not installed.
        ValueError: the ending is another one.
        OSError: the file cannot be written.
    """
    if out.suffix.lower() not in FORMATS:
        raise ValueError(f"a picture ends in {', '.join(FORMATS)}")
    figure = new_figure(_INCHES)
    axes = figure.subplots()
    themes = list(counted.themes)
    below = [0] * len(themes)
    for period, numbers in counted.periods.items():
        heights = [numbers[theme] for theme in themes]
        axes.bar(themes, heights, bottom=below, label=period)
        below = [low + height for low, height in zip(below, heights, strict=True)]
    for place, total in enumerate(below):
        axes.text(place, total, str(total), ha="center", va="bottom")
    axes.set_ylabel("paragraphs")
    axes.set_title(f"{counted.paragraphs} paragraphs of {counted.bodies} bodies, by theme and year reported on")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(title="year", frameon=False)
    save(figure, out)


def new_figure(inches: tuple[float, float]) -> Figure:
    """An empty picture, so wide and so high.

    Raises:
        TrainingError: E509 matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TrainingError("E509", package="matplotlib", extra="corpus") from error
    return Figure(figsize=inches, layout="constrained")


def save(figure: Figure, out: Path) -> None:
    """Write a picture in the format that its ending says. Raises OSError where it cannot be written."""
    # Without a date the same corpus gives the same bytes.
    metadata = {"Date": None} if out.suffix.lower() == ".svg" else None
    figure.savefig(out, dpi=_DOTS, metadata=metadata)
