"""`xxgk evaluate` and `xxgk corpus seed-errors`."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

import nlp
from nlp.cli import main, parser

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


CORPUS = str(ROOT / "corpora" / "themes" / "a-1.jsonl")


def test_a_tagger_is_measured_with_and_without_headings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "baseline", CORPUS]) == 0
    text = capsys.readouterr().out
    first, *_ = (line for line in text.splitlines() if "headings" in line)
    assert first.split() == ["with", "headings", "without", "headings"]
    macro_f1 = next(line for line in text.splitlines() if line.startswith("macro-F1"))
    assert macro_f1.count("[") == 2


def test_two_taggers_are_compared_and_everything_comes_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is in the extra corpus")
    out = tmp_path / "out.json"
    command = ["evaluate", "baseline", CORPUS, "--split", "test", "--against", "baseline", "--format", "json"]
    assert main([*command, "-o", str(out), "--pictures", str(tmp_path / "pictures")]) == 0
    assert capsys.readouterr().out == ""
    plain = json.loads(out.read_text(encoding="utf-8"))
    assert [sheet["headings"] for sheet in plain["sheets"]] == [True, False]
    assert [comparison["primary"]["p"] for comparison in plain["comparisons"]] == [1, 1]
    assert len(plain["sheets"][0]["paragraphs"]) == plain["sheets"][0]["n"]
    assert len(list((tmp_path / "pictures").iterdir())) == 3


def test_reports_with_gold_can_be_measured_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "baseline", str(SAMPLES), "--years", "--errors"]) == 0
    text = capsys.readouterr().out
    assert "paragraphs of 5 bodies" in text
    assert "\nyear 2019 " in text
    assert "wrong, the most confident first" in text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["baseline"],
        ["baseline", "a.jsonl", "--gold", "b"],
        ["a", "--gold", "b"],
        ["--gold", "b", "--split", "test"],
        ["baseline", "a.jsonl", "--analyses", "b"],
    ],
)
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


def test_every_command_line_of_the_documentation_is_one_that_xxgk_takes() -> None:
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("xxgk ")]
    assert len(lines) > 8
    for line in lines:
        assert callable(parser().parse_args(shlex.split(line, comments=True)[1:]).run), line
