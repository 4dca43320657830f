"""Changes: 较上年增加18件, 同比增长15.3%, 由29家增加到34家."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """The word of change before a number.

    Attributes:
        sign: 1 upwards, -1 downwards.
        level: True where the number is what was reached (增加到34家), False where it is by how much (增加18件).
        sure: False for words that also mean an act (新增3个窗口, 提升3个中心) where nothing is compared.
    """

    sign: int
    level: bool
    sure: bool = True


_UP = "增加|增长|增幅|上升|提高|提升|净增|新增|增|升|添|多|高于?|前进|扩大"
_DOWN = "减少|下降|降幅|回落|降低|净减|压减|压缩|精简|取消|砍掉|核减|调减|缩减|缩短|少|低于?|降|减|压"
_WORDS = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<either>调整|变|整合|扩|并|调))"
    r"(?:公开|收到?|受理|办理?|出|发布|制发)?(?:率|幅度?|额|量|数量?)?(?P<level>[至到为成])?(?:了|达|约|近|超过?|逾|分别|到了)*$"
)
_DOUBTFUL = re.compile(r"提高|提升|新增|增|添|压|升|多|高于?|前进|扩大|压减|压缩|精简|取消|缩减|少|低于?|降|减")
_COMPARED = re.compile(r"较|比|净|同期|由|从|上年|去年")


def change_of(lead: str, unit: str) -> Change | None:
    """The change that the words before a number speak of.

    Args:
        lead: the words before the number.
        unit: its unit; 新增155项 of items is a change, 新增申请83件 is none.

    Returns:
        The change; None where there is none.

    >>> change_of("较上年增加", "件")
    Change(sign=1, level=False, sure=True)
    """
    match = _WORDS.search(lead)
    if not match:
        return None
    if match["either"]:
        return Change(1, True) if match["level"] else None
    if match["level"] == "为" and match["up"] and len(match["up"]) == 1:
        return None
    sure = bool(match["level"] or unit in ("%", "个百分点") or _COMPARED.search(lead[-20:]))
    word = match["up"] or match["down"]
    return Change(1 if match["up"] else -1, bool(match["level"]), sure or not _DOUBTFUL.fullmatch(word))
