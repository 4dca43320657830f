from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from nlp.document import TableBlock, TextBlock
from nlp.errors import ReadError
from nlp.readers.html import read_html
from nlp.readers.limits import Limits

DEVSET = Path(__file__).parents[3] / "shared" / "devset"

TITLE = "松溪县水务局2022年政府信息公开工作年度报告"
HEADINGS = ["一、总体情况", "（一）主动公开", "（二）依申请公开", "二、存在的主要问题及改进情况"]
PROSE = [
    "本报告由松溪县水务局编制，统计期限自2022年1月1日起至12月31日止。",
    "2022年，县水务局围绕供水保障、河道治理等重点工作，主动公开信息312条，其中政策文件18条，工作动态294条；政务微信推送87期。",
    "全年新收申请9件，上年结转1件，均已按期答复，未发生行政复议和行政诉讼。",
    "一是公开内容不够丰富，图解较少。二是个别科室报送不及时。下一步将加强培训，定期通报，做到应公开尽公开。",
]
LINES = [TITLE, PROSE[0], HEADINGS[0], HEADINGS[1], PROSE[1], HEADINGS[2], PROSE[2], HEADINGS[3], PROSE[3]]
ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "2", "", "7"],
]
TABLE = (
    "<table border=1>"
    + "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table>"
)
MENU = ["首页", "政务公开", "政务服务", "互动交流", "机构概况", "通知公告", "办事指南", "信息公开年报"]
LINKS = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(MENU))
FOOTER = "主办单位：松溪县水务局　网站标识码：0000000000　浙ICP备00000000号　联系电话：0000-0000000"


def blocks_of(page, name="年报.html", encoding="utf-8"):
    return read_html(page.encode(encoding), name, Limits())[0]


def texts(page):
    return [block.text for block in blocks_of(page) if isinstance(block, TextBlock)]


def tables(page):
    return [block for block in blocks_of(page) if isinstance(block, TableBlock)]


def body(inner):
    return f"<html><head><title>{TITLE}</title></head><body>{inner}</body></html>"


def places(table):
    return [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in table.cells]


def paragraphs(lines=tuple(LINES), tag="p"):
    return "".join(f"<{tag}>&nbsp;&emsp;{line}</{tag}>" for line in lines)


def broken(lines=tuple(LINES)):
    return "".join(f"　　{line}<br/>\n<BR>" for line in lines)


# Pages

PAGES = {
    "zoom": f"""<div class=top><ul>{LINKS}</ul></div><div class=bt>{TITLE}</div><div class=xl>发布日期：2023-01-10</div>
        <div id="zoom">{paragraphs(LINES[1:])}{TABLE}</div><div class=bottom>{FOOTER}</div>""",
    "ucap": f"""<div class=header><ul>{LINKS}</ul></div><div class="pages_content"><h1>{TITLE}</h1>
        <div id=UCAP-CONTENT class="pages-content"><span>{paragraphs(LINES[1:])}</span>{TABLE}</div>
        <div class=editor>责任编辑：某某</div></div><footer>{FOOTER}</footer>""",
    "trs": f"""<div>当前位置：<a>首页</a> &gt; <a>信息公开</a></div><div class=con_con><div class=TRS_Editor>
        <style>.TRS_Editor P{{}}</style><div class=Custom_UnionStyle>{paragraphs()}{TABLE}</div></div>
        <p>上一篇：<a>关于停水的通知</a></p><p>下一篇：没有了</p></div><div id=foot>{FOOTER}</div>""",
    "article tag": f"""<header><nav><ul>{LINKS}</ul></nav></header><main><article><h1>{TITLE}</h1>
        {paragraphs(LINES[1:])}<figure>{TABLE}</figure></article><aside><p>相关阅读</p><a>别的报告</a></aside></main>
        <footer><p>{FOOTER}</p></footer>""",
    "a form around everything": f"""<form id=aspnetForm><input type=hidden name=__VIEWSTATE value="一、不是正文。">
        <div id=menu>{"　".join(MENU)}</div><div><div>{paragraphs()}{TABLE}</div></div><div>{FOOTER}</div></form>""",
    "breaks in one box": f"""<div class=nav>{LINKS}</div><div class=content>{broken(LINES)}{TABLE}</div>
        <div class=share>分享到：<a>微信</a><a>微博</a></div><div class=copyright>{FOOTER}</div>""",
    "boxes only": f"""<div><ul>{LINKS}</ul></div><div><div>{paragraphs(tag="div")}{TABLE}</div></div>
        <div>版权所有：松溪县水务局</div>""",
    "a box a section": f"""<div class=crumbs><a>首页</a>&gt;<a>年报</a></div><div class=wrap><h2>{TITLE}</h2>
        <div class=sec><p>{PROSE[0]}</p></div>
        <div class=sec><h3>{HEADINGS[0]}</h3><div>{paragraphs(LINES[3:7])}</div></div>
        <div class=sec><h3>{HEADINGS[3]}</h3><p>{PROSE[3]}</p>{TABLE}</div></div><div class=footer>{FOOTER}</div>""",
    "sections beside one another": f"""<div class=nav>{LINKS}</div><div class=detail><h1>{TITLE}</h1>
        <div class=txt>{paragraphs(LINES[1:])}</div><div class=tb>{TABLE}</div></div>
        <div>地址：松溪县某路1号，电话：0000-0000000</div><div class=foot>{FOOTER}</div>""",
    "layout tables": f"""<table width=1000><tr><td><img src=top.jpg></td></tr><tr><td><table><tr>
        <td width=200><table>{"".join(f"<tr><td><a href=#>{word}</a></td></tr>" for word in MENU)}</table></td>
        <td><table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>{broken(LINES[1:])}<p>{TABLE}</p></td></tr>
        <tr><td align=right>【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table></td></tr></table></td></tr>
        <tr><td>{FOOTER}</td></tr></table>""",
    "font around everything": f"""<center><font size=5>{TITLE}</font></center><hr><font face=宋体>{broken(LINES[1:])}
        {TABLE}</font><p align=center>{FOOTER}</p>""",
    "no frame at all": paragraphs() + TABLE,
    "tags never closed": f"<ul>{LINKS}</ul><div class=main>" + "".join(f"<p><font>{line}" for line in LINES) + TABLE,
    "spans shown as boxes": f"<div class=menu>{LINKS}</div><div>"
    + "".join(f'<span style="display: block">{line}</span>' for line in LINES)
    + f"{TABLE}</div>",
    "a side bar of news": f"""<div class=main><div class=left><ul>{LINKS}</ul><h3>推荐阅读</h3><ul>
        {"".join(f"<li><a>关于做好第{n}号水库防汛工作的通知，请遵照执行。</a></li>" for n in range(30))}</ul></div>
        <div class=right><h2>{TITLE}</h2><div class=info>来源：松溪县水务局</div>{paragraphs(LINES[1:])}{TABLE}
        <div>扫一扫在手机打开当前页</div></div></div><div class=foot><p>{FOOTER}</p></div>""",
    "a hidden copy for phones": f"""<div class=pc>{paragraphs()}{TABLE}</div>
        <div style="display:none">{paragraphs()[:300]}</div><div>{FOOTER}</div>""",
    "shown by a script only": f"""<ul>{LINKS}</ul><div id=text style="display:none">{paragraphs()}{TABLE}</div>""",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_article_is_found_on_pages_of_many_kinds(page):
    found = texts(body(page))
    assert [line for line in found if line in LINES] == LINES
    assert len(tables(body(page))) == 1


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_furniture_comes_with_the_article(page):
    allowed = {*LINES, "发布日期：2023-01-10", "来源：松溪县水务局"}
    assert [line for line in texts(body(page)) if line not in allowed] == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_cell_of_the_table_keeps_its_place(page):
    wanted = [(cell, r, c, 1, 1) for r, row in enumerate(ROWS) for c, cell in enumerate(row)]
    assert places(tables(body(page))[0]) == wanted


def test_a_page_that_has_only_links_still_gives_its_text():
    assert "政务公开" in texts(body(f"<ul>{LINKS}</ul>"))


# Paragraphs


def test_line_breaks_part_paragraphs():
    assert texts(body(broken(PROSE))) == PROSE


def test_text_split_over_spans_is_one_paragraph():
    page = f"<p><span>{PROSE[1][:20]}</span>\n<span><b>{PROSE[1][20:25]}</b></span><font>{PROSE[1][25:]}</font></p>"
    assert texts(body(page)) == [PROSE[1]]


def test_a_number_split_over_lines_of_the_source_stays_a_number():
    page = "<p><span>公开信息4,8</span>\n<span>62条，增长9.\n6%，见 Annual\nReport。</span></p>"
    assert texts(body(page)) == ["公开信息4,862条，增长9.6%，见 Annual Report。"]


def test_a_whole_report_in_one_paragraph_is_kept():
    page = f"<div><ul>{LINKS}</ul></div><div class=c><p>{''.join(LINES * 20)}</p></div><div>{FOOTER}</div>"
    assert texts(body(page)) == ["".join(LINES * 20)]


def test_headings_have_their_level_and_other_lines_none():
    page = f"<h2>{TITLE}</h2><p>{PROSE[0]}</p><h4>{HEADINGS[0]}</h4>{PROSE[1]}"
    assert [block.level for block in blocks_of(body(page))] == [2, None, 4, None]


def test_ordered_lists_have_the_numbers_that_a_browser_writes():
    page = (
        f"<p>{PROSE[0]}</p><ol start=2><li>{PROSE[1]}</li><li><p>{PROSE[2]}</p></li></ol>"
        f'<ol style="list-style-type: cjk-ideographic"><li>{PROSE[3]}</li></ol>'
    )
    assert texts(body(page)) == [PROSE[0], "2. " + PROSE[1], "3. " + PROSE[2], "一、" + PROSE[3]]


def test_lines_of_preformatted_text_are_paragraphs():
    assert texts(body(f"<pre>{PROSE[0]}\n{PROSE[1]}</pre>")) == PROSE[:2]


def test_numbers_that_word_wrote_into_a_saved_page_are_kept():
    page = f"<p class=MsoNormal><![if !supportLists]><span>一、</span><![endif]>总体情况</p><p>{PROSE[0]}</p>"
    assert texts(body(page)) == [HEADINGS[0], PROSE[0]]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('<p>脚本里的段落，不是正文。</p><table><tr><td>1</td></tr></table>')</script>",
        "<script>var a = '</div><p>一、脚本</p>';</script>",
        "<style><!-- p { margin: 0 } --></style>",
        "<noscript><p>请启用脚本，谢谢。</p></noscript>",
        "<template><p>模板里的段落，不是正文。</p></template>",
        "<!-- <p>注释里的段落，不是正文。</p> -->",
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->",
        '<p style="color: red; DISPLAY : none">隐藏的段落，不是正文。</p>',
        "<p hidden>隐藏的段落，不是正文。</p>",
        '<span style="visibility:hidden">隐藏。</span>',
        "<select><option>2021年年报。</option></select><textarea>意见。</textarea><button>提交。</button>",
        "<iframe src=x>不支持框架。</iframe><svg><text>图。</text></svg>",
    ],
)
def test_what_a_browser_does_not_show_is_left_out(unseen):
    page = f"<div>{paragraphs(PROSE[:2])}{unseen}{paragraphs(PROSE[2:])}</div>"
    assert texts(body(page)) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政府信息公开 > 年报",
        "您现在的位置：首页 » 公开",
        "首页 > 政务公开 > 年报",
        "【打印】【关闭】",
        "【大 中 小】 打印本页 | 关闭窗口",
        "扫一扫在手机打开当前页",
        "分享到：微信 微博",
        "上一篇：关于停水的通知",
        "附件下载",
        "责任编辑：某某",
        "版权所有：松溪县水务局",
        "您是第 1029 位访客",
        "返回顶部",
    ],
)
def test_a_line_of_the_site_within_the_article_is_left_out(line):
    assert texts(body(f"<div>{paragraphs(PROSE)}<p>{line}</p></div>")) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "打印公开指南3000份，摆放在政务服务大厅。",
        "上一年结转2件。",
        "位置：政务服务大厅一楼公开专区",
        "分享到基层的典型经验3篇。",
        "附件下载量比上年增长12%。",
        "主办：承办业务科室12个。",
        "下载",
    ],
)
def test_a_sentence_that_resembles_furniture_stays_if_it_is_one(line):
    assert (line in texts(body(f"<div>{paragraphs(PROSE)}<p>{line}</p></div>"))) == (line != "下载")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "utf-8"),
        ("", "gb18030"),
    ],
)
def test_the_character_set_is_found_whatever_is_declared(declared, encoding):
    head = f"<head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head>"
    page = f"<html>{head}<body>{paragraphs(['镕' + PROSE[0]])}"
    assert blocks_of(page, encoding=encoding) == [TextBlock("镕" + PROSE[0])]


# Tables


def test_row_and_column_spans_become_places():
    page = """<table><tr><th rowspan=3>项目</th><th colspan=2>申请人</th><th rowspan="2">总计</th></tr>
        <tr><td>自然人<td>法人</tr><tr><td>3</td><td></td><td>3</td></tr></table>"""
    assert places(tables(body(page))[0]) == [
        ("项目", 0, 0, 3, 1),
        ("申请人", 0, 1, 1, 2),
        ("总计", 0, 3, 2, 1),
        ("自然人", 1, 1, 1, 1),
        ("法人", 1, 2, 1, 1),
        ("3", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
        ("3", 2, 3, 1, 1),
    ]


@pytest.mark.parametrize("name", ["colspan", "rowspan"])
@pytest.mark.parametrize("span", ["1000000000", "99999999999999999999", "-1", "0", "x", "", "２"])
def test_senseless_spans_do_not_reach_out_of_the_table(name, span):
    page = f"<table><tr><td {name}='{span}'>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    table = tables(body(page))[0]
    assert [c.text for c in table.cells] == ["甲", "1", "乙", "2"]
    assert all(c.column + c.colspan <= 1001 and c.row + c.rowspan <= 2 for c in table.cells)
    assert min(min(c.rowspan, c.colspan) for c in table.cells) >= 1


def test_rowspan_zero_reaches_to_the_end():
    page = "<table><tr><td rowspan=0>甲<td>1</tr><tr><td>2</tr><tr><td>3</tr></table>"
    assert places(tables(body(page))[0])[0] == ("甲", 0, 0, 3, 1)


def test_paragraphs_of_one_cell_are_one_text():
    page = "<table><tr><td><p>商业</p><p>企业</p></td><td>12<br>34</td></tr></table>"
    assert [c.text for c in tables(body(page))[0].cells] == ["商业企业", "12 34"]


def test_a_caption_stands_before_its_table():
    page = f"<table><caption>表1</caption>{TABLE.removeprefix('<table border=1>')}"
    assert [getattr(block, "text", "table") for block in blocks_of(body(page))] == ["表1", "table"]


def test_head_and_foot_of_a_table_are_rows():
    page = "<table><thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody><tfoot><tr><td>3<td>4</tfoot></table>"
    assert [(c.text, c.row) for c in tables(body(page))[0].cells] == [(t, i // 2) for i, t in enumerate("甲乙1234")]


def test_a_table_of_blank_cells_gives_nothing():
    assert blocks_of(body(f"<table><tr><td>&nbsp;<td></table><p>{PROSE[0]}</p>")) == [TextBlock(PROSE[0])]


def test_a_data_table_inside_a_layout_table_stays_in_its_place():
    page = f"<table><tr><td>{paragraphs(PROSE[:2])}{TABLE}{paragraphs(PROSE[2:])}</td></tr></table>"
    found = [getattr(block, "text", "table") for block in blocks_of(body(page))]
    assert found == [*PROSE[:2], "table", *PROSE[2:]]


def test_a_table_with_long_remarks_beside_figures_is_data():
    remark = "说明：本表数据由办公室汇总，经局务会议审定后填报，口径与上年一致，包括所属事业单位在内。"
    rows = "".join(f"<tr><td>项目{n}</td><td>{n}</td><td>{n}</td></tr>" for n in range(9))
    assert len(tables(body(f"<table>{rows}<tr><td colspan=3>{remark}</td></tr></table>"))) == 1


@pytest.mark.parametrize("label", ["top", "td-bottom", "tableHeader", "side"])
def test_a_class_that_names_a_place_in_the_table_drops_no_cell(label):
    page = body(paragraphs(PROSE) + TABLE.replace("<td>", f"<td class={label}>").replace("<p>", f"<p class={label}>"))
    assert [c.text for c in tables(page)[0].cells] == [cell for row in ROWS for cell in row]


def test_a_heading_whose_class_resembles_a_menu_stays():
    page = body(f"<div>{paragraphs(PROSE[:2])}<div class=top_title>{HEADINGS[3]}</div>{paragraphs(PROSE[2:])}</div>")
    assert texts(page) == [*PROSE[:2], HEADINGS[3], *PROSE[2:]]


# Limits


def test_boxes_in_boxes_are_limited():
    with pytest.raises(ReadError) as caught:
        blocks_of(body("<div>" * 300 + PROSE[0]))
    assert caught.value.code == "E114"


def test_inline_tags_left_open_are_harmless():
    page = "".join(f"<font size=3><b>{line}<br>" for line in LINES * 30)
    assert texts(body(page)) == LINES * 30


def test_tags_and_cells_are_limited():
    for limits in (Limits(elements=50), Limits(cells=3)):
        with pytest.raises(ReadError) as caught:
            read_html(body(paragraphs() * 9 + TABLE).encode(), "年报.html", limits)
        assert caught.value.code == "E119"


# Against the development suite


@pytest.mark.skipif(not DEVSET.is_dir(), reason="the development suite is not beside the repository")
@pytest.mark.parametrize("name", ["d03", "d07", "d10"])
def test_every_paragraph_of_the_development_suite_is_a_block(name):
    import yaml

    gold = yaml.safe_load((DEVSET / "reports" / f"{name}.yaml").read_text("utf-8"))
    blocks, _ = read_html((DEVSET / "files" / f"{name}.html").read_bytes(), f"{name}.html", Limits())
    wanted = [gold["title"], *(block.get("heading") or block.get("para", "") for block in gold["blocks"])]
    found = [re.sub(r"\s+", "", block.text) for block in blocks if isinstance(block, TextBlock)]
    assert found == [re.sub(r"\s+", "", text) for text in wanted if text]
    assert sum(isinstance(block, TableBlock) for block in blocks) == 3


def test_a_page_of_noise_is_read_without_harm():
    noise = random.Random(5)  # noqa: S311
    signs = [
        "<div>",
        "</div>",
        "<td>",
        "<table>",
        "</table>",
        "<p",
        ">",
        "'",
        '"',
        "<!--",
        "-->",
        "&#x110000;",
        "甲。",
        "<tr>",
        "&#0;",
    ]
    for _ in range(200):
        page = "".join(noise.choices(signs, k=60))
        for block in blocks_of(page):
            assert not isinstance(block, TextBlock) or block.text.strip()
