"""Near-duplicates: what counts as the same paragraph and what does not."""

from __future__ import annotations

import random

import pytest

from nlp.corpora import Text, near_duplicates
from nlp.corpora.duplicates import near_duplicates_between, normal

COPIES = [
    # the same paragraph by another body, of another year, with other numbers and another hand
    Text("a", "2019年，云岚县水务局共受理申请32件，其中网络申请20件，均按期答复。", "云岚县水务局"),
    Text("b", "2022年，望泽市档案局共受理申请一百零五件，其中网络申请17件，均按期答复。", "望泽市档案局"),
    Text("c", "２０２０年，我镇共受理申请3件，其中网络申请1件，均按期答复。", "溪口镇人民政府"),
]
OTHERS = [
    Text("d", "网站改版后检索更快，长者模式字号加大，全年访问量比上年增长四成。", "云岚县水务局"),
    Text("e", "受理窗口设在办公楼一层，由办公室负责登记，疑难件提交局务会研究后答复。", "云岚县水务局"),
]


@pytest.mark.parametrize("other", COPIES[1:])
def test_names_and_numbers_make_no_text_another(other: Text) -> None:
    (pair,) = near_duplicates([COPIES[0], *OTHERS, other])
    assert (pair.first, pair.second) == ("a", other.key)
    assert pair.shared == 1


def test_other_texts_on_the_same_matter_are_no_duplicates() -> None:
    assert near_duplicates([COPIES[0], *OTHERS]) == []


def test_half_of_a_text_in_common_is_the_limit() -> None:
    common, one, two = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", "春夏秋冬" * 2, "东南西北" * 2
    texts = [Text("one", common + one), Text("two", common + two)]
    (pair,) = near_duplicates(texts, alike=0.4)
    # 16 grams are in the common part; each text adds those that reach into its own, the last of which repeat.
    assert pair.shared == pytest.approx(16 / (16 + 8 + 8))
    assert near_duplicates(texts, alike=0.51) == []


def test_two_keys_out_of_one_key_in_are_never_mixed_up() -> None:
    pairs = near_duplicates_between([Text("ours", COPIES[1].text, COPIES[1].body)], [COPIES[0], *OTHERS])
    assert [(pair.first, pair.second) for pair in pairs] == [("ours", "a")]


def test_duplicates_among_the_others_are_not_asked_for() -> None:
    assert near_duplicates_between([OTHERS[0]], COPIES) == []


def test_short_texts_are_compared_as_wholes() -> None:
    assert len(near_duplicates([Text("a", "无。"), Text("b", "无")])) == 1
    assert near_duplicates([Text("a", "无。"), Text("b", "有")]) == []


def test_every_pair_that_an_exact_comparison_finds_is_found() -> None:
    choice = random.Random(7)  # noqa: S311 - not a secret, only repeatable
    letters = "信息公开网站申请答复培训考核解读目录审查机制平台监督保障领导发布"
    base = ["".join(choice.choices(letters, k=60)) for _ in range(20)]
    texts = []
    for number, text in enumerate(base):
        texts.append(Text(f"{number}", text))
        at = choice.randrange(50)
        texts.append(Text(f"{number}'", text[:at] + "".join(choice.choices(letters, k=4)) + text[at + 4 :]))
    found = {(pair.first, pair.second) for pair in near_duplicates(texts)}
    assert found == {(f"{number}", f"{number}'") for number in range(20)}


def test_a_body_may_be_named_in_many_ways() -> None:
    forms = ("石梁县水务局公开", "石梁县公开", "石梁公开", "我局公开", "本局公开", "全县公开")
    assert {normal(text, "石梁县水务局") for text in forms} == {"公开"}
    assert normal("溪口县公开", "石梁县水务局") == "溪口县公开"
