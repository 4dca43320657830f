"""Growth against the counts beside it: 128件，较上年增加22件，增长20.8%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.analysis import Check
from nlp.claims.statement import Statement
from nlp.reconcile.labels import figure

_NEXT_TO = re.compile(r"[，,（(、]?\s*(?:较|比|同比|与)?[^，。；、0-9]{0,12}$")


def check_growth(statements: Sequence[Statement], texts: Sequence[str]) -> list[Check]:
    """The check `growth`, where a count, its change and its rate follow one another.

    Args:
        statements: of the whole report, in reading order.
        texts: the paragraphs' texts, by paragraph id.

    Returns:
        pass or fail; nothing where one of the three is missing or rough. Scope: the paragraph id.
    """
    checks = []
    for count, change, rate in zip(statements, statements[1:], statements[2:], strict=False):
        text = texts[count.paragraph]
        if not _triple(count, change, rate, text):
            continue
        before = _before(count, change)
        if before <= 0:
            continue
        right = (change.quantity.value * 100 / before).quantize(Decimal("0.01"))
        stated = rate.quantity.value
        said = f"“{text[count.start : rate.end]}”：{figure(change.quantity.value)}÷{figure(before)}＝{figure(right)}%"
        fits = abs(change.quantity.value * 100 / before - stated) < rate.quantity.step
        checks.append(
            Check("growth", str(count.paragraph), "pass" if fits else "fail", stated, right, f"{said}，{'相符' if fits else '不符'}")
        )
    return checks


def _before(count: Statement, change: Statement) -> Decimal:
    """Last year's number: 比2019年的24件减少7件 writes it; else it is this year's less the change."""
    if count.year is not None and change.year is not None and count.year < change.year:
        return count.quantity.value
    return count.quantity.value - change.sign * change.quantity.value


def _triple(count: Statement, change: Statement, rate: Statement, text: str) -> bool:
    if not (count.paragraph == change.paragraph == rate.paragraph):
        return False
    if (count.kind, change.kind, rate.kind) != ("count", "change", "rate") or count.quantity.unit != change.quantity.unit:
        return False
    if any(s.quantity.approximation for s in (count, change, rate)) or count.quantity.step > 1 or change.quantity.step > 1:
        return False
    return bool(
        change.sign == rate.sign
        and _NEXT_TO.fullmatch(text[count.quantity.end : change.quantity.start])
        and _NEXT_TO.fullmatch(text[change.quantity.end : rate.quantity.start])
    )
