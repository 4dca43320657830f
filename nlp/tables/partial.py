"""What one part of a source says of one statutory table; several are put together into the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nlp.analysis import CellValue
from nlp.tables.templates import MONEY
from nlp.tables.values import in_ten_thousand, parse_value


@dataclass(slots=True)
class Partial:
    """Cells found so far, how they were concluded, and what had to be left out. Filled while binding only."""

    cells: dict[str, CellValue] = field(default_factory=dict)
    inferred: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, text: str, unit: str = "") -> None:
        """Binds a cell by its text; leaves it out with a warning where the text is no value.

        Args:
            name: the cell's name.
            text: as written.
            unit: the unit of money that the column's label writes, if the text has none of its own.
        """
        value = parse_value(text)
        if value is None:
            self.warnings.append(f"{name}：“{text.strip()[:20]}”不是数值，未采用")
            return
        number = value.number
        if name in MONEY and not isinstance(number, str) and number is not None:
            number = in_ten_thousand(type(value)(number, value.unit or unit))
            if (value.unit or unit) not in ("", "万元"):
                self.warnings.append(f"{name}：原文为“{text.strip()}”，按{value.unit or unit}折算为{number:f}万元")
        self.add(name, number)

    def add(self, name: str, value: CellValue, inferred: str = "") -> None:
        """Binds a cell; a value once bound stays, unless it was blank."""
        if name in self.cells and self.cells[name] is not None:
            if value is not None and value != self.cells[name]:
                self.warnings.append(f"{name}：先后两处数值不同（{self.cells[name]}、{value}），采用前者")
            return
        self.cells[name] = value
        if inferred:
            self.inferred[name] = inferred


def join(partials: Iterable[Partial]) -> Partial:
    """Several partial readings as one; the earlier wins."""
    whole = Partial()
    for partial in partials:
        whole.warnings += partial.warnings
        for name, value in partial.cells.items():
            whole.add(name, value, partial.inferred.get(name, ""))
    return whole


def in_order(cells: Mapping[str, CellValue], names: Iterable[str]) -> dict[str, CellValue]:
    """The cells in the template's order."""
    return {name: cells[name] for name in names if name in cells}
