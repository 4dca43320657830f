"""docs/scoring.md describes every dataset, column by column, with its type."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from nlp.scoring.schema import DATASETS

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"


def kind(type_: pa.DataType) -> str:
    """A type as the page names it."""
    if pa.types.is_list(type_):
        return f"list of {kind(type_.value_type).removesuffix(' of double')}"
    if pa.types.is_struct(type_):
        return "struct of double" if all(pa.types.is_float64(field.type) for field in type_) else "struct"
    return str(type_)


def test_every_column_is_described_with_its_type() -> None:
    parts = re.split(r"^###? (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    described = dict(zip(parts[1::2], parts[2::2], strict=True))
    for dataset, schema in DATASETS.items():
        rows = re.findall(r"^\| (`.+?) \| ([\w ]+?) \|", described[dataset], re.MULTILINE)
        listed = [(name, type_) for names, type_ in rows for name in re.findall(r"`(\w+)`", names)]
        assert listed == [(field.name, kind(field.type)) for field in schema], dataset
