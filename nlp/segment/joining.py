"""Paragraphs that a page end or a line end broke, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.document import Block, TextBlock
from nlp.segment import bodies
from nlp.segment.headings import is_heading
from nlp.segment.marks import mark_at_start

_GOES_ON = "，,、“（《〈"
_ENDED = "。！？!?；;：:”’）)》】…."
_OPENS_ITSELF = re.compile(r"[一二三四五六七八九十](?:是|要)(?!一)|首先|其次|注[：:]|说明[：:]|附[：:件表]|#|\|")
_CLAUSE_HEADING = re.compile(r"[一二三四五六七八九十]是[^。；：]{2,40}[。：:]")
_WIDE = str.maketrans("()", "（）")
_LONGEST_JOINED = 4000
_SHORTEST_BROKEN = 20  # a shorter line without stop is a heading, a label or a signature


def join_broken(blocks: Sequence[Block]) -> list[Block]:
    """Put together neighbours of which the first plainly goes on in the second.

    It goes on where it ends in a comma or leaves a quotation or bracket open; or where a long line ends without any
    stop in the middle of a sentence. A styled '三是……。' (`TextBlock.level` given) is the beginning of its paragraph.
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, TextBlock) and isinstance(last, TextBlock) and _goes_on(last, block):
            joined[-1] = replace(last, text=last.text + block.text, level=None)
        else:
            joined.append(block)
    return joined


def _goes_on(first: TextBlock, second: TextBlock) -> bool:
    if len(first.text) > _LONGEST_JOINED or second.level is not None:
        return False
    if mark_at_start(second.text) or _is_apart(second.text):
        return False
    if first.level is not None:
        return _CLAUSE_HEADING.fullmatch(first.text) is not None and not _OPENS_ITSELF.match(second.text)
    if _is_apart(first.text) or _OPENS_ITSELF.match(second.text):
        return False
    if len(first.text) > 8 and (first.text[-1] in _GOES_ON or _is_open(first.text)):
        return True
    if len(first.text) < _SHORTEST_BROKEN or first.text[-1] in _ENDED:
        return False
    tail = re.split(r"[。！？]", first.text)[-1].strip()
    if mark_at_start(tail) or "\t" in first.text or "\t" in second.text:
        return False
    goes_on = second.text[-1] in _ENDED or (len(second.text) >= _SHORTEST_BROKEN and "，" in second.text)
    return goes_on and not is_heading(first.text, None, second.text)


def _is_apart(text: str) -> bool:
    return bodies.is_title(text) or bodies.sign_off(text) is not None


def _is_open(text: str) -> bool:
    """Whether a quotation or bracket opened in the last stretch is still open."""
    tail = text[-120:].translate(_WIDE)
    return "\t" not in text and any(tail.rfind(opens) > tail.rfind(closes) for opens, closes in ("“”", "（）", "《》"))
