"""Gold reports: read, written back, looked up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nlp.errors import TrainingError
from nlp.evaluation.gold import load_gold, read_gold, write_gold
from nlp.evaluation.mistabled import broken_identities
from nlp.evaluation.seeding import is_clean
from tests.evaluation.helpers import clean_report

CORPORA = Path(__file__).parents[2] / "corpora"
REPORTS = [*load_gold(CORPORA / "reports"), *load_gold(CORPORA / "samples")]


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    for report in REPORTS:
        write_gold(report, tmp_path / "report.yaml")
        assert read_gold(tmp_path / "report.yaml") == report


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_the_verdicts_of_every_report_follow_from_its_tables(report) -> None:  # type: ignore[no-untyped-def]
    for _, paragraph in report.paragraphs:
        for claim in paragraph.claims:
            if not claim.cells:
                continue
            assert report.number("+".join(claim.cells)) == claim.table_value, claim
            if claim.verdict == "match" and claim.unit not in ("元", "亿元"):
                assert abs(claim.value) == abs(claim.table_value), claim
    planted = [check for check in report.failing if check.rule not in ("parts", "share")]
    assert sorted(map(repr, broken_identities(report))) == sorted(map(repr, planted))


def test_there_are_clean_reports_of_both_templates_in_all_formats() -> None:
    clean = [report for report in REPORTS if is_clean(report)]
    assert len(clean) >= 24
    assert {report.template for report in clean} == {"2019", "2021"}
    assert {report.format for report in clean} == {"docx", "html", "pdf", "txt"}


def test_a_group_and_a_sum_have_a_number() -> None:
    report = clean_report()
    assert report.number("applications.denied.total") == 9
    assert report.number("applications.new.total+applications.carried_in.total") == 58
    assert report.number("applications.unable.total") == 0  # a row that is left out is zero
    assert report.number("proactive.licensing") == 28416
    assert report.number("proactive.licensing.decisions") is None  # not a cell of this template


def test_other_numbers_in_cells_leave_the_report_itself_alone() -> None:
    report = clean_report()
    changed = report.with_cells({"applications.new.total": Decimal(35), "proactive.fees": Decimal(9)})
    assert (changed.number("applications.new.total"), changed.number("proactive.fees")) == (35, 9)
    assert report.number("applications.new.total") == 53


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("title: ", "titel: ", "title"),
        ("text: 县里收到3件", "text: 县里收到4件", "not in its paragraph"),
        ("[2, 1, 0, 0, 3]", "[2, 1, 0, 3]", "zip"),
        ("value: 3", "value: drei", "Conversion"),
        ("blocks:", "blocks: [", "expected"),
        ("review:\n    review", "revue:\n    review", "no table is called revue"),
    ],
)
def test_a_file_that_is_not_of_the_form_is_an_error_that_names_it(tmp_path: Path, old: str, new: str, why: str) -> None:
    text = (
        "id: a\nissuer: 青禾县\nyear: 2022\ntemplate: '2021'\nformat: txt\ntitle: 年度报告\nblocks:\n"
        "  - para: 县里收到3件。\n    theme: on_request\n    claims:\n"
        "      - {text: 县里收到3件, value: 3, unit: 件, verdict: no_counterpart}\n"
        "tables:\n  review:\n    review: [2, 1, 0, 0, 3]\n"
    )
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    assert read_gold(file).number("review.review.total") == 3
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TrainingError, match=r"E511 .*a\.yaml") as raised:
        read_gold(file)
    assert why in str(raised.value)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="E501"):
        load_gold(tmp_path)
