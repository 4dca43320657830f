"""A passage and its headings without what differs from report to report and says nothing about the theme."""

from __future__ import annotations

import re
import unicodedata

# What differs from report to report without saying anything about the theme is written the same way everywhere.
_PLAIN = (
    (re.compile(r"\[(?:image|bookmark)[^\]]*\]"), ""),  # [image: ], [bookmark: _GoBack]
    (re.compile(r"(?:https?://|www\.)[\x21-\x27\x2a-\x7e]+"), "网址"),  # http://www.example.cn/
    (re.compile(r"\b0\d{2,3}-\d{7,8}\b"), "电话号"),  # 0533-5181064
    (re.compile(r"\d[\d,.]*"), "0"),  # 1,234
    (re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\ufeff\ufffd]+"), ""),  # white space, controls, widthless marks
)

_NUMBERING = re.compile(
    r"""
    ^[(（]?
    (?: [一二三四五六七八九十]+ | \d+ )
    [)）]?[、.．]?                        # 一、 (二) 3.
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """The text without marks and white space, numbers, addresses and phones each written one way.

    >>> plain("受理 1,234 件（见 http://a.example.cn/）")
    '受理0件(见网址)'
    """
    text = unicodedata.normalize("NFKC", text)
    for pattern, replacement in _PLAIN:
        text = pattern.sub(replacement, text)
    return text


def heading_name(title: str) -> str:
    """A heading as `plain` writes it, without its numbering.

    >>> heading_name("（一） 主动公开情况")
    '主动公开情况'
    """
    return _NUMBERING.sub("", plain(title))
