"""The reports that lie beside the project: every cell and every broken identity."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlp.analysis import CellValue, Check, Table
from nlp.document import TableBlock
from nlp.readers import read
from nlp.tables import bind, check_identities, find_flat

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "seed" / "zichuan-2020.txt"
DEVSET = SHARED / "devset"
REPORTS = SHARED / "corpora" / "annual_reports"

beside = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the reports beside the project")


def tables_of(file: Path, template: str) -> list[Table]:
    blocks = find_flat(read(file).blocks)
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    return bind(tables, "2019" if template == "2019" else "2021" if template == "2021" else "none")[0]


def cells_of(tables: list[Table]) -> dict[str, CellValue]:
    return {name: value for table in tables for name, value in table.cells.items()}


def failing(checks: list[Check]) -> Counter[tuple[str, str]]:
    return Counter((check.rule, check.scope) for check in checks if check.status == "fail")


SEED_PROACTIVE = {
    "regulations": {"made": 0, "published": 0, "total": 0},
    "normative": {"made": 4, "published": 4, "total": 25},
    "licensing": {"prev_items": 284, "delta": 125, "decisions": 76676},
    "other_services": {"prev_items": 1374, "delta": -47, "decisions": 1567131},
    "penalty": {"prev_items": 3067, "delta": 655, "decisions": 1753},
    "coercion": {"prev_items": 154, "delta": -26, "decisions": 0},
    "fees": {"prev_items": 50, "delta": -9},
    "procurement": {"projects": 591, "amount": 219900},
}
SEED_NOT_ZERO = {
    "applications.new": {"natural": 31, "charity": 1, "total": 32},
    "applications.granted": {"natural": 24, "total": 24},
    "applications.partial": {"natural": 2, "total": 2},
    "applications.denied.third_party": {"natural": 1, "total": 1},
    "applications.unable.not_held": {"natural": 3, "charity": 1, "total": 4},
    "applications.total": {"natural": 30, "charity": 1, "total": 31},
    "applications.carried_out": {"natural": 1, "total": 1},
    "review.review": {"upheld": 1, "total": 1},
}


@beside
def test_every_cell_of_the_seed_is_right() -> None:
    tables = tables_of(SEED, "2019")
    cells = cells_of(tables)
    proactive = {f"proactive.{row}.{c}": v for row, values in SEED_PROACTIVE.items() for c, v in values.items()}
    others = {f"{row}.{c}": v for row, values in SEED_NOT_ZERO.items() for c, v in values.items()}
    assert {name: v for name, v in cells.items() if name.startswith("proactive.")} == proactive
    assert {name: v for name, v in cells.items() if not name.startswith("proactive.") and v != 0} == others
    assert len(cells) == 22 + 23 * 7 + 15
    assert {check.status for check in check_identities(tables)} == {"pass"}


def gold_cells(report: dict[str, Any]) -> dict[str, float]:
    columns = ["natural", "company", "research", "charity", "legal", "other", "total"]
    outcomes = ["upheld", "corrected", "other", "pending", "total"]
    files, items = ["made", "published", "total"], ["prev_items", "delta", "decisions"]
    older = {"regulations": files, "normative": files, "procurement": ["projects", "amount"]}
    tables = report.get("tables") or {}
    cells = {
        f"applications.{r}.{c}": v
        for r, vs in (tables.get("applications") or {}).items()
        for c, v in zip(columns, vs, strict=True)
    }
    cells |= {
        f"review.{r}.{c}": v
        for r, vs in (tables.get("review") or {}).items()
        for c, v in zip(outcomes, vs, strict=True)
    }
    for row, values in (tables.get("proactive") or {}).items():
        if isinstance(values, list):
            names = older.get(row, items) if report["template"] == "2019" else ["made", "repealed", "valid"]
            cells |= {f"proactive.{row}.{c}": v for c, v in zip(names, values, strict=False)}
        else:
            cells[f"proactive.{row}"] = values
    return cells


@beside
@pytest.mark.parametrize("number", range(1, 13))
def test_every_cell_of_the_suite_is_right_and_its_planted_errors_are_found(number: int) -> None:
    report = yaml.safe_load((DEVSET / "reports" / f"d{number:02}.yaml").read_text(encoding="utf-8"))
    tables = tables_of(next((DEVSET / "files").glob(f"d{number:02}.*")), report["template"])
    got = cells_of(tables)
    wrong = {
        k: (v, got.get(k))
        for k, v in gold_cells(report).items()
        if v is not None and (got.get(k) is None or float(got[k] or 0) != v)
    }
    assert wrong == {}
    own = [f for f in report.get("failing_checks") or [] if f["check"] not in ("parts", "share")]
    planted = Counter((f["check"], str(f.get("column") or f.get("row") or f.get("part"))) for f in own)
    assert failing(check_identities(tables)) == planted


# What the reports themselves get wrong: everything else must add up, or it was read wrongly here.
REALLY_WRONG = {
    "平潭综合实验区管委会-2020.txt": {("results_sum", "natural"), ("results_sum", "total")},
    "河北省科学技术厅-2022.txt": {("balance", "natural"), ("results_sum", "natural"), ("row_sum", "total")},
    "淮安市洪泽区人民政府-2023.txt": {("review_sum", "review"), ("review_sum", "after_review")},
    "淮安市洪泽区人民政府-2023.pdf": {("review_sum", "review"), ("review_sum", "after_review")},
    "金湖县人民政府-2023.txt": {("review_sum", "direct")},
}


@beside
def test_real_reports_add_up_but_for_the_errors_that_they_hold() -> None:
    failed = {}
    read_cells = 0
    for file in sorted(REPORTS.iterdir()):
        if file.suffix not in (".txt", ".md", ".pdf"):
            continue
        year = int("".join(c for c in file.stem.split("-")[1] if c.isdigit())[:4])
        tables = tables_of(file, "none" if year < 2019 else "2019" if year < 2021 else "2021")
        read_cells += len(cells_of(tables))
        failures = set(failing(check_identities(tables)))
        if failures:
            failed[file.name] = failures
    assert failed == REALLY_WRONG
    assert read_cells >= 6000


@beside
def test_a_pdf_and_its_text_give_the_same_cells() -> None:
    for file in REPORTS.glob("*.pdf"):
        assert cells_of(tables_of(file, "2021")) == cells_of(tables_of(file.with_suffix(".txt"), "2021"))
