"""A picture of a corpus: how many paragraphs of each theme there are from each stretch of years."""

from __future__ import annotations

from pathlib import Path

from nlp.corpora.counting import Stats
from nlp.errors import TrainingError

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
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TrainingError("E509", package="matplotlib", extra="corpus") from error
    figure = Figure(figsize=_INCHES, layout="constrained")
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
    # Without a date the same corpus gives the same bytes.
    metadata = {"Date": None} if out.suffix.lower() == ".svg" else None
    figure.savefig(out, dpi=_DOTS, metadata=metadata)
