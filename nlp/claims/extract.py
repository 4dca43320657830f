"""Claims: the numbers that a report's narrative states, and what each measures.

A paragraph is read from left to right. What a number counts is named by the concept that stands next to it, before or
behind; what that leaves open (the row of 废止14件, the way to court of 维持3件) is taken from what was read before it
in the same sentence or paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.analysis import Kind
from nlp.claims import applications, disputes, proactive
from nlp.claims.clue import Clue, Found, State, clue_of
from nlp.claims.context import Place, is_court, other_scope, places, year_of
from nlp.claims.indicators import readings_of
from nlp.claims.lists import spread
from nlp.claims.quantities import Quantity, find_quantities
from nlp.claims.spans import span_of
from nlp.claims.statement import Reading, Statement
from nlp.claims.sums import summed
from nlp.claims.wholes import on_the_list, whole_of
from nlp.segment.report import Paragraph, Report

# A paragraph speaks of applications for information if one of these stands in it, or 申请 in the heading above it.
_ABOUT_APPLICATIONS = re.compile(
    r"(?:信息|文件)?公开(?:的)?申请|依申请|(?:新收|收到|接到|提出|提交)申请|件(?:新收)?申请|申请公开|(?:不)?同意公开|申请的?(?:办理|答复)|(?:予以|部分|不予)公开[^率]"
    r"|不予处理|无法提供|区分处理|执法案卷|过程性信息|逾期(?:不|未)补正"
)
_OWN = re.compile(r"全[省市县区镇乡局厅委系]|我[省市县区局厅委办]|本(?:机关|单位)")
_WITH_CARRIED = re.compile(r"[（(]\s*(?:含|包括|包含)[^，。；）)]{0,10}(?:结转|转入)[^）)]{0,12}[）)]?")
_CAN_TAKE_IN_CARRIED = frozenset(f"applications.{flow}" for flow in ("new", "received", "handled", "done"))
# 区政府办代表区政府受理17件: the government's own, which the tables of a whole district need not be
_ON_BEHALF = re.compile(r"代表[^，。；]{1,8}政府")
_OF_LAST_YEAR = (".prev_items", ".items", ".delta")


def find_claims(report: Report) -> list[Statement]:
    """Every number that the narrative states, in reading order.

    Args:
        report: a segmented report; its year and issuer tell other years' and other bodies' numbers apart.

    Returns:
        Statements; `text[start:end]` of the paragraph states the number.
    """
    statements: list[Statement] = []
    for paragraph in report.paragraphs:
        offset = len(statements)
        for statement in _read(paragraph, report):
            whole = None if statement.whole is None else statement.whole + offset
            statements.append(replace(statement, whole=whole))
    return statements


def _read(paragraph: Paragraph, report: Report) -> list[Statement]:
    """A paragraph's statements; their wholes count within it."""
    text = paragraph.text
    quantities = find_quantities(text)
    labels = spread(text, quantities)
    about_applications = _ABOUT_APPLICATIONS.search(text) or "申请" in "".join(paragraph.section[-1:])
    state = State(bool(about_applications), year=report.year)
    made: list[Statement] = []
    parts: dict[int, list[Statement]] = {}
    for place in places(text, quantities):
        quantity, label = quantities[place.index], labels.get(place.index)
        if place.sentence != state.sentence:
            _begin_sentence(state, place.sentence, report, text)
        whole = whole_of(place, quantity, made, text)
        if made and made[-1].end > place.lead_start:  # words that belong to the number before it
            place = replace(place, lead_start=made[-1].end, lead=text[made[-1].end : quantity.start])
        others: tuple[tuple[Reading, ...], ...] = ()
        if label is not None:
            others = tuple(
                _state(replace(place, lead=words), quantity, text, report, replace(state)).readings for words in label.others
            )
            place = replace(place, lead=label.words)
        statement = _state(place, quantity, text, report, state)
        if statement.indicator is None and statement.kind == "count":
            statement = replace(statement, **summed(place, statement, made, text))
        siblings = parts.setdefault(whole, []) if whole is not None else []
        if not on_the_list(statement, siblings, text):
            whole = None
        if whole is not None and statement.indicator and statement.indicator == made[whole].indicator:
            statement = replace(statement, readings=(), reason="为其中一部分")
        made.append(replace(statement, paragraph=paragraph.id, whole=whole, also=tuple(filter(None, others))))
        if whole is not None:
            parts[whole].append(made[-1])
    return made


def _begin_sentence(state: State, sentence: int, report: Report, text: str) -> None:
    state.sentence, state.scope = sentence, None
    if text[max(0, sentence - 1) : sentence] not in ("；", ";"):
        state.year = report.year
        state.row = state.act = state.parent = None
        state.items = False


def _state(place: Place, quantity: Quantity, text: str, report: Report, state: State) -> Statement:
    """One number, bound as far as its words allow."""
    clue = clue_of(place, quantity, text, report.issuer, report.year)
    year, state.year = year_of(place.lead, report.year, state.year)
    scope = other_scope(place.lead, place.rest, report.issuer)
    if scope or _OWN.search(place.lead):
        state.scope = scope
    sign = clue.change.sign if clue.change else 0
    kind = _kind(clue)
    start, end = span_of(place, quantity, text)
    body = state.scope.body if state.scope else None
    unbound = Statement(0, start, end, quantity, kind, year, body, None, sign=sign)
    if kind in ("share", "rate"):
        return unbound
    found = _find(clue, state)
    if found is None:
        state.role = None  # what 其他 would go on with has ended
        return unbound
    state.last = found.indicator
    start, end = span_of(place, quantity, text, found)
    scope = None if found.indicator.startswith("review.") and is_court(state.scope) else state.scope
    reason = scope.reason if scope and not scope.doubtful else _other_year(found.indicator, year, report.year)
    if reason:
        return replace(unbound, start=start, end=end, indicator=found.indicator, reason=reason)
    return replace(
        unbound,
        start=start,
        end=end,
        year=report.year,
        body=None,
        indicator=found.indicator,
        readings=_with_carried(found.readings or readings_of(found.indicator), place, found.indicator),
        named=found.named and scope is None and not _ON_BEHALF.search(place.lead),
    )


def _kind(clue: Clue) -> Kind:
    unit = clue.quantity.unit
    if unit == "%":
        return "rate" if clue.change else "share"
    if unit == "个百分点" or (clue.change and clue.change.sure and not clue.change.level):
        return "change"
    return "amount" if unit.endswith("元") else "count"


def _find(clue: Clue, state: State) -> Found | None:
    for find in (proactive.find, disputes.find, applications.find):
        found = find(clue, state)
        if found is not None:
            return found
    return None


def _other_year(indicator: str, year: int | None, reported: int | None) -> str:
    """The year that a number speaks of instead; what is carried over and last year's items name a year and stay."""
    if year == reported or year is None or reported is None:
        return ""
    if "carried" in indicator or indicator.endswith(_OF_LAST_YEAR):
        return ""
    return f"属{year}年"


def _with_carried(readings: tuple[Reading, ...], place: Place, indicator: str) -> tuple[Reading, ...]:
    """共办理38件（含上年结转3件）: the number takes in what was carried over."""
    if indicator not in _CAN_TAKE_IN_CARRIED:
        return readings
    if not (_WITH_CARRIED.search(place.lead) or _WITH_CARRIED.match(place.rest)):
        return readings
    together = ("applications.new.total", "applications.carried_in.total")
    others = tuple(reading for reading in readings if reading != together)
    return (*others, together) if indicator == "applications.done" else (together, *others)
