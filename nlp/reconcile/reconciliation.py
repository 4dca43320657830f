"""The narrative's numbers against the report's tables, and against one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
        _claim(number, statement, texts[statement.paragraph], lookup, changes.get(id(statement), []))
        for number, statement in enumerate(said)
    )
    checks = (*check_parts(statements, texts), *check_shares(statements, texts, lookup), *check_growth(statements, texts))
    return Reconciliation(claims, checks)


def _changes(statements: Sequence[Statement], place: int) -> list[Decimal]:
    """The signed changes stated right behind a number: 128件，较上年增加22件."""
    paragraph = statements[place].paragraph
    following = [s for s in statements[place + 1 : place + 3] if s.paragraph == paragraph and s.kind == "change"]
    return [s.quantity.value * s.sign for s in following if s.sign]


def _claim(number: int, statement: Statement, text: str, lookup: Lookup, changes: Sequence[Decimal]) -> Claim:
    verdict = judge(statement, text, lookup, changes)
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
