"""What a researcher finds in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from nlp.analysis import Analysis
from nlp.reports.workbook import render_xlsx


def rows(analysis: Analysis, sheet: str) -> list[dict[str, object]]:
    """A sheet of the rendered workbook, a dictionary a row."""
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(analysis)))
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_the_sheets_are_report_paragraphs_claims_cells_and_checks(analysis: Analysis) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(analysis)))
    assert book.sheetnames == ["report", "paragraphs", "claims", "cells", "checks"]


def test_numbers_are_numbers_that_can_be_summed(analysis: Analysis) -> None:
    claim = rows(analysis, "claims")[0]
    assert (claim["数值"], claim["表格数"], claim["结论"], claim["可能原因"]) == (28146, 28416, "不一致", "数字颠倒")
    assert {row["单元格"]: row["值"] for row in rows(analysis, "cells")}["proactive.fees"] == 386.5


def test_whose_number_it_is_and_which_way_it_is_rough_are_told(analysis: Analysis) -> None:
    claims = tuple(replace(claim, body="市本级") for claim in analysis.claims)
    told = rows(replace(analysis, claims=claims), "claims")
    assert {claim["所属主体"] for claim in told} == {"市本级"}
    assert [claim["约数"] for claim in told] == [None, None, None, None, "约"]


def test_a_blank_cell_is_empty_and_a_stroke_is_a_stroke(analysis: Analysis) -> None:
    values = {row["单元格"]: row["值"] for row in rows(analysis, "cells")}
    assert values["proactive.penalty"] is None
    assert values["applications.new.legal"] == "/"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.cn")', "\t=1", "#N/A"])
def test_a_text_is_never_a_formula(analysis: Analysis, text: str) -> None:
    paragraphs = tuple(replace(paragraph, text=text) for paragraph in analysis.paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(replace(analysis, paragraphs=paragraphs, warnings=(text,)))))
    cell = book["paragraphs"]["F2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix == (text != "#N/A")


def test_control_characters_do_not_break_the_file(analysis: Analysis) -> None:
    paragraphs = tuple(replace(paragraph, text="前\x00\x0b后") for paragraph in analysis.paragraphs)
    assert rows(replace(analysis, paragraphs=paragraphs), "paragraphs")[0]["正文"] == "前后"


def test_each_check_has_both_sides(analysis: Analysis) -> None:
    checks = rows(analysis, "checks")
    assert [(c["关系"], c["结果"], c["左边"], c["右边"]) for c in checks] == [
        ("收办平衡", "不成立", 122, 123),
        ("收办平衡", "成立", 22, 22),
        ("申请人各列合计", "未核", None, None),
    ]
