"""What one report gives to the comparison with its neighbours in time, taken from an analysis in any of its forms.

An analysis, its JSON (`xxgk-analysis/1`) and its rows in the output of a batch give the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nlp.analysis import Analysis, CellValue, Claim, ModelInfo, Paragraph, ReportFacts, Source, Table
from nlp.scoring.comparisons import Comparison, find_comparisons
from nlp.scoring.names import body_key
from nlp.tables.lookup import Lookup


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One body's year.

    Attributes:
        report: the name of the file.
        sha256: of its bytes, '' where there were none.
        body: the issuer as the report names it, '' where that could not be told.
        key: the same for all reports of the body; '' where it is not known.
        year: the year reported on, None where that could not be told.
        template: the statutory form, as in `ReportFacts`.
        tables: the kinds of tables that were bound.
        written: the cells that were bound, whatever they hold.
        numbers: the cells, and groups of cells, that have a number; blanks concluded as in `Lookup`.
        stated: the counts of that year that the narrative states about the body itself, exactly, by indicator.
        comparisons: what the narrative says of the year before.
    """

    report: str
    sha256: str
    body: str
    key: str
    year: int | None
    template: str
    tables: frozenset[str]
    written: frozenset[str]
    numbers: Mapping[str, Decimal]
    stated: Mapping[str, frozenset[Decimal]]
    comparisons: tuple[Comparison, ...]


def year_facts(analysis: Analysis) -> YearFacts:
    """The facts of an analysis."""
    lookup = Lookup(analysis.tables)
    numbers = {name: number for name in lookup.names() if (number := lookup.get(name)) is not None}
    issuer = analysis.report.issuer or ""
    stated: dict[str, set[Decimal]] = {}
    for claim in analysis.claims:
        own = claim.body is None and claim.year == analysis.report.year
        if claim.indicator and own and claim.kind in ("count", "amount") and not claim.approximate:
            stated.setdefault(claim.indicator, set()).add(claim.value)
    return YearFacts(
        report=analysis.source.name,
        sha256=analysis.source.sha256,
        body=issuer,
        key=body_key(issuer),
        year=analysis.report.year,
        template=analysis.report.template,
        tables=frozenset(table.kind for table in analysis.tables),
        written=frozenset(name for table in analysis.tables for name in table.cells),
        numbers=numbers,
        stated={indicator: frozenset(values) for indicator, values in stated.items()},
        comparisons=tuple(find_comparisons(analysis)),
    )


def facts_of_json(data: Mapping[str, Any]) -> YearFacts:
    """The facts of an analysis in its JSON form, as `Analysis.to_dict` gives it and `json.load` reads it."""
    source, report = data["source"], data["report"]
    return year_facts(
        _analysis(
            Source(source["name"], source["format"], source["sha256"]),
            ReportFacts(report["title"], report["issuer"], report["year"], report["template"]),
            [paragraph["text"] for paragraph in data["paragraphs"]],
            [_claim(claim, claim["id"]) for claim in data["claims"]],
            [
                Table(table["kind"], table["template"], {k: _cell(v) for k, v in table["cells"].items()}, table["inferred"])
                for table in data["tables"]
            ],
        )
    )


def facts_of_rows(
    report: Mapping[str, Any],
    paragraphs: Iterable[Mapping[str, Any]],
    claims: Iterable[Mapping[str, Any]],
    cells: Iterable[Mapping[str, Any]],
) -> YearFacts:
    """The facts of one report from its rows in the datasets of a batch (`nlp.scoring.schema`).

    Args:
        report: its row in `reports`.
        paragraphs: its rows in `paragraphs`, in any order; `paragraph` and `text` are read.
        claims: its rows in `claims`, in any order.
        cells: its rows in `cells`.
    """
    bound: dict[tuple[str, str], tuple[dict[str, CellValue], dict[str, str]]] = {}
    for row in cells:
        written, inferred = bound.setdefault((row["table"], row["template"]), ({}, {}))
        written[row["cell"]] = "/" if row["state"] == "stroke" else _cell(row["value"])
        if row["inferred"]:
            inferred[row["cell"]] = row["inferred"]
    return year_facts(
        _analysis(
            Source(report["name"], report["format"], report["sha256"] or ""),
            ReportFacts(report["title"], report["issuer"], report["year"], report["template"]),
            [row["text"] for row in sorted(paragraphs, key=lambda row: int(row["paragraph"]))],
            [_claim(row, row["claim"]) for row in sorted(claims, key=lambda row: int(row["claim"]))],
            [Table(kind, template, *parts) for (kind, template), parts in bound.items()],  # type: ignore[arg-type]
        )
    )


def _analysis(
    source: Source, report: ReportFacts, texts: Iterable[str], claims: Iterable[Claim], tables: Iterable[Table]
) -> Analysis:
    """As much of an analysis as the facts need; themes say nothing to them."""
    paragraphs = tuple(Paragraph(i, (), text, "other", None, 0.0, {}, ()) for i, text in enumerate(texts))
    return Analysis(source, report, ModelInfo("", ""), paragraphs, tuple(claims), tuple(tables), (), ())


def _claim(row: Mapping[str, Any], number: int) -> Claim:
    same = {
        name: row[name]
        for name in (
            *("paragraph", "start", "end", "text", "unit", "approximate", "approximation", "kind", "year", "body"),
            *("indicator", "verdict", "cause", "explanation"),
        )
    }
    expected = None if row["expected"] is None else Decimal(str(row["expected"]))
    return Claim(id=number, value=Decimal(str(row["value"])), cells=tuple(row["cells"]), expected=expected, **same)


def _cell(value: float | str | None) -> CellValue:
    """JSON and parquet hold floating-point numbers; their shortest text is the number that was written."""
    if value is None:
        return None
    return "/" if value == "/" else Decimal(str(value))
