"""White space that editors and web pages leave in Chinese text."""

from __future__ import annotations

import re

_WIDE = re.compile("[\u2e80-\u303e\u3040-\u9fff\uf900-\ufaff\uff01-\uffee\u2018-\u201d\u2026\u2014\u2460-\u249b]")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)


def tidy(text: str) -> str:
    r"""One line of text without invisible signs; a run of blanks becomes one, a full-width blank stays full-width.

    A line end in the source of a page, or between two runs of a sentence, is not a blank that the author typed. It is
    dropped beside Chinese and full-width signs and inside a number, and is a blank between other words.

    >>> tidy("\u3000\u3000全年\u00a0公开\n信息4,8\n62条 ")
    '全年 公开信息4,862条'
    """
    return _BLANKS.sub(_blank, _INVISIBLE.sub("", text).strip())


def join_lines(lines: list[str]) -> str:
    """The lines of one table cell as one text: nothing between them beside Chinese, else a blank.

    >>> join_lines(["商业", "企业"]), join_lines(["12", "3"])
    ('商业企业', '12 3')
    """
    text = ""
    for line in lines:
        parted = text and line and not _WIDE.match(text[-1]) and not _WIDE.match(line[0])
        text += (" " if parted else "") + line
    return text


def _blank(blank: re.Match[str]) -> str:
    before, after = blank.string[blank.start() - 1], blank.string[blank.end()]
    if "\n" in blank.group() or "\r" in blank.group():
        in_number = (before.isdecimal() or before in ".,") and (after.isdecimal() or after in ".,%")
        return "" if in_number or _WIDE.match(before) or _WIDE.match(after) else " "
    return "\u3000" if "\u3000" in blank.group() else " "
