"""Parts and the ledger: whatever is interrupted where, what counts is whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.errors import ReadError, ScoringError
from nlp.scoring.formats import FORMATS
from nlp.scoring.item import report_id
from nlp.scoring.ledger import Entry, Ledger
from nlp.scoring.parts import Parts
from nlp.scoring.rows import Tables, rejected, tables
from tests.scoring.helpers import codes, names, same


class Killed(BaseException):
    """Stands for the end of the process."""


def reject(name: str) -> Tables:
    return rejected(name, None, "0" * 64, ReadError("E104", name))


def report(name: str, text: str) -> Tables:
    id_ = report_id(name)
    head = {"report_id": id_, "name": name, "year": 2020, "template": "2019", "format": "text"}
    return tables({"reports": [head], "paragraphs": [{"report_id": id_, "paragraph": 0, "text": text, "theme": "other"}]})


def write(parts: Parts, *reports: tuple[str, Tables]) -> None:
    number = parts.next_part
    parts.write(
        (Entry(name, f"key of {name}", report_id(name), number, "E104" if len(rows["rejects"]) else None), rows)
        for name, rows in reports
    )


def scenario(folder: Path) -> None:
    """Two parts, then a third that replaces a report and a reject. Skips what the ledger knows already, as a batch does."""
    folder.mkdir(exist_ok=True)
    ledger = Ledger(folder)
    try:
        parts = Parts(folder, ledger, FORMATS["parquet"])
        if ledger.entry("a") is None:
            write(parts, ("a", report("a", "一")), ("b", report("b", "二")))
        if ledger.entry("c") is None:
            write(parts, ("c", reject("c")), ("d", reject("d")))
        if (entry := ledger.entry("c")) is not None and entry.code:
            write(parts, ("b", report("b", "新")), ("c", report("c", "三")))
    finally:
        ledger.close()


def test_a_part_that_replaces_others_leaves_each_report_once(tmp_path: Path) -> None:
    scenario(tmp_path / "out")
    assert names(tmp_path / "out") == ["a", "b", "c"]
    assert codes(tmp_path / "out") == {"d": "E104"}


@pytest.mark.parametrize("step", ["replace", "fsync", "unlink"])
def test_killed_at_any_step_and_run_again_the_output_is_the_same(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario(tmp_path / "alone")
    real: Callable[..., None] = getattr(os, step)
    reached = 0
    for moment in range(100):
        calls = 0

        def killing(*arguments: object, moment: int = moment, **options: object) -> None:
            nonlocal calls
            calls += 1
            if calls > moment:
                raise Killed
            real(*arguments, **options)

        out = tmp_path / f"{moment}"
        with monkeypatch.context() as patched:
            patched.setattr(os, step, killing)
            try:
                scenario(out)
            except Killed:
                reached += 1
            else:
                break
        scenario(out)
        assert same(out, tmp_path / "alone"), f"killed at call {moment} of {step}"
        assert not [path for path in out.rglob("*") if "writing" in path.name]
    assert reached >= 3


def test_killed_within_the_transaction_nothing_of_the_part_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario(tmp_path / "alone")

    def killing(*arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "put", killing)  # the last thing that a part does within it
        with pytest.raises(Killed):
            scenario(tmp_path / "out")
    scenario(tmp_path / "out")
    assert same(tmp_path / "out", tmp_path / "alone")


def test_a_folder_whose_ledger_is_gone_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    scenario(tmp_path / "out")
    (tmp_path / "out" / "ledger.sqlite").unlink()
    before = sorted(tmp_path.rglob("part-*"))
    for _ in range(2):
        with pytest.raises(ScoringError) as caught:
            scenario(tmp_path / "out")
        assert caught.value.code == "E403"
    assert sorted(tmp_path.rglob("part-*")) == before


def test_a_users_own_files_are_never_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "out" / "reports").mkdir(parents=True)
    (tmp_path / "out" / "reports" / "part-1.docx").touch()
    scenario(tmp_path / "out")
    scenario(tmp_path / "out")
    assert (tmp_path / "out" / "reports" / "part-1.docx").exists()


def test_tallies_follow_what_is_replaced(tmp_path: Path) -> None:
    scenario(tmp_path / "out")
    ledger = Ledger(tmp_path / "out")
    assert ledger.tallies("rejects") == {("E104", ""): 1}
    assert ledger.tallies("themes") == {("2020", "other"): 3}
    assert ledger.rows() == {"reports": 3, "paragraphs": 3, "claims": 0, "checks": 0, "cells": 0, "rejects": 1}
    ledger.close()
