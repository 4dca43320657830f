"""Whether a batch that is killed again and again ends like one that was left alone; how fast it is, and how much it takes.

    python benchmarks/scoring_resume.py [--reports 2000] [--small 500] [--kills 5] [--work FOLDER] [--write]

Builds a corpus (benchmarks/scoring_corpus.py) of so many reports and a small one, then
1. scores the corpus once, undisturbed, with two workers;
2. scores it again, killed with SIGKILL at random moments, each time resumed by the same command;
3. compares all datasets, ordered by id, and the rejects with the files that were broken on purpose;
4. scores the small corpus with one and with two workers;
5. times the stages of the analysis, one after another in one process, on some reports of the corpus.
Memory is the largest resident set of the coordinator and of any worker, seen ten times a second (Linux). Ends with exit
code 1 if anything differs. --write writes benchmarks/scoring_resume.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pa_dataset

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scoring_corpus import build  # noqa: E402

from nlp.scoring.schema import DATASETS  # noqa: E402

SECOND_KEYS = {"paragraphs": ["paragraph"], "claims": ["claim"], "checks": ["check"], "cells": ["table", "cell"]}


@dataclass(frozen=True, slots=True)
class Run:
    """One process of `xxgk score`: its seconds and peaks (MiB), and whether it was killed."""

    seconds: float
    coordinator: float
    worker: float
    killed: bool


def score(corpus: Path, out: Path, workers: int, kill_after: float | None = None) -> Run:
    """Runs the command, to its end or until it is killed.

    Raises:
        RuntimeError: it failed by itself.
    """
    command = [sys.executable, "-m", "nlp.cli", "score", str(corpus), "-o", str(out), "--workers", str(workers)]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--part-seconds", "3", "--quiet"], cwd=ROOT)
    coordinator = worker = 0.0
    killed = False
    while process.poll() is None:
        coordinator = max(coordinator, _resident(process.pid))
        worker = max([worker, *map(_resident, _children(process.pid))])
        if kill_after is not None and time.monotonic() > began + kill_after:
            process.kill()
            killed = True
            break
        time.sleep(0.1)
    if process.wait() and not killed:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(time.monotonic() - began, coordinator, worker, killed)


def table(out: Path, dataset: str) -> pa.Table:
    """A whole dataset, ordered by id."""
    found = pa_dataset.dataset(out / dataset, format="parquet", schema=DATASETS[dataset]).to_table()
    keys = ["report_id", *SECOND_KEYS.get(dataset, [])]
    return found.sort_by([(key, "ascending") for key in keys])


def stages(corpus: Path, reports: int, seed: int) -> dict[str, float]:
    """Seconds that each stage takes over some reports, in this process; the same calls as the pipeline's own."""
    import nlp.pipeline as pipeline
    from nlp.errors import XxgkError
    from nlp.readers import Limits
    from nlp.scoring.inputs import items
    from nlp.scoring.item import Item
    from nlp.scoring.rows import packed, scored

    seconds: Counter[str] = Counter()

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                seconds[name] += time.perf_counter() - began

        return call

    analyzer = pipeline.Analyzer()
    named = {"read": "reading", "segment": "segmenting", "bind": "binding tables", "find_claims": "claims"}
    named |= {"reconcile": "reconciling", "check_identities": "reconciling"}
    before = {name: getattr(pipeline, name) for name in named}
    for name, stage in named.items():
        setattr(pipeline, name, timed(stage, before[name]))
    themes = timed("tagging", analyzer._themes)
    object.__setattr__(analyzer, "_themes", themes)
    chosen = [item for item in items([corpus], Limits()) if isinstance(item, Item)]
    try:
        for item in random.Random(seed).sample(chosen, min(reports, len(chosen))):  # noqa: S311  a corpus, not a secret
            try:
                analysis = analyzer.analyze(item.data, item.name)
            except XxgkError:
                continue
            timed("making rows", lambda analysis, item: packed(scored(analysis, item)))(analysis, item)
    finally:
        for name, function in before.items():
            setattr(pipeline, name, function)
    return dict(seconds)


def main() -> int:
    """Build, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--small", type=int, default=500, help="reports of the small corpus; 0 leaves it out")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--pdfs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stages", type=int, default=150, help="reports to time the stages on; 0 leaves it out")
    parser.add_argument("--work", type=Path, help="keep corpora and outputs here; a corpus that is there is used again")
    parser.add_argument("--write", action="store_true", help="write the .md beside this script")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        text, equal = measure(arguments, arguments.work or Path(temporary))
    print(text)
    if arguments.write:
        Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")
    return 0 if equal else 1


def measure(arguments: argparse.Namespace, work: Path) -> tuple[str, bool]:
    """The page, and whether everything was as it should be."""
    folder = _corpus(work, arguments.reports, arguments)
    alone, killed = folder / "alone", folder / "killed"
    undisturbed = score(folder / "corpus", alone, 2)
    chance = random.Random(arguments.seed)  # noqa: S311  a corpus, not a secret
    runs = []
    for _ in range(arguments.kills):
        runs.append(score(folder / "corpus", killed, 2, chance.uniform(0.03, 0.18) * undisturbed.seconds))
        if not runs[-1].killed:
            break
    runs.append(score(folder / "corpus", killed, 2))
    tables = {dataset: (table(alone, dataset), table(killed, dataset)) for dataset in DATASETS}
    equal = {dataset: one.equals(other) for dataset, (one, other) in tables.items()}
    once = all(len(set(t.to_pylist())) == len(t) for t in (tables["reports"][1]["report_id"], tables["rejects"][1]["report_id"]))
    expected = json.loads((folder / "broken.json").read_text(encoding="utf-8"))
    rejects = tables["rejects"][0]
    got = {_relative(name, folder): code for name, code in zip(*(rejects[c].to_pylist() for c in ("name", "code")), strict=True)}
    manifest = json.loads((killed / "manifest.json").read_text(encoding="utf-8"))
    complete = [session.get("scored", "killed") for session in manifest["sessions"]]
    lines = [
        "# Killed and resumed, against left alone",
        "",
        f"`{_command(arguments)}`, {datetime.now(UTC):%Y-%m-%d}, "
        f"Python {platform.python_version()}, {os.cpu_count()} processors, which other work shared.",
        "",
        f"**Corpus.** {arguments.reports} files, {len(expected)} of them broken in {len(set(expected.values()))} ways that "
        "count (codes below).",
        "",
        f"**Exactness.** Killed -9 {sum(run.killed for run in runs)} times, after "
        + ", ".join(f"{run.seconds:.0f} s" for run in runs if run.killed)
        + f"; left alone it takes {undisturbed.seconds:.0f} s. Reports scored by the runs: {', '.join(map(str, complete))}. "
        f"Every report once: {_word(once)}.",
        "",
        "| dataset | rows left alone | rows killed and resumed | equal, ordered by id |",
        "| --- | ---: | ---: | --- |",
        *(f"| {name} | {len(one)} | {len(other)} | {_word(equal[name])} |" for name, (one, other) in tables.items()),
        "",
        f"**Rejects** are exactly the broken files, each with its code: {_word(got == expected)}.",
        "",
        "| code | files |",
        "| --- | ---: |",
        *(f"| {code} | {n} |" for code, n in sorted(Counter(got.values()).items())),
        "",
    ]
    lines += _speed(arguments, work, undisturbed)
    if arguments.stages:
        lines += _stages(folder, arguments, json.loads((alone / "manifest.json").read_text(encoding="utf-8")))
    return "\n".join(lines), all(equal.values()) and once and got == expected


def _speed(arguments: argparse.Namespace, work: Path, large: Run) -> list[str]:
    rows = []
    if arguments.small:
        small = _corpus(work, arguments.small, arguments)
        one, two = (score(small / "corpus", small / f"workers-{n}", n) for n in (1, 2))
        rows = [(arguments.small, 1, one), (arguments.small, 2, two)]
    rows.append((arguments.reports, 2, large))
    ratio = f" Two workers are {rows[0][2].seconds / rows[1][2].seconds:.2f} times as fast as one." if arguments.small else ""
    return [
        f"**Rate and memory.**{ratio} Seconds are those of the whole command, the workers' start included.",
        "",
        "| reports | workers | seconds | reports a second | coordinator, MiB | largest worker, MiB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {n} | {workers} | {run.seconds:.1f} | {n / run.seconds:.1f} | {run.coordinator:.0f} | {run.worker:.0f} |"
            for n, workers, run in rows
        ),
        "",
    ]


def _stages(folder: Path, arguments: argparse.Namespace, manifest: dict[str, Any]) -> list[str]:
    seconds = stages(folder / "corpus", arguments.stages, arguments.seed)
    whole = sum(seconds.values())
    coordinator = manifest["sessions"][-1]["seconds"]
    return [
        f"**Stages**, of a worker's time, over {arguments.stages} reports in one process:",
        "",
        "| stage | share |",
        "| --- | ---: |",
        *(f"| {stage} | {share / whole:.0%} |" for stage, share in sorted(seconds.items(), key=lambda pair: -pair[1])),
        "",
        f"The coordinator of the undisturbed run spent {coordinator['inputs']:.1f} s on finding, reading and hashing inputs and "
        f"{coordinator['writing']:.1f} s on writing parts, of {coordinator['whole']:.1f} s; else it waited for the workers.",
        "",
    ]


def _command(arguments: argparse.Namespace) -> str:
    """What gives the same again, wherever the work is kept."""
    options = (f"--{name} {getattr(arguments, name)}" for name in ("reports", "small", "kills", "pdfs", "seed", "stages"))
    return " ".join(["python benchmarks/scoring_resume.py", *options])


def _corpus(work: Path, reports: int, arguments: argparse.Namespace) -> Path:
    folder = work / str(reports)
    if not (folder / "broken.json").is_file():
        build(folder, reports, arguments.seed, arguments.pdfs)
    return folder


def _relative(name: str, folder: Path) -> str:
    return os.path.relpath(ROOT / name, folder.resolve())


def _word(true: bool) -> str:
    return "yes" if true else "**NO**"


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError):  # it has just ended, or there is no /proc
        return 0.0


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
