"""The corpus as a DatasetDict, and labels joined with texts that lie elsewhere."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlp.corpora import load, placed_rows, rows, split_of
from nlp.errors import TrainingError
from nlp.themes import ASPECTS, THEMES

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "corpora" / "annual_reports"

LABEL: dict[str, Any] = {"file": "石梁县-2019.txt", "theme": "other", "also": [], "aspect": None}


@pytest.fixture
def datasets() -> Any:
    return pytest.importorskip("datasets", reason="datasets is in the extra train")


@pytest.mark.filterwarnings("default")  # those of other people's packages
def test_the_corpus_loads_with_its_splits_and_class_labels(
    datasets: Any, write: Callable[..., Path], row: dict[str, Any]
) -> None:
    problem = {"id": "t2", "theme": "problems", "aspect": "improvement", "also": ["platform"], "split": "test"}
    loaded = load(write(row | {"split": "train"}, row | problem))
    assert {name: len(part) for name, part in loaded.items()} == {"train": 1, "validation": 0, "test": 1}
    assert loaded["train"].features["theme"].names == list(THEMES)
    assert loaded["train"].features["aspect"].names == list(ASPECTS)
    one, two = loaded["train"][0], loaded["test"][0]
    assert (one["text"], one["section"], one["aspect"]) == (row["text"], row["section"], -1)
    assert loaded["train"].features["theme"].int2str(one["theme"]) == "mechanism"
    assert (two["also"], two["aspect"]) == ([list(THEMES).index("platform")], list(ASPECTS).index("improvement"))


@pytest.mark.filterwarnings("default")
def test_the_corpus_that_ships_loads_whole(datasets: Any) -> None:
    loaded = load()
    assert {name: set(part["id"]) for name, part in loaded.items()} == {
        split: {row.id for row in rows() if split_of(row) == split} for split in ("train", "validation", "test")
    }


def test_without_datasets_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *others: Any) -> Any:
        if name.partition(".")[0] == "datasets":
            raise ImportError(name)
        return plain(name, *others)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TrainingError, match=r"E509.*xxgk-nlp\[train\]"):
        load()


def test_the_corpus_ships_with_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed["corpora/themes"] == "nlp/_data/corpora/themes"
    assert sum(path.stat().st_size for path in (ROOT / "corpora").rglob("*.jsonl")) < 15_000_000


def test_labels_are_joined_with_their_texts(tmp_path: Path) -> None:
    (tmp_path / "石梁县-2019.txt").write_text("一、概述\n本报告由办公室编制。\n", "utf-8")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(LABEL | {"start": 5, "end": 15}), "utf-8")
    (found,) = placed_rows(labels, tmp_path)
    assert (found.passage.text, found.body, found.year, found.theme) == (
        "本报告由办公室编制。",
        "石梁县",
        2019,
        "other",
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"end": 99}, "E502"),
        ({"end": 5}, "E502"),
        ({"theme": "weather"}, "E502"),
        ({"file": "报告.txt"}, "E502"),
        ({"file": "溪口县-2019.txt"}, "E501"),
    ],
)
def test_a_label_that_fits_no_text_is_an_error(change: dict[str, Any], code: str, tmp_path: Path) -> None:
    (tmp_path / "石梁县-2019.txt").write_text("一、概述\n本报告由办公室编制。\n", "utf-8")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(LABEL | {"start": 5, "end": 15} | change), "utf-8")
    with pytest.raises(TrainingError, match=code):
        placed_rows(labels, tmp_path)


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports beside the project are not there")
def test_every_label_of_the_real_set_has_its_text() -> None:
    found = placed_rows(ROOT / "corpora" / "real" / "themes.jsonl", REPORTS)
    assert len(found) == 988
    assert len({row.body for row in found}) > 15
    assert all(row.passage.text == row.passage.text.strip() for row in found)
