"""A small report with tables, reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nlp.analysis import Table
from nlp.claims import find_claims
from nlp.reconcile import Reconciliation, reconcile
from nlp.segment.report import Paragraph, Report

CELLS: Mapping[str, int] = {
    "applications.new.natural": 40,
    "applications.new.company": 12,
    "applications.new.total": 52,
    "applications.carried_in.total": 4,
    "applications.granted.natural": 26,
    "applications.granted.company": 5,
    "applications.granted.total": 31,
    "applications.partial.total": 8,
    "applications.total.total": 50,
    "applications.carried_out.total": 6,
    "review.review.upheld": 5,
    "review.review.corrected": 2,
    "review.review.other": 0,
    "review.review.pending": 2,
    "review.review.total": 9,
    "review.direct.total": 3,
    "review.after_review.total": 4,
    "review.direct.corrected": 1,
    "review.after_review.corrected": 0,
    "proactive.licensing": 48216,
    "proactive.penalty": 2937,
    "proactive.normative.made": 9,
    "proactive.normative.valid": 73,
}


def reconciled(*texts: str, issuer: str = "青禾县人民政府", cells: Mapping[str, int] = CELLS) -> Reconciliation:
    """What is found in paragraphs of the 2022 report of a county with these tables."""
    report = report_of(*texts, issuer=issuer)
    return reconcile(find_claims(report), report, tables_of(cells))


def report_of(*texts: str, issuer: str = "青禾县人民政府") -> Report:
    """A segmented report for 2022 that is nothing but these paragraphs."""
    paragraphs = tuple(Paragraph(i, (), text, ()) for i, text in enumerate(texts))
    return Report(None, issuer, 2022, "2021", paragraphs, ())


def tables_of(cells: Mapping[str, int]) -> list[Table]:
    """The three tables in the form of 2021."""
    return [
        Table(kind, "2021", {k: Decimal(v) for k, v in cells.items() if k.startswith(kind)})  # type: ignore[arg-type]
        for kind in ("proactive", "applications", "review")
    ]


def verdicts(text: str) -> dict[str, str]:
    """By a claim's words: its verdict."""
    return {claim.text: claim.verdict for claim in reconciled(text).claims}
