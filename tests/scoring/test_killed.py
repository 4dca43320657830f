"""The committed demonstration, small: killed at random moments and resumed, a batch ends like one left alone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kill -9 takes the workers along on Linux only")


def eventually(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.1)


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_run_leaves_no_worker_behind_not_even_one_that_hangs(tmp_path: Path) -> None:
    (tmp_path / "hang.txt").write_text("HANG", encoding="utf-8")
    program = (
        "import sys, nlp; nlp.score(sys.argv[1], sys.argv[2], workers=2, analyzer='tests.scoring.analyzers:Mischief')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "hang.txt"), str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT) as coordinator:
        children = Path(f"/proc/{coordinator.pid}/task/{coordinator.pid}/children")
        eventually(lambda: len(children.read_text().split()) == 2)
        workers = [int(pid) for pid in children.read_text().split()]
        time.sleep(1)
        coordinator.kill()
    eventually(lambda: not any(running(pid) for pid in workers))


def test_killed_and_resumed_equals_left_alone(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "scoring_resume.py"), "--work", str(tmp_path)]
    options = ["--reports", "40", "--kills", "2", "--small", "0", "--stages", "0", "--pdfs", "0"]
    done = subprocess.run([*script, *options], capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Killed -9 2 times" in done.stdout
    assert "| reports | 39 | 39 | yes |" in done.stdout
    assert "each with its code: yes" in done.stdout
    assert not list((tmp_path / "40").rglob("*.writing"))
