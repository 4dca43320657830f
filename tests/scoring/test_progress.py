"""How a run shows how far it is."""

from __future__ import annotations

import io

import pytest

from nlp.scoring.progress import Bar, Lines, State, line, shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_there_is_a_line_every_so_often() -> None:
    stream = io.StringIO()
    with shown(0, stream) as progress:
        assert isinstance(progress, Lines)
        progress(State(10, 4, 1, 2, 2.0))
    assert "xxgk score: 5 of 10 reports, 2 rejected, 2.0 a second, 0:00:02 left" in stream.getvalue()
    quiet = io.StringIO()
    with shown(60, quiet) as progress:
        progress(State(10, 4, 1, 2, 2.0))
    assert quiet.getvalue() == ""


def test_on_a_terminal_there_is_a_bar_with_rate_time_left_and_rejects(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with shown(60, Terminal()) as progress:
        assert isinstance(progress, Bar)
        progress(State(10, 4, 1, 2, 2.0))
    shown_ = capsys.readouterr()
    assert "5/10" in shown_.err
    assert "2.0 a second · 0:00:02 left · 2 rejected" in shown_.err
    assert shown_.out == ""


def test_where_the_number_of_inputs_is_unknown_no_time_left_is_invented() -> None:
    assert line(State(None, 60, 0, 0, 30.0)) == "60 reports, 0 rejected, 2.0 a second"
    assert State(10, 0, 10, 0, 0.0).left is None
