"""Sentences and clauses of a paragraph, as exact spans."""

from __future__ import annotations

import re

from nlp.segment.report import Span

_END = re.compile(r"[。！？!?]+[”’」』）)】]*")
_OPENER = re.compile(
    r"""
      [一二三四五六七八九十]{1,2}(?:是|要)(?!一)            # 一是加强领导，二是…   一要…
    | 首先(?=[，、是])|其次(?=[，、是])|再次(?=[，、是])|最后(?=[，、是])  # 首先，…其次，…
    | (?:第[一二三四五六七八九十]|其[一二三四五])(?=[，、是])   # 第一，…  其一，…
    | [(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）](?![项条款])  # （一）…（二）…
    | [\u2460-\u2473]                                       # ①
    | \d{1,2}[、.．](?![\d.．])                              # 1.…2.…
    """,
    re.VERBOSE,
)
# An opener opens a clause only where the clause before it has ended.
_BEFORE_OPENER = "。！？!?；;：:，,"
_CLOSES = {"（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "《": "》"}
_LONGEST_QUOTE = 200
_DEEPEST = 8  # marks open at a time; beyond, the outermost are mistakes


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences, and these before 一是…二是…, 首先…其次…, （1）…（2）….

    Full stops inside brackets and quotation marks do not cut, but one that ends a quotation does. The spans are in
    order, do not overlap, begin and end with a visible character, and cover all that is not white space.

    Args:
        text: a paragraph.

    Returns:
        Half-open character offsets into `text`.

    >>> text = "今年做了两件事：一是建章立制；二是培训。效果良好。"
    >>> [span.of(text) for span in sentences(text)]
    ['今年做了两件事：', '一是建章立制；', '二是培训。', '效果良好。']
    """
    enclosed = _enclosed(text)
    cuts = {found.end() for found in _END.finditer(text) if not enclosed[found.start()] or _ends_quote(text, found)}
    openers = (found for found in _OPENER.finditer(text) if not enclosed[found.start()])
    cuts |= {found.start() for found in openers if _may_open(text, found)}
    spans = []
    start = 0
    for end in sorted(cuts | {len(text)}):
        piece = text[start:end]
        visible = piece.strip()
        if visible:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(visible)))
        start = end
    return tuple(spans)


def _may_open(text: str, found: re.Match[str]) -> bool:
    place = found.start() - 1
    while place >= 0 and text[place].isspace():
        place -= 1
    return place < 0 or text[place] in _BEFORE_OPENER


def _ends_quote(text: str, found: re.Match[str]) -> bool:
    """'“……。”他说' ends a sentence only with the paragraph or before a new clause; '“……。”' at a stop does."""
    closing = found.group().lstrip("。！？!?")
    return bool(closing) and (found.end() == len(text) or text[found.end()].isspace())


def _enclosed(text: str) -> list[bool]:
    """For each character whether it stands between a bracket or quotation mark and its partner.

    A mark without partner, or one whose partner is far away, encloses nothing: such marks are mistakes.
    """
    inside = [False] * len(text)
    open_marks: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _CLOSES:
            open_marks = [*open_marks[1 - _DEEPEST :], (_CLOSES[character], place)]
            continue
        for depth in range(len(open_marks) - 1, -1, -1):
            closing, opened = open_marks[depth]
            if closing == character:
                if place - opened <= _LONGEST_QUOTE:
                    inside[opened + 1 : place] = [True] * (place - opened - 1)
                del open_marks[depth:]
                break
    return inside
