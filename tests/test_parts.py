"""What an extractor hands over: every shape that it may have, and one coded error for every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import nlp

PARAGRAPHS = ["青禾县人民政府2022年政府信息公开工作年度报告", "一、总体情况", "全年公示行政许可48件，行政处罚12件。"]
ROWS = [["信息内容", "本年处理决定数量"], ["行政许可", "48"], ["行政处罚", 12]]


@pytest.fixture(scope="module")
def analyzer() -> nlp.Analyzer:
    return nlp.Analyzer()


def rows() -> Iterator[Iterator[object]]:
    return (iter(row) for row in ROWS)


@pytest.mark.parametrize("tables", [[ROWS], (ROWS,), iter([ROWS]), [rows()], [[[*ROWS[0], None], *ROWS[1:]]]])
def test_tables_are_rows_of_any_iterable(analyzer: nlp.Analyzer, tables: object) -> None:
    analysis = analyzer.analyze_parts(iter(PARAGRAPHS), tables)  # type: ignore[arg-type]
    assert [claim.verdict for claim in analysis.claims] == ["match", "match"]


def test_no_tables_is_none_or_nothing(analyzer: nlp.Analyzer) -> None:
    assert analyzer.analyze_parts(PARAGRAPHS, None).claims == analyzer.analyze_parts(PARAGRAPHS).claims


@pytest.mark.parametrize(
    "call",
    [
        lambda a: a.analyze_parts(None),
        lambda a: a.analyze_parts(5),
        lambda a: a.analyze_parts("全年公示行政许可48件。"),
        lambda a: a.analyze_parts([None]),
        lambda a: a.analyze_parts(PARAGRAPHS, 5),
        lambda a: a.analyze_parts(PARAGRAPHS, ["行政许可"]),
        lambda a: a.analyze_parts(PARAGRAPHS, [[b"ab"]]),
        lambda a: a.analyze_parts(PARAGRAPHS, [[[{}]]]),
        lambda a: a.analyze(None),
        lambda a: a.analyze(5),
        lambda a: a.tag("不是一个列表"),
        lambda a: a.tag([None]),
    ],
)
def test_other_shapes_are_one_coded_error(analyzer: nlp.Analyzer, call: Callable[[nlp.Analyzer], object]) -> None:
    with pytest.raises(nlp.StructureError, match="E202"):
        call(analyzer)


def test_bytes_may_be_a_bytearray_or_a_view(analyzer: nlp.Analyzer) -> None:
    data = "\n".join(PARAGRAPHS).encode()
    plain = analyzer.analyze(data, "a.txt")
    assert analyzer.analyze(bytearray(data), "a.txt") == plain  # type: ignore[arg-type]
    assert analyzer.analyze(memoryview(data), "a.txt") == plain  # type: ignore[arg-type]


def test_what_is_no_character_does_not_reach_the_json(analyzer: nlp.Analyzer) -> None:
    analyzer.analyze_parts([*PARAGRAPHS, "收到来信\ud8003件。"]).to_json().encode("utf-8")


def test_more_text_than_a_person_writes_is_refused() -> None:
    small = nlp.Analyzer(limits=nlp.Limits(characters=100))
    with pytest.raises(nlp.ReadError, match="E119"):
        small.analyze_parts(["全年公示行政许可48件。" * 20])


def test_the_cap_on_text_counts_every_character() -> None:
    text = "全年公示行政许可48件。"
    assert nlp.Analyzer(limits=nlp.Limits(characters=len(text))).analyze_parts([text]).claims
    with pytest.raises(nlp.ReadError, match=f"E119.* {len(text) - 1} "):
        nlp.Analyzer(limits=nlp.Limits(characters=len(text) - 1)).analyze_parts([text])


def test_an_empty_model_name_is_no_model() -> None:
    with pytest.raises(nlp.ModelError, match="E301"):
        nlp.Analyzer("")


def test_a_sentence_that_is_its_paragraph_has_its_theme(analyzer: nlp.Analyzer) -> None:
    for paragraph in analyzer.analyze_parts(PARAGRAPHS).paragraphs:
        assert len(paragraph.sentences) == 1
        assert paragraph.sentences[0].theme == paragraph.theme


def test_each_of_several_sentences_has_a_theme_of_its_own(analyzer: nlp.Analyzer) -> None:
    texts = ("全年收到政府信息公开申请14件，均按期答复。", "县政府网站完成改版，公众号粉丝突破三万人。")
    (paragraph,) = analyzer.analyze_parts(["".join(texts)]).paragraphs
    assert [(s.start, s.end) for s in paragraph.sentences] == [(0, len(texts[0])), (len(texts[0]), len("".join(texts)))]
    assert [s.theme for s in paragraph.sentences] == ["on_request", "platform"]
