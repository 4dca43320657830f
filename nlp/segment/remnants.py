"""Torn-off pieces of the statutory tables' labels that stand among the text: '结果', '（三）不', '社会法律'."""

from __future__ import annotations

import re
from functools import cache

from nlp.segment.marks import mark_at_start

_NO_LABEL = re.compile(r"[^\u4e00-\u9fff]")
_SHORTEST = 2  # characters that a piece of a label must have to be told by itself
_LONGEST = 40
# Short answers that stand where a table might.
_ANSWERS = frozenset({"无", "没有", "未发生", "无其他"})


def is_remnant(text: str) -> bool:
    """Whether a line consists of nothing but pieces of the tables' labels and figures.

    Says yes to what may also be prose in other places: ask only where a table stands in the same section.

    >>> is_remnant("维持纠正结果审结"), is_remnant("2.其他法律行政法规禁"), is_remnant("未发生行政诉讼。")
    (True, True, False)
    """
    if len(text) > _LONGEST or re.search(r"[。；！？]", text):
        return False
    mark = mark_at_start(text)
    letters = _NO_LABEL.sub("", text[mark.end :] if mark else text)
    if letters in _ANSWERS or (mark and not letters):
        return False
    return len(letters) <= 1 or _covered(letters)


def _covered(letters: str) -> bool:
    """Whether `letters` can be put together from stretches of labels, each as long as possible."""
    place = 0
    while place < len(letters):
        length = next((n for n in range(len(letters) - place, 0, -1) if _in_label(letters[place : place + n])), 0)
        if length < _SHORTEST and not (length and (place == 0 or place + length == len(letters))):
            return False
        place += length
    return True


def _in_label(piece: str) -> bool:
    return piece in _all_labels()


@cache
def _all_labels() -> str:
    """The labels of both templates in one string, parted by blanks."""
    from nlp.tables import templates

    rows = [
        label
        for row in (*templates.APPLICATION_ROWS, *templates.PROACTIVE_ROWS)
        for label in (row.label, *row.aliases, *row.whole)
    ]
    named = (
        templates.GROUPS,
        templates.COLUMN_LABELS,
        templates.OUTCOME_LABELS,
        templates.PART_LABELS,
        templates.PROACTIVE_COLUMNS,
    )
    labels = [label for labels in named for name, aliases in labels.values() for label in (name, *aliases)]
    furniture = [pattern for patterns in templates.FURNITURE.values() for pattern in patterns]
    extra = (
        "法人或其他组织",
        "本年度办理结果",
        "行政诉讼",
        "行政复议",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    )
    return " ".join(_NO_LABEL.sub("", label) for label in (*rows, *labels, *furniture, *extra))
