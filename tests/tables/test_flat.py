"""Statutory tables in running text are found, narrative stays narrative."""

from __future__ import annotations

import pytest
from statutory import CORNER, GROUP_LABELS, LABELS, as_texts, complete, grid, named, run_together

from nlp.document import Block, TableBlock, TextBlock
from nlp.tables import bind, find_flat

ROWS = complete(
    {"granted": [24, 0, 0, 1, 0, 0], "denied.third_party": [1, 0, 0, 0, 0, 0], "other.other": [3, 2, 0, 0, 0, 0]},
    [2, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0],
)
HEADING = "三、收到和处理政府信息公开申请情况"
PROBLEMS = "五、存在的主要问题及改进情况2031年，我区公开工作仍有差距，下一步将加强培训。"
HEADER = [
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
]


def texts(*lines: str) -> list[Block]:
    return [TextBlock(line) for line in lines]


def narrative(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, TextBlock)]


def cells(blocks: list[Block]) -> dict[str, object]:
    bound, _ = bind([block for block in blocks if isinstance(block, TableBlock)], "2021")
    return {name: value for table in bound for name, value in table.cells.items()}


def test_a_table_glued_between_heading_and_narrative_is_cut_out() -> None:
    blocks = find_flat(texts(HEADING + run_together(ROWS) + PROBLEMS))
    assert narrative(blocks) == [HEADING, PROBLEMS]
    assert cells(blocks) == named(ROWS)


def test_a_report_that_is_one_block_gives_its_narrative_back_whole() -> None:
    opening = "一、总体情况2031年，溪口区全年受理申请28件，其中予以公开25件，部分公开0件，不予公开1件。"
    blocks = find_flat(texts(opening + HEADING + run_together(ROWS) + PROBLEMS))
    assert narrative(blocks) == [opening, HEADING, PROBLEMS]


def test_a_cell_a_line_is_a_table() -> None:
    lines = [HEADING, CORNER, *HEADER]
    for key, row in ROWS.items():
        group = key.split(".")[0] if "." in key else None
        if group and GROUP_LABELS[group] not in lines:
            lines.append(GROUP_LABELS[group])
        lines += [LABELS[key], *map(str, row)]
    blocks = find_flat(texts(*lines, PROBLEMS))
    assert narrative(blocks) == [HEADING, PROBLEMS]
    assert cells(blocks) == named(ROWS)


def test_labels_broken_over_lines_belong_to_the_table() -> None:
    lines = [
        HEADING,
        "（本列数据的勾稽关系为：第一项加第二项之和，",
        "等于第三项加第四项之和）",
        "自然人",
        "商 业 企",
        "业",
    ]
    for key, row in ROWS.items():
        if key == "rejected.confirm":
            lines += ["5.要求行政机关确认或重新出", "具已获取信息 " + " ".join(map(str, row))]
        elif key == "other.no_correction":
            lines += ["（六）其", "他处理", "1、申请人无正当理由逾期不补", "正、行政机关不再处理其政府信", "息公开申请"]
            lines.append(" ".join(map(str, row)))
        else:
            lines.append(f"{LABELS[key]} {' '.join(map(str, row))}")
    blocks = find_flat(texts(*lines, PROBLEMS))
    assert narrative(blocks) == [HEADING, PROBLEMS]
    assert cells(blocks) == named(ROWS)


def test_values_in_little_tables_between_torn_labels_are_taken_in() -> None:
    blocks: list[Block] = [TextBlock(HEADING), TextBlock("申请人情况"), TextBlock("法人或其他组织")]
    for key, row in ROWS.items():
        values = [str(value) for value in row]
        if key in ("partial", "unable.unclear"):
            half = len(LABELS[key]) // 2
            blocks += texts(LABELS[key][:half], LABELS[key][half:])
            blocks.append(TableBlock.from_rows([values]))
        else:
            blocks.append(TableBlock.from_rows([[LABELS[key], *values]]))
    found = find_flat([*blocks, TextBlock(PROBLEMS)])
    assert narrative(found) == [HEADING, PROBLEMS]
    assert cells(found) == named(ROWS)


@pytest.mark.parametrize(
    "sentence",
    [
        "2031年共受理申请32件，其中：予以公开24件，部分公开2件，不予公开1件，无法提供4件，结转下一年办理1件。",
        "本机关没有行政许可、行政处罚、行政强制、行政事业性收费等事项，没有独立发布的规章或规范性文件。",
        "全年新收申请31件，上年结转1件，办结32件，结转下年度继续办理0件。",
        "注：行政复议、行政诉讼数量含上年度结转数量。",
        "2031年未发生涉及政府信息公开的行政复议、行政诉讼案件。",
        "根据《条例》第二十条第（五）项规定，公开行政许可结果1284条。",
        "申请人为自然人的30件，商业企业1件，科研机构1件。",
        "行政复议4件，结果维持3件，结果纠正1件，其他结果0件，尚未审结0件。",
        "（六）其他公开方式",
        "（二）行政许可",
        "3",
    ],
)
def test_a_sentence_that_uses_the_words_stays_narrative(sentence: str) -> None:
    assert find_flat(texts(sentence, "全区继续推进。")) == texts(sentence, "全区继续推进。")


def test_a_table_of_its_own_is_left_as_it_is() -> None:
    table = grid(as_texts(ROWS))
    assert find_flat([TextBlock(HEADING), table, TextBlock(PROBLEMS)]) == [
        TextBlock(HEADING),
        table,
        TextBlock(PROBLEMS),
    ]


def test_a_caption_over_a_table_does_not_dissolve_it() -> None:
    table = grid(as_texts(ROWS))
    assert table in find_flat([TextBlock(HEADING), TextBlock(CORNER), table])


def test_the_review_table_run_into_its_heading_is_cut_off() -> None:
    heading = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    outcomes = "结果维持结果纠正其他结果尚未审结总计"
    lines = [
        heading + "行政复议",
        "行政诉讼" + outcomes,
        "未经复议直接起诉",
        "复议后起诉" + outcomes * 2 + "100010000010001",
    ]
    blocks = find_flat(texts(*lines, PROBLEMS))
    assert narrative(blocks) == [heading, PROBLEMS]
    assert cells(blocks)["review.after_review.total"] == 1


def test_nothing_of_the_text_is_lost() -> None:
    source = HEADING + run_together(ROWS) + PROBLEMS
    parts = [b.text if isinstance(b, TextBlock) else "".join(c.text for c in b.cells) for b in find_flat(texts(source))]
    assert "".join(parts) == source


@pytest.mark.parametrize(
    "tail", ["1" * 200_000 + "年", "(" * 100_000, " " * 100_000 + "x", "1 " * 50_000, "- " * 50_000]
)
def test_hostile_text_takes_no_time(tail: str) -> None:
    line = f"行政处罚 {tail}"
    blocks = find_flat(texts(line, "行政许可 3", line))
    bind([block for block in blocks if isinstance(block, TableBlock)], "2021")
    bind([TableBlock.from_rows([[line], ["行政许可 3"], [LABELS["granted"] + tail]], "lines")], "2021")


def test_narrative_between_two_tables_stays_narrative() -> None:
    sentence = "2031年，本机关未发生政府信息公开行政复议和行政诉讼案件，也没有收取信息处理费。"
    lines = [f"{LABELS[key]} {' '.join(map(str, row))}" for key, row in ROWS.items()]
    blocks = find_flat(texts(*lines[:9], sentence, *lines[9:]))
    assert narrative(blocks) == [sentence]


def test_a_label_broken_within_its_cell_does_not_cut_the_table() -> None:
    above = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", "0", "0"], ["行政规范"]]
    blocks = find_flat(
        [
            TableBlock.from_rows(above),
            TextBlock("性文件"),
            TableBlock.from_rows([["9", "14", "73"]]),
            TextBlock(PROBLEMS),
        ]
    )
    assert narrative(blocks) == [PROBLEMS]
    assert cells(blocks)["proactive.normative.valid"] == 73
