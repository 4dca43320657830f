"""`xxgk evaluate` and `xxgk corpus seed-errors`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import nlp
from nlp.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpora" / "samples"
MAIQUAN = SAMPLES / "gold" / "maiquan-2019.yaml"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report with one error of two kinds each."""
    folder = tmp_path_factory.mktemp("seeded")
    kinds = "digits_swapped,row_sum"
    assert main(["corpus", "seed-errors", str(MAIQUAN), "-o", str(folder), "--kinds", kinds, "--most", "1"]) == 0
    return folder


def test_seeded_reports_lie_beside_their_gold(seeded: Path) -> None:
    assert sorted(path.name for path in seeded.glob("*.*")) == ["maiquan-2019-digits-swapped-1.txt", "maiquan-2019-row-sum-1.txt"]
    assert len(list((seeded / "gold").iterdir())) == 2


def test_a_seeded_folder_comes_out_by_kind(seeded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(seeded), "--format", "json"]) == 0
    sheet = json.loads(capsys.readouterr().out)
    assert [(kind["kind"], kind["n"]) for kind in sheet["seeded"]] == [("digits_swapped", 1), ("row_sum", 1)]
    assert sheet["clean_reports"] == 0


def test_analyses_that_lie_ready_are_scored_and_missing_ones_are_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "maiquan-2019.json").write_text(nlp.analyze(SAMPLES / "maiquan-2019.txt").to_json(), encoding="utf-8")
    command = ["evaluate", "--gold", str(MAIQUAN), "--format", "json", "--analyses"]
    assert main([*command, str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["rates"]["claim_recall"] == 1.0
    assert main([*command, str(tmp_path / "nothing")]) == 0
    assert json.loads(capsys.readouterr().out)["rates"]["claim_recall"] == 0.0
    (tmp_path / "maiquan-2019.json").write_text("{}", encoding="utf-8")
    assert main([*command, str(tmp_path)]) == 1
    assert "xxgk: E512" in capsys.readouterr().err


def test_a_tagger_is_measured_with_and_without_headings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "baseline", str(ROOT / "corpora" / "themes" / "a-1.jsonl")]) == 0
    text = capsys.readouterr().out
    assert text.index("with headings, n=") < text.index("without headings, n=")
    assert text.count("macro-F1") == 2


@pytest.mark.parametrize("arguments", [[], ["baseline"], ["baseline", "a.jsonl", "--gold", "b"], ["a", "--gold", "b"]])
def test_half_a_question_is_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *arguments]) == 2
    assert "MODEL and DATA, or --gold DIR" in capsys.readouterr().err


def test_an_unknown_kind_is_wrong_usage_and_says_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", "seed-errors", str(MAIQUAN), "-o", str(tmp_path), "--kinds", "typo"]) == 2
    assert "digits_swapped" in capsys.readouterr().err


def test_a_report_that_is_not_clean_is_left_out_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = SAMPLES / "gold" / "chengwan-2023.yaml"
    assert main(["corpus", "seed-errors", str(planted), "-o", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, "chengwan-2023 is left out" in shown.err) == ("", True)


def test_a_folder_that_cannot_be_made_is_a_coded_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["corpus", "seed-errors", str(MAIQUAN), "-o", str(tmp_path / "file" / "out")]) == 1
    assert "xxgk: E513" in capsys.readouterr().err
