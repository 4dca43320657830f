"""What the program finds in a folder of reports: python benchmarks/reports.py FOLDER [-o TABLE]

A row a file: paragraphs, claims, cells bound, identities and inner checks passed, failed and skipped, mismatches. Below the
table, every failing check and every mismatch with its explanation, without the words it quotes from the report: those are
not ours. Files that are no reports (csv) are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import nlp

_HEAD = (
    "| file | issuer | year | form | paragraphs | claims | cells | passed | failed | skipped | mismatches |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
)

_QUOTED = re.compile(r"“[^”]{12,}”")  # shorter ones are the names of rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    text = "\n".join(report_lines(arguments.folder))
    print(text)
    if arguments.output:
        arguments.output.write_text(text + "\n", encoding="utf-8")
    return 0


def report_lines(folder: Path) -> Iterator[str]:
    """The Markdown, line by line."""
    analyzer = nlp.Analyzer()
    rows, findings, failed = [], [], 0
    for file in sorted(file for file in folder.iterdir() if file.suffix != ".csv"):
        try:
            analysis = analyzer.analyze(file)
        except nlp.XxgkError as error:
            failed += 1
            rows.append(f"| {file.name} | {error.code} | | | | | | | | | |")
            continue
        rows.append(_row(file.name, analysis))
        findings += [f"- {file.name}: {line}" for line in _findings(analysis)]
    yield "# Reports of a folder"
    yield ""
    yield f"`python benchmarks/reports.py FOLDER`: {len(rows)} files, {failed} that could not be analysed."
    yield ""
    yield from (*_HEAD, *rows)
    yield from ("", "## Failing checks and mismatches", "", *findings)


def _row(name: str, analysis: nlp.Analysis) -> str:
    status = Counter(check.status for check in analysis.checks)
    cells = sum(value is not None for table in analysis.tables for value in table.cells.values())
    mismatches = sum(claim.verdict == "mismatch" for claim in analysis.claims)
    facts = analysis.report
    figures = (
        len(analysis.paragraphs), len(analysis.claims), cells,
        status["pass"], status["fail"], status["skipped"], mismatches,
    )
    return f"| {name} | {facts.issuer} | {facts.year} | {facts.template} | {' | '.join(map(str, figures))} |"


def _findings(analysis: nlp.Analysis) -> Iterator[str]:
    for check in analysis.checks:
        if check.status == "fail":
            yield f"{check.rule}: {_QUOTED.sub('“…”', check.explanation)}"
    for claim in analysis.claims:
        if claim.verdict == "mismatch":
            yield f"mismatch ({claim.cause or 'no cause found'}): {claim.explanation}"


if __name__ == "__main__":
    sys.exit(main())
