"""A statement: a number of the narrative, what it measures, and which table cells could speak to it.

Statements know nothing of a table's contents. `nlp.reconcile` compares them with the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from nlp.analysis import Kind
from nlp.claims.quantities import Quantity

Reading: TypeAlias = tuple[str, ...]
"""Cells whose sum a statement may name, by their names in `nlp.tables`; one cell in most cases."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that the narrative states.

    Attributes:
        paragraph: the id of its paragraph.
        start: with `end`, the half-open span in the paragraph's text that states it.
        quantity: value, unit and approximation; its own span is that of the number and unit only.
        kind: count, amount, share, change or rate.
        year: the year it speaks of; None where that cannot be told.
        body: whose number it is, if not the reporting body's own; None for its own.
        indicator: what it measures, a dotted name; None where it is nothing that the statutory tables hold.
        readings: the cells or sums of cells it can mean, the most natural first; () where there are none.
        named: True where the words beside the number name the indicator; False where only the context gives it.
            What is not named is never called a mismatch.
        whole: the place, among all statements of the report, of the number that this is a part of; None without.
        reason: why nothing is compared, a short Chinese phrase; '' where `readings` is filled or nothing is to be said.
        sign: -1 for a change downwards (减少, 下降), 1 upwards, 0 where it is no change.
        also: further readings that must agree too: 'A和B各1件' states the number of both.
    """

    paragraph: int
    start: int
    end: int
    quantity: Quantity
    kind: Kind
    year: int | None
    body: str | None
    indicator: str | None
    readings: tuple[Reading, ...] = ()
    named: bool = False
    whole: int | None = None
    reason: str = ""
    sign: int = 0
    also: tuple[tuple[Reading, ...], ...] = ()
