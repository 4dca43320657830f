"""Cells are bound by their labels, whatever shape the table came in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statutory import COLUMN_TEXTS, LABELS, as_texts, complete, grid, named

from nlp.analysis import CellValue
from nlp.document import Cell, TableBlock
from nlp.tables import bind, check_identities, recognise_template
from nlp.tables.templates import COLUMNS, OUTCOMES

ROWS = complete(
    {"granted": [24, 0, 0, 1, 0, 0], "denied.third_party": [1, 0, 0, 0, 0, 0], "other.other": [3, 2, 0, 0, 0, 0]},
    [2, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0],
)
FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
PROACTIVE_2021 = [
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "4", "1", "25"],
    ["第二十条第（五）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", "1,284"],
    ["第二十条第（六）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政处罚", "３０"],
    ["行政强制", "/"],
    ["第二十条第（八）项"],
    ["信息内容", "本年收费金额（单位：万元）"],
    ["行政事业性收费", "4068.208"],
]


def cells_of(*tables: TableBlock, template: str = "2021") -> dict[str, CellValue]:
    bound, _ = bind(tables, "2019" if template == "2019" else "2021")
    return {name: value for table in bound for name, value in table.cells.items()}


def as_grid(rows: list[list[str]]) -> TableBlock:
    return TableBlock.from_rows(rows, "grid")


@settings(deadline=None, max_examples=30)
@given(st.permutations(COLUMNS))
def test_columns_in_another_order_bind_the_same(order: list[str]) -> None:
    assert cells_of(grid(as_texts(ROWS), tuple(order))) == named(ROWS)


def test_a_blank_cell_is_not_zero_and_concluded_only_in_words() -> None:
    rows = {key: ["" if value == 0 else str(value) for value in row] for key, row in ROWS.items()}
    bound, _ = bind([grid(rows)], "2021")
    assert bound[0].cells["applications.granted.company"] is None
    assert bound[0].inferred["applications.granted.company"] == "blank"
    assert not [check for check in check_identities(bound) if check.status == "fail"]


def test_a_stroke_stays_a_stroke() -> None:
    rows = {key: ["—" if value == 0 else str(value) for value in row] for key, row in ROWS.items()}
    assert cells_of(grid(rows))["applications.granted.company"] == "/"


def cut(block: TableBlock, at: int, keep_header: bool) -> list[TableBlock]:
    """The table broken over two pages below row `at`."""
    header = [cell for cell in block.cells if cell.row < 3] if keep_header else []
    shift = at - (3 if keep_header else 0)
    first = tuple(
        Cell(c.text, c.row, c.column, min(c.rowspan, at - c.row), c.colspan) for c in block.cells if c.row < at
    )
    second = tuple(Cell(c.text, c.row - shift, c.column, c.rowspan, c.colspan) for c in block.cells if c.row >= at)
    return [TableBlock(first), TableBlock((*header, *second))]


@pytest.mark.parametrize("keep_header", [True, False])
@pytest.mark.parametrize("at", [5, 9, 14, 20, 25, 26, 27])
def test_a_table_broken_over_two_pages_is_one(at: int, keep_header: bool) -> None:
    assert cells_of(*cut(grid(as_texts(ROWS)), at, keep_header)) == named(ROWS)


def test_columns_that_the_source_made_up_do_not_shift_values() -> None:
    block = grid(as_texts(ROWS))
    wide = [Cell(c.text, c.row, c.column * 2, c.rowspan, c.colspan * 2 - (c.column >= 3)) for c in block.cells]
    empty = [Cell("", c.row, c.column * 2 + c.colspan * 2 - 1) for c in block.cells if c.column >= 3]
    assert cells_of(TableBlock((*wide, *empty))) == named(ROWS)


def test_a_column_that_is_missing_is_not_made_up() -> None:
    block = grid(as_texts(ROWS))
    cells = cells_of(TableBlock(tuple(cell for cell in block.cells if cell.column != 6 or cell.row == 0)))
    assert "applications.granted.charity" not in cells
    assert cells["applications.granted.total"] == 25


def test_the_row_总计_and_the_column_总计_are_told_apart() -> None:
    rows = as_texts(ROWS)
    block = grid(rows)
    bare = tuple(
        Cell(
            "总计" if c.text == "（七）总计" else "其他" if c.text == "3.其他" else c.text,
            c.row,
            c.column,
            c.rowspan,
            c.colspan,
        )
        for c in block.cells
    )
    cells = cells_of(TableBlock(bare))
    assert cells["applications.total.total"] == ROWS["total"][6]
    assert cells["applications.other.other.natural"] == 3


def test_a_misread_label_binds_where_it_is_clear() -> None:
    block = grid(as_texts(ROWS))
    slip = tuple(Cell(c.text.replace("法规禁", ""), c.row, c.column, c.rowspan, c.colspan) for c in block.cells)
    assert cells_of(TableBlock(slip)) == named(ROWS)


def test_rows_whose_merged_cells_are_gone_bind_by_their_labels() -> None:
    header = ["项目", *COLUMN_TEXTS.values()]
    block = TableBlock.from_rows([header, *([LABELS[key], *map(str, row)] for key, row in ROWS.items())])
    assert cells_of(block) == named(ROWS)


def test_rows_bind_in_the_order_of_their_own_header() -> None:
    order = ("total", *COLUMNS[:-1])
    header = ["项目", *(COLUMN_TEXTS[column] for column in order)]
    rows = [[LABELS[key], str(row[6]), *map(str, row[:6])] for key, row in ROWS.items()]
    assert cells_of(TableBlock.from_rows([header, *rows])) == named(ROWS)


def test_a_row_that_lost_its_label_goes_between_its_neighbours() -> None:
    lines = [[LABELS[key], *map(str, row)] for key, row in ROWS.items()]
    torn = [row[1:] if row[0] in (LABELS["partial"], LABELS["denied.third_party"]) else row for row in lines]
    assert cells_of(TableBlock.from_rows(torn)) == named(ROWS)


def test_a_row_that_could_be_one_of_two_is_left_out() -> None:
    lines = {key: [LABELS[key], *map(str, row)] for key, row in ROWS.items()}
    del lines["denied.third_party"]
    lines["denied.internal"] = lines["denied.internal"][1:]
    bound, warnings = bind([TableBlock.from_rows(list(lines.values()))], "2021")
    assert not any(".third_party." in name or ".internal." in name for name in bound[0].cells)
    assert any("没有行标题" in warning for warning in warnings)


def test_fewer_values_than_columns_are_not_counted_off() -> None:
    lines = [[LABELS[key], *map(str, row)] for key, row in ROWS.items()]
    lines[2] = [LABELS["granted"], "24", "1", "25"]
    lines[3] = [LABELS["partial"], "1", "1"]
    bound, warnings = bind([TableBlock.from_rows(lines)], "2021")
    assert bound[0].cells["applications.granted.total"] == 25
    assert "applications.granted.company" not in bound[0].cells
    assert any("予以公开" in warning for warning in warnings)


def test_fewer_values_than_columns_are_placed_where_the_other_rows_leave_one_way() -> None:
    lines = [[LABELS[key], *map(str, row)] for key, row in ROWS.items()]
    lines[2] = [LABELS["granted"], "24", "1", "25"]
    bound, _ = bind([TableBlock.from_rows(lines)], "2021")
    assert bound[0].cells["applications.granted.charity"] == 1
    assert bound[0].cells["applications.granted.company"] is None
    assert bound[0].inferred["applications.granted.charity"] == "split"


def test_a_list_of_totals_binds_totals_only() -> None:
    lines = [["一、本年新收政府信息公开申请数量（总计）", "35"], ["予以公开", "20"], ["不予公开-属于国家秘密", "2"]]
    assert cells_of(TableBlock.from_rows(lines)) == {
        "applications.new.total": 35,
        "applications.granted.total": 20,
        "applications.denied.state_secret.total": 2,
    }


@pytest.mark.parametrize("layout", ["grid", "rows"])
def test_values_are_read_as_reports_write_them(layout: str) -> None:
    block = as_grid(PROACTIVE_2021) if layout == "grid" else TableBlock.from_rows(PROACTIVE_2021)
    cells = cells_of(block)
    assert cells["proactive.licensing"] == 1284
    assert cells["proactive.penalty"] == 30
    assert cells["proactive.coercion"] == "/"
    assert cells["proactive.fees"] == Decimal("4068.208")
    assert cells["proactive.normative.valid"] == 25


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+ 125", 125),
        ("- 47", -47),
        ("－４７", -47),
        ("增加125", 125),
        ("减少47", -47),
        ("+1，234", 1234),
        ("22（其中修订16件）", 22),
        ("317项", 317),
        ("", None),
        ("/", "/"),
    ],
)
def test_a_change_keeps_its_sign(text: str, value: CellValue) -> None:
    rows = [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "284", text, "76676"]]
    rows.append(["其他对外管理服务事项", "0", "0", "0"])
    assert cells_of(as_grid(rows), template="2019")["proactive.licensing.delta"] == value


@pytest.mark.parametrize(
    ("header", "text", "amount"),
    [
        ("采购总金额（万元）", "219900", "219900"),
        ("采购总金额", "251000元", "25.1"),
        ("采购总金额", "4948.3955万元", "4948.3955"),
        ("采购总金额", "1.2亿元", "12000"),
        ("采购总金额（元）", "251000", "25.1"),
    ],
)
def test_money_is_given_in_ten_thousand(header: str, text: str, amount: str) -> None:
    rows = [["信息内容", "采购项目数量", header], ["政府集中采购", "6", text]]
    bound, warnings = bind([as_grid([["其他对外管理服务事项", "0", "0", "0"], *rows])], "2019")
    assert bound[0].cells["proactive.procurement.amount"] == Decimal(amount)
    assert bool(warnings) == (amount not in text)


def test_a_text_in_a_value_cell_is_left_out_with_a_word() -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "详见附件"], ["行政处罚", "3"]]
    bound, warnings = bind([as_grid(rows)], "2021")
    assert bound[0].cells == {"proactive.penalty": 3}
    assert "详见附件" in warnings[0]


def test_ambiguous_run_together_numbers_of_the_proactive_table_are_left_out() -> None:
    line = "第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件898989"
    bound, warnings = bind([TableBlock.from_rows([[line]], "lines")], "2019")
    assert set(bound[0].cells) == {f"proactive.regulations.{c}" for c in ("made", "published", "total")}
    assert "898989" in warnings[0]


HEAD = [
    *(Cell(text, 0, column, 1, span) for text, column, span in (("行政复议", 0, 5), ("行政诉讼", 5, 10))),
    *(Cell(text, 1, i, 2) for i, text in enumerate(FIVE)),
    Cell("未经复议直接起诉", 1, 5, 1, 5),
    Cell("复议后起诉", 1, 10, 1, 5),
    *(Cell(text, 2, 5 + i) for i, text in enumerate(FIVE * 2)),
]
NUMBERS = [1, 0, 0, 0, 1, 0, 6, 0, 0, 6, 2, 0, 0, 13, 15]
REVIEW = {
    f"review.{part}.{outcome}": NUMBERS[i * 5 + j]
    for i, part in enumerate(("review", "direct", "after_review"))
    for j, outcome in enumerate(OUTCOMES)
}


def test_the_review_table_binds_by_its_header() -> None:
    assert cells_of(TableBlock((*HEAD, *(Cell(str(n), 3, i) for i, n in enumerate(NUMBERS))))) == REVIEW


def test_three_small_review_tables_are_one() -> None:
    tables = [as_grid([FIVE, list(map(str, NUMBERS[i : i + 5]))]) for i in (0, 5, 10)]
    assert cells_of(*tables) == REVIEW


REVIEW_TEXT = "行政复议行政诉讼" + "".join(FIVE) + "未经复议直接起诉复议后起诉" + "".join(FIVE * 2)


@pytest.mark.parametrize(
    "lines",
    [
        [["行政复议", "行政诉讼"], [*FIVE, "未经复议直接起诉", "复议后起诉"], FIVE * 2, list(map(str, NUMBERS))],
        [[REVIEW_TEXT + "".join(map(str, NUMBERS))]],
        [[REVIEW_TEXT], *([str(n)] for n in NUMBERS)],
        [[REVIEW_TEXT + " " + " ".join(map(str, NUMBERS))]],
        [
            [part, *(f"{o} {n}" for o, n in zip(FIVE, NUMBERS[i : i + 5], strict=True))]
            for part, i in (("行政复议", 0), ("行政诉讼-未经复议直接起诉", 5), ("行政诉讼-复议后起诉", 10))
        ],
        [
            [f"{part}-{outcome}", str(n)]
            for part, i in (("行政复议", 0), ("行政诉讼（未经复议直接起诉）", 5), ("行政诉讼（复议后起诉）", 10))
            for outcome, n in zip(FIVE, NUMBERS[i : i + 5], strict=True)
        ],
    ],
    ids=["rows", "run together", "a cell a line", "one line", "pairs", "dashes"],
)
def test_the_review_table_binds_in_every_shape(lines: list[list[str]]) -> None:
    layout = "lines" if len(lines[0]) == 1 else "rows"
    block = TableBlock.from_rows(lines, "lines" if layout == "lines" else "rows")
    assert {k: v for k, v in cells_of(block).items() if k.startswith("review.")} == REVIEW


def test_three_numbers_for_fifteen_columns_are_left_out() -> None:
    bound, warnings = bind([TableBlock.from_rows([[REVIEW_TEXT], ["0"], ["0"], ["0"]], "lines")], "2021")
    assert bound == []
    assert "只有3个数" in warnings[0]


def test_labels_tell_the_template_not_the_year() -> None:
    recognised = recognise_template([as_grid(PROACTIVE_2021)])
    assert recognised is not None
    assert recognised[0] == "2021"
    assert "本年制发件数" in recognised[1]
    bound, _ = bind([as_grid(PROACTIVE_2021)], "2019")
    assert bound[0].template == "2021"
    assert bound[0].cells["proactive.licensing"] == 1284


def test_a_table_with_one_row_for_其他处理_follows_the_older_form() -> None:
    rows = complete({"granted": [5, 0, 0, 0, 0, 0], "other": [2, 0, 0, 0, 0, 0]}, [0] * 6, [0] * 6, "2019")
    bound, _ = bind([as_grid(PROACTIVE_2021), grid(as_texts(rows))], "2021")
    assert [(table.kind, table.template) for table in bound] == [("proactive", "2021"), ("applications", "2019")]
    assert bound[1].cells["applications.other.natural"] == 2


def test_statistics_of_an_older_report_are_no_statutory_table() -> None:
    rows = [["统计指标", "单位", "统计数"], ["主动公开规范性文件数", "条", "12"], ["行政复议数量", "件", "0"]]
    assert bind([as_grid(rows)], "none") == ([], [])
    assert recognise_template([as_grid(rows)]) is None


def test_merged_cells_said_again_by_an_extractor_bind_the_same() -> None:
    label_width = 3
    header = [*["（本列数据的勾稽关系）"] * label_width, *COLUMN_TEXTS.values()]
    rows = [[*[LABELS[key]] * label_width, *map(str, row)] for key, row in ROWS.items()]
    licences = [["第二十条第（五）项"] * 4, ["信息内容", *["本年处理决定数量"] * 3], ["行政许可", "447", "447", "447"]]
    truth = {**named(ROWS), "proactive.licensing": 447}
    assert cells_of(TableBlock.from_rows(licences), TableBlock.from_rows([header, *rows])) == truth
    assert cells_of(as_grid(licences), as_grid([header, *rows])) == truth


LOOSE = st.sampled_from(
    [
        "",
        "0",
        "7",
        "12",
        "/",
        "1000001",
        "规章",
        "行政许可",
        "3.其他",
        "总计",
        "行政复议",
        "结果维持",
        "（三）不予公开",
        "信息内容",
        "其他",
    ]
)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.lists(st.one_of(LOOSE, st.sampled_from([*LABELS.values(), *COLUMN_TEXTS.values()])), max_size=9), max_size=9
    ),
    st.sampled_from(["grid", "rows", "lines"]),
    st.integers(1, 10**6),
)
def test_no_table_whatever_makes_binding_fail(rows: list[list[str]], layout: str, span: int) -> None:
    block = TableBlock.from_rows(rows, "grid" if layout == "grid" else "rows" if layout == "rows" else "lines")
    wide = TableBlock(tuple(Cell(c.text, c.row, c.column, span, span) for c in block.cells), block.layout)
    for tables in ([block], [wide], [block, wide]):
        for bound in bind(tables, "2021")[0]:
            assert bound.cells
            check_identities([bound])


def test_values_that_stand_beside_their_columns_bind_in_order_when_there_is_one_a_column() -> None:
    block = grid(as_texts(ROWS))
    moved = tuple(
        Cell(c.text, c.row, c.column + (c.row >= 3 and c.column >= 3), c.rowspan, c.colspan) for c in block.cells
    )
    assert cells_of(TableBlock(moved)) == named(ROWS)


def test_one_cell_over_both_halves_of_the_review_table_does_not_make_them_one() -> None:
    head = [Cell("行政复议 行政诉讼", 0, 0, 1, 15), *HEAD[2:]]
    assert cells_of(TableBlock((*head, *(Cell(str(n), 3, i) for i, n in enumerate(NUMBERS))))) == REVIEW


def test_run_together_numbers_of_the_proactive_table_are_taken_where_one_way_is_possible() -> None:
    line = "信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件9910"
    cells = cells_of(TableBlock.from_rows([[line]], "lines"), template="2019")
    assert [cells[f"proactive.normative.{c}"] for c in ("made", "published", "total")] == [9, 9, 10]


def test_a_number_before_a_sign_is_sure_where_those_behind_it_are_not() -> None:
    line = "信息内容上一年项目数量本年增/减处理决定数量行政许可97+82179其他对外管理服务事项000"
    cells = cells_of(TableBlock.from_rows([[line]], "lines"), template="2019")
    assert cells["proactive.licensing.prev_items"] == 97
    assert "proactive.licensing.delta" not in cells
