"""When a number of the narrative and one of a table are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.claims import find_quantities
from nlp.reconcile.compare import agreement, grain, in_unit_of


def compared(text: str, expected: str, sign: int = 0) -> str | None:
    (quantity,) = find_quantities(text)
    return agreement(quantity, Decimal(expected), sign, text[quantity.start : quantity.end])


@pytest.mark.parametrize(
    ("text", "table", "result"),
    [
        ("受理32件", "32", "match"),
        ("受理32件", "33", None),
        ("办结1.2万件", "12000", "match"),
        ("办结1.3万件", "12960", "consistent"),
        ("办结3.76万件", "37582", "consistent"),
        ("办结3.75万件", "37582", None),  # cut off, not rounded
        ("近3000件", "2967", "consistent"),
        ("近3000件", "3020", None),
        ("120余件", "128", "consistent"),
        ("120余件", "131", None),
        ("120余件", "119", None),
        ("超过520万件", "5204318", "consistent"),
        ("超过520万件", "5104318", None),
        ("约343万件", "3429618", "consistent"),
        ("约343万件", "2929618", None),
        ("不足60件", "57", "consistent"),
        ("不足60件", "61", None),
        ("八十余件", "83", "consistent"),
        ("四千四百余件", "4427", "consistent"),
    ],
)
def test_rounding_and_rough_words(text: str, table: str, result: str | None) -> None:
    assert compared(text, table) == result


def test_a_decrease_is_compared_by_size_and_direction() -> None:
    assert compared("317项", "-317", sign=-1) == "match"
    assert compared("317项", "-317", sign=1) is None
    assert compared("317项", "317", sign=-1) is None


@pytest.mark.parametrize(
    ("text", "table", "result"),
    [
        ("487.13亿元", "4871300", "match"),
        ("5.14亿元", "51380", "consistent"),
        ("5.13亿元", "51380", None),
        ("2513.6元", "0.25136", "match"),
        ("3268.45万元", "3268.45", "match"),
    ],
)
def test_money_is_compared_across_units(text: str, table: str, result: str | None) -> None:
    (quantity,) = find_quantities(f"收取{text}")
    expected = in_unit_of(quantity, "proactive.fees", Decimal(table))
    assert expected is not None
    assert agreement(quantity, expected, 0, text) == result


def test_money_is_never_compared_with_a_count() -> None:
    (quantity,) = find_quantities("罚款20万元")
    assert in_unit_of(quantity, "proactive.penalty", Decimal(20)) is None
    (cases,) = find_quantities("处罚20件")
    assert in_unit_of(cases, "proactive.fees", Decimal(20)) is None


def test_the_grain_is_the_worth_of_the_last_digit_written() -> None:
    assert [grain(Decimal(n)) for n in ("120", "1200", "7", "0.25")] == [10, 100, 1, Decimal("0.01")]
