"""The corpus loads as its data card says, and a bad row is named."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nlp.corpora import rows
from nlp.corpora.labelled import corpus_sha256
from nlp.errors import TrainingError
from nlp.themes import ASPECTS, THEMES

CORPUS = Path(__file__).parents[2] / "corpora" / "themes"

ROW: dict[str, Any] = {
    "id": "t1",
    "body": "石梁县人民政府",
    "kind": "county",
    "year": 2020,
    "section": ["一、总体情况"],
    "text": "县里成立了领导小组。",
    "theme": "mechanism",
    "also": [],
    "aspect": None,
}


def written(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in lines) + "\n", encoding="utf-8")
    return path


def test_every_theme_and_aspect_has_enough_paragraphs() -> None:
    found = rows(CORPUS)
    themes = Counter(row.theme for row in found)
    aspects = Counter(row.aspect for row in found)
    assert len(found) >= 600
    assert all(themes[theme] >= 60 for theme in THEMES), themes
    assert all(aspects[aspect] >= 50 for aspect in ASPECTS), aspects


def test_bodies_and_years_are_many() -> None:
    found = rows(CORPUS)
    assert len({row.body for row in found}) >= 100
    assert len({row.kind for row in found}) >= 10
    assert {row.year for row in found} >= set(range(2009, 2025))


def test_one_row_comes_as_it_was_written(tmp_path: Path) -> None:
    (row,) = rows(written(tmp_path / "a.jsonl", ROW))
    assert (row.id, row.passage.section, row.theme, row.aspect) == ("t1", ("一、总体情况",), "mechanism", None)


@pytest.mark.parametrize(
    "change",
    [
        {"theme": "weather"},
        {"also": ["weather"]},
        {"aspect": "problem"},
        {"theme": "problems"},
        {"theme": "problems", "aspect": "worry"},
        {"text": " "},
        {"year": "then"},
        {"section": None},
        {"also": ["mechanism"]},
        {"also": ["other", "other"]},
        {"also": ["other", "platform", "proactive", "management"]},
        {"also": "other"},
        {"body": ""},
        {"split": "dev"},
    ],
)
def test_a_row_that_is_not_of_the_form_is_named(change: dict[str, Any], tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", ROW, ROW | {"id": "t2"} | change)
    with pytest.raises(TrainingError, match=r"E502 .*a\.jsonl:2"):
        rows(path)


@pytest.mark.parametrize("lacking", ["theme", "year"])
def test_a_draft_is_no_row_yet_and_its_line_says_what_it_lacks(lacking: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", ROW, ROW | {"id": "t2", lacking: None})
    with pytest.raises(TrainingError, match=rf"E514 .*a\.jsonl:2.* no {lacking} yet"):
        rows(path)


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", ROW)
    written(tmp_path / "b.jsonl", ROW)
    with pytest.raises(TrainingError, match="t1 stands twice"):
        rows(tmp_path)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": \n', encoding="utf-8")
    with pytest.raises(TrainingError, match=r"E502 .*a\.jsonl:1"):
        rows(tmp_path)


def test_no_file_and_no_row_are_errors(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"no \.jsonl file"):
        rows(tmp_path)
    (tmp_path / "a.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="holds no row"):
        rows(tmp_path)


def test_the_hash_changes_with_a_character(tmp_path: Path) -> None:
    before = corpus_sha256(written(tmp_path / "a.jsonl", ROW).parent)
    assert corpus_sha256(tmp_path) == before
    written(tmp_path / "a.jsonl", ROW | {"text": "县里成立了工作小组。"})
    assert corpus_sha256(tmp_path) != before
