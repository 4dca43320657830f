"""`xxgk models`."""

from __future__ import annotations

import pytest

from nlp.cli import main


def test_the_baseline_that_ships_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("baseline") for line in lines)
