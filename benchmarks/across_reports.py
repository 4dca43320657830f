"""What several years of a body, and several bodies, have in common: python benchmarks/across_reports.py FOLDER

Analyses the reports of a folder and prints Markdown: the checks `cross_year` by body and pair of years, every failing one
with its two numbers, the reuse of earlier reports by body and year, and the near-duplicates between bodies. No sentence of a
report is printed. --only PATTERN takes some of the files; --scale N instead measures the near-duplicates on N invented
paragraphs: time, memory and the size of the index.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

import nlp
from nlp.reconcile.labels import figure
from nlp.scoring.copies import Copy, CopyIndex, find_copies
from nlp.scoring.reuse import Reuse, Told, gram_hashes, measure_reuse, plain, told
from nlp.scoring.years import YearCheck, check_years

_LENGTH = 150  # characters of an invented paragraph
_A_BODY = 200  # invented paragraphs of a body
_MOSTLY = 0.8  # of a paragraph's five-grams: from here on it counts as taken over


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", metavar="PATTERN", default="*")
    parser.add_argument("--scale", metavar="N", type=int)
    arguments = parser.parse_args()
    if arguments.scale:
        print("\n".join(scale_lines(arguments.scale)))
    elif arguments.folder:
        print("\n".join(report_lines(arguments.folder, arguments.only)))
    else:
        parser.error("name a folder, or --scale N")
    return 0


def report_lines(folder: Path, pattern: str = "*") -> Iterator[str]:
    """The Markdown for a folder, line by line."""
    analyzer = nlp.Analyzer()
    files = sorted(file for file in folder.glob(pattern) if file.suffix != ".csv")
    analyses = []
    for file in files:
        try:
            analyses.append(analyzer.analyze(file))
        except nlp.XxgkError as error:
            print(f"{file.name}: {error}", file=sys.stderr)
    paragraphs = sorted(
        (paragraph for analysis in analyses for paragraph in told(analysis)),
        key=lambda paragraph: (paragraph.body, paragraph.year, paragraph.report, paragraph.paragraph),
    )
    yield f"{len(files)} files, {len(analyses)} analysed, {len(paragraphs)} paragraphs of a known body and year."
    yield from _check_lines(check_years(analyses))
    yield from _reuse_lines(measure_reuse(paragraphs))
    yield from _stranger_lines(paragraphs)
    yield from _copy_lines(find_copies(paragraphs))


def scale_lines(count: int) -> Iterator[str]:
    """What both measures need for a number of invented paragraphs that are all different, the worst that they meet with."""
    before, started = _peak(), time.perf_counter()
    for _ in measure_reuse(_invented(count)):
        pass
    seconds = time.perf_counter() - started
    yield f"{count} paragraphs of {_LENGTH} characters, all different, {_A_BODY} a body."
    yield f"Reuse: {count / seconds:.0f} a second, {(_peak() - before) / 2**20:.0f} MiB more at the peak."
    before, started = _peak(), time.perf_counter()
    with closing(CopyIndex()) as index:
        found = sum(index.add(paragraph) is not None for paragraph in _invented(count))
        seconds, size = time.perf_counter() - started, index.size
    yield f"Near-duplicates: {count / seconds:.0f} a second, {(_peak() - before) / 2**20:.0f} MiB more at the peak,"
    yield f"the index on disk {size / count:.0f} bytes a paragraph; {found} alike."


def _check_lines(checks: list[YearCheck]) -> Iterator[str]:
    groups: dict[tuple[str, tuple[int, ...]], Counter[str]] = defaultdict(Counter)
    for check in checks:
        groups[check.body, check.years][check.status] += 1
    total = Counter(check.status for check in checks)
    yield from ("", "### Checks between years", "")
    yield f"{total['pass']} passed, {total['fail']} failed, {total['skipped']} skipped."
    yield from ("", "| body | years | passed | failed | skipped |", "|---|---|---|---|---|")
    for (body, years), counts in groups.items():
        yield f"| {body or '?'} | {_years(years)} | {counts['pass']} | {counts['fail']} | {counts['skipped']} |"
    failing = [check for check in checks if check.status == "fail"]
    if failing:
        yield from ("", "Failing:", "")
    for check in failing:
        yield f"- {check.body} {_years(check.years)}, {check.scope}: {figure(check.left or 0)} against {figure(check.right or 0)}"
    reasons = Counter(check.scope.partition(".")[0] for check in checks if check.status == "skipped")
    yield from ("", "Skipped: " + ", ".join(f"{scope} {number}" for scope, number in sorted(reasons.items())) + ".")


def _reuse_lines(rows: Iterable[Reuse]) -> Iterator[str]:
    yield from ("", "### Reuse of the body's earlier reports", "")
    yield from (
        "| body | year | paragraphs | five-grams | in the year before | in any earlier | paragraphs ≥ 80 % in any earlier |",
        "|---|---|---|---|---|---|---|",
    )
    for (body, year), group in itertools.groupby(rows, key=lambda row: (row.body, row.year)):
        found = list(group)
        grams = sum(row.grams for row in found)
        mostly = sum(row.earlier is not None and row.earlier >= _MOSTLY for row in found)
        previous = _share([(row.previous, row.grams) for row in found])
        earlier = _share([(row.earlier, row.grams) for row in found])
        yield f"| {body} | {year} | {len(found)} | {grams} | {previous} | {earlier} | {mostly if earlier else ''} |"


def _stranger_lines(paragraphs: Iterable[Told]) -> Iterator[str]:
    """What two reports of about the same time share that cannot be copied: names of laws, fixed phrases."""
    grams = {
        place: np.concatenate([gram_hashes(plain(paragraph.text)) for paragraph in group])
        for place, group in itertools.groupby(paragraphs, key=lambda paragraph: (paragraph.body, paragraph.year))
    }
    shares = sorted(
        float(np.isin(grams[body, year], theirs).mean())
        for body, year in grams
        for (other, other_year), theirs in grams.items()
        if body[:2] != other[:2] and abs(year - other_year) <= 1 and len(grams[body, year])
    )
    if shares:
        median, most = shares[len(shares) // 2], shares[len(shares) * 9 // 10]
        yield from ("", f"For comparison, {len(shares)} pairs of reports of bodies whose names begin otherwise, at most a year apart:")
        yield f"of the five-grams of one {median:.0%} stand in the other in the median, more than {most:.0%} in a tenth of the pairs."


def _copy_lines(copies: Iterable[Copy]) -> Iterator[str]:
    pairs: dict[tuple[str, str], list[float]] = defaultdict(list)
    for copy in copies:
        pairs[copy.body, copy.other_body].append(copy.shared)
    yield from ("", "### Near-duplicates between bodies", "", f"{sum(map(len, pairs.values()))} paragraphs.")
    if pairs:
        yield from ("", "| body | is like | paragraphs | highest | lowest |", "|---|---|---|---|---|")
    for (body, other), shared in sorted(pairs.items(), key=lambda pair: -len(pair[1])):
        yield f"| {body} | {other} | {len(shared)} | {max(shared):.2f} | {min(shared):.2f} |"


def _share(parts: list[tuple[float | None, int]]) -> str:
    """The share of all five-grams of a report; '' where there is nothing to compare with."""
    known = [(share, grams) for share, grams in parts if share is not None]
    total = sum(grams for _, grams in known)
    return f"{sum(share * grams for share, grams in known) * 100 / total:.0f} %" if total else ""


def _years(years: tuple[int, ...]) -> str:
    return "–".join(map(str, years)) or "?"


def _invented(count: int) -> Iterator[Told]:
    """Ordered by body and year: ten years of a body."""
    chance = random.Random(1)  # noqa: S311
    letters = [chr(code) for code in range(0x4E00, 0x5A00)]
    for number in range(count):
        body, place = divmod(number, _A_BODY)
        yield Told(f"{body:09}", 2013 + place * 10 // _A_BODY, str(number), 0, "".join(chance.choices(letters, k=_LENGTH)))


def _peak() -> int:
    """Bytes of memory at the highest so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
