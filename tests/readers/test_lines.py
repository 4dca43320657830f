"""Joining wrapped lines, and telling lines of a table from prose."""

from __future__ import annotations

import time

import pytest

from nlp.readers.lines import (
    clean,
    close_up,
    first_token,
    is_cut,
    is_heading,
    join_lines,
    looks_like_table,
    unwrap,
    wrap_of,
)

PARAGRAPH = (
    "银杏镇把公开工作列入全年要点，由办公室牵头，各村各站所配合，每季度检查一次栏目更新情况，发现问题当场交办，"
    "限期改正，全年检查四次，交办问题二十一个，都已改正。镇里还在便民大厅设置查阅点，配备电脑和打印机，"
    "方便群众自己查阅文件，全年接待群众三百多人次，解答咨询一百多件。"
)


def wrapped(paragraph: str, width: int = 24) -> list[str]:
    """As a page would set it: the first line two characters shorter, no closing mark at the beginning of a line."""
    lines, rest, room = [], paragraph, width - 2
    while rest:
        end = room
        while end < len(rest) and rest[end] in "，。、；：":
            end += 1
        lines.append(rest[:end])
        rest, room = rest[end:], width
    return lines


@pytest.mark.parametrize(
    "line",
    [
        "规章 3 0 5",
        "行政许可 447228",
        "12 0 0 3 1",
        "0",
        "/",
        "构",
        "结果维持结果纠正",
        "1．属于国家秘密",
        "+ 125",
        "等于第三项加第四项之和）",
        "（二）部分公开（区分处理的，只计这一情",
        "形，不计其他情形） 447 7 0",
        "甲 1 2 3 4",
    ],
)
def test_numbers_labels_and_parts_of_labels_look_like_a_table(line: str) -> None:
    assert looks_like_table(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "全年收到申请 3 件，办结 3 件。",
        "三、收到和处理政府信息公开申请情况",
        "镇里设置查阅点",
        "2020年1月15日",
        "一、总体情况",
        "其中 12 件 3 件 4 件已经办结。",
        "—",
    ],
)
def test_prose_and_headings_do_not(line: str) -> None:
    assert not looks_like_table(line)


def test_wrapped_paragraphs_are_joined_and_kept_apart_where_the_indent_was_lost() -> None:
    lines = wrapped(PARAGRAPH) * 3
    wrap = wrap_of(lines)
    assert wrap == 48
    assert unwrap(["一、总体情况", *lines], wrap) == ["一、总体情况", PARAGRAPH, PARAGRAPH, PARAGRAPH]


def test_table_lines_between_wrapped_lines_stay_alone() -> None:
    wrap = wrap_of(wrapped(PARAGRAPH) * 2)
    assert wrap is not None
    lines = [*wrapped(PARAGRAPH), "行政处罚 3", "行政强制 0", *wrapped(PARAGRAPH)]
    assert unwrap(lines, wrap) == [PARAGRAPH, "行政处罚 3", "行政强制 0", PARAGRAPH]


def test_text_with_a_paragraph_a_line_is_not_wrapped() -> None:
    assert wrap_of([PARAGRAPH * n for n in (1, 2, 3)] * 5) is None
    assert wrap_of([PARAGRAPH[: 30 + 9 * n] + "。" for n in range(12)]) is None
    assert wrap_of([]) is None


def test_a_blank_stays_between_latin_words_only() -> None:
    assert join_lines("open", "data") == "open data"
    assert join_lines("电话：010-", "00006621") == "电话：010-00006621"
    assert close_up("共 22 件（ annual report ），增长 3 %") == "共22件（annual report），增长3 %"


def test_what_stands_together_is_one_token() -> None:
    assert [first_token(line) for line in ("4.5小时", "立“政策角”。", "〔2014〕27号", "“好差评”制度", "。")] == [
        "4.5",
        "立“政",
        "〔2014〕27",
        "“好",
        "。",
    ]


def test_a_sentence_cut_within_a_bracket_goes_on() -> None:
    assert is_cut("本镇努力让政务信息“看", "得懂、用得上”，方便群众。")
    assert not is_cut("本镇努力让政务信息“看得懂”", "方便群众“用得上”。")
    assert not is_cut("本镇努力让政务信息（看", "（一）平台）")
    assert not is_cut("“" + "长" * 90, "短”")


def test_a_heading_is_told_by_its_number_but_a_decimal_is_none() -> None:
    assert all(map(is_heading, ("一、总体情况", "（三）平台", "1.主动公开", "2、队伍", "第一部分 概述")))
    assert not any(map(is_heading, ("1.09亿元", "2020年", "一是加强领导", "三成以上")))


def test_marks_that_nobody_sees_are_taken_out() -> None:
    assert clean("\ufeff主\u200b动\x00公\u2060开\u00ad") == "主动公开"


def test_long_lines_of_numbers_are_told_at_once() -> None:
    started = time.perf_counter()
    for _ in range(2000):
        looks_like_table("1  " * 60 + "x")
    assert time.perf_counter() - started < 2
