"""The figures of one report: what makes each go up and down."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nlp.evaluation.answer import NOTHING, FoundCheck
from nlp.evaluation.gold import FailingCheck
from nlp.evaluation.scoring import Tally, score, total_of
from tests.evaluation.helpers import clean_report, extra_claim, right_answer, with_claim, without_claim

REPORT = clean_report()
RIGHT = right_answer(REPORT)


def rates(answer) -> dict[str, float | None]:  # type: ignore[no-untyped-def]
    return score(REPORT, answer).tally.rates()


def test_a_right_answer_has_nothing_against_it() -> None:
    scored = score(REPORT, RIGHT)
    assert scored.errors == ()
    assert {rate for rate in scored.tally.rates().values() if rate is not None} == {1.0}
    assert (scored.tally.claims, scored.tally.said) == (11, 12)  # one is optional


def test_no_answer_is_wrong_everywhere() -> None:
    tally = score(REPORT, NOTHING).tally
    assert (tally.claims_hit, tally.cells_right, tally.themes_right) == (0, 0, 0)
    assert tally.rates()["claim_precision"] is None


def test_an_optional_claim_neither_counts_nor_harms() -> None:
    assert rates(without_claim(RIGHT, "撤回3件")) == rates(RIGHT)


def test_a_missing_claim_costs_recall_and_its_verdict() -> None:
    scored = score(REPORT, without_claim(RIGHT, "上年结转5件"))
    assert (scored.tally.claims_hit, scored.tally.verdicts_right) == (10, 10)
    assert [error.kind for error in scored.errors] == ["claim missed"]


def test_an_invented_claim_costs_precision_and_is_a_false_mismatch() -> None:
    tally = score(REPORT, extra_claim(RIGHT, "新收", 8, "件", "mismatch")).tally
    assert (tally.said, tally.said_good, tally.mismatches_false) == (13, 12, 1)


def test_a_wrong_verdict_is_listed_with_both() -> None:
    scored = score(REPORT, with_claim(RIGHT, "自然人41件", verdict="mismatch"))
    assert (scored.tally.verdicts_right, scored.tally.mismatches_false) == (10, 1)
    assert "match → mismatch" in scored.errors[0].what


def test_a_share_may_be_verified_but_not_contradicted() -> None:
    assert rates(with_claim(RIGHT, "占77.4%", verdict="consistent")) == rates(RIGHT)
    assert score(REPORT, with_claim(RIGHT, "占77.4%", verdict="mismatch")).tally.verdicts_right == 10


def test_a_cell_that_is_read_wrong_is_named() -> None:
    scored = score(REPORT, replace(RIGHT, cells={**RIGHT.cells, "proactive.licensing": Decimal(2841)}))
    assert [error.what for error in scored.errors] == ["proactive.licensing: 28416 → 2841"]


def test_checks_count_by_rule_and_scope() -> None:
    broken = replace(REPORT, failing=(FailingCheck("balance", "natural"), FailingCheck("share", "", "占77.4%")))
    said = (FoundCheck("balance", "company", "fail", ""), FoundCheck("share", "11", "fail", ""), FoundCheck("balance", "total", "pass", ""))
    scored = score(broken, replace(RIGHT, checks=said))
    assert (scored.tally.checks, scored.tally.checks_hit, scored.tally.checks_said) == (2, 1, 2)
    assert [error.kind for error in scored.errors] == ["check missed", "check false"]


def test_a_second_theme_is_fair_but_not_right() -> None:
    first, second = RIGHT.paragraphs
    fair = score(REPORT, replace(RIGHT, paragraphs=(first, replace(second, theme="proactive")))).tally
    wrong = score(REPORT, replace(RIGHT, paragraphs=(replace(first, theme="other"), second))).tally
    assert (fair.themes_right, fair.themes_fair) == (1, 2)
    assert (wrong.themes_right, wrong.themes_fair) == (1, 1)


def test_scores_add_up() -> None:
    one, other = score(REPORT, RIGHT), score(REPORT, NOTHING)
    whole = total_of([one, other])
    assert whole.tally.claims == 22
    assert whole.tally.rates()["claim_recall"] == 0.5
    assert len(whole.errors) == len(other.errors)
    assert total_of([]).tally == Tally()
