"""Where the article stands on a web page, and what there is only furniture of the site.

Government sites share no markup, so this goes by what text is like: prose has commas and full stops and stands outside
links; menus are links; the footer speaks of the host, the filing number and the visitors. From the page's body the way
goes down to the box that holds most of the prose; beside that way only what looks like part of a report stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from nlp.document import Block, TextBlock
from nlp.readers.limits import Clock

_BLOCKS = """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
_INLINE_BOXES = {"font", "span", "b", "strong"}  # old pages wrap the whole article in one
_DESCENDED = BLOCKS - {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption", "li"}

_SHARE_OF_WAY = 0.6  # of the weight of a box that its largest box must hold for the way to go on there
_MARK_WEIGHT = 20  # a comma or full stop outside links is worth that many characters
_SHORT = 60  # characters of a heading at most
_CLAUSE = 15  # characters from which a text with a comma is prose
_DATA_ROWS = _DATA_COLUMNS = 3  # filled rows and columns from which a table is not taken for the page's frame
_FURNITURE_TAGS = {"nav", "aside", "footer", "menu"}

# Words in class and id; they only count for a box that holds hardly any prose.
_LABELS = re.compile(
    r"""(?<![a-z])(?:
        nav|navi|navbar|navigation|menu|crumbs?|breadcrumbs?|position|location|dqwz|weizhi   # where one is
      | share|bdshare|bdsharebuttonbox|social|qrcode|ewm|print|tools?|toolbar|fontsize       # what to do with the page
      | foot|footer|bottom|copyright|banquan|beian                                           # who runs the site
      | side|sidebar|related|relate|xgxx|xgnr|xgwj|recommend|hot|links?|friend\w*             # other pages
      | header|top|topbar|banner|logo|search|login|comment|pager|pagination|prev|next|tabs?
    )(?![a-z])""",
    re.VERBOSE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\W\d]+")

_FOOTER = re.compile(
    r"版权所有|copyright|©|网站标识码|ICP备|公网安备|公安备案|技术支持|网站地图|您是第.{0,20}(?:访客|访问)"
    r"|(?:主办|承办|协办)(?:单位)?[:：]",
    re.IGNORECASE,
)
_NUMERAL = "[一二三四五六七八九十]+"
_HEADING = re.compile(rf"第?{_NUMERAL}[章、.．]|[（(]{_NUMERAL}[)）]|[㈠-㈩]|\d{{1,2}}[、.．]")
_NOTE = re.compile(r"(?:注|备注|说明|附件)\d*[:：]")
_ADDRESS = re.compile(r"地址|邮编|邮政编码|电话|传真|邮箱")
_FIGURE = re.compile(r"\s*[+-]?\s*\d[\d,.]*\s*")
_TITLE = re.compile(r"政府信息公开.{0,12}(?:报告|年报)|年度报告$")

# Lines that are furniture wherever they stand; each only as a whole line.
_LINES = re.compile(
    r"""
      (?:您|你|当前|现在|目前|所在|所处|的)++位置\s*[:：].*                          # 当前位置：首页 > 公开年报
    | 首页\s*(?:>|＞|»|›|&gt;|/|-|—|→|::).*                                         # 首页 > 政务公开
    | (?:手机|微信)?扫一?[扫描码].{0,30}                                             # 扫一扫在手机打开当前页
    | (?:分享|转发|收藏)(?:到|至|本[页文])?\s*[:：]?(?:.{0,4}(?:微信|微博|QQ空间|朋友圈).{0,12})?
    | (?:上|下)一?[篇条页](?:\s*[:：].*)?                                            # 上一篇：……
    | (?:附件|文件|全文|点击|原文|PDF|Word)?(?:版)?\s*下载(?:[:：]\s*)?                # 附件下载
    | 相关(?:链接|文章|阅读|信息|新闻|稿件|文档|解读|附件)\s*[:：]?                    # 相关链接：
    | 返回(?:顶部|首页|上页|列表|上一页)
    | 全真版 | 文字版 | 无障碍(?:浏览|阅读)? | 长者模式 | 繁體(?:中文)? | English
    | (?:责任)?编辑\s*[:：].{0,20} | (?:我要)?(?:纠错|评论|打印|关闭|收藏|分享)(?:本页|窗口|此页)?
    | 您是第.{0,24}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TOOLS = re.compile(
    r"(?>打印(?:本[页文])?|关闭(?:窗口|本页)?|返回(?:顶部)?|收藏|分享|字[体号]|大|中|小|纠错|微信|微博|QQ空间|我要|[本此]页|T)++"
)
_TOOL_FRAMES = re.compile(r"[\s\[\]【】「」《》（）()|｜:：/·>\-—+]+")


def prune(body: etree._Element, title: str, clock: Clock) -> None:
    """Takes out of a page what does not belong to its article. The tree is changed.

    Args:
        body: the page's body, scripts and hidden elements already gone.
        title: of the page, to know its headline by; may be ''.
        clock: the time that is left.
    """
    measures = _measure(body, clock)
    page = measures.get(body, _Measure())
    for element in list(body.iter(etree.Element)):
        if element is not body and element in measures and _is_site_furniture(element, measures[element], page, title):
            drop(element)
    measures = _measure(body, clock)
    box = body
    while (inner := _heaviest_box(box, measures)) is not None:
        for sibling in list(box):
            if sibling is not inner and not _belongs(sibling, _measured(sibling, measures), title):
                drop(sibling)
        box = inner


def is_furniture(block: Block) -> bool:
    """A line of the site that stands among the article: a breadcrumb, a print button, a footer.

    >>> is_furniture(TextBlock("【打印】【关闭】")), is_furniture(TextBlock("打印公开指南3000份。"))
    (True, False)
    """
    if not isinstance(block, TextBlock) or len(block.text) > 150:
        return False
    if _LINES.fullmatch(block.text) or (_FOOTER.match(block.text) and "。" not in block.text):
        return True
    tools = _TOOL_FRAMES.sub("", block.text)
    return bool(tools) and tools != block.text and _TOOLS.fullmatch(tools) is not None


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return str(element.xpath("string()"))


def drop(element: etree._Element) -> None:
    """Takes an element out and leaves the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


@dataclass(slots=True)
class _Measure:
    """What stands in a box: characters, those in links, links, commas and full stops outside links, table cells."""

    chars: int = 0
    linked: int = 0
    links: int = 0
    marks: int = 0
    stops: int = 0
    cells: int = 0

    @property
    def weight(self) -> int:
        return self.chars - self.linked + _MARK_WEIGHT * self.marks

    def add(self, text: str | None, in_link: bool) -> None:
        if not text or text.isspace():
            return
        length = len(text) - sum(map(text.count, " \n\r\t\u3000\u00a0"))
        self.chars += length
        if in_link:
            self.linked += length
        else:
            self.marks += sum(map(text.count, "，。；"))
            self.stops += text.count("。")

    def take(self, other: _Measure) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def _measure(body: etree._Element, clock: Clock) -> dict[etree._Element, _Measure]:
    """Of every box in the page, and of the inline elements that stand directly in one."""
    measures: dict[etree._Element, _Measure] = {}
    open_boxes: list[_Measure] = [_Measure()]
    link_depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        kept = element.tag in BLOCKS or element.tag in _INLINE_BOXES or element is body
        if event == "start":
            clock.check()
            if kept:
                open_boxes.append(_Measure(cells=element.tag in ("td", "th")))
            if element.tag == "a":
                link_depth += 1
                open_boxes[-1].links += 1
            open_boxes[-1].add(element.text, link_depth > 0)
        else:
            if kept:
                measures[element] = open_boxes.pop()
                open_boxes[-1].take(measures[element])
            if element.tag == "a":
                link_depth -= 1
            if element is not body:
                open_boxes[-1].add(element.tail, link_depth > 0)
    return measures


def _measured(element: etree._Element, measures: dict[etree._Element, _Measure]) -> _Measure:
    if element in measures:
        return measures[element]
    alone = _Measure(links=int(element.tag == "a"))
    alone.add(text_of(element), element.tag == "a")
    return alone


def _is_site_furniture(element: etree._Element, own: _Measure, page: _Measure, title: str) -> bool:
    """By tag, by label, or a list of links; never what holds a good part of the page's prose."""
    if own.chars == 0 or (own.marks > 3 and own.marks * 10 > page.marks) or _holds_title(element, own, title):
        return False
    if element.tag in _FURNITURE_TAGS:
        return True
    if element.tag in ("table", "tbody", "tr") and own.linked * 2 < own.chars:
        return False
    if own.stops == 0 and _is_labelled(element) and not _is_plain_part(element, own):
        return True
    return own.links >= 3 and own.linked * 10 > own.chars * 6 and own.stops == 0


def _is_plain_part(element: etree._Element, own: _Measure) -> bool:
    """A heading, or something without a link in a table: there 'top' and 'header' name a place in the table."""
    if own.links == 0 and (element.tag in ("td", "th", "tr", "tbody", "thead", "tfoot") or _in_cell(element)):
        return True
    return own.chars < _SHORT and _HEADING.match(re.sub(r"\s+", "", text_of(element))) is not None


def _in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("td", "th"), None) is not None


def _is_labelled(element: etree._Element) -> bool:
    label = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return label != " " and _LABELS.search(_CAMEL.sub(" ", label).lower()) is not None


def _holds_title(element: etree._Element, own: _Measure, title: str) -> bool:
    """The headline: in the page's title, or worded as one of an annual report."""
    if own.linked * 2 > own.chars or own.chars > 400:
        return False
    for heading in element.iter("h1", "h2", "h3"):
        text = re.sub(r"\s+", "", text_of(heading))
        if (len(text) >= 6 and text in re.sub(r"\s+", "", title)) or (text and _TITLE.search(text)):
            return True
    return False


def _heaviest_box(box: etree._Element, measures: dict[etree._Element, _Measure]) -> etree._Element | None:
    """The box inside that holds most of the weight, None where the way ends."""
    total = _measured(box, measures).weight
    inner = max((child for child in box if child in measures), key=lambda child: measures[child].weight, default=None)
    if inner is None or inner.tag not in _DESCENDED or total == 0:
        return None
    if measures[inner].weight < total * _SHARE_OF_WAY:
        return None
    if inner.tag == "table" and not _lays_out(inner, measures):
        return None
    return inner


def _lays_out(table: etree._Element, measures: dict[etree._Element, _Measure]) -> bool:
    """One cell of the table holds most of it, and there are no rows of data."""
    heaviest = data_rows = 0
    for row in (row for part in table for row in ([part] if part.tag == "tr" else part)):
        filled = 0
        for cell in row.iterchildren("td", "th"):
            own = measures[cell]
            heaviest = max(heaviest, own.weight)
            filled += own.chars > 0 and own.linked == 0
        data_rows += filled >= _DATA_COLUMNS
    return heaviest > measures[table].weight * _SHARE_OF_WAY and data_rows < _DATA_ROWS


def _belongs(element: etree._Element, own: _Measure, title: str) -> bool:
    """What stands beside the way belongs to the report if it reads like one: prose, a table, a heading, a headline."""
    if element.tag in ("br", "hr"):
        return True
    if own.chars == 0 or own.linked * 2 > own.chars:
        return False
    text = re.sub(r"\s+", "", text_of(element))
    if _FOOTER.search(text) and own.stops < 2:
        return False
    if own.stops or _HEADING.match(text) or _NOTE.match(text):
        return True
    if own.marks and own.chars >= _CLAUSE and not _ADDRESS.search(text):
        return True
    if own.cells and (
        own.cells >= 12 or sum(1 for cell in element.iter("td") if _FIGURE.fullmatch(text_of(cell))) >= 2
    ):
        return True
    headline = _TITLE.search(text[:80]) or (len(text) >= 6 and text in re.sub(r"\s+", "", title))
    return bool(headline) and len(text) < 200
