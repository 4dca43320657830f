"""Numbers of the table 主动公开政府信息情况: regulations, normative documents, licences, penalties, fees, purchases."""

from __future__ import annotations

import re

from nlp.claims.clue import Clue, Found, State, segment
from nlp.claims.concepts import Concept
from nlp.claims.context import foreign

_DOCUMENTS = frozenset({"件", "部", "份", "个", "项", "条", "篇", ""})
_DECISIONS = frozenset({"件", "宗", "起", "例", "项", "次", "件次", "个", "条", "人次", "单", "户次", ""})
_ITEMS = frozenset({"项", "个", "种", "类"})
_PROJECTS = frozenset({"个", "项", "件", "批", "宗", "次", "单", ""})
_OF_DOCUMENTS = frozenset({"normative", "regulations"})
# A number next to one of these is of applications or disputes, whatever row was named before.
_ELSEWHERE = frozenset({"part", "flow", "outcome", "applicant", "ground", "noun"})

# A document that was cleaned up, reviewed or reprinted was not made this year; what became of it may be in the table.
_HANDLED = re.compile(
    r"清理|审查|审核|备案|评估|起草|代拟|梳理|归集|入库|收录|录入|刊[登发载]|登载|转发|解读|汇编|移交|报送|检索|查阅|征求|上传|标注|修[改订]|配套|补录"
)
_ITEM_WORDS = re.compile(r"(?:事项|项目)(?!化|组|库)")
_NOW = re.compile(r"(?:实有|现有|现为|保留|现存|尚有|还[有收]|仍[为有]|剩余?|余|达到?|合计|共计?)(?:了|为|共)?$")
_BEFORE = re.compile(r"上|去年|由|从|原有|原来")
_FROM = re.compile(r"[由从](?:上一?年的?|原来的?)?$")
_UPON = re.compile(r"在?[^，。；]{0,6}(?:基础|底子)上")
_CHANGE_WORDS = re.compile(
    r"(?:净|新|再|又|反而|一下子|一年|各){0,4}(?:增加?|减少?|降|加|添|压减?|多|少|取消|砍掉|精简|调整|保留|实有|现为|现存|仍为|还收|达到?|并|减)"
    r"(?:了|到|至|为|成|出)?"
)
_RIGHT_BEHIND = re.compile(r"[^，。；]{0,3}[、，,](?:合计|共计?|总计|支出|成交|花费)?$")  # 完成284个项目、3.64亿元
_AND = re.compile(r"[、和与及]|以及")
_KIND = re.compile(r"类(?!决定|案件)")
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
    if row is None or (near is not None and near.role == "residue"):
        return None
    if near is None and not rows and not _leans(clue, row):
        return None
    return _of_row(clue, state, row, clue.of("act"), rows[-1].start if rows else None, 0)


def _leans(clue: Clue, row: str) -> bool:
    """Whether a number without a concept beside it goes on with the row before: 净减37项, 实有12项."""
    if row in _OF_DOCUMENTS or not (clue.change or _NOW.search(clue.place.lead) or _FROM.search(clue.place.lead)):
        return False
    return not foreign(_CHANGE_WORDS.sub("", _UPON.sub("", segment(clue.place.lead))))


def _of_row(
    clue: Clue, state: State, row: str, acts: list[Concept], anchor: int | None, tail: int
) -> Found | None:
    row_at = next((c.start for c in reversed(clue.of("row"))), None)
    leaning = row_at is None or not foreign(segment(clue.place.lead[:row_at]))
    inherited = state.act if state.row in _OF_DOCUMENTS and leaning else None
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
    handled = _HANDLED.search(lead[acts[-1].end :] if acts else segment(lead))
    state.cleaned = bool(handled or _HANDLED.search(lead)) or (not clue.of("row") and state.cleaned)
    if clue.quantity.unit not in _DOCUMENTS or (clue.change and not clue.change.level):
        state.row = None
        return None
    if handled or (state.cleaned and not acts):
        return None
    if acts and not tail:
        anchor = acts[-1].start if anchor is None else min(anchor, acts[-1].start)
    named = state.act is not None and not state.cleaned
    return Found(f"proactive.{row}.{state.act or 'made'}", named, anchor, tail)


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
    lead = clue.place.lead
    if unit in _ITEMS and (items or _BEFORE.search(lead) or change):
        if change and not change.level:
            return Found(f"proactive.{row}.delta", True, anchor, tail)
        if change or _NOW.search(lead):
            return Found(f"proactive.{row}.items", True, anchor, tail)
        last_year = _BEFORE.search(lead + clue.place.rest[:4])
        return Found(f"proactive.{row}.prev_items", bool(last_year), anchor, tail)
    if row == "fees" or unit not in _DECISIONS or change:
        return None
    rows = clue.of("row")
    if len(rows) > 1 and not tail and _AND.fullmatch(lead[rows[-2].end : rows[-1].start]):
        return None  # 行政许可与处罚3768件: both together
    if rows and not tail and _KIND.match(lead[rows[-1].end :]):
        return None  # 规划许可类申请: a kind of something else
    return Found(f"proactive.{row}.decisions", unit not in _ITEMS and unit != "条", anchor, tail)
