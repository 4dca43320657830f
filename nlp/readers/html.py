"""Web pages: the article among navigation, share bars and footers, as the browser would show it.

Kept: paragraphs (also those made by line breaks alone), headings with their level, data tables with their spans, the
numbers of ordered lists. Left out: scripts and whatever markup stands in them, styles, comments, hidden elements, what
`article.prune` takes for the furniture of the site. Tables that only lay out the page give their paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nlp.document import Block, TextBlock
from nlp.errors import ReadError
from nlp.readers.article import BLOCKS, drop, is_furniture, prune, text_of
from nlp.readers.blanks import tidy
from nlp.readers.charset import decode
from nlp.readers.limits import Clock, Limits
from nlp.readers.numbering import format_number
from nlp.readers.tables import SourceCell, table_blocks

_DECLARED = [
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE),
    re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE),
]
_HEAD = 8192  # bytes in which browsers look for the character set
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")

# Never text on the page.
_UNREAD = {"script", "style", "template", "noscript", "head", "iframe", "object", "embed", "svg", "canvas", "audio"}
_UNREAD |= {"video", "map", "select", "option", "button", "input", "textarea", "datalist", "xml", "noframes"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)

_HEADING = {f"h{level}": level for level in range(1, 7)}
_BREAK = "\u2029"
_DEEPEST = 2000  # libxml2 stops reading at 2048 open elements and says nothing
_WIDE = 100  # columns from which a span is senseless
_WIDEST = 256  # columns that are kept apart; more than any report has

_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LIST_FORMATS = {  # the type of an ordered list → Word's name of the format, and what follows the number
    "1": ("decimal", ". "),
    "decimal": ("decimal", ". "),
    "a": ("lowerLetter", ". "),
    "A": ("upperLetter", ". "),
    "i": ("lowerRoman", ". "),
    "I": ("upperRoman", ". "),
    "cjk-ideographic": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
}


def read_html(data: bytes, name: str, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a web page's article.

    Args:
        data: the bytes of a page, in any character set.
        name: the file's name, for errors.
        limits: caps on elements, nesting, cells and time.

    Returns:
        Blocks in reading order, and a sentence for each thing that could not be carried over.

    Raises:
        ReadError: E114 too deep, E117 an unknown character set, E118 too slow, E119 too large.
    """
    clock = limits.clock(name)
    text = decode(data, _declared(data), name)
    if text.count("<") > limits.elements:
        raise ReadError("E119", name, limit=limits.elements, what="html tags")
    root = _parse(text)
    if root is None:
        return [], []
    _check_depth(root, name, limits)
    clock.check()
    title = tidy(str(root.xpath("string(//title[1])")))
    _drop_unread(root)
    _drop_hidden(root)
    clock.check()
    body = root.find("body")
    body = root if body is None else body
    whole = etree.tostring(body, encoding="utf-8")
    prune(body, title, clock)
    walk = _Walk(name, limits, clock)
    blocks = [block for block in walk.flow(body) if not is_furniture(block)]
    if not blocks:  # better the whole page than nothing of it
        again = _parse(whole.decode("utf-8"))
        blocks = [] if again is None else _Walk(name, limits, clock).flow(again)
    return blocks, walk.warnings


def _declared(data: bytes) -> str | None:
    for pattern in _DECLARED:
        if match := pattern.search(data[:_HEAD]):
            return match.group(1).decode("ascii", "ignore")
    return None


def _parse(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    text = _XML_DECLARATION.sub("", text, count=1)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing at all in it
        return None
    return root


def _check_depth(root: etree._Element, name: str, limits: Limits) -> None:
    """Inline tags left open are common and harmless; only boxes within boxes count."""
    depth = boxes = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        boxes += step * (element.tag in BLOCKS)
        if boxes > limits.nesting or depth > _DEEPEST:
            raise ReadError("E114", name, limit=limits.nesting)


def _drop_unread(root: etree._Element) -> None:
    for element in list(root.iter(*_UNREAD)):
        drop(element)


def _drop_hidden(root: etree._Element) -> None:
    """Hidden elements go, but for one that holds most of the page: a script would have shown it."""
    total = _length(root)
    for element in list(root.iter(etree.Element)):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if hidden and _length(element) * 2 < total:
            drop(element)


def _length(element: etree._Element) -> int:
    return len(text_of(element))


@dataclass(slots=True)
class _Walk:
    """Turns elements into blocks, counting cells on the way."""

    name: str
    limits: Limits
    clock: Clock
    warnings: list[str] = field(default_factory=list)
    cells: int = 0
    counters: dict[etree._Element, int] = field(default_factory=dict)  # ordered list → the number of its last item

    def flow(self, parent: etree._Element) -> list[Block]:
        """The blocks in an element: paragraphs end where a box begins or ends, and at line breaks."""
        found: list[Block] = []
        pieces: list[str] = []
        number = ""

        def flush(level: int | None = None) -> None:
            nonlocal number
            lines = [line for line in map(tidy, "".join(pieces).split(_BREAK)) if line]
            if lines and number:
                lines[0], number = number + lines[0], ""
            found.extend(TextBlock(line, level) for line in lines)
            pieces.clear()

        walk = etree.iterwalk(parent, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            boxed = _is_box(element) and element is not parent
            if event == "start":
                self.clock.check()
                if boxed:
                    flush()
                if tag == "table" and element is not parent:
                    found += self.table(element)
                    walk.skip_subtree()
                    continue
                if tag == "br":
                    pieces.append(_BREAK)
                elif tag == "li":
                    number = self.number(element)
                text = element.text or ""
                pieces.append(text.replace("\n", _BREAK) if tag == "pre" else text)
            else:
                if boxed:
                    flush(_HEADING.get(tag))
                if element is not parent:
                    pieces.append(element.tail or "")
        flush(_HEADING.get(parent.tag))
        return found

    def table(self, element: etree._Element) -> list[Block]:
        """The blocks of a table, its caption before it."""
        found: list[Block] = []
        rows: list[list[etree._Element]] = []
        for part in _rows(element):
            if part.tag == "tr":
                rows.append([cell for cell in part if cell.tag in ("td", "th")])
            else:
                found += self.flow(part)
        cells: list[SourceCell] = []
        free: list[int] = []  # column → the first row in which no cell from above reaches into it
        widest = max((_width(row) for row in rows), default=0)
        for row, elements in enumerate(rows):
            column = 0
            for place, cell in enumerate(elements):
                self.count_cell()
                reach = min(len(free), _WIDEST)
                while column < reach and free[column] > row:
                    column += 1
                width = _span(cell, "colspan")
                if width > _WIDE or column + width > _WIDEST:  # senseless: as far as the other rows reach
                    width = max(1, min(width, widest - column - (len(elements) - 1 - place)))
                height = _span(cell, "rowspan") or len(rows)
                height = min(height, len(rows) - row)
                cells.append(SourceCell(tuple(self.flow(cell)), row, column, height, width))
                free += [0] * (column + width - len(free))
                free[column : column + width] = [row + height] * width
                column += width
        return found + table_blocks(cells)

    def number(self, item: etree._Element) -> str:
        """The number that the browser writes before an item of an ordered list."""
        items = item.getparent()
        form = None if items is None or items.tag != "ol" else _list_format(items)
        if items is None or form is None:
            return ""
        following = self.counters.get(items, _integer(items.get("start"), 1) - 1) + 1
        self.counters[items] = _integer(item.get("value"), following)
        return format_number(self.counters[items], form[0]) + form[1]

    def count_cell(self) -> None:
        self.clock.check()
        self.cells += 1
        self.limits.check_cells(self.name, self.cells)


def _is_box(element: etree._Element) -> bool:
    return element.tag in BLOCKS or (element.tag == "span" and bool(_AS_BLOCK.search(element.get("style") or "")))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, and whatever else a careless page has between them."""
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from child
        else:
            yield child


def _span(cell: etree._Element, name: str) -> int:
    """The number that an attribute begins with, as browsers read it; 1 where there is none, 0 only for rowspan."""
    match = re.match(r"\s*\+?(\d{1,12})", cell.get(name) or "")
    span = int(match.group(1)) if match else 1
    return span if span or name == "rowspan" else 1


def _width(row: list[etree._Element]) -> int:
    """The columns that a row fills by itself, senseless spans aside."""
    spans = [_span(cell, "colspan") for cell in row]
    width = sum(span if span <= _WIDE else 1 for span in spans)
    return width if width <= _WIDEST else len(row)


def _list_format(items: etree._Element) -> tuple[str, str] | None:
    styled = _LIST_STYLE.search(items.get("style") or "")
    return _LIST_FORMATS.get(styled.group(1).lower() if styled else items.get("type", "1"))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
