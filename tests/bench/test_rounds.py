"""Contenders in processes of their own, by turns."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from nlp.bench.rounds import _answer, _round, run_rounds
from nlp.errors import ModelError, TrainingError
from nlp.themes import Passage

BASELINE = Path(__file__).parents[2] / "models" / "baseline"
PASSAGES = [Passage("受理申请三件。"), Passage("网站改版。")]


def test_every_contender_runs_in_every_round_and_its_memory_is_known() -> None:
    one, other = run_rounds(["tagger:baseline", f"tagger:{BASELINE}"], PASSAGES, rounds=3, seed=1)
    assert (one.name, other.name) == ("baseline", "baseline")
    for timing in (one, other):
        assert len(timing.seconds) == 3
        assert all(seconds > 0 for seconds in timing.seconds)
        assert timing.ready > 0
        assert timing.mib > 20  # more than an interpreter
    assert not multiprocessing.active_children()


def test_an_error_of_the_package_comes_back_as_it_is() -> None:
    with pytest.raises(ModelError, match="E301: no model named nowhere"):
        run_rounds(["tagger:nowhere"], PASSAGES, rounds=1, seed=1)
    assert not multiprocessing.active_children()


def test_any_other_failure_is_a_coded_error() -> None:
    with pytest.raises(TrainingError, match="E532: the contender x failed: ValueError: no contender"):
        run_rounds(["abacus:x"], PASSAGES, rounds=1, seed=1)


def test_a_process_that_ends_is_a_coded_error() -> None:
    ours, theirs = multiprocessing.Pipe()
    theirs.close()
    with pytest.raises(TrainingError, match="E532: the contender x failed: its process ended"):
        _answer("tagger:x", ours)
    with pytest.raises(TrainingError, match="E532"):
        _round("tagger:x", ours)
    ours.close()
