"""An analysis as an Excel workbook, one sheet a kind of row."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nlp.analysis import Analysis
from nlp.reconcile.labels import label
from nlp.reports.figures import by_status, by_verdict, scope
from nlp.reports.words import (
    APPROXIMATIONS,
    ASPECTS,
    CAUSES,
    INFERRED,
    KINDS,
    RULES,
    STATUSES,
    TABLES,
    TEMPLATES,
    THEMES,
    VERDICTS,
    word,
)

Value = str | int | float | Decimal | None

# Excel runs a text that begins so as a formula once someone edits or imports it (OWASP: CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

LONGEST_TEXT = 32767  # characters that an Excel cell holds


def render_xlsx(analysis: Analysis) -> bytes:
    """The analysis as an .xlsx file with the sheets report, paragraphs, claims, cells and checks.

    Numbers are numbers, a blank table cell is an empty one, and every text is stored as text, also one that begins
    with '=', '+', '-' or '@'.

    Args:
        analysis: of one report.

    Returns:
        The bytes of the file.
    """
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101  a new Workbook has one
    first.title = "report"
    _fill(first, ("项目", "内容", "依据"), _report(analysis), (14, 60, 50))
    for name, head, rows, widths in (
        ("paragraphs", ("段", "标题", "主题", "方面", "置信度", "正文"), _paragraphs(analysis), (6, 36, 14, 8, 9, 110)),
        (
            "claims",
            (
                "序号",
                "段",
                "原文",
                "数值",
                "单位",
                "约数",
                "类型",
                "年份",
                "所属主体",
                "指标",
                "结论",
                "单元格",
                "表格数",
                "可能原因",
                "说明",
            ),
            _claims(analysis),
            (6, 6, 36, 12, 8, 6, 8, 8, 20, 26, 12, 40, 12, 18, 70),
        ),
        ("cells", ("表", "名称", "单元格", "值", "推定"), _cells(analysis), (34, 44, 40, 14, 34)),
        ("checks", ("关系", "范围", "结果", "左边", "右边", "说明"), _checks(analysis), (20, 24, 10, 12, 12, 80)),
    ):
        _fill(book.create_sheet(name), head, rows, widths)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _report(analysis: Analysis) -> Iterable[Sequence[Value]]:
    report, source = analysis.report, analysis.source
    yield "标题", report.title, report.evidence.get("title")
    yield "机关", report.issuer, report.evidence.get("issuer")
    yield "年度", report.year, report.evidence.get("year")
    yield "式样", word(TEMPLATES, report.template), report.evidence.get("template")
    yield "文件", source.name, None
    yield "格式", source.format, None
    yield "SHA-256", source.sha256, None
    yield "模型", f"{analysis.model.name} {analysis.model.version}", None
    yield "段落", len(analysis.paragraphs), None
    for verdict, claims in by_verdict(analysis).items():
        yield f"数字：{word(VERDICTS, verdict)}", len(claims), None
    for status, checks in by_status(analysis).items():
        yield f"勾稽：{word(STATUSES, status)}", len(checks), None
    for warning in analysis.warnings:
        yield "提示", warning, None


def _paragraphs(analysis: Analysis) -> Iterable[Sequence[Value]]:
    for p in analysis.paragraphs:
        theme, aspect = word(THEMES, p.theme), word(ASPECTS, p.aspect)
        yield p.id, " / ".join(p.section), theme, aspect, p.confidence, p.text


def _claims(analysis: Analysis) -> Iterable[Sequence[Value]]:
    for c in analysis.claims:
        joint = " | " if c.verdict == "ambiguous" else " + "
        yield (
            c.id,
            c.paragraph,
            c.text,
            c.value,
            c.unit,
            word(APPROXIMATIONS, c.approximation),
            word(KINDS, c.kind),
            c.year,
            c.body,
            c.indicator,
            word(VERDICTS, c.verdict),
            joint.join(c.cells),
            c.expected,
            word(CAUSES, c.cause),
            c.explanation,
        )


def _cells(analysis: Analysis) -> Iterable[Sequence[Value]]:
    for table in analysis.tables:
        for name, value in table.cells.items():
            yield word(TABLES, table.kind), label(name), name, value, word(INFERRED, table.inferred.get(name))


def _checks(analysis: Analysis) -> Iterable[Sequence[Value]]:
    for c in analysis.checks:
        yield word(RULES, c.rule), scope(c), word(STATUSES, c.status), c.left, c.right, c.explanation


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int]) -> None:
    for row in (head, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    for column, width in enumerate(widths, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _cell(sheet: Worksheet, value: Value) -> Value | Cell:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # else openpyxl makes a formula of '=1+1' and an error of '#N/A'
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True  # keeps it text when it is edited
    return cell
