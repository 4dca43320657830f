"""Weak labels are held against those of people, paragraph by paragraph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp.corpora import placed_rows
from nlp.training.weak_labels import main, score_weak_labels

NAME = "石梁县人民政府-2021.txt"
REPORT = """石梁县人民政府2021年政府信息公开工作年度报告
一、总体情况
这一年全县围绕群众关心的事情把公开做细做实，各项工作都有新的起色。
（一）主动公开情况
全年公开各类信息三百余条，其中规划类二十条，群众反映较好。
（二）平台建设情况
领导小组调整了组长和成员，办公室增加了两名工作人员。
二、存在的主要问题及改进情况
（一）存在的问题
个别栏目更新不够及时，解读形式比较单一。
"""
LABELS = {
    "这一年全县": ("other", [], None),
    "全年公开各类": ("proactive", [], None),
    "领导小组": ("mechanism", [], None),  # the heading misleads
    "个别栏目": ("problems", [], "improvement"),  # wrong on purpose: the heading says problem
}


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(REPORT, "utf-8")
    lines: list[dict[str, Any]] = []
    for beginning, (theme, also, aspect) in LABELS.items():
        start = REPORT.index(beginning)
        end = REPORT.index("\n", start)
        lines.append({"file": NAME, "start": start, "end": end, "theme": theme, "also": also, "aspect": aspect})
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def test_each_weak_label_meets_the_label_of_its_own_paragraph(labels: Path) -> None:
    score = score_weak_labels(placed_rows(labels, labels.parent), labels.parent)
    assert score.paragraphs == 4
    assert score.labelled == pytest.approx(3 / 4)
    assert score.primary == score.accepted == pytest.approx(2 / 3)
    assert (score.aspects, score.aspect_right) == (1, 0)


def test_the_command_prints_the_figures(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--labels", str(labels), "--reports", str(labels.parent), "--bodies", "石梁"])
    assert capsys.readouterr().out.startswith("labelled 75.0% of 4 paragraphs")
