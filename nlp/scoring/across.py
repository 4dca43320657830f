"""A batch against itself: each body's years against one another, what was taken over, and what bodies share.

    datasets of `xxgk score` ──▶ bodies ──▶ years, reuse, copies ──▶ datasets and a page beside them
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from nlp.errors import ScoringError
from nlp.scoring.across_schema import COMPARISONS
from nlp.scoring.bodies import ReportRows, bodies
from nlp.scoring.copies import ALIKE, CopyIndex
from nlp.scoring.facts import facts_of_rows
from nlp.scoring.findings import Findings, write_page
from nlp.scoring.formats import FORMATS, Format
from nlp.scoring.manifest import FILE as MANIFEST
from nlp.scoring.manifest import replace
from nlp.scoring.reuse import Told, measure_reuse
from nlp.scoring.years import check_years

_FOLDER = "across"
_MARK = "compared.json"  # only a folder that holds this is written over
_PART = 100_000  # rows


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison has come to.

    Attributes:
        folder: of the output.
        bodies: how many bodies there are.
        checks: the number of checks between years by status.
        reused: paragraphs of which at least four fifths stand in an earlier report of the body.
        copies: paragraphs that are like one of another body.
    """

    folder: Path
    bodies: int
    checks: Mapping[str, int]
    reused: int
    copies: int


def compare(
    scored: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    *,
    alike: float = ALIKE,
    format: str = "parquet",
) -> Compared:
    """Holds the reports of a batch against one another: `cross_year`, reuse, near-duplicates between bodies.

    Args:
        scored: the folder that `nlp.score` has written, to its end.
        output: the folder for `years`, `reuse`, `copies` and the page; `across` in that folder if left out. An earlier
            comparison there is replaced.
        alike: the similarity from which paragraphs of two bodies count as one, as of `nlp.scoring.copies.find_copies`.
        format: 'parquet', 'jsonl' or 'csv'.

    Returns:
        Counts.

    Raises:
        ScoringError: E401 datasketch is not installed, E403 the output cannot be written, E409 `scored` is not the whole
            output of a batch.
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format!r}")
    form = _form_of(Path(scored))
    folder = Path(scored) / _FOLDER if output is None else Path(output)
    beside = folder.with_name(folder.name + ".writing")
    try:
        _see_that_it_may_be_replaced(folder)
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        findings = _write(bodies(Path(scored), form), beside, FORMATS[format], alike)
        write_page(beside, findings)
        summary = {"scored": os.fspath(scored), "alike": alike, **findings.counts()}
        replace(beside / _MARK, json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    except OSError as error:
        raise ScoringError("E403", str(folder), why=error.strerror or str(error)) from error
    return Compared(folder, findings.bodies, findings.statuses, findings.reused, findings.copies)


def _form_of(scored: Path) -> Format:
    try:
        manifest = json.loads((scored / MANIFEST).read_text(encoding="utf-8"))
        complete, form = manifest["complete"], FORMATS[manifest["configuration"]["format"]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ScoringError("E409", str(scored), why=f"{MANIFEST} cannot be read") from error
    if not complete:
        raise ScoringError("E409", str(scored), why="the run was stopped, or is still on")
    return form


def _see_that_it_may_be_replaced(folder: Path) -> None:
    if folder.exists() and not (folder / _MARK).exists() and next(folder.iterdir(), None) is not None:
        raise ScoringError("E403", str(folder), why="it holds something else than a comparison")


def _write(groups: Iterator[list[ReportRows]], folder: Path, form: Format, alike: float) -> Findings:
    findings = Findings()
    years, reuse, copies = (_Dataset(folder / name, schema, form) for name, schema in COMPARISONS.items())
    with closing(CopyIndex(alike)) as index:
        for reports in groups:
            key = reports[0].key
            facts = [facts_of_rows(r.report, r.paragraphs, r.claims, r.cells) for r in reports]
            for check in check_years(facts):
                findings.add_check(check)
                years.add(asdict(check))
            if not key:
                continue
            findings.bodies += 1
            told = [_told(key, scored.report, row) for scored in reports for row in _in_order(scored)]
            for measured in measure_reuse(told):
                findings.add_reuse(measured)
                reuse.add(asdict(measured))
            for paragraph in told:
                if copy := index.add(paragraph):
                    findings.add_copy(copy)
                    copies.add(asdict(copy))
    for dataset in (years, reuse, copies):
        dataset.close()
    return findings


def _told(key: str, report: Mapping[str, Any], paragraph: Mapping[str, Any]) -> Told:
    return Told(key, report["year"], report["report_id"], paragraph["paragraph"], paragraph["text"])


def _in_order(scored: ReportRows) -> list[Mapping[str, Any]]:
    return sorted(scored.paragraphs, key=lambda row: int(row["paragraph"]))


class _Dataset:
    """Rows that are written as parts; one at least, so that it can be opened."""

    def __init__(self, folder: Path, schema: pa.Schema, form: Format) -> None:
        self._folder, self._schema, self._form = folder, schema, form
        self._rows: list[dict[str, Any]] = []
        self._parts = 0
        folder.mkdir()

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _PART:
            self._part()

    def close(self) -> None:
        if self._rows or not self._parts:
            self._part()

    def _part(self) -> None:
        named = [{field.name: _plain(row[_FIELDS.get(field.name, field.name)]) for field in self._schema} for row in self._rows]
        table = pa.Table.from_pylist(named, schema=self._schema)
        self._form.write(table, self._folder / f"part-{self._parts:06d}{self._form.ending}")
        self._rows, self._parts = [], self._parts + 1


_FIELDS = {"report_id": "report", "other_report_id": "other_report"}  # a column, and what a `Told` calls it


def _plain(value: Any) -> Any:
    """A decimal as the number that the datasets hold."""
    return float(value) if isinstance(value, Decimal) else value
