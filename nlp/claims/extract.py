"""Claims: the numbers that a report's narrative states, and what each measures.

A paragraph is read from left to right. What a number counts is named by the concept that stands next to it, before or
behind; what that leaves open (the row of 废止14件, the way to court of 维持3件) is taken from what was read before it
in the same sentence or paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.analysis import Kind
from nlp.claims.changes import Change, change_of
from nlp.claims.concepts import Concept, find_concepts
from nlp.claims.context import Place, foreign, other_scope, places, year_of
from nlp.claims.indicators import readings_of
from nlp.claims.lists import spread
from nlp.claims.quantities import Quantity, find_quantities
from nlp.claims.statement import Reading, Statement
from nlp.segment.report import Paragraph, Report

# Measure words of applications, cases and documents; a number of 场 or 人次 is never one of them.
_CASES = frozenset({"件", "宗", "起", "例", "份", "条", "项", "个", "次", "件次", "单", "笔", ""})
_DISPUTES = frozenset({"件", "宗", "起", "例", "个", "项", "单", ""})
_DOCUMENTS = frozenset({"件", "部", "份", "个", "项", "条", "篇", ""})
_DECISIONS = frozenset({"件", "宗", "起", "例", "项", "次", "件次", "个", "条", "人次", "单", "户次", "余件", ""})
_ITEMS = frozenset({"项", "个", "种", "类"})
_PROJECTS = frozenset({"个", "项", "件", "批", "宗", "次", ""})
_MONEY = re.compile(r"元$")

# A paragraph speaks of applications for information if one of these stands in it or in a heading above it.
_ABOUT_APPLICATIONS = re.compile(r"(?:信息|文件)?公开(?:的)?申请|依申请|新收申请|申请公开|申请(?:办理|答复)|(?:予以|部分|不予)公开[^率]")
# The attribute that every official document carries (主动公开, 依申请公开, 不予公开) has the names of outcomes.
_ABOUT_ATTRIBUTES = re.compile(r"属性|公文|拟稿|发文")
_ABOUT_DISPUTES = re.compile(r"(?:没有|未|无)[^，。；]{0,4}因(?:政府)?信息公开")
# A document that was cleaned up, reviewed or reprinted was not made this year.
_HANDLED_DOCUMENTS = re.compile(
    r"清理|审查|审核|备案|评估|起草|代拟|梳理|归集|入库|收录|录入|刊[登发载]|登载|转发|解读|汇编|移交|报送|检索|查阅|征求|上传|标注|修[改订]|配套|补录"
)
_PARTS_FOLLOW = re.compile(r"其中|包括|包含|分别[是为]|^[（(：:]|含")
_WITH_CARRIED = re.compile(r"[（(]\s*(?:含|包括|包含)[^，。；）)]{0,10}(?:结转|转入)[^）)]{0,12}[）)]?")
_ADDED = re.compile(r"^[，,]?(?:与|和|加上?|连同).*(?:合计|共计?|总计|相加)")
_INWARD = re.compile(r"(?:上一?年度?|去年|前一?年|往年)[^，。；]{0,6}$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)](?!$)")
_YEAR_BEHIND = re.compile(r"((?:19|20)\d{2})年")
_OUTWARD = re.compile(r"^[^，。；、]{0,6}(?:下一?年|次年|明年|来年|继续)")


@dataclass(slots=True)
class _Reading:
    """What has been read so far in a paragraph, and what the next number may lean on."""

    about_applications: bool
    row: str | None = None  # of the proactive table
    act: str | None = None
    items: bool = False  # the row's items (事项) are spoken of
    part: str | None = None  # of disputes
    parent: str | None = None  # the applications' row whose applicants or grounds follow
    role: str | None = None  # of the last bound number: what 其他 means
    last: str | None = None  # its indicator
    year: int | None = None
    scope: str = ""
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class _Found:
    indicator: str
    named: bool
    anchor: int | None = None  # offset in the lead where the naming begins
    tail: int = 0  # characters of the tail that belong to it


def find_claims(report: Report) -> list[Statement]:
    """Every number that the narrative states, in reading order.

    Args:
        report: a segmented report; its year and issuer tell other years' and other bodies' numbers apart.

    Returns:
        Statements; `text[start:end]` of the paragraph states the number.
    """
    statements: list[Statement] = []
    for paragraph in report.paragraphs:
        statements += _read(paragraph, report, len(statements))
    return statements


def _read(paragraph: Paragraph, report: Report, offset: int) -> list[Statement]:
    text = paragraph.text
    quantities = find_quantities(text)
    headings = "".join(paragraph.section[-1:])
    state = _Reading(bool(_ABOUT_APPLICATIONS.search(text) or re.search("依申请|申请", headings)), year=report.year)
    labels = spread(text, quantities)
    made: list[Statement] = []
    for place in places(text, quantities):
        quantity = quantities[place.index]
        label = labels.get(place.index)
        if place.sentence != state.sentence:
            _new_sentence(state, report, text[max(0, place.sentence - 1) : place.sentence])
            state.sentence = place.sentence
        whole = _whole(place, quantity, made, offset, text)
        if made and made[-1].end > place.lead_start:
            place = replace(place, lead_start=made[-1].end, lead=text[made[-1].end : quantity.start])
        if label is not None:
            place = replace(place, lead=label.words)
        statement = _state(place, quantity, text, report, state, made)
        if label is not None and label.others and statement.indicator:
            others = [
                _state(replace(place, lead=words), quantity, text, report, replace_state(state), made).readings
                for words in label.others
            ]
            statement = replace(statement, also=tuple(readings for readings in others if readings))
        made.append(replace(statement, paragraph=paragraph.id, whole=whole))
    return made


def replace_state(state: _Reading) -> _Reading:
    """A copy to try another label with."""
    return replace(state)


def _new_sentence(state: _Reading, report: Report, mark: str) -> None:
    state.scope = ""
    if mark not in ("；", ";"):
        state.year = report.year
        state.row = state.act = None
        state.items = False
        state.parent = None


def _state(
    place: Place, quantity: Quantity, text: str, report: Report, state: _Reading, made: Sequence[Statement]
) -> Statement:
    """One number, bound as far as its words allow."""
    change = change_of(place.lead, quantity.unit)
    kind = _kind(quantity, change, place)
    year, state.year = year_of(place.lead, report.year, state.year)
    scope = other_scope(place.lead, place.rest, report.issuer)
    if scope or re.search(r"全[省市县区镇乡局厅委系]|我[省市县区局厅委办]|本(?:机关|单位)", place.lead):
        state.scope = scope
    start, end = _span(place, quantity, text, None, 0)
    blank = Statement(0, start, end, quantity, kind, year, None, sign=change.sign if change else 0)
    if kind in ("share", "rate"):
        return blank
    before = replace(state)
    found = _find(place, quantity, change, state, text, report)
    if found is None:
        state.role = before.role
        return blank
    state.last = found.indicator
    start, end = _span(place, quantity, text, found.anchor, found.tail)
    blank = replace(blank, start=start, end=end, indicator=found.indicator)
    reason = state.scope or _other_year(found.indicator, year, report.year)
    if reason:
        return replace(blank, reason=reason)
    readings = _carried(readings_of(found.indicator), place, found.indicator)
    return replace(blank, year=report.year, readings=readings, named=found.named)


def _kind(quantity: Quantity, change: Change | None, place: Place) -> Kind:
    if quantity.unit == "个百分点":
        return "change"
    if quantity.unit == "%":
        return "rate" if change else "share"
    if change and not change.level:
        return "change"
    return "amount" if _MONEY.search(quantity.unit) else "count"


def _other_year(indicator: str, year: int | None, reported: int | None) -> str:
    """The year that a number speaks of instead; what is carried over and last year's items name a year and stay."""
    if year == reported or year is None or reported is None:
        return ""
    if "carried" in indicator or indicator.endswith((".prev_items", ".items", ".delta")):
        return ""
    return f"属{year}年"


def _carried(readings: tuple[Reading, ...], place: Place, indicator: str) -> tuple[Reading, ...]:
    """共办理38件（含上年结转3件）: the number takes in what was carried over."""
    if indicator not in ("applications.received", "applications.handled", "applications.done", "applications.new"):
        return readings
    if not (_WITH_CARRIED.search(place.lead) or _WITH_CARRIED.match(place.rest)):
        return readings
    together = ("applications.new.total", "applications.carried_in.total")
    others = tuple(reading for reading in readings if reading != together)
    return (*others, together) if indicator == "applications.done" else (together, *others)


def _find(
    place: Place, quantity: Quantity, change: Change | None, state: _Reading, text: str, report: Report
) -> _Found | None:
    concepts = find_concepts(place.lead)
    near = _adjacent(place.lead, concepts)
    for finder in (_proactive, _disputes, _applications):
        found = finder(place, quantity, change, state, concepts, near, text, report.year)
        if found:
            return found
    return None


def _adjacent(lead: str, concepts: list[Concept]) -> Concept | None:
    """The concept that stands next to the number, nothing but filling words between."""
    if not concepts or concepts[-1].role == "nothing":
        return None
    return concepts[-1] if not foreign(lead[concepts[-1].end :]) else None


def _behind(place: Place) -> list[Concept]:
    """The concepts behind the number, where nothing else is counted: 83件新收申请, 9件被复议纠正."""
    if foreign(re.split(r"[，,、：:（(]", place.lead)[-1]):
        return []
    concepts = find_concepts(place.tail)
    return concepts if concepts and not foreign(place.tail[: concepts[0].start]) else []


def _proactive(
    place: Place,
    quantity: Quantity,
    change: Change | None,
    state: _Reading,
    concepts: list[Concept],
    near: Concept | None,
    text: str,
    reported: int | None,
) -> _Found | None:
    """Rows of the table 主动公开政府信息情况."""
    lead, unit = place.lead, quantity.unit
    rows = [c for c in concepts if c.role == "row"]
    if not rows and near is None:
        behind = _behind(place)
        rows = [c for c in behind if c.role == "row"][:1]
        if rows and behind[0].role == "row":
            near = rows[0]
            row_tail = rows[0].end
            return _proactive_row(rows[0].name, None, lead, unit, change, state, place, None, row_tail)
        rows = []
    if rows and near is None and not (change and rows):
        state.row = None
        return None
    if any(c.role in ("part", "flow", "outcome", "applicant", "ground", "noun") for c in [near] if c) and not (
        near and near.name == "handled" and (rows or state.row)
    ):
        if not rows:
            state.row = None
        return None
    row = rows[-1].name if rows else state.row
    if row is None or (near is None and not change and foreign(lead)):
        return None
    acts = [c for c in concepts if c.role == "act"]
    return _proactive_row(row, acts, lead, unit, change, state, place, rows[-1].start if rows else None, 0)


def _proactive_row(
    row: str,
    acts: list[Concept] | None,
    lead: str,
    unit: str,
    change: Change | None,
    state: _Reading,
    place: Place,
    anchor: int | None,
    tail: int,
) -> _Found | None:
    same = row == state.row
    act = (acts[-1].name if acts else None) or (state.act if state.row in ("normative", "regulations") else None)
    items = bool(re.search(r"(?:事项|项目)(?!化|组|库)", lead)) or row == "fees" or (same and state.items)
    state.row, state.act, state.items, state.role = row, act, items, "row"
    if acts and row in ("normative", "regulations"):
        anchor = min(anchor if anchor is not None else acts[-1].start, acts[-1].start)
    if row in ("normative", "regulations"):
        handled = _HANDLED_DOCUMENTS.search(lead[acts[-1].end :] if acts else lead)
        if handled or unit not in _DOCUMENTS or (change and not change.level):
            state.row = None
            return None
        return _Found(f"proactive.{row}.{act or 'made'}", act is not None, anchor, tail)
    if row == "procurement":
        if _MONEY.search(unit):
            plain = re.search(r"金额|总额|采购额", lead) or tail or not foreign(lead[-6:])
            return _Found("proactive.procurement.amount", bool(plain), anchor, tail) if plain else None
        return _Found("proactive.procurement.projects", True, anchor, tail) if unit in _PROJECTS else None
    if row == "fees" and _MONEY.search(unit):
        return None if change and not change.level else _Found("proactive.fees.amount", True, anchor, tail)
    if row == "rules":
        return None
    if unit in _ITEMS and items:
        if change:
            return _Found(f"proactive.{row}.{'items' if change.level else 'delta'}", True, anchor, tail)
        return _Found(f"proactive.{row}.prev_items", bool(re.search("上|去年|由", lead + place.rest[:4])), anchor, tail)
    if row == "fees" or unit not in _DECISIONS or change:
        return None
    return _Found(f"proactive.{row}.decisions", unit not in _ITEMS, anchor, tail)


def _disputes(
    place: Place,
    quantity: Quantity,
    change: Change | None,
    state: _Reading,
    concepts: list[Concept],
    near: Concept | None,
    text: str,
    reported: int | None,
) -> _Found | None:
    """Reviews and lawsuits: 政府信息公开行政复议、行政诉讼情况."""
    if quantity.unit not in _DISPUTES or change:
        return None
    sentence = text[place.sentence : place.sentence + 200]
    if _ABOUT_DISPUTES.search(sentence) and not re.search("信息公开", place.lead):
        return None
    parts = [c for c in concepts if c.role == "part"]
    results = [c for c in concepts if c.role == "result"]
    if near is None or near.role not in ("part", "result", "residue", "flow", "noun"):
        behind = _behind(place) if near is None else []
        results = [c for c in behind if c.role == "result"]
        if not results and not (behind and behind[0].role == "part"):
            return None
        parts = [c for c in behind if c.role == "part"] or parts
        tail = (results or parts)[-1].end
    else:
        tail = 0
    if parts:
        part = parts[-1].name
    elif state.part is None:
        return None
    else:
        part = state.part
    if near is not None and near.role in ("flow", "noun"):
        # 被申请行政复议后…办理相关案件74件: the cases just named together
        if near.name not in ("handled", "done", "received") or not parts:
            return None
        before = place.lead[parts[-1].end : near.start]
        if parts[-1].name == "review" and near.name == "received":
            return None
        if foreign(before) and parts[-1].name != "disputes":
            return None
    if near is not None and near.role == "residue":
        if state.role not in ("result", "part"):
            return None
        results = [near]
    result = results[-1].name if results else "total"
    if result == "lost":
        part, result = ("litigation" if part == "review" or not parts else part), "corrected"
    if result != "total" and part == "disputes":
        part = state.part or part
    if parts:
        state.part = part if result == "total" or state.part is None or part in ("review", "litigation") else state.part
    if result != "total" and not parts and state.part in ("direct", "after_review") and not _inside(place, text):
        part = "litigation"
    state.role = "result" if results else "part"
    anchor = min(c.start for c in (parts[-1:] or results[-1:])) if not tail else None
    if results and not tail:
        anchor = results[-1].start
    return _Found(f"review.{part}.{result}", True, anchor, tail)


def _inside(place: Place, text: str) -> bool:
    """Whether a list in brackets or behind 其中 belongs to the number right before it."""
    return bool(re.match(r"\s*(?:[（(]|[，,]?其中)", place.lead))


def _applications(
    place: Place,
    quantity: Quantity,
    change: Change | None,
    state: _Reading,
    concepts: list[Concept],
    near: Concept | None,
    text: str,
    reported: int | None,
) -> _Found | None:
    """Applications received and handled: 收到和处理政府信息公开申请情况."""
    if quantity.unit not in _CASES or change:
        return None
    tail = 0
    if near is None:
        concepts = _behind(place)
        if not concepts or all(c.name == "received" for c in concepts):
            return _later(place, reported)
        order = ("carry", "ground", "outcome", "applicant", "flow", "noun")
        near = min(concepts, key=lambda c: order.index(_sort(c)) if _sort(c) in order else len(order))
        tail = near.end
        if near.role == "nothing":
            return None
    attributes = _ABOUT_ATTRIBUTES.search(text[place.sentence : place.lead_start + len(place.lead)])
    if attributes and near.role != "flow":
        return None
    if near.role in ("noun", "flow") and near.name in ("applications", "handled", "done"):
        near = _qualified(place.lead if not tail else place.tail, concepts, near)
    if not state.about_applications and not (near.role == "ground" and re.search("申请|答复", text)):
        return None
    anchor = None if tail else near.start
    if near.role == "ground":
        if near.name == "rejected.petition" and state.role not in ("outcome", "ground") and "类" not in place.lead + place.tail:
            return None
        state.role = "ground"
        return _Found(f"applications.{near.name}", True, anchor, tail)
    if near.role == "outcome":
        state.role, state.parent = "outcome", near.name
        return _Found(f"applications.{near.name}", True, anchor, tail)
    if near.role == "residue":
        if foreign(re.split(r"[，,、：:；（(]", place.lead[: near.start])[-1]):
            return None
        if state.role == "applicant":
            return _Found(f"applications.{state.parent or 'new'}.other", True, anchor, tail)
        return _Found("applications.other", False, anchor, tail) if state.role == "outcome" else None
    if near.role == "applicant":
        return _applicant(near, place, quantity, state, anchor, tail)
    if near.role in ("flow", "noun"):
        return _flow(place, concepts, near, state, anchor, tail, reported)
    return None


def _sort(concept: Concept) -> str:
    return "carry" if concept.name == "carry" else concept.role


def _qualified(words: str, concepts: list[Concept], near: Concept) -> Concept:
    """自然人申请, 不予公开答复, “本机关不掌握”类答复: the word before the noun says which."""
    at = concepts.index(near)
    if at and concepts[at - 1].role in ("applicant", "ground", "outcome"):
        before = concepts[at - 1]
        if not foreign(words[before.end : near.start]) and "提" not in words[before.end : near.start]:
            return before
    return near


def _applicant(
    near: Concept, place: Place, quantity: Quantity, state: _Reading, anchor: int | None, tail: int
) -> _Found | None:
    if quantity.unit not in ("件", "宗", "份", "条", "起", "例", "个", "人", "项", "次", ""):
        return None
    inside = _PARTS_FOLLOW.search(place.lead)
    if state.role != "applicant" and not (inside and state.role == "outcome"):
        state.parent = "new"
    if state.parent is None:
        state.parent = "new"
    state.role = "applicant"
    row = "received" if state.parent == "new" else state.parent
    return _Found(f"applications.{row}.{near.name}", True, anchor, tail)


def _later(place: Place, reported: int | None) -> _Found | None:
    """另有1件临近年底收到，转到2022年办理: what happened to it is said a comma later."""
    if foreign(place.lead):
        return None
    for concept in find_concepts(place.rest):
        if concept.name == "carry" and _outward(place.rest[concept.end :], reported):
            return _Found("applications.carried_out", True, None, concept.end)
    return None


def _flow(
    place: Place,
    concepts: list[Concept],
    near: Concept,
    state: _Reading,
    anchor: int | None,
    tail: int,
    reported: int | None,
) -> _Found | None:
    words = place.tail if tail else place.lead
    bracketed = [match.span() for match in _BRACKETED.finditer(words)]
    concepts = [c for c in concepts if not any(a <= c.start < b for a, b in bracketed)]
    flows = [c for c in concepts if c.role == "flow"]
    nouns = any(c.role == "noun" for c in concepts)
    carry = [c for c in flows if c.name == "carry"]
    state.role = "flow"
    if carry and (near is carry[-1] or tail or near.role == "noun" or near.name in ("handled", "done")):
        name = _direction(carry[-1], words, place, reported)
        return _Found(f"applications.{name}", True, None if tail else carry[-1].start, tail)
    if (carry or state.last == "applications.carried_in") and _ADDED.search(place.lead):
        return _Found("applications.due", True, anchor, tail)
    apart = foreign(re.split(r"[，,、：:；（(]", words[: near.start])[-1]) if near.name in ("applications", "handled") else ""
    if not flows:
        return None if apart else _Found("applications.received", False, anchor, tail)
    flow = flows[-1]
    if flow is near and apart:
        return None  # 延期答复87件
    name = "received" if flow.name == "handled" and any(c.name == "received" for c in flows) else flow.name
    between = foreign(words[flow.end : near.start]) if near.role == "noun" else ""
    named = not (re.search(r"[^\u4e00-\u9fff]", between) or (tail and not nouns))
    return _Found(f"applications.{name}", named, None if tail else min(flow.start, near.start), tail)


def _direction(carry: Concept, words: str, place: Place, reported: int | None) -> str:
    """Whether what is carried comes from last year or goes into the next."""
    before, after = words[: carry.start], words[carry.end :] + ("" if words is place.tail else place.tail)
    if _outward(after, reported):
        return "carried_out"
    if _INWARD.search(before) or re.search(r"\d{4}年度?[底末]?$", before):
        return "carried_in"
    return "carried_in" if re.search(r"(?:含|包括|加上?|连同|另有|承接)[^，。；]{0,6}$", before) else "carried_out"


def _outward(after: str, reported: int | None) -> bool:
    year = _YEAR_BEHIND.match(after)
    return bool(_OUTWARD.search(after) or (year and reported and int(year[1]) > reported))


def _whole(
    place: Place, quantity: Quantity, made: Sequence[Statement], offset: int, text: str
) -> int | None:
    """The number that this one is a part of, by its place among the report's statements."""
    if quantity.unit in ("%", "个百分点") or not made:
        return None
    counted = [i for i, s in enumerate(made) if s.quantity.unit not in ("%", "个百分点") and s.start >= place.sentence]
    if not counted:
        return None
    last = counted[-1]
    if made[last].quantity.unit != quantity.unit:
        return None
    if re.match(r"[^。；]*?(?:其中|包括|分别是|分别为)|\s*[（(：:]", place.lead) and "其中" in place.lead + "：" or re.match(
        r"\s*[（(：:]", place.lead
    ):
        return offset + last
    sibling = made[last].whole
    if sibling is None:
        return None
    between = text[made[last].quantity.end : quantity.start]
    opened, closed = text.count("（", 0, made[last].quantity.end), text.count("）", 0, made[last].quantity.end)
    if "）" in between and opened > closed:
        return None
    return sibling if re.match(r"(?:（[^）]*）)?[、，,和及](?!其中)", between) else None


def _span(place: Place, quantity: Quantity, text: str, anchor: int | None, tail: int) -> tuple[int, int]:
    """The shortest stretch that states the number: from what names it, or from the last punctuation."""
    end = quantity.end + tail
    if anchor is not None and place.lead == text[place.lead_start : quantity.start]:
        return place.lead_start + anchor, end
    own = text[place.lead_start : quantity.start]
    cut = max((m.end() for m in re.finditer(r"[，,。；;、：:！？（）()“”]|[\n]", own)), default=0)
    start = place.lead_start + max(cut, len(own) - 14)
    while start < quantity.start and text[start].isspace():
        start += 1
    return start, end
