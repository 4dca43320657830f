"""The narrative's numbers against the report's tables, and against one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.analysis import Check, Claim, Table
from nlp.claims.statement import Statement
from nlp.reconcile.denials import find_denials
from nlp.reconcile.growth import check_growth
from nlp.reconcile.parts import check_parts
from nlp.reconcile.shares import check_shares
from nlp.reconcile.verdicts import judge
from nlp.segment.report import Report
from nlp.tables.lookup import Lookup

_MOST_PARTS = 12  # a longer list of parts is not looked for


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The claims with their verdicts, and the checks inside the narrative (parts, share, growth)."""

    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]


def reconcile(statements: Sequence[Statement], report: Report, tables: Sequence[Table]) -> Reconciliation:
    """Compare what the narrative states with what the tables hold.

    Args:
        statements: what `nlp.claims.find_claims` gave for the report.
        report: the segmented report.
        tables: its bound tables.

    Returns:
        A claim a statement, in reading order, and one more for each statement without a number that the tables
        contradict (未发生行政诉讼); `text[start:end]` of the paragraph is the claim's text.
    """
    lookup = Lookup(tables)
    texts = [paragraph.text for paragraph in report.paragraphs]
    said = sorted([*statements, *find_denials(statements, report, lookup)], key=lambda s: (s.paragraph, s.quantity.start, s.end))
    changes = {id(statement): _changes(statements, place) for place, statement in enumerate(statements)}
    claims = tuple(
        _claim(number, statement, said, texts[statement.paragraph], lookup, changes.get(id(statement), []))
        for number, statement in enumerate(said)
    )
    checks = (*check_parts(statements, texts), *check_shares(statements, texts, lookup), *check_growth(statements, texts))
    return Reconciliation(claims, checks)


def _is_part(statement: Statement, expected: Decimal, said: Sequence[Statement], text: str) -> bool:
    """局机关受理231件，派出监管局受理93件: numbers side by side that add up to what each of them seems to name are its parts."""
    if statement.kind != "count" or expected <= statement.quantity.value:
        return False
    begin, end = text.rfind("。", 0, statement.start), text.find("。", statement.end)
    beside = [
        s
        for s in said
        if (s.paragraph, s.indicator, s.quantity.unit) == (statement.paragraph, statement.indicator, statement.quantity.unit)
        and begin < s.start
        and (end < 0 or s.start < end)
    ]
    place = beside.index(statement)
    return any(
        sum(s.quantity.value for s in beside[first:last]) == expected
        for first in range(max(0, place - _MOST_PARTS), place + 1)
        for last in range(max(place + 1, first + 2), min(len(beside), place + _MOST_PARTS) + 1)
    )


def _changes(statements: Sequence[Statement], place: int) -> list[Decimal]:
    """The signed changes stated right behind a number: 128件，较上年增加22件."""
    paragraph = statements[place].paragraph
    following = [s for s in statements[place + 1 : place + 3] if s.paragraph == paragraph and s.kind == "change"]
    return [s.quantity.value * s.sign for s in following if s.sign]


def _claim(
    number: int, statement: Statement, said: Sequence[Statement], text: str, lookup: Lookup, changes: Sequence[Decimal]
) -> Claim:
    verdict = judge(statement, text, lookup, changes)
    if verdict.name == "mismatch" and verdict.expected is not None and _is_part(statement, verdict.expected, said, text):
        verdict = judge(replace(statement, readings=(), reason="与并列各数之和等于表中数，为其中一部分"), text, lookup)
    return Claim(
        id=number,
        paragraph=statement.paragraph,
        start=statement.start,
        end=statement.end,
        text=text[statement.start : statement.end],
        value=statement.quantity.value,
        unit=statement.quantity.unit,
        approximate=statement.quantity.approximation is not None,
        approximation=statement.quantity.approximation,
        kind=statement.kind,
        year=statement.year,
        body=statement.body,
        indicator=statement.indicator,
        verdict=verdict.name,
        cells=verdict.cells,
        expected=verdict.expected,
        cause=verdict.cause,
        explanation=verdict.explanation,
    )
