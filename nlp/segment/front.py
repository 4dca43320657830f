"""What stands around the narrative and is no part of it: title lines, names and dates that sign the report off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.document import Block, TextBlock
from nlp.segment import bodies

_LONGEST_FRONT_LINE = 60
_SEARCHED = 12  # blocks; what stands further down is no title
_LONGEST_CRUMBS = 400

# Web pages saved as text: navigation, the title, share buttons, the report, all in one line.
_CRUMBS = re.compile(r"(?:当前位置|您的?(?:当前)?(?:所在)?位置|首页)[：:\s>]")
_BEGINNING = re.compile(r"(?<=[\s>])(?=(?:根据|按照|依据|依照|为了?|本报告|本年度报告|现将|\d{4}年))")

# A line that may be the first of a title's two: not '正文' or '年报' above it.
_TITLE_BEGINS = re.compile(r"\d{4}|公开|[省市县区州盟旗乡镇]$")

# The year on a line of its own under the title.
_YEAR_LINE = re.compile(r"[(（]\s*\S{4}\s*年度?\s*[)）]")

# Lines that only label a table or address a reader.
_LABEL = re.compile(
    r"""
      [\u4e00-\u9fff]{1,20}(?:办公厅|办公室|人民政府|厅|局|委员会)[：:]   # 省政府办公厅：
    | 第二十条\s*第[（(].[）)]项
    | [(（]本列数据的勾稽关系.{0,40}
    | 申请人情况\s*(?:[(（].{2,12}[)）])?
    | 表[一二三四五六]：.{4,30}
    | [（(]?单位[:：].{1,4}[)）]?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """The title, and the bodies and (year, month) dates of the lines that sign off."""

    title: str | None
    bodies: tuple[str, ...] = ()
    dates: tuple[tuple[int, int], ...] = ()


def take_title(blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """The title, put together where it stands on two or three lines, and the blocks without it.

    Where a block holds the title and the first paragraph in one line, the paragraph stays.
    """
    texts = [block.text if isinstance(block, TextBlock) else "" for block in blocks[:_SEARCHED]]
    for place, text in enumerate(texts):
        block = blocks[place]
        glued = _title_in_line(text)
        if glued and isinstance(block, TextBlock):
            rest = [replace(block, text=glued[1])] if glued[1] else []
            return glued[0], [*blocks[:place], *rest, *blocks[place + 1 :]]
        if not text or len(text) > _LONGEST_FRONT_LINE:
            break
        for count in (1, 2, 3):
            parts = texts[place : place + count]
            together = "".join(re.sub(r"^#+\s*", "", part) for part in parts)
            begun = count == 1 or _TITLE_BEGINS.search(parts[0]) or bodies.is_body(parts[0])
            if all(parts) and begun and bodies.is_title(together):
                end = place + count
                if end < len(texts) and _YEAR_LINE.fullmatch(texts[end]):
                    together, end = together + texts[end], end + 1
                return re.sub(r"\s+", "", together), [*blocks[:place], *blocks[_behind_repeats(texts, end) :]]
    return None, list(blocks)


def sign_offs(texts: Sequence[str]) -> Front:
    """The bodies and dates that the lines among `texts` that `is_front` accepts name."""
    signed = [found for text in texts if (found := bodies.sign_off(text))]
    return Front(None, tuple(body for body, _ in signed if body), tuple(date for _, date in signed if date))


def is_front(text: str) -> bool:
    """Whether a line signs off, labels or addresses, or repeats the title, and so is neither heading nor paragraph."""
    return bodies.sign_off(text) is not None or _LABEL.fullmatch(text) is not None or bodies.is_title(text)


def _title_in_line(text: str) -> tuple[str, str] | None:
    crumbs = _CRUMBS.match(text)
    found = bodies.title_in(text[:_LONGEST_CRUMBS], at_text=not crumbs)
    if not found:
        return None
    title, end = found
    if crumbs:
        beginning = _BEGINNING.search(text, end, end + _LONGEST_CRUMBS)
        return title, text[beginning.start() :].strip() if beginning else ""
    return title, text[end:].strip()


def _behind_repeats(texts: Sequence[str], place: int) -> int:
    """Web pages give the title twice, the second time perhaps on two lines."""
    while place < len(texts) and texts[place] and bodies.is_title(texts[place]):
        place += 1
    return place
