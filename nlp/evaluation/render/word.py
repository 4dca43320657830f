"""As a Word document, and as a pdf that LibreOffice prints from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from nlp.errors import ReadError
from nlp.evaluation.gold import GoldHeading, GoldParagraph, GoldReport
from nlp.evaluation.render.forms import boxes, grid
from nlp.evaluation.render.page import halves

FONT = "Noto Serif CJK SC"
PDF_SECONDS = 180

NUMBER = re.compile(
    r"""(?x)
    ^(?: (?P<first>  [一二三四五六七八九十]+、 )     # 一、总体情况
       | (?P<second> （[一二三四五六七八九十]+） )   # （一）主动公开
    )"""
)


def as_docx(report: GoldReport, path: Path) -> None:
    """Write a Word document with a running head and page numbers.

    Flavours: `numbered` (the usual one), Word itself makes the headings' numbers; `plain`, they are typed; `tracked`,
    they are typed and the second half of each paragraph is an insertion beside a deletion.
    """
    if report.flavour not in ("", "numbered", "plain", "tracked"):
        raise ValueError(f"no flavour of docx is called {report.flavour}")
    _document(report, report.flavour or "numbered").save(str(path))


def as_pdf(report: GoldReport, path: Path) -> None:
    """Write the plain Word document as LibreOffice prints it.

    Raises:
        ReadError: LibreOffice is not installed (E120) or fails (E121).
    """
    office = shutil.which("soffice")
    if office is None:
        raise ReadError("E120", path.name, what="writing a pdf")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        _document(report, "plain").save(str(source))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PDF_SECONDS)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as error:
            raise ReadError("E121", path.name, why=error) from error
    if not path.exists():
        raise ReadError("E121", path.name, why="it wrote nothing")


def _document(report: GoldReport, flavour: str) -> Any:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    _running_head_and_page_number(document, report.issuer)
    if flavour == "numbered":
        _define_numbering(document)
    title = document.add_paragraph(report.title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            _heading(document, block.text, flavour == "numbered")
        elif isinstance(block, GoldParagraph):
            _paragraph(document, block.text, flavour == "tracked")
        else:
            _table(document, grid(report, block.kind))
    return document


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


def _paragraph(document: Any, text: str, tracked: bool) -> None:
    head, tail = halves(text)
    paragraph = document.add_paragraph(head)
    run = paragraph.add_run(tail)
    paragraph.paragraph_format.first_line_indent = Pt(22)
    if tracked:
        mark = f'{nsdecls("w")} w:id="7" w:author="x" w:date="2024-01-02T08:00:00Z"'
        inserted = parse_xml(f"<w:ins {mark}/>")
        run._r.addprevious(inserted)
        inserted.append(run._r)
        inserted.addprevious(parse_xml(f"<w:del {mark}><w:r><w:delText>初稿为88件</w:delText></w:r></w:del>"))


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    places = [row.cells for row in table.rows]  # looked up once: each access walks the whole table
    for box in boxes(rows):
        cell = places[box.row][box.column]
        if box.height > 1 or box.width > 1:
            cell = cell.merge(places[box.row + box.height - 1][box.column + box.width - 1])
        cell.text = box.text
        if cell.paragraphs[0].runs:
            cell.paragraphs[0].runs[0].font.size = Pt(9)
    document.add_paragraph()
