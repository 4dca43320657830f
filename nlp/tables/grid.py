"""A table whose rows, columns and spans can be trusted, with what covers each place."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.document import Cell, TableBlock
from nlp.tables.values import normalise


class Grid:
    """Places of a table and the cell that covers each.

    Args:
        block: a table of layout 'grid'; texts are normalised here once.
    """

    def __init__(self, block: TableBlock) -> None:
        # a span that reaches beyond every other cell's place covers nothing that could be bound
        self.height = 1 + max((c.row for c in block.cells), default=-1)
        self.width = 1 + max((c.column for c in block.cells), default=-1)
        self.cells = tuple(
            Cell(
                normalise(c.text).strip(),
                c.row,
                c.column,
                max(1, min(c.rowspan, self.height - c.row)),
                max(1, min(c.colspan, self.width - c.column)),
            )
            for c in block.cells
        )
        self._cover: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    self._cover.setdefault((row, column), cell)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._cover.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, from left to right, each once."""
        found = (self.at(row, column) for column in range(self.width))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def starting(self, row: int) -> list[Cell]:
        """The cells that begin in a row."""
        return [cell for cell in self.row(row) if cell.row == row]

    def above(self, column: int, rows: range) -> str:
        """The text over a column within some rows, each cell once, downwards: '商业' over '企业' joins."""
        found = (self.at(row, column) for row in rows)
        return "".join(cell.text for cell in dict.fromkeys(cell for cell in found if cell is not None))

    def lines(self) -> Iterator[str]:
        """The table as running text: a row a line, cells that begin there parted by tabs."""
        for row in range(self.height):
            yield "\t".join(cell.text.replace("\n", "") for cell in self.starting(row))
