"""The Chinese words that stand for the names in an analysis, for every report made from it.

A name that is not listed is shown as it is, so that a new cause or rule is never hidden.
"""

from __future__ import annotations

THEMES = {
    "mechanism": "体制机制",
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "management": "政府信息管理",
    "platform": "平台建设",
    "supervision": "监督保障",
    "problems": "问题及改进",
    "other": "其他",
}

ASPECTS = {"problem": "问题", "improvement": "改进"}

# In the order of a reader's interest.
VERDICTS = {
    "mismatch": "不一致",
    "ambiguous": "存疑",
    "match": "一致",
    "consistent": "相符",
    "no_counterpart": "表中无对应",
}

APPROXIMATIONS = {"about": "约", "more": "多于", "less": "不足"}

KINDS = {"count": "数量", "amount": "金额", "share": "占比", "change": "增减", "rate": "比率"}

CAUSES = {
    "other_column": "取了另一列的数",
    "other_row": "取了另一行的数",
    "sub_row": "分项与合计混用",
    "last_year": "用了上年数",
    "digits_swapped": "数字颠倒",
    "digit_lost": "多写或漏写一位",
    "digit_changed": "错写一位",
    "unit": "单位有误",
    "truncated": "舍去尾数而未四舍五入",
}

RULES = {
    "balance": "收办平衡",
    "results_sum": "办理结果合计",
    "row_sum": "申请人各列合计",
    "review_sum": "复议诉讼结果合计",
    "parts": "正文分项合计",
    "share": "正文占比",
    "growth": "正文增减幅",
    "repeat": "正文前后一致",
    "cross_year": "跨年度衔接",
}

STATUSES = {"pass": "成立", "fail": "不成立", "skipped": "未核"}

TABLES = {
    "proactive": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况",
}

TEMPLATES = {
    "2019": "2019年式样（国办公开办函〔2019〕60号）",
    "2021": "2021年式样（国办公开办函〔2021〕30号）",
    "none": "无法定表格",
}

INFERRED = {
    "blank": "空白，按勾稽关系推定为0",
    "split": "数字连写，按勾稽关系拆分",
    "sum": "总计空白，按各列之和推定",
}


def word(words: dict[str, str], name: str | None) -> str:
    """The Chinese word for a name, or the name itself.

    >>> word(VERDICTS, "match")
    '一致'
    >>> word(CAUSES, "something_new")
    'something_new'
    >>> word(CAUSES, None)
    ''
    """
    return "" if name is None else words.get(name, name)
