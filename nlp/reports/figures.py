"""What every report shows of an analysis: numbers as written text, counts, the order of a reader's interest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from nlp.analysis import Analysis, CellValue, Check, Claim
from nlp.reconcile.labels import label
from nlp.reports.words import STATUSES, THEMES, VERDICTS
from nlp.tables.templates import COLUMN_LABELS, PART_LABELS


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many paragraphs a theme has, and their claims by verdict (every verdict is a key)."""

    theme: str
    paragraphs: int
    verdicts: dict[str, int]


def number(value: CellValue) -> str:
    """A number as people write it: no exponent, no trailing zeros; blank as （空）.

    >>> number(Decimal("28416")), number(Decimal("386.50")), number(Decimal("1E+4")), number(None), number("/")
    ('28416', '386.5', '10000', '（空）', '/')
    """
    if value is None:
        return "（空）"
    if isinstance(value, str):
        return value
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit: '28416件'."""
    return number(value) + unit


def cells(claim: Claim) -> str:
    """The names of the claim's cells for people: a sum joined by ＋, candidates by 或."""
    return ("或" if claim.verdict == "ambiguous" else "＋").join(label(cell) for cell in claim.cells)


def scope(check: Check) -> str:
    """What an identity was tried on, for people: a column, a row, a part, or a paragraph.

    >>> scope(Check("balance", "natural", "skipped", None, None, ""))
    '自然人'
    >>> scope(Check("share", "4", "skipped", None, None, ""))
    '段4'
    """
    if check.scope.isdecimal():
        return f"段{check.scope}"
    if check.rule == "row_sum":
        return label(f"applications.{check.scope}.total")
    return (COLUMN_LABELS | PART_LABELS).get(check.scope, (check.scope, ()))[0]


def by_theme(analysis: Analysis) -> list[ThemeCount]:
    """The themes that occur, in the order of the form, each with its counts."""
    theme_of: dict[int, str] = {paragraph.id: paragraph.theme for paragraph in analysis.paragraphs}
    paragraphs = Counter(theme_of.values())
    verdicts = Counter[tuple[str, str]]((theme_of[claim.paragraph], claim.verdict) for claim in analysis.claims)
    return [
        ThemeCount(theme, paragraphs[theme], {verdict: verdicts[theme, verdict] for verdict in VERDICTS})
        for theme in THEMES
        if paragraphs[theme]
    ]


def by_verdict(analysis: Analysis) -> dict[str, list[Claim]]:
    """The claims under each verdict, mismatch first, in reading order within it."""
    return {verdict: [claim for claim in analysis.claims if claim.verdict == verdict] for verdict in VERDICTS}


def by_status(analysis: Analysis) -> dict[str, list[Check]]:
    """The checks under each status."""
    return {status: [check for check in analysis.checks if check.status == status] for status in STATUSES}
