"""The pages describe every dataset that is written, column by column, with its type."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from nlp.scoring.across_schema import COMPARISONS
from nlp.scoring.schema import DATASETS

DOCS = Path(__file__).parents[2] / "docs"


def kind(type_: pa.DataType) -> str:
    """A type as the page names it."""
    if pa.types.is_list(type_):
        return f"list of {kind(type_.value_type).removesuffix(' of double')}"
    if pa.types.is_struct(type_):
        return "struct of double" if all(pa.types.is_float64(field.type) for field in type_) else "struct"
    return str(type_)


@pytest.mark.parametrize(("page", "datasets"), [("scoring.md", DATASETS), ("across-reports.md", COMPARISONS)])
def test_every_column_is_described_with_its_type(page: str, datasets: dict[str, pa.Schema]) -> None:
    parts = re.split(r"^###? (.+)$", (DOCS / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    described = dict(zip(parts[1::2], parts[2::2], strict=True))
    for dataset, schema in datasets.items():
        rows = re.findall(r"^\| (`.+?) \| ([\w ]+?) \|", described[dataset], re.MULTILINE)
        listed = [(name, type_) for names, type_ in rows for name in re.findall(r"`(\w+)`", names)]
        assert listed == [(field.name, kind(field.type)) for field in schema], dataset
