"""What sort of body a name belongs to."""

from __future__ import annotations

import re

# The first that fits decides. The words are those of the column `kind` in corpora/README.md.
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?:大学|学院|学校|中学|小学)$", "university"),
        (r"(?:医院|卫生院|保健院|疾病预防控制中心)$", "hospital"),
        (r"街道(?:办事处|党工委)?$|街道办", "street"),
        (r"[镇乡](?:人民)?政府$|[镇乡]$|民族乡", "township"),
        (r"海关|税务局|气象局|邮政管理局|海事局|出入境|地震局|监管局$(?<!市场监管局)|供电|烟草", "vertical"),
        (r"(?:管理委员会|管委会)$|开发区|高新区|[^地]新区|实验区|示范区|保税区|园区", "zone"),
        (r"^国家|^中国|^国务院|^中华人民共和国|^[^省市县区州]{2,10}部$|总局$", "ministry"),
        (r"^(?!.*[市县州]).{2,5}?(?:省|自治区).+(?:厅|局|委员会|办公室|委|院)$", "province"),
        (r"(?:省|自治区)(?:人民)?政府", "province"),
        (r"区(?:人民)?政府", "district"),
        (r"[县旗](?:人民)?政府", "county"),
        (r"[市州盟](?:人民)?政府", "city"),
    )
)
_OTHER = "bureau"


def kind_of(body: str) -> str:
    """The sort of body, guessed from its name; bureaus of cities and counties are what is left.

    >>> [kind_of(name) for name in ("溪口镇人民政府", "沂濛省商务厅", "云岚县水务局", "望潮新区管理委员会")]
    ['township', 'province', 'bureau', 'zone']
    """
    return next((kind for pattern, kind in _KINDS if pattern.search(body)), _OTHER)
