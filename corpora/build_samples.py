"""Render the sample reports: corpora/samples/gold/ID.yaml becomes corpora/samples/ID.docx, .html, .pdf or .txt.

    python corpora/build_samples.py            # all of them
    python corpora/build_samples.py ID ...     # some

The gold says what a report holds and what is true of it; `nlp.evaluation.render` only gives it the look that reports
have in the wild. The committed samples are its output. A pdf needs LibreOffice (soffice) and the font Noto Serif CJK SC.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from nlp.evaluation.gold import report_of
from nlp.evaluation.render import render as render_report

SAMPLES = Path(__file__).parent / "samples"


def render(report: dict[str, Any], folder: Path) -> Path:
    """Write the report as the file that its `format` names, into a folder."""
    return render_report(report_of(report), folder)


def load(gold: Path) -> dict[str, Any]:
    """A report with its gold."""
    report: dict[str, Any] = yaml.safe_load(gold.read_text(encoding="utf-8"))
    return report


def main() -> None:
    """Render those named, or all."""
    wanted = set(sys.argv[1:])
    for gold in sorted((SAMPLES / "gold").glob("*.yaml")):
        if not wanted or gold.stem in wanted:
            print(render(load(gold), SAMPLES))


if __name__ == "__main__":
    main()
