"""Numbers of the tables that break one of their own identities."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from nlp.evaluation.gold import FailingCheck, GoldClaim, GoldParagraph, GoldReport, Planted
from nlp.tables.templates import COLUMNS, OUTCOMES, PARTS, SIX, application_rows, outcome_rows

_FRAME = ("new", "carried_in", "carried_out")
_SMALL = (-3, -2, -1, 1, 2, 3)


def balance(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """新收, 结转 or 结转下年度 of a column and of the total are off by the same: all rows still add up."""
    for row in _FRAME:
        for column in SIX:
            cells = (f"applications.{row}.{column}", f"applications.{row}.total")
            yield from _off(report, FailingCheck("balance", column), cells, chance)


def results_sum(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """An outcome of a column and of the total are off by the same: the outcomes no longer add up to 总计."""
    for row in outcome_rows(report.template):
        for column in SIX:
            cells = (f"applications.{row}.{column}", f"applications.{row}.total")
            yield from _off(report, FailingCheck("results_sum", column), cells, chance)


def row_sum(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """One cell of a row is off: its six applicants no longer add up to its total."""
    for row in application_rows(report.template):
        for column in COLUMNS:
            yield from _off(report, FailingCheck("row_sum", row.key), (f"applications.{row.key}.{column}",), chance)


def review_sum(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """One cell of reviews or lawsuits is off: the four outcomes no longer add up to the total."""
    for part in PARTS:
        for outcome in OUTCOMES:
            yield from _off(report, FailingCheck("review_sum", part), (f"review.{part}.{outcome}",), chance)


def broken_identities(report: GoldReport) -> tuple[FailingCheck, ...]:
    """The identities of the tables that do not hold, in reading order."""
    found = []
    cells = _filled(report)
    if "applications" in report.tables:
        for column in COLUMNS:
            at = {row.key: cells[f"applications.{row.key}.{column}"] for row in application_rows(report.template)}
            if at["new"] + at["carried_in"] != at["total"] + at["carried_out"]:
                found.append(FailingCheck("balance", column))
            if sum(at[row] for row in outcome_rows(report.template)) != at["total"]:
                found.append(FailingCheck("results_sum", column))
        for row in application_rows(report.template):
            if sum(cells[f"applications.{row.key}.{column}"] for column in SIX) != cells[f"applications.{row.key}.total"]:
                found.append(FailingCheck("row_sum", row.key))
    for part in PARTS if "review" in report.tables else ():
        if sum(cells[f"review.{part}.{outcome}"] for outcome in OUTCOMES[:-1]) != cells[f"review.{part}.total"]:
            found.append(FailingCheck("review_sum", part))
    return tuple(found)


def _filled(report: GoldReport) -> dict[str, Decimal]:
    """The cells of the two tables that have identities, zero where the gold has none."""
    names = [f"applications.{row.key}.{column}" for row in application_rows(report.template) for column in COLUMNS]
    names += [f"review.{part}.{outcome}" for part in PARTS for outcome in OUTCOMES]
    cells = report.cells()
    return {name: cells.get(name, Decimal(0)) for name in names}


def _off(report: GoldReport, check: FailingCheck, cells: tuple[str, ...], chance: random.Random) -> Iterator[GoldReport]:
    """The report with these cells off by the same, where they hold something and the number is in no rough claim."""
    before = _filled(report).get(cells[0], Decimal(0)) if cells[0].split(".")[0] in report.tables else Decimal(0)
    if before == 0:
        return
    # digits swapped, or off by a little; a number that stays what it was is none of them
    digits = str(before)
    swapped = [int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]) for i in range(len(digits) - 1)]
    offs = sorted({by for by in (*_SMALL, *(number - int(before) for number in swapped)) if by and before + by >= 0})
    off = chance.choice(offs)
    numbers = {cell: number + off for cell in cells if (number := report.number(cell)) is not None}
    if len(numbers) < len(cells) or min(numbers.values()) < 0:
        return
    changed = _with_verdicts(report, report.with_cells(numbers))
    if changed is None:
        return
    broken = broken_identities(changed)
    planted = Planted(check.rule, "table", cells[0], "", str(before), str(before + off), check)
    yield replace(changed, failing=broken, planted=planted)


def _with_verdicts(before: GoldReport, after: GoldReport) -> GoldReport | None:
    """The claims of the narrative judged by the new numbers; None where one is rough or rounded and hard to judge."""
    blocks = list(after.blocks)
    for block, paragraph in after.paragraphs:
        claims = []
        for claim in paragraph.claims:
            name = "+".join(claim.cells)
            number = after.number(name) if name else None
            if name and number != before.number(name):
                if number is None or claim.verdict != "match":
                    return None
                claims.append(_judged(claim, number))
            else:
                claims.append(claim)
        blocks[block] = GoldParagraph(paragraph.text, paragraph.theme, paragraph.also, paragraph.aspect, tuple(claims))
    return replace(after, blocks=tuple(blocks))


def _judged(claim: GoldClaim, number: Decimal) -> GoldClaim:
    fields: Mapping[str, object] = {"verdict": "match" if claim.value == number else "mismatch", "table_value": number}
    return replace(claim, **fields)  # type: ignore[arg-type]
