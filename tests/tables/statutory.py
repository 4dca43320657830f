"""Statutory tables of invented bodies, in the shapes that sources give them."""

from __future__ import annotations

from nlp.document import Cell, TableBlock
from nlp.tables.templates import COLUMNS, application_rows, outcome_rows

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
LABELS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "denied.state_secret": "1.属于国家秘密",
    "denied.law_forbidden": "2.其他法律行政法规禁止公开",
    "denied.three_safety": "3.危及“三安全一稳定”",
    "denied.third_party": "4.保护第三方合法权益",
    "denied.internal": "5.属于三类内部事务信息",
    "denied.process": "6.属于四类过程性信息",
    "denied.enforcement_file": "7.属于行政执法案卷",
    "denied.admin_query": "8.属于行政查询事项",
    "unable.not_held": "1.本机关不掌握相关政府信息",
    "unable.no_ready": "2.没有现成信息需要另行制作",
    "unable.unclear": "3.补正后申请内容仍不明确",
    "rejected.petition": "1.信访举报投诉类申请",
    "rejected.duplicate": "2.重复申请",
    "rejected.publication": "3.要求提供公开出版物",
    "rejected.abusive": "4.无正当理由大量反复申请",
    "rejected.confirm": "5.要求行政机关确认或重新出具已获取信息",
    "other": "（六）其他处理",
    "other.no_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other.fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other.other": "3.其他",
    "total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
GROUP_LABELS = {
    "denied": "（三）不予公开",
    "unable": "（四）无法提供",
    "rejected": "（五）不予处理",
    "other": "（六）其他处理",
}
COLUMN_TEXTS = dict(
    zip(COLUMNS, ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"), strict=True)
)

Rows = dict[str, list[int]]


def complete(outcomes: Rows, carried_in: list[int], carried_out: list[int], template: str = "2021") -> Rows:
    """All rows of a table that keeps every identity, from six columns of some outcomes and of the two carried rows."""
    rows = {key: [*outcomes.get(key, [0] * 6)] for key in outcome_rows(template)}
    rows["total"] = [sum(row[i] for row in rows.values()) for i in range(6)]
    rows["carried_in"], rows["carried_out"] = [*carried_in], [*carried_out]
    rows["new"] = [t + o - i for t, o, i in zip(rows["total"], carried_out, carried_in, strict=True)]
    return {row.key: [*rows[row.key], sum(rows[row.key])] for row in application_rows(template)}


def named(rows: Rows) -> dict[str, int]:
    """The rows as cells by name."""
    return {f"applications.{key}.{c}": v for key, row in rows.items() for c, v in zip(COLUMNS, row, strict=True)}


def grid(rows: dict[str, list[str]], order: tuple[str, ...] = COLUMNS) -> TableBlock:
    """The table as Word and web pages give it: a header of three levels, groups that span rows, columns in any order.

    `rows` hold texts in the order of COLUMNS. With the company columns not side by side 法人或其他组织 is left out.
    """
    company = [order.index(c) for c in COLUMNS[1:6]]
    together = max(company) - min(company) == 4
    cells = [Cell(CORNER, 0, 0, 3, 3), Cell("申请人情况", 0, 3, 1, 7)]
    if together:
        cells.append(Cell("法人或其他组织", 1, 3 + min(company), 1, 5))
    for i, column in enumerate(order):
        inner = together and column in COLUMNS[1:6]
        cells.append(Cell(COLUMN_TEXTS[column], 2 if inner else 1, 3 + i, 1 if inner else 2))
    results = [key for key in rows if key not in ("new", "carried_in", "carried_out")]
    spanned: set[str] = set()
    for number, (key, values) in enumerate(rows.items(), start=3):
        group = key.split(".")[0] if "." in key else None
        if key == results[0]:
            cells.append(Cell("三、本年度办理结果", number, 0, len(results)))
        if group and group not in spanned:
            spanned.add(group)
            cells.append(Cell(GROUP_LABELS[group], number, 1, sum(k.startswith(f"{group}.") for k in rows)))
        left = 2 if group else 1 if key in results else 0
        cells.append(Cell(LABELS[key], number, left, 1, 3 - left))
        by_column = dict(zip(COLUMNS, values, strict=True))
        cells += [Cell(by_column[column], number, 3 + i) for i, column in enumerate(order)]
    return TableBlock(tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def run_together(rows: Rows, template: str = "2021") -> str:
    """The table as one line without any separator."""
    text = f"{CORNER}申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
    groups: set[str] = set()
    for key, row in rows.items():
        group = key.split(".")[0] if "." in key else None
        if key == "granted":
            text += "三、本年度办理结果"
        if group and group not in groups:
            groups.add(group)
            text += GROUP_LABELS[group]
        text += LABELS[key] + "".join(map(str, row))
    return text


def as_texts(rows: Rows) -> dict[str, list[str]]:
    """The numbers as a report writes them."""
    return {key: [str(value) for value in row] for key, row in rows.items()}
