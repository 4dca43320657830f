"""Taggers are found by name or folder, and a damaged folder gives one coded error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import skops.io

from nlp.errors import ModelError
from nlp.resources import resource
from nlp.themes import THEMES, Passage, installed, load
from nlp.themes.baseline import read_arrays

SHIPPED = resource("models/baseline")


def test_the_baseline_ships_and_names_itself() -> None:
    assert load().info.name == "baseline"
    assert [model.name for model in installed()] == ["baseline"]
    assert installed()[0].path == SHIPPED
    assert all(0 <= value <= 1 for value in installed()[0].scores.values())


def test_a_model_folder_is_loaded_by_its_path(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    passage = Passage("全年新收政府信息公开申请9件，均按期答复。")
    assert load(str(folder)).tag([passage]) == load().tag([passage])


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
        ({"sha256": "0" * 64}, "is not the file"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(damage: dict[str, str | None], why: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | damage
    path.write_text(json.dumps({k: v for k, v in manifest.items() if v is not None}), encoding="utf-8")
    with pytest.raises(ModelError, match=why):
        load(str(folder))


@pytest.mark.parametrize("absent", ["manifest.json", "model.skops"])
def test_a_folder_without_one_of_its_files_is_refused(absent: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    (folder / absent).unlink()
    with pytest.raises(ModelError, match=f"E302.*{absent} cannot be read"):
        load(str(folder))


def test_an_archive_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    import hashlib

    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    skops.io.dump({"vocabulary": np.zeros(3, np.uint8)}, folder / "model.skops")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"] = hashlib.sha256((folder / "model.skops").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="does not hold a baseline"):
        load(str(folder))


def test_the_archive_says_the_same_to_skops() -> None:
    ours = read_arrays((SHIPPED / "model.skops").read_bytes())
    theirs = skops.io.load(SHIPPED / "model.skops")
    assert ours.keys() == theirs.keys()
    for name, array in ours.items():
        np.testing.assert_array_equal(array, theirs[name])


def test_the_model_is_small_enough_to_ship() -> None:
    assert (SHIPPED / "model.skops").stat().st_size < 5_000_000


def test_tagging_imports_no_scikit_learn() -> None:
    code = (
        "import sys; from nlp.themes import load, Passage; load().tag([Passage('受理申请3件。')]); "
        "print(sorted(m for m in ('sklearn', 'skops', 'scipy', 'torch') if m in sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_manifest_lists_the_themes_in_the_order_of_the_weights() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["themes"] == list(THEMES)
