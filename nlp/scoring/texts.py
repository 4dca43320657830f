"""Datasets of texts: a report a row, in parquet or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nlp.errors import ReadError, ScoringError, XxgkError
from nlp.readers import Limits
from nlp.scoring.item import Item, Refused
from nlp.scoring.places import opened

_PARQUET = (".parquet",)
_LINES = (".jsonl", ".ndjson")
_COLUMNS = ("text", "paragraphs", "tables", "title", "id", "name")
_BATCH = 64  # rows held at a time


def is_dataset(path: str) -> bool:
    """Told by the ending."""
    return path.lower().endswith(_PARQUET + _LINES)


def texts(path: str, limits: Limits) -> Iterator[Item | Refused]:
    """The reports in a dataset, as 'FILE#ROW', rows counted from 1.

    A row holds `text` (the whole report: plain text or a page's HTML), or `paragraphs` (strings) with `tables` (rows of
    cell texts) and `title`, as `nlp.analyze_parts` takes them; its `id` or else its `name` becomes the external id.

    Args:
        path: the dataset.
        limits: `size` holds for each row.

    Yields:
        Items; a `Refused` for a row that is not of this form, and for a file that is damaged, which is then left.
    """
    rows = _parquet(path) if path.lower().endswith(_PARQUET) else _json_lines(path, limits)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield row.named(f"{path}#{number}") if isinstance(row, _Bad) else _item(f"{path}#{number}", row, limits)
    except (OSError, pa.ArrowException) as error:
        why = (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split())
        yield Refused(path, ScoringError("E406", path, why=why))


class _Bad:
    """Why a row is refused."""

    def __init__(self, kind: type[XxgkError], code: str, **details: object) -> None:
        self._kind, self._code, self._details = kind, code, details

    def named(self, name: str) -> Refused:
        return Refused(name, self._kind(self._code, name, **self._details))


def _parquet(path: str) -> Iterator[Mapping[str, Any]]:
    with opened(path) as source, pq.ParquetFile(source) as file:
        columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
            yield from batch.to_pylist()


def _json_lines(path: str, limits: Limits) -> Iterator[Mapping[str, Any] | _Bad]:
    with opened(path) as file:
        while line := file.readline(limits.size + 1):
            if len(line) > limits.size:
                size = len(line)
                while line and not line.endswith(b"\n"):
                    line = file.readline(limits.size)
                    size += len(line)
                yield _Bad(ReadError, "E105", size=size, limit=limits.size)
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield _Bad(ScoringError, "E406", why=f"this line is not JSON ({error})")
                continue
            yield row if isinstance(row, dict) else _Bad(ScoringError, "E406", why="this line is not a JSON object")


def _item(name: str, row: Mapping[str, Any], limits: Limits) -> Item | Refused:
    given = row.get("id") if row.get("id") is not None else row.get("name")
    external = None if given is None else str(given)
    if isinstance(text := row.get("text"), str):
        item = Item(name, "file", text.encode("utf-8", "backslashreplace"), external)
    elif isinstance(row.get("paragraphs"), list):
        parts = {"paragraphs": row["paragraphs"], "tables": row.get("tables"), "title": row.get("title")}
        content = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
        item = Item(name, "parts", content.encode("utf-8", "backslashreplace"), external)
    else:
        return Refused(name, ScoringError("E406", name, why="the row has neither `text` nor `paragraphs`"))
    if len(item.data) > limits.size:
        return Refused(name, ReadError("E105", name, size=len(item.data), limit=limits.size))
    return item
