"""`xxgk analyze`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from nlp.cli import main

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
PLANTED = SAMPLES / "chengwan-2023.docx"


class Standard:
    """Standard input that holds bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_the_text_shows_what_is_wrong_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(PLANTED)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("澄湾县人民政府2023年政府信息公开工作年度报告\n")
    assert text.index("28416") < text.index("主题：")
    assert "\x1b[" not in text


def test_the_json_is_one_analysis(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(PLANTED), "--format", "json"]) == 0
    analysis = json.loads(capsys.readouterr().out)
    assert analysis["schema"] == "xxgk-analysis/1"
    assert analysis["source"]["name"] == PLANTED.name
    assert analysis["report"]["issuer"] == "澄湾县人民政府"


def test_a_report_comes_from_standard_input_as_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Standard(PLANTED.read_bytes()))
    assert main(["analyze", "-", "--format", "json"]) == 0
    piped = json.loads(capsys.readouterr().out)
    assert piped["source"]["format"] == "docx"
    assert main(["analyze", str(PLANTED), "--format", "json"]) == 0
    named = json.loads(capsys.readouterr().out)
    assert {**piped, "source": None} == {**named, "source": None}


@pytest.mark.parametrize("form", ["text", "json", "html", "xlsx"])
def test_the_output_goes_to_a_file_when_one_is_named(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out.{form}"
    assert main(["analyze", str(PLANTED), "--format", form, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    if form == "xlsx":
        assert openpyxl.load_workbook(out)["claims"].max_row > 50
    else:
        assert "行政许可决定28146件" in out.read_text(encoding="utf-8")


def test_a_missing_file_is_one_line_that_says_code_file_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.docx"
    assert main(["analyze", str(missing)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("xxgk: E101 ")
    assert "没有.docx" in shown.err
    assert "check the path" in shown.err


def test_a_broken_file_is_one_line_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "report.docx"
    broken.write_bytes(PLANTED.read_bytes()[:2000])
    assert main(["analyze", str(broken)]) == 1
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert shown.startswith("xxgk: E1")


def test_an_unknown_model_says_how_to_see_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(PLANTED), "--model", "no-such-model"]) == 1
    assert "xxgk: E301" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(PLANTED), "-o", str(tmp_path / "no" / "folder" / "x.txt")]) == 2
    assert "cannot write" in capsys.readouterr().err
