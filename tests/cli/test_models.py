"""`xxgk models`."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.cli import main


def test_the_baseline_that_ships_is_listed_with_its_folder_and_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    (baseline,) = (row for row in rows if row[0] == "baseline")
    _, version, folder, scores = baseline
    assert version
    assert Path(folder).is_dir()
    assert all(0 <= float(score.partition("=")[2]) <= 1 for score in scores.split())
