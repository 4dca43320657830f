"""The command as a whole: help, version, exit codes, streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`xxgk` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "nlp.cli", *arguments],
        capture_output=True,
        timeout=120,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def test_help_lists_the_commands_that_are_there_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    listed = [line.split()[0] for line in text.splitlines() if line.startswith("    ") and line[4] != " "]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: xxgk {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["score", "."],
        ["analyze"],
        ["analyze", "report.docx", "--format", "yaml"],
        ["analyze", "report.docx", "--colour"],
        ["tag", "a.txt", "b.txt"],
    ],
)
def test_wrong_usage_is_exit_code_2_with_the_usage_on_standard_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "usage: xxgk" in shown.err


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = f"xxgk {version('xxgk-nlp')}\n"
    except PackageNotFoundError:
        pytest.skip("the package is not installed here")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == installed


def test_help_answers_before_anything_heavy_is_loaded() -> None:
    code = (
        "import sys; from nlp.cli import main; main(['--help']); print(sorted(m for m in sys.modules if '.' not in m))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    loaded = shown.splitlines()[-1]
    assert "'argparse'" in loaded
    for heavy in ("sklearn", "numpy", "jieba", "pdfplumber", "docx", "openpyxl", "rich", "jinja2", "lxml"):
        assert f"'{heavy}'" not in loaded


def test_chinese_comes_out_as_utf_8_in_a_c_locale() -> None:
    done = run("analyze", "没有这份.docx", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert "没有这份.docx" in done.stderr.decode("utf-8")


def test_a_reader_that_has_gone_is_no_error() -> None:
    sample = "corpora/samples/chengwan-2023.docx"
    command = f"{sys.executable} -m nlp.cli analyze {sample} --format json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "0\n"
    assert done.stderr == ""
