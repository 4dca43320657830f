"""`xxgk score` from the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.cli import main

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"


def test_it_scores_says_where_and_goes_on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(SAMPLES / "maiquan-2019.txt", tmp_path / "in")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    command = ["score", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1", "--format", "jsonl"]
    assert main(command) == 0
    assert "1 reports and 1 rejects in" in capfd.readouterr().out
    text = "".join(part.read_text(encoding="utf-8") for part in (tmp_path / "out" / "rejects").iterdir())
    reject = json.loads(text)
    assert (reject["code"], reject["what"]) == ("E104", "the file is empty")
    assert main([*command, "--resume", "--quiet"]) == 0
    assert capfd.readouterr().out == ""


def test_an_input_that_is_not_there_is_exit_code_1_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("xxgk: E402 ")
    assert error.count("\n") == 1


@pytest.mark.parametrize("wrong", [["--workers", "0"], ["--format", "xlsx"], ["--engine", "spark"]])
def test_wrong_options_are_exit_code_2(wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "x", "-o", str(tmp_path), *wrong]) == 2
    assert "usage: xxgk score" in capsys.readouterr().err


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['pyarrow'] = None; from nlp.cli import main; sys.exit(main(['score', 'x', '-o', 'y']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=SAMPLES.parents[1], check=False)
    assert done.returncode == 1
    assert "E401" in done.stderr
    assert "pip install 'xxgk-nlp[score]'" in done.stderr


def test_without_ray_the_engine_says_what_to_install(tmp_path: Path) -> None:
    arguments = ["score", str(SAMPLES / "maiquan-2019.txt"), "-o", str(tmp_path), "--engine", "ray"]
    program = "import sys; sys.modules['ray'] = None; from nlp.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=SAMPLES.parents[1], check=False)
    assert done.returncode == 1
    assert "E401" in done.stderr
    assert "pip install 'xxgk-nlp[ray]'" in done.stderr
