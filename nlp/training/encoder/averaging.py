"""Averaging: one network whose weights are the mean of those of several runs (Wortsman et al. 2022, arXiv:2203.05482).

It pays where the runs went on from one another, or from one start, so that their weights mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from nlp.errors import TrainingError
from nlp.training.encoder.examples import splits_of
from nlp.training.encoder.network import ThemeNetwork
from nlp.training.encoder.recipe import Recipe
from nlp.training.encoder.run import Metrics, finish, keep_tokens, load_run, new_trainer, prepare


def average(recipe: Recipe, run: Path) -> Metrics:
    """Averages the runs of a recipe; see `nlp.training.encoder.train`. Nothing is trained.

    Raises:
        TrainingError: E516 one of them holds no network, or one of another shape, other tokens or another layout.
    """
    prepare(recipe, run)
    (network, tokenizer, layout), *others = (load_run(folder) for folder in recipe.runs)
    for folder, (other, tokens, laid) in zip(recipe.runs[1:], others, strict=True):
        same = _shapes(other) == _shapes(network), tokens.to_str() == tokenizer.to_str(), laid == layout
        for fits, what in zip(same, ("shape", "vocabulary", "layout"), strict=True):
            if not fits:
                raise TrainingError("E516", str(folder), why=f"its {what} is not that of {recipe.runs[0]}")
    network.load_state_dict(mean_weights([network, *(other for other, _, _ in others)]))
    keep_tokens(tokenizer, layout, run)
    splits = splits_of(recipe.data)
    trainer = new_trainer(network, recipe, run, None, splits, tokenizer, layout)
    return finish(trainer, network, recipe, run, splits, tokenizer, layout)


def mean_weights(networks: Sequence[ThemeNetwork]) -> dict[str, Tensor]:
    """The mean of each weight over networks of one shape, by its name in `state_dict`."""
    states = [network.state_dict() for network in networks]
    return {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}


def _shapes(network: ThemeNetwork) -> dict[str, torch.Size]:
    return {name: weight.shape for name, weight in network.state_dict().items()}
