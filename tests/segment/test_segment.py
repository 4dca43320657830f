"""A report taken apart, on reports of our own invention."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.document import Document, TableBlock, TextBlock
from nlp.segment import Report, segment

PREAMBLE = "根据《中华人民共和国政府信息公开条例》编制本报告，数据统计期限自2020年1月1日起至2020年12月31日。"


def report(*lines: str | TextBlock | TableBlock) -> Report:
    blocks = tuple(TextBlock(line) if isinstance(line, str) else line for line in lines)
    return segment(Document("own.txt", "text", "", blocks))


def texts(of: Report) -> list[str]:
    return [paragraph.text for paragraph in of.paragraphs]


def test_headings_stand_over_paragraphs_and_are_none() -> None:
    got = report(
        "云岫县水务局2020年政府信息公开工作年度报告", PREAMBLE, "一、总体情况", "（一）主动公开方面",
        "全年公开信息30条。", "（二）依申请公开。全年收到申请2件。", "六、其他需要报告的事项", "无。",
    )  # fmt: skip
    assert [(p.section, p.text) for p in got.paragraphs] == [
        ((), PREAMBLE),
        (("一、总体情况", "（一）主动公开方面"), "全年公开信息30条。"),
        (("一、总体情况",), "（二）依申请公开。全年收到申请2件。"),
        (("六、其他需要报告的事项",), "无。"),
    ]
    assert [p.id for p in got.paragraphs] == [0, 1, 2, 3]


def test_marks_of_pictures_and_rubbish_after_the_end_are_dropped() -> None:
    got = report(
        "云岫县2020年政府信息公开工作年度报告", "一、总体情况", "[image: ]一是[bookmark: _GoBack]调整机构。", "— 1 —",
        "六、其他需要报告的事项", "无。", "image6.jpeg", "RIKARAER RS DB 8 25", "XKE BRFHE, 20 x", "image7.png",
    )  # fmt: skip
    assert texts(got) == ["一是调整机构。", "无。"]


def test_a_paragraph_broken_by_a_page_is_joined() -> None:
    got = report("一、总体情况", "全局上下努力让政策文件“看", "得懂、用得上”。", "另设专区一处。")
    assert texts(got) == ["全局上下努力让政策文件“看得懂、用得上”。", "另设专区一处。"]


def test_a_styled_clause_heading_begins_its_paragraph() -> None:
    got = report(TextBlock("一、总体情况", 1), TextBlock("三是提高效能。", 3), "全年发布图解十件。")
    assert texts(got) == ["三是提高效能。全年发布图解十件。"]


def test_signature_date_and_addressee_are_no_paragraphs() -> None:
    got = report("省政府办公厅：", "一、总体情况", "全年公开信息30条。", "云岫县水务局", "2021年1月20日")
    assert texts(got) == ["全年公开信息30条。"]
    assert (got.issuer, got.year) == ("云岫县水务局", 2020)


@pytest.mark.parametrize(
    ("lines", "issuer", "year"),
    [
        (["云岫县水务局2020年政府信息公开工作年度报告"], "云岫县水务局", 2020),
        (["云岫县人民政府", "2020年政府信息公开工作年度报告"], "云岫县人民政府", 2020),
        (["2020年云岫市人民政府办公厅政府信息公开工作年度报告"], "云岫市人民政府办公厅", 2020),
        (["2020 年云岫市水务局政府信息公开", "工作年度报告"], "云岫市水务局", 2020),
        (["云岫县水务局政府信息公开工作年度报告", "（2013年度）"], "云岫县水务局", 2013),
        (["云岫县水务局二〇一九年政府信息公开工作年度报告"], "云岫县水务局", 2019),
        (["云岫市2014年政府信息公开工作年度报告"], "云岫市人民政府", 2014),
        (["云岫县水务局2011年政府信息公开工作年度报告 本报告根据条例编制。"], "云岫县水务局", 2011),
        (["首页 年报 云岫县水务局2021年度信息公开年度报告 来源：县府网 --> 根据条例编制。"], "云岫县水务局", 2021),
        (["云岫市教委2020年政府信息公开年度报告", "云岫市教育委员会网站可下载。"], "云岫市教育委员会", 2020),
    ],
)  # fmt: skip
def test_issuer_and_year_come_from_the_title(lines: list[str], issuer: str, year: int) -> None:
    got = report(*lines, "一、总体情况", "全年公开信息30条。")
    assert (got.issuer, got.year) == (issuer, year)
    assert got.title is not None
    assert got.evidence["issuer"]
    assert got.evidence["year"].startswith("标题")


def test_without_a_title_the_preamble_tells_issuer_and_period() -> None:
    got = report(
        "统计时限为2022年1月1日至2022年12月31日。如有疑问，请与云岫新区管委会办公室联系（电话：略）。",
        "一、总体情况",
        "全年公开信息30条。",
    )
    assert (got.title, got.issuer, got.year) == (None, "云岫新区管委会", 2022)


def test_a_zone_is_governed_by_a_committee() -> None:
    got = report("2024年，云岫实验区坚持公开透明，管委会多次部署，全年公开信息30条。")
    assert got.issuer == "云岫实验区管委会"


@pytest.mark.parametrize(
    ("year", "template"),
    [(2014, "none"), (2018, "none"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021")],
)
def test_without_tables_the_year_tells_the_template(year: int, template: str) -> None:
    got = report(f"云岫县水务局{year}年政府信息公开工作年度报告", "一、总体情况", "全年公开信息30条。")
    assert got.template == template
    assert str(year) in got.evidence["template"]


def test_a_notice_named_in_the_preamble_tells_the_template() -> None:
    got = report(
        "按照国办公开办函〔2021〕30号文件，县水务局编制本报告，反映2023年度工作。", "一、总体情况", "全年公开信息30条。"
    )
    assert (got.template, got.evidence["template"]) == ("2021", "正文提到“国办公开办函〔2021〕30号”")


def test_a_word_above_the_title_is_no_part_of_it() -> None:
    got = report("正文", "2020年云岫市水务局政府信息公开", "工作年度报告", "一、总体情况", "全年公开信息30条。")
    assert got.title == "2020年云岫市水务局政府信息公开工作年度报告"


def test_torn_table_labels_beside_a_table_are_no_paragraphs() -> None:
    table = TableBlock.from_rows([["行政复议", "行政诉讼"], ["3", "1"]])
    torn = ["结果", "维持", "（三）不", "予公开", "维持纠正结果审结"]
    got = report(
        "四、政府信息公开行政复议、行政诉讼情况", *torn, table, "注：含上年结转案件。", "六、其他需要报告的事项", "无"
    )
    assert [(p.section, p.text) for p in got.paragraphs] == [
        (("四、政府信息公开行政复议、行政诉讼情况",), "注：含上年结转案件。"),
        (("六、其他需要报告的事项",), "无"),
    ]


def test_the_same_words_without_a_table_stay() -> None:
    assert texts(report("一、概述", "行政许可", "全年公开信息30条。"))[0] == "行政许可"


def test_the_old_statistics_in_one_line_are_a_table() -> None:
    line = "附件1：云岫县政府信息公开情况统计表 指标名称计量单位2011年度历年累计主动公开信息数条30120受理申请数条00"
    got = report("云岫县2011年政府信息公开工作年度报告", "一、概述", "全年公开信息30条。", line)
    assert texts(got) == ["全年公开信息30条。"]
    assert [(table.layout, table.cells[0].text) for table in got.tables] == [("lines", line)]


def test_blanks_behind_a_word_of_the_old_statistics_are_passed_in_one_go() -> None:
    started = time.process_time()
    segment(Document("a.txt", "text", "", (TextBlock("全年指标名称" + " " * 60_000 + "如下所述。"),)))
    assert time.process_time() - started < 3  # 8 seconds when two patterns for blanks stood side by side


def test_a_document_without_narrative_warns() -> None:
    assert report("云岫县水务局2020年政府信息公开工作年度报告").warnings == ("没有找到叙述文字。",)


PARTS = st.sampled_from(
    [
        *(
            "一、总体情况",
            "（一）主动公开情况",
            "2020年，",
            "全局公开信息30条。",
            "（二）平台建设。",
            "一是",
            "1.",
            "①",
            "我局",
        ),
        *("“", "”", " ", "无", "云岫县水务局", "2021年1月5日", "[image: ]", "年度报告", "，", "；"),
    ]
)
LINES = st.lists(st.lists(PARTS, min_size=1, max_size=30).map("".join).map(str.strip).filter(bool), max_size=12)


@given(LINES)
def test_whatever_comes_spans_are_exact_and_ids_count_up(lines: list[str]) -> None:
    got = report(*lines)
    assert [paragraph.id for paragraph in got.paragraphs] == list(range(len(got.paragraphs)))
    source = "".join("".join(lines).replace("[image: ]", "").split())
    for paragraph in got.paragraphs:
        assert paragraph.text == paragraph.text.strip() != ""
        assert "".join(paragraph.text.split()) in source
        kept = "".join(span.of(paragraph.text) for span in paragraph.sentences)
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", paragraph.text)
