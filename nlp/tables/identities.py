"""The identities that the statutory tables promise, and whether they hold.

国办公开办函〔2019〕60号 and 〔2021〕30号 print the first one in the table itself:
第一项加第二项之和，等于第三项加第四项之和.

Blank cells. A blank cell counts as zero while an identity is tried. A blank row total counts as the sum of its six
columns, since some bodies leave every row total out: it is a sum left to the reader, not a zero. So row_sum is skipped
for a row whose total is blank, while results_sum and balance of the total column go on with the concluded totals. An
identity all of whose cells are blank says nothing and is skipped. '/' counts as zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.analysis import CellValue, Check, Rule, Table
from nlp.tables.templates import (
    APPLICATION_ROWS,
    COLUMN_LABELS,
    COLUMNS,
    OUTCOMES,
    PART_LABELS,
    PARTS,
    SIX,
    application_rows,
    outcome_rows,
)

_ROW_NAMES = {row.key: row.label for row in APPLICATION_ROWS}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an identity: cells that add up, each with the words for it, and the words for them all."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sides that must be equal. `subject` opens the explanation: '自然人列'."""

    rule: Rule
    scope: str
    subject: str
    left: Side
    right: Side

    @property
    def names(self) -> tuple[str, ...]:
        """All cells that take part."""
        return self.left.names + self.right.names


def check_identities(tables: Sequence[Table]) -> list[Check]:
    """Tries every identity of the bound tables.

    Args:
        tables: what `bind` gave.

    Returns:
        one check an identity of which at least one cell is bound, in the order balance, results_sum, row_sum,
        review_sum.
    """
    return [
        evaluate(identity, table.cells)
        for table in tables
        for identity in identities(table)
        if any(name in table.cells for name in identity.names)
    ]


def identities(table: Table) -> Iterator[Identity]:
    """The identities of one table; the proactive table promises none."""
    if table.kind == "applications":
        for column in COLUMNS:
            yield balance(column)
        for column in COLUMNS:
            yield results_sum(column, table.template)
        for row in application_rows(table.template):
            yield row_sum(row.key)
    elif table.kind == "review":
        for part in PARTS:
            yield review_sum(part)


def balance(column: str) -> Identity:
    """本年新收＋上年结转＝办理结果总计＋结转下年度, column by column."""

    def side(*rows: str) -> Side:
        return Side(tuple(f"applications.{row}.{column}" for row in rows), tuple(_ROW_NAMES[row] for row in rows))

    return Identity("balance", column, _column(column), side("new", "carried_in"), side("total", "carried_out"))


def results_sum(column: str, template: str) -> Identity:
    """The outcomes of a column add up to its 总计."""
    outcomes = tuple(f"applications.{row}.{column}" for row in outcome_rows(template))
    return Identity(
        "results_sum",
        column,
        _column(column),
        Side(outcomes, (), "各项办理结果之和"),
        Side((f"applications.total.{column}",), (), "办理结果总计"),
    )


def row_sum(row: str) -> Identity:
    """The six kinds of applicants add up to the row's total."""
    left = Side(tuple(f"applications.{row}.{column}" for column in SIX), (), "六类申请人之和")
    return Identity("row_sum", row, f"“{_ROW_NAMES[row]}”行", left, Side((f"applications.{row}.total",), (), "总计"))


def review_sum(part: str) -> Identity:
    """The four outcomes of a part of the review table add up to its total."""
    left = Side(tuple(f"review.{part}.{outcome}" for outcome in OUTCOMES[:-1]), (), "四种结果之和")
    return Identity("review_sum", part, PART_LABELS[part][0], left, Side((f"review.{part}.total",), (), "总计"))


def evaluate(identity: Identity, cells: Mapping[str, CellValue]) -> Check:
    """Whether an identity holds over these cells; see the module's words on blank ones."""

    def skipped(why: str) -> Check:
        return Check(identity.rule, identity.scope, "skipped", None, None, f"{identity.subject}：{why}，未核对")

    missing = [name for name in identity.names if name not in cells]
    if missing:
        return skipped(f"有{len(missing)}个单元格未能读出")
    if all(cells[name] is None for name in identity.names):
        return skipped("单元格全部空白")
    if identity.rule in ("row_sum", "review_sum") and cells[identity.right.names[0]] is None:
        return skipped("总计空白")
    if identity.rule == "results_sum" and concluded(identity.right.names[0], cells) is None:
        return skipped("总计空白")
    left, right = _numbers(identity.left, cells), _numbers(identity.right, cells)
    status = "pass" if sum(left) == sum(right) else "fail"
    blank = sum(cells[name] is None for name in identity.names)
    end = ("相符" if status == "pass" else "不符") + (
        f"（{blank}个空白单元格按{_blank_words(identity, cells)}计）" if blank else ""
    )
    explanation = f"{identity.subject}：{_spoken(identity.left, left)}，{_spoken(identity.right, right)}，{end}"
    total = sum(left, _ZERO), sum(right, _ZERO)
    return Check(identity.rule, identity.scope, "pass" if status == "pass" else "fail", *total, explanation)


def concluded(name: str, cells: Mapping[str, CellValue]) -> Decimal | None:
    """A cell's number for sums: what is written; zero for '/' and a blank; the row's sum for a blank row total.

    Returns:
        None only for a blank total of a row where nothing is written at all, and for a cell that is not bound.
    """
    if name not in cells:
        return None
    value = cells[name]
    if isinstance(value, Decimal):
        return value
    if value == "/":
        return _ZERO
    head, _, column = name.rpartition(".")
    if not name.startswith("applications.") or column != "total":
        return _ZERO
    written = [cells.get(f"{head}.{key}") for key in SIX]
    if all(part is None for part in written):
        return None
    return sum((part for part in written if isinstance(part, Decimal)), _ZERO)


def _numbers(side: Side, cells: Mapping[str, CellValue]) -> list[Decimal]:
    return [concluded(name, cells) or _ZERO for name in side.names]


def _blank_words(identity: Identity, cells: Mapping[str, CellValue]) -> str:
    totals = any(cells[name] is None and name.endswith(".total") and concluded(name, cells) for name in identity.names)
    return "零或各列之和" if totals else "零"


def _spoken(side: Side, numbers: Sequence[Decimal]) -> str:
    total = format(sum(numbers, _ZERO), "f")
    if side.whole:
        return f"{side.whole}{total}"
    parts = "＋".join(f"{word}{number:f}" for word, number in zip(side.words, numbers, strict=True))
    return f"{parts}＝{total}"


def _column(column: str) -> str:
    return f"{COLUMN_LABELS[column][0]}列"
