"""The shortest stretch of a paragraph that states a number."""

from __future__ import annotations

import re

from nlp.claims.clue import Found
from nlp.claims.context import Place
from nlp.claims.quantities import Quantity
from nlp.segment import tokens

_LONGEST = 20
_SHORTEST = 8
_BOUNDARY = re.compile(r"[，,。；;、：:！？（）()“”》\n]")
_JOINING = re.compile(r"\s*(?:以及|和|及|与|并|且)?\s*")
# Where a stretch without punctuation is too long, it begins at the last but first of these verbs and sums.
_BEGINNINGS = re.compile(
    r"(?:发布|公开|公布|制发|制定|制作|印发|编发|编制|编印|出版|刊登|刊发|推出|推送|举办|召开|组织|开展|开设|设立|设置|建立|建成|建设"
    r"|收到|受理|办理|办结|答复|回复|处理|接待|接受|培训|参加|完成|实现|整改|发现|新增|增加|减少|达到?|共计?|累计|合计|其中|全年)"
)


def span_of(place: Place, quantity: Quantity, text: str, found: Found | None = None) -> tuple[int, int]:
    """From the word that names the number, or from the last punctuation, to its unit or the words behind it.

    Args:
        place, quantity: the number.
        text: the paragraph's text.
        found: what it measures.

    Returns:
        A half-open span of the paragraph's text.
    """
    end = quantity.end + (found.tail if found else 0)
    if found and found.anchor is not None and place.lead == text[place.lead_start : quantity.start]:
        return place.lead_start + found.anchor, end
    own = text[place.lead_start : quantity.start]
    cut = max((match.end() for match in _BOUNDARY.finditer(own)), default=0)
    words = own[cut:]
    if len(words) > _LONGEST:
        begins = [m.start() for m in _BEGINNINGS.finditer(words) if len(words) - m.start() <= _LONGEST]
        cut += begins[0] if begins else _word_start(words)
    opening = _JOINING.match(own, cut)
    return place.lead_start + (opening.end() if opening else cut), end


def _word_start(text: str) -> int:
    """Where the last few words begin: an offset that cuts no word."""
    start = len(text)
    for word in reversed(tokens.words(text)):
        start = text.rfind(word, 0, start)
        if len(text) - start >= _SHORTEST:
            break
    return start
