"""How messages call the cells: 'applications.granted.natural' → 予以公开（自然人）."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlp.tables.templates import (
    APPLICATION_ROWS,
    COLUMN_LABELS,
    GROUPS,
    OUTCOME_LABELS,
    PART_LABELS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
)

_ROWS = {row.key: row.label for row in APPLICATION_ROWS} | {key: label for key, (label, _) in GROUPS.items()}
_PROACTIVE = {row.key: row.label for row in PROACTIVE_ROWS}
_COLUMNS = {key.partition(".")[0]: labels[0] for key, (_, labels) in PROACTIVE_COLUMNS.items()}


def label(cell: str) -> str:
    """A cell's name for people.

    >>> label("review.direct.upheld")
    '行政诉讼（未经复议直接起诉）结果维持'
    """
    table, _, rest = cell.partition(".")
    row, _, column = rest.rpartition(".")
    if table == "applications":
        name = _ROWS.get(row, row)
        return name if column == "total" else f"{name}（{COLUMN_LABELS[column][0]}）"
    if table == "review":
        part = PART_LABELS[row][0]
        way = part if row == "review" else f"行政诉讼（{part}）"
        return f"{way}{OUTCOME_LABELS[column][0]}"
    if not row:
        return _PROACTIVE.get(column, column)
    return f"{_PROACTIVE.get(row, row)}{_COLUMNS.get(column, column)}"


def joined(cells: Sequence[str]) -> str:
    """The names of cells that are added up."""
    return "＋".join(label(cell) for cell in cells)


def figure(number: Decimal) -> str:
    """A number for people, without an exponent or idle zeros.

    >>> figure(Decimal("1.20E+3"))
    '1200'
    """
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
