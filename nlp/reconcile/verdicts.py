"""The verdict on one statement: bound to its cells and compared with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.analysis import VerdictName
from nlp.claims.statement import Reading, Statement
from nlp.reconcile.causes import likely_cause
from nlp.reconcile.compare import Agreement, agreement, in_unit_of
from nlp.reconcile.labels import figure, joined
from nlp.tables.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tables say to a statement. `expected` is in the statement's unit."""

    name: VerdictName
    cells: Reading
    expected: Decimal | None
    cause: str | None
    explanation: str


_ONE_FORM = (".published", ".total", ".valid")


@dataclass(frozen=True, slots=True)
class _Trial:
    reading: Reading
    table: Decimal
    expected: Decimal
    result: Agreement | None


def judge(statement: Statement, text: str, lookup: Lookup, changes: Sequence[Decimal] = ()) -> Verdict:
    """The verdict on a statement.

    Args:
        statement: a number and the cells it can mean.
        text: its paragraph's text.
        lookup: the report's tables.
        changes: signed changes against last year that the narrative states beside it.

    Returns:
        The first reading that agrees decides; several readings of unlike kind that agree equally well, where the words
        name none of them, are ambiguous. Only what the words name can mismatch.
    """
    if not statement.readings:
        return Verdict("no_counterpart", (), None, None, statement.reason or "法定表格中没有对应的数据")
    trials = [trial for reading in statement.readings if (trial := _try(statement, text, reading, lookup))]
    if not trials:
        return Verdict("no_counterpart", (), None, None, "报告的表格中没有可供核对的数字")
    agreed = [trial for trial in trials if trial.result == "match"] or [t for t in trials if t.result == "consistent"]
    if not agreed:
        return _disagreement(statement, trials[0], lookup, changes)
    rivals = [trial for trial in agreed[1:] if not _akin(trial.reading, agreed[0].reading)]
    if rivals and not statement.named:
        cells = tuple(cell for trial in (agreed[0], *rivals) for cell in trial.reading)
        names = "、".join(f"“{joined(trial.reading)}”" for trial in (agreed[0], *rivals))
        return Verdict("ambiguous", cells, agreed[0].expected, None, f"与{names}都相符，无法判定所指")
    for readings in statement.also:
        others = [trial for reading in readings if (trial := _try(statement, text, reading, lookup))]
        if others and all(trial.result is None for trial in others):
            return _disagreement(statement, others[0], lookup, changes)
    best = agreed[0]
    table = f"表中“{joined(best.reading)}”为{figure(best.table)}"
    if best.result == "match":
        return Verdict("match", best.reading, best.expected, None, f"{table}，相符")
    return Verdict("consistent", best.reading, best.expected, None, f"{table}，与正文的约数或取整数相容")


def _try(statement: Statement, text: str, reading: Reading, lookup: Lookup) -> _Trial | None:
    table = lookup.get("+".join(reading))
    if table is None:
        return None
    expected = in_unit_of(statement.quantity, reading[0], table)
    if expected is None:
        return None
    sign = statement.sign if reading[0].endswith(".delta") and len(reading) == 1 else 0
    words = text[statement.quantity.start : statement.quantity.end + 2]
    return _Trial(reading, table, expected, agreement(statement.quantity, expected, sign, words))


def _akin(one: Reading, other: Reading) -> bool:
    """收到 read as new, or as new and carried in: one idea, not two."""
    return set(one) <= set(other) or set(other) <= set(one)


def _disagreement(statement: Statement, trial: _Trial, lookup: Lookup, changes: Sequence[Decimal]) -> Verdict:
    quantity = statement.quantity
    table = f"表中“{joined(trial.reading)}”为{figure(trial.table)}"
    # 公开规章26件 has its column in the form of 2019 only; in another form it can match, but not mismatch
    elsewhere = trial.reading != statement.readings[0] and (statement.indicator or "").endswith(_ONE_FORM)
    if not statement.named or elsewhere:
        return Verdict("no_counterpart", (), None, None, f"{table}，但正文未指明口径，不作比较")
    scale = trial.table / trial.expected if trial.expected else Decimal(1)
    value = quantity.value * scale * (statement.sign or 1)
    if not trial.reading[0].endswith(".delta"):
        value = abs(value)
    cause = likely_cause(quantity.step * scale, value, trial.table, trial.reading, lookup, changes)
    said = f"正文为{figure(quantity.value)}{quantity.unit}，{table}，不一致"
    return Verdict(
        "mismatch",
        trial.reading,
        trial.expected,
        cause[0] if cause else None,
        f"{said}；{cause[1]}" if cause else said,
    )
