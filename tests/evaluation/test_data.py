"""What a tagger is measured on: corpora, reports with gold, labels of reports that lie elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from nlp.corpora import rows, split_of
from nlp.errors import TrainingError
from nlp.evaluation import gold_rows, load_gold, measured_rows
from tests.evaluation.helpers import FIELDS

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "themes" / "a-1.jsonl"

REPORT = """溪口镇人民政府2020年政府信息公开工作年度报告
一、总体情况
（一）主动公开
全镇全年通过镇政府网站公开各类信息三百余条，其中惠农政策信息五十条，另有村务信息若干条。
二、存在的主要问题及改进情况
个别村更新不够及时，经办人员变动较多，来年将按季检查，并安排专人轮训各村信息员两次以上。
"""
TEXTS = REPORT.splitlines()


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """A report and the labels of its two paragraphs; the file lies in `reports`."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "溪口镇人民政府-2020.txt").write_text(REPORT, encoding="utf-8")
    lines = []
    for text, theme, aspect in ((TEXTS[3], "proactive", None), (TEXTS[5], "problems", "problem")):
        start = REPORT.index(text)
        lines.append(
            {"file": "溪口镇人民政府-2020.txt", "start": start, "end": start + len(text), "theme": theme, "also": [], "aspect": aspect}
        )
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_side_of_the_split_is_chosen_by_body() -> None:
    found = [row for side in ("train", "validation", "test") for row in measured_rows(ROOT / "corpora", split=side).rows]  # type: ignore[arg-type]
    assert sorted(row.id for row in found) == sorted(row.id for row in rows())
    test = measured_rows(ROOT / "corpora", split="test").rows
    assert {split_of(row) for row in test} == {"test"}


def test_only_the_bodies_that_are_named_are_kept_or_all_others(tmp_path: Path) -> None:
    whole = rows(CORPUS)
    body = whole[0].body
    file = tmp_path / "bodies.txt"
    file.write_text(f"\n{body}\n某县人民政府 \n", encoding="utf-8")
    kept, others = measured_rows(CORPUS, bodies=file).rows, measured_rows(CORPUS, except_bodies=file).rows
    assert {row.body for row in kept} == {body}
    assert len(kept) + len(others) == len(whole)


def test_real_paragraphs_stand_under_the_headings_of_their_report(labels: Path, tmp_path: Path) -> None:
    found = measured_rows(labels, tmp_path / "reports")
    assert [(row.passage.text, row.passage.section) for row in found.rows] == [
        (TEXTS[3], ("一、总体情况", "（一）主动公开")),
        (TEXTS[5], ("二、存在的主要问题及改进情况",)),
    ]
    assert found.left_out == 0


def test_a_label_that_lies_across_paragraphs_is_left_out_and_counted(labels: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    lines.append(lines[0] | {"start": 0, "end": 5})
    labels.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    assert measured_rows(labels, tmp_path / "reports").left_out == 1


def test_gold_reports_give_their_paragraphs_under_their_headings(tmp_path: Path) -> None:
    blocks = [
        {"heading": "一、总体情况", "level": 1},
        {"heading": "（一）公开", "level": 2},
        {"heading": "1.网站", "level": 3},
        {"para": "甲", "theme": "platform"},
        {"heading": "（二）申请", "level": 2},
        {"para": "乙", "theme": "on_request", "also": ["other"]},
        {"table": "review"},
        {"heading": "二、问题", "level": 1},
        {"para": "丙", "theme": "problems", "aspect": "problem"},
    ]
    (tmp_path / "one.yaml").write_text(yaml.safe_dump(FIELDS | {"blocks": blocks}, allow_unicode=True), encoding="utf-8")
    found = gold_rows(tmp_path)
    assert [row.passage.section for row in found] == [
        ("一、总体情况", "（一）公开", "1.网站"),
        ("一、总体情况", "（二）申请"),
        ("二、问题",),
    ]
    assert [(row.body, row.kind, row.year) for row in found] == [("青禾县人民政府", "county", 2022)] * 3
    assert (found[1].also, found[2].aspect, found[0].id) == (("other",), "problem", "qinghe-2022:3")


@pytest.mark.parametrize("folder", ["samples", "samples/gold", "samples/gold/maiquan-2019.yaml"])
def test_a_folder_of_gold_is_told_from_a_corpus(folder: str) -> None:
    data = ROOT / "corpora" / folder
    expected = [paragraph.text for report in load_gold(data) for _, paragraph in report.paragraphs]
    assert [row.passage.text for row in measured_rows(data).rows] == expected


def test_a_theme_that_is_none_is_a_coded_error(tmp_path: Path) -> None:
    blocks = [{"para": "甲", "theme": "weather"}]
    (tmp_path / "one.yaml").write_text(yaml.safe_dump(FIELDS | {"blocks": blocks}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(TrainingError, match=r"E511 .*weather"):
        gold_rows(tmp_path)


def test_gold_without_a_paragraph_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(yaml.safe_dump(FIELDS | {"blocks": []}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(TrainingError, match=r"E501 .*no paragraph"):
        gold_rows(tmp_path)


def test_nothing_left_is_a_coded_error(tmp_path: Path) -> None:
    nobody = tmp_path / "bodies.txt"
    nobody.write_text("某县人民政府\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=rf"E531 .*none of the {len(rows(CORPUS))} paragraphs"):
        measured_rows(CORPUS, bodies=nobody)


def test_a_file_of_bodies_that_is_not_there_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="E501"):
        measured_rows(CORPUS, bodies=tmp_path / "nothing.txt")
