"""Evaluations as text for the terminal; the tables of the benchmarks are made of the same lines."""

from __future__ import annotations

from nlp.evaluation.columns import columns, percent
from nlp.evaluation.reports import Evaluation
from nlp.evaluation.scoring import Tally, by_kind
from nlp.evaluation.seeded import Alarm, KindSheet, Outcome

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
        lines += ["", *columns([["kind", "n", "found", "recall", "precision", "cause right"], *map(kind_row, evaluation.kinds)])]
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
    return list(columns(rows))


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
