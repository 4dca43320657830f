import json
from collections.abc import Sequence
from decimal import Decimal

import pytest

from nlp.analysis import Analysis, CellValue, ModelInfo, Paragraph, ReportFacts, Source, Table
from nlp.claims import find_claims
from nlp.reconcile import reconcile
from nlp.scoring.facts import facts_of_json, facts_of_rows, year_facts
from nlp.scoring.names import body_key
from nlp.scoring.years import YearCheck, check_body, check_years
from nlp.segment import Report
from nlp.segment.report import Paragraph as Part
from nlp.tables.templates import COLUMNS

_BODY = "石梁县人民政府"


def _report(
    year: int | None,
    cells: dict[str, int | str | None] | None = None,
    text: str = "",
    body: str | None = _BODY,
    name: str = "",
) -> Analysis:
    """A report of invented cells and one paragraph, its claims found and reconciled as in the pipeline."""
    template = "none" if year is None or year < 2019 else "2019" if year < 2021 else "2021"
    values: dict[str, CellValue] = {k: Decimal(v) if isinstance(v, int) else v for k, v in (cells or {}).items()}  # type: ignore[misc]
    kinds = {cell.partition(".")[0] for cell in values}
    tables = [
        Table(kind, template, {k: v for k, v in values.items() if k.startswith(f"{kind}.")})  # type: ignore[arg-type]
        for kind in ("proactive", "applications", "review")
        if kind in kinds
    ]
    report = Report(None, body, year, template, (Part(0, ("依申请公开",), text, ()),) if text else (), ())  # type: ignore[arg-type]
    reconciled = reconcile(find_claims(report), report, tables)
    paragraphs = tuple(Paragraph(p.id, p.section, p.text, "other", None, 1.0, {}, ()) for p in report.paragraphs)
    return Analysis(
        Source(name or f"{body}-{year}.txt", "text", ""),
        ReportFacts(None, body, year, template),  # type: ignore[arg-type]
        ModelInfo("", ""),
        paragraphs,
        reconciled.claims,
        tuple(tables),
        (),
        (),
    )


def _row(name: str, *numbers: int | None) -> dict[str, int | str | None]:
    return {f"applications.{name}.{column}": number for column, number in zip(COLUMNS, numbers, strict=True)}


def _documents(made: int, repealed: int | None, valid: int) -> dict[str, int | str | None]:
    return {f"proactive.normative.{k}": v for k, v in (("made", made), ("repealed", repealed), ("valid", valid))}


def _of(checks: Sequence[YearCheck], scope: str) -> YearCheck:
    return next(check for check in checks if check.scope == scope)


def _narrative(last: Analysis, this: Analysis) -> list[YearCheck]:
    return [check for check in check_years([last, this]) if check.scope.startswith("narrative")]


class TestWhatWasCarriedOver:
    def test_stands_in_both_reports(self) -> None:
        checks = check_years(
            [_report(2023, _row("carried_in", 2, 1, 0, 0, 0, 0, 3)), _report(2022, _row("carried_out", 2, 1, 0, 0, 0, 0, 3))]
        )
        carried = [check for check in checks if check.scope.startswith("carried.")]
        assert [check.status for check in carried] == ["pass"] * 7
        assert {check.years for check in carried} == {(2022, 2023)}

    def test_differs_in_a_column_and_in_the_total(self) -> None:
        checks = check_years(
            [_report(2022, _row("carried_out", 4, 1, 0, 0, 0, 0, 5)), _report(2023, _row("carried_in", 2, 1, 0, 0, 0, 0, 3))]
        )
        assert [c.scope for c in checks if c.status == "fail"] == ["carried.natural", "carried.total"]
        total = _of(checks, "carried.total")
        assert (total.rule, total.left, total.right) == ("cross_year", 5, 3)
        assert total.explanation == "总计列：2022年报告结转下年度为5，2023年报告上年结转为3，不符"

    def test_in_a_blank_cell_is_neither_zero_nor_wrong(self) -> None:
        checks = check_years(
            [_report(2022, _row("carried_out", 1, None, 0, 0, 0, 0, 1)), _report(2023, _row("carried_in", 1, 0, 0, 0, 0, 0, 1))]
        )
        blank = _of(checks, "carried.company")
        assert (blank.status, blank.left, blank.right) == ("skipped", None, None)
        assert "2022年" in blank.explanation
        assert "空白" in blank.explanation

    def test_is_not_asked_for_where_the_year_before_had_no_tables(self) -> None:
        checks = check_years([_report(2018), _report(2019, _row("carried_in", 1, 0, 0, 0, 0, 0, 1))])
        assert [(check.scope, check.status) for check in checks] == [("carried", "skipped")]
        assert "2018年的报告没有法定表格" in checks[0].explanation

    def test_crosses_the_change_of_forms(self) -> None:
        """The applications table has the same rows for what is carried over in both forms."""
        checks = check_years(
            [_report(2020, _row("carried_out", 2, 0, 0, 0, 0, 0, 2)), _report(2021, _row("carried_in", 1, 0, 0, 0, 0, 0, 1))]
        )
        assert _of(checks, "carried.total").status == "fail"


class TestDocumentsInForce:
    def test_are_last_years_with_those_made_and_without_those_repealed(self) -> None:
        checks = check_years([_report(2022, _documents(9, 1, 100)), _report(2023, _documents(12, 5, 107))])
        assert _of(checks, "valid.normative").status == "pass"

    def test_that_do_not_add_up_fail_with_the_sum(self) -> None:
        checks = check_years([_report(2022, _documents(9, 1, 100)), _report(2023, _documents(12, 5, 117))])
        check = _of(checks, "valid.normative")
        assert (check.status, check.left, check.right) == ("fail", 107, 117)
        assert check.explanation == (
            "规范性文件：2022年报告现行有效＋2023年制发－2023年废止：100＋12－5＝107，2023年报告现行有效为117，不符"
        )

    def test_are_not_compared_between_the_forms_of_2019_and_2021(self) -> None:
        old: dict[str, int | str | None] = {"proactive.normative.total": 50, "proactive.normative.made": 4}
        check = _of(check_years([_report(2020, old), _report(2021, _documents(1, 1, 90))]), "valid.normative")
        assert check.status == "skipped"
        assert all(word in check.explanation for word in ("2020年", "2021年", "口径不同"))

    def test_whose_repealed_ones_are_not_written_are_skipped(self) -> None:
        checks = check_years([_report(2022, _documents(9, 1, 100)), _report(2023, _documents(12, None, 112))])
        assert _of(checks, "valid.normative").status == "skipped"


@pytest.mark.parametrize(("this", "status"), [(395, "pass"), (396, "fail")])
def test_items_of_the_year_before_are_its_own_with_the_change(this: int, status: str) -> None:
    def items(before: int, delta: int) -> dict[str, int | str | None]:
        return {"proactive.licensing.prev_items": before, "proactive.licensing.delta": delta}

    check = _of(check_years([_report(2019, items(400, -5)), _report(2020, items(this, 0))]), "items.licensing")
    assert (check.status, check.left, check.right) == (status, 395, this)
    assert "400－5＝395" in check.explanation


class TestWhatTheNarrativeSaysOfLastYear:
    _LAST = _report(2022, {**_row("new", 90, 10, 0, 0, 0, 0, 100), **_row("carried_in", 4, 0, 0, 0, 0, 0, 4)})

    def _status(self, text: str, number: int = 118) -> list[tuple[str, Decimal | None, Decimal | None]]:
        cells = {**_row("new", number, 0, 0, 0, 0, 0, number), **_row("carried_in", 2, 0, 0, 0, 0, 0, 2)}
        return [(c.status, c.left, c.right) for c in _narrative(self._LAST, _report(2023, cells, text))]

    def test_a_change_that_fits(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，较上年增加18件。") == [("pass", 18, 18)]

    def test_a_change_that_does_not_fit(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，较上年增加28件。") == [("fail", 28, 18)]

    def test_a_change_in_the_wrong_direction(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，比2022年减少18件。") == [("fail", -18, 18)]

    def test_a_rate_rounded_or_cut_off(self) -> None:
        assert self._status("全年新收政府信息公开申请115件，同比增长15%。", 115) == [("pass", 15, 15)]
        assert self._status("全年新收政府信息公开申请118件，同比增长18.3%。") == [("fail", Decimal("18.3"), 18)]

    def test_change_and_rate_of_one_count(self) -> None:
        text = "全年新收政府信息公开申请118件，较上年增加18件，增长19%。"
        assert self._status(text) == [("pass", 18, 18), ("fail", 19, 18)]

    def test_last_years_number_itself(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，比2022年的100件增加18件。") == [("pass", 100, 100), ("pass", 18, 18)]
        assert self._status("全年新收政府信息公开申请118件，比2022年的101件增加17件。")[0] == ("fail", 101, 100)

    def test_a_sum_is_held_against_the_same_sum(self) -> None:
        """120 is new and carried in; so are last year's 104."""
        assert self._status("全年办理政府信息公开申请120件，较上年增加16件。") == [("pass", 16, 16)]

    def test_a_count_whose_parts_stand_in_brackets(self) -> None:
        text = "全年新收政府信息公开申请118件（城关镇20件、东山乡98件），同比增长16%。"
        assert self._status(text) == [("fail", 16, 18)]

    def test_the_change_of_something_else_is_left_alone(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，网站访问量同比增长30%。") == []
        assert self._status("全年新收政府信息公开申请118件，公开率提高了6个百分点。") == []

    def test_another_years_number_is_left_alone(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，比2019年增加60件。") == []

    def test_a_change_that_is_compared_with_nothing_is_left_alone(self) -> None:
        assert self._status("全年新收政府信息公开申请118件，增加28件。") == []

    def test_a_rough_number_is_held_against_its_word(self) -> None:
        assert [status for status, _, _ in self._status("全年新收政府信息公开申请118件，较上年增加近20件。")] == ["pass"]
        assert [status for status, _, _ in self._status("全年新收政府信息公开申请118件，较上年增加近50件。")] == ["fail"]

    def test_a_count_that_is_not_the_tables_decides_nothing(self) -> None:
        """118 in the table, 128 in the text: the report's own mismatch says so already."""
        assert [status for status, _, _ in self._status("全年新收政府信息公开申请128件，较上年增加18件。")] == ["skipped"]

    def test_without_a_cell_last_years_narrative_is_asked(self) -> None:
        last = _report(2015, text="全年收到政府信息公开申请39件。")
        this = _report(2016, text="全年收到政府信息公开申请54件，比上年增加16件。")
        (check,) = _narrative(last, this)
        assert (check.status, check.left, check.right) == ("fail", 16, 15)
        assert "正文所述" in check.explanation

    def test_nothing_to_hold_it_against(self) -> None:
        (check,) = _narrative(_report(2022), _report(2023, text="全年收到政府信息公开申请54件，比上年增加16件。"))
        assert (check.status, check.left) == ("skipped", None)

    def test_growth_upon_nothing(self) -> None:
        last = _report(2022, _row("new", 0, 0, 0, 0, 0, 0, 0))
        this = _report(2023, _row("new", 3, 0, 0, 0, 0, 0, 3), "全年新收政府信息公开申请3件，同比增长100%。")
        assert [check.status for check in _narrative(last, this)] == ["skipped"]


class TestWhichReportsBelongTogether:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("石梁新区管委会", "石梁新区管理委员会"),
            ("石梁市科委", "石梁市科学技术委员会"),
            ("石梁市发改委", "石梁市发展改革委"),
            ("石梁县人社局", "石梁县人力资源和社会保障局"),
            ("石梁县政府", "石梁县 人民政府"),
            ("石梁县（南片）水务局", "石梁县(南片)水务局"),
        ],
    )
    def test_spellings_of_one_body(self, one: str, other: str) -> None:
        assert body_key(one) == body_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("石梁县人民政府", "石梁县人民政府办公室"),
            ("石梁县税务局", "石梁县地方税务局"),
            ("石梁县人民政府", "石梁市人民政府"),
            ("云岭市石梁区人民政府", "石梁区人民政府"),
            ("石梁市科委", "石梁市教委"),
            ("石梁市科委", "石梁市科技局"),
        ],
    )
    def test_names_of_two_bodies(self, one: str, other: str) -> None:
        assert body_key(one) != body_key(other)

    def test_a_variant_of_the_name_does_not_part_two_years(self) -> None:
        last = _report(2022, _row("carried_out", 1, 0, 0, 0, 0, 0, 1), body="石梁新区管委会")
        this = _report(2023, _row("carried_in", 0, 0, 0, 0, 0, 0, 0), body="石梁新区管理委员会")
        assert _of(check_years([last, this]), "carried.total").status == "fail"

    def test_bodies_are_not_held_against_one_another(self) -> None:
        last = _report(2022, _row("carried_out", 1, 0, 0, 0, 0, 0, 1), body="溪口县人民政府")
        assert check_years([last, _report(2023, _row("carried_in", 0, 0, 0, 0, 0, 0, 0))]) == []

    def test_two_reports_of_a_year_are_named_and_the_fuller_one_counts(self) -> None:
        last = _report(2022, _row("carried_out", 1, 0, 0, 0, 0, 0, 1))
        poor = _report(2023, {"applications.carried_in.total": 9}, name="a.txt")
        full = _report(2023, _row("carried_in", 1, 0, 0, 0, 0, 0, 1), name="b.txt")
        checks = check_years([last, poor, full])
        duplicate = _of(checks, "duplicate")
        assert (duplicate.status, duplicate.years, duplicate.reports) == ("skipped", (2023,), ("b.txt", "a.txt"))
        assert "1处数字不同" in duplicate.explanation
        assert _of(checks, "carried.total").status == "pass"

    def test_a_missing_year_is_named(self) -> None:
        checks = check_years(
            [_report(2021, _row("carried_out", 1, 0, 0, 0, 0, 0, 1)), _report(2023, _row("carried_in", 0, 0, 0, 0, 0, 0, 0))]
        )
        assert [(check.scope, check.status, check.explanation) for check in checks] == [
            ("gap", "skipped", "缺2022年的报告，2021年与2023年之间未核对")
        ]

    def test_a_report_without_a_body_or_year_is_named(self) -> None:
        checks = check_years([_report(2022, body=None), _report(None)])
        assert [check.scope for check in checks] == ["unplaced", "unplaced"]
        with pytest.raises(ValueError, match="no year"):
            check_body([year_facts(_report(None))])


class TestFactsFromWhatWasWritten:
    _ANALYSIS = _report(
        2023,
        {**_row("new", 118, 0, 0, 0, 0, 0, 118), "applications.carried_in.total": None, "applications.granted.total": "/"},
        "全年新收政府信息公开申请118件，较上年增加18件，增长18%。",
    )

    def test_the_json_form_gives_the_same(self) -> None:
        facts = year_facts(self._ANALYSIS)
        assert facts.comparisons
        assert facts_of_json(json.loads(self._ANALYSIS.to_json())) == facts

    def test_the_rows_of_a_batch_give_the_same(self) -> None:
        rows = pytest.importorskip("nlp.scoring.rows")
        from nlp.scoring.item import Item

        tables = rows.scored(self._ANALYSIS, Item(self._ANALYSIS.source.name, "file", b""))
        (report,) = tables["reports"].to_pylist()
        read = facts_of_rows(
            {**report, "sha256": ""}, *(tables[name].to_pylist() for name in ("paragraphs", "claims", "cells"))
        )
        assert read == year_facts(self._ANALYSIS)
