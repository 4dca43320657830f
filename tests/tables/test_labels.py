from __future__ import annotations

import re

import pytest

from nlp.tables import labels
from nlp.tables.templates import (
    APPLICATION_ROWS,
    COLUMN_LABELS,
    GROUPS,
    OUTCOME_LABELS,
    PART_LABELS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    application_rows,
)

ROWS = [alias for row in (*APPLICATION_ROWS, *PROACTIVE_ROWS) for alias in row.aliases]
NAMED = (GROUPS, COLUMN_LABELS, OUTCOME_LABELS, PART_LABELS, PROACTIVE_COLUMNS)
NAMES = [alias for names in NAMED for _, aliases in names.values() for alias in aliases]
AROUND = [
    "一、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
    "六、其他需要报告的事项",
    "第二十条第(五)项",
    "信息内容",
    "申请人情况",
    "法人或其他组织",
    "三、本年度办理结果",
    "本年度办理结果",
    "行政诉讼",
    "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
    "本列数据的勾稽关系为",
    "之和,等于第三项加第四项之和)",
    "于第三项加第四项之和)",
    "行政复议",
    "总计",
    "合计",
]


@pytest.mark.parametrize("label", sorted({*ROWS, *NAMES, *AROUND}))
def test_no_label_is_passed_over_for_the_character_that_it_begins_with(label: str) -> None:
    every = re.compile("|".join(f"(?:{entry})" for entry, _, _ in labels._entries()))
    numbered = [label, f"(三){label}", f"三、{label}", f"2.{label}", f"其中{label}若干"]
    for text in numbered:
        assert [hit.start for hit in labels.scan(text)] == [found.start() for found in every.finditer(text)]


@pytest.mark.parametrize(
    ("misread", "key"),
    [
        ("属于四类内部事务信息", "denied.internal"),
        ("信收政府信息公开申请", None),  # near enough to 新收, not clear enough of 结转
        ("属于行政查询案卷", None),  # half of two labels, near neither
        ("属于行政执法信息", None),  # clear, but not near enough
    ],
)
def test_a_misread_label_is_taken_only_where_it_is_near_and_clear(misread: str, key: str | None) -> None:
    row = labels.almost(misread, application_rows("2021"))
    assert (row and row.key) == key
