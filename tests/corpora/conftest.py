"""Rows of an invented corpus, and the means to write them down."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]

ROW: dict[str, Any] = {
    "id": "t1",
    "body": "石梁县人民政府",
    "kind": "county",
    "year": 2020,
    "section": ["一、总体情况"],
    "text": "县里成立了政务公开领导小组，由常务副县长任组长，各乡镇都明确了经办人员，名单报县政府办公室备案。",
    "theme": "mechanism",
    "also": [],
    "aspect": None,
}


@pytest.fixture
def row() -> dict[str, Any]:
    """A row of the right form."""
    return dict(ROW)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows into a file of the test's folder: write(row, row, name='b.jsonl')."""

    def written(*rows: dict[str, Any], name: str = "a.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), encoding="utf-8")
        return path

    return written
