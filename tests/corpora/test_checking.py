"""`xxgk corpus check`: what is wrong with a corpus is found, named and counted."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from nlp.cli import main
from nlp.corpora import Demands, build, check, rows, split_of, split_of_body
from nlp.errors import TrainingError

Write = Callable[..., Path]

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

NOTHING = Demands(0, 0, 0, 0, 0)
OTHER_TEXT = (
    "门户网站全年发布各类信息一千余条，其中行政许可结果、财政预决算和采购公告占了大半，均在形成之日起十日内上网。"
)


def codes(findings: tuple[TrainingError, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_the_corpus_that_ships_is_fit_for_use() -> None:
    found = check(ROOT / "corpora")
    assert [str(finding) for finding in found.findings] == []
    assert len(found.rows) == len(rows())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reports beside the project are not there")
def test_the_corpus_that_ships_repeats_no_report_beside_it() -> None:
    against = [SHARED / "devset" / "files", SHARED / "corpora" / "annual_reports", SHARED / "seed"]
    found = check(ROOT / "corpora", against, NOTHING)
    assert found.compared > 1000
    assert [str(finding) for finding in found.findings] == []


def test_a_good_corpus_has_no_finding(write: Write, row: dict[str, Any]) -> None:
    path = write(row, row | {"id": "t2", "text": OTHER_TEXT, "theme": "proactive"})
    assert check(path, demands=NOTHING).findings == ()


def test_every_bad_row_is_named_and_the_good_ones_are_kept(write: Write, row: dict[str, Any]) -> None:
    path = write(row | {"theme": "weather"}, row, row | {"id": "t3", "aspect": "problem", "text": OTHER_TEXT})
    found = check(path, demands=NOTHING)
    assert [(finding.code, finding.file) for finding in found.findings] == [
        ("E502", f"{path}:1"),
        ("E502", f"{path}:3"),
    ]
    assert [one.id for one in found.rows] == ["t1"]


def test_an_id_that_stands_twice_is_a_finding(write: Write, row: dict[str, Any]) -> None:
    path = write(row, row | {"text": OTHER_TEXT})
    assert codes(check(path, demands=NOTHING).findings) == ["E503"]


def test_a_paragraph_with_other_names_and_numbers_is_a_near_duplicate(write: Write, row: dict[str, Any]) -> None:
    one = row | {"text": "石梁县全年收到申请32件，办结31件，结转1件，均在法定期限内答复。", "theme": "on_request"}
    two = one | {
        "id": "t2",
        "body": "溪口镇人民政府",
        "text": "溪口镇全年收到申请105件，办结九十八件，结转7件，均在法定期限内答复。",
    }
    (finding,) = check(write(one, two), demands=NOTHING).findings
    assert finding.code in {"E504", "E505"}
    assert finding.file.endswith("a.jsonl:2")
    assert "a.jsonl:1, 100% alike" in finding.what


def test_near_duplicates_across_the_split_have_a_code_of_their_own(write: Write, row: dict[str, Any]) -> None:
    one, two = row | {"split": "train"}, row | {"id": "t2", "body": "溪口县人民政府", "split": "test"}
    assert codes(check(write(one, two), demands=NOTHING).findings) == ["E505"]
    assert codes(check(write(one, two | {"split": "train"}), demands=NOTHING).findings) == ["E504"]


def test_a_body_on_two_sides_of_the_split_is_a_finding(write: Write, row: dict[str, Any]) -> None:
    path = write(row | {"split": "train"}, row | {"id": "t2", "text": OTHER_TEXT, "split": "test"})
    assert codes(check(path, demands=NOTHING).findings) == ["E508"]


def test_a_paragraph_of_a_report_that_must_stay_out_is_found(write: Write, row: dict[str, Any], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    text = f"溪口县人民政府2021年政府信息公开工作年度报告\n一、总体情况\n{row['text'].replace('常务', '分管')}\n{OTHER_TEXT}\n"
    (reports / "溪口县-2021.txt").write_text(text, encoding="utf-8")
    found = check(write(row), [reports], NOTHING)
    assert codes(found.findings) == ["E506"]
    assert "溪口县-2021.txt#" in found.findings[0].what
    assert found.compared == 2


def test_too_few_of_anything_is_a_finding(write: Write, row: dict[str, Any]) -> None:
    found = check(write(row), demands=Demands(paragraphs=2, theme=1, aspect=1, also=1, bodies=2))
    wanting = [str(finding.details["what"]) for finding in found.findings]
    assert wanting[0] == "paragraphs"
    assert "paragraphs on mechanism" not in wanting
    assert wanting.count("bodies") == 1
    assert len(wanting) == 1 + 7 + 2 + 1 + 1
    assert set(codes(found.findings)) == {"E507"}


def test_the_command_prints_a_line_a_finding_and_ends_with_1(
    write: Write, row: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    least = [f"--least-{name}=0" for name in ("paragraphs", "theme", "aspect", "also", "bodies")]
    good = str(write(row))
    assert main(["corpus", "check", good, *least]) == 0
    assert capsys.readouterr().out == "1 paragraphs of 1 bodies: 0 findings\n"
    assert main(["corpus", "check", good, *least[1:]]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("E507: 1 paragraphs, fewer than the 3000")
    assert lines[1:] == ["1 paragraphs of 1 bodies: 1 findings"]


def test_the_command_demands_by_default_what_the_library_does() -> None:
    from nlp.cli import parser

    parsed = parser().parse_args(["corpus", "check"])
    defaults = Demands()
    assert {name: getattr(parsed, f"least_{name}") for name in Demands.__slots__} == {
        name: getattr(defaults, name) for name in Demands.__slots__
    }


def test_two_paragraphs_count_as_one_from_the_share_that_the_library_takes() -> None:
    from nlp.cli import parser

    for command, function in (("check", check), ("build", build)):
        parsed = parser().parse_args(["corpus", command, "reports"])
        assert parsed.alike == signature(function).parameters["alike"].default


def test_a_folder_without_rows_is_an_error_not_a_finding(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="E501"):
        check(tmp_path)


def test_bodies_stay_together_and_the_sides_are_about_80_10_10() -> None:
    found = rows()
    sides = {row.body: split_of(row) for row in found}
    assert all(split_of(row) == sides[row.body] for row in found)
    hashed = [row for row in found if row.split is None]
    shares = {
        side: sum(split_of(row) == side for row in hashed) / len(hashed) for side in ("train", "validation", "test")
    }
    assert 0.75 < shares["train"] < 0.87
    assert 0.06 < shares["validation"] < 0.14
    assert 0.06 < shares["test"] < 0.14


@pytest.mark.parametrize(("batch", "count", "side"), [("t-", 800, "test"), ("u-", 500, "train")])
def test_what_was_written_for_one_side_is_there_only(batch: str, count: int, side: str) -> None:
    written = [row for row in rows() if row.batch.startswith(batch)]
    assert len(written) == count
    assert {split_of(row) for row in written} == {side}


def test_the_side_of_a_body_never_changes() -> None:
    # Written down once: another salt or another hash would make figures incomparable.
    sides = [split_of_body(body) for body in ("石梁县人民政府", "溪口镇人民政府", "云岚县水务局")]
    assert sides == ["train", "validation", "train"]
