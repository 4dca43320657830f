"""`xxgk tag`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.cli import main
from nlp.reports.words import THEMES

LINES = ["县政府网站完成改版，公众号粉丝突破三万人。", "全年收到政府信息公开申请32件，均按期答复。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_line_of_text_gets_a_theme_in_any_usual_encoding(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes("\r\n".join([LINES[0], "", "   ", LINES[1], ""]).encode(encoding))
    assert main(["tag", str(file)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["text"] for record in records] == LINES
    for record in records:
        assert list(record) == ["text", "theme", "also", "aspect", "confidence", "scores"]
        assert record["theme"] in THEMES
        assert sum(record["scores"].values()) == pytest.approx(1)
    assert [record["theme"] for record in records] == ["platform", "on_request"]


def test_a_doubtful_theme_is_left_out_below_the_probability_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("\n".join([*LINES, "存在的问题是解读形式单一。", "好"]), encoding="utf-8")
    said = {}
    for least in ("0", "0.5", "1"):
        assert main(["tag", "--at-least", least, str(file)]) == 0
        said[least] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(record["theme"] for record in said["0"])
    for full, cut, none in zip(said["0"], said["0.5"], said["1"], strict=True):
        assert cut["theme"] == (full["theme"] if full["confidence"] >= 0.5 else None)
        assert (none["theme"], none["aspect"]) == (None, None)
        assert none["scores"] == full["scores"]


def test_tagging_imports_neither_the_analysis_nor_other_commands() -> None:
    code = (
        "import sys; from nlp.cli import main; main(['tag', sys.argv[1]]); "
        "print([m for m in ('nlp.analysis', 'nlp.claims', 'nlp.document', 'nlp.readers', 'nlp.cli.analyze') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("least", ["-0.1", "1.1", "half", "nan"])
def test_a_probability_lies_between_0_and_1(least: str) -> None:
    assert main(["tag", f"--at-least={least}"]) == 2


def test_an_empty_file_gives_no_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(b"")
    assert main(["tag", str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_is_refused_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tag", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("xxgk: E103 ")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "picture.bin"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff\xff\x80\x00")
    assert main(["tag", str(file)]) == 1
    assert capsys.readouterr().err.startswith("xxgk: E117 ")
