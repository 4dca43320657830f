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
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpora" / "samples" / "chengwan-2023.docx"
RUNS = 7


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of one process.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    per_mib = 1024 if sys.platform == "linux" else 1024 * 1024  # ru_maxrss counts KiB on Linux, bytes on macOS
    return seconds, usage.ru_maxrss / per_mib


def main() -> None:
    """Measure, write, print."""
    sample = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SAMPLE
    python = sys.executable
    commands = {
        "`python -c pass`": [python, "-c", "pass"],
        '`python -c "import nlp"`': [python, "-c", "import nlp"],
        "`xxgk --help`": [python, "-m", "nlp.cli", "--help"],
        f"`xxgk analyze {sample.name} --format json`": [
            python,
            "-m",
            "nlp.cli",
            "analyze",
            str(sample),
            "--format",
            "json",
        ],
    }
    load = os.getloadavg()[0]  # others at work on the machine make every figure worse
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, command in commands.items():
            figures = measure(command)
            if turn:
                runs[name].append(figures)
    lines = [
        "# Cold start",
        "",
        f"`python benchmarks/cold_start.py`, {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, load average {load:.1f} before the first run; medians of {RUNS} runs by turns.",
        "",
        "| command | seconds | fastest to slowest | peak memory, MiB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, figures_ in runs.items():
        seconds, memory = zip(*figures_, strict=True)
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        lines.append(f"| {name} | {statistics.median(seconds):.2f} | {spread} | {statistics.median(memory):.0f} |")
    text = "\n".join(lines) + "\n"
    (Path(__file__).parent / "cold_start.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
