"""Claims against cells, and the likely cause of what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.claims import find_claims
from nlp.reconcile.verdicts import judge
from nlp.tables.lookup import Lookup
from tests.reconcile.helpers import CELLS, reconciled, report_of, tables_of, verdicts


def test_a_number_that_equals_its_cell_matches() -> None:
    (claim,) = reconciled("全县新收公开申请52件。").claims
    assert (claim.verdict, claim.cells, claim.expected) == ("match", ("applications.new.total",), 52)
    assert "本年新收" in claim.explanation


def test_received_is_tried_as_new_and_carried_in_and_the_reading_used_is_named() -> None:
    (claim,) = reconciled("全县收到公开申请56件。").claims
    assert claim.verdict == "match"
    assert claim.cells == ("applications.new.total", "applications.carried_in.total")
    assert "上年结转" in claim.explanation


def test_a_number_that_differs_is_a_mismatch_that_blames_neither_side() -> None:
    (claim,) = reconciled("新收公开申请59件。").claims
    assert claim.verdict == "mismatch"
    assert claim.expected == 52
    assert "59" in claim.explanation
    assert "52" in claim.explanation


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("公开申请中予以公开26件。", "other_column"),
        ("公开申请中予以公开和部分公开31件。", "sub_row"),
        ("作出行政处罚决定2973件。", "digits_swapped"),
        ("作出行政处罚决定293件。", "digit_lost"),
        ("作出行政处罚决定2837件。", "digit_changed"),
        ("作出行政许可决定48.216件。", "unit"),
        ("作出行政许可决定4.82件。", "unit"),
        ("作出行政许可决定4.821万件。", "truncated"),
        ("作出行政处罚决定48216件。", "other_row"),
        ("新收公开申请44件，较上年增加8件。", "last_year"),
    ],
)
def test_the_likely_cause_is_named(text: str, cause: str) -> None:
    claim = reconciled(text).claims[0]
    assert (claim.verdict, claim.cause) == ("mismatch", cause)


def test_what_only_the_context_names_is_never_a_mismatch() -> None:
    assert verdicts("规范性文件11件。") == {"规范性文件11件": "no_counterpart"}


@pytest.mark.parametrize(("named", "verdict"), [(False, "ambiguous"), (True, "match")])
def test_cells_of_unlike_kind_that_agree_equally_well_are_told_apart_by_words_only(named: bool, verdict: str) -> None:
    text = "办理公开申请52件。"  # of all that was handled, or of all that came in
    (statement,) = find_claims(report_of(text))
    found = judge(replace(statement, named=named), text, Lookup(tables_of({**CELLS, "applications.total.total": 52})))
    assert found.name == verdict
    both = ("applications.total.total", "applications.new.total")
    assert found.cells == (both if verdict == "ambiguous" else both[:1])
    assert "办理结果总计" in found.explanation


def test_a_number_that_no_table_holds_has_no_counterpart() -> None:
    (claim,) = reconciled("举办培训班6期。").claims
    assert (claim.verdict, claim.cells, claim.expected) == ("no_counterpart", (), None)


def test_another_body_s_number_says_whose_it_is() -> None:
    (claim,) = reconciled("县税务局受理公开申请19件。").claims
    assert claim.verdict == "no_counterpart"
    assert "县税务局" in claim.explanation


def test_each_of_two_must_hold_for_both() -> None:
    cells = {"applications.new.research": 1, "applications.new.charity": 2, "applications.new.total": 52}
    (claim,) = reconciled("新收公开申请中，科研机构和社会公益组织各1件。", cells=cells).claims
    assert (claim.verdict, claim.cells) == ("mismatch", ("applications.new.charity",))


def test_numbers_that_add_up_to_the_table_s_are_its_parts() -> None:
    text = "新收公开申请52件，窗口人员收到31件，邮箱人员收到21件。"
    assert {claim.verdict for claim in reconciled(text).claims} == {"match", "no_counterpart"}


def test_a_claim_s_text_is_where_it_says() -> None:
    text = "全县新收公开申请52件，上年结转4件，办结50件，结转下年6件；行政复议9件，维持5件。"
    for claim in reconciled(text).claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.verdict == "match"


def test_a_government_office_acting_for_its_government_may_count_otherwise() -> None:
    assert verdicts("县政府办代表县政府受理公开申请17件。")["受理公开申请17件"] == "no_counterpart"


def test_nothing_said_of_what_the_table_holds_is_a_mismatch() -> None:
    (claim,) = reconciled("全年未发生行政诉讼案件。").claims
    assert (claim.value, claim.verdict, claim.expected) == (0, "mismatch", 7)


def test_nothing_said_of_what_the_table_does_not_hold_is_not_taken_up() -> None:
    cells = {"review.direct.total": 0, "review.after_review.total": 0}
    assert reconciled("全年未发生行政诉讼案件。", cells=cells).claims == ()


def test_all_upheld_is_at_odds_with_pending_cases() -> None:
    claims = reconciled("信息公开类行政复议9件，均获维持。").claims
    assert [(c.verdict, c.expected) for c in claims] == [("match", 9), ("mismatch", 5)]
