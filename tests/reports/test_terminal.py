"""What a researcher sees on the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

from rich.cells import cell_len

from nlp.analysis import Analysis
from nlp.reports.terminal import render_text


def test_the_head_names_the_body_the_year_and_the_form_with_what_they_were_concluded_from(analysis: Analysis) -> None:
    head = render_text(analysis).split("勾稽关系")[0]
    assert "澄湾县人民政府（依据：标题）" in head
    assert "2023年" in head
    assert "2021年式样（国办公开办函〔2021〕30号）（依据：表头）" in head


def test_what_is_wrong_comes_before_what_is_right(analysis: Analysis) -> None:
    text = render_text(analysis)
    places = [
        text.index(words) for words in ("122 ≠ 123", "正文与表格不一致", "存疑：1", "主题：", "数字清单", "提示：1")
    ]
    assert places == sorted(places)


def test_a_mismatch_shows_its_words_the_table_the_cause_and_the_explanation(analysis: Analysis) -> None:
    block = render_text(analysis).split("正文与表格不一致：1")[1].split("存疑")[0]
    assert "全年作出行政许可决定28146件" in block
    assert "表格：28416件（行政许可）；可能原因：数字颠倒" in block
    assert "正文28146件，表中行政许可为28416件。" in block


def test_a_failing_identity_names_its_column_in_chinese(analysis: Analysis) -> None:
    assert "✗ 收办平衡（自然人）  122 ≠ 123" in render_text(analysis)


def test_an_ambiguous_claim_shows_both_cells(analysis: Analysis) -> None:
    assert "候选：本年新收或办理结果总计" in render_text(analysis)


def test_themes_are_counted_by_verdict(analysis: Analysis) -> None:
    row = re.search(r"^  主动公开 +(.*)$", render_text(analysis), re.MULTILINE)
    assert row is not None
    assert row[1].split() == ["1", "1", "-", "1", "-", "1"]  # paragraphs, mismatch, ambiguous, match, consistent, none


def test_every_claim_is_listed_with_its_verdict(analysis: Analysis) -> None:
    listed = render_text(analysis, width=160).split("数字清单")[1]
    for claim in analysis.claims:
        assert claim.text in listed
    assert listed.count("✗ 不一致") == 1
    assert listed.count("· 表中无对应") == 1


def test_square_brackets_of_a_report_are_text_and_not_markup(analysis: Analysis) -> None:
    odd = replace(
        analysis,
        source=replace(analysis.source, name="[red]报告[/red].docx"),
        warnings=("留有[/red]和[bold]标记",),
        report=replace(analysis.report, title="[image: ]报告"),
    )
    text = render_text(odd)
    assert "留有[/red]和[bold]标记" in text
    assert "[image: ]报告" in text
    assert "来源  [red]报告[/red].docx" in text


def test_no_line_is_wider_than_the_terminal(analysis: Analysis) -> None:
    for width in (60, 80, 120):
        assert max(map(cell_len, render_text(analysis, width=width).splitlines())) <= width


def test_colour_is_only_written_when_asked_for(analysis: Analysis) -> None:
    assert "\x1b[" not in render_text(analysis)
    coloured = render_text(analysis, color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == render_text(analysis).split()


def test_a_report_of_which_nothing_is_known_says_so(analysis: Analysis) -> None:
    facts = replace(analysis.report, title=None, issuer=None, year=None, template="none", evidence={})
    bare = replace(analysis, report=facts, claims=(), checks=(), tables=(), paragraphs=(), warnings=())
    text = render_text(bare)
    assert text.startswith("report.docx\n")
    assert "机关  未能识别" in text
    assert "无法定表格" in text
    assert "提示" not in text
