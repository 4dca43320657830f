"""What it would save to give a tagger the passages of several reports at once: python benchmarks/tagger_batches.py

For the tagger that ships, the processor time of eight reports one by one against eight together. For an encoder, which pads
the passages of a batch to the longest, the characters that it would have to read, padding included, for batches of several
sizes that are sorted by length: no encoder is run. The reports are invented ones (benchmarks/scoring_corpus.py).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scoring_corpus import build  # noqa: E402

from nlp.bench.passages import with_sentences  # noqa: E402
from nlp.errors import XxgkError  # noqa: E402
from nlp.readers import Limits, read  # noqa: E402
from nlp.scoring.inputs import items  # noqa: E402
from nlp.scoring.item import Item  # noqa: E402
from nlp.segment import segment  # noqa: E402
from nlp.themes import Passage, load  # noqa: E402

T = TypeVar("T")

_TOGETHER = 8
_LONGEST = 512  # what an encoder reads of a passage at most
_TIMES = 9
_FILES = 80


def main() -> None:
    """Measure and print Markdown."""
    reports = list(passages_of_reports())
    groups = [[passage for report in group for passage in report] for group in runs(reports, _TOGETHER)]
    tagger = load()
    ratios = []
    for _ in range(_TIMES):
        started = time.process_time()
        for report in reports:
            tagger.tag(report)
        between = time.process_time()
        for group in groups:
            tagger.tag(group)
        ratios.append((between - started) / (time.process_time() - between))
    print(f"{len(reports)} reports, {sum(map(len, reports))} passages.\n")
    print(
        f"The tagger that ships takes {statistics.median(ratios):.2f} times as long for reports one by one as for "
        f"{_TOGETHER} together (median of {_TIMES}, {min(ratios):.2f} to {max(ratios):.2f}).\n"
    )
    print("| batch of an encoder | padding, report by report | padding, eight together | eight together spare |")
    print("| ---: | ---: | ---: | ---: |")
    letters = sum(length for report in reports for length in lengths(report))
    for size in (4, 8, 16, 32):
        alone, together = (sum(padded(lengths(each), size) for each in parts) for parts in (reports, groups))
        print(f"| {size} | {alone / letters - 1:.0%} | {together / letters - 1:.0%} | {1 - together / alone:.0%} |")


def passages_of_reports() -> Iterator[list[Passage]]:
    """What the analyzer gives a tagger for each report: its paragraphs, and the sentences of those that have several."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), _FILES, 1, 0)
        found = [item for item in items([Path(folder) / "corpus"], Limits()) if isinstance(item, Item)]
    for item in found:
        try:
            report = segment(read(item.data, item.name))
        except XxgkError:
            continue
        yield with_sentences([Passage(paragraph.text, paragraph.section) for paragraph in report.paragraphs])


def lengths(passages: Sequence[Passage]) -> list[int]:
    """Characters that an encoder reads of each."""
    return [min(len(passage.text), _LONGEST) for passage in passages]


def padded(numbers: Sequence[int], size: int) -> int:
    """Characters of batches of this size, sorted by length, each filled up to its longest."""
    return sum(len(batch) * max(batch) for batch in runs(sorted(numbers), size))


def runs(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    return (values[at : at + size] for at in range(0, len(values), size))


if __name__ == "__main__":
    main()
