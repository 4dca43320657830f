"""Averaging: the weights of a run that are the mean of those of others, and what cannot be averaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.errors import TrainingError
from nlp.training.encoder import train
from tests.training.conftest import Recipes

pytest.importorskip("torch", reason="the extra train is not installed")

import torch
from transformers import BertConfig, BertModel

from nlp.training.encoder.network import ThemeNetwork, load_network

pytestmark = pytest.mark.filterwarnings("default:::torch", "default::FutureWarning", "default::DeprecationWarning")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run lies that the tests copy; made by the first that needs it."""
    return tmp_path_factory.mktemp("runs") / "one"


@pytest.fixture
def one(kept: Path, recipe: Recipes) -> Path:
    if not (kept / "metrics.json").exists():
        train(recipe(schedule={"epochs": 1, "batch_size": 8, "learning_rate": 5e-3, "evaluations": 1}), kept)
    return kept


def another(run: Path, folder: Path, network: ThemeNetwork | None = None) -> Path:
    shutil.copytree(run, folder, ignore=shutil.ignore_patterns("checkpoints"))
    if network is not None:
        network.save(folder)
    return folder


def moved(run: Path, by: float) -> ThemeNetwork:
    network = load_network(run)
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(by)
    return network


def averaging(recipe: Recipes, *runs: Path) -> Path:
    return recipe(objective="averaging", base=None, runs=[str(run) for run in runs])


def test_each_weight_is_the_mean_of_all_runs(one: Path, recipe: Recipes, tmp_path: Path) -> None:
    up, down = another(one, tmp_path / "up", moved(one, 0.5)), another(one, tmp_path / "down", moved(one, -0.2))
    train(averaging(recipe, one, up, down), tmp_path / "mean")
    before, after = (load_network(run).state_dict() for run in (one, tmp_path / "mean"))
    assert before.keys() == after.keys()
    for name, weight in before.items():
        torch.testing.assert_close(after[name], weight + 0.1, rtol=0, atol=1e-5)


def test_the_mean_of_a_run_and_itself_reaches_and_says_the_same(one: Path, recipe: Recipes, tmp_path: Path) -> None:
    mean = tmp_path / "mean"
    assert train(averaging(recipe, one, another(one, tmp_path / "copy")), mean) == json.loads((one / "metrics.json").read_text())
    for name in ("layout.json", "tokenizer.json", "predictions-validation.jsonl", "predictions-test.jsonl"):
        assert (mean / name).read_bytes() == (one / name).read_bytes()
    assert "curves.png" not in (mean / "README.md").read_text(encoding="utf-8")
    assert not (mean / "curves.png").exists()


def smaller(run: Path) -> None:
    ThemeNetwork(BertModel(BertConfig.from_pretrained(run / "encoder", num_hidden_layers=1))).save(run)


def with_another_vocabulary(run: Path) -> None:
    told = (run / "tokenizer.json").read_text(encoding="utf-8")
    (run / "tokenizer.json").write_text(told.replace('"县"', '"省"'), encoding="utf-8")


def with_another_window(run: Path) -> None:
    told = json.loads((run / "layout.json").read_text(encoding="utf-8"))
    (run / "layout.json").write_text(json.dumps({**told, "window": 40}), encoding="utf-8")


def without_heads(run: Path) -> None:
    (run / "heads.safetensors").unlink()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (smaller, "its shape is not that of"),
        (with_another_vocabulary, "its vocabulary is not that of"),
        (with_another_window, "its layout is not that of"),
        (without_heads, "heads.safetensors"),
    ],
    ids=["shape", "vocabulary", "layout", "no heads"],
)
def test_what_does_not_go_together_is_refused(
    change: Callable[[Path], None], why: str, one: Path, recipe: Recipes, tmp_path: Path
) -> None:
    other = another(one, tmp_path / "other")
    change(other)
    with pytest.raises(TrainingError, match=f"E516.*{why}"):
        train(averaging(recipe, one, other), tmp_path / "mean")
    assert not (tmp_path / "mean" / "metrics.json").exists()
