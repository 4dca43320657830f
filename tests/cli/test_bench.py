"""`xxgk bench`."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.cli import main

QUICK = ["--paragraphs", "2", "--rounds", "1", "--turns", "0"]


def test_the_shipped_taggers_are_raced_if_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.md"
    assert main(["bench", *QUICK, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    sheet = out.read_text(encoding="utf-8")
    assert "    xxgk bench --paragraphs 2 --rounds 1 --turns 0\n" in sheet
    assert "\n| baseline | " in sheet


def test_the_sheet_does_not_say_where_files_lie(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("受理申请三件。网站改版。\n", encoding="utf-8")
    assert main(["bench", "baseline", "--data", str(lines), *QUICK]) == 0
    sheet = capsys.readouterr().out
    assert "xxgk bench baseline --data lines.txt --paragraphs 2" in sheet
    assert "1 paragraphs, with their sentences 3 texts" in sheet
    assert str(tmp_path) not in sheet


def test_a_tagger_that_is_not_there_ends_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "nowhere", *QUICK]) == 1
    assert capsys.readouterr().err.startswith("xxgk: E301")


@pytest.mark.parametrize("option", ["--paragraphs", "--rounds"])
def test_no_round_or_no_paragraph_is_wrong_usage(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", option, "0"]) == 2
    assert "at least one" in capsys.readouterr().err
