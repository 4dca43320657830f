"""How right weak labels are: `python -m nlp.training.weak_labels --labels corpora/real/themes.jsonl --reports DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.corpora import Labelled, placed_rows
from nlp.corpora.headings import WeakLabel, weak_label
from nlp.readers import read
from nlp.segment import Paragraph, segment

_KEY = 20  # characters at a paragraph's beginning by which it is found again in the file


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
    pairs = list(_pairs(labels, reports))
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


def _pairs(labels: Sequence[Labelled], reports: Path) -> Iterator[tuple[WeakLabel | None, Labelled]]:
    """Each paragraph that the segmenter finds and people have labelled, in the order of the files."""
    by_file: dict[str, dict[int, Labelled]] = {}
    for row in labels:
        name, _, start = row.id.rpartition(":")
        by_file.setdefault(name, {})[int(start)] = row
    for name, rows in by_file.items():
        text = (reports / name).read_text(encoding="utf-8")
        place = 0
        for paragraph in segment(read(reports / name)).paragraphs:
            start = text.find(paragraph.text[:_KEY], place)
            row = _row_at(rows, paragraph, start)
            if row is not None:
                place = start
                yield weak_label(paragraph.section, paragraph.text), row


def _row_at(rows: Mapping[int, Labelled], paragraph: Paragraph, start: int) -> Labelled | None:
    """People and the segmenter may have cut a little differently: what counts is the paragraph's middle."""
    middle = start + len(paragraph.text) // 2
    found = (row for at, row in rows.items() if at <= middle < at + len(row.passage.text))
    return next(found, None) if start >= 0 else None


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
