"""The numbers that open headings: 一、（一）㈠ 1、1．（1）① 第一章, and which of them stand in a running sequence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Outermost first. The order of forms decides which heading stands above which: a form further down is deeper.
FORMS = ("part", "section", "item", "point", "subpoint", "circled")

_HAN = r"[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"""
      (?P<part>第(?:{_HAN}|\d{{1,2}})(?:部分|章|节))[、：:\s]*                # 第一章  第一部分  第二节：
    | (?P<section>(?:{_HAN})\s*(?:、|[.．]|，(?=[^，。]{{2,20}}$)))\s*        # 一、  二 、  三．
    | (?P<item>[(（]\s*{_HAN}\s*[)）]|[\u3220-\u3229]|(?<!.){_HAN}[)）])[、.．]?\s*  # （一） ㈠ 三）(half lost)
    | (?P<point>(?<![\d.．,，/-])\d{{1,2}}\s*(?:、|[.．](?![\d.．a-zA-Z])))\s*  # 1、  1.  1．  never 1.2万
    | (?P<subpoint>[(（]\s*\d{{1,2}}\s*[)）]|[\u2474-\u2487]|(?<!.)\d{{1,2}}[)）])[、.．]?\s*  # （1）  ⑴  1)
    | (?P<circled>[\u2460-\u2473])[、.．]?\s*                                # ①
    """,
    re.VERBOSE,
)

# '第二十条第（一）项' names an article, '见附件（一）' a place: neither opens anything.
_REFERS_BEFORE = re.compile(r"(?:[第条款章节表图]|附件|前述|上述|以及|[和与及至到、])\s*$")
_LONGEST_REFERENCE = 8  # characters of '上述' and blanks before a number
_REFERS_AFTER = re.compile(r"\s*[项条款类]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a heading.

    Attributes:
        form: one of `FORMS`.
        ordinal: its value, 3 for '（三）'.
        start, end: offsets of the number in its text, white space behind it included.
    """

    form: str
    ordinal: int
    start: int
    end: int

    @property
    def rank(self) -> int:
        """The form's depth, 0 for the outermost."""
        return FORMS.index(self.form)


def mark_at_start(text: str) -> Mark | None:
    """The number that `text` begins with.

    >>> mark_at_start("（三）监督保障").ordinal
    3
    >>> mark_at_start("1.2万条") is None
    True
    >>> mark_at_start("一是加强领导。") is None
    True
    """
    found = _MARK.match(text)
    return _mark(found) if found else None


def marks_inside(text: str) -> Iterator[Mark]:
    """Every number in `text` that could open a heading, cross references left out, in order.

    >>> [m.ordinal for m in marks_inside("按第二十条第（一）项公开。（二）渠道")]
    [2]
    """
    for found in _MARK.finditer(text):
        before = text[max(0, found.start() - _LONGEST_REFERENCE) : found.start()]
        if _REFERS_AFTER.match(text, found.end()) or _REFERS_BEFORE.search(before):
            continue
        yield _mark(found)


def _mark(found: re.Match[str]) -> Mark:
    form = found.lastgroup or ""
    return Mark(form, _ordinal(found.group(form)), found.start(), found.end())


def _ordinal(number: str) -> int:
    for first in ("\u3220", "\u2474", "\u2460"):  # ㈠ ⑴ ①
        if 0 <= ord(number[0]) - ord(first) < 20:
            return ord(number[0]) - ord(first) + 1
    digits = re.search(r"\d+", number)
    if digits:
        return int(digits.group())
    han = re.search(_HAN, number)
    return han_value(han.group()) if han else 0


def han_value(han: str) -> int:
    """A Chinese numeral below 100: headings and months go no further.

    >>> han_value("十二"), han_value("二十"), han_value("三")
    (12, 20, 3)
    """
    tens, ten, ones = han.rpartition("十")
    value = "一二三四五六七八九".find
    if not ten:
        return value(han[0]) + 1
    return 10 * (value(tens) + 1 if tens else 1) + (value(ones) + 1 if ones else 0)
