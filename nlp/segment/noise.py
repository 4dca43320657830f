"""What is on the page and not in the report: marks of pictures, page numbers, OCR of pictures after the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.document import Block, TextBlock

_MARKS = re.compile(
    r"""
      \[(?:image|bookmark|img|图片|图像)(?:\s*[:：][^\]]{0,80})?\]     # [image: ]  [bookmark: _GoBack]  [图片]
    | !\[[^\]]{0,80}\]\([^)]{0,200}\)                                  # ![](image1.png)
    | <!--\[(?:if|endif)[^>]{0,80}\]?-->|<!\[(?:if|endif)[^>]{0,40}\]> # <!--[if !supportLists]-->
    | [\u200b\u200e\u200f\u2060\ufeff\u00ad]                           # marks of no width
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAGE = re.compile(
    r"""
      [—–\-－·―\s]{1,4}\d{1,3}\s*[—–\-－·―]{1,3}    # — 1 —   - 12 -
    | 第\s*\d{1,3}\s*页(?:[\s，,/]*共\s*\d{1,3}\s*页)?  # 第 1 页 共 9 页
    | \d{1,3}\s*/\s*\d{1,3}                        # 1/9
    """,
    re.VERBOSE,
)
_PICTURE = re.compile(r"image\d{1,3}\.(?:png|jpe?g|gif|bmp|wmf|emf)", re.IGNORECASE)
_PAGE_FURNITURE = re.compile(
    r"""
      [【\[（(]?\s*(?:打印|关闭)(?:窗口|本页)?\s*[】\]）)]?              # 【打印】
    | 返回顶部|分享到?|微信|微博|QQ空间|上一篇|下一篇
    | (?:附件|报告|文件)下载[:：]?(?:.{0,60}\.(?:docx?|pdf|xlsx?|wps))?    # 附件下载
    | 附件\s*\d{0,2}[:：]?(?:[^。，；]{0,60}(?:报告|统计表|情况表))?        # 附件：2022年度报告
    | (?:\d{1,2}[、.．]\s*)?.{0,60}\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)    # 1、年度报告.pdf
    | 更多信息请关注官方微信.{0,20}
    | 扫一扫.{0,20}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def without_noise(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without what is no part of the report.

    Text blocks lose marks inside them; those that hold nothing else go. From the first picture's file name on its
    own line ('image6.jpeg'), what follows in a text dump is the pictures' own text, read by OCR: text from there on
    is dropped unless it is plainly Chinese prose again.
    """
    kept: list[Block] = []
    after_picture = False
    for block in blocks:
        if not isinstance(block, TextBlock):
            kept.append(block)
            continue
        if _PICTURE.fullmatch(block.text.strip()):
            after_picture = True
            continue
        text = clean(block.text)
        if not text or is_furniture(text) or (after_picture and not _is_prose(text)):
            continue
        kept.append(block if text == block.text else replace(block, text=text))
    return kept


_ATTACHED = re.compile(
    r"(?<=[。！）)])\s*(?:(?:附件|报告|文件)下载|(?:附件[:：]?\s*)?(?:\d{1,2}[、.．]\s*)?[^。！，；]{0,60}\.(?:docx?|pdf|xlsx?|wps|ofd))[^。]{0,80}$",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The text without marks of pictures and bookmarks, white space at both ends removed.

    >>> clean("[image: ]一是加强[bookmark: _GoBack]领导")
    '一是加强领导'
    """
    return _ATTACHED.sub("", _MARKS.sub("", text).replace("\u00a0", " ").strip()).strip()


def is_furniture(text: str) -> bool:
    """Whether a block is a page number, a button, or the name of an attachment."""
    return _PAGE.fullmatch(text) is not None or _PAGE_FURNITURE.fullmatch(text) is not None


def _is_prose(text: str) -> bool:
    """A sentence of Chinese: long, ended, hardly any Latin letters. OCR of pictures seldom passes, prose does."""
    han = len(_HAN.findall(text))
    return len(text) >= 30 and text[-1] in "。；：！？" and han >= 0.75 * len(text) and len(_LATIN.findall(text)) <= 3
