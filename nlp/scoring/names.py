"""When two names are one body: the key by which reports of several years are put together.

Careful on purpose: two bodies taken for one make failures where nothing is wrong, one body taken for two only leaves
checks out. So spellings are made alike, and short forms spelt out that stand for one name only; a place above that one
name has and another lacks (鼓楼区, of which there are several), a renamed or merged body, a slip of the pen, and an office
that reports for its government are left as they are.
"""

from __future__ import annotations

import re
import unicodedata

# What a body is called for short, and the one name it stands for, behind the name of a place: '石梁市科委'.
_SHORT = {
    "政府": "人民政府",
    "教委": "教育委员会",
    "科委": "科学技术委员会",
    "国资委": "国有资产监督管理委员会",
    **dict.fromkeys(("发改委", "发展改革委"), "发展和改革委员会"),
    **dict.fromkeys(("卫健委", "卫生健康委"), "卫生健康委员会"),
    **dict.fromkeys(("住建委", "住房城乡建设委"), "住房和城乡建设委员会"),
    "农业农村委": "农业农村委员会",
    **{
        short + kind: full + kind
        for kind in "局厅"
        for short, full in (
            ("发改", "发展和改革"),
            ("工信", "工业和信息化"),
            ("人社", "人力资源和社会保障"),
            ("住建", "住房和城乡建设"),
            ("文旅", "文化和旅游"),
            ("退役军人", "退役军人事务"),
        )
    },
    "市场监管局": "市场监督管理局",
    "应急局": "应急管理局",
    "医保局": "医疗保障局",
}
_BEHIND_A_PLACE = re.compile(rf"(?P<place>.+[省市县区州盟旗])(?P<short>{'|'.join(_SHORT)})")
_COMMITTEE = re.compile(r"(?<=[区港园])管委会$")
_IDLE = re.compile(r"[\s·.,、“”\"'《》]")


def body_key(issuer: str) -> str:
    """The name in full and in one spelling.

    Args:
        issuer: a body's name as its report gives it.

    Returns:
        A key that is the same for two reports of one body; never the same for bodies of different places.

    >>> body_key("石梁新区管委会") == body_key("石梁新区 管理委员会")
    True
    >>> body_key("石梁市科委")
    '石梁市科学技术委员会'
    >>> body_key("石梁市人民政府办公室") == body_key("石梁市人民政府")
    False
    """
    name = _IDLE.sub("", unicodedata.normalize("NFKC", issuer))
    name = _COMMITTEE.sub("管理委员会", name)
    short = _BEHIND_A_PLACE.fullmatch(name)
    return short["place"] + _SHORT[short["short"]] if short else name
