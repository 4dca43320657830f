"""From an analysis to the rows of the datasets, and the rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

import pyarrow as pa

from nlp.analysis import Analysis, CellValue
from nlp.errors import XxgkError
from nlp.scoring.item import Item, report_id
from nlp.scoring.schema import DATASETS

Tables: TypeAlias = dict[str, pa.Table]
"""A table for each name in `DATASETS`, possibly of no rows."""


def scored(analysis: Analysis, item: Item) -> Tables:
    """The rows of a report that was analysed: one in reports, none in rejects."""
    id_ = report_id(item.name)
    claims, checks = analysis.claims, analysis.checks
    return tables(
        {
            "reports": [
                {
                    **_origin(item.name, item.external_id, item.sha256),
                    "format": analysis.source.format,
                    "title": analysis.report.title,
                    "issuer": analysis.report.issuer,
                    "year": analysis.report.year,
                    "template": analysis.report.template,
                    "model": analysis.model.name,
                    "model_version": analysis.model.version,
                    "paragraphs": len(analysis.paragraphs),
                    "claims": len(claims),
                    "mismatches": sum(claim.verdict == "mismatch" for claim in claims),
                    "checks_failed": sum(check.status == "fail" for check in checks),
                    "warnings": list(analysis.warnings),
                }
            ],
            "paragraphs": [
                {
                    "report_id": id_,
                    "paragraph": p.id,
                    "section": list(p.section),
                    "text": p.text,
                    "theme": p.theme,
                    "aspect": p.aspect,
                    "confidence": p.confidence,
                    "scores": dict(p.scores),
                    "sentences": [
                        {"start": s.start, "end": s.end, "theme": s.theme, "confidence": s.confidence}
                        for s in p.sentences
                    ],
                    "also": list(p.also),
                }
                for p in analysis.paragraphs
            ],
            "claims": [
                {
                    "report_id": id_,
                    "claim": c.id,
                    "paragraph": c.paragraph,
                    "start": c.start,
                    "end": c.end,
                    "text": c.text,
                    "value": float(c.value),
                    "unit": c.unit,
                    "approximate": c.approximate,
                    "approximation": c.approximation,
                    "kind": c.kind,
                    "year": c.year,
                    "body": c.body,
                    "indicator": c.indicator,
                    "verdict": c.verdict,
                    "cells": list(c.cells),
                    "expected": _number(c.expected),
                    "cause": c.cause,
                    "explanation": c.explanation,
                }
                for c in claims
            ],
            "checks": [
                {
                    "report_id": id_,
                    "check": number,
                    "rule": c.rule,
                    "scope": c.scope,
                    "status": c.status,
                    "left": _number(c.left),
                    "right": _number(c.right),
                    "explanation": c.explanation,
                }
                for number, c in enumerate(checks)
            ],
            "cells": [
                {
                    "report_id": id_,
                    "table": table.kind,
                    "template": table.template,
                    "cell": name,
                    "value": None if isinstance(value, str) else _number(value),
                    "state": _state(value),
                    "inferred": table.inferred.get(name),
                }
                for table in analysis.tables
                for name, value in table.cells.items()
            ],
        }
    )


def rejected(name: str, external_id: str | None, sha256: str | None, error: XxgkError) -> Tables:
    """The one row of a report that could not be analysed."""
    row = {"code": error.code, "what": error.what, "advice": error.advice}
    return tables({"rejects": [{**_origin(name, external_id, sha256), **row}]})


def renamed(rows: Tables, name: str, external_id: str | None) -> Tables:
    """The same rows under another name: what a second file of the same bytes gets."""
    changed = {"report_id": report_id(name), "name": _text(name), "external_id": external_id}
    copies: Tables = {}
    for dataset, table in rows.items():
        for place, field in enumerate(table.schema):
            if field.name in changed:
                table = table.set_column(place, field, pa.repeat(pa.scalar(changed[field.name], field.type), len(table)))
        copies[dataset] = table
    return copies


def tables(rows: Mapping[str, list[dict[str, Any]]]) -> Tables:
    """Rows of dictionaries as tables of the schema; a dataset that is not named has no rows."""
    return {
        dataset: pa.Table.from_pylist([_clean(row) for row in rows.get(dataset, ())], schema=schema)
        for dataset, schema in DATASETS.items()
    }


def packed(rows: Tables) -> dict[str, bytes]:
    """Tables as bytes (Arrow's streaming form), to cross from a process to another. Those of no rows are left out."""
    out = {}
    for dataset, table in rows.items():
        if len(table):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_table(table)
            out[dataset] = sink.getvalue().to_pybytes()
    return out


def unpacked(data: Mapping[str, bytes]) -> Tables:
    """What `packed` gave, as tables again."""
    found = {dataset: pa.ipc.open_stream(pa.py_buffer(content)).read_all() for dataset, content in data.items()}
    return {dataset: found.get(dataset, schema.empty_table()) for dataset, schema in DATASETS.items()}


def _origin(name: str, external_id: str | None, sha256: str | None) -> dict[str, Any]:
    return {"report_id": report_id(name), "name": name, "external_id": external_id, "sha256": sha256}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _state(value: CellValue) -> str:
    """Blank, zero and a stroke are three different things."""
    return "blank" if value is None else "stroke" if value == "/" else "number"


def _clean(value: Any) -> Any:
    """A lone surrogate, from a file name that is not UTF-8 or from a broken text, cannot be stored in Arrow."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value


def _text(value: str) -> str:
    return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
