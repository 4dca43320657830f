"""The sample reports: their gold is sound, their files are its rendering, their analysis finds what is in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

import nlp

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "corpora"))
import build_samples  # noqa: E402  a script, not a package

SAMPLES = ROOT / "corpora" / "samples"
REPORTS = [build_samples.load(gold) for gold in sorted((SAMPLES / "gold").glob("*.yaml"))]
COLUMNS = ["natural", "company", "research", "charity", "legal", "other", "total"]
OUTCOMES = ["upheld", "corrected", "other", "pending", "total"]
WIDE = {
    "2019": {
        "regulations": ["made", "published", "total"],
        "normative": ["made", "published", "total"],
        "licensing": ["prev_items", "delta", "decisions"],
        "other_services": ["prev_items", "delta", "decisions"],
        "penalty": ["prev_items", "delta", "decisions"],
        "coercion": ["prev_items", "delta", "decisions"],
        "fees": ["prev_items", "delta"],
        "procurement": ["projects", "amount"],
    },
    "2021": {"regulations": ["made", "repealed", "valid"], "normative": ["made", "repealed", "valid"]},
}

each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])


def file_of(report: dict[str, Any]) -> Path:
    """The committed rendering."""
    return SAMPLES / f"{report['id']}.{report['format']}"


@cache
def analysis_of(file: Path) -> nlp.Analysis:
    """An analysis cannot be changed, so one does for all tests."""
    return nlp.analyze(file)


def claims_of(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every gold claim with the text of its paragraph."""
    for block in report["blocks"]:
        for claim in block.get("claims", ()):
            yield block["para"], claim


def cells_of(report: dict[str, Any]) -> dict[str, float]:
    """The gold's cells by their names; group sums are not among them."""
    cells: dict[str, float] = {}
    for row, values in report["tables"].get("applications", {}).items():
        cells.update({f"applications.{row}.{column}": n for column, n in zip(COLUMNS, values, strict=True)})
    for part, values in report["tables"].get("review", {}).items():
        cells.update({f"review.{part}.{outcome}": n for outcome, n in zip(OUTCOMES, values, strict=True)})
    for row, value in report["tables"].get("proactive", {}).items():
        if isinstance(value, list):
            names = WIDE[report["template"]][row]
            cells.update({f"proactive.{row}.{name}": n for name, n in zip(names, value, strict=True)})
        else:
            cells[f"proactive.{row}"] = value
    return cells


def broken_identities(report: dict[str, Any]) -> list[dict[str, str]]:
    """The identities of the tables that do not hold, in the form of the gold's failing_checks."""
    rows = report["tables"].get("applications", {})
    if not rows:
        return []
    results = {row: v for row, v in rows.items() if row not in {"new", "carried_in", "total", "carried_out"}}
    found = [{"check": "row_sum", "row": row} for row, values in rows.items() if sum(values[:6]) != values[6]]
    for n, column in enumerate(COLUMNS):
        if sum(values[n] for values in results.values()) != rows["total"][n]:
            found.append({"check": "results_sum", "column": column})
        if rows["new"][n] + rows["carried_in"][n] != rows["total"][n] + rows["carried_out"][n]:
            found.append({"check": "balance", "column": column})
    for part, values in report["tables"]["review"].items():
        if sum(values[:4]) != values[4]:
            found.append({"check": "review_sum", "part": part})
    return found


@each_report
def test_a_claim_stands_in_its_paragraph_word_for_word(report: dict[str, Any]) -> None:
    for paragraph, claim in claims_of(report):
        assert claim["text"] in paragraph


@each_report
def test_the_verdicts_of_the_gold_follow_from_its_tables(report: dict[str, Any]) -> None:
    cells = cells_of(report)

    def value(name: str) -> float:
        row, _, column = name.rpartition(".")
        group = [n for cell, n in cells.items() if cell.startswith(f"{row}.") and cell.endswith(f".{column}")]
        return cells[name] if name in cells else sum(group)

    for _, claim in claims_of(report):
        if claim["verdict"] == "no_counterpart":
            assert "cell" not in claim
            continue
        assert sum(map(value, claim["cell"].split("+"))) == claim["table_value"]
        assert (claim["verdict"] == "match") == (claim["value"] == claim["table_value"])


@each_report
def test_only_the_planted_identities_are_broken(report: dict[str, Any]) -> None:
    planted = [check for check in report["failing_checks"] if check["check"] not in {"parts", "share"}]
    assert broken_identities(report) == planted


@each_report
def test_the_committed_file_is_what_the_gold_renders(report: dict[str, Any], tmp_path: Path) -> None:
    committed = file_of(report)
    assert committed.stat().st_size <= 200_000
    if report["format"] == "pdf":
        pytest.skip("a pdf is not the same from one LibreOffice to the next")
    built = build_samples.render(report, tmp_path)
    if report["format"] == "docx":
        old, new = (docx.Document(str(path)).element.xml for path in (committed, built))
        assert old == new
    else:
        assert built.read_bytes() == committed.read_bytes()


@each_report
def test_body_year_and_form_are_recognised(report: dict[str, Any]) -> None:
    facts = analysis_of(file_of(report)).report
    assert (facts.issuer, facts.year, facts.template) == (report["issuer"], report["year"], report["template"])


@each_report
def test_every_cell_of_the_tables_is_read(report: dict[str, Any]) -> None:
    read: dict[str, Any] = {}
    for table in analysis_of(file_of(report)).tables:
        read.update(table.cells)
    for name, value in cells_of(report).items():
        assert read[name] == Decimal(str(value)), name


@each_report
def test_the_narrative_comes_out_whole_and_nothing_else_does(report: dict[str, Any]) -> None:
    def squeezed(texts: Iterator[str]) -> str:
        marks = ("[image: ]", "[bookmark: _GoBack]")
        return "".join("".join(t.replace(marks[0], "").replace(marks[1], "").split()) for t in texts)

    analysis = analysis_of(file_of(report))
    gold = squeezed(block["para"] for block in report["blocks"] if "para" in block)
    assert squeezed(paragraph.text for paragraph in analysis.paragraphs) == gold


@each_report
def test_each_claim_is_the_text_at_its_span(report: dict[str, Any]) -> None:
    analysis = analysis_of(file_of(report))
    texts = {paragraph.id: paragraph.text for paragraph in analysis.paragraphs}
    assert analysis.claims
    for claim in analysis.claims:
        assert texts[claim.paragraph][claim.start : claim.end] == claim.text


@each_report
def test_the_mismatches_found_are_those_of_the_gold(report: dict[str, Any]) -> None:
    analysis = analysis_of(file_of(report))
    # A share has no cell of its own; an analysis that finds it wrong says so as a check or as a mismatch.
    found = {(float(c.value), c.unit) for c in analysis.claims if c.verdict == "mismatch" and c.kind != "share"}
    gold = {(float(c["value"]), c["unit"]) for _, c in claims_of(report) if c["verdict"] == "mismatch"}
    assert found == gold


@each_report
def test_the_failing_checks_found_are_those_of_the_gold(report: dict[str, Any]) -> None:
    analysis = analysis_of(file_of(report))
    found = sorted(
        (c.rule, "" if c.rule in {"parts", "share"} else c.scope) for c in analysis.checks if c.status == "fail"
    )
    gold = sorted((c["check"], c.get("column", c.get("row", c.get("part", "")))) for c in report["failing_checks"])
    assert found == gold


def test_a_planted_mismatch_names_its_likely_cause() -> None:
    analysis = analysis_of(SAMPLES / "chengwan-2023.docx")
    causes = {claim.value: claim.cause for claim in analysis.claims if claim.verdict == "mismatch"}
    assert causes[Decimal(28146)] == "digits_swapped"
    assert causes[Decimal(118)] == "other_column"


def test_the_json_of_a_sample_is_the_same_at_every_run() -> None:
    sample = SAMPLES / "chengwan-2023.docx"
    assert nlp.analyze(sample).to_json() == analysis_of(sample).to_json()
