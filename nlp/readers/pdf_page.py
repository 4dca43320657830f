"""One page of a pdf as lines of text and ruled tables, in reading order.

Everything here is geometry in points, from the page's upper left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeAlias

from nlp.readers.lines import clean, close_up, join_lines

Char: TypeAlias = "dict[str, Any]"

MOST_RULES = 20_000
"""Drawn edges of one page above which it is a drawing, not a table."""
TOLERANCES = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 3}
LOW_ROW = 60
"""A cell alone that is higher than this many points is a frame around text."""
OPEN_ZONE = 0.15
"""Part of the page's height, from its upper or lower edge, where a table may be open because it goes on."""
BLANK_GAP = 0.45
"""A gap between characters of this many times their size is a blank that was not written."""
WIDE_GAP = 1.5
"""A gap of this many times the size parts the cells of a table without ruling."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page.

    Attributes:
        text: with blanks where they stand on the page.
        x0: left edge.
        x1: right edge.
        top: upper edge.
        bottom: lower edge.
        size: of most of its characters.
        page: counted from 1.
        gaps: how many gaps are wide enough to part cells.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled table: its box, its text, and how far its last line reaches.

    Attributes:
        text: its lines joined.
        x0: left edge.
        x1: right edge.
        top: upper edge.
        bottom: lower edge.
        slack: room that the last line leaves free, in characters; 0 for a blank cell.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    slack: float = 0.0


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The part of a ruled table that stands on one page."""

    cells: tuple[RuledCell, ...]
    page: int

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(cell.x0 for cell in self.cells)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(cell.x1 for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, from top to bottom.

    Attributes:
        items: lines and tables.
        number: counted from 1.
        width: in points.
        height: in points.
        pictures: how many pictures it shows.
        unreadable: how many characters have no known meaning.
    """

    items: tuple[Line | RuledTable, ...]
    number: int
    width: float
    height: float
    pictures: int = 0
    unreadable: int = 0


def parse_page(page: Any, number: int) -> Page:
    """A pdfplumber page as lines and ruled tables.

    Args:
        page: a `pdfplumber.page.Page`.
        number: counted from 1.
    """
    page = page.dedupe_chars(tolerance=1)  # bold that was made by printing twice
    chars = [c for c in page.chars if c["text"]]
    known = [c for c in chars if not c["text"].startswith("(cid:")]
    unreadable = len(chars) - len(known)
    tables: list[RuledTable] = []
    for cells in _table_boxes(page):
        inside, outside = _split(known, _hull(cells))
        filled, left_over = _fill(cells, inside)
        tables.append(RuledTable(filled, number))
        known = outside + left_over
    items: list[Line | RuledTable] = [*make_lines(known, number), *tables]
    items.sort(key=lambda item: (item.top, item.x0))
    return Page(tuple(items), number, float(page.width), float(page.height), len(page.images), unreadable)


Box: TypeAlias = "tuple[float, float, float, float]"


def _table_boxes(page: Any) -> list[list[Box]]:
    """The cell boxes of each ruled table.

    Shading behind text is no ruling: filled areas without a stroke are left out, thin ones are lines drawn as areas.
    """
    def is_rule(obj: dict[str, Any]) -> bool:
        if obj["object_type"] not in ("rect", "curve"):
            return True
        thin = min(obj["width"], obj["height"]) < 3
        return thin or (bool(obj.get("stroke")) and not (obj.get("fill") and not obj.get("linewidth")))

    if len(page.lines) + len(page.rects) + len(page.curves) > MOST_RULES:
        return []
    ruled = page.filter(is_rule)
    settings = {**TOLERANCES, "explicit_horizontal_lines": _open_ends(ruled.edges, float(page.height))}
    finder = ruled.debug_tablefinder(settings)
    tables = [[_box(cell) for cell in table.cells] for table in finder.tables]
    taken = {cell for table in tables for cell in table}
    # A row that a page break parts from its table is a cell alone, which the finder takes for no table.
    alone = [cell for cell in map(_box, finder.cells) if cell not in taken and cell[3] - cell[1] <= LOW_ROW]
    return tables + [[cell] for cell in alone]


def _box(cell: Sequence[Any]) -> Box:
    x0, top, x1, bottom = map(float, cell)
    return x0, top, x1, bottom


def _open_ends(edges: Sequence[dict[str, Any]], height: float) -> list[dict[str, Any]]:
    """The lines missing where a page break leaves a table open: upright rules end together and nothing closes them."""
    upright = [e for e in edges if e["orientation"] == "v"]
    level = [e for e in edges if e["orientation"] == "h"]
    closing = []
    for key, zone in (("top", (0.0, OPEN_ZONE * height)), ("bottom", ((1 - OPEN_ZONE) * height, height))):
        ends = [e for e in upright if zone[0] <= e[key] <= zone[1]]
        if len(ends) < 2:
            continue
        y = (min if key == "top" else max)(e[key] for e in ends)
        ends = [e for e in ends if abs(e[key] - y) <= 3]
        x0, x1 = min(e["x0"] for e in ends), max(e["x1"] for e in ends)
        covered = _covered([(e["x0"], e["x1"]) for e in level if abs(e["top"] - y) <= 3], x0, x1)
        if len(ends) > 1 and x1 - x0 > 20 and covered < 0.9 * (x1 - x0):
            line = {"object_type": "line", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}
            closing.append(line)
    return closing


def _covered(spans: Iterable[tuple[float, float]], x0: float, x1: float) -> float:
    """How much of x0 to x1 is under the spans."""
    total, reached = 0.0, x0
    for start, end in sorted(spans):
        start, end = max(start, reached), min(end, x1)
        if end > start:
            total += end - start
            reached = end
    return total


def _hull(cells: Sequence[Box]) -> Box:
    return min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells)


def _split(chars: Sequence[Char], box: Box) -> tuple[list[Char], list[Char]]:
    """The characters whose middle is in a box, and the others."""
    inside: list[Char] = []
    outside: list[Char] = []
    for c in chars:
        x, y = (c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2
        (inside if box[0] <= x <= box[2] and box[1] <= y <= box[3] else outside).append(c)
    return inside, outside


def _fill(cells: Sequence[Box], chars: Sequence[Char]) -> tuple[tuple[RuledCell, ...], list[Char]]:
    """The cells with their text, and the characters in none of them.

    A look-up grid of all edges keeps this linear in the characters.
    """
    xs = sorted({x for c in cells for x in (c[0], c[2])})
    ys = sorted({y for c in cells for y in (c[1], c[3])})
    owner: dict[tuple[int, int], int] = {}
    for n, (x0, top, x1, bottom) in enumerate(cells):
        for i in range(bisect_right(xs, x0) - 1, bisect_right(xs, x1 - 0.01)):
            for j in range(bisect_right(ys, top) - 1, bisect_right(ys, bottom - 0.01)):
                owner.setdefault((i, j), n)
    contents: list[list[Char]] = [[] for _ in cells]
    left_over: list[Char] = []
    for c in chars:
        place = bisect_right(xs, (c["x0"] + c["x1"]) / 2) - 1, bisect_right(ys, (c["top"] + c["bottom"]) / 2) - 1
        (contents[owner[place]] if place in owner else left_over).append(c)
    return tuple(_cell(box, content) for box, content in zip(cells, contents, strict=True)), left_over


def _cell(box: Box, chars: Sequence[Char]) -> RuledCell:
    lines = make_lines(chars, 0)
    text = ""
    for line in lines:
        text = join_lines(text, line.text)
    slack = (box[2] - box[0] - (lines[-1].x1 - lines[-1].x0)) / lines[-1].size if lines else 0.0
    x0, top, x1, bottom = box
    return RuledCell(close_up(text).strip(), x0, x1, top, bottom, slack)


def make_lines(chars: Iterable[Char], page: int) -> list[Line]:
    """Characters as lines, from top to bottom.

    Args:
        chars: pdfplumber characters, in any order.
        page: the page they stand on.
    """
    rows: list[list[Char]] = []
    middle = size = 0.0
    for c in sorted(chars, key=lambda c: float(c["top"] + c["bottom"])):
        place = (c["top"] + c["bottom"]) / 2
        if rows and abs(place - middle) <= 0.4 * max(size, c["size"]):
            rows[-1].append(c)
            middle += (place - middle) / len(rows[-1])
            size = max(size, c["size"])
        else:
            rows.append([c])
            middle, size = place, c["size"]
    return [line for row in rows if (line := _line(row, page)) is not None]


def _line(row: list[Char], page: int) -> Line | None:
    row.sort(key=lambda c: float(c["x0"]))
    inked = [c for c in row if not c["text"].isspace()]
    if not inked:
        return None
    size = median(c["size"] for c in inked)
    parts: list[str] = []
    gaps = 0
    end = inked[0]["x0"]
    for c in row:
        if c["text"].isspace():
            parts.append(" ")
            continue
        gap = (c["x0"] - end) / size
        if gap > BLANK_GAP:
            parts.append(" ")
            gaps += gap > WIDE_GAP
        parts.append(c["text"])
        end = max(end, c["x1"])
    text = " ".join(clean("".join(parts)).split())
    if not text:
        return None
    top, bottom = min(c["top"] for c in inked), max(c["bottom"] for c in inked)
    return Line(text, inked[0]["x0"], end, top, bottom, size, page, gaps)
