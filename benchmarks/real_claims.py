"""Claims and verdicts on real reports: python benchmarks/real_claims.py [REPORTS] [-o SHEET]

The labels are corpora/real/claims-*.jsonl and findings-*.jsonl: places and numbers only. REPORTS is the folder of the
reports themselves, which are not part of this repository; ../shared/corpora/annual_reports if left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import nlp
from nlp.evaluation.answer import answer_of
from nlp.evaluation.real import Finding, noticed, read_claims, read_findings, score_placed
from nlp.evaluation.scoring import Score, by_kind, total_of
from nlp.evaluation.sheet import tally_lines

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "corpora" / "real"
REPORTS = ROOT.parent / "shared" / "corpora" / "annual_reports"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", default=REPORTS)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    if not arguments.reports.is_dir():
        print(f"the real reports are not at {arguments.reports}", file=sys.stderr)
        return 2
    text = "\n".join(sheet(arguments.reports)) + "\n"
    print(text)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    return 0


def sheet(reports: Path) -> Iterator[str]:
    """The Markdown, line by line."""
    claims = read_claims(sorted(LABELS.glob("claims-*.jsonl")))
    findings = read_findings(sorted(LABELS.glob("findings-*.jsonl")))
    analyzer = nlp.Analyzer()
    scores: dict[str, Score] = {}
    noted: list[tuple[str, Finding, bool]] = []
    for name in sorted(claims):
        text = (reports / name).read_text(encoding="utf-8")
        answer = answer_of(analyzer.analyze(reports / name).to_dict())
        mine = findings.get(name, [])
        scores[name] = score_placed(name, text, claims[name], answer, mine)
        noted += [(name, finding, seen) for finding, seen in zip(mine, noticed(text, mine, answer), strict=True)]
    whole = total_of(scores.values())
    yield from ("# Claims and verdicts on real reports", "", "`python benchmarks/real_claims.py -o benchmarks/real_claims.md`", "")
    yield f"{len(scores)} reports of bodies that nothing is trained on; labels by hand in corpora/real."
    yield from ("", "```", *tally_lines(whole.tally), "```", "")
    yield from ("| report | claims | recall | precision | verdicts right | mismatches found | false mismatches |", "|---|---|---|---|---|---|---|")
    for name, score in scores.items():
        t = score.tally
        cells = (f"{t.claims_hit}/{t.claims}", f"{t.said_good}/{t.said}", f"{t.verdicts_right}/{t.claims}", f"{t.mismatches_hit}/{t.mismatches}", t.mismatches_false)
        yield f"| {name} | {t.claims} | {' | '.join(map(str, cells))} |"
    if noted:
        yield from ("", f"## What does not agree in them: {sum(seen for *_, seen in noted)} of {len(noted)} noticed", "")
        yield from (f"- {'noticed' if seen else 'missed'}: {name} [{f.start}, {f.end}) {f.kind}: {f.what}" for name, f, seen in noted)
    for kind, errors in by_kind(whole.errors):
        yield from ("", f"## {kind}: {len(errors)}", "", *(f"- {error.report} {error.what}" for error in errors))


if __name__ == "__main__":
    sys.exit(main())
