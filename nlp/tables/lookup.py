"""Looking a number up by its name: a cell, the sum of a group, or a sum of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.analysis import Table
from nlp.tables.identities import concluded
from nlp.tables.templates import COLUMNS, GROUPS, application_rows


class Lookup:
    """The numbers that the tables give, blanks concluded where that is certain.

    A blank cell gives zero where the binding recorded it as concluded (`Table.inferred`), and a blank row total the sum
    of its columns; any other blank, '/' and what was not read give None.

    Args:
        tables: what `bind` gave.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self._numbers: dict[str, Decimal] = {}
        for table in tables:
            self._numbers.update(_cells(table))
            self._numbers.update(_groups(table, self._numbers))

    def get(self, name: str) -> Decimal | None:
        """The number of a cell ('applications.new.total'), a group ('applications.denied.total') or a sum ('a+b')."""
        total = Decimal(0)
        for part in name.split("+"):
            number = self._numbers.get(part.strip())
            if number is None:
                return None
            total += number
        return total

    def names(self) -> tuple[str, ...]:
        """Every cell and group that has a number."""
        return tuple(self._numbers)


def value(table: Table, name: str) -> Decimal | None:
    """The number of one cell of a table, blanks concluded as in `Lookup`."""
    return Lookup([table]).get(name)


def group_value(table: Table, group: str, column: str) -> Decimal | None:
    """The sum of a group of outcomes ('denied', 'unable', 'rejected', 'other') in a column."""
    return Lookup([table]).get(f"applications.{group}.{column}")


def group_members(group: str, template: str) -> tuple[str, ...]:
    """The rows that a group holds: ('unable.not_held', 'unable.no_ready', 'unable.unclear')."""
    return tuple(row.key for row in application_rows(template) if row.group == group)


def _cells(table: Table) -> Iterator[tuple[str, Decimal]]:
    for name, written in table.cells.items():
        if isinstance(written, Decimal):
            yield name, written
        elif written is None and name in table.inferred:
            number = concluded(name, table.cells)
            if number is None and table.inferred[name] == "blank":  # the total of a row where nothing is written
                number = Decimal(0)
            if number is not None:
                yield name, number


def _groups(table: Table, numbers: dict[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    if table.kind != "applications":
        return
    for group in GROUPS:
        members = group_members(group, table.template)
        for column in COLUMNS if members else ():
            found = [numbers.get(f"applications.{member}.{column}") for member in members]
            if all(number is not None for number in found):
                yield f"applications.{group}.{column}", sum((n for n in found if n is not None), Decimal(0))
