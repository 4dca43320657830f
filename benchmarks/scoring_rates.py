"""How fast a batch is with one and two processes and on Ray with two actors, what it takes of memory, where the time goes.

    python benchmarks/scoring_rates.py [--reports 400] [--rounds 3] [--stages 150] [--work FOLDER] [--write]

Builds a corpus (benchmarks/scoring_corpus.py) and starts a Ray cluster of two processors on this machine. Then each round
scores the corpus three times, in an order that changes, each time into a new folder: ratios are within rounds, so that what
else the machine does falls on all three. Processor seconds are those of the command and all processes below it, from the
system's accounts; they do not go by what else runs. Ray's processes stand below the cluster and are not in them. Memory is
the largest resident set of the command and of any process below it, seen ten times a second. --write writes the .md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scoring_corpus import build  # noqa: E402
from scoring_resume import _children, _resident, stages  # noqa: E402

WAYS = {"one process": ("local", 1), "two processes": ("local", 2), "Ray, two actors": ("ray", 2)}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds by the clock and of processors, the time it spent on inputs and writing, peaks in MiB."""

    seconds: float
    cpu: float
    inputs: float
    writing: float
    workers: float
    coordinator: float
    worker: float


def run(corpus: Path, out: Path, engine: str, workers: int, address: str) -> Run:
    """Scores a corpus into a folder that is made anew.

    Raises:
        RuntimeError: the command failed.
    """
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "nlp.cli", "score", str(corpus), "-o", str(out), "--engine", engine]
    before, began = _cpu(), time.monotonic()
    environment = {**os.environ, "RAY_ADDRESS": address}
    process = subprocess.Popen([*command, "--workers", str(workers), "--quiet"], cwd=ROOT, env=environment)
    coordinator = worker = 0.0
    while process.poll() is None:
        coordinator = max(coordinator, _resident(process.pid))
        worker = max([worker, *map(_resident, _children(process.pid))])
        time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    seconds = time.monotonic() - began
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["sessions"][-1]["seconds"]
    return Run(seconds, _cpu() - before, told["inputs"], told["writing"], told["workers"], coordinator, worker)


def main() -> int:
    """Build, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stages", type=int, default=150)
    parser.add_argument("--work", type=Path, help="keep the corpus here; one that is there is used again")
    parser.add_argument("--write", action="store_true", help="write the .md beside this script")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        text = "\n".join(lines(arguments, arguments.work or Path(temporary)))
    print(text)
    if arguments.write:
        Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")
    return 0


def lines(arguments: argparse.Namespace, work: Path) -> list[str]:
    """The page."""
    import ray

    folder = work / str(arguments.reports)
    if not (folder / "broken.json").is_file():
        build(folder, arguments.reports, 1, 0)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    loads = [os.getloadavg()[0]]
    try:
        address = ray.get_runtime_context().gcs_address
        rounds: list[dict[str, Run]] = []
        for number in range(arguments.rounds):
            order = list(WAYS)[number % len(WAYS) :] + list(WAYS)[: number % len(WAYS)]
            rounds.append({way: run(folder / "corpus", folder / "out", *WAYS[way], address) for way in order})
            loads.append(os.getloadavg()[0])
    finally:
        ray.shutdown()
    return [*_head(arguments, loads), *_rates(arguments.reports, rounds), *_cost(arguments.reports, rounds), *_shares(folder, arguments, rounds)]


def _head(arguments: argparse.Namespace, loads: list[float]) -> list[str]:
    command = f"python benchmarks/scoring_rates.py --reports {arguments.reports} --rounds {arguments.rounds} --stages {arguments.stages}"
    return [
        "# How fast a batch is",
        "",
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} processors. Load "
        f"average before and after each round: {', '.join(f'{load:.1f}' for load in loads)}; of the seconds only the ratios count.",
        "",
    ]


def _rates(reports: int, rounds: list[dict[str, Run]]) -> list[str]:
    rows = []
    for way in WAYS:
        runs = [each[way] for each in rounds]
        ratios = [each["one process"].seconds / each[way].seconds for each in rounds]
        rows.append(
            f"| {way} | {', '.join(f'{run.seconds:.0f}' for run in runs)} | {statistics.median(reports / r.seconds for r in runs):.1f} "
            f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) "
            f"| {max(r.coordinator for r in runs):.0f} | {max(r.worker for r in runs):.0f} |"
        )
    return [
        f"**Rates** over {reports} files, start of the command and of its workers included; Ray's cluster was up before.",
        "",
        "| | seconds | reports a second, median | times as fast as one process, median and range | command, MiB | largest process below it, MiB |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *rows,
        "",
    ]


def _cost(reports: int, rounds: list[dict[str, Run]]) -> list[str]:
    each = statistics.median(round_["one process"].cpu / reports for round_ in rounds)
    hours = {count: each * count / 3600 for count in (100_000, 10_000_000)}
    return [
        f"**Processor time** is {each:.3f} s a report (one process, everything included, median). "
        + " ".join(f"{count:,} such reports take {time_:,.1f} processor hours." for count, time_ in hours.items()),
        "",
    ]


def _shares(folder: Path, arguments: argparse.Namespace, rounds: list[dict[str, Run]]) -> list[str]:
    seconds = stages(folder / "corpus", arguments.stages, 1)
    runs = [round_["one process"] for round_ in rounds]
    worker = statistics.median(run.workers for run in runs)
    whole = sum(seconds.values())
    shares = {stage: took / whole * worker for stage, took in seconds.items()}
    shares["finding, reading from disk and hashing inputs"] = statistics.median(run.inputs for run in runs)
    shares["writing parts"] = statistics.median(run.writing for run in runs)
    total = sum(shares.values())
    return [
        f"**Stages**, of the time that one process and its worker are busy: the worker's by timing {arguments.stages} reports, the "
        "rest from the manifest, medians.",
        "",
        "| stage | share |",
        "| --- | ---: |",
        *(f"| {stage} | {took / total:.1%} |" for stage, took in sorted(shares.items(), key=lambda pair: -pair[1])),
        "",
    ]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
