"""Render the sample reports: corpora/samples/gold/ID.yaml becomes corpora/samples/ID.docx, .html, .pdf or .txt.

    python corpora/build_samples.py            # all of them
    python corpora/build_samples.py ID ...     # some

The gold says what a report holds and what is true of it; this file only gives it the look that reports have in the
wild. The committed samples are its output. A pdf needs LibreOffice (soffice) and the font Noto Serif CJK SC.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

SAMPLES = Path(__file__).parent / "samples"
FONT = "Noto Serif CJK SC"

# The statutory tables. '|' parts cells; '<' is covered by the cell on its left, '^' by the one above; {name} is a
# value, {+name} a signed one, {row*} the seven applicant columns (or the five outcomes) of a row.
PROACTIVE_2019 = """
第二十条第（一）项 | < | < | <
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | {regulations*}
规范性文件 | {normative*}
第二十条第（五）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | {licensing.0} | {+licensing.1} | {licensing.2}
其他对外管理服务事项 | {other_services.0} | {+other_services.1} | {other_services.2}
第二十条第（六）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | {penalty.0} | {+penalty.1} | {penalty.2}
行政强制 | {coercion.0} | {+coercion.1} | {coercion.2}
第二十条第（八）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | <
行政事业性收费 | {fees.0} | {+fees.1} | <
第二十条第（九）项 | < | < | <
信息内容 | 采购项目数量 | 采购总金额（万元） | <
政府集中采购 | {procurement.0} | {procurement.1} | <
"""

PROACTIVE_2021 = """
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | {regulations*}
行政规范性文件 | {normative*}
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | {licensing} | < | <
第二十条第（六）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政处罚 | {penalty} | < | <
行政强制 | {coercion} | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | {fees} | < | <
"""

APPLICATIONS_HEAD = """
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <
^ | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | < | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
一、本年新收政府信息公开申请数量 | < | < | {new*}
二、上年结转政府信息公开申请数量 | < | < | {carried_in*}
三、本年度办理结果 | （一）予以公开 | < | {granted*}
^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | < | {partial*}
^ | （三）不予公开 | 1.属于国家秘密 | {denied.state_secret*}
^ | ^ | 2.其他法律行政法规禁止公开 | {denied.law_forbidden*}
^ | ^ | 3.危及“三安全一稳定” | {denied.three_safety*}
^ | ^ | 4.保护第三方合法权益 | {denied.third_party*}
^ | ^ | 5.属于三类内部事务信息 | {denied.internal*}
^ | ^ | 6.属于四类过程性信息 | {denied.process*}
^ | ^ | 7.属于行政执法案卷 | {denied.enforcement_file*}
^ | ^ | 8.属于行政查询事项 | {denied.admin_query*}
^ | （四）无法提供 | 1.本机关不掌握相关政府信息 | {unable.not_held*}
^ | ^ | 2.没有现成信息需要另行制作 | {unable.no_ready*}
^ | ^ | 3.补正后申请内容仍不明确 | {unable.unclear*}
^ | （五）不予处理 | 1.信访举报投诉类申请 | {rejected.petition*}
^ | ^ | 2.重复申请 | {rejected.duplicate*}
^ | ^ | 3.要求提供公开出版物 | {rejected.publication*}
^ | ^ | 4.无正当理由大量反复申请 | {rejected.abusive*}
^ | ^ | 5.要求行政机关确认或重新出具已获取信息 | {rejected.confirm*}
"""

OTHER_2019 = """
^ | （六）其他处理 | < | {other*}
"""

OTHER_2021 = """
^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | {other.no_correction*}
^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | {other.fee_unpaid*}
^ | ^ | 3.其他 | {other.other*}
"""

APPLICATIONS_FOOT = """
^ | （七）总计 | < | {total*}
四、结转下年度继续办理 | < | < | {carried_out*}
"""

REVIEW = """
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
{review*} | {direct*} | {after_review*}
"""

FORMS = {
    ("proactive", "2019"): PROACTIVE_2019,
    ("proactive", "2021"): PROACTIVE_2021,
    ("applications", "2019"): APPLICATIONS_HEAD + OTHER_2019 + APPLICATIONS_FOOT,
    ("applications", "2021"): APPLICATIONS_HEAD + OTHER_2021 + APPLICATIONS_FOOT,
    ("review", "2019"): REVIEW,
    ("review", "2021"): REVIEW,
}

NUMBER = re.compile(
    r"""(?x)
    ^(?: (?P<first>  [一二三四五六七八九十]+、 )     # 一、总体情况
       | (?P<second> （[一二三四五六七八九十]+） )   # （一）主动公开
    )"""
)


@dataclass(frozen=True, slots=True)
class Box:
    """A table cell with its place and size in the grid."""

    text: str
    row: int
    column: int
    height: int
    width: int


def grid(report: dict[str, Any], table: str) -> list[list[str]]:
    """The filled-in table, '<' and '^' where a cell is covered."""
    values = report["tables"][table]
    rows = []
    for line in FORMS[table, report["template"]].split("\n"):
        if line:
            rows.append([text for cell in line.split(" | ") for text in _filled(cell, values)])
    return rows


def _filled(cell: str, values: dict[str, Any]) -> list[str]:
    if not (slot := re.fullmatch(r"\{(\+?)([a-z_.]+?)(?:\.(\d))?(\*?)\}", cell)):
        return [cell]
    sign, name, place, whole = slot.groups()
    value = values.get(name, [0] * 7)  # rows left out are zero
    if whole:
        return [str(item) for item in value]
    number = value if place is None else value[int(place)]
    if sign and number:
        return [f"{'+' if number > 0 else '-'} {abs(number)}"]
    return [str(number)]


def boxes(rows: list[list[str]]) -> Iterator[Box]:
    """The cells that stand, in reading order."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in "<^" and text:
                continue
            width = next((n for n, cell in enumerate(row[c + 1 :], 1) if cell != "<"), len(row) - c)
            below = [line[c] for line in rows[r + 1 :]]
            height = next((n for n, cell in enumerate(below, 1) if cell != "^"), len(below) + 1)
            yield Box(text, r, c, height, width)


def as_txt(report: dict[str, Any]) -> str:
    """A dump: a cell a line behind a tab, an empty line after each row, as text extractors write tables."""
    lines = [report["title"], ""]
    for block in report["blocks"]:
        if "table" not in block:
            lines.append(block.get("heading") or block["para"].strip())
            continue
        for row in grid(report, block["table"]):
            lines += ["\t" + ("" if cell == "^" else cell) for cell in row if cell != "<"]
            lines.append("")
        lines.append("")
    return "\n".join(lines) + "\n"


MENU = ("网站首页", "机构概况", "政务公开", "办事服务", "互动交流", "专题专栏")
ASIDE = (
    "信息公开指南",
    "信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
    "政策解读",
    "监督保障",
    "平台建设",
)


def as_html(report: dict[str, Any]) -> str:
    """A portal's page: menus with the words of the themes, a script with a list, the report in the middle."""
    article = []
    for block in report["blocks"]:
        if "heading" in block:
            article.append(f'<p class="tit{block["level"]}"><strong>　　{html.escape(block["heading"])}</strong></p>')
        elif "para" in block:
            head, tail = _halves(block["para"].strip())
            article.append(
                f'<p style="line-height:32px"><span style="font-family:仿宋">　　{html.escape(head)}</span>'
                f"<span>{html.escape(tail)}&nbsp;</span></p>"
            )
        else:
            article.append(_html_table(grid(report, block["table"])))
    title, issuer = html.escape(report["title"]), html.escape(report["issuer"])
    links = [f'<a href="/list/{n}.html">{name}</a>' for n, name in enumerate(ASIDE)]
    body = "\n".join(article)
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title} - {issuer}</title>
<script type="text/javascript">
var columns = [{{"name": "主动公开", "url": "/zdgk/"}}, {{"name": "<p>2022年图片新闻120条</p>"}}];
</script>
<style type="text/css">.nav a {{ padding: 0 12px; }} .main {{ width: 1100px; margin: 0 auto; }}</style>
</head>
<body>
<div class="header"><div class="nav">{"".join(f'<a href="#">{name}</a>' for name in MENU)}</div></div>
<div class="location">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>
<div class="main">
<div class="side"><ul><li>{"</li><li>".join(links)}</li></ul></div>
<div class="detail">
<h1>{title}</h1>
<div class="meta"><span>发布日期：{report["year"] + 1}-01-17</span> <span>来源：{issuer}</span>
<span>阅读：652次</span></div>
<div class="content" id="content">
{body}
</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a>
<a href="javascript:window.close()">关闭窗口</a> 分享到：微信 微博</div>
</div>
</div>
<div class="footer"><p>主办单位：{issuer}　技术支持：市大数据中心</p><p>网站地图 | 联系我们 | 今日访问1,024次</p></div>
</body>
</html>
"""


def _halves(text: str) -> tuple[str, str]:
    """Editors split a paragraph over spans anywhere, also inside a number."""
    middle = next((m.end() - 1 for m in re.finditer(r"\d\d", text) if m.start() > len(text) // 3), len(text) // 2)
    return text[:middle], text[middle:]


def _html_table(rows: list[list[str]]) -> str:
    lines: list[list[str]] = [[] for _ in rows]
    for box in boxes(rows):
        span = (f" rowspan={box.height}" if box.height > 1 else "") + (f" colspan={box.width}" if box.width > 1 else "")
        lines[box.row].append(f"<td{span}><p>{html.escape(box.text)}</p></td>")
    return '<table border="1" cellpadding="0">' + "".join(f"<tr>{''.join(line)}</tr>" for line in lines) + "</table>"


def as_docx(report: dict[str, Any], path: Path, numbered: bool) -> None:
    """A Word document with a running head and page numbers; `numbered`: Word itself makes the headings' numbers."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    _running_head_and_page_number(document, report["issuer"])
    if numbered:
        _define_numbering(document)
    title = document.add_paragraph(report["title"])
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in report["blocks"]:
        if "heading" in block:
            _heading(document, block["heading"], numbered)
        elif "para" in block:
            head, tail = _halves(block["para"].strip())
            paragraph = document.add_paragraph(head)
            paragraph.add_run(tail)
            paragraph.paragraph_format.first_line_indent = Pt(22)
        else:
            _docx_table(document, grid(report, block["table"]))
    document.save(str(path))


def _running_head_and_page_number(document: Any, issuer: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{issuer}政府信息公开工作年度报告"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("- ")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    footer.add_run(" -")


def _define_numbering(document: Any) -> None:
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="{}"/></w:lvl>'
    )
    levels = level.format(0, "%1、") + level.format(1, "（%2）")
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def _heading(document: Any, text: str, numbered: bool) -> None:
    found = NUMBER.match(text) if numbered else None
    paragraph = document.add_paragraph()
    paragraph.add_run(text[found.end() :] if found else text).bold = True
    if found:
        level = 0 if found["first"] else 1
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))


def _docx_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    places = [row.cells for row in table.rows]  # looked up once: each access walks the whole table
    for box in boxes(rows):
        cell = places[box.row][box.column]
        if box.height > 1 or box.width > 1:
            cell = cell.merge(places[box.row + box.height - 1][box.column + box.width - 1])
        cell.text = box.text
        cell.paragraphs[0].runs[0].font.size = Pt(9)
    document.add_paragraph()


def as_pdf(report: dict[str, Any], path: Path) -> None:
    """The Word document, printed by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        as_docx(report, source, numbered=False)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603


def render(report: dict[str, Any], folder: Path) -> Path:
    """Write the report as the file that its `format` names, into a folder."""
    path = folder / f"{report['id']}.{report['format']}"
    if report["format"] == "docx":
        as_docx(report, path, numbered=True)
    elif report["format"] == "pdf":
        as_pdf(report, path)
    else:
        text = as_txt(report) if report["format"] == "txt" else as_html(report)
        path.write_bytes(text.encode(report.get("encoding", "utf-8")))
    return path


def load(gold: Path) -> dict[str, Any]:
    """A report with its gold."""
    report: dict[str, Any] = yaml.safe_load(gold.read_text(encoding="utf-8"))
    return report


def main() -> None:
    """Render those named, or all."""
    wanted = set(sys.argv[1:])
    for gold in sorted((SAMPLES / "gold").glob("*.yaml")):
        if not wanted or gold.stem in wanted:
            print(render(load(gold), SAMPLES))


if __name__ == "__main__":
    main()
