"""Sums of numbers just stated: 予以公开250件、部分公开70件，两项合计320件; 全部公开286件、部分公开104件）390件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from nlp.claims.context import Place, foreign
from nlp.claims.statement import Reading, Statement

_SUM = re.compile(
    r"(?P<number>[两二三四五2-5])?(?:项|者|类|种|方面|部分)?(?:数字?)?(?:合计|相加|之和|合起来|加起来|加在一起|共计?|总计)(?:为|是|达|有|办理?|应办)?$"
)
_MOST_PARTS = 24  # numbers that one sum may add up: the rows of the longest table
_HOW_MANY = frozenset({"项", "者", "类", "种"})
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def summed(place: Place, statement: Statement, made: Sequence[Statement], text: str) -> dict[str, Any]:
    """The readings of a number that adds up those before it.

    Args:
        place: where it stands.
        statement: the number, not yet bound.
        made: the paragraph's statements before it.
        text: the paragraph's text.

    Returns:
        The fields that change: readings (the sum of the numbers that it is said to add up, or of the last two, three and
        so on where it does not say how many) and named; nothing where it is no sum of bound numbers.
    """
    match = _SUM.search(place.lead)
    closing = place.lead.startswith(("）", ")"))
    if not match and not closing:
        return {}
    unit = statement.quantity.unit
    recent = made[-_MOST_PARTS:]
    sentence = text.rfind("。", recent[0].start if recent else 0, place.lead_start)
    before = [s for s in recent if s.readings and s.kind == "count" and s.start > sentence and s.quantity.unit == unit]
    if place.lead.startswith(("）", ")")) and not foreign(place.lead):
        opened = max(text.rfind("（", 0, place.lead_start), text.rfind("(", 0, place.lead_start))
        count = sum(s.quantity.start > opened for s in before)
        named = True
    else:
        if not match or foreign(place.lead[: match.start()].rsplit("，", 1)[-1].strip("这那上述以")):
            return {}
        count = _NUMBERS.get(match["number"] or "", 0) or int(match["number"] or 0)
        if made and made[-1].end == place.lead_start and made[-1].quantity.unit in _HOW_MANY:  # 两项相加
            count = int(made[-1].quantity.value)
        named = count > 0
    counts = [count] if count else range(2, len(before) + 1)
    readings = tuple(filter(None, (_sum_of(before[-n:]) for n in counts if 1 < n <= len(before))))
    return {"readings": readings, "named": named, "indicator": None} if readings else {}


def _sum_of(parts: Sequence[Statement]) -> Reading:
    """Their cells together; () where one is not bound, or stands in two of them."""
    cells = [cell for part in parts for cell in (part.readings[0] if part.readings else ("",))]
    tables = {cell.partition(".")[0] for cell in cells}
    return tuple(cells) if len(set(cells)) == len(cells) and len(tables) == 1 and "" not in cells else ()
