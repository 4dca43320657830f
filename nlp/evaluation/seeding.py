"""Planting errors of known kinds in clean reports, one at a time: a benchmark for the reconciliation.

Only what contradicts is planted: a number that another reading of the same words could give is not. The same reports and
seed give the same errors.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.errors import TrainingError
from nlp.evaluation import misadded, misstated, mistabled
from nlp.evaluation.gold import GoldReport, write_gold
from nlp.evaluation.render import render

Planter = Callable[[GoldReport, random.Random], Iterator[GoldReport]]

KINDS: dict[str, Planter] = {
    "digits_swapped": misstated.digits_swapped,
    "digit_lost": misstated.digit_lost,
    "other_column": misstated.other_column,
    "sub_row": misstated.sub_row,
    "last_year": misstated.last_year,
    "unit": misstated.unit_slip,
    "truncated": misstated.truncated,
    "share": misadded.share_off,
    "parts": misadded.parts_off,
    "balance": mistabled.balance,
    "row_sum": mistabled.row_sum,
    "results_sum": mistabled.results_sum,
    "review_sum": mistabled.review_sum,
}
"""The kinds of errors: those that are planted in the narrative, and from `balance` on those in the tables."""


def is_clean(report: GoldReport) -> bool:
    """Whether a report has statutory tables, agrees with them, and breaks no identity."""
    verdicts = {claim.verdict for _, paragraph in report.paragraphs for claim in paragraph.claims}
    return bool(report.tables) and not report.failing and report.planted is None and "mismatch" not in verdicts


def seed_errors(
    reports: Iterable[GoldReport], seed: int, kinds: Sequence[str] = tuple(KINDS), most: int | None = None
) -> Iterator[GoldReport]:
    """Every report with one error of one kind, again and again.

    Args:
        reports: clean ones; others are left out.
        seed: any number; decides which errors are planted.
        kinds: of `KINDS`.
        most: at most so many of a kind in a report; as many as there are places for if left out.

    Returns:
        Reports whose `planted` says what was done, with an id of their own: ID-KIND-NUMBER.
    """
    for report in reports:
        if not is_clean(report):
            continue
        for kind in kinds:
            chance = random.Random(f"{seed} {report.id} {kind}")  # noqa: S311  no secret
            found = list(KINDS[kind](report, chance))
            places = sorted(chance.sample(range(len(found)), min(most if most is not None else len(found), len(found))))
            for number, changed in enumerate((found[place] for place in places), 1):
                yield replace(changed, id=f"{report.id}-{kind.replace('_', '-')}-{number}")


def write_seeded(reports: Iterable[GoldReport], folder: Path, as_text: bool = False) -> Counter[str]:
    """Write seeded reports: OUT/ID.FORMAT and OUT/gold/ID.yaml.

    Args:
        reports: what `seed_errors` gives.
        folder: made if it is not there.
        as_text: as a text dump, which is quick to write and to read, whatever the report's own format.

    Returns:
        How many there are of each kind.

    Raises:
        ReadError: a pdf is to be written and LibreOffice is missing (E120) or fails (E121).
        TrainingError: E513 the folder cannot be written to.
    """
    counts: Counter[str] = Counter()
    try:
        (folder / "gold").mkdir(parents=True, exist_ok=True)
        for report in reports:
            report = plain_text(report) if as_text else report
            render(report, folder)
            write_gold(report, folder / "gold" / f"{report.id}.yaml")
            counts.update([report.planted.kind] if report.planted else [])
    except OSError as error:
        raise TrainingError("E513", str(folder), why=error.strerror) from error
    return counts


def plain_text(report: GoldReport) -> GoldReport:
    """The report as a text dump, a table cell a line."""
    return replace(report, format="txt", flavour="dump", encoding="utf-8")
