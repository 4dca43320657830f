"""How long a cold `xxgk analyze` takes as a whole process, and how much memory it takes.

    python benchmarks/cold_start.py [SAMPLE]     # writes benchmarks/cold_start.md and prints it

Each command runs RUNS times in a process of its own, the commands by turns, after one run of each that does not count
(it fills the disk cache and writes byte code). Seconds are wall clock around the process; memory is the peak resident
set that the system reports for it.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path

from nlp.bench.cold_start import cold_starts, xxgk

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpora" / "samples" / "chengwan-2023.docx"
RUNS = 7


def main() -> None:
    """Measure, write, print."""
    sample = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SAMPLE
    python = sys.executable
    commands = [
        ("`python -c pass`", [python, "-c", "pass"]),
        ('`python -c "import nlp"`', [python, "-c", "import nlp"]),
        ("`xxgk --help`", xxgk("--help")),
        (f"`xxgk analyze {sample.name} --format json`", xxgk("analyze", str(sample), "--format", "json")),
    ]
    load = os.getloadavg()[0]  # others at work on the machine make every figure worse
    runs = cold_starts(commands, RUNS, ROOT)
    lines = [
        "# Cold start",
        "",
        f"`python benchmarks/cold_start.py`, {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, load average {load:.1f} before the first run; medians of {RUNS} runs by turns.",
        "",
        "| command | seconds | fastest to slowest | peak memory, MiB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for one in runs:
        spread = f"{min(one.seconds):.2f} to {max(one.seconds):.2f}"
        lines.append(f"| {one.name} | {statistics.median(one.seconds):.2f} | {spread} | {statistics.median(one.mib):.0f} |")
    text = "\n".join(lines) + "\n"
    (Path(__file__).parent / "cold_start.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
