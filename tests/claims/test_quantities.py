"""What counts something in a paragraph, and what only looks like it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.claims.quantities import find_quantities
from nlp.claims.units import UNITS


def read(text: str) -> list[tuple[str, str]]:
    return [(str(q.value), q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "按照第十三条执行", "第二十条第（一）项", "第1项", "一是健全机制", "二是抓好落实", "推进一网通办",
        "统一答复口径", "一体化建设",
        "一方面加强学习", "进一步规范", "唯一渠道", "十分重视", "万一有误", "千方百计", "公开三公经费", "“三公”经费",
        "四个意识", "扫描二维码",
        "三安全一稳定", "2025年", "2025年度工作", "12月31日前", "9月印发", "上午9时开会", "12345热线办理",
        "拨打12345", "拨打110",
        "〔2021〕30号", "[2019]60号", "国办发〔2016〕8号", "第60号令", "望湖路58号", "电话0999-6620318",
        "邮编：600123", "a123@b456.example.cn",
        "http://www.b2.example.cn/3/45件", "二〇二〇年", "2019-2020学年", "十四五规划", "十四五期间", "十九大精神",
        "二十届三中全会", "建设5G基站",
        "7×24小时服务", "24小时自助服务", "在20个工作日内答复", "5日内", "3天内办结", "超期30天未更新", "一批制度",
        "一些单位", "一系列举措",
        "一定差距", "一次性告知", "一站式服务", "一窗受理", "一件事一次办", "一老一小", "一张网", "一键直达",
        "一图读懂", "一把手", "全国两会",
        "两手抓", "双公示", "三审三校", "落实“三个三”机制", "四级联动", "五位一体", "百姓关心", "千家万户",
        "万众创新", "一二三等", "第三季度",
        "三季度", "上半年", "1号楼14层", "1.健全机制", "（1）健全机制", "1、健全机制", "V2.0平台", "2.0版",
        "（2024版）", "《十项制度20条》",
        "“1+X”体系", "3+N", "24×7", "编号：20210305", "二次传播", "最后一公里", "每一件申请", "三级目录", "签订条约", "进入前10名",
        "",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("两次听取汇报", "2", "次"), ("26个试点领域", "26", "个"), ("三方面不足", "3", "方面"),
        ("三项工作", "3", "项"), ("16个县区", "16", "个"),
        ("缩短至5小时", "5", "小时"), ("得93.46分", "93.46", "分"), ("占4分", "4", "分"),
        ("提高2.5个百分点", "2.5", "个百分点"),
        ("占三成", "30", "%"), ("近三成因地址不详", "30", "%"), ("办结率100%", "100", "%"), ("收到0件", "0", "件"),
        ("收费0元", "0", "元"),
        ("12个语种", "12", "个"), ("428个项目", "428", "个"), ("浏览量为536万，", "5360000", ""),
        ("涉及80多单位", "80", ""),
        ("发布1400政策文件", "1400", ""), ("阅读量突破十万", "100000", ""), ("1.2万条", "12000", "条"),
        ("5.14亿元", "5.14", "亿元"),
        ("3,100余万元", "3100", "万元"), ("200万余元", "200", "万元"), ("2230元", "2230", "元"),
        ("1,264万人次", "12640000", "人次"),
        ("两千余台套", "2000", "台套"), ("4个班次", "4", "个班次"), ("3 期", "3", "期"), ("70家政府网站", "70", "家"),
        ("过亿次", "100000000", "次"),
        ("比例过半", "50", "%"), ("约三分之二", "66.7", "%"), ("百分之九十六点四", "96.4", "%"),
        ("1 234条", "1234", "条"),
        ("开展评估一次。", "1", "次"), ("其中一件经复议", "1", "件"), ("1次", "1", "次"),
        ("超出法定期限1天", "1", "天"), ("《公报》6期", "6", "期"),
    ],
)  # fmt: skip
def test_what_counts_something_is_a_quantity(text: str, value: str, unit: str) -> None:
    assert read(text) == [(value, unit)]


def test_groups_are_units() -> None:
    assert read("梳理20大类45个子项") == [("20", "大类"), ("45", "个")]


def test_a_unit_declared_for_a_list_holds_for_its_numbers() -> None:
    assert read("主要指标（单位：件）——申请总数86，当面18；传真2。另有9") == [("86", "件"), ("18", "件"), ("2", "件")]


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("近300个", "less"), ("超过520万件", "more"), ("约6条", "about"), ("300个左右", "about"), ("60%以上", "more"),
        ("不足60%", "less"),
        ("5%以下", "less"), ("不少于4次", "more"), ("通过3件", None), ("附近3个", None), ("条约6条", None),
        ("上百家", "more"), ("两三次", "more"),
        ("不超过8件", "less"),
    ],
)  # fmt: skip
def test_a_rough_word_beside_the_number_says_in_which_direction(text: str, approximation: str | None) -> None:
    [quantity] = find_quantities(text)
    assert quantity.approximation == approximation


def test_the_span_runs_from_the_rough_word_to_the_unit() -> None:
    text = "全年受理近300余个诉求，公开率百分之十二点五。"
    first, second = find_quantities(text)
    assert text[first.start : first.end] == "近300余个"
    assert text[first.number_start : first.number_end] == "300余"
    assert text[second.start : second.end] == "百分之十二点五"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("3.76万件", "100"), ("37,582件", "1"), ("5.14亿元", "0.01"), ("14万条", "10000"), ("300万元", "1"),
        ("12.5%", "0.1"),
    ],
)
def test_the_step_is_in_the_unit_of_the_value(text: str, step: str) -> None:
    [quantity] = find_quantities(text)
    assert quantity.step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每期800册", "每期"), ("日均应答300次", "日均"), ("每季度2次", "每季度"), ("应答300次", None),
        ("每期，800册", None),
    ],
)
def test_a_rate_names_what_it_is_counted_by(text: str, per: str | None) -> None:
    [quantity] = find_quantities(text)
    assert quantity.per == per


def test_a_word_that_begins_like_a_unit_is_no_unit() -> None:
    assert read("服务300项目") == [("300", "")]
    assert read("五期间") == []


def test_there_are_enough_units() -> None:
    assert len(UNITS) >= 120
    for unit in ("人次", "家次", "件次", "条次", "个百分点", "台套", "个班次", "期次", "篇", "册", "套"):
        assert read(f"共12{unit}")[0] == ("12", unit)


ALPHABET = "0123456789０９,.，．％%零〇一二三四五六七八九十两百千万亿廿几数余多半成点分之至-～"
ALPHABET += "条件个次元年月日号第（）()《》“”。、近约超过每均 aV+×@"


@given(st.text(alphabet=ALPHABET, max_size=80) | st.text(max_size=80))
def test_any_text_gives_spans_in_order_that_lie_in_it(text: str) -> None:
    last = 0
    for q in find_quantities(text):
        assert last <= q.start <= q.number_start < q.number_end <= q.end <= len(text)
        assert q.step > 0
        assert q.value.is_finite()
        last = q.end


@given(st.integers(2, 10**7), st.sampled_from(["件", "条", "人次", "个", "项", "期", "家次"]))
def test_a_count_written_in_a_sentence_is_found_exactly(n: int, unit: str) -> None:
    text = f"全年共办理{n:,}{unit}，均已办结"
    [quantity] = find_quantities(text)
    assert (quantity.value, quantity.unit) == (n, unit)
    assert text[quantity.start : quantity.end] == f"{n:,}{unit}"


def test_long_strings_of_digits_do_not_hang() -> None:
    texts = ("1" * 1_000_000, "a" * 200_000 + "1", "1." * 20_000, "《" * 99_999, "一" * 20_000, "（单位：件）1，" * 999)
    for text in texts:
        find_quantities(text)


@pytest.mark.parametrize(("text", "value"), [("公开信息 5500 余条", 5500), ("编发简报 300 多 件", 300), ("公开 12 条", 12)])
def test_blanks_that_a_pdf_sets_around_figures_hide_nothing(text: str, value: int) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.value == value
    assert quantity.approximation == (None if value == 12 else "more")
