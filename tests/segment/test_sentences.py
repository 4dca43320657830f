from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.segment import sentences

PIECES = st.sampled_from(
    [
        *"。；，：！“”（） \u3000\n①",
        *(
            "全年",
            "公开",
            "32件",
            "一是",
            "二是",
            "首先，",
            "其次，",
            "（一）",
            "1.",
            "1.2万",
            "《条例》",
            "第二十条第（一）项",
            "统一",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


@given(TEXTS)
def test_spans_cover_every_visible_character_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(TEXTS)
def test_a_span_begins_and_ends_with_a_visible_character(text: str) -> None:
    for span in sentences(text):
        assert span.of(text) == span.of(text).strip() != ""


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_full_stops_cut() -> None:
    assert cut("全年收到申请3件。均已答复！") == ["全年收到申请3件。", "均已答复！"]


def test_first_second_third_cut_a_sentence_further() -> None:
    assert cut("主要问题：一是更新不及时；二是解读单一，三是人员不足。") == [
        "主要问题：",
        "一是更新不及时；",
        "二是解读单一，",
        "三是人员不足。",
    ]
    assert cut("首先，健全制度；其次，加强培训。") == ["首先，健全制度；", "其次，加强培训。"]
    assert cut("（一）未收取费用。（二）经费八万元。") == ["（一）未收取费用。", "（二）经费八万元。"]


def test_a_stop_inside_a_quotation_or_bracket_does_not_cut() -> None:
    assert cut("做到“有问必答。有诉必应”，群众满意。") == ["做到“有问必答。有诉必应”，群众满意。"]
    assert cut("设专区一处（地点在大厅。免费开放），效果好。") == ["设专区一处（地点在大厅。免费开放），效果好。"]


def test_a_quotation_mark_without_partner_does_not_swallow_the_rest() -> None:
    assert cut("“阳光工程全面推开。效果良好。") == ["“阳光工程全面推开。", "效果良好。"]


def test_an_article_reference_does_not_cut() -> None:
    assert len(sentences("按照第二十条，（一）项所列信息均已公开")) == 1
    assert len(sentences("大家认为，统一是大局")) == 1


def test_the_empty_text_has_no_sentences() -> None:
    assert sentences("") == sentences(" \u3000") == ()
