"""The identities that the tables promise, and what their failing says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statutory import Rows, as_texts, complete, grid

from nlp.analysis import Check, Table
from nlp.document import TableBlock
from nlp.tables import Lookup, bind, check_identities, group_value, value


def sample(template: str = "2021") -> Rows:
    outcomes = {
        "granted": [24, 0, 0, 1, 0, 0],
        "denied.third_party": [1, 0, 0, 0, 0, 0],
        "unable.not_held": [3, 0, 0, 0, 0, 1],
    }
    return complete(outcomes, [2, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], template)


def bound(texts: dict[str, list[str]]) -> list[Table]:
    return bind([grid(texts)], "2021")[0]


def failing(checks: list[Check]) -> set[tuple[str, str]]:
    return {(check.rule, check.scope) for check in checks if check.status == "fail"}


def test_a_table_in_order_passes_every_identity() -> None:
    checks = check_identities(bound(as_texts(sample())))
    assert {check.status for check in checks} == {"pass"}
    assert [check.rule for check in checks].count("balance") == 7


@pytest.mark.parametrize(
    ("row", "column", "broken"),
    [
        ("granted", 3, {("row_sum", "granted"), ("results_sum", "charity")}),
        ("new", 6, {("row_sum", "new"), ("balance", "total")}),
        ("carried_out", 0, {("row_sum", "carried_out"), ("balance", "natural")}),
        ("total", 0, {("row_sum", "total"), ("balance", "natural"), ("results_sum", "natural")}),
    ],
)
def test_a_wrong_cell_fails_exactly_its_own_identities(row: str, column: int, broken: set[tuple[str, str]]) -> None:
    rows = sample()
    rows[row][column] += 1
    assert failing(check_identities(bound(as_texts(rows)))) == broken


def test_the_explanation_names_both_sides_and_both_numbers() -> None:
    rows = sample()
    natural = next(c for c in check_identities(bound(as_texts(rows))) if (c.rule, c.scope) == ("balance", "natural"))
    assert natural.explanation == "自然人列：本年新收27＋上年结转2＝29，办理结果总计28＋结转下年度1＝29，相符"
    assert (natural.left, natural.right) == (29, 29)


def test_blank_row_totals_are_sums_left_to_the_reader() -> None:
    texts = as_texts(sample())
    for key, row in texts.items():
        if key not in ("new", "carried_in", "total", "carried_out"):
            row[6] = ""
    tables = bound(texts)
    checks = {(check.rule, check.scope): check for check in check_identities(tables)}
    assert checks["row_sum", "granted"].status == "skipped"
    assert checks["results_sum", "total"].status == "pass"
    assert tables[0].cells["applications.granted.total"] is None
    assert tables[0].inferred["applications.granted.total"] == "sum"
    assert value(tables[0], "applications.granted.total") == 25


def test_a_blank_is_not_concluded_where_an_identity_fails_with_it() -> None:
    texts = as_texts(sample())
    texts["granted"][3] = ""
    tables = bound(texts)
    assert ("row_sum", "granted") in failing(check_identities(tables))
    assert "applications.granted.charity" not in tables[0].inferred
    assert value(tables[0], "applications.granted.charity") is None


def test_what_was_not_read_is_skipped_with_the_reason() -> None:
    table = Table("applications", "2021", {"applications.new.natural": Decimal(3)})
    checks = check_identities([table])
    assert {check.status for check in checks} == {"skipped"}
    assert all("未能读出" in check.explanation and check.left is None for check in checks)


def test_a_review_part_must_add_up() -> None:
    head = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    tables = [TableBlock.from_rows([head, row], "grid") for row in (["1", "0", "0", "0", "2"], ["0"] * 5, ["0"] * 5)]
    checks = check_identities(bind(tables, "2021")[0])
    assert [(c.scope, c.status) for c in checks] == [("review", "fail"), ("direct", "pass"), ("after_review", "pass")]


def test_groups_and_sums_are_looked_up_by_name() -> None:
    tables = bound(as_texts(sample()))
    lookup = Lookup(tables)
    assert lookup.get("applications.denied.total") == 1
    assert lookup.get("applications.unable.other") == 1
    assert lookup.get("applications.new.total + applications.carried_in.total") == 31
    assert lookup.get("applications.new.total+proactive.licensing") is None
    assert group_value(tables[0], "other", "total") == 0
    assert "applications.rejected.natural" in lookup.names()


def test_the_other_group_is_a_row_of_its_own_in_the_older_form() -> None:
    rows = sample("2019")
    lookup = Lookup(bind([grid(as_texts(rows))], "2019")[0])
    assert lookup.get("applications.other.total") == 0


def test_a_blank_is_not_concluded_where_only_one_of_its_identities_holds() -> None:
    texts = as_texts(sample())
    texts["granted"][2], texts["granted"][6] = "", "26"
    table = bound(texts)[0]
    assert "applications.granted.research" not in table.inferred


def test_a_group_with_a_row_that_was_not_read_has_no_sum() -> None:
    table = Table("applications", "2021", {"applications.unable.not_held.total": Decimal(3)})
    assert group_value(table, "unable", "total") is None
