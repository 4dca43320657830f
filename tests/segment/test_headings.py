"""Every heading form of the reports, each with a text of our own."""

from __future__ import annotations

import pytest

from nlp.segment.headings import glued_heading_end, is_heading
from nlp.segment.marks import mark_at_start, marks_inside
from nlp.segment.outline import Outline
from nlp.segment.splitting import Splitter

PARAGRAPH = "全年共组织两次业务培训，覆盖全部科室。"


@pytest.mark.parametrize(
    "heading",
    [
        "一、总体情况",
        "二 、主动公开情况",
        "（一）制度建设",
        "(三)平台建设",
        "㈡渠道拓展",
        "四）机构设置情况",
        "1、队伍建设",
        "2.网站运行",
        "3．公报编辑",
        "（1）市级平台",
        "⑵乡镇平台",
        "①查阅场所",
        "第一章 总则",
        "第二部分 主要做法",
        "（二）晒出家底、算清细账",
        "存在的主要问题及改进情况",
    ],
)
def test_a_short_numbered_or_standard_line_is_a_heading(heading: str) -> None:
    assert is_heading(heading, None, PARAGRAPH)


@pytest.mark.parametrize(
    "paragraph",
    [
        "（一）制度建设。印发三项制度，覆盖登记、答复、归档。",
        "一是配强人员。",
        "无。",
        "1.2万条信息按期归档",
        "（二）本年度未收取任何费用。",
        "全年没有收到申请",
        "第三十条规定的情形不适用；",
    ],
)
def test_a_run_in_heading_or_a_sentence_is_a_paragraph(paragraph: str) -> None:
    assert not is_heading(paragraph, None, PARAGRAPH)


def test_a_heading_with_a_full_stop_is_told_from_a_list_item_by_what_follows() -> None:
    assert is_heading("（一）健全机构，明确职责。", None, "局办公室牵头，各科室指定一人负责，每季度汇总一次情况。")
    assert not is_heading("（一）健全机构，明确职责。", None, "（二）完善制度。")
    assert not is_heading("（一）健全机构，明确职责。", None, None)


def test_a_level_from_the_source_makes_a_short_line_a_heading() -> None:
    assert is_heading("答得准、办得快", 2, PARAGRAPH)
    assert not is_heading("答得准、办得快", None, PARAGRAPH)


def test_cross_references_open_nothing() -> None:
    assert list(marks_inside("依照第二十条第（一）项、第（二）项公开")) == []
    assert mark_at_start("2.5倍于上年") is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、总体情况2021年，本局认真落实条例。", "一、总体情况"),
        ("（一）主动公开方面 云岫新区切实落实上级部署，更新栏目。", "（一）主动公开方面"),
        ("（二）主动公开的主要类别2016年，我区公开的类别有九种。", "（二）主动公开的主要类别"),
        ("（三）组织机构方面我区成立领导小组。", "（三）组织机构方面"),
        ("（二）工作制度方面1、明确重点。2、落实责任。", "（二）工作制度方面"),
        ("4、重大项目信息公开情况坚持跟踪督促项目进展。", "4、重大项目信息公开情况"),
        ("六、其他需要报告的事项无", "六、其他需要报告的事项"),
        ("（一）加强组织领导 完善工作制度2011年3月，我局召开例会。", "（一）加强组织领导 完善工作制度"),
        ("三、围绕民生关切加强解读回应2018年围绕就业发布图解十件，效果良好。", "三、围绕民生关切加强解读回应"),
    ],
)
def test_a_glued_heading_is_cut_where_its_text_begins(text: str, heading: str) -> None:
    end = glued_heading_end(text)
    assert end is not None
    assert text[:end] == heading


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开。全年发布信息三百条。",
        "（二）在主动公开方面下功夫，全年更新栏目六个。",
        "（一）2017年本级支出为五万元，用于宣传。",
        "1.公众查阅点指定区档案馆、区图书馆为查阅场所。",
        "一是主动公开情况良好2020年，全局发布信息。",
        "（三）截至2020年底，全局完成整改。",
        "（三）重点领域信息公开进一步强化。一是推进资金信息公开。",
    ],
)
def test_a_heading_that_cannot_be_told_stays_in_its_paragraph(text: str) -> None:
    assert glued_heading_end(text) is None


def test_a_sentence_that_begins_with_the_reporting_body_ends_a_glued_heading() -> None:
    text = "（二）加强平台建设云岫县水务局开设专栏四个。"
    assert glued_heading_end(text) is None
    assert text[: glued_heading_end(text, "云岫县水务局")] == "（二）加强平台建设"


def test_a_whole_section_in_one_line_is_cut_at_its_numbers() -> None:
    filler = "各单位对照清单逐项核查，按月汇总进度，发现漏项当日补正，并将结果报办公室备查。" * 5
    text = f"（二）主要做法1.健全机构。{filler}2.完善制度。{filler}3.开展培训。{filler}"
    pieces = Splitter().split(text)
    assert [piece[:7] for piece in pieces] == ["（二）主要做法", "1.健全机构。", "2.完善制度。", "3.开展培训。"]
    assert "".join(pieces) == text


def test_a_sound_paragraph_is_not_cut_at_the_items_it_lists() -> None:
    text = "1.信息处理费：本年度未收取。2.两个街道的申请已在其各自年报中反映。"
    assert Splitter().split(text) == [text]


def test_a_number_out_of_sequence_cuts_nothing() -> None:
    text = "会议部署三项工作。" + "各科室按照分工抓好落实。" * 50 + "（三）加强督查。" + "按季通报。" * 20
    assert Splitter().split(text) == [text]


def test_a_heading_at_the_end_of_a_block_is_cut_off() -> None:
    splitter = Splitter()
    splitter.split("（一）政府网站")
    assert splitter.split("全年更新信息三百条。 （二）政务微博") == ["全年更新信息三百条。", "（二）政务微博"]


def test_a_signature_at_the_end_of_a_block_is_cut_off() -> None:
    assert Splitter().split("工作常态化。 云岫县人民政府 2013年1月16日") == [
        "工作常态化。",
        "云岫县人民政府 2013年1月16日",
    ]


def test_sections_nest_by_the_form_of_their_numbers() -> None:
    outline = Outline()
    paths = []
    for heading in ("一、总体情况", "（一）主动公开", "1.网站", "2.公报", "（二）依申请公开", "二、主动公开情况"):
        outline.open(heading, None)
        paths.append(outline.path)
    assert paths[3] == ("一、总体情况", "（一）主动公开", "2.公报")
    assert paths[4] == ("一、总体情况", "（二）依申请公开")
    assert paths[5] == ("二、主动公开情况",)


def test_a_standard_heading_without_number_stands_over_numbered_ones() -> None:
    outline = Outline()
    for heading in ("概述", "（一）加强领导", "（二）完善制度"):
        outline.open(heading, None)
    assert outline.path == ("概述", "（二）完善制度")


def test_a_form_may_be_skipped() -> None:
    outline = Outline()
    for heading in ("一、总体情况", "1、体制机制", "2、平台建设"):
        outline.open(heading, None)
    assert outline.path == ("一、总体情况", "2、平台建设")


def test_a_run_in_heading_ends_the_section_of_its_elder_sibling() -> None:
    outline = Outline()
    outline.open("一、总体情况", None)
    outline.open("（一）主动公开", None)
    outline.pass_by("（二）依申请公开。全年收到申请三件。")
    assert outline.path == ("一、总体情况",)
