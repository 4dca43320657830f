"""How right weak labels are: `python -m nlp.training.weak_labels --labels corpora/real/themes.jsonl --reports DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.corpora import Labelled, placed_rows
from nlp.corpora.headed import with_headings
from nlp.corpora.headings import weak_label


@dataclass(frozen=True, slots=True)
class WeakScore:
    """Weak labels against those of people.

    Attributes:
        paragraphs: of the reports, as far as people have labelled them.
        labelled: share with a weak label, 0 to 1.
        primary, accepted: share of those whose theme is the primary one, or that or one of `also`.
        aspects: paragraphs that are `problems` by both; aspect_right: share with the right aspect.
        confidence: mean confidence of the weak labels, to be held against `accepted`.
    """

    paragraphs: int
    labelled: float
    primary: float
    accepted: float
    aspects: int
    aspect_right: float
    confidence: float


def score_weak_labels(labels: Sequence[Labelled], reports: Path) -> WeakScore:
    """Compare weak labels with those of people.

    Args:
        labels: as `nlp.corpora.placed_rows` gives them.
        reports: the folder that they came from.

    Raises:
        ValueError: no paragraph has a weak label.
    """
    pairs = [(weak_label(row.passage.section, row.passage.text), row) for row in with_headings(labels, reports)]
    told = [(weak, row) for weak, row in pairs if weak is not None]
    if not told:
        raise ValueError("no paragraph has a weak label")
    problems = [(weak, row) for weak, row in told if weak.theme == row.theme == "problems"]
    return WeakScore(
        paragraphs=len(pairs),
        labelled=len(told) / len(pairs),
        primary=sum(weak.theme == row.theme for weak, row in told) / len(told),
        accepted=sum(weak.theme in (row.theme, *row.also) for weak, row in told) / len(told),
        aspects=len(problems),
        aspect_right=sum(weak.aspect == row.aspect for weak, row in problems) / max(1, len(problems)),
        confidence=sum(weak.confidence for weak, _ in told) / len(told),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: prints the figures, for all bodies or those named."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.weak_labels", description=__doc__)
    parser.add_argument("--labels", type=Path, required=True, help="labels by file and offsets")
    parser.add_argument("--reports", type=Path, required=True, help="the folder of the files that they name")
    parser.add_argument("--bodies", nargs="+", help="only those whose name begins so")
    options = parser.parse_args(arguments)
    rows = placed_rows(options.labels, options.reports)
    bodies = tuple(options.bodies or [""])
    score = score_weak_labels([row for row in rows if row.body.startswith(bodies)], options.reports)
    print(f"labelled {score.labelled:.1%} of {score.paragraphs} paragraphs, mean confidence {score.confidence:.3f}")
    print(f"theme accepted {score.accepted:.1%}, primary {score.primary:.1%}")
    print(f"aspect right {score.aspect_right:.1%} of {score.aspects}")


if __name__ == "__main__":
    main()
