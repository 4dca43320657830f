"""Planted errors of known kinds, and what is found of them: python benchmarks/seeded.py [-o SHEET]

Takes the clean reports of corpora/reports and corpora/samples, plants errors in them one at a time, analyses each as a
text dump, and writes a sheet by kind. The clean reports themselves are analysed in their own formats: whatever is reported
there is a false alarm.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import nlp
from nlp.evaluation import KINDS, GoldReport, evaluate, is_clean, load_gold, seed_errors
from nlp.evaluation.render import render
from nlp.evaluation.reports import Evaluation, analysed
from nlp.evaluation.scoring import by_kind
from nlp.evaluation.seeding import plain_text
from nlp.evaluation.sheet import alarm_line, kind_row, outcome_line, tally_lines

CORPORA = Path(__file__).parents[1] / "corpora"
SEED, MOST = 1, 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--most", type=int, default=MOST, help="errors of a kind in a report, at most")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    reports = [r for folder in ("reports", "samples") for r in load_gold(CORPORA / folder) if is_clean(r)]
    analyzer = nlp.Analyzer()
    with tempfile.TemporaryDirectory() as scratch:

        def each(those: Iterator[GoldReport]) -> Evaluation:
            return evaluate((r, analysed(r, render(r, Path(scratch)), analyzer)) for r in those)

        clean = each(iter(reports))
        seeded = each(seed_errors(map(plain_text, reports), arguments.seed, most=arguments.most))
    text = "\n".join(sheet(reports, clean, seeded, arguments.seed, arguments.most)) + "\n"
    print(text)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    return 0


def sheet(reports: list[GoldReport], clean: Evaluation, seeded: Evaluation, seed: int, most: int) -> Iterator[str]:
    """The Markdown, line by line."""
    formats = ", ".join(f"{n} {form}" for form, n in sorted(Counter(r.format for r in reports).items()))
    templates = ", ".join(f"{n} in the form of {form}" for form, n in sorted(Counter(r.template for r in reports).items()))
    yield from ("# Seeded errors", "", f"`python benchmarks/seeded.py --seed {seed} --most {most} -o benchmarks/seeded.md`", "")
    yield f"{len(reports)} clean reports of corpora/reports and corpora/samples ({formats}; {templates})."
    yield f"{len(seeded.outcomes)} errors, one a report, at most {most} of a kind in each; docs/evaluation.md says what a kind is."
    yield from ("", "| kind | n | found | recall | precision | cause right |", "|---|---|---|---|---|---|")
    for kind in seeded.kinds:
        yield f"| {' | '.join(kind_row(kind))} |"
    found = sum(kind.found for kind in seeded.kinds)
    named, right = sum(kind.named for kind in seeded.kinds), sum(kind.cause_right for kind in seeded.kinds)
    yield f"| all | {len(seeded.outcomes)} | {found} | {found / len(seeded.outcomes):.3f} | | {right} of {named} |"
    yield from ("", f"## False alarms in the {clean.clean} clean reports: {len(clean.alarms)}", "")
    for kind_name, n in Counter(alarm.kind for alarm in clean.alarms).most_common():
        yield f"- {kind_name}: {n}"
    yield from ("", *(f"- {alarm_line(alarm)}" for alarm in clean.alarms))
    yield from ("", "## The clean reports against their gold", "", "```", *tally_lines(clean.score.tally), "```", "")
    for kind_name, errors in by_kind(e for e in clean.score.errors if e.kind in ("claim missed", "claim false", "verdict")):
        yield from (f"### {kind_name}: {len(errors)}", "", *(f"- {e.report}: {e.what}" for e in errors), "")
    yield from ("## Planted and not found", "")
    for name in KINDS:
        missed = [o for o in seeded.outcomes if o.planted.kind == name and not o.found]
        if missed:
            said = ", ".join(f"{n} {word}" for word, n in Counter(o.said for o in missed).most_common())
            yield from (f"### {name}: {len(missed)} ({said})", "", *(f"- {outcome_line(o)}" for o in missed), "")
    yield from ("## Found, with another cause or none", "")
    causes = Counter((o.planted.kind, o.cause) for o in seeded.outcomes if o.found and not o.planted.check and o.cause != o.planted.kind)
    for (kind_name, cause), n in causes.most_common():
        example = next(o for o in seeded.outcomes if o.found and (o.planted.kind, o.cause) == (kind_name, cause))
        yield f"- {kind_name} called {cause or 'nothing'}: {n}, such as {example.planted.text} ({example.planted.before} → {example.planted.after})"


if __name__ == "__main__":
    sys.exit(main())
