"""Numbers of the table 主动公开政府信息情况: regulations, normative documents, licences, penalties, fees, purchases."""

from __future__ import annotations

import re

from nlp.claims.clue import Clue, Found, State
from nlp.claims.concepts import Concept
from nlp.claims.context import foreign

_DOCUMENTS = frozenset({"件", "部", "份", "个", "项", "条", "篇", ""})
_DECISIONS = frozenset({"件", "宗", "起", "例", "项", "次", "件次", "个", "条", "人次", "单", "户次", ""})
_ITEMS = frozenset({"项", "个", "种", "类"})
_PROJECTS = frozenset({"个", "项", "件", "批", "宗", "次", ""})
_OF_DOCUMENTS = frozenset({"normative", "regulations"})
# A number next to one of these is of applications or disputes, whatever row was named before.
_ELSEWHERE = frozenset({"part", "flow", "outcome", "applicant", "ground", "noun"})

# A document that was cleaned up, reviewed or reprinted was not made this year.
_HANDLED = re.compile(
    r"清理|审查|审核|备案|评估|起草|代拟|梳理|归集|入库|收录|录入|刊[登发载]|登载|转发|解读|汇编|移交|报送|检索|查阅|征求|上传|标注|修[改订]|配套|补录"
)
_ITEM_WORDS = re.compile(r"(?:事项|项目)(?!化|组|库)")
_NOW = re.compile(r"(?:实有|现有|保留|现存|尚有|还有)(?:了|为|共)?$")
_RIGHT_BEHIND = re.compile(r"个?项目?[、，,](?:合计|共计?|总计)?$")  # 完成284个项目、3.64亿元
_AMOUNT = re.compile(r"金额|总额|采购额")


def find(clue: Clue, state: State) -> Found | None:
    """The row and column that a number is of, if any; the state's row, act and items go on."""
    if clue.behind and clue.behind[0].role == "row":
        return _of_row(clue, state, clue.behind[0].name, [], None, clue.behind[0].end)
    rows, near = clue.of("row"), clue.near
    counted = near is not None and near.name in ("handled", "done") and (rows or state.row)
    elsewhere = near is not None and near.role in _ELSEWHERE and not counted
    if elsewhere or (rows and near is None and not clue.change):
        # the row named is not what is counted, so nothing after it leans on it
        state.row = state.row if elsewhere and rows else None
        return None
    row = rows[-1].name if rows else state.row
    now = row is not None and _NOW.search(clue.place.lead)
    if row is None or (near is None and not clue.change and not now and foreign(clue.place.lead)):
        return None
    return _of_row(clue, state, row, clue.of("act"), rows[-1].start if rows else None, 0)


def _of_row(
    clue: Clue, state: State, row: str, acts: list[Concept], anchor: int | None, tail: int
) -> Found | None:
    inherited = state.act if state.row in _OF_DOCUMENTS else None
    items = bool(_ITEM_WORDS.search(clue.place.lead)) or row == "fees" or (row == state.row and state.items)
    state.row, state.act, state.items, state.role = row, acts[-1].name if acts else inherited, items, "row"
    if row in _OF_DOCUMENTS:
        return _documents(clue, state, row, acts, anchor, tail)
    if row == "procurement":
        return _purchases(clue, anchor, tail)
    if row == "rules":
        return None
    return _powers(clue, row, items, anchor, tail)


def _documents(
    clue: Clue, state: State, row: str, acts: list[Concept], anchor: int | None, tail: int
) -> Found | None:
    lead = clue.place.lead
    handled = _HANDLED.search(lead[acts[-1].end :] if acts else lead)
    if handled or clue.quantity.unit not in _DOCUMENTS or (clue.change and not clue.change.level):
        state.row = None
        return None
    if acts and not tail:
        anchor = acts[-1].start if anchor is None else min(anchor, acts[-1].start)
    return Found(f"proactive.{row}.{state.act or 'made'}", state.act is not None, anchor, tail)


def _purchases(clue: Clue, anchor: int | None, tail: int) -> Found | None:
    if clue.quantity.unit.endswith("元"):
        lead = clue.place.lead
        if _AMOUNT.search(lead) or _RIGHT_BEHIND.match(lead) or tail or not foreign(lead[-6:]):
            return Found("proactive.procurement.amount", True, anchor, tail)
        return None
    return Found("proactive.procurement.projects", True, anchor, tail) if clue.quantity.unit in _PROJECTS else None


def _powers(clue: Clue, row: str, items: bool, anchor: int | None, tail: int) -> Found | None:
    """Licences, penalties, coercion, fees: their items, or what was decided and collected."""
    unit, change = clue.quantity.unit, clue.change
    if row == "fees" and unit.endswith("元"):
        return None if change and not change.level else Found("proactive.fees.amount", True, anchor, tail)
    if unit in _ITEMS and items and _NOW.search(clue.place.lead):
        return Found(f"proactive.{row}.items", True, anchor, tail)
    if unit in _ITEMS and items:
        if change:
            return Found(f"proactive.{row}.{'items' if change.level else 'delta'}", True, anchor, tail)
        last_year = re.search("上|去年|由", clue.place.lead + clue.place.rest[:4])
        return Found(f"proactive.{row}.prev_items", bool(last_year), anchor, tail)
    if row == "fees" or unit not in _DECISIONS or change:
        return None
    return Found(f"proactive.{row}.decisions", unit not in _ITEMS, anchor, tail)
