"""Lines of text made into paragraphs: what the pdf reader and the text reader share.

Files that come from a pdf hold lines as wide as the page. Which of them belong together is told from how far each
reaches and from what the next would have needed, not from punctuation alone; lines of a table are never joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

TABLE_WORDS = (
    "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项", "第二十条第（九）项",
    "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "本年新制作数量", "本年新公开数量", "对外公开总数量",
    "本年处理决定数量", "上一年项目数量", "本年增/减", "处理决定数量", "采购项目数量", "采购总金额（万元）",
    "本年收费金额（单位：万元）", "行政规范性文件", "规章", "行政许可", "其他对外管理服务事项", "行政处罚", "行政强制",
    "行政事业性收费", "政府集中采购", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计",
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果", "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（三）不予公开", "1.属于国家秘密",
    "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息",
    "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "（四）无法提供", "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "（五）不予处理", "1.信访举报投诉类申请", "2.重复申请",
    "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息", "（六）其他处理",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "（七）总计",
    "四、结转下年度继续办理", "行政复议行政诉讼", "未经复议直接起诉复议后起诉", "结果维持", "结果纠正", "其他结果",
    "尚未审结",
)
"""Words of the statutory forms (国办公开办函〔2019〕60号, 〔2021〕30号), to keep table lines apart from prose."""

SENTENCE_END = "。！？；：!?;:…"
CLOSING = "，。、；：！？,.;:!?）)」』”’》〉】〕]%％…"
OPENING = "（(「『“‘《〈【〔["

PAGE_MARK = re.compile(
    r"""[-—－–_·~\s]*\d{1,4}[-—－–_·~\s]*           # — 1 —   - 1 -   1
      | 第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?   # 第1页 共5页
      | \d{1,4}\s*/\s*\d{1,4}                          # 1 / 5
      | Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?             # Page 1 of 5
    """,
    re.VERBOSE | re.IGNORECASE,
)
DASHED_PAGE_MARK = re.compile(
    r"""[-—－–]+\s*\d{1,4}\s*[-—－–]+                  # — 1 —
      | 第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?   # 第1页 共5页
    """,
    re.VERBOSE,
)
HEADING = re.compile(
    r"""[一二三四五六七八九十]{1,3}[、．.]              # 一、总体情况
      | [（(][一二三四五六七八九十]{1,3}[）)]            # （一）主动公开情况
      | 第[一二三四五六七八九十]{1,3}[章节部]            # 第一章、第一部分
      | [（(]?\d{1,2}[）)、]                            # 1、 (1) 1）
      | \d{1,2}[.．](?!\d)                              # 1.  but not 1.09亿元
    """,
    re.VERBOSE,
)
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\u3000-\u303f“”‘’…—"
BLANK_BESIDE_WIDE = re.compile(f"(?<=[{WIDE}])[ \u00a0\u3000]+|[ \u00a0\u3000]+(?=[{WIDE}])")
NUMBER = frozenset("0123456789０１２３４５６７８９,，.．+＋-－—/／|%％")
"""What a number in a table is written with."""
DIGITS = frozenset("0123456789０１２３４５６７８９/／")
UNIT = r"(?:[0-9A-Za-z.,:/@%_-]+|.)"  # a number or a Latin word goes to the next line whole
FIRST_TOKEN = re.compile(
    rf"""[{re.escape(OPENING)}]* {UNIT}                # （一
         (?:[“”‘’]+ {UNIT})*                           # 立“政策: quotation marks stick to both sides
         [{re.escape(CLOSING)}]*                       # closing marks go with what they follow
         (?:(?<=[）)〕\]】])[0-9A-Za-z.]+)?              # 〔2014〕27: figures after a bracket, too
    """,
    re.VERBOSE,
)
STRANGE = dict.fromkeys(
    [*range(0x09), 0x0E, 0x0F, *range(0x10, 0x20), 0x7F, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD]
)
_SQUASHED_WORDS = "\n".join(TABLE_WORDS)
_BY_FIRST = {first: [word for word in TABLE_WORDS if word[0] == first] for first in {word[0] for word in TABLE_WORDS}}
_LONGEST_LABEL = 2 * max(map(len, TABLE_WORDS))
_LONGEST_TABLE_LINE = 200
PAIRS = {"《": "》", "（": "）", "“": "”", "〔": "〕", "「": "」"}
SHORTEST_CUT = 8
NEAR = 60
"""A bracket that is open for longer than this many characters was forgotten rather than cut."""
LONGEST_WRAPPED = 400
"""No page is as wide as this many characters."""
SAMPLE = 5_000
"""So many lines tell how a text is wrapped."""


def looks_like_table(line: str) -> bool:
    """Whether a line is text of a table rather than prose: numbers, a label of the statutory forms, or a part of one.

    >>> looks_like_table("行政许可 447228"), looks_like_table("0 0 0 1"), looks_like_table("构")
    (True, True, True)
    >>> looks_like_table("全年受理申请 32 件。")
    False
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_TABLE_LINE:
        return False
    words = line.split()
    numbers = [NUMBER.issuperset(word) for word in words]
    if all(numbers):
        return not DIGITS.isdisjoint(line)
    while len(words) > 1 and numbers[len(words) - 1]:
        words.pop()
    if is_label("".join(words).replace("．", ".")):
        return True
    return any(map(all, zip(numbers, numbers[1:], numbers[2:], strict=False))) and line[-1] not in SENTENCE_END


def is_label(text: str) -> bool:
    """Whether a short text is a label of the statutory tables, a part of one, or some of them run together.

    >>> is_label("不计其他情形）"), is_label("结果维持结果纠正"), is_label("结果良好")
    (True, True, False)
    """
    if len(text) > _LONGEST_LABEL:
        return False
    if text in _SQUASHED_WORDS:
        return True
    while text:  # labels run together: take whole ones off the front
        word = next((word for word in _BY_FIRST.get(text[0], ()) if text.startswith(word)), None)
        if word is None:
            return False
        text = text[len(word):]
    return True


def is_heading(line: str) -> bool:
    """Whether a line begins with a heading's number.

    >>> is_heading("（二）依申请公开情况"), is_heading("1.09亿元")
    (True, False)
    """
    return HEADING.match(line.lstrip()) is not None


def close_up(text: str) -> str:
    """Takes out the blanks that pdf extraction puts between Chinese characters and figures or letters.

    >>> close_up("规章 22 件，见 annual report 第 3 页")
    '规章22件，见annual report第3页'
    """
    return BLANK_BESIDE_WIDE.sub("", text)


def clean(text: str) -> str:
    """Takes out control characters, zero-width characters and byte order marks.

    >>> clean("\\ufeff规\\u200b章\\x00")
    '规章'
    """
    return text.translate(STRANGE)


def join_lines(first: str, second: str) -> str:
    """Two lines of one paragraph as one; a blank only where two Latin words meet.

    >>> join_lines("政府信息", "公开"), join_lines("annual", "report")
    ('政府信息公开', 'annual report')
    """
    both_latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if both_latin else first + second


def is_cut(first: str, second: str) -> bool:
    """Whether a bracket opened at the end of one line is closed at the beginning of the next: one sentence, cut in two.

    >>> is_cut("按照《关于公开的", "通知》要求办理"), is_cut("按照要求办理。", "（一）概况")
    (True, False)
    """
    if len(first) < SHORTEST_CUT or first[-1] in SENTENCE_END or is_heading(second):
        return False
    opened = max(PAIRS, key=lambda mark: first.rfind(mark, -NEAR, None))
    place = first.rfind(opened)
    if place < len(first) - NEAR or place < 0 or PAIRS[opened] in first[place:]:
        return False
    closed = second.find(PAIRS[opened], 0, NEAR)
    return closed >= 0 and opened not in second[:closed]


def columns(text: str) -> float:
    """The width of a text: 2 for a Chinese character, 1 for a Latin one, half of one for a blank.

    >>> columns("申请 32 件")
    9.0
    """
    return sum(0.5 if c == " " else 2.0 if unicodedata.east_asian_width(c) in "WFA" else 1.0 for c in text)


def first_token(line: str) -> str:
    """What must stand together at the beginning of a line; had it fitted on the line above, it would be there.

    >>> first_token("8.8%，科研机构"), first_token("（一）予以公开"), first_token("件。")
    ('8.8%，', '（一）', '件。')
    """
    match = FIRST_TOKEN.match(line[:80])
    return match.group() if match else line[:1]


def wrap_of(lines: Sequence[str]) -> float | None:
    """How many columns a full line of a hard-wrapped text has, or None where a line is a paragraph.

    Wrapped text has many lines of about one width that do not end a sentence, and none that is far wider.

    Args:
        lines: the lines of the text, without its tables.
    """
    if any(len(line) >= LONGEST_WRAPPED for line in lines):
        return None
    widths = [(columns(line), line) for line in lines[:SAMPLE] if len(line) > 15]
    long = sorted(width for width, _ in widths if width > 30)
    if len(long) < 8:
        return None
    usual = long[len(long) // 2]
    near = [line for width, line in widths if abs(width - usual) <= 0.12 * usual]
    unfinished = [line for line in near if line.rstrip()[-1:] not in SENTENCE_END]
    if long[-1] > 1.5 * usual or len(near) < 0.7 * len(long) or len(unfinished) < 0.5 * len(near):
        return None
    return usual


def unwrap(lines: Sequence[str], wrap: float) -> list[str]:
    """The paragraphs of hard-wrapped lines.

    Args:
        lines: neighbouring lines of text, none blank.
        wrap: the columns of a full line, from `wrap_of`.

    Returns:
        A text for each paragraph; a heading and a line of a table stay alone.
    """
    out: list[str] = []
    last = ""
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else ""
        if last and _continues(last, line, following, wrap):
            out[-1] = join_lines(out[-1], line)
        else:
            out.append(line)
        last = line
    return [text if looks_like_table(text) else close_up(text) for text in out]


def _continues(last: str, line: str, following: str, wrap: float) -> bool:
    if looks_like_table(last) or looks_like_table(line):
        return False
    if columns(last) + columns(first_token(line)) <= wrap - 2:
        # The line above had room to spare. Text that lost its indent may be two characters short, but only where a
        # paragraph begins, and there it does not end a sentence.
        lost_indent = columns(last) + columns(first_token(line)) + 4 > wrap - 2
        if not lost_indent or last[-1] in SENTENCE_END:
            return False
    if last[-1] not in SENTENCE_END:
        return not (is_heading(line) and is_heading(last))
    if is_heading(line):
        return False
    begins = following and columns(line) + columns(first_token(following)) <= wrap
    return not (begins and line[-1] not in SENTENCE_END)
