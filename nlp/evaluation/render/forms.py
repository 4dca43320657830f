"""The statutory tables as they are printed, filled in with a report's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nlp.evaluation.gold import GoldReport
from nlp.tables.templates import TableKind


@dataclass(frozen=True, slots=True)
class Box:
    """A table cell with its place and size in the grid."""

    text: str
    row: int
    column: int
    height: int
    width: int


def grid(report: GoldReport, table: TableKind) -> list[list[str]]:
    """The filled-in table, '<' and '^' where a cell is covered."""
    values = report.tables.get(table, {})
    lines = FORMS[table, report.template].split("\n")
    return [[text for cell in line.split(" | ") for text in _filled(cell, values)] for line in lines if line]


def boxes(rows: list[list[str]]) -> Iterator[Box]:
    """The cells that stand, in reading order."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in "<^" and text:
                continue
            width = next((n for n, cell in enumerate(row[c + 1 :], 1) if cell != "<"), len(row) - c)
            below = [line[c] for line in rows[r + 1 :]]
            height = next((n for n, cell in enumerate(below, 1) if cell != "^"), len(below) + 1)
            yield Box(text, r, c, height, width)


# The statutory tables. '|' parts cells; '<' is covered by the cell on its left, '^' by the one above; {name} is a
# value, {+name} a signed one, {row*} the seven applicant columns (or the five outcomes) of a row.
PROACTIVE_2019 = """
第二十条第（一）项 | < | < | <
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | {regulations*}
规范性文件 | {normative*}
第二十条第（五）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | {licensing.0} | {+licensing.1} | {licensing.2}
其他对外管理服务事项 | {other_services.0} | {+other_services.1} | {other_services.2}
第二十条第（六）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | {penalty.0} | {+penalty.1} | {penalty.2}
行政强制 | {coercion.0} | {+coercion.1} | {coercion.2}
第二十条第（八）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | <
行政事业性收费 | {fees.0} | {+fees.1} | <
第二十条第（九）项 | < | < | <
信息内容 | 采购项目数量 | 采购总金额（万元） | <
政府集中采购 | {procurement.0} | {procurement.1} | <
"""

PROACTIVE_2021 = """
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | {regulations*}
行政规范性文件 | {normative*}
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | {licensing} | < | <
第二十条第（六）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政处罚 | {penalty} | < | <
行政强制 | {coercion} | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | {fees} | < | <
"""

APPLICATIONS_HEAD = """
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <
^ | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | < | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
一、本年新收政府信息公开申请数量 | < | < | {new*}
二、上年结转政府信息公开申请数量 | < | < | {carried_in*}
三、本年度办理结果 | （一）予以公开 | < | {granted*}
^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | < | {partial*}
^ | （三）不予公开 | 1.属于国家秘密 | {denied.state_secret*}
^ | ^ | 2.其他法律行政法规禁止公开 | {denied.law_forbidden*}
^ | ^ | 3.危及“三安全一稳定” | {denied.three_safety*}
^ | ^ | 4.保护第三方合法权益 | {denied.third_party*}
^ | ^ | 5.属于三类内部事务信息 | {denied.internal*}
^ | ^ | 6.属于四类过程性信息 | {denied.process*}
^ | ^ | 7.属于行政执法案卷 | {denied.enforcement_file*}
^ | ^ | 8.属于行政查询事项 | {denied.admin_query*}
^ | （四）无法提供 | 1.本机关不掌握相关政府信息 | {unable.not_held*}
^ | ^ | 2.没有现成信息需要另行制作 | {unable.no_ready*}
^ | ^ | 3.补正后申请内容仍不明确 | {unable.unclear*}
^ | （五）不予处理 | 1.信访举报投诉类申请 | {rejected.petition*}
^ | ^ | 2.重复申请 | {rejected.duplicate*}
^ | ^ | 3.要求提供公开出版物 | {rejected.publication*}
^ | ^ | 4.无正当理由大量反复申请 | {rejected.abusive*}
^ | ^ | 5.要求行政机关确认或重新出具已获取信息 | {rejected.confirm*}
"""

OTHER_2019 = """
^ | （六）其他处理 | < | {other*}
"""

OTHER_2021 = """
^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | {other.no_correction*}
^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | {other.fee_unpaid*}
^ | ^ | 3.其他 | {other.other*}
"""

APPLICATIONS_FOOT = """
^ | （七）总计 | < | {total*}
四、结转下年度继续办理 | < | < | {carried_out*}
"""

REVIEW = """
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
{review*} | {direct*} | {after_review*}
"""

FORMS = {
    ("proactive", "2019"): PROACTIVE_2019,
    ("proactive", "2021"): PROACTIVE_2021,
    ("applications", "2019"): APPLICATIONS_HEAD + OTHER_2019 + APPLICATIONS_FOOT,
    ("applications", "2021"): APPLICATIONS_HEAD + OTHER_2021 + APPLICATIONS_FOOT,
    ("review", "2019"): REVIEW,
    ("review", "2021"): REVIEW,
}

_SLOT = re.compile(r"\{(\+?)([a-z_.]+?)(?:\.(\d))?(\*?)\}")


def _filled(cell: str, values: Mapping[str, tuple[Decimal | None, ...]]) -> list[str]:
    if not (slot := _SLOT.fullmatch(cell)):
        return [cell]
    sign, name, place, whole = slot.groups()
    row = values.get(name, (Decimal(0),) * 7)  # rows left out are zero
    if whole:
        return [_written(number) for number in row]
    number = row[int(place or 0)]
    if sign and number:
        return [f"{'+' if number > 0 else '-'} {abs(number)}"]
    return [_written(number)]


def _written(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
