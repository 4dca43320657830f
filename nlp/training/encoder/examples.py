"""From labelled paragraphs to what the network learns from: each under its own headings, under none, under others'."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from datasets import Dataset
from tokenizers import Tokenizer
from torch import Tensor

from nlp.corpora import Labelled, rows, split_of
from nlp.evaluation.data import measured_rows
from nlp.themes.encoding import Layout, filled, windows
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import THEMES
from nlp.training.encoder.joining import joined_paragraphs
from nlp.training.encoder.recipe import Data, Headings, Recipe

_THEMES = list(THEMES)


@dataclass(frozen=True, slots=True)
class Splits:
    """Labelled paragraphs by what they are for."""

    train: tuple[Labelled, ...]
    validation: tuple[Labelled, ...]
    test: tuple[Labelled, ...]


def splits_of(data: Data) -> Splits:
    """The paragraphs that a recipe names.

    Raises:
        TrainingError: E501 to E503, E531 they are unusable.
    """
    found: dict[str, list[Labelled]] = {"train": [], "validation": [], "test": []}
    for row in rows(data.corpus):
        found[split_of(row)].append(row)
    real = data.real
    for row in measured_rows(real.labels, real.reports, bodies=real.bodies).rows if real else ():
        found["validation" if row.body in data.held_out else "train"].append(row)
    return Splits(**{name: tuple(part) for name, part in found.items()})


def learnt_from(splits: Splits, recipe: Recipe) -> list[Labelled]:
    """What is shown to the network: paragraphs, and those put together from them, as `views` of the recipe's epochs."""
    shown = [*splits.train, *joined_paragraphs(splits.train, recipe.data.joined, recipe.seed)]
    return views(shown, recipe.headings, recipe.schedule.epochs, recipe.seed)


def views(labelled: Sequence[Labelled], headings: Headings, epochs: int, seed: int) -> list[Labelled]:
    """Each paragraph as often as there are epochs, each time under headings drawn anew; epoch by epoch.

    They are drawn beforehand, and not while training, so that a run that is resumed sees what it would have seen.
    """
    choice = random.Random(seed)  # noqa: S311 - not a secret, only repeatable
    paths = [row.passage.section for row in labelled if row.passage.section]
    return [
        replace(row, passage=replace(row.passage, section=_section(row.passage, headings, paths, choice)))
        for _ in range(epochs)
        for row in labelled
    ]


def _section(
    passage: Passage, headings: Headings, paths: Sequence[tuple[str, ...]], choice: random.Random
) -> tuple[str, ...]:
    drawn = choice.random()
    if drawn < headings.kept:
        return passage.section
    if drawn < headings.kept + headings.dropped or not paths:
        return ()
    return choice.choice(paths)


def examples(labelled: Sequence[Labelled], tokenizer: Tokenizer, layout: Layout, also: float) -> Dataset:
    """Paragraphs as the network takes them.

    Args:
        labelled: paragraphs under the headings that they are to be seen under.
        tokenizer, layout: as of `nlp.themes.encoding.windows`.
        also: share of the target that goes to the other acceptable themes.

    Returns:
        Columns windows (lists of ids), length (tokens in all), themes and accepted (8 numbers each), aspects.
    """
    cut = windows([row.passage for row in labelled], tokenizer, layout)
    return Dataset.from_dict(
        {
            "windows": cut,
            "length": [sum(map(len, parts)) for parts in cut],
            "themes": [target(row, also) for row in labelled],
            "accepted": [[float(theme in (row.theme, *row.also)) for theme in _THEMES] for row in labelled],
            "aspects": [-1.0 if row.aspect is None else float(row.aspect == "problem") for row in labelled],
        }
    )


def unlabelled_examples(passages: Sequence[Passage], tokenizer: Tokenizer, layout: Layout) -> Dataset:
    """The same columns for passages without a label: the loss of labels passes over them."""
    cut = windows(passages, tokenizer, layout)
    nothing = [[0.0] * len(_THEMES)] * len(cut)
    return Dataset.from_dict(
        {
            "windows": cut,
            "length": [sum(map(len, parts)) for parts in cut],
            "themes": nothing,
            "accepted": nothing,
            "aspects": [-1.0] * len(cut),
        }
    )


def target(row: Labelled, also: float) -> list[float]:
    """What the probabilities of the themes should come to, in the order of `THEMES`.

    >>> row = Labelled("1", "甲县", "county", 2020, Passage("…"), "proactive", ("platform",), None, "a", None)
    >>> target(row, 0.2)[1], target(row, 0.2)[4]
    (0.8, 0.2)
    """
    share = also if row.also else 0.0
    goes = {row.theme: 1 - share} | {theme: share / len(row.also) for theme in row.also}
    return [goes.get(theme, 0.0) for theme in _THEMES]


@dataclass(frozen=True, slots=True)
class Collator:
    """Puts examples into one batch: windows filled up to the longest, each with the example that it belongs to."""

    pad: int

    def __call__(self, batch: Sequence[Mapping[str, Any]]) -> dict[str, Tensor]:
        parts = [(number, ids) for number, example in enumerate(batch) for ids in example["windows"]]
        input_ids, attention_mask = filled([ids for _, ids in parts], self.pad)
        result = {
            "input_ids": torch.from_numpy(input_ids),
            "attention_mask": torch.from_numpy(attention_mask),
            "owner": torch.tensor([number for number, _ in parts]),
        }
        for name in batch[0]:
            if name not in ("windows", "length"):
                result[name] = torch.tensor([example[name] for example in batch], dtype=torch.float32)
        return result
