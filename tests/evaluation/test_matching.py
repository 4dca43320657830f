"""Which found claim is which gold claim."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nlp.evaluation.answer import Answer, FoundClaim, FoundParagraph
from nlp.evaluation.gold import GoldClaim, GoldParagraph
from nlp.evaluation.matching import Spot, claim_places, found_spots, gold_spots, match, same_number
from tests.evaluation.helpers import PUBLISHED, RECEIVED, clean_report, right_answer


def spots(*ends: int, block: int = 0) -> list[Spot]:
    return [Spot(block, end, Decimal(3), "件") for end in ends]


def test_of_two_alike_the_nearer_one_is_taken() -> None:
    assert match(spots(10, 40), spots(41, 11)) == {0: 1, 1: 0}


def test_a_claim_is_used_only_once() -> None:
    assert match(spots(10, 12), spots(12)) == {1: 0}


def test_another_paragraph_is_another_claim() -> None:
    assert match(spots(10), spots(10, block=1)) == {}


def test_a_claim_that_counts_comes_before_an_optional_one_at_the_same_place() -> None:
    optional = replace(spots(10)[0], optional=True)
    assert match([optional, *spots(10)], spots(10)) == {1: 0}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("418.6", "万元"), ("4186000", "元"), True),
        (("9.36", "亿元"), ("93600", "万元"), True),
        (("9.36", "亿元"), ("9.36", "万元"), False),
        (("66.7", "％"), ("66.7", "%"), True),
        (("66.7", "%"), ("66.8", "%"), False),
        (("3", "件"), ("3", "条"), False),
    ],
)
def test_money_is_the_same_in_any_unit_and_other_things_are_not(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    assert same_number(Decimal(one[0]), one[1], Decimal(other[0]), other[1]) is same


def test_texts_that_recur_stand_one_after_the_other() -> None:
    claims = tuple(GoldClaim(text, Decimal(1), "件", "no_counterpart") for text in ("一件", "结果一件", "一件"))
    paragraph = GoldParagraph("收到一件，结果一件，另有一件。", "on_request", claims=claims)
    assert claim_places(paragraph) == [(2, 4), (5, 9), (12, 14)]


def test_joined_paragraphs_with_marks_among_them_still_match() -> None:
    report = clean_report()
    whole = right_answer(report)
    joined = PUBLISHED.replace("网站", "[图]网站") + " " + RECEIVED
    shifts = {10: 3, 11: len(PUBLISHED) + 4}
    claims = [
        replace(c, paragraph=5, start=c.start + shifts[c.paragraph], end=c.end + shifts[c.paragraph])
        for c in whole.claims
        if c.start > PUBLISHED.index("网站") or c.paragraph == 11
    ]
    answer = Answer((FoundParagraph(5, joined, "proactive", None),), tuple(claims), {}, ())
    gold, _, text, ends = gold_spots([paragraph for _, paragraph in report.paragraphs])
    matched = match(gold, found_spots(answer, text, ends))
    assert len(matched) == len(claims) == len(gold) - 2


def test_a_claim_of_no_paragraph_has_no_place() -> None:
    stray = FoundClaim(99, 0, 2, "3件", Decimal(3), "件", "match", (), None, "")
    assert found_spots(Answer((), (stray,), {}, ()), "收到3件", [4]) == [None]
