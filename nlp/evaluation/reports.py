"""Analyses of many reports against their gold: the figures of all, of planted errors by kind, and false alarms."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import XxgkError
from nlp.evaluation.answer import NOTHING, Answer, answer_of, read_answer
from nlp.evaluation.gold import GoldReport, gold_files, load_gold
from nlp.evaluation.render import FORMATS, render
from nlp.evaluation.scoring import Error, Score, score, total_of
from nlp.evaluation.seeded import Alarm, KindSheet, Outcome, false_alarms, outcome, sheet
from nlp.evaluation.seeding import KINDS, is_clean
from nlp.pipeline import Analyzer
from nlp.resources import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a set of reports.

    Attributes:
        reports: how many; `clean` of them are without any error of their own.
        score: the figures over all, and every error.
        alarms: what is reported in clean reports.
        outcomes: of the planted errors, one a seeded report.
    """

    reports: int
    clean: int
    score: Score
    alarms: tuple[Alarm, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def kinds(self) -> list[KindSheet]:
        """The figures of the planted errors by kind."""
        return sheet(self.outcomes, list(KINDS))


def evaluate_folder(folder: Path, analyses: Path | None = None, model: str = DEFAULT_MODEL) -> Evaluation:
    """Evaluate on the reports of a folder.

    Args:
        folder: holds ID.yaml, or a folder `gold` that does. Their files are looked for beside them, in the folder above
            and in its folder `files`; a report without any is rendered.
        analyses: holds ID.json, an analysis a report; the reports are analysed here if left out. One that is missing
            counts as wrong everywhere.
        model: the tagger to analyse with.

    Raises:
        TrainingError: there is no gold (E501) or it is not of the form (E511), an analysis is not (E512).
        ReadError: a report has to be rendered as pdf and LibreOffice is missing (E120) or fails (E121).
    """
    reports = load_gold(folder)
    if analyses is not None:
        return evaluate((report, _read(analyses / f"{report.id}.json")) for report in reports)
    home = gold_files(folder)[0].parent
    analyzer = Analyzer(model)
    with tempfile.TemporaryDirectory() as scratch:
        return evaluate(
            (report, analysed(report, _file(report, home) or render(report, Path(scratch)), analyzer)) for report in reports
        )


def evaluate(pairs: Iterable[tuple[GoldReport, Answer | XxgkError]]) -> Evaluation:
    """Evaluate on reports with their analyses, or with the error that came instead."""
    scores: list[Score] = []
    alarms: list[Alarm] = []
    outcomes: list[Outcome] = []
    clean = 0
    for report, answer in pairs:
        if isinstance(answer, XxgkError):
            scores.append(Score(score(report, NOTHING).tally, (Error(report.id, "not analysed", str(answer)),)))
            answer = NOTHING
        else:
            scores.append(score(report, answer))
        if report.planted is not None:
            outcomes.append(outcome(report, answer))
        elif is_clean(report):
            clean += 1
            alarms += false_alarms(report, answer)
    return Evaluation(len(scores), clean, total_of(scores), tuple(alarms), tuple(outcomes))


def analysed(report: GoldReport, file: Path, analyzer: Analyzer) -> Answer | XxgkError:
    """The analysis of a report's file, or why there is none."""
    try:
        return answer_of(analyzer.analyze(file).to_dict())
    except XxgkError as error:
        return error


def _read(file: Path) -> Answer:
    return read_answer(file) if file.exists() else NOTHING


def _file(report: GoldReport, home: Path) -> Path | None:
    return next((path for path in _places(report, home) if path.is_file()), None)


def _places(report: GoldReport, home: Path) -> Iterator[Path]:
    for folder in (home, home.parent, home.parent / "files"):
        for form in (report.format, *FORMATS):
            yield folder / f"{report.id}.{form}"


def as_dict(evaluation: Evaluation) -> Mapping[str, object]:
    """An evaluation as plain lists, dictionaries, strings and numbers."""
    tally = evaluation.score.tally
    return {
        "reports": evaluation.reports,
        "clean_reports": evaluation.clean,
        "rates": tally.rates(),
        "counts": {name: getattr(tally, name) for name in tally.__dataclass_fields__},
        "seeded": [
            {
                "kind": kind.kind,
                "n": kind.n,
                "found": kind.found,
                "recall": kind.recall,
                "precision": kind.precision,
                "cause_right": kind.cause_right if kind.named else None,
                "cause_accuracy": kind.cause_accuracy,
                "other_alarms": kind.others,
            }
            for kind in evaluation.kinds
        ],
        "missed": [
            {"report": o.report, "kind": o.planted.kind, "text": o.planted.text, "place": o.planted.place,
             "before": o.planted.before, "after": o.planted.after, "said": o.said}
            for o in evaluation.outcomes if not o.found
        ],
        "false_alarms": [
            {"report": a.report, "kind": a.kind, "text": a.text, "explanation": a.explanation} for a in evaluation.alarms
        ],
        "errors": [{"report": e.report, "kind": e.kind, "what": e.what} for e in evaluation.score.errors],
    }
