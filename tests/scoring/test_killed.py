"""The committed demonstration, small: killed at random moments and resumed, a batch ends like one left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="kill -9 takes the workers along on Linux only")
def test_killed_and_resumed_equals_left_alone(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "scoring_resume.py"), "--work", str(tmp_path)]
    options = ["--reports", "40", "--kills", "2", "--small", "0", "--stages", "0", "--pdfs", "0"]
    done = subprocess.run([*script, *options], capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Killed -9 2 times" in done.stdout
    assert "| reports | 39 | 39 | yes |" in done.stdout
    assert "each with its code: yes" in done.stdout
    assert not list((tmp_path / "40").rglob("*.writing"))
