"""A value cell's text: numbers, strokes and blanks are three things."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.analysis import CellValue
from nlp.tables.values import parse_value, token_lines


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("", None),
        ("　", None),
        ("/", "/"),
        ("—", "/"),
        ("－－", "/"),
        ("1，234", 1234),
        ("1,234,567", 1234567),
        ("１２３", 123),
        ("1 234", 1234),
        ("- 47", -47),
        ("＋125", 125),
        ("↓3", -3),
        ("增3项", 3),
        ("24252.311082", Decimal("24252.311082")),
        ("55（含自然失效29件）", 55),
        ("12件", 12),
    ],
)
def test_a_cell_is_read_as_a_person_reads_it(text: str, number: CellValue) -> None:
    value = parse_value(text)
    assert value is not None
    assert value.number == number


@pytest.mark.parametrize("text", ["无", "详见附件", "3/4", "1.2.3", "第3项", "3至5"])
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert parse_value(text) is None


@given(st.integers(-(10**9), 10**9), st.sampled_from(["{}", "{:,}", " {} ", "{}件"]))
def test_a_number_survives_being_written(number: int, form: str) -> None:
    value = parse_value(form.format(number))
    assert value is not None
    assert value.number == number


def test_page_numbers_and_left_over_numberings_are_no_values() -> None:
    assert token_lines("— 5 —\n无2.没有现成信息\n0 3") == token_lines("0 3")


def test_a_number_between_two_strokes_is_no_page_number() -> None:
    assert [line.texts for line in token_lines("\t—\t1\t—")] == [("—", "1", "—")]
    assert [line.texts for line in token_lines("\n—\n1\n—")] == [("—",), ("1",), ("—",)]


def test_a_blank_cell_at_the_beginning_of_a_line_counts() -> None:
    assert [line.texts for line in token_lines("\n\t3\t")] == [("", "3", "")]


def test_a_decimal_broken_at_its_point_is_one_number() -> None:
    assert [line.texts for line in token_lines("\t4068\n.208")] == [("4068.208",)]
