"""Why a number of the narrative may differ from the table's: the likely cause, never which side is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

from nlp.claims.statement import Reading
from nlp.reconcile.labels import figure, label
from nlp.tables.lookup import Lookup, group_members
from nlp.tables.templates import COLUMNS, GROUPS, OUTCOMES

Cause = tuple[str, str]
"""A stable name and a Chinese phrase."""


def likely_cause(
    step: Decimal, value: Decimal, expected: Decimal, reading: Reading, lookup: Lookup, changes: Sequence[Decimal]
) -> Cause | None:
    """The likely cause of a mismatch.

    Args:
        step: what the last digit of the claim's number is worth, in the cells' unit.
        value: the claim's number in the cells' unit, with its sign.
        expected: what the cells give.
        reading: the cells.
        lookup: the report's tables.
        changes: the signed changes against last year that the narrative states beside the number.

    Returns:
        A name and a phrase; None where nothing explains it. Tried from the telling to the accidental.
    """
    tries: tuple[Callable[[], Cause | None], ...] = (
        lambda: _truncated(step, value, expected),
        lambda: _unit(step, value, expected),
        lambda: _elsewhere(value, reading, lookup),
        lambda: _digits(value, expected),
        lambda: _last_year(value, expected, changes),
        lambda: _other_row(value, reading, lookup),
    )
    return next((cause for attempt in tries if (cause := attempt()) is not None), None)


def _truncated(step: Decimal, value: Decimal, expected: Decimal) -> Cause | None:
    if step != 1 and expected and value == (expected / step).to_integral_value(ROUND_DOWN) * step:
        return "truncated", "尾数可能被舍去，而未四舍五入"
    return None


def _unit(step: Decimal, value: Decimal, expected: Decimal) -> Cause | None:
    """万 left out or put in, or the point moved; a figure of several digits may also have been rounded (31.8 for 318123)."""
    rounded = len(figure(abs(value)).replace(".", "").strip("0")) > 1
    for power in (4, 3, 1, 2, 8):
        for factor in (Decimal(10) ** power, Decimal(10) ** -power):
            room = step * factor / 2 if rounded and power in (4, 8) else Decimal(0)
            if value and expected and abs(value * factor - expected) <= room:
                return "unit", "可能写错了单位或数位"
    return None


def _elsewhere(value: Decimal, reading: Reading, lookup: Lookup) -> Cause | None:
    """Another column of the same row, one of the cells that should be added up, or a row of the group."""
    if not value:
        return None
    for cell in reading:
        for other in _same_row(cell):
            if other not in reading and lookup.get(other) == value:
                return "other_column", f"与同一行的“{label(other)}”相同，可能取错了列"
    for cell in reading:
        if len(reading) > 1 and lookup.get(cell) == value:
            return "sub_row", f"与“{label(cell)}”相同，可能漏加了其他项"
        for member in _members(cell):
            if lookup.get(member) == value:
                return "sub_row", f"与“{label(member)}”相同，可能把其中一项当成了合计"
    return None


def _same_row(cell: str) -> Iterator[str]:
    table, _, rest = cell.partition(".")
    row = rest.rpartition(".")[0]
    columns: Sequence[str] = ()
    if table == "applications":
        columns = COLUMNS
    elif table == "review":
        columns = OUTCOMES
    elif row in ("regulations", "normative"):
        columns = ("made", "published", "total", "repealed", "valid")
    elif row:
        columns = ("prev_items", "decisions")
    for column in columns:
        other = f"{table}.{row}.{column}"
        if other != cell:
            yield other


def _members(cell: str) -> Iterator[str]:
    table, _, rest = cell.partition(".")
    row, _, column = rest.rpartition(".")
    if table == "applications" and row in GROUPS:
        for member in group_members(row, "2021"):
            yield f"applications.{member}.{column}"


def _digits(value: Decimal, expected: Decimal) -> Cause | None:
    ours, theirs = figure(abs(value)).replace(".", ""), figure(abs(expected)).replace(".", "")
    if len(ours) == len(theirs) and ours != theirs and sorted(ours) == sorted(theirs):
        return "digits_swapped", "数字可能颠倒"
    short, long = sorted((ours, theirs), key=len)
    one_more = len(long) == len(short) + 1
    if one_more and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        return "digit_lost", "可能漏写或多写了一位数字"
    if len(ours) == len(theirs) >= 2 and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1:
        return "digit_changed", "有一位数字不同"
    return None


def _last_year(value: Decimal, expected: Decimal, changes: Sequence[Decimal]) -> Cause | None:
    if any(expected - change == value for change in changes):
        return "last_year", "可能写成了上一年的数字"
    return None


def _other_row(value: Decimal, reading: Reading, lookup: Lookup) -> Cause | None:
    """A number of one digit stands in many rows by accident: it says nothing."""
    if value < 10:
        return None
    for name in lookup.names():
        if _same_column(name, reading[0]) and name not in reading and lookup.get(name) == value:
            return "other_row", f"与“{label(name)}”相同，可能取错了行"
    return None


def _same_column(one: str, other: str) -> bool:
    """Cells of the same table and column; of a row with one value the column is the same."""
    one_parts, other_parts = one.split("."), other.split(".")
    if one_parts[0] != other_parts[0]:
        return False
    return len(one_parts) == len(other_parts) == 2 or one_parts[-1] == other_parts[-1]
