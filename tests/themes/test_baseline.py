"""What the shipped tagger says of passages, with and without headings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import log

import numpy as np
import pytest

from nlp.themes import ASPECTS, THEMES, Passage, load
from nlp.themes.baseline import LinearTagger
from nlp.themes.features import BLOCKS, Vocabulary, features
from nlp.themes.plain import plain
from nlp.themes.scores import softmax

PASSAGES = {
    "mechanism": "镇里成立领导小组，镇长任组长，明确党政办一名专职人员负责，制定工作制度三项。",
    "proactive": "全年主动公开政府信息1,203条，发布政策解读26篇，公示行政处罚决定88件。",
    "on_request": "本年新收政府信息公开申请14件，均在法定期限内答复，没有引发行政复议和行政诉讼。",
    "management": "严格执行先审后发，拟稿时标注公文公开属性，做好保密审查，修订公开指南和目录。",
    "platform": "门户网站完成改版，优化检索功能；公众号关注人数达3万；便民大厅建成政务公开专区。",
    "supervision": "将政务公开纳入绩效考核，开展季度检查和第三方评估，组织业务培训2期。",
    "problems": "仍存在一些不足：解读形式不够丰富，栏目更新不够及时，经办人员业务能力有待提高。",
    "other": "本年度未收取信息处理费，没有其他需要报告的事项。",
}


@pytest.mark.parametrize(("theme", "text"), PASSAGES.items())
def test_a_plain_paragraph_gets_its_theme_without_headings(theme: str, text: str) -> None:
    (tag,) = load("baseline").tag([Passage(text)])
    assert tag.theme == theme


@pytest.mark.parametrize(("theme", "text"), PASSAGES.items())
def test_a_heading_that_does_not_fit_misleads_nobody(theme: str, text: str) -> None:
    wrong = "三、收到和处理政府信息公开申请情况" if theme != "on_request" else "一、总体情况"
    (tag,) = load("baseline").tag([Passage(text, (wrong,))])
    assert tag.theme == theme


def test_a_shortcoming_and_a_plan_are_told_apart() -> None:
    told, planned = load("baseline").tag(
        [
            Passage("目前还有薄弱环节，主要是基层信息更新不及时、专业人手不足。"),
            Passage("针对上述问题，下一步将健全更新机制，加强业务培训，进一步提高公开水平。"),
        ]
    )
    assert (told.theme, told.aspect) == ("problems", "problem")
    assert (planned.theme, planned.aspect) == ("problems", "improvement")


def test_only_problems_have_an_aspect() -> None:
    for tag in load("baseline").tag([Passage(text) for text in PASSAGES.values()]):
        assert (tag.aspect in ASPECTS) == (tag.theme == "problems")


def test_scores_are_probabilities_and_confidence_is_the_highest() -> None:
    for tag in load("baseline").tag([Passage(text) for text in PASSAGES.values()]):
        assert list(tag.scores) == list(THEMES)
        assert sum(tag.scores.values()) == pytest.approx(1)
        assert tag.confidence == tag.scores[tag.theme] == max(tag.scores.values())


@pytest.mark.parametrize("text", ["", " ", "。", "𠀀", "abc"])
def test_a_passage_without_known_words_gets_an_unsure_answer(text: str) -> None:
    (tag,) = load("baseline").tag([Passage(text)])
    assert tag.theme in THEMES
    assert tag.confidence < 0.9


def test_no_passage_gives_no_tag() -> None:
    assert load("baseline").tag([]) == []


def test_one_tagger_serves_many_threads() -> None:
    tagger, passages = load("baseline"), [Passage(text) for text in PASSAGES.values()]
    alone = tagger.tag(passages)
    with ThreadPoolExecutor(8) as pool:
        assert all(tags == alone for tags in pool.map(tagger.tag, [passages] * 16))


def test_numbers_addresses_and_marks_do_not_matter() -> None:
    assert plain("受理１２件[image: ]，见 https://a.example.cn/b") == plain("受理 3,400 件，见https://b.example.cn/")


def test_a_heading_says_the_same_under_any_numbering() -> None:
    given = {
        numbering: features(Passage("", (f"{numbering}主动公开",)))["heading"] for numbering in ("一、", "（二）", "3.")
    }
    assert len({tuple(found) for found in given.values()}) == 1


def test_each_kind_of_feature_has_its_weight_as_length() -> None:
    import numpy as np

    found = features(Passage("受理申请", ("依申请公开",)))
    names = sorted({name for block in found.values() for name in block})
    vocabulary = Vocabulary({name: i for i, name in enumerate(names)}, np.ones(len(names), np.float32))
    columns, values = vocabulary.vector(found)
    for block, weight in BLOCKS.items():
        own = {vocabulary.index[name] for name in found[block]}
        length = sum(v * v for c, v in zip(columns, values, strict=True) if c in own) ** 0.5
        assert length == pytest.approx(weight)


@pytest.mark.parametrize(("temperature", "ratio"), [(1.0, 9.0), (2.0, 3.0)])
def test_the_temperature_divides_the_scores_before_they_become_probabilities(temperature: float, ratio: float) -> None:
    tagger = load("baseline")
    assert isinstance(tagger, LinearTagger)
    offsets = np.zeros(len(THEMES), dtype=np.float32)
    offsets[-1] = log(9.0)
    flat = replace(tagger, weights=np.zeros_like(tagger.weights), offsets=offsets, temperature=temperature)
    (tag,) = flat.tag([Passage(PASSAGES["proactive"])])
    assert sum(tag.scores.values()) == pytest.approx(1)
    assert tag.scores["other"] / tag.scores["mechanism"] == pytest.approx(ratio)
    assert (tag.theme, tag.confidence) == ("other", tag.scores["other"])


def test_probabilities_are_in_the_ratio_of_the_exponentials() -> None:
    assert softmax(np.array([0.0, log(3.0)])) == pytest.approx([0.25, 0.75])
    assert softmax(np.array([[1000.0, 1000.0], [0.0, log(4.0)]])) == pytest.approx(np.array([[0.5, 0.5], [0.2, 0.8]]))
