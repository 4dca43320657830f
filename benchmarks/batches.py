"""What each batch of our own paragraphs teaches the baseline: python benchmarks/batches.py SHARED [-o SHEET]

SHARED is the folder that holds devset/ (the report suite) and corpora/annual_reports/ (the real reports that
corpora/real labels), neither of which is part of this repository; ../shared if left out. The baseline is fitted anew to
the batches one on top of the other and scored each time; what the baseline that ships still gets wrong in real reports
is listed by place.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.corpora import Labelled, placed_rows, rows, split_of
from nlp.corpora.headed import with_headings
from nlp.evaluation import load_gold
from nlp.evaluation.gold import GoldHeading, GoldParagraph
from nlp.evaluation.themes import evaluate_themes
from nlp.themes import Passage, load
from nlp.themes.tagger import Tagger
from nlp.training.baseline import fit

ROOT = Path(__file__).parents[1]
REAL = ROOT / "corpora" / "real"
ORDER = "bacdef"  # the batches' letters as they were begun; c, d and e were written side by side


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    suite, reports = arguments.shared / "devset" / "reports", arguments.shared / "corpora" / "annual_reports"
    if not suite.is_dir() or not reports.is_dir():
        print(f"the reports are not at {arguments.shared}", file=sys.stderr)
        return 2
    text = "\n".join(sheet(tuple(suite_rows(suite)), reports)) + "\n"
    print(text)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    return 0


def suite_rows(folder: Path) -> Iterator[Labelled]:
    """The paragraphs of the report suite under their headings."""
    for report in load_gold(folder):
        above: list[GoldHeading] = []
        for number, block in enumerate(report.blocks):
            if isinstance(block, GoldHeading):
                above = [*(one for one in above if one.level < block.level), block]
            elif isinstance(block, GoldParagraph):
                passage = Passage(block.text, tuple(one.text for one in above))
                place = f"{report.id}:{number}"
                yield Labelled(place, report.issuer, "", report.year, passage, block.theme, block.also, block.aspect)


def sheet(suite: Sequence[Labelled], reports: Path) -> Iterator[str]:
    """The Markdown, line by line."""
    own = [row for row in rows(ROOT / "corpora") if split_of(row) == "train"]
    test = [row for row in rows(ROOT / "corpora") if split_of(row) == "test"]
    learnt = set((REAL / "training_bodies.txt").read_text(encoding="utf-8").split())
    real = with_headings(placed_rows(REAL / "themes.jsonl", reports), reports)
    kept = [row for row in real if row.body not in learnt]
    yield from ("# The baseline, batch by batch", "", "`python benchmarks/batches.py -o benchmarks/batches.md`", "")
    yield f"Each figure with headings / without. Our test split: macro-F1, {len(test)} paragraphs. The report suite"
    yield f"({len(suite)}) and the real reports of bodies never trained on ({len(kept)}): accuracy, where a second acceptable"
    yield "theme counts as right; in the last column the primary theme alone. Of our own paragraphs the training split is learnt."
    yield from ("", "| learnt from | paragraphs | our test split | report suite | real reports | primary theme |", "|---|---|---|---|---|---|")
    yield stage("the report suite", suite, test, (), kept)
    for at, letter in enumerate(ORDER):
        batches = [row for row in own if row.batch[0] in ORDER[: at + 1]]
        yield stage(f"batches {letter}" if at == 0 else f"and {letter}", batches, test, suite, kept)
    yield stage("and real reports of six bodies", [*own, *(row for row in real if row.body in learnt)], test, suite, kept)
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
    for seen, passages in (
        ("under their headings", [row.passage for row in kept]),
        ("without headings", [Passage(row.passage.text) for row in kept]),
    ):
        said = {row.id: tag.theme for row, tag in zip(kept, tagger.tag(passages), strict=True)}
        wrong = [row for row in kept if said[row.id] not in (row.theme, *row.also)]
        kinds = Counter((row.theme, said[row.id]) for row in wrong)
        yield from ("", f"## What the baseline that ships gets wrong {seen}: {len(wrong)} of {len(kept)} real paragraphs", "")
        yield from ("| labelled | said | n | where: file, beginning |", "|---|---|---|---|")
        for kind, n in kinds.most_common():
            places = ", ".join(row.id for row in wrong if (row.theme, said[row.id]) == kind)
            yield f"| {' | '.join(kind)} | {n} | {places} |"


if __name__ == "__main__":
    sys.exit(main())
