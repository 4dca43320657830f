"""Taggers on text that none of them has learnt from: python benchmarks/taggers.py SHARED [--model FOLDER]... [-o SHEET]

SHARED is the folder that holds devset/ (the report suite) and corpora/annual_reports/ (the real reports that corpora/real
labels); ../shared if left out. The shipped tagger, the models given (such as the teacher, exported), and the baseline fitted to
what they learnt from: the training split and the real reports of the bodies for training. The shipped baseline has learnt the
test split as well, so it stands here on the other two sets only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sheets import sheet_parser, there, write_sheet

from nlp.analysis import ModelInfo
from nlp.corpora import Labelled
from nlp.evaluation.comparison import compare
from nlp.evaluation.data import gold_rows, measured_rows
from nlp.evaluation.resampling import Interval
from nlp.evaluation.themes import ThemeSheet, evaluate_themes
from nlp.themes import Tagger, load
from nlp.training.baseline import fit_calibrated

ROOT = Path(__file__).parents[1]
LABELS, BODIES = ROOT / "corpora" / "real" / "themes.jsonl", ROOT / "corpora" / "real" / "training_bodies.txt"
TEST, SUITE, REAL = "our test split", "the report suite", "real reports of bodies never learnt from"


def main() -> int:
    parser = sheet_parser(__doc__)
    parser.add_argument("--model", action="append", default=[], metavar="FOLDER")
    arguments = parser.parse_args()
    suite, reports = arguments.shared / "devset" / "reports", arguments.shared / "corpora" / "annual_reports"
    if not there(suite, reports):
        return 2
    own = {split: measured_rows(ROOT / "corpora", split=split).rows for split in ("train", "validation", "test")}
    learnt = (*own["train"], *measured_rows(LABELS, reports, bodies=BODIES).rows)
    fitted = replace(fit_calibrated(learnt, own["validation"]), info=ModelInfo("baseline, same text", ""))
    taggers: list[Tagger] = [load("themes"), *map(load, arguments.model), fitted]
    sets = {TEST: own["test"], SUITE: gold_rows(suite), REAL: measured_rows(LABELS, reports, except_bodies=BODIES).rows}
    write_sheet(sheet(taggers, sets, [Path(folder).name for folder in arguments.model]), arguments.output)
    return 0


def sheet(taggers: Sequence[Tagger], sets: Mapping[str, Sequence[Labelled]], folders: Sequence[str]) -> Iterator[str]:
    """The Markdown, line by line."""
    given = "".join(f" --model {folder}" for folder in folders)
    yield from ("# The taggers on text that none has learnt from", "", f"`python benchmarks/taggers.py{given} -o benchmarks/taggers.md`", "")
    yield "“Accepted” counts a second acceptable theme as right. In brackets the 95 % interval, resampled by body; ece is the"
    yield "expected calibration error against the primary theme, and against any accepted one."
    for name, rows in sets.items():
        shown = [*taggers] if name == TEST else [*taggers, load("baseline")]
        yield from ("", f"## {name[0].upper()}{name[1:]}: {len(rows)} paragraphs of {len({row.body for row in rows})} bodies", "")
        yield "| tagger | headings | macro-F1 | accepted | primary | aspect | ece | ece, accepted |"
        yield "|---|---|---|---|---|---|---|---|"
        found = [evaluate_themes(tagger, rows, headings) for tagger in shown for headings in (True, False)]
        yield from map(_line, found)
        yield from ("", "| tagger | against | headings | macro-F1 | accepted | McNemar, accepted: only the one, only the other, p |", "|---|---|---|---|---|---|")
        for one, other in _pairs(found):
            yield _against(one, other)
        if name == REAL:
            yield from _periods(found)


def _line(found: ThemeSheet) -> str:
    figures = [_figure(getattr(found, name), found.intervals[name]) for name in ("macro_f1", "accuracy_with_also", "accuracy", "aspect_accuracy")]
    errors = [f"{found.calibration_error:.3f}", f"{found.calibration_error_with_also:.3f}"]
    return f"| {' | '.join([_name(found), 'given' if found.headings else 'none', *figures, *errors])} |"


def _pairs(found: Sequence[ThemeSheet]) -> Iterator[tuple[ThemeSheet, ThemeSheet]]:
    """What is held against what: the shipped tagger, which stands first, against all, the models given against the baselines."""
    for one, other in combinations(found, 2):
        to_baseline = _is_baseline(other) and not _is_baseline(one)
        if one.headings == other.headings and (one.model == found[0].model or to_baseline):
            yield one, other


def _is_baseline(found: ThemeSheet) -> bool:
    return found.model.name.startswith("baseline")


def _against(one: ThemeSheet, other: ThemeSheet) -> str:
    compared = compare(one, other)
    both = [_figure(compared.differences[name].value, compared.differences[name].interval, "+") for name in ("macro_f1", "accuracy_with_also")]
    test = compared.with_also
    return f"| {_name(one)} | {_name(other)} | {'given' if other.headings else 'none'} | {' | '.join(both)} | {test.first_only}, {test.second_only}, {test.p:.2f} |"


def _periods(found: Sequence[ThemeSheet]) -> Iterator[str]:
    """Accepted, by the age of the report."""
    periods = list(found[0].groups["period"])
    counts = [f"{period} (n={found[0].groups['period'][period].n})" for period in periods]
    yield from ("", f"| accepted | headings | {' | '.join(counts)} |", f"|---|---|{'---|' * len(periods)}")
    for one in found:
        shares = [f"{one.groups['period'][period].accuracy_with_also:.3f}" for period in periods]
        yield f"| {_name(one)} | {'given' if one.headings else 'none'} | {' | '.join(shares)} |"


def _name(found: ThemeSheet) -> str:
    return f"{found.model.name} {found.model.version}".strip()


def _figure(value: float | None, interval: Interval | None, sign: str = "") -> str:
    if value is None:
        return "–"
    return f"{value:{sign}.3f}" + (f" [{interval.low:{sign}.3f}, {interval.high:{sign}.3f}]" if interval else "")


if __name__ == "__main__":
    sys.exit(main())
