"""Ruled tables of a pdf as table blocks: places and spans from the ruling, parts on several pages put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp.document import Cell, TableBlock
from nlp.readers.lines import join_lines
from nlp.readers.pdf_page import RuledTable

SAME_EDGE = 4.0
"""Edges nearer than this many points are one."""
FULL_LINE = 3.0
"""A cell whose last line leaves less room than this many characters, padding with it, may go on after a page break."""
ITEM = re.compile(
    r"""[\d一二三四五六七八九十]{1,2}[.．、]              # 3.属于国家秘密  三、本年度办理结果
      | [（(][\d一二三四五六七八九十]{1,2}[）)]          # （三）不予公开
      | 第.{1,4}条                                     # 第二十条第（一）项
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"[-+＋－]?\s*[\d,，.．%]+|[/／—-]")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell on the table's own rows, still with its edges in points."""

    text: str
    row: int
    rows: int
    x0: float
    x1: float
    slack: float


def continues(table: RuledTable, following: RuledTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: same outer edges.

    Args:
        table: the upper part.
        following: the part on the next page.
    """
    return abs(table.x0 - following.x0) <= SAME_EDGE and abs(table.x1 - following.x1) <= SAME_EDGE


def to_block(parts: Sequence[RuledTable]) -> TableBlock:
    """A table, on one page or on several, as a block with layout 'grid'.

    Args:
        parts: the table's parts in page order.

    Returns:
        The table; a header row repeated on each page stands once, a row cut by a page break is one row again.
    """
    placed = _rows(parts[0])
    for part in parts[1:]:
        placed = _append(placed, _without_repeated_head(placed, _aligned(_rows(part), placed)))
    xs = _edges(x for cell in placed for x in (cell.x0, cell.x1))
    cells = []
    for cell in sorted(placed, key=lambda cell: (cell.row, cell.x0)):
        column, end = _nearest(xs, cell.x0), _nearest(xs, cell.x1)
        cells.append(Cell(cell.text, cell.row, column, cell.rows, max(1, end - column)))
    return TableBlock(tuple(cells), "grid", parts[0].page)


def _rows(table: RuledTable) -> list[_Placed]:
    ys = _edges(y for cell in table.cells for y in (cell.top, cell.bottom))
    placed = []
    for cell in table.cells:
        row, end = _nearest(ys, cell.top), _nearest(ys, cell.bottom)
        placed.append(_Placed(cell.text, row, max(1, end - row), cell.x0, cell.x1, cell.slack))
    return placed


def _aligned(part: list[_Placed], table: Sequence[_Placed]) -> list[_Placed]:
    """The part with its edges moved onto the table's where they all but meet: pages are never ruled quite alike."""
    xs = _edges(x for cell in table for x in (cell.x0, cell.x1))

    def moved(x: float) -> float:
        near = xs[_nearest(xs, x)]
        return near if abs(near - x) <= SAME_EDGE else x

    return [replace(cell, x0=moved(cell.x0), x1=moved(cell.x1)) for cell in part]


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_EDGE / 2:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    n = bisect_left(edges, value)
    return min((k for k in (n - 1, n) if 0 <= k < len(edges)), key=lambda k: abs(edges[k] - value))


def _height(cells: Sequence[_Placed]) -> int:
    return max((cell.row + cell.rows for cell in cells), default=0)


def _without_repeated_head(table: Sequence[_Placed], part: list[_Placed]) -> list[_Placed]:
    """Takes off the header rows that Word repeats on each page."""
    def row(cells: Iterable[_Placed], n: int) -> list[tuple[str, int]]:
        return [(cell.text, cell.rows) for cell in sorted(cells, key=lambda cell: cell.x0) if cell.row == n]

    count = 0
    while count < min(_height(part), _height(table)) and row(table, count) and row(table, count) == row(part, count):
        count += 1
    if not any(text for n in range(count) for text, _ in row(part, n)):
        return part
    return [replace(cell, row=cell.row - count) for cell in part if cell.row >= count]


def _append(table: list[_Placed], part: list[_Placed]) -> list[_Placed]:
    """The part under the table, cells that the page break has cut made one again."""
    height = _height(table)
    below = {_span(cell): cell for cell in part if cell.row == 0}
    above = {_span(cell): cell for cell in table if cell.row + cell.rows == height}
    pairs = [(cell, below[match]) for key, cell in above.items() if (match := _match(key, below)) is not None]
    whole_row = len(pairs) == len(below) == len(above) and _is_cut_row(pairs)
    shift = height - 1 if whole_row else height
    joined: dict[_Placed, _Placed] = {}
    gone: set[_Placed] = set()
    for upper, lower in pairs:
        if whole_row or _is_cut_group(upper, lower, list(below.values())):
            text = join_lines(upper.text, lower.text)
            joined[upper] = replace(upper, text=text, rows=lower.row + shift + lower.rows - upper.row)
            gone.add(lower)
    return [joined.get(cell, cell) for cell in table] + [replace(c, row=c.row + shift) for c in part if c not in gone]


def _span(cell: _Placed) -> tuple[float, float]:
    return cell.x0, cell.x1


def _match(span: tuple[float, float], below: dict[tuple[float, float], _Placed]) -> tuple[float, float] | None:
    near = (key for key in below if abs(key[0] - span[0]) <= SAME_EDGE and abs(key[1] - span[1]) <= SAME_EDGE)
    return next(near, None)


def _is_cut_row(pairs: Sequence[tuple[_Placed, _Placed]]) -> bool:
    """Whether the first row on the new page is the rest of the last one: some text goes on, nothing begins anew."""
    goes_on = False
    for upper, lower in pairs:
        if not lower.text:
            continue
        wrapped_number = NUMBER.fullmatch(upper.text) and upper.slack <= FULL_LINE
        if upper.text and NUMBER.fullmatch(lower.text) and not wrapped_number:
            return False
        if ITEM.match(lower.text) and upper.text:
            return False
        if upper.text and upper.slack > FULL_LINE:
            return False
        goes_on = goes_on or not NUMBER.fullmatch(lower.text)
    return goes_on or not any(lower.text for _, lower in pairs)


def _is_cut_group(upper: _Placed, lower: _Placed, row: Sequence[_Placed]) -> bool:
    """Whether a cell that reaches over rows (三、本年度办理结果) goes on after the page break.

    Args:
        upper: the last cell above the break.
        lower: the cell below it, with the same edges.
        row: all cells of the first row below the break.
    """
    if upper.rows == 1 and lower.rows == 1:
        filled = [cell for cell in row if cell.text]
        labels = [cell for cell in filled if not NUMBER.fullmatch(cell.text)]
        left = min(cell.x0 for cell in row)
        beside_label = any(cell.x0 > lower.x0 for cell in labels)
        within_head = labels == filled and any(cell.x0 > left for cell in labels)
        if not (beside_label or within_head) or NUMBER.fullmatch(upper.text):
            return False
    if not lower.text:
        return not NUMBER.fullmatch(upper.text)
    begins_anew = ITEM.match(lower.text) or NUMBER.fullmatch(lower.text)
    return not begins_anew and (not upper.text or upper.slack <= FULL_LINE)
