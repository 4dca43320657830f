"""Word documents: what a person sees on the page, in order, from the parts of the package.

Kept: paragraphs and tables (also nested, also inside content controls), text boxes once, text in hyperlinks and
fields, tracked insertions, the numbers that Word writes by itself. Left out: headers, footers, pictures, comments,
footnotes and their marks, hidden text, tracked deletions, tables of contents. A line break or page break inside a
paragraph begins a new block, as it does for the eye.

`TextBlock.level` comes from an outline level or a heading style only. A paragraph that is merely numbered has none:
list items are numbered too, and the number, written out, tells as much as it does in any other format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nlp.document import Block, TextBlock
from nlp.errors import ReadError
from nlp.readers.blanks import tidy
from nlp.readers.limits import Clock, Limits
from nlp.readers.numbering import Numbering, read_numbering
from nlp.readers.package import Package, W
from nlp.readers.styles import Styles, child_value, is_on, read_styles
from nlp.readers.tables import SourceCell, table_blocks

# Elements that only wrap others, around blocks, rows, cells or runs.
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
_WRAPPERS |= {"AlternateContent", "Choice", "Fallback", "ruby", "rubyBase", "oMath", "oMathPara"}
_BREAK = "\n"


def read_docx(data: bytes, name: str, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a Word document.

    Args:
        data: the bytes of a .docx, transitional or strict.
        name: the file's name, for errors.
        limits: caps on the package, on nesting and cells.

    Returns:
        Blocks in reading order, and a sentence for each thing that could not be carried over.

    Raises:
        ReadError: E106 a zip that is no Word document, E110 to E114, E118, E119 a damaged or hostile one.
    """
    package = Package(data, name, limits, limits.clock(name))
    package.refuse_doctypes()
    part = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(part)
    if root is None and part.startswith("word/"):
        if "[Content_Types].xml" in package.names() and package.related("", "officeDocument"):
            raise ReadError("E110", name, why=f"{part} is missing")
        raise ReadError("E106", name, what="a zip archive that is no Word document")
    body = None if root is None else root.find(f"{W}body")
    if root is None or root.tag != f"{W}document" or body is None:
        raise ReadError("E106", name, what="an Office file that is no Word document")
    styles = read_styles(package.xml(package.related(part, "styles") or "word/styles.xml"))
    numbering = package.xml(package.related(part, "numbering") or "word/numbering.xml")
    lists = read_numbering(numbering, styles.list_of_style())
    walk = _Walk(name, limits, limits.clock(name), styles, lists)
    blocks = walk.blocks(body, 0)
    return blocks, walk.warnings


@dataclass(slots=True)
class _Walk:
    """Goes through the body once, counting lists and cells on the way."""

    name: str
    limits: Limits
    clock: Clock
    styles: Styles
    lists: Numbering
    warnings: list[str] = field(default_factory=list)
    cells: int = 0
    carried: str = ""  # text of a paragraph whose end was deleted: it runs on in the next

    def blocks(self, parent: etree._Element, depth: int) -> list[Block]:
        """The blocks directly in a body, a cell or a text box."""
        if depth > self.limits.nesting:
            raise ReadError("E114", self.name, limit=self.limits.nesting)
        found: list[Block] = []
        for element in _unwrapped(parent):
            self.clock.check()
            if element.tag == f"{W}p":
                found += self.paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                found += self.table(element, depth)
            elif element.tag == f"{W}altChunk":
                self.warn("A part in another format is embedded in the document and was not read.")
        if self.carried:
            found.append(TextBlock(self.carried))
            self.carried = ""
        return found

    def paragraph(self, element: etree._Element, depth: int) -> list[Block]:
        properties = element.find(f"{W}pPr")
        style = self.styles.of_paragraph(child_value(properties, "pStyle"))
        pieces, boxes = self.runs(element)
        text = self.carried + "".join(pieces)
        self.carried = ""
        boxed = [block for box in boxes for block in self.blocks(box, depth + 1)]
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self.carried = text
            text = ""
        else:
            text = self.number(properties, style) + text
        found: list[Block] = []
        if not self.styles.is_contents(style):
            level = self.styles.outline_level(style, child_value(properties, "outlineLvl"))
            found += [TextBlock(line, level) for line in map(tidy, text.split(_BREAK)) if line]
        return found + boxed

    def runs(self, paragraph: etree._Element) -> tuple[list[str], list[etree._Element]]:
        """The pieces of a paragraph's text, and the text boxes anchored in it."""
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        for element in _unwrapped(paragraph):
            if not isinstance(element.tag, str) or etree.QName(element).localname != "r":
                continue
            properties = element.find(f"{W}rPr")
            if properties is not None and is_on(properties.find(f"{W}vanish")):
                continue
            for child in _unwrapped(element):
                kind = etree.QName(child).localname
                if kind == "t":
                    pieces.append((child.text or "").replace("\n", " "))
                elif kind in _SIGNS:
                    pieces.append(_SIGNS[kind])
                elif kind in ("drawing", "pict", "object"):
                    boxes += _outermost(child, f"{W}txbxContent")
        return pieces, boxes

    def number(self, properties: etree._Element | None, style: str | None) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        instance, level = child_value(own, "numId"), child_value(own, "ilvl")
        if instance is None:
            instance, inherited, definer = self.styles.numbering(style)
            linked = self.lists.level_of_style(instance, definer) if instance and definer else None
            level = level or (str(linked) if linked is not None else inherited)
        if not instance or instance == "0":
            return ""
        return self.lists.next(instance, int(level) if level and level.isdecimal() and len(level) == 1 else 0)

    def table(self, element: etree._Element, depth: int) -> list[Block]:
        cells: list[SourceCell] = []
        above: dict[int, int] = {}  # column → index in `cells` of the cell that a vertical merge goes on from
        row = 0
        for tr in _unwrapped(element):
            if tr.tag != f"{W}tr":
                continue
            properties = tr.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            column = _count(child_value(properties, "gridBefore"), 0)
            below: dict[int, int] = {}
            for tc in _unwrapped(tr):
                if tc.tag != f"{W}tc":
                    continue
                self.count_cell()
                span = _count(child_value(tc.find(f"{W}tcPr"), "gridSpan"), 1) or 1
                content = tuple(self.blocks(tc, depth + 1))
                merge = _merge(tc, "vMerge")
                if _merge(tc, "hMerge") == "continue" and cells and cells[-1].row == row:
                    cells[-1] = _grown(cells[-1], content, columns=span)
                elif merge == "continue" and column in above:
                    index = above[column]
                    cells[index] = _grown(cells[index], content, rows=row + 1 - cells[index].row - cells[index].rowspan)
                    below[column] = index
                else:
                    cells.append(SourceCell(content, row, column, 1, span))
                    if merge == "restart":
                        below[column] = len(cells) - 1
                column += span
            above = below
            row += 1
        return table_blocks(cells)

    def count_cell(self) -> None:
        self.clock.check()
        self.cells += 1
        self.limits.check_cells(self.name, self.cells)

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)


_SIGNS = {"tab": " ", "ptab": " ", "br": _BREAK, "cr": _BREAK, "noBreakHyphen": "-"}


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The children, and in place of a wrapper what it wraps; of alternatives the first, deleted ones not at all."""
    pending: list[Iterator[etree._Element]] = [iter(parent)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif not isinstance(child.tag, str):
            continue
        elif (kind := etree.QName(child).localname) == "AlternateContent":
            pending.append(iter(list(child)[:1]))
        elif kind in _WRAPPERS:
            pending.append(iter(child))
        else:
            yield child


def _outermost(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The descendants of a tag that are in no other of the same tag, of alternatives the first."""
    found: list[etree._Element] = []
    pending = list(parent)
    while pending:
        element = pending.pop(0)
        if element.tag == tag:
            found.append(element)
        elif isinstance(element.tag, str):
            alternatives = etree.QName(element).localname == "AlternateContent"
            pending[:0] = list(element)[:1] if alternatives else list(element)
    return found


def _merge(tc: etree._Element, name: str) -> str | None:
    """'restart', 'continue' (what an empty w:val means) or None."""
    properties = tc.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}{name}")
    return None if merge is None else merge.get(f"{W}val", "continue")


def _count(text: str | None, default: int) -> int:
    """A span or an offset; Word's tables have at most 63 columns."""
    return min(int(text), 63) if text and text.isdecimal() and len(text) < 10 else default


def _grown(cell: SourceCell, content: tuple[Block, ...], rows: int = 0, columns: int = 0) -> SourceCell:
    return SourceCell(cell.content + content, cell.row, cell.column, cell.rowspan + rows, cell.colspan + columns)
