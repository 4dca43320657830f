"""The whole way of an encoder in small: recipe, run, kill and resume, student, export, tagger."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from nlp.themes import Passage, load
from nlp.training.encoder import export, train
from tests.training.conftest import SAYS, Recipes, Xxgk, environment

pytest.importorskip("torch", reason="the extra train is not installed")

import torch
from transformers import BertConfig, BertModel

from nlp.training.encoder.network import ThemeNetwork, load_network

# What torch says of its own parts while it exports is no fault of ours.
pytestmark = pytest.mark.filterwarnings("default:::torch", "default::FutureWarning", "default::DeprecationWarning")

PASSAGES = [Passage(f"{says}。", section) for says in SAYS.values() for section in ((), ("一、总体情况",))]
LONG = Passage("。".join(SAYS.values()) * 3, ("一、总体情况",))


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run of the teacher lies; made by the first test that needs it."""
    return tmp_path_factory.mktemp("runs") / "teacher"


@pytest.fixture
def taught(teacher: Path, recipe: Recipes, xxgk: Xxgk) -> Path:
    """A run that came to its end."""
    if not (teacher / "metrics.json").exists():
        ended = xxgk("train", recipe(), "-o", teacher)
        assert ended.returncode == 0, ended.stderr
    return teacher


def test_a_run_learns_and_leaves_what_a_researcher_needs(taught: Path) -> None:
    metrics = json.loads((taught / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["headed"]["accuracy"] > 0.9
    assert metrics["bare"]["accuracy"] > 0.9
    assert (taught / "curves.png").read_bytes().startswith(b"\x89PNG")
    assert "macro_f1" in (taught / "README.md").read_text(encoding="utf-8")
    assert json.loads((taught / "environment.json").read_text(encoding="utf-8"))["packages"]["torch"]
    lines = (taught / "predictions-test.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 * 24  # the test split, with headings and without
    assert {"id", "headings", "gold", "said", "confidence"} <= json.loads(lines[0]).keys()


def test_what_was_predicted_stands_beside_the_paragraph_that_it_was_predicted_for(taught: Path) -> None:
    metrics = json.loads((taught / "metrics.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (taught / "predictions-validation.jsonl").read_text(encoding="utf-8").splitlines()]
    for view, headings in (("headed", True), ("bare", False)):
        right = [line["said"] == line["gold"] for line in lines if line["headings"] is headings]
        assert sum(right) / len(right) == pytest.approx(metrics[view]["accuracy"], abs=1e-4)


def test_a_run_that_was_killed_goes_on_to_the_same_weights(taught: Path, recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    run, told = tmp_path / "killed", recipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "nlp.cli", "train", str(told), "-o", str(run)],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not list((run / "checkpoints").glob("checkpoint-*/trainer_state.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (run / "metrics.json").exists(), "it came to its end before it could be killed"
    assert xxgk("train", told, "-o", run).returncode == 0
    for name in ("heads.safetensors", "encoder/model.safetensors"):
        assert (run / name).read_bytes() == (taught / name).read_bytes()


def test_the_folder_of_another_run_is_refused(taught: Path, recipe: Recipes, xxgk: Xxgk) -> None:
    ended = xxgk("train", recipe(seed=7), "-o", taught)
    assert ended.returncode == 1
    assert "E517" in ended.stderr


def test_an_exported_tagger_says_what_the_network_says(taught: Path, tmp_path: Path) -> None:
    import torch
    from tokenizers import Tokenizer

    from nlp.themes.encoder import EncoderTagger
    from nlp.training.encoder.distillation import ask
    from nlp.training.encoder.network import OUTPUTS, load_network

    export(taught, tmp_path / "model", "fp32")
    tagger = load(str(tmp_path / "model"))
    assert isinstance(tagger, EncoderTagger)
    passages = [*PASSAGES, LONG, Passage(""), Passage("𠀀")]
    said = ask(load_network(taught).eval(), passages, Tokenizer.from_file(str(taught / "tokenizer.json")), tagger.layout)
    np.testing.assert_allclose(tagger.scores(passages), said[:, :OUTPUTS], atol=1e-4)
    assert not torch.is_inference_mode_enabled()


def test_an_export_measures_calibrates_and_lists_what_eight_bits_changed(taught: Path, xxgk: Xxgk, tmp_path: Path) -> None:
    out = tmp_path / "model"
    ended = xxgk("export", taught, "-o", out)
    assert ended.returncode == 0, ended.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    scores = {score["name"]: score["value"] for score in manifest["scores"]}
    assert scores["test_accepted_with_headings"] > 0.9
    assert manifest["precision"] == "int8"
    assert 0.2 <= manifest["temperature"] <= 5
    flips = json.loads((taught / "flips.json").read_text(encoding="utf-8"))
    assert ended.stdout.count("flip\t") == len(flips)
    assert [tag.theme for tag in load(str(out)).tag(PASSAGES[::2])] == list(SAYS)


def test_a_damaged_export_is_refused_with_a_code(taught: Path, tmp_path: Path) -> None:
    from nlp.errors import ModelError

    export(taught, tmp_path / "model")
    (tmp_path / "model" / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"E302.*tokenizer.json is not the file"):
        load(str(tmp_path / "model"))


def test_eight_bits_that_lose_too_much_are_refused(taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.errors import TrainingError

    monkeypatch.setattr("nlp.training.encoder.export.MOST_LOST", -1.0)
    with pytest.raises(TrainingError, match="E518"):
        export(taught, tmp_path / "model")
    assert not (tmp_path / "model" / "manifest.json").exists()


@pytest.mark.parametrize("absent", ["heads.safetensors", "encoder/model.safetensors", "recipe.json", "layout.json", "tokenizer.json"])
def test_a_run_that_has_not_ended_is_not_exported(absent: str, taught: Path, xxgk: Xxgk, tmp_path: Path) -> None:
    run = shutil.copytree(taught, tmp_path / "run", ignore=shutil.ignore_patterns("checkpoints"))
    (run / absent).unlink()
    ended = xxgk("export", run, "-o", tmp_path / "model")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("xxgk: E516 ")
    assert not (tmp_path / "model").exists()


def test_a_refused_export_leaves_the_model_that_was_there(taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.errors import TrainingError

    export(taught, tmp_path / "model", "fp32")
    said = load(str(tmp_path / "model")).tag(PASSAGES)
    monkeypatch.setattr("nlp.training.encoder.export.MOST_LOST", -1.0)
    with pytest.raises(TrainingError, match="E518"):
        export(taught, tmp_path / "model")
    assert load(str(tmp_path / "model")).tag(PASSAGES) == said


@pytest.mark.parametrize(("text", "kept"), [("abc", False), ("Abc", True)])
def test_a_normaliser_is_left_out_only_where_it_changes_nothing(text: str, kept: bool) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Split

    from nlp.training.encoder.export import lean

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "a": 1, "b": 2, "c": 3}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Split("", "isolated")
    found = lean(tokenizer, [text])
    assert (found.normalizer is not None) == kept
    assert found.encode(text).ids == [1, 2, 3]


def test_a_student_learns_from_its_teacher_with_fewer_layers(taught: Path, recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    prose = tmp_path / "prose.jsonl"
    lines = [{"text": "印发工作制度，组织业务培训", "kind": "policy"}, {"text": "别处的文字", "kind": "law"}]
    prose.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    told = recipe(
        objective="distillation",
        base=None,
        teacher={
            "run": str(taught),
            "layers": [0],
            "linear": 0.5,
            "unlabelled": {"sentences": 10, "prose": str(prose), "kinds": ["policy"], "paragraphs": 5},
        },
    )
    run = tmp_path / "student"
    ended = xxgk("train", told, "-o", run)
    assert ended.returncode == 0, ended.stderr
    assert json.loads((run / "encoder" / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"] == 1
    assert json.loads((run / "metrics.json").read_text(encoding="utf-8"))["bare"]["accuracy"] > 0.8
    export(run, tmp_path / "model")
    assert load(str(tmp_path / "model")).tag(PASSAGES)[0].theme == "mechanism"


def test_a_student_goes_on_from_a_run(taught: Path, recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    little = {"epochs": 1, "learning_rate": 1e-9}
    cut = recipe(objective="distillation", base=None, schedule=little, teacher={"run": str(taught), "layers": [1]})
    assert xxgk("train", cut, "-o", tmp_path / "first").returncode == 0
    on = recipe(objective="distillation", base=None, schedule=little, teacher={"run": str(taught), "start": str(tmp_path / "first")})
    ended = xxgk("train", on, "-o", tmp_path / "second")
    assert ended.returncode == 0, ended.stderr
    first, second = (load_network(tmp_path / name).state_dict() for name in ("first", "second"))
    assert first.keys() == second.keys()
    assert all(torch.allclose(first[name], second[name], atol=1e-6) for name in first)


def test_a_start_of_another_size_is_refused(taught: Path, recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(taught, other)
    encoder = BertModel(BertConfig.from_pretrained(taught / "encoder", hidden_size=16, intermediate_size=8))
    ThemeNetwork(encoder).save(other)
    told = recipe(objective="distillation", base=None, teacher={"run": str(taught), "start": str(other)})
    ended = xxgk("train", told, "-o", tmp_path / "student")
    assert ended.returncode == 1
    assert "E516" in ended.stderr
    assert "16 numbers, the teacher's 32" in ended.stderr


def test_a_student_of_layers_that_are_not_there_is_refused(taught: Path, recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    told = recipe(objective="distillation", base=None, teacher={"run": str(taught), "layers": [5]})
    ended = xxgk("train", told, "-o", tmp_path / "student")
    assert ended.returncode == 1
    assert "E516" in ended.stderr


def test_pretraining_gives_a_base_for_another_recipe(recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    run = tmp_path / "pretrained"
    ended = xxgk("train", recipe(objective="pretraining", layers=[1], unlabelled={"sentences": 20}), "-o", run)
    assert ended.returncode == 0, ended.stderr
    assert "loss=" in ended.stdout
    assert ended.stdout.rstrip().endswith(f"base: {run / 'encoder'}")
    assert json.loads((run / "encoder" / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"] == 1
    assert json.loads((run / "metrics.json").read_text(encoding="utf-8"))["kept_back"]["loss"] > 0
    told = recipe("next.yaml", base=str(run / "encoder"), schedule={"epochs": 1, "batch_size": 8, "evaluations": 1})
    ended = xxgk("train", told, "-o", tmp_path / "next")
    assert ended.returncode == 0, ended.stderr


def test_a_base_that_is_not_there_is_one_coded_error(recipe: Recipes, xxgk: Xxgk, tmp_path: Path) -> None:
    ended = xxgk("train", recipe(base=str(tmp_path / "nowhere")), "-o", tmp_path / "run")
    assert ended.returncode == 1
    assert "E516" in ended.stderr


def test_a_recipe_is_checked_before_anything_is_loaded(recipe: Recipes, tmp_path: Path) -> None:
    from nlp.errors import TrainingError

    with pytest.raises(TrainingError, match=r"E515.*epochs"):
        train(recipe(schedule={"epochs": 0}), tmp_path / "run")
