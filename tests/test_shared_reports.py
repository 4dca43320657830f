"""The development set, the seed and real reports, where they lie beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import nlp

SHARED = Path(__file__).parents[2] / "shared"
REAL = SHARED / "corpora" / "annual_reports"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the reports are not beside the project")


@cache
def analyzer() -> nlp.Analyzer:
    return nlp.Analyzer()


@cache
def analysis(path: Path) -> nlp.Analysis:
    return analyzer().analyze(path)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """What the development set's own scorer says."""
    folder = tmp_path_factory.mktemp("analyses")
    for file in sorted((SHARED / "devset" / "files").iterdir()):
        (folder / f"{file.stem}.json").write_text(analysis(file).to_json(), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, "-B", "score.py", "reports", str(folder)],
        cwd=SHARED / "devset", capture_output=True, text=True, check=True,
    )
    return {line.split()[0]: float(line.split()[1]) for line in scored.stdout.splitlines()}


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("table_cells", 0.995),
        ("claim_recall", 0.93),
        ("claim_precision", 0.93),
        ("verdict_accuracy", 0.90),
        ("mismatch_recall", 0.85),
        ("mismatch_precision", 0.80),
        ("check_recall", 0.95),
        ("check_precision", 0.95),
        ("theme_accuracy", 0.90),
    ],
)
def test_the_development_set_is_scored_at_least(figures: dict[str, float], figure: str, least: float) -> None:
    assert figures[figure] >= least


def test_the_seed_is_read_whole() -> None:
    seed = analysis(SHARED / "seed" / "zichuan-2020.txt")
    facts = seed.report
    assert (facts.issuer, facts.year, facts.template) == ("淄川区人民政府", 2020, "2019")
    text = "\n".join(paragraph.text for paragraph in seed.paragraphs)
    assert "[image" not in text
    assert "image6" not in text
    assert "ATFHIE" not in text  # of a picture behind the report's end
    themes = {paragraph.section[-1]: paragraph.theme for paragraph in seed.paragraphs if paragraph.section}
    assert themes["4、政府信息管理工作情况"] == "management"


def test_the_seed_s_claims_match_their_cells() -> None:
    seed = analysis(SHARED / "seed" / "zichuan-2020.txt")
    assert not [claim.text for claim in seed.claims if claim.verdict == "mismatch"]
    matched = {claim.cells: claim.value for claim in seed.claims if claim.verdict == "match"}
    row = "applications.{}.total".format
    assert [matched[(row(name),)] for name in ("new", "granted", "partial", "denied", "unable", "carried_out")] == [
        32, 24, 2, 1, 4, 1,
    ]
    stated = {(int(claim.value), claim.unit) for claim in seed.claims}
    assert {(4578, "条"), (88, "件"), (125, "件"), (2, "期"), (6, "次"), (115, "篇")} <= stated


def test_a_real_report_s_own_contradictions_are_found() -> None:
    report = analysis(REAL / "上海市人民政府办公厅-2019.txt")
    wrong = {int(claim.value): claim for claim in report.claims if claim.verdict == "mismatch"}
    assert (wrong[258].expected, wrong[258].cause) == (275, "other_column")
    assert "均获维持" in wrong[7].text
    assert wrong[7].expected == 5
    (share,) = (check for check in report.checks if check.rule == "share" and check.status == "fail")
    assert share.left is not None
    assert float(share.left) == 33.9


def test_reviews_that_the_table_counts_otherwise_are_a_mismatch() -> None:
    report = analysis(REAL / "宿迁市人民政府-2024.txt")
    wrong = [(int(claim.value), claim.expected) for claim in report.claims if claim.verdict == "mismatch"]
    assert wrong == [(134, 170)]


@pytest.mark.parametrize("file", sorted(REAL.glob("*.*")) if REAL.is_dir() else [], ids=lambda file: file.name)
def test_every_real_file_is_analysed_and_spans_are_exact(file: Path) -> None:
    if file.suffix == ".csv":
        pytest.skip("the rows of a spider, no report")
    report = analysis(file)
    texts = {paragraph.id: paragraph.text for paragraph in report.paragraphs}
    for claim in report.claims:
        assert texts[claim.paragraph][claim.start : claim.end] == claim.text
    for paragraph in report.paragraphs:
        for sentence in paragraph.sentences:
            assert paragraph.text[sentence.start : sentence.end].strip()
    assert json.loads(report.to_json())["schema"] == "xxgk-analysis/1"
