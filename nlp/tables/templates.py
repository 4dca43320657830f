"""The statutory templates as data: rows, columns, groups and the labels that reports write for them.

Sources: 国办公开办函〔2019〕60号 (reports on 2019 and 2020) and 国办公开办函〔2021〕30号 (from 2021 on). A label that a
report writes in another way is one more alias here. Aliases are compact: no white space, no quotation marks, NFKC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TableKind = Literal["proactive", "applications", "review"]

SIX = ("natural", "company", "research", "charity", "legal", "other")
COLUMNS = (*SIX, "total")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
PARTS = ("review", "direct", "after_review")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table.

    Attributes:
        key: its part of the cell name, 'denied.third_party'.
        label: how messages call it.
        aliases: compact labels that mean it wherever they stand. One that begins with a numbering ('3.其他') counts
            only with it.
        whole: labels that mean it only where they are all the text of a cell, and the group fits.
        columns: its columns, by template; () where the row has one value and no column name.
    """

    key: str
    label: str
    aliases: tuple[str, ...]
    whole: tuple[str, ...] = ()
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def group(self) -> str | None:
        """'denied' of 'denied.third_party'."""
        return self.key.split(".")[0] if "." in self.key else None

    def columns_in(self, template: str) -> tuple[str, ...] | None:
        """The row's columns in a template, None where the template has no such row."""
        return dict(self.columns).get(template)


GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    # key: (how messages call it, compact labels)
    "denied": ("不予公开", ("不予公开",)),
    "unable": ("无法提供", ("无法提供",)),
    "rejected": ("不予处理", ("不予处理",)),
    "other": ("其他处理", ("其他处理", "(六)其他")),
}

APPLICATION_ROWS: tuple[Row, ...] = (
    Row(
        "new",
        "本年新收",
        ("本年新收政府信息公开申请数量", "本年新收政府信息公开申请", "本年新收申请数量", "本年新收件数"),
        ("本年新收",),
    ),
    Row(
        "carried_in",
        "上年结转",
        (
            "上年结转政府信息公开申请数量",
            "上年度结转政府信息公开申请数量",
            "上年结转政府信息公开申请",
            "上年度结转政府信息公开申请",
            "上年结转申请数量",
            "上年结转件数",
        ),
        ("上年结转",),
    ),
    Row("granted", "予以公开", ("予以公开",)),
    Row("partial", "部分公开", ("部分公开",)),
    Row("denied.state_secret", "不予公开·国家秘密", ("属于国家秘密",)),
    Row(
        "denied.law_forbidden",
        "不予公开·其他法律行政法规禁止",
        ("其他法律行政法规禁止公开", "其他法律、行政法规禁止公开", "法律行政法规禁止公开", "法律、行政法规禁止公开"),
    ),
    Row("denied.three_safety", "不予公开·三安全一稳定", ("危及三安全一稳定", "三安全一稳定")),
    Row("denied.third_party", "不予公开·第三方合法权益", ("保护第三方合法权益", "损害第三方合法权益")),
    Row("denied.internal", "不予公开·内部事务信息", ("属于三类内部事务信息", "属于内部事务信息", "三类内部事务信息")),
    Row("denied.process", "不予公开·过程性信息", ("属于四类过程性信息", "属于过程性信息", "四类过程性信息")),
    Row("denied.enforcement_file", "不予公开·行政执法案卷", ("属于行政执法案卷", "行政执法案卷信息")),
    Row("denied.admin_query", "不予公开·行政查询事项", ("属于行政查询事项",)),
    Row("unable.not_held", "无法提供·本机关不掌握", ("本机关不掌握相关政府信息", "本机关不掌握相关信息")),
    Row(
        "unable.no_ready",
        "无法提供·需要另行制作",
        ("没有现成信息需要另行制作", "没有现成信息,需要另行制作", "没有现成信息、需要另行制作"),
    ),
    Row("unable.unclear", "无法提供·补正后仍不明确", ("补正后申请内容仍不明确", "补正后申请内容不明确")),
    Row("rejected.petition", "不予处理·信访举报投诉", ("信访举报投诉类申请", "信访、举报、投诉类申请")),
    Row("rejected.duplicate", "不予处理·重复申请", ("重复申请",)),
    Row("rejected.publication", "不予处理·公开出版物", ("要求提供公开出版物",)),
    Row("rejected.abusive", "不予处理·大量反复申请", ("无正当理由大量反复申请",)),
    Row(
        "rejected.confirm",
        "不予处理·确认或重新出具",
        (
            "要求行政机关确认或重新出具已获取信息",
            "要求行政机关确认或者重新出具已获取信息",
            "要求确认或重新出具已获取信息",
        ),
    ),
    Row("other", "其他处理", ("其他处理", "(六)其他")),
    Row("other.no_correction", "其他处理·逾期不补正", ("申请人无正当理由逾期不补正", "无正当理由逾期不补正")),
    Row(
        "other.fee_unpaid",
        "其他处理·逾期未缴费",
        ("申请人逾期未按收费通知要求缴纳费用", "申请人逾期未按收费通知要求", "逾期未按收费通知要求缴纳费用"),
    ),
    Row("other.other", "其他处理·其他", ("3.其他", "3、其他"), ("其他",)),
    Row(
        "total",
        "办理结果总计",
        ("(七)总计", "(六)总计", "(八)总计", "(七)合计", "七、总计", "办理结果总计"),
        ("总计", "合计"),
    ),
    Row(
        "carried_out",
        "结转下年度",
        ("结转下年度继续办理", "结转下一年度继续办理", "结转至下年度继续办理", "结转下年度办理"),
        ("结转下年度",),
    ),
)

ONLY_2021 = ("other.no_correction", "other.fee_unpaid", "other.other")

COLUMN_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    # key: (how messages call it, compact labels); 'other' is known only as the whole text of a cell
    "natural": ("自然人", ("自然人",)),
    "company": ("商业企业", ("商业企业",)),
    "research": ("科研机构", ("科研机构",)),
    "charity": ("社会公益组织", ("社会公益组织", "社会公益")),
    "legal": ("法律服务机构", ("法律服务机构", "法律服务")),
    "other": ("其他组织", ("其他", "其他组织")),
    "total": ("总计", ("总计", "合计")),
}

OUTCOME_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "upheld": ("结果维持", ("结果维持",)),
    "corrected": ("结果纠正", ("结果纠正",)),
    "other": ("其他结果", ("其他结果",)),
    "pending": ("尚未审结", ("尚未审结",)),
    "total": ("总计", ("总计", "合计")),
}

PART_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "review": ("行政复议", ("行政复议",)),
    "direct": ("未经复议直接起诉", ("未经复议直接起诉", "未经行政复议直接起诉")),
    "after_review": ("复议后起诉", ("复议后起诉", "行政复议后起诉", "经复议后起诉")),
}

_FILES_2019, _FILES_2021 = ("made", "published", "total"), ("made", "repealed", "valid")
_ITEMS_2019 = ("prev_items", "delta", "decisions")

PROACTIVE_ROWS: tuple[Row, ...] = (
    Row("regulations", "规章", ("规章",), columns=(("2019", _FILES_2019), ("2021", _FILES_2021))),
    Row(
        "normative",
        "规范性文件",
        ("行政规范性文件", "规范性文件"),
        columns=(("2019", _FILES_2019), ("2021", _FILES_2021)),
    ),
    Row("licensing", "行政许可", ("行政许可",), columns=(("2019", _ITEMS_2019), ("2021", ()))),
    Row("other_services", "其他对外管理服务事项", ("其他对外管理服务事项",), columns=(("2019", _ITEMS_2019),)),
    Row("penalty", "行政处罚", ("行政处罚",), columns=(("2019", _ITEMS_2019), ("2021", ()))),
    Row("coercion", "行政强制", ("行政强制",), columns=(("2019", _ITEMS_2019), ("2021", ()))),
    Row("fees", "行政事业性收费", ("行政事业性收费",), columns=(("2019", ("prev_items", "delta")), ("2021", ()))),
    Row("procurement", "政府集中采购", ("政府集中采购",), columns=(("2019", ("projects", "amount")),)),
)

PROACTIVE_COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    # key: (template that the label shows, compact labels); '' where both have it
    "made.2019": ("2019", ("本年新制作数量", "本年度新制作数量", "新制作数量")),
    "published": ("2019", ("本年新公开数量", "本年度新公开数量", "本年度公开数量", "本年公开数量", "新公开数量")),
    "total": ("2019", ("对外公开总数量", "对外公开总数")),
    "made.2021": ("2021", ("本年制发件数", "本年度制发件数", "制发件数")),
    "repealed": ("2021", ("本年废止件数", "本年度废止件数", "废止件数")),
    "valid": ("2021", ("现行有效件数", "现行有效数")),
    "prev_items": ("2019", ("上一年项目数量", "上年项目数量", "上一年度项目数量")),
    "delta": ("2019", ("本年增/减", "本年度增/减", "本年增减")),
    "decisions.2021": ("2021", ("本年处理决定数量", "本年度处理决定数量")),
    "decisions": ("", ("处理决定数量",)),
    "fees.2021": ("2021", ("本年收费金额", "本年度收费金额", "收费金额")),
    "projects": ("2019", ("采购项目数量",)),
    "amount": ("2019", ("采购总金额",)),
}

MONEY = ("proactive.procurement.amount", "proactive.fees")  # in 万元

# What stands in a statutory table besides labels of rows and columns: it ends the values before it.
FURNITURE: dict[str, tuple[str, ...]] = {
    # key: patterns over compact text
    "contents": ("信息内容",),
    "applicants": ("申请人情况",),
    "bodies": ("法人或其他组织", "法人和其他组织"),
    "results": ("(?:三、)?本年度办理结果",),
    "litigation": (r"(?<![、和及或])行政诉讼(?![数案情])",),
    "sum_note": (  # the note in the corner of the applications table, whole or broken over lines
        r"\(?本列数据的勾稽关系为:?(?:第一项加第二项(?:之和)?)?,?(?:等于第三项加第四项之和\)?)?",
        r"(?:之和,?)?等?于第三项加第四项之和\)?",
    ),
}

# Section headings that may be glued to a table: patterns over compact text.
SECTION_HEADINGS: tuple[str, ...] = (
    r"[一二三四五六七八]、主动公开政府信息(?:工作)?情况",
    r"[一二三四五六七八]、收到和处理政府信息公开申请情况",
    r"[一二三四五六七八]、(?:因)?政府信息公开[^。;0-9]{0,14}行政法?复议[^。;0-9]{0,12}情况",
    r"[一二三四五六七八]、(?:政府信息公开工作)?存在的主要问题(?:及|和|、|以及)[^。;,:0-9]{0,6}(?:情况|措施)",
    r"[一二三四五六七八]、其他需要报告的(?:事项|情况)",
)


def application_rows(template: str) -> tuple[Row, ...]:
    """The rows of the applications table in the order of a template ('2019' or '2021')."""
    drop = ("other",) if template == "2021" else ONLY_2021
    return tuple(row for row in APPLICATION_ROWS if row.key not in drop)


def outcome_rows(template: str) -> tuple[str, ...]:
    """The keys of the rows that add up to 总计."""
    frame = ("new", "carried_in", "total", "carried_out")
    return tuple(row.key for row in application_rows(template) if row.key not in frame)


def cell_names(kind: TableKind, template: str) -> tuple[str, ...]:
    """Every cell name of a table, in reading order."""
    if kind == "applications":
        return tuple(f"applications.{row.key}.{column}" for row in application_rows(template) for column in COLUMNS)
    if kind == "review":
        return tuple(f"review.{part}.{outcome}" for part in PARTS for outcome in OUTCOMES)
    return tuple(name for row in PROACTIVE_ROWS for name in proactive_names(row, template))


def proactive_names(row: Row, template: str) -> tuple[str, ...]:
    """The cell names of a row of the proactive table.

    >>> proactive_names(PROACTIVE_ROWS[2], "2021")
    ('proactive.licensing',)
    """
    columns = row.columns_in(template)
    if columns is None:
        return ()
    return tuple(f"proactive.{row.key}.{column}" for column in columns) or (f"proactive.{row.key}",)
