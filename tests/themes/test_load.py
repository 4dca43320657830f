"""Taggers are found by name or folder, and a damaged folder gives one coded error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import numpy as np
import pytest
import skops.io

from nlp.errors import ModelError
from nlp.resources import resource
from nlp.themes import THEMES, Passage, installed, load
from nlp.themes.baseline import read_arrays
from nlp.themes.manifest import hashes

SHIPPED = resource("models/baseline")


def test_two_taggers_ship_and_name_themselves() -> None:
    assert load().info.name == "themes"
    assert load("baseline").info.name == "baseline"
    assert [model.name for model in installed()] == ["baseline", "themes"]
    for model in installed():
        assert model.path == resource(f"models/{model.name}")
        assert model.scores
        assert all(-1 <= value <= 1 for value in model.scores.values())


def test_a_model_folder_is_loaded_by_its_path(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    passage = Passage("全年新收政府信息公开申请9件，均按期答复。")
    assert load(str(folder)).tag([passage]) == load("baseline").tag([passage])


def test_a_model_is_fetched_from_the_hub_by_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def snapshot_download(name: str, allow_patterns: list[str]) -> str:
        asked.append(name)
        shipped = [file.name for model in ("baseline", "themes") for file in resource(f"models/{model}").iterdir()]
        assert [name for name in shipped if not any(fnmatch(name, pattern) for pattern in allow_patterns)] == ["README.md"] * 2
        return str(SHIPPED)

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
    assert load("somebody/my-themes").info.name == "baseline"
    assert asked == ["somebody/my-themes"]


def test_a_hub_that_cannot_be_reached_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def snapshot_download(name: str, allow_patterns: list[str]) -> str:
        raise ConnectionError("no\nway")

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
    with pytest.raises(ModelError, match=r"E303.*somebody/my-themes: no way"):
        load("somebody/my-themes")


@pytest.mark.parametrize("name", ["nothing-like-this", "", "../baseline/none", "models/baseline/model.skops"])
def test_an_unknown_model_is_a_coded_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as caught:
        load(name)
    assert caught.value.code in {"E301", "E302"}


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    with (folder / "model.skops").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"E302.*is not the file"):
        load(str(folder))


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ({"schema": "other/1"}, "not of the form"),
        ({"kind": "magic"}, "its kind is not one of"),
        ({"name": None}, "does not say name"),
        ({"files": {"model.skops": "0" * 64}}, "is not the file"),
        ({"files": None}, "is not the file"),
        ({"files": "model.skops"}, "is not the file"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(damage: dict[str, object], why: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | damage
    path.write_text(json.dumps({k: v for k, v in manifest.items() if v is not None}), encoding="utf-8")
    with pytest.raises(ModelError, match=why):
        load(str(folder))


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ({"temperature": None}, "temperature"),
        ({"layout": {"begin": 0}}, "end"),
        ({"kind": "linear"}, "model.skops cannot be read"),
        ({"files": {}}, "is not the file"),
    ],
)
def test_a_manifest_that_does_not_fit_an_encoder_is_refused(damage: dict[str, object], why: str, tmp_path: Path) -> None:
    folder = shutil.copytree(resource("models/themes"), tmp_path / "mine")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | damage
    path.write_text(json.dumps({k: v for k, v in manifest.items() if v is not None}), encoding="utf-8")
    with pytest.raises(ModelError, match=f"E302.*{why}"):
        load(str(folder))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x08\x08"])
def test_a_folder_that_holds_no_encoder_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    folder = shutil.copytree(resource("models/themes"), tmp_path / "mine")
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][name] = hashes({name: content})[name]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match=r"E302.*holds no encoder"):
        load(str(folder))


@pytest.mark.parametrize("absent", ["manifest.json", "model.skops"])
def test_a_folder_without_one_of_its_files_is_refused(absent: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    (folder / absent).unlink()
    with pytest.raises(ModelError, match=f"E302.*{absent} cannot be read"):
        load(str(folder))


def test_an_archive_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    skops.io.dump({"vocabulary": np.zeros(3, np.uint8)}, folder / "model.skops")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = hashes({"model.skops": (folder / "model.skops").read_bytes()})
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="does not hold a baseline"):
        load(str(folder))


def test_the_archive_says_the_same_to_skops() -> None:
    ours = read_arrays((SHIPPED / "model.skops").read_bytes())
    theirs = skops.io.load(SHIPPED / "model.skops")
    assert ours.keys() == theirs.keys()
    for name, array in ours.items():
        np.testing.assert_array_equal(array, theirs[name])


@pytest.mark.parametrize(("name", "most"), [("baseline", 5_000_000), ("themes", 30_000_000)])
def test_a_model_is_small_enough_to_ship(name: str, most: int) -> None:
    assert sum(file.stat().st_size for file in resource(f"models/{name}").iterdir()) < most


@pytest.mark.parametrize("name", ["baseline", "themes"])
def test_tagging_imports_no_scikit_learn(name: str) -> None:
    code = (
        f"import sys; from nlp.themes import load, Passage; load({name!r}).tag([Passage('受理申请3件。')]); "
        "print(sorted(m for m in ('sklearn', 'skops', 'scipy', 'torch') if m in sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["baseline", "themes"])
def test_the_manifest_lists_the_themes_in_the_order_of_the_weights(name: str) -> None:
    manifest = json.loads((resource(f"models/{name}") / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["themes"] == list(THEMES)
