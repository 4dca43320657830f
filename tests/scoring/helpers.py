"""What the tests of scoring share."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pa_dataset

from nlp.scoring import Scored, WorkerLimits, score
from nlp.scoring.schema import DATASETS

SECOND = {"paragraphs": ["paragraph"], "claims": ["claim"], "checks": ["check"], "cells": ["table", "cell"]}


def rows(out: Path, dataset: str) -> pa.Table:
    """A whole dataset, ordered by id."""
    table = pa_dataset.dataset(out / dataset, format="parquet").to_table()
    return table.sort_by([(key, "ascending") for key in ["report_id", *SECOND.get(dataset, [])]])


def names(out: Path, dataset: str = "reports") -> list[str]:
    """The last part of the names of all reports (or rejects), sorted."""
    return sorted(name.rpartition("/")[2] for name in rows(out, dataset)["name"].to_pylist())


def codes(out: Path) -> dict[str, str]:
    """The rejects: the last part of the name and the code."""
    found = rows(out, "rejects")
    return {n.rpartition("/")[2]: c for n, c in zip(found["name"].to_pylist(), found["code"].to_pylist(), strict=True)}


def same(one: Path, other: Path) -> bool:
    """Whether two outputs hold the same, ordered by id."""
    return all(rows(one, dataset).equals(rows(other, dataset)) for dataset in DATASETS)


def plainly(inputs: object, out: Path, *, seconds: float = 60.0, mib: int = 1024, **options: object) -> Scored:
    """`score` with one worker and the analyzer `Mischief`."""
    options = {"analyzer": "tests.scoring.analyzers:Mischief", "workers": 1, **options}
    return score(inputs, out, worker_limits=WorkerLimits(seconds, mib), **options)  # type: ignore[arg-type]
