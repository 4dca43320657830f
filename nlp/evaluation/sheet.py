"""Evaluations as text for the terminal; the tables of the benchmarks are made of the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.evaluation.reports import Evaluation
from nlp.evaluation.scoring import Tally, by_kind
from nlp.evaluation.seeded import Alarm, KindSheet, Outcome
from nlp.evaluation.themes import ThemeSheet
from nlp.themes.taxonomy import THEMES

_COUNTS = {  # a rate: how many it is of
    "claim_recall": "claims",
    "claim_precision": "said",
    "verdict_accuracy": "claims",
    "mismatch_recall": "mismatches",
    "cells_right": "cells",
    "check_recall": "checks",
    "check_precision": "checks_said",
    "theme_accuracy": "paragraphs",
    "theme_accuracy_with_also": "paragraphs",
}


def evaluation_text(evaluation: Evaluation, every_error: bool = False) -> str:
    """An evaluation for people: rates, planted errors by kind, false alarms in clean reports; all errors if asked for."""
    lines = [f"reports {evaluation.reports}, clean {evaluation.clean}, seeded {len(evaluation.outcomes)}", ""]
    lines += tally_lines(evaluation.score.tally)
    if evaluation.outcomes:
        lines += ["", *_columns([["kind", "n", "found", "recall", "precision", "cause right"], *map(kind_row, evaluation.kinds)])]
    if evaluation.clean:
        lines += ["", f"false alarms in the {evaluation.clean} clean reports: {len(evaluation.alarms)}"]
        lines += [f"  {alarm_line(alarm)}" for alarm in evaluation.alarms]
    if every_error:
        for kind, errors in by_kind(evaluation.score.errors):
            lines += ["", f"{kind}: {len(errors)}", *(f"  {error.report}: {error.what}" for error in errors)]
        if missed := [o for o in evaluation.outcomes if not o.found]:
            lines += ["", f"planted and not found: {len(missed)}", *(f"  {outcome_line(o)}" for o in missed)]
    return "\n".join(lines) + "\n"


def tally_lines(tally: Tally) -> list[str]:
    """A line a rate, with how many it is of; rates of nothing are left out."""
    rows = []
    for name, rate in tally.rates().items():
        if rate is not None:
            counted = _COUNTS.get(name)
            rows.append([name, f"{rate:.3f}", f"n={getattr(tally, counted)}" if counted else ""])
    return list(_columns(rows))


def kind_row(kind: KindSheet) -> list[str]:
    """The cells of a kind's row: kind, n, found, recall, precision, cause right."""
    cause = f"{kind.cause_right} of {kind.named}" if kind.named else "-"
    return [kind.kind, str(kind.n), str(kind.found), percent(kind.recall), percent(kind.precision), cause]


def outcome_line(outcome: Outcome) -> str:
    """A planted error: 'ID: 办结53件 (35 → 53): no_counterpart'."""
    planted = outcome.planted
    return f"{outcome.report}: {planted.text or planted.place} ({planted.before} → {planted.after}): {outcome.said}"


def alarm_line(alarm: Alarm) -> str:
    """An alarm: 'ID mismatch: explanation'."""
    return f"{alarm.report} {alarm.kind}: {alarm.explanation}"


def themes_text(sheets: Sequence[ThemeSheet]) -> str:
    """Theme sheets for people, one below the other."""
    return "\n".join("\n".join(_theme_lines(sheet)) + "\n" for sheet in sheets)


def percent(rate: float | None) -> str:
    """A rate with three places, '-' for none."""
    return "-" if rate is None else f"{rate:.3f}"


def _theme_lines(sheet: ThemeSheet) -> Iterator[str]:
    yield f"{'with' if sheet.headings else 'without'} headings, n={sheet.n}"
    yield f"macro-F1 {sheet.macro_f1:.3f}  accuracy {sheet.accuracy:.3f}  with also {sheet.accuracy_with_also:.3f}  aspect {percent(sheet.aspect_accuracy)}"
    yield ""
    rows = [["theme", "precision", "recall", "F1", "n"]]
    rows += [[name, f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}", str(f.n)] for name, f in sheet.themes.items()]
    yield from _columns(rows)
    yield ""
    yield "labelled (rows), said (columns)"
    table = [["", *THEMES]]
    table += [[gold, *(str(sheet.confusion.get((gold, said), 0)) for said in THEMES)] for gold in THEMES]
    yield from _columns(table)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(max(map(len, rows), default=0))]
    for row in rows:
        first, *rest = row
        yield f"{first:<{widths[0]}}  {'  '.join(f'{cell:>{width}}' for cell, width in zip(rest, widths[1:], strict=True))}".rstrip()
