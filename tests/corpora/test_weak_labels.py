"""Weak labels: what a heading says, where it stands, and how sure that is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.corpora.headings import OUTER, PROBLEMS, RULES, run_in_end, weak_label
from nlp.corpora.kinds import kind_of
from nlp.themes import THEMES

SHARED = Path(__file__).parents[2].parent / "shared"
TEXT = "一年来，各项任务有序推进，成效逐步显现。"


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("二、主动公开政府信息情况", "proactive"),
        ("（二）主动公开政府信息的主要形式", "platform"),
        ("三、收到和处理政府信息公开申请情况", "on_request"),
        ("（三）依申请公开答复情况", "on_request"),
        ("五、行政复议及行政诉讼情况", "on_request"),
        ("六、政府信息公开的收费及减免情况", "other"),
        ("七、其他需要报告的事项", "other"),
        ("（三）政府信息管理方面", "management"),
        ("（二）修改完善公开目录", "management"),
        ("（四）平台建设", "platform"),
        ("3.用好政务新媒体", "platform"),
        ("（五）监督保障", "supervision"),
        ("（二）抓培训、强队伍", "supervision"),
        ("（一）加强组织领导", "mechanism"),
        ("2.推进价格和收费信息公开", "proactive"),
        ("（一）重点领域公开", "proactive"),
    ],
)
def test_headings_give_the_theme(heading: str, theme: str) -> None:
    label = weak_label(["一、总体情况", heading], TEXT)
    assert label is not None
    assert label.theme == theme
    assert label.aspect is None
    assert label.why.startswith("heading ")
    assert label.run_in == 0


@pytest.mark.parametrize("heading", ["一、总体情况", "一、概述", "一、2016年工作基本情况", "一、引子"])
def test_headings_that_hold_everything_give_no_label(heading: str) -> None:
    assert weak_label([heading], TEXT) is None
    assert weak_label([], TEXT) is None


def test_a_run_in_heading_counts_before_those_above_and_is_cut_off() -> None:
    text = "（四）平台建设。县政府网站改版，首页突出检索。"
    label = weak_label(["二、主动公开情况"], text)
    assert label is not None
    assert (label.theme, text[label.run_in :]) == ("platform", "县政府网站改版，首页突出检索。")


@pytest.mark.parametrize(
    "text",
    [
        "（一）全年新收申请32件，均按期答复。",
        "一是加强领导。成立了小组。",
        "（一）加强领导。",
        "主动公开很多。后面还有话要说。",
    ],
)
def test_a_numbered_sentence_is_no_run_in_heading(text: str) -> None:
    assert run_in_end(text) == 0


def test_what_stands_under_the_problems_is_a_problem_whatever_its_own_heading_says() -> None:
    label = weak_label(["六、存在的主要问题及改进情况", "（一）平台建设"], "网站栏目更新有待加快，个别栏目长期不更新。")
    assert label is not None
    assert (label.theme, label.aspect) == ("problems", "problem")


@pytest.mark.parametrize(
    ("section", "text", "aspect"),
    [
        (["五、存在的主要问题及改进情况", "（一）存在的问题"], TEXT, "problem"),
        (["五、存在的主要问题及改进情况", "（二）下一步打算"], TEXT, "improvement"),
        (["五、存在的主要问题及改进情况"], "（二）改进措施。成立专班逐条整改。", "improvement"),
        (["五、存在问题"], "更新不够及时。", "problem"),
        (["五、问题与改进"], "针对上述情况，逐条列出清单，逐月销号，年底已全部完成。", "improvement"),
        (["五、问题与改进"], "解读形式单一，图解视频很少，群众看不懂；栏目更新慢。下一步抓紧改。", "problem"),
    ],
)
def test_the_innermost_words_tell_shortcomings_from_measures(section: list[str], text: str, aspect: str) -> None:
    label = weak_label(section, text)
    assert label is not None
    assert (label.theme, label.aspect) == ("problems", aspect)


def test_a_label_from_further_up_is_less_sure() -> None:
    near, far = weak_label(["二、主动公开情况"], TEXT), weak_label(["二、主动公开情况", "（一）春季"], TEXT)
    assert near is not None
    assert far is not None
    assert far.confidence == pytest.approx(near.confidence * OUTER, abs=0.005)


def test_every_rule_compiles_has_a_theme_and_a_confidence() -> None:
    for rule in (*RULES, PROBLEMS):
        re.compile(rule.pattern)
        assert rule.theme in THEMES
        assert 0.5 < rule.confidence < 1
    assert {rule.theme for rule in (*RULES, PROBLEMS)} == set(THEMES)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("石梁县人民政府", "county"),
        ("沂濛省人民政府", "province"),
        ("沂濛省商务厅", "province"),
        ("瀚海市人民政府", "city"),
        ("瀚海市临江区人民政府", "district"),
        ("溪口镇人民政府", "township"),
        ("锦华路街道办事处", "street"),
        ("望潮新区管理委员会", "zone"),
        ("云岚县水务局", "bureau"),
        ("瀚海市市场监管局", "bureau"),
        ("滨澜海关", "vertical"),
        ("国家气候资料管理局", "ministry"),
        ("渭阳理工学院", "university"),
        ("临沭市第二人民医院", "hospital"),
    ],
)
def test_the_sort_of_a_body_is_in_its_name(body: str, kind: str) -> None:
    assert kind_of(body) == kind
