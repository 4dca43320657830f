"""Run-together digits: read as they were written, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statutory import Rows, complete, named, run_together

from nlp.document import TableBlock
from nlp.tables import bind, check_identities
from nlp.tables.review import part_readings
from nlp.tables.running import row_fits
from nlp.tables.splits import readings
from nlp.tables.values import Tokens

SMALL = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 400))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, Rows]:
    template = draw(st.sampled_from(["2019", "2021"]))
    keys = st.sampled_from(["granted", "partial", "denied.process", "unable.not_held", "rejected.duplicate"])
    outcomes = draw(st.dictionaries(keys, st.lists(SMALL, min_size=6, max_size=6), max_size=5))
    carried_in = draw(st.lists(st.integers(0, 9), min_size=6, max_size=6))
    carried_out = [c + draw(st.integers(0, 9)) for c in carried_in]
    return template, complete(outcomes, carried_in, carried_out, template)


@settings(deadline=None, max_examples=25)
@given(tables())
def test_a_run_together_table_is_read_as_written_or_left_out(table: tuple[str, Rows]) -> None:
    template, rows = table
    block = TableBlock.from_rows([[run_together(rows, template)]], "lines")
    bound, _ = bind([block], "2021" if template == "2021" else "2019")
    truth = named(rows)
    for name, value in bound[0].cells.items():
        assert value is None or value == truth[name], name
    assert not [check for check in check_identities(bound) if check.status == "fail"]


def test_a_run_together_table_of_small_numbers_is_read_whole() -> None:
    rows = complete(
        {"granted": [41, 1, 0, 0, 0, 0], "denied.internal": [3, 0, 0, 0, 2, 0]}, [0] * 6, [1, 0, 0, 0, 0, 0]
    )
    bound, warnings = bind([TableBlock.from_rows([[run_together(rows)]], "lines")], "2021")
    assert bound[0].cells == named(rows)
    assert set(bound[0].inferred.values()) == {"split"}
    assert warnings == []


def test_other_rows_decide_between_two_readings_of_one() -> None:
    """'110000011' is 11 0 … 11 or 1 10 … 11; only the first agrees with the outcomes."""
    assert len(readings(Tokens(("110000011",), False), 7, row_fits, sparse=False)) == 2
    rows = complete({"granted": [10, 0, 0, 0, 0, 0], "denied.internal": [1, 0, 0, 0, 0, 0]}, [0] * 6, [0] * 6)
    bound, _ = bind([TableBlock.from_rows([[run_together(rows)]], "lines")], "2021")
    assert bound[0].cells["applications.new.natural"] == 11


def test_where_two_readings_remain_only_what_both_say_is_taken() -> None:
    rows = complete({"granted": [11, 0, 0, 0, 0, 0]}, [0] * 6, [0] * 6)
    bound, warnings = bind([TableBlock.from_rows([[run_together(rows)]], "lines")], "2021")
    assert bound[0].cells["applications.new.total"] == 11
    assert "applications.new.natural" not in bound[0].cells
    assert any("本年新收" in warning for warning in warnings)


def test_a_misprinted_total_is_read_and_its_identities_fail() -> None:
    rows = complete({"granted": [10, 0, 0, 0, 0, 0], "denied.internal": [1, 0, 0, 0, 0, 0]}, [0] * 6, [0] * 6)
    rows["total"][0] = 2
    bound, _ = bind([TableBlock.from_rows([[run_together(rows)]], "lines")], "2021")
    assert bound[0].cells["applications.total.natural"] == 2
    failed = {(check.rule, check.scope) for check in check_identities(bound) if check.status == "fail"}
    assert failed == {("balance", "natural"), ("results_sum", "natural"), ("row_sum", "total")}


@pytest.mark.parametrize("digits", ["0230000023", "2300000231"])
def test_digits_that_no_row_allows_have_no_reading(digits: str) -> None:
    assert readings(Tokens((digits,), False), 7, row_fits, sparse=False) == []


def test_a_blank_bounds_numbers_where_that_can_be() -> None:
    assert readings(Tokens(("230", "000023"), False), 7, row_fits, sparse=False) == [
        tuple(map(Decimal, (23, 0, 0, 0, 0, 0, 23)))
    ]


def test_endless_digits_are_given_up_at_once() -> None:
    assert readings(Tokens(("1" * 100_000,), False), 7, row_fits, sparse=True) == []
    assert part_readings("1" * 100_000) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.integers(0, 130), min_size=4, max_size=4), min_size=3, max_size=3))
def test_run_together_review_numbers_are_read_as_written_or_left_out(parts: list[list[int]]) -> None:
    truth = tuple(value for part in parts for value in (*part, sum(part)))
    found = part_readings("".join(map(str, truth)))
    assert len(found) != 1 or found[0] == truth
