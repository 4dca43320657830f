"""The output of a batch, body by body: what everything that is told across reports begins with.

The datasets hold their rows in the order in which reports were done. Each is read once and its rows are dealt out to files by
body, of which one at a time is held in memory: so many reports as a bucket has, however long the corpus.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nlp.scoring.formats import Format
from nlp.scoring.names import body_key
from nlp.scoring.schema import DATASETS

Row: TypeAlias = Mapping[str, Any]

_OF_A_REPORT = ("paragraphs", "claims", "cells")
_BUCKET = 2000  # reports
_MOST_BUCKETS = 64  # files of each dataset that are open at a time


@dataclass(frozen=True, slots=True)
class ReportRows:
    """One report of a batch: its row in `reports`, and its rows in three more datasets."""

    report: Row
    paragraphs: list[Row]
    claims: list[Row]
    cells: list[Row]

    @property
    def key(self) -> str:
        """Of its body, '' where body or year could not be told."""
        return _key(self.report["issuer"], self.report["year"])


def bodies(scored: Path, form: Format) -> Iterator[list[ReportRows]]:
    """The reports of one body after another, each body's by year and name; those of no known body or year last of all.

    A report whose bytes stood under several names is given once.

    Args:
        scored: the folder that a batch has written, whole.
        form: of its parts.
    """
    buckets = _buckets(scored, form)
    with tempfile.TemporaryDirectory(prefix="xxgk-bodies-") as folder:
        for dataset in ("reports", *_OF_A_REPORT):
            _deal(_parts(scored, form, dataset), Path(folder) / dataset, buckets)
        for number in range(buckets.count):
            yield from _bodies_of({name: _dealt(Path(folder) / name, number) for name in ("reports", *_OF_A_REPORT)})


@dataclass(frozen=True, slots=True)
class _Buckets:
    count: int
    ids: pa.Array
    of_id: pa.Array  # the bucket of the id at the same place


def _buckets(scored: Path, form: Format) -> _Buckets:
    """Where each report goes: one body's all to one bucket, those of none to the last."""
    ids: list[pa.Array] = []
    crcs: list[pa.Array] = []
    for table in _parts(scored, form, "reports"):
        keys = (_key(*pair) for pair in zip(table["issuer"].to_pylist(), table["year"].to_pylist(), strict=True))
        crcs.append(pa.array([zlib.crc32(key.encode("utf-8", "surrogateescape")) if key else -1 for key in keys], pa.int64()))
        ids.append(table["report_id"].combine_chunks())
    crc = np.concatenate([np.empty(0, np.int64), *(each.to_numpy() for each in crcs)])
    known = min(_MOST_BUCKETS - 1, len(crc) // _BUCKET + 1)
    return _Buckets(known + 1, pa.concat_arrays([pa.array([], pa.string()), *ids]), pa.array(np.where(crc < 0, known, crc % known)))


def _parts(scored: Path, form: Format, dataset: str) -> Iterator[pa.Table]:
    for file in sorted((scored / dataset).glob(f"part-*{form.ending}")):
        yield form.read(file, DATASETS[dataset])


def _deal(tables: Iterable[pa.Table], folder: Path, buckets: _Buckets) -> None:
    folder.mkdir()
    with ExitStack() as files:
        writers: dict[int, pa.RecordBatchWriter] = {}
        for table in tables:
            numbers = buckets.of_id.take(pc.index_in(table["report_id"], value_set=buckets.ids))
            for number in pc.unique(numbers).to_pylist():
                if number not in writers:
                    writers[number] = files.enter_context(pa.ipc.new_stream(folder / str(number), table.schema))
                writers[number].write_table(table.filter(pc.equal(numbers, number)))


def _dealt(folder: Path, number: int) -> pa.Table:
    if not (folder / str(number)).exists():
        return DATASETS[folder.name].empty_table()
    with pa.ipc.open_stream(folder / str(number)) as stream:
        return stream.read_all()


def _bodies_of(tables: Mapping[str, pa.Table]) -> Iterator[list[ReportRows]]:
    reports = sorted(tables["reports"].to_pylist(), key=_place)
    slices = {name: _Slices(tables[name]) for name in _OF_A_REPORT}
    for _, group in groupby(reports, key=lambda row: _place(row)[0]):
        once = {row["sha256"]: row for row in reversed(list(group))}  # of twins the one that comes first
        yield [ReportRows(row, *(slices[name].of(row["report_id"]) for name in _OF_A_REPORT)) for row in reversed(once.values())]


class _Slices:
    """The rows of a table by report."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table.sort_by("report_id")
        self._ids = self._table["report_id"].to_numpy()

    def of(self, report_id: str) -> list[Row]:
        first, last = (int(np.searchsorted(self._ids, report_id, side)) for side in ("left", "right"))
        rows: list[Row] = self._table.slice(first, last - first).to_pylist()
        return rows


def _place(row: Row) -> tuple[str, int, str]:
    return _key(row["issuer"], row["year"]), row["year"] or 0, row["name"]


def _key(issuer: str | None, year: int | None) -> str:
    return body_key(issuer) if issuer and year is not None else ""
