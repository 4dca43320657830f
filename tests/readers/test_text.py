"""Reading plain text and markdown."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from nlp.document import Block, TableBlock, TextBlock
from nlp.readers.text import read_text

SHARED = Path(__file__).parents[3] / "shared"
REAL = SHARED / "corpora" / "annual_reports"


def read(text: str) -> list[Block]:
    return read_text(text)[0]


def texts(text: str) -> list[str]:
    return [block.text for block in read(text) if isinstance(block, TextBlock)]


def tables(text: str) -> list[tuple[str, list[list[str]]]]:
    return [
        (block.layout, [[cell.text for cell in row] for row in block.rows()])
        for block in read(text)
        if isinstance(block, TableBlock)
    ]


def test_a_cell_a_line_is_a_table_whose_empty_lines_end_the_rows() -> None:
    dump = "二、主动公开\n\t信息内容\n\t件数\n\n\t规章\n\t\n\n\n三、其他\n"
    assert tables(dump) == [("rows", [["信息内容", "件数"], ["规章", ""]])]
    assert texts(dump) == ["二、主动公开", "三、其他"]


def test_rows_with_tabs_are_a_table_and_blank_cells_stay() -> None:
    assert tables("说明。\n规章\t3\t\t5\n规范性文件\t\t\t\n三、收到和处理申请情况\n") == [
        ("rows", [["规章", "3", "", "5"], ["规范性文件", "", "", ""]])
    ]


def test_a_label_or_a_number_alone_belongs_to_the_rows_around_it() -> None:
    rows = "第二十条第（一）项\n规章\t3\t0\t5\n（六）其他处理\n（七）总计\t3\t0\t5\n0\n"
    text = f"二、主动公开政府信息情况\n{rows}五、存在的主要问题\n"
    assert [len(rows) for _, rows in tables(text)] == [5]
    assert texts(text) == ["二、主动公开政府信息情况", "五、存在的主要问题"]


def test_the_section_heading_between_two_tables_parts_them() -> None:
    text = "规章\t3\n三、收到和处理政府信息公开申请情况\n总计\t9\n"
    assert [rows for _, rows in tables(text)] == [[["规章", "3"]], [["总计", "9"]]]


def test_a_tab_as_an_indent_makes_no_table() -> None:
    text = "\t一、总体情况\n\t本镇全年主动公开信息三十条，按时办结各类申请。\n\t二、其他\n"
    assert tables(text) == []
    assert texts(text) == ["一、总体情况", "本镇全年主动公开信息三十条，按时办结各类申请。", "二、其他"]


def test_markdown_gives_levels_and_grids_without_their_marks() -> None:
    text = (
        "# 银杏镇年度报告\n\n## 一、总体情况 ##\n- **重点**公开 [镇网站](http://a.example.cn/x) 信息。\n***\n"
        "| 信息内容 | 件数 |\n|:---|---:|\n| **规章** | - 47 |\n| 文件 |  |\n"
    )
    blocks = read(text)
    assert blocks[:3] == [
        TextBlock("银杏镇年度报告", level=1),
        TextBlock("一、总体情况", level=2),
        TextBlock("重点公开 镇网站 信息。"),
    ]
    assert tables(text) == [("grid", [["信息内容", "件数"], ["规章", "- 47"], ["文件", ""]])]


def test_two_markdown_tables_on_end_are_two() -> None:
    assert len(tables("| 甲 | 1 |\n|--|--|\n| 乙 | 2 |\n|--|--|\n")) == 2


def test_a_minus_or_a_tag_within_a_line_is_no_list_mark() -> None:
    assert texts("- 47\n实施<条例>办法 - 试行\n") == ["- 47", "实施<条例>办法 - 试行"]


WRAPPED = """一、总体情况
银杏镇把公开工作列入全年要点，由办公室牵头，各村
各站所配合，每季度检查一次栏目更新情况，发现问题当场
交办，限期改正，全年检查 4 次，交办问题 21 个，都已按时
— 1 —
改正。镇里还在便民大厅设置查阅点，配备电脑和打印机，
方便群众自己查阅文件，全年接待群众三百多人次，解答咨
询一百多件。
办公室每月编写简报，通报各站所公开信息的数量和时
限，对连续两月落后的站所约谈主要负责人，对表现突出的
站所给予表扬，全年约谈 2 人，表扬 5 个站所，印发简报十
二期。
行政处罚 3
行政强制 0
— 2 —
"""


def test_wrapped_lines_are_joined_over_page_marks_and_table_lines_left_alone() -> None:
    got = texts(WRAPPED)
    assert [text[:6] for text in got] == ["一、总体情况", "银杏镇把公开", "办公室每月编", "行政处罚 3", "行政强制 0"]
    assert "都已按时改正。镇里" in got[1]
    assert "交办问题21个" in got[1]


def test_a_line_is_a_paragraph_where_the_text_is_not_wrapped() -> None:
    assert texts("甲村公开三条\n\n乙村公开四条\n丙村 5 条") == ["甲村公开三条", "乙村公开四条", "丙村 5 条"]


def test_wide_blanks_part_paragraphs_but_not_the_letters_of_a_title() -> None:
    assert texts("本镇公开信息三十条。　　全年没有收到申请。") == ["本镇公开信息三十条。", "全年没有收到申请。"]
    assert texts("目　　录") == ["目　　录"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0c", "\x85"])
def test_any_line_break_ends_a_line(end: str) -> None:
    assert texts(f"\ufeff一、总体情况{end}无\x00。\u200b{end}") == ["一、总体情况", "无。"]


def test_marks_of_pictures_and_rubbish_do_no_harm() -> None:
    lines = ["[image: ]一是公开。", "image1.jpeg", ")| SRR # ** __ []("]
    assert texts("\n".join(lines)) == lines
    assert read("") == []
    assert read("\n \t \n\t\n\u3000") == []


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "公",
        "1  ",
        "** ",
        "[](a",
        "# ",
        "|",
        "\t",
        "　 ",
        "1\t",
        "1\t2\n",
        "a\n",
        "（）（\r",
        "- ",
        "|-|\n",
        "\t\n",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    started = time.perf_counter()
    read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 15


def _squashed(text: str) -> str:
    return re.sub(r"[\s|#*-]|\[image: ?\]|\[bookmark: ?\w*\]|—\d+—", "", text)


@pytest.mark.parametrize("path", sorted(REAL.glob("*.txt")), ids=lambda p: p.stem)
def test_no_character_of_a_real_report_is_lost(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    cells = ([block] if isinstance(block, TextBlock) else block.cells for block in read(text))
    got = "".join(cell.text for row in cells for cell in row)
    assert _squashed(got) == _squashed(text)


@pytest.mark.parametrize("name", ["上海市人民政府办公厅-2025", "上海市科学技术委员会-2024"])
def test_wrapped_real_reports_give_whole_paragraphs(name: str) -> None:
    if not REAL.exists():
        pytest.skip("the real reports are not here")
    found = texts((REAL / f"{name}.md").read_text(encoding="utf-8"))
    long = [text for text in found if len(text) > 40]
    assert len(long) > 10
    assert all(text[-1] in "。）" for text in long)
    assert not any(re.match("[，。、；]", text) for text in found)
    assert not any("—" in text and re.fullmatch(r"— \d+ —", text) for text in found)


def test_a_paragraph_cut_within_a_bracket_is_mended_over_an_empty_line() -> None:
    text = "一、概况\n本镇努力让信息“看\n\n得懂、用得上”。\n另一段。"
    assert texts(text) == ["一、概况", "本镇努力让信息“看得懂、用得上”。", "另一段。"]


def test_the_seed_gives_three_tables_and_its_paragraphs() -> None:
    path = SHARED / "seed" / "zichuan-2020.txt"
    if not path.exists():
        pytest.skip("the seed is not here")
    text = path.read_text(encoding="utf-8")
    assert [len(rows) for _, rows in tables(text)] == [18, 26, 4]
    assert [len(rows[-1]) for _, rows in tables(text)] == [3, 8, 15]
    assert {"一、总体情况", "6、监督保障工作情况", "六、其他需要报告的事项", "无。"} <= set(texts(text))
