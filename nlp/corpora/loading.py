"""The corpus as a `datasets.DatasetDict`, for training with the libraries of Hugging Face."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.corpora.labelled import SPLITS, Labelled, rows
from nlp.corpora.splits import split_of
from nlp.errors import TrainingError
from nlp.themes.taxonomy import ASPECTS, THEMES

if TYPE_CHECKING:
    from datasets import DatasetDict, Features


def load(path: Path | str | None = None) -> DatasetDict:
    """The corpus, split by body.

    Args:
        path: a corpus as `nlp.corpora.rows` takes it; the one that ships if left out.

    Returns:
        Splits train, validation, test, each with the columns id, body, kind, year, section (list of strings), text,
        theme (class label, in the order of `nlp.themes.THEMES`), also (list of them), aspect (class label, -1 where
        there is none), batch. A split that no body falls into has no rows.

    Raises:
        TrainingError: E501 to E503 the corpus is unusable, E509 datasets is not installed (the extra `train`).
    """
    try:
        from datasets import Dataset, DatasetDict
    except ImportError as error:
        raise TrainingError("E509", package="datasets", extra="train") from error
    found = rows(path)
    features = _features()
    parts = {}
    for split in SPLITS:
        records = [_record(row) for row in found if split_of(row) == split]
        # By columns: a list of no records would not say which columns there are.
        columns = {name: [record[name] for record in records] for name in features}
        parts[split] = Dataset.from_dict(columns, features=features)
    return DatasetDict(parts)


def _features() -> Features:
    from datasets import ClassLabel, Features, List, Value

    theme = ClassLabel(names=list(THEMES))
    return Features(
        {
            "id": Value("string"),
            "body": Value("string"),
            "kind": Value("string"),
            "year": Value("int32"),
            "section": List(Value("string")),
            "text": Value("string"),
            "theme": theme,
            "also": List(theme),
            "aspect": ClassLabel(names=list(ASPECTS)),
            "batch": Value("string"),
        }
    )


def _record(row: Labelled) -> dict[str, Any]:
    return {
        "id": row.id,
        "body": row.body,
        "kind": row.kind,
        "year": row.year,
        "section": list(row.passage.section),
        "text": row.passage.text,
        "theme": row.theme,
        "also": list(row.also),
        "aspect": -1 if row.aspect is None else row.aspect,
        "batch": row.batch,
    }
