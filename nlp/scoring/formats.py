"""The forms that a part is written in: parquet, JSON lines, CSV. Each can be read back exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Format:
    """A form of parts: the ending of its files, how a table is written, and how it is read with a schema."""

    ending: str
    write: Callable[[pa.Table, Path], None]
    read: Callable[[Path, pa.Schema], pa.Table]


def _write_parquet(table: pa.Table, path: Path) -> None:
    """A table of no rows gets no row group: `datasets` does not read an empty one."""
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        if len(table):
            writer.write_table(table)


def _read_parquet(path: Path, schema: pa.Schema) -> pa.Table:
    with pq.ParquetFile(path) as file:
        return file.read().cast(schema)


def _write_json_lines(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for batch in table.to_batches(max_chunksize=1024):
            for row in batch.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _read_json_lines(path: Path, schema: pa.Schema) -> pa.Table:
    with path.open(encoding="utf-8") as file:
        return pa.Table.from_pylist([json.loads(line) for line in file], schema=schema)


def _write_csv(table: pa.Table, path: Path) -> None:
    """Lists and structures as JSON, null as nothing, an empty text as ''."""
    for place, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            texts = [None if v is None else json.dumps(v, ensure_ascii=False) for v in table.column(place).to_pylist()]
            table = table.set_column(place, field.name, pa.array(texts, pa.string()))
    pa_csv.write_csv(table, path)


def _read_csv(path: Path, schema: pa.Schema) -> pa.Table:
    types = {field.name: pa.string() if pa.types.is_nested(field.type) else field.type for field in schema}
    table = pa_csv.read_csv(
        path,
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
    )
    for place, field in enumerate(schema):
        if pa.types.is_nested(field.type):
            values = [None if v is None else json.loads(v) for v in table.column(place).to_pylist()]
            table = table.set_column(place, field, pa.array(values, field.type))
    return table


FORMATS = {
    "parquet": Format(".parquet", _write_parquet, _read_parquet),
    "jsonl": Format(".jsonl", _write_json_lines, _read_json_lines),
    "csv": Format(".csv", _write_csv, _read_csv),
}
