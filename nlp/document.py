"""What readers give: blocks of text and tables in reading order.

A reader makes no judgement about what the text means; it only restores what a person would see on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Format = Literal["docx", "html", "pdf", "text", "parts"]

Layout = Literal["grid", "rows", "lines"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph as it stands in the source, never empty, without line breaks.

    Attributes:
        text: the paragraph, white space at both ends removed, numbering that the source makes by itself written out.
        level: the outline level that the source itself gives (Word heading style or list level, `<h2>`, `##`), counted
            from 1; None where the source gives none.
        page: the page it begins on, counted from 1, where the source has pages.
    """

    text: str
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. `row` and `column` are its upper left place in the table, counted from 0."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table as the source gives it.

    Attributes:
        cells: the cells in reading order, blank ones included (text '').
        layout: how far the places can be trusted. 'grid': rows, columns and spans are those of the source.
            'rows': the cells of a row stand in order, but cells under a merged one may be missing, so a column index
            only counts within its row. 'lines': each row is one cell, a line of running text (structure lost).
        page: the page it begins on, counted from 1, where the source has pages.
    """

    cells: tuple[Cell, ...]
    layout: Layout = "grid"
    page: int | None = None

    @classmethod
    def from_rows(cls, rows: list[list[str]], layout: Layout = "rows", page: int | None = None) -> TableBlock:
        """A table from lists of cell texts, a list a row.

        >>> TableBlock.from_rows([["规章", "3"]]).cells[1].text
        '3'
        """
        cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
        return cls(cells, layout, page)

    def rows(self) -> list[list[Cell]]:
        """The cells by row, in column order; a cell stands only in the row where it begins."""
        height = 1 + max((cell.row for cell in self.cells), default=-1)
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in rows]


Block: TypeAlias = TextBlock | TableBlock


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives.

    Attributes:
        name: the file's name, for messages and provenance.
        format: the format that was found in the bytes, whatever the name's ending says.
        sha256: of the bytes read, as lower case hexadecimal; '' where there were no bytes (`analyze_parts`).
        blocks: text and tables in reading order.
        warnings: what the reader could not carry over, a sentence each.
    """

    name: str
    format: Format
    sha256: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
