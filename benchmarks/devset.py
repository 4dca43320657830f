"""Analyses the development set and scores it: python benchmarks/devset.py DEVSET [-o SHEET]

DEVSET is the folder that holds files/, reports/ and score.py. Prints the score sheet and the
beginning of each error, and writes it as Markdown with -o.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import nlp


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("devset", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    analyzer = nlp.Analyzer()
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted((arguments.devset / "files").iterdir()):
            Path(folder, f"{file.stem}.json").write_text(analyzer.analyze(file).to_json(), encoding="utf-8")
        scored = subprocess.run(
            [sys.executable, "score.py", "reports", folder, "--verbose"],
            cwd=arguments.devset, capture_output=True, text=True, check=True,
        )
    errors = "".join(f"{line[:40]}\n" for line in scored.stderr.splitlines())
    sheet = f"# The development set\n\n`python benchmarks/devset.py DEVSET`\n\n```\n{scored.stdout}```\n\nEvery error:\n\n```\n{errors}```\n"
    print(sheet)
    if arguments.output:
        arguments.output.write_text(sheet, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
