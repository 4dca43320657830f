from __future__ import annotations

import io
import itertools
import re
from pathlib import Path

import pytest

from nlp.document import TableBlock, TextBlock
from nlp.errors import ReadError
from nlp.readers.docx import read_docx
from nlp.readers.limits import Limits
from nlp.readers.numbering import format_number

DEVSET = Path(__file__).parents[3] / "shared" / "devset"


def blocks_of(data):
    return read_docx(data, "年报.docx", Limits())[0]


def texts(data):
    return [block.text for block in blocks_of(data) if isinstance(block, TextBlock)]


def tables(data):
    return [block for block in blocks_of(data) if isinstance(block, TableBlock)]


def places(table):
    return [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in table.cells]


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def tc(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def numbered(text, level=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def lvl(level, form, text, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def style(key, more="", name="", based_on="", kind="paragraph", default=False):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{first}><w:name w:val="{name or key}"/>{base}'
        f"<w:pPr>{more}</w:pPr></w:style>"
    )


# Text


def test_runs_of_a_sentence_are_joined(docx):
    assert texts(docx(f"<w:p>{run('公开信息4,')}{run('862')}{run('条。')}</w:p>")) == ["公开信息4,862条。"]


def test_text_and_tables_come_in_document_order(docx):
    body = p("前") + tbl([tc(p("规章")), tc(p("3"))]) + p("后")
    kinds = [type(block).__name__ for block in blocks_of(docx(body))]
    assert kinds == ["TextBlock", "TableBlock", "TextBlock"]


def test_empty_paragraphs_give_no_block(docx):
    assert texts(docx(p("") + p(" \u3000\u00a0 ") + p("一"))) == ["一"]


@pytest.mark.parametrize("sign", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>'])
def test_a_break_in_a_paragraph_begins_a_new_block(docx, sign):
    assert texts(docx(f"<w:p>{run('一、总体情况')}<w:r>{sign}</w:r>{run('全年')}</w:p>")) == ["一、总体情况", "全年"]


def test_a_tab_is_a_blank(docx):
    assert texts(docx(f"<w:p>{run('规章')}<w:r><w:tab/></w:r>{run('3')}</w:p>")) == ["规章 3"]


def test_a_line_end_within_a_run_is_no_break(docx):
    assert texts(docx(p("主动\n公开"))) == ["主动 公开"]


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink r:id="x">{}</w:hyperlink>',
        "<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        '<w:ins w:id="1" w:author="a">{}</w:ins>',
        '<w:moveTo w:id="1" w:author="a">{}</w:moveTo>',
        '<w:customXml w:element="n">{}</w:customXml>',
        '<w:ins w:id="1" w:author="a"><w:hyperlink>{}</w:hyperlink></w:ins>',
    ],
)
def test_text_within_a_wrapper_is_kept(docx, wrapped):
    body = f"<w:p>{run('受理')}{wrapped.format(run('32件'))}{run('申请')}</w:p>"
    assert texts(docx(body)) == ["受理32件申请"]


@pytest.mark.parametrize(
    "removed",
    [
        '<w:del w:id="1" w:author="a"><w:r><w:delText>原稿99件</w:delText></w:r></w:del>',
        '<w:del w:id="1" w:author="a"><w:r><w:t>原稿99件</w:t></w:r></w:del>',
        '<w:moveFrom w:id="1" w:author="a"><w:r><w:t>移走</w:t></w:r></w:moveFrom>',
        '<w:ins w:id="1" w:author="a"><w:del w:id="2" w:author="b"><w:r><w:t>先加后删</w:t></w:r></w:del></w:ins>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>',
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r><w:drawing/></w:r><w:r><w:pict/></w:r>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(docx, removed):
    assert texts(docx(f"<w:p>{run('受理')}{removed}{run('32件')}</w:p>")) == ["受理32件"]


def test_hidden_text_that_is_turned_off_is_seen(docx):
    assert texts(docx('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r></w:p>')) == ["可见"]


def test_a_paragraph_whose_end_was_deleted_runs_on_in_the_next(docx):
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert texts(docx(p("全年受理", mark) + p("32件。") + p("完"))) == ["全年受理32件。", "完"]


def test_a_paragraph_whose_end_was_deleted_at_the_end_of_the_body_is_kept(docx):
    assert texts(docx(p("末段", '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'))) == ["末段"]


@pytest.mark.parametrize("levels", [1, 3])
def test_paragraphs_in_content_controls_are_kept(docx, levels):
    body = (
        "<w:sdt><w:sdtContent>" * levels + p("内") + tbl([tc(p("甲")), tc(p("1"))]) + "</w:sdtContent></w:sdt>" * levels
    )
    assert len(blocks_of(docx(body + p("外")))) == 3


def test_a_text_box_is_read_once(docx):
    box = f"<w:txbxContent>{p('发文机关标志')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('正文')}</w:p>"
    )
    assert texts(docx(body)) == ["正文", "发文机关标志"]


def test_headers_footers_footnotes_and_comments_are_left_out(docx):
    other = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + p("页眉") + "</w:hdr>"
    data = docx(p("正文"), word__header1=other, word__footer1=other, word__footnotes=other, word__comments=other)
    assert texts(data) == ["正文"]


def test_a_table_of_contents_is_left_out(docx):
    body = p("一、总体情况1", '<w:pStyle w:val="11"/>') + p("一、总体情况")
    assert texts(docx(body, styles=style("11", name="toc 1"))) == ["一、总体情况"]


def test_a_part_in_another_format_is_reported(docx):
    _, warnings = read_docx(docx(p("正文") + '<w:altChunk r:id="x"/>'), "年报.docx", Limits())
    assert len(warnings) == 1


def test_a_document_saved_as_strict_open_xml_is_read(docx):
    main = docx(p("正文") + tbl([tc(p("甲")), tc(p("1"))]))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(main)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in parts.items()
    }
    assert strict["word/document.xml"] != parts["word/document.xml"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, part in strict.items():
            target.writestr(name, part)
    assert blocks_of(buffer.getvalue()) == blocks_of(main)


# Levels


def test_heading_styles_and_outline_levels_give_the_level(docx):
    styles = (
        style("1", '<w:outlineLvl w:val="0"/>', "heading 1")
        + style("own", based_on="1", name="我的标题")
        + style("2", name="heading 2")
        + style("body", '<w:outlineLvl w:val="9"/>', based_on="1")
    )
    body = (
        p("甲", '<w:pStyle w:val="1"/>')
        + p("乙", '<w:pStyle w:val="own"/>')
        + p("丙", '<w:pStyle w:val="2"/>')
        + p("丁", '<w:pStyle w:val="body"/>')
        + p("戊", '<w:outlineLvl w:val="2"/>')
        + p("己")
    )
    assert [block.level for block in blocks_of(docx(body, styles=styles))] == [1, 1, 2, None, 3, None]


def test_numbering_alone_is_no_heading(docx):
    assert blocks_of(docx(numbered("事项"), numbering=lists(lvl(0, "decimal", "%1.")))) == [TextBlock("1. 事项", None)]


# Numbers that Word writes


def test_headings_that_word_numbers_have_their_number(docx):
    numbering = lists(
        lvl(0, "chineseCountingThousand", "%1、"), lvl(1, "chineseCounting", "（%2）"), lvl(2, "decimal", "%3.")
    )
    body = (
        numbered("总体情况")
        + numbered("主动公开", 1)
        + numbered("规章", 2)
        + numbered("文件", 2)
        + numbered("依申请公开", 1)
        + numbered("申请", 2)
        + numbered("问题")
        + numbered("不足", 1)
    )
    assert texts(docx(body, numbering=numbering)) == [
        "一、总体情况",
        "（一）主动公开",
        "1. 规章",
        "2. 文件",
        "（二）依申请公开",
        "1. 申请",
        "二、问题",
        "（一）不足",
    ]


def test_a_number_of_several_levels(docx):
    numbering = lists(lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    body = numbered("甲") + numbered("乙") + numbered("丙", 1) + numbered("丁", 1)
    assert texts(docx(body, numbering=numbering)) == ["第一章 甲", "第二章 乙", "2.1 丙", "2.2 丁"]


def test_a_lower_level_may_go_on_counting(docx):
    going_on = '<w:lvlRestart w:val="0"/>'
    numbering = lists(lvl(0, "decimal", "%1、"), lvl(1, "decimal", "（%2）", more=going_on))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert texts(docx(body, numbering=numbering)) == ["1、甲", "（1）乙", "2、丙", "（2）丁"]


def test_a_second_list_goes_on_unless_it_starts_anew(docx):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered(f"第{n}段", number=n) for n in (1, 2, 3, 3))
    found = texts(docx(body, numbering=lists(lvl(0, "decimal", "%1、"), nums=nums)))
    assert [text.split("、")[0] for text in found] == ["1", "2", "5", "6"]


def test_a_list_may_change_a_level_of_its_pattern(docx):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + lvl(0, "decimalEnclosedCircle", "%1", start=3)
        + "</w:lvlOverride></w:num>"
    )
    assert texts(docx(numbered("甲"), numbering=lists(lvl(0, "decimal", "%1、"), nums=nums))) == ["③甲"]


def test_a_style_numbers_its_paragraphs(docx):
    numbering = lists(
        lvl(0, "chineseCounting", "%1、", more='<w:pStyle w:val="1"/>'),
        lvl(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="2"/>'),
    )
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("1", number, "heading 1")
        + style("2", number, "heading 2", based_on="1")
        + style("3", name="derived", based_on="2")
        + style("4", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="1")
    )
    body = "".join(p(text, f'<w:pStyle w:val="{key}"/>') for text, key in zip("甲乙丙丁戊己", "122314", strict=True))
    assert texts(docx(body, numbering=numbering, styles=styles)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "（三）丁",
        "二、戊",
        "己",
    ]


def test_the_default_style_may_number(docx):
    styles = style("a", '<w:numPr><w:numId w:val="1"/></w:numPr>', default=True)
    assert texts(docx(p("甲") + p("乙"), numbering=lists(lvl(0, "decimal", "%1、")), styles=styles)) == [
        "1、甲",
        "2、乙",
    ]


def test_a_paragraph_takes_itself_out_of_its_styles_list(docx):
    styles = style("1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = p("甲", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(docx(body, numbering=lists(lvl(0, "decimal", "%1、")), styles=styles)) == ["甲"]


def test_a_list_defined_by_a_numbering_style(docx):
    numbering = (
        lists(lvl(0, "chineseCounting", "%1、"))
        + '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="n"/></w:abstractNum>'
        + '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = style("n", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert texts(docx(numbered("甲", number=9), numbering=numbering, styles=styles)) == ["一、甲"]


def test_bullets_are_no_text(docx):
    assert texts(docx(numbered("甲"), numbering=lists(lvl(0, "bullet", "\uf0b7")))) == ["甲"]


def test_a_deleted_paragraph_is_not_counted(docx):
    gone = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    )
    body = numbered("甲") + gone + numbered("乙")
    assert texts(docx(body, numbering=lists(lvl(0, "decimal", "%1、")))) == ["1、甲", "2、乙"]


@pytest.mark.parametrize("number", ["5", "x", ""])
def test_a_list_that_is_not_defined_gives_no_number(docx, number):
    assert texts(docx(numbered("甲", number=number), numbering=lists(lvl(0, "decimal", "%1、")))) == ["甲"]


@pytest.mark.parametrize(
    ("name", "number", "written"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 111, "百十一"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 2, "丑"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 4, "IV"),
        ("none", 1, ""),
        ("no such format", 7, "7"),
        ("chineseCounting", 0, "0"),
    ],
)
def test_number_formats(name, number, written):
    assert format_number(number, name) == written


# Tables


def test_merged_cells_have_their_spans(docx):
    body = tbl(
        [tc(p("项目"), '<w:vMerge w:val="restart"/>'), tc(p("申请人"), '<w:gridSpan w:val="2"/>')],
        [tc(p(""), "<w:vMerge/>"), tc(p("自然人")), tc(p("总计"))],
        [tc(p(""), '<w:vMerge w:val="continue"/>'), tc(p("3")), tc(p(""))],
    )
    assert places(tables(docx(body))[0]) == [
        ("项目", 0, 0, 3, 1),
        ("申请人", 0, 1, 1, 2),
        ("自然人", 1, 1, 1, 1),
        ("总计", 1, 2, 1, 1),
        ("3", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]


def test_two_vertical_merges_under_one_another_stay_two(docx):
    first, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        *(
            [tc(p(text), merge), tc(p(n))]
            for text, merge, n in [("甲", first, "1"), ("", on, "2"), ("乙", first, "3"), ("", on, "4")]
        )
    )
    assert [place for place in places(tables(docx(body))[0]) if place[2] == 0] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 2, 0, 2, 1),
    ]


def test_a_merge_that_goes_on_from_nothing_is_a_cell(docx):
    body = tbl([tc(p("甲"), "<w:vMerge/>"), tc(p("1"))])
    assert places(tables(docx(body))[0])[0] == ("甲", 0, 0, 1, 1)


def test_cells_merged_in_the_old_way(docx):
    body = tbl(
        [tc(p("甲"), '<w:hMerge w:val="restart"/>'), tc(p(""), "<w:hMerge/>"), tc(p("1"))],
        [tc(p("乙")), tc(p("2")), tc(p("3"))],
    )
    assert places(tables(docx(body))[0])[:2] == [("甲", 0, 0, 1, 2), ("1", 0, 2, 1, 1)]


def test_a_row_that_begins_further_right(docx):
    second = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc(p('2'))}</w:tr>"
    table = f"<w:tbl><w:tr>{tc(p('甲'))}{tc(p('1'))}</w:tr>{second}</w:tbl>"
    assert places(tables(docx(table))[0])[2] == ("2", 1, 1, 1, 1)


def test_rows_and_cells_in_content_controls_are_kept(docx):
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    cell = wrap(tc(p("甲"))) + tc(wrap(p("1")))
    table = f"<w:tbl>{wrap(f'<w:tr>{cell}</w:tr>')}<w:tr>{tc(p('乙'))}{tc(p('2'))}</w:tr></w:tbl>"
    assert [c.text for c in tables(docx(table))[0].cells] == ["甲", "1", "乙", "2"]


def test_a_row_that_was_deleted_is_left_out(docx):
    gone = f"<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>{tc(p('旧'))}{tc(p('9'))}</w:tr>"
    table = f"<w:tbl><w:tr>{tc(p('甲'))}{tc(p('1'))}</w:tr>{gone}</w:tbl>"
    assert len(tables(docx(table))[0].cells) == 2


def test_lines_of_one_cell_are_one_text(docx):
    body = tbl([tc(p("商业") + p("企业")), tc(p("1"))])
    assert tables(docx(body))[0].cells[0].text == "商业企业"


def test_a_table_in_a_data_table_follows_it(docx):
    inner = tbl([tc(p("丙")), tc(p("9"))])
    body = tbl([tc(p("甲")), tc(p("1"))], [tc(p("乙")), tc(p("2") + inner + p(""))], [tc(p("戊")), tc(p("3"))])
    found = tables(docx(body))
    assert [[c.text for c in table.cells] for table in found] == [["甲", "1", "乙", "2", "戊", "3"], ["丙", "9"]]


def test_a_frame_of_one_cell_is_no_table(docx):
    body = tbl([tc(p("一、总体情况") + p("全年公开信息。") + tbl([tc(p("甲")), tc(p("1"))]) + p("完"))])
    assert [getattr(block, "text", "table") for block in blocks_of(docx(body))] == [
        "一、总体情况",
        "全年公开信息。",
        "table",
        "完",
    ]


# Errors


def test_a_zip_that_is_no_word_document(archive):
    with pytest.raises(ReadError) as caught:
        read_docx(archive({"a.txt": "甲"}), "a.zip", Limits())
    assert caught.value.code == "E106"


def test_cells_are_limited(docx):
    with pytest.raises(ReadError) as caught:
        read_docx(docx(tbl([tc(p("甲"))] * 20)), "年报.docx", Limits(cells=10))
    assert caught.value.code == "E119"


# Against the development suite


def squashed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.skipif(not DEVSET.is_dir(), reason="the development suite is not beside the repository")
@pytest.mark.parametrize("name", ["d02", "d05", "d08", "d12"])
def test_every_paragraph_of_the_development_suite_is_a_block(name):
    import yaml

    gold = yaml.safe_load((DEVSET / "reports" / f"{name}.yaml").read_text("utf-8"))
    data = (DEVSET / "files" / f"{name}.docx").read_bytes()
    wanted = [gold["title"], *(block.get("heading") or block.get("para", "") for block in gold["blocks"])]
    found = [squashed(text) for text in texts(data)]
    assert found == [squashed(text) for text in wanted if text]
    assert len(tables(data)) == sum("table" in block for block in gold["blocks"])


def test_blocks_of_python_docx_come_as_written():
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("全年公开。")
    table = document.add_table(rows=2, cols=3)
    for (row, column), n in zip(itertools.product(range(2), range(3)), range(6), strict=True):
        table.cell(row, column).text = str(n)
    table.cell(0, 0).merge(table.cell(1, 1))
    buffer = io.BytesIO()
    document.save(buffer)
    blocks = blocks_of(buffer.getvalue())
    assert blocks[:2] == [TextBlock("一、总体情况", 1), TextBlock("全年公开。", None)]
    assert places(blocks[2])[0] == ("0 1 3 4", 0, 0, 2, 2)
