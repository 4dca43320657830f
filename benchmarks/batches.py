"""What each batch of our own paragraphs teaches the baseline: python benchmarks/batches.py SHARED [-o SHEET]

SHARED is the folder that holds devset/ (the report suite) and corpora/annual_reports/ (the real reports that
corpora/real labels), neither of which is part of this repository; ../shared if left out. The baseline is fitted anew to
the batches one on top of the other and scored each time; what the baseline that ships still gets wrong in real reports
is listed by place.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sheets import sheet_parser, there, write_sheet

from nlp.corpora import Labelled
from nlp.evaluation.data import gold_rows, measured_rows
from nlp.evaluation.tagged import tagged
from nlp.evaluation.themes import evaluate_themes
from nlp.themes import load
from nlp.themes.tagger import Tagger
from nlp.training.baseline import fit

ROOT = Path(__file__).parents[1]
REAL = ROOT / "corpora" / "real"
ORDER = "bacdefu"  # the batches' letters as they were begun, without t, which is for testing; c, d and e were written side by side


def main() -> int:
    arguments = sheet_parser(__doc__).parse_args()
    suite, reports = arguments.shared / "devset" / "reports", arguments.shared / "corpora" / "annual_reports"
    if not there(suite, reports):
        return 2
    write_sheet(sheet(gold_rows(suite), reports), arguments.output)
    return 0


def sheet(suite: Sequence[Labelled], reports: Path) -> Iterator[str]:
    """The Markdown, line by line."""
    own, test = (measured_rows(ROOT / "corpora", split=split).rows for split in ("train", "test"))
    labels, bodies = REAL / "themes.jsonl", REAL / "training_bodies.txt"
    learnt = measured_rows(labels, reports, bodies=bodies).rows
    kept = measured_rows(labels, reports, except_bodies=bodies).rows
    yield from ("# The baseline, batch by batch", "", "`python benchmarks/batches.py -o benchmarks/batches.md`", "")
    yield f"Each figure with headings / without. Our test split: macro-F1, {len(test)} paragraphs. The report suite"
    yield f"({len(suite)}) and the real reports of bodies never trained on ({len(kept)}): accuracy, where a second acceptable"
    yield "theme counts as right; in the last column the primary theme alone. Of our own paragraphs the training split is learnt."
    yield from ("", "| learnt from | paragraphs | our test split | report suite | real reports | primary theme |", "|---|---|---|---|---|---|")
    yield stage("the report suite", suite, test, (), kept)
    for at, letter in enumerate(ORDER):
        batches = [row for row in own if row.batch[0] in ORDER[: at + 1]]
        yield stage(f"batches {letter}" if at == 0 else f"and {letter}", batches, test, suite, kept)
    yield stage("and real reports of six bodies", [*own, *learnt], test, suite, kept)
    yield from errors(load("baseline"), kept)


def stage(name: str, seen: Sequence[Labelled], test: Sequence[Labelled], suite: Sequence[Labelled], kept: Sequence[Labelled]) -> str:
    """A line of the table: a tagger fitted to what was seen, on what it was not."""
    tagger = fit(seen)
    ours, theirs, real = (
        [evaluate_themes(tagger, those, headings) for headings in (True, False)] if those else [] for those in (test, suite, kept)
    )
    figures = (
        [one.macro_f1 for one in ours],
        [one.accuracy_with_also for one in theirs],
        [one.accuracy_with_also for one in real],
        [one.accuracy for one in real],
    )
    return f"| {name} | {len(seen)} | {' | '.join(' / '.join(f'{f:.3f}' for f in both) or '–' for both in figures)} |"


def errors(tagger: Tagger, kept: Sequence[Labelled]) -> Iterator[str]:
    """What the tagger gets wrong in real reports: what is taken for what, and where."""
    for seen, headings in (("under their headings", True), ("without headings", False)):
        wrong = [one for one in tagged(tagger, kept, headings) if not one.fair]
        kinds = Counter((one.row.theme, one.tag.theme) for one in wrong)
        yield from ("", f"## What the baseline that ships gets wrong {seen}: {len(wrong)} of {len(kept)} real paragraphs", "")
        yield from ("| labelled | said | n | where: file, beginning |", "|---|---|---|---|")
        for kind, n in kinds.most_common():
            places = ", ".join(one.row.id for one in wrong if (one.row.theme, one.tag.theme) == kind)
            yield f"| {' | '.join(kind)} | {n} | {places} |"


if __name__ == "__main__":
    sys.exit(main())
