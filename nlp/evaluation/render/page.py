"""As a web page: bare, a portal's with menus around it, saved by Word, or one of the 2000s."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from nlp.evaluation.gold import GoldHeading, GoldParagraph, GoldReport
from nlp.evaluation.render.forms import boxes, grid

MENU = ("网站首页", "机构概况", "政务公开", "办事服务", "互动交流", "专题专栏")
ASIDE = (
    "信息公开指南",
    "信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
    "政策解读",
    "监督保障",
    "平台建设",
)


def as_html(report: GoldReport) -> bytes:
    """The bytes of a page.

    Flavours: `portal` (the usual one) has menus with the words of the themes and a script with a list; `plain` is the
    article with a title and little else; `word` was saved by Word and `old` is of the 2000s, both in GB 18030 though
    they declare gb2312 and gbk.
    """
    flavours: dict[str, tuple[Callable[[GoldReport], str], str]] = {
        "": (_portal, report.encoding),
        "portal": (_portal, report.encoding),
        "plain": (_plain, report.encoding),
        "word": (_word, "gb18030"),
        "old": (_old, "gb18030"),
    }
    if report.flavour not in flavours:
        raise ValueError(f"no flavour of html is called {report.flavour}")
    page, encoding = flavours[report.flavour]
    return page(report).encode(encoding)


def halves(text: str) -> tuple[str, str]:
    """Editors split a paragraph over spans anywhere, also inside a number."""
    middle = next((m.end() - 1 for m in re.finditer(r"\d\d", text) if m.start() > len(text) // 3), len(text) // 2)
    return text[:middle], text[middle:]


def _portal(report: GoldReport) -> str:
    article = []
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            article.append(f'<p class="tit{block.level}"><strong>　　{html.escape(block.text)}</strong></p>')
        elif isinstance(block, GoldParagraph):
            head, tail = halves(block.text)
            article.append(
                f'<p style="line-height:32px"><span style="font-family:仿宋">　　{html.escape(head)}</span>'
                f"<span>{html.escape(tail)}&nbsp;</span></p>"
            )
        else:
            article.append(_table(grid(report, block.kind), "<p>", "</p>"))
    title, issuer = html.escape(report.title), html.escape(report.issuer)
    charset = "utf-8" if report.encoding == "utf-8" else "gb2312"
    links = [f'<a href="/list/{n}.html">{name}</a>' for n, name in enumerate(ASIDE)]
    body = "\n".join(article)
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title} - {issuer}</title>
<script type="text/javascript">
var columns = [{{"name": "主动公开", "url": "/zdgk/"}}, {{"name": "<p>2022年图片新闻120条</p>"}}];
</script>
<style type="text/css">.nav a {{ padding: 0 12px; }} .main {{ width: 1100px; margin: 0 auto; }}</style>
</head>
<body>
<div class="header"><div class="nav">{"".join(f'<a href="#">{name}</a>' for name in MENU)}</div></div>
<div class="location">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>
<div class="main">
<div class="side"><ul><li>{"</li><li>".join(links)}</li></ul></div>
<div class="detail">
<h1>{title}</h1>
<div class="meta"><span>发布日期：{report.year + 1}-01-17</span> <span>来源：{issuer}</span>
<span>阅读：652次</span></div>
<div class="content" id="content">
{body}
</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a>
<a href="javascript:window.close()">关闭窗口</a> 分享到：微信 微博</div>
</div>
</div>
<div class="footer"><p>主办单位：{issuer}　技术支持：市大数据中心</p><p>网站地图 | 联系我们 | 今日访问1,024次</p></div>
</body>
</html>
"""


def _plain(report: GoldReport) -> str:
    article = []
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            article.append(f"<h{block.level + 1}>{html.escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, GoldParagraph):
            article.append(f"<p>{html.escape(block.text)}</p>")
        else:
            article.append(_table(grid(report, block.kind)))
    body = "\n".join(article)
    return f"""<!DOCTYPE html>
<html><head><meta charset="{report.encoding}"><title>{html.escape(report.title)}</title></head>
<body><h1>{html.escape(report.title)}</h1>
<div class="info">发布时间：{report.year + 1}-01-22　来源：{html.escape(report.issuer)}</div>
<div class="article">
{body}
</div></body></html>
"""


def _word(report: GoldReport) -> str:
    body = []
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            run = f"<span style='font-size:16.0pt;font-family:黑体'>{html.escape(block.text)}</span>"
            body.append(f"<p class=MsoNormal style='text-indent:32.0pt'>{run}<span lang=EN-US><o:p></o:p></span></p>")
        elif isinstance(block, GoldParagraph):
            runs = "".join(
                f"<span style='font-family:仿宋_GB2312'>{html.escape(part)}</span>\n" for part in halves(block.text)
            )
            body.append(f"<p class=MsoNormal style='text-indent:32.0pt'>{runs}<o:p></o:p></p>")
        else:
            rows = grid(report, block.kind)
            body.append(f"<div align=center>{_table(rows, '<p class=MsoNormal>', '<o:p></o:p></p>')}</div>")
    article = "\n".join(body)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{html.escape(report.title)}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{html.escape(report.title)}</span></b></p>
{article}
</div></body></html>
"""


def _old(report: GoldReport) -> str:
    body = []
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            body.append(f"　　<B>{html.escape(block.text)}</B><BR>")
        elif isinstance(block, GoldParagraph):
            body.append(f"　　{html.escape(block.text)}<BR><BR>")
        else:
            body.append(_table(grid(report, block.kind), "<FONT size=2>", "</FONT>") + "<BR>")
    article = "\n".join(body)
    menu = "".join(f"<TR><TD><A href=#>{name}</A></TD></TR>" for name in ASIDE)
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gbk">
<TITLE>{html.escape(report.title)}</TITLE></HEAD><BODY>
<TABLE width=778 align=center><TR><TD colspan=2><IMG src=top.jpg></TD></TR>
<TR><TD width=160 valign=top><TABLE>{menu}</TABLE></TD>
<TD valign=top><CENTER><FONT size=5 color=red>{html.escape(report.title)}</FONT></CENTER><HR>
<FONT size=3>{article}</FONT></TD></TR></TABLE></BODY></HTML>
"""


def _table(rows: list[list[str]], before: str = "", after: str = "") -> str:
    lines: list[list[str]] = [[] for _ in rows]
    for box in boxes(rows):
        span = (f" rowspan={box.height}" if box.height > 1 else "") + (f" colspan={box.width}" if box.width > 1 else "")
        lines[box.row].append(f"<td{span}>{before}{html.escape(box.text)}{after}</td>")
    return '<table border="1" cellpadding="0">' + "".join(f"<tr>{''.join(line)}</tr>" for line in lines) + "</table>"
