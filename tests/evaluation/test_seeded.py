"""What became of a planted error, and what counts as a false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

import nlp
from nlp.evaluation.answer import FoundCheck, answer_of
from nlp.evaluation.gold import GoldReport
from nlp.evaluation.render import render
from nlp.evaluation.reports import evaluate, evaluate_folder
from nlp.evaluation.seeded import false_alarms, outcome, sheet
from nlp.evaluation.seeding import seed_errors, write_seeded
from nlp.evaluation.sheet import evaluation_text
from tests.evaluation.helpers import clean_report, extra_claim, right_answer, with_claim

CLEAN = clean_report()


def seeded(kind: str, text: str = "") -> GoldReport:
    return next(s for s in seed_errors([CLEAN], 1, [kind]) if s.planted and text in (s.planted.text or s.planted.place))


def test_a_clean_report_has_no_false_alarm_unless_something_is_reported() -> None:
    answer = right_answer(CLEAN)
    assert false_alarms(CLEAN, answer) == ()
    wrong = extra_claim(answer, "新收", 8, "件", "mismatch")
    wrong = replace(wrong, checks=(FoundCheck("balance", "total", "fail", ""), FoundCheck("parts", "10", "skipped", "")))
    assert [alarm.kind for alarm in false_alarms(CLEAN, wrong)] == ["mismatch", "balance"]


def test_a_planted_number_is_found_when_its_claim_is_a_mismatch() -> None:
    report = seeded("digits_swapped", "许可")
    assert report.planted
    answer = with_claim(right_answer(report), report.planted.text, cause="digits_swapped")
    hit = outcome(report, answer)
    assert (hit.found, hit.cause, hit.others) == (True, "digits_swapped", ())
    missed = outcome(report, with_claim(answer, report.planted.text, verdict="no_counterpart"))
    assert (missed.found, missed.said, missed.cause) == (False, "no_counterpart", None)


def test_a_mismatch_elsewhere_with_the_same_number_does_not_count() -> None:
    report = seeded("last_year")
    assert report.planted
    assert report.planted.after == "41"  # as many as the natural persons further on
    answer = with_claim(right_answer(report), report.planted.text, verdict="no_counterpart")
    answer = with_claim(answer, "自然人41件", verdict="mismatch")
    result = outcome(report, answer)
    assert not result.found
    assert [alarm.text for alarm in result.others] == ["自然人41件"]


def test_sums_and_shares_of_the_changed_paragraph_are_no_false_alarms_but_others_are() -> None:
    report = seeded("digits_swapped", "许可")
    answer = replace(
        right_answer(report), checks=(FoundCheck("parts", "10", "fail", ""), FoundCheck("share", "11", "fail", ""))
    )
    assert [alarm.text for alarm in outcome(report, answer).others] == ["11"]


def test_a_broken_identity_is_found_by_its_rule_and_column() -> None:
    report = seeded("balance", "new.natural")
    right = right_answer(report)
    assert outcome(report, right).found
    other = replace(right, checks=(FoundCheck("balance", "company", "fail", ""),))
    assert not outcome(report, other).found
    assert [alarm.text for alarm in outcome(report, other).others] == ["company"]


def test_parts_are_found_by_the_check_in_their_paragraph_only() -> None:
    report = seeded("parts")
    right = right_answer(report)
    assert outcome(report, replace(right, checks=(FoundCheck("parts", "10", "fail", ""),))).found
    assert not outcome(report, replace(right, checks=(FoundCheck("parts", "11", "fail", ""),))).found
    assert not outcome(report, replace(right, checks=(FoundCheck("parts", "10", "pass", ""),))).found


def test_a_report_without_a_planted_error_has_no_outcome() -> None:
    with pytest.raises(ValueError, match="no planted error"):
        outcome(CLEAN, right_answer(CLEAN))


def test_the_sheet_counts_by_kind() -> None:
    swapped, lost = seeded("digits_swapped", "许可"), seeded("digit_lost", "许可")
    assert swapped.planted
    results = [
        outcome(swapped, with_claim(right_answer(swapped), swapped.planted.text, cause="unit")),
        outcome(swapped, with_claim(right_answer(swapped), swapped.planted.text, cause="digits_swapped")),
        outcome(lost, right_answer(clean_report())),
    ]
    first, second = sheet(results, ["digit_lost", "digits_swapped"])
    assert (first.kind, first.n, first.found, first.recall, first.cause_accuracy) == ("digit_lost", 1, 0, 0.0, None)
    assert (second.n, second.recall, second.precision, second.cause_accuracy) == (2, 1.0, 1.0, 0.5)


def test_an_error_instead_of_an_analysis_is_wrong_everywhere_and_listed() -> None:
    result = evaluate([(CLEAN, nlp.ReadError("E107", "a.txt"))])
    assert result.score.tally.rates()["claim_recall"] == 0
    assert [error.kind for error in result.score.errors] == ["not analysed"]


def test_the_program_finds_plain_errors_and_names_their_cause(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for kind, text in (("digits_swapped", "许可"), ("sub_row", "不予公开"), ("balance", "new.natural"), ("review_sum", "")):
        report = seeded(kind, text)
        result = outcome(report, answer_of(nlp.analyze(render(report, tmp_path)).to_dict()))
        assert result.found, report.planted
        assert result.cause == (None if report.planted and report.planted.check else kind)
        assert result.others == ()


def test_a_seeded_folder_is_evaluated_by_kind(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_seeded(seed_errors([CLEAN], 1, ["digits_swapped", "row_sum"], most=1), tmp_path)
    result = evaluate_folder(tmp_path)
    assert [(kind.kind, kind.n) for kind in result.kinds] == [("digits_swapped", 1), ("row_sum", 1)]
    text = evaluation_text(result, every_error=True)
    assert "reports 2, clean 0, seeded 2" in text
    assert "digits_swapped  1" in text
