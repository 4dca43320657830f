"""White space that editors and web pages leave in Chinese text."""

from __future__ import annotations

import re

# A line end in the source of a page, or between two runs of a sentence, is not a blank that the author typed. It is
# dropped beside Chinese and full-width signs and inside a number, and is a blank between other words.
_WIDE = "\u2e80-\u303e\u3040-\u9fff\uf900-\ufaff\uff01-\uffee\u2018-\u201d\u2026\u2014"
_LINE_END = re.compile(
    rf"""
      (?<=[{_WIDE}]) [ \t]*[\r\n]\s*            # 公开⏎信息, 公开⏎32件
    | [ \t]*[\r\n]\s* (?=[{_WIDE}])             # 32⏎件
    | (?<=[0-9.,]) [ \t]*[\r\n]\s* (?=[0-9.,%]) # 4,8⏎62
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def tidy(text: str) -> str:
    r"""One line of text without invisible signs; a run of blanks becomes one, a full-width blank stays full-width.

    >>> tidy("\u3000\u3000全年\u00a0公开\n信息4,8\n62条 ")
    '全年 公开信息4,862条'
    """
    text = _INVISIBLE.sub("", text).strip()
    text = _LINE_END.sub("", text)
    return _BLANKS.sub(lambda blank: "\u3000" if "\u3000" in blank.group() else " ", text)


def join_lines(lines: list[str]) -> str:
    """The lines of one table cell as one text: nothing between them beside Chinese, else a blank.

    >>> join_lines(["商业", "企业"]), join_lines(["12", "3"])
    ('商业企业', '12 3')
    """
    text = ""
    for line in lines:
        parted = text and line and text[-1].isascii() and line[0].isascii()
        text += (" " if parted else "") + line
    return text
