"""What misleads a model: how far one gets that sees too little. `python -m nlp.training.shortcuts --data corpora/themes`.

The same linear model as the baseline's is fitted to the training split four times, each time to another view of the
paragraphs, and scored on the test split. Where a view without the text comes near to the full text, the corpus gives
its answers away.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from nlp.corpora import Labelled, placed_rows, rows, split_of
from nlp.errors import TrainingError
from nlp.themes.features import features
from nlp.themes.tagger import Passage
from nlp.training.baseline import SEEN_IN, STRENGTH

_BEGINNING = 10  # characters
_BUCKET = 20  # characters: a length is seen as the stretch it lies in
_LONGEST = 40  # stretches


def _full_text(row: Labelled) -> list[str]:
    found = features(Passage(row.passage.text))
    return [*found["word"], *found["gram"]]


def _beginning(row: Labelled) -> list[str]:
    found = features(Passage(row.passage.text[:_BEGINNING]))
    return [*found["word"], *found["gram"]]


def _length(row: Labelled) -> list[str]:
    """The length as steps that it has passed: a linear model then sees which is longer."""
    return [f"longer than {step * _BUCKET}" for step in range(min(len(row.passage.text) // _BUCKET, _LONGEST) + 1)]


def _section(row: Labelled) -> list[str]:
    return features(Passage("", row.passage.section))["heading"] or ["none"]


VIEWS: Mapping[str, Callable[[Labelled], list[str]]] = {
    "full text": _full_text,
    "first 10 characters": _beginning,
    "length": _length,
    "section path": _section,
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """How far a view gets on the test split: macro-F1 over the themes and accuracy, 0 to 1."""

    view: str
    macro_f1: float
    accuracy: float


def shortcuts(found: Sequence[Labelled], others: Sequence[Labelled] = ()) -> tuple[Shortcut, ...]:
    """Score each of `VIEWS`, and last the most frequent theme.

    Args:
        found: the corpus; its training split is fitted to.
        others: scored on instead of the test split, if there are any.

    Raises:
        TrainingError: E501 no row is for training, or none for the test.
    """
    train = [row for row in found if split_of(row) == "train"]
    test = others or [row for row in found if split_of(row) == "test"]
    if not train or not test:
        raise TrainingError("E501", why="one side of the split holds no row")
    gold = [row.theme for row in test]
    scores = []
    for name, view in VIEWS.items():
        model = make_pipeline(
            TfidfVectorizer(analyzer=view, sublinear_tf=True, min_df=SEEN_IN),
            LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced"),
        )
        guess = list(model.fit(train, [row.theme for row in train]).predict(test))
        scores.append(_shortcut(name, gold, guess))
    themes = [row.theme for row in train]
    return (*scores, _shortcut("most frequent theme", gold, [max(themes, key=themes.count)] * len(gold)))


def _shortcut(name: str, gold: Sequence[str], guess: Sequence[str]) -> Shortcut:
    right = sum(one == other for one, other in zip(gold, guess, strict=True))
    return Shortcut(name, float(f1_score(gold, guess, average="macro", zero_division=0)), right / len(gold))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: prints a line a view."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.shortcuts", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of .jsonl files; the corpus that ships if left out")
    parser.add_argument("--labels", type=Path, help="score on real paragraphs instead: labels by file and offsets")
    parser.add_argument("--reports", type=Path, help="the folder of the files that --labels names")
    options = parser.parse_args(arguments)
    if (options.labels is None) != (options.reports is None):
        parser.error("--labels and --reports go together")
    others = placed_rows(options.labels, options.reports) if options.labels else ()
    for score in shortcuts(rows(options.data), others):
        print(f"{score.view}: macro-F1 {score.macro_f1:.3f}, accuracy {score.accuracy:.3f}")


if __name__ == "__main__":
    main()
