"""Which tables of a source are data, and which only lay out a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.document import Block, Cell, TableBlock, TextBlock
from nlp.readers.blanks import join_lines

_SENTENCE = 60  # a paragraph with a full stop and this many characters is prose; the longest statutory label has 45
_LONG = 200
_FIGURE = re.compile(r"[-+−－＋]?\s*[\d０-９][\d０-９.,，．\s]*[%％]?|[/／—－-]")


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell with everything that stands in it, other tables included."""

    content: tuple[Block, ...]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


def table_blocks(cells: Sequence[SourceCell], page: int | None = None) -> list[Block]:
    """The blocks that a table gives: itself, or its content where it only lays out a page.

    A data table gives one TableBlock, followed by the tables that stood in its cells. A layout table gives what its
    cells hold, in reading order. A table of blank cells gives nothing.

    Args:
        cells: in reading order.
        page: the page the table begins on.
    """
    if not any(cell.content for cell in cells):
        return []
    if _is_layout(cells):
        return [block for cell in cells for block in cell.content]
    own = tuple(Cell(_own_text(c), c.row, c.column, c.rowspan, c.colspan) for c in cells)
    inner = [block for cell in cells for block in cell.content if isinstance(block, TableBlock)]
    return [TableBlock(own, "grid", page), *inner]


def _own_text(cell: SourceCell) -> str:
    return join_lines([block.text for block in cell.content if isinstance(block, TextBlock)])


def _is_layout(cells: Sequence[SourceCell]) -> bool:
    """A table of one column, or one whose text is mostly prose and other tables rather than labels and figures."""
    if len({cell.column for cell in cells}) == 1:
        return True
    sizes = [sum(map(_size, cell.content)) for cell in cells]
    flowing = [size for cell, size in zip(cells, sizes, strict=True) if _flows(cell)]
    figures = sum(1 for cell in cells if _FIGURE.fullmatch(_own_text(cell)))
    filled = sum(1 for cell in cells if cell.content)
    return sum(flowing) > sum(sizes) / 2 and figures < filled * 0.3


def _flows(cell: SourceCell) -> bool:
    """The cell holds another table or prose."""
    if any(isinstance(block, TableBlock) for block in cell.content):
        return True
    texts = [block.text for block in cell.content if isinstance(block, TextBlock)]
    return sum(map(len, texts)) > _LONG or any("。" in text and len(text) >= _SENTENCE for text in texts)


def _size(block: Block) -> int:
    return len(block.text) if isinstance(block, TextBlock) else sum(len(cell.text) for cell in block.cells)
