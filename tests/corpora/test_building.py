"""`xxgk corpus build`: reports in, paragraphs with weak labels out, nothing lost for one bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.cli import main
from nlp.corpora import Draft, build, read_drafts, rows, split_of
from nlp.errors import ReadError, TrainingError

SHARED = Path(__file__).parents[2].parent / "shared" / "corpora" / "annual_reports"

REPORT = """{body}人民政府{year}年政府信息公开工作年度报告
一、总体情况
{year}年，{body}认真落实上级部署，围绕群众关心的事情把公开做细做实，各项工作都有新的起色。
（一）主动公开情况。全年公开各类信息{count}条，其中规划类20条，{own}，群众反映较好。
二、存在的主要问题及改进情况
（一）存在的问题
个别栏目更新不够及时，解读形式比较单一，{own}。
三、其他需要报告的事项
无。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports of one county that repeat each other, one of another, and what is no report."""
    folder = tmp_path / "reports"
    (folder / "old").mkdir(parents=True)
    steady, other = "公开栏设在大厅东侧，每周一更换", "便民手册发到每家每户，山区也不例外"
    (folder / "old" / "石梁县-2021.txt").write_text(
        REPORT.format(body="石梁县", year=2021, count=320, own=steady), "utf-8"
    )
    (folder / "石梁县-2022.txt").write_text(REPORT.format(body="石梁县", year=2022, count=411, own=steady), "utf-8")
    (folder / "溪口县-2022.txt").write_text(REPORT.format(body="溪口县", year=2022, count=90, own=other), "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "表.csv").write_text("a,b\n", "utf-8")
    (folder / ".hidden.txt").write_text("不看", "utf-8")
    return folder


def by_text(drafts: tuple[Draft, ...], text: str) -> list[Draft]:
    return [draft for draft in drafts if text in draft.text]


def test_a_run_in_heading_becomes_the_label_and_leaves_the_text(reports: Path) -> None:
    (first,) = by_text(build([reports]).drafts, "全年公开各类信息320条")
    assert first.text.startswith("全年公开各类信息320条")
    assert first.section == ("一、总体情况", "（一）主动公开情况")
    assert (first.theme, first.why) == ("proactive", "run-in heading 主动公开情况")
    assert first.confidence is not None
    assert 0.5 < first.confidence < 1
    assert (first.body, first.kind, first.year, first.batch) == (
        "石梁县人民政府",
        "county",
        2021,
        "old/石梁县-2021.txt",
    )


def test_a_paragraph_without_a_telling_heading_is_kept_without_a_label(reports: Path) -> None:
    first = by_text(build([reports]).drafts, "认真落实上级部署")[0]
    assert (first.theme, first.confidence, first.why) == (None, None, "no heading says anything")


def test_last_years_paragraph_is_marked_and_a_paragraph_of_ones_own_is_not(reports: Path) -> None:
    drafts = build([reports]).drafts
    told = sorted(by_text(drafts, "个别栏目更新不够及时"), key=lambda draft: draft.id.startswith("溪口县"))
    assert [draft.body for draft in told] == ["石梁县人民政府", "石梁县人民政府", "溪口县人民政府"]
    assert told[2].duplicate_of is None
    assert told[0].duplicate_of is None
    assert told[1].duplicate_of == told[0].id
    assert [draft.aspect for draft in told] == ["problem"] * 3


def test_bodies_that_copy_from_each_other_are_on_one_side(tmp_path: Path) -> None:
    for number in range(12):  # enough that a hash of each name alone would spread them
        body = "甲乙丙丁戊己庚辛壬癸子丑"[number] + "山县"
        text = REPORT.format(body=body, year=2020, count=number + 5, own="公开栏设在大厅东侧，每周一更换")
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    drafts = build([tmp_path]).drafts
    assert len({draft.body for draft in drafts}) == 12
    assert len({draft.split for draft in drafts}) == 1


def test_one_bad_file_is_listed_with_its_code_and_stops_nothing(reports: Path) -> None:
    built = build([reports])
    assert built.reports == 3
    assert sorted((error.code, Path(error.file).name) for error in built.rejected) == [
        ("E106", "表.csv"),
        ("E110", "坏.docx"),
    ]


def test_what_must_stay_out_is_left_out_and_listed(reports: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (reports / "溪口县-2022.txt").rename(kept / "溪口县-2022.txt")
    built = build([reports], [kept])
    assert {error.code for error in built.rejected} == {"E106", "E110", "E506"}
    left_out = {error.file for error in built.rejected if error.code == "E506"}
    assert left_out
    assert not left_out & {draft.id for draft in built.drafts}
    assert by_text(built.drafts, "无。") == []


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"E501.*no file gave a paragraph"):
        build([tmp_path])
    with pytest.raises(ReadError, match="E101"):
        build([tmp_path / "nowhere"])


def test_the_command_writes_rows_and_lists_what_it_left_out(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draft.jsonl"
    assert main(["corpus", "build", str(reports), "-o", str(out)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "left out: E110" in shown.err
    drafts = read_drafts(out)
    assert drafts == build([reports]).drafts
    finished = tmp_path / "finished.jsonl"
    lines = [line for line in out.read_text("utf-8").splitlines() if json.loads(line)["theme"]]
    finished.write_text("\n".join(lines), "utf-8")
    assert {split_of(row) for row in rows(finished)} <= {draft.split for draft in drafts}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports beside the project are not there")
def test_it_runs_on_real_reports() -> None:
    sources = sorted(SHARED.glob("*-2019.txt"))
    built = build(sources)
    assert built.reports == len(sources) > 5
    labelled = [draft for draft in built.drafts if draft.theme]
    assert len(labelled) > len(built.drafts) / 2
    assert {draft.year for draft in built.drafts} == {2019}
