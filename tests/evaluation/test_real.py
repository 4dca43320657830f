"""Labels of real reports: places in a file instead of texts."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import nlp
from nlp.errors import TrainingError
from nlp.evaluation.answer import Answer, FoundCheck, FoundClaim, FoundParagraph, answer_of
from nlp.evaluation.real import Finding, noticed, read_claims, read_findings, score_placed
from nlp.evaluation.scoring import total_of

ROOT = Path(__file__).parents[2]
LABELS = sorted((ROOT / "corpora" / "real").glob("claims-*.jsonl"))
REPORTS = ROOT.parent / "shared" / "corpora" / "annual_reports"

TEXT = "某县年度报告\n  全年收到申请 12件，办结12件。\n均获维持。\n"
ROW = {"file": "a.txt", "approximate": False, "table_value": None, "cells": [], "optional": False, "note": ""}


def labels(tmp_path: Path, *rows: dict[str, object]) -> Path:
    file = tmp_path / "claims-1.jsonl"
    file.write_text("".join(json.dumps({**ROW, **row}, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def found(start: int, end: int, verdict: str, paragraph: int = 1) -> FoundClaim:
    return FoundClaim(paragraph, start, end, "", Decimal(12), "件", verdict, (), None, "")


ANSWER = Answer(
    (FoundParagraph(1, "全年收到申请12件，办结12件。", "on_request", None), FoundParagraph(2, "均获维持。", "on_request", None)),
    (found(2, 9, "match"), found(10, 15, "mismatch")),
    {},
    (),
)


def placed(words: str, verdict: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "value": 12, "unit": "件", "verdict": verdict}


def test_claims_are_found_by_their_place_in_the_file(tmp_path: Path) -> None:
    claims = read_claims([labels(tmp_path, placed("收到申请 12件", "match"), placed("办结12件", "mismatch"))])["a.txt"]
    assert score_placed("a.txt", TEXT, claims, ANSWER).errors == ()
    swapped = [replace(one, claim=replace(one.claim, verdict="no_counterpart")) for one in claims]
    errors = score_placed("a.txt", TEXT, swapped, ANSWER).errors
    assert [error.kind for error in errors] == ["verdict", "verdict"]


def test_an_error_shows_place_and_number_but_no_sentence(tmp_path: Path) -> None:
    claims = read_claims([labels(tmp_path, {**placed("全年收到申请 12件，办结12件", "match"), "value": 13})])["a.txt"]
    missed = score_placed("a.txt", TEXT, claims, ANSWER).errors[0]
    assert (missed.kind, missed.what) == ("claim missed", "[9, 25) …申请 12件，办结12件 (13 件)")


def test_a_contradiction_without_a_number_neither_counts_nor_harms(tmp_path: Path) -> None:
    claims = read_claims([labels(tmp_path, placed("收到申请 12件", "match"), placed("办结12件", "mismatch"))])["a.txt"]
    more = replace(ANSWER, claims=(*ANSWER.claims, found(0, 4, "mismatch", paragraph=2)))
    start = TEXT.index("均获")
    denial = Finding("denial", start, start + 4, "not all were upheld")
    assert score_placed("a.txt", TEXT, claims, more).tally.mismatches_false == 1
    assert score_placed("a.txt", TEXT, claims, more, [denial]).tally.mismatches_false == 0


def test_a_finding_is_noticed_by_a_mismatch_in_it_or_a_check_of_its_paragraph() -> None:
    here = Finding("mismatch", TEXT.index("办结"), TEXT.index("办结") + 5, "")
    there = Finding("mismatch", TEXT.index("收到"), TEXT.index("收到") + 7, "")
    parts = replace(there, kind="parts")
    failing = replace(ANSWER, checks=(FoundCheck("parts", "1", "fail", ""),))
    assert noticed(TEXT, [here, there, parts], ANSWER) == [True, False, False]
    assert noticed(TEXT, [here, there, parts], failing) == [True, False, True]


def test_a_row_that_is_not_of_the_form_names_its_line(tmp_path: Path) -> None:
    file = labels(tmp_path, placed("办结12件", "match"), {"start": 1})
    with pytest.raises(TrainingError, match=r"E502 .*claims-1\.jsonl:2"):
        read_claims([file])
    with pytest.raises(TrainingError, match="E502"):
        read_findings([file])


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not at hand")
def test_claims_of_real_reports_are_found_and_judged() -> None:
    analyzer = nlp.Analyzer()
    scores = []
    for name, claims in read_claims(LABELS).items():
        text = (REPORTS / name).read_text(encoding="utf-8")
        scores.append(score_placed(name, text, claims, answer_of(analyzer.analyze(REPORTS / name).to_dict())))
    tally = total_of(scores).tally
    assert len(scores) >= 8
    assert tally.claims >= 250
    rates = tally.rates()
    assert (rates["claim_recall"] or 0) >= 0.95
    assert (rates["claim_precision"] or 0) >= 0.95
    assert (rates["verdict_accuracy"] or 0) >= 0.95
