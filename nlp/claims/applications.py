"""Numbers of the table 收到和处理政府信息公开申请情况."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from nlp.claims.clue import Clue, Found, State, segment
from nlp.claims.concepts import Concept, find_concepts
from nlp.claims.context import foreign
from nlp.claims.indicators import APPLICANTS, readings_of_applicants

_CASES = frozenset({"件", "宗", "起", "例", "份", "条", "项", "个", "次", "件次", "单", "笔", ""})
_APPLICANTS = _CASES | {"人"}
# The attribute that every official document carries (主动公开, 依申请公开, 不予公开) has the names of outcomes.
_ATTRIBUTES = re.compile(r"属性|公文|拟稿|发文|定为|转为|标为|存量|历史文件")
_AND = re.compile(r"[、和及与]|以及")
_RESPECTIVELY = re.compile(r"各|分别|依次")
_RESULTS_FOLLOW = re.compile(r"[，、；][^。]{0,24}(?:部分公开|不予?公开|不同意公开)")
_PARTS_FOLLOW = re.compile(r"其中|包括|包含|分别[是为]|^[（(：:]|含")
_ADDED = re.compile(r"^[，,]?(?:与|和|加上?|连同).*(?:合计|共计?|总计|相加)")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)](?!$)")
_INWARD = re.compile(r"(?:(?:上一?年度?|去年|前一?年|往年)[^，。；]{0,6}|\d{4}\s?年度?[底末]?)$")
_FROM_LAST_YEAR = re.compile(r"自?(?:上一?年|去年)")  # 结转上年申请2件
_TAKEN_IN = re.compile(r"(?:含|包括|加上?|连同|另有|承接)[^，。；]{0,6}$")
_OUTWARD = re.compile(r"^[^，。；、]{0,6}(?:下一?年|次年|明年|来年|继续)")
_GOES_ON = re.compile(r"[^，。；]{0,4}?[于至到在]?((?:19|20)\d{2})\s?年(?:继续|再)?(?:办理|答复|处理)")  # 余15件于2022年继续办理
_YEAR_BEHIND = re.compile(r"\s?((?:19|20)\d{2})\s?年")
# Behind a number several concepts may stand: which of them says what it is.
_TELLING = ("carry", "ground", "outcome", "applicant", "flow", "noun")


def find(clue: Clue, state: State) -> Found | None:
    """The row and column that a number is of, if any; the state's parent and role go on."""
    if clue.quantity.unit not in _CASES | _APPLICANTS or clue.changed:
        return None
    near, concepts, tail = clue.near, clue.concepts, 0
    if near is None:
        telling = [c for c in clue.behind if _kind(c) in _TELLING and c.name != "received"]
        if not telling:
            return _later(clue) if state.about_applications else None
        near, concepts = min(telling, key=lambda c: _TELLING.index(_kind(c))), clue.behind
        tail = near.end
    place = clue.place
    if near.role != "flow" and _names_attribute(clue.text, place.sentence, clue.quantity.start):
        return None
    if near.role == "outcome" or near.name in ("applications", "handled", "done"):
        near = _qualified(place.tail if tail else place.lead, concepts, near)
    if not state.about_applications and not (near.role == "ground" and _speaks_of_applications(clue.text)):
        return None
    return _bound(clue, state, concepts, near, tail)


def _names_attribute(text: str, start: int, end: int) -> bool:
    starts, ends = _attributes(text)
    place = bisect_left(starts, start)
    return place < len(starts) and ends[place] <= end


@lru_cache(maxsize=4)  # these two are asked for every number of a paragraph
def _speaks_of_applications(text: str) -> bool:
    return "申请" in text or "答复" in text


@lru_cache(maxsize=4)
def _attributes(text: str) -> tuple[list[int], list[int]]:
    found = list(_ATTRIBUTES.finditer(text))
    return [match.start() for match in found], [match.end() for match in found]


def _kind(concept: Concept) -> str:
    return "carry" if concept.name == "carry" else concept.role


def _qualified(words: str, concepts: tuple[Concept, ...], near: Concept) -> Concept:
    """自然人申请, 不予公开答复, “本机关不掌握”类答复: the word before the noun says which."""
    at = concepts.index(near)
    if near.role == "outcome":  # 因涉及行政执法案卷而不公开的15件
        reason = at and concepts[at - 1].role == "ground" and re.fullmatch("(?:信息)?(?:而|为由)", words[concepts[at - 1].end : near.start])
        return concepts[at - 1] if reason else near
    if at and concepts[at - 1].role in ("applicant", "ground", "outcome"):
        between = words[concepts[at - 1].end : near.start]
        if not foreign(between) and "提" not in between:
            return concepts[at - 1]
    return near


def _bound(clue: Clue, state: State, concepts: tuple[Concept, ...], near: Concept, tail: int) -> Found | None:
    anchor = None if tail else near.start
    if near.role == "ground":
        # 信访 and 投诉 are also what offices do every day
        of_form = state.role in ("outcome", "ground") or "类" in clue.place.lead + clue.place.tail
        if near.name == "rejected.petition" and not of_form:
            return None
        state.role = "ground"
        return Found(f"applications.{near.name}", True, anchor, tail)
    if near.role == "outcome":
        state.role, state.parent = "outcome", near.name
        return Found(f"applications.{near.name}", True, anchor, tail)
    if near.role == "residue":
        return _residue(clue, state, near, anchor, tail)
    if near.role == "applicant":
        return _applicant(clue, state, near, anchor, tail)
    if near.name == "published" and not tail:
        return _plainly_disclosed(clue, state, near)
    if near.name == "pending" and state.part is None:  # 承接上年未办结6件
        before, after = clue.place.lead[: near.start], clue.place.tail
        return Found(f"applications.{_direction(before, after, clue.reported, False)}", True, anchor, tail)
    if near.role in ("flow", "noun"):
        return _flow(clue, state, concepts, near, anchor, tail)
    return None


def _plainly_disclosed(clue: Clue, state: State, near: Concept) -> Found | None:
    """办理结果：公开1,750件，部分公开470件: where other outcomes follow, 公开 is one."""
    if segment(clue.place.lead) != "公开" or not _RESULTS_FOLLOW.match(clue.text, clue.quantity.end):
        return None
    state.role, state.parent = "outcome", "granted"
    return Found("applications.granted", True, near.start)


def _residue(clue: Clue, state: State, near: Concept, anchor: int | None, tail: int) -> Found | None:
    """其他4件 at the end of a list of applicants, or of outcomes."""
    if foreign(segment(clue.place.lead[: near.start])):
        return None
    if state.role == "applicant":
        return _remaining(state, "received" if state.parent in (None, "new") else state.parent, anchor, tail)
    return Found("applications.other", False, anchor, tail) if state.role == "outcome" else None


def _applicant(clue: Clue, state: State, near: Concept, anchor: int | None, tail: int) -> Found | None:
    listed = state.role == "applicant"
    of_outcome = state.role == "outcome" and _PARTS_FOLLOW.search(clue.place.lead)
    if state.parent is None or (state.role != "applicant" and not of_outcome):
        state.parent = "new"
    state.role = "applicant"
    row = "received" if state.parent == "new" else state.parent
    if near.name == "other" and listed:
        return _remaining(state, row, anchor, tail)
    columns = _joint(clue, near)
    state.columns = (state.columns if listed else frozenset()) | set(columns)
    readings = readings_of_applicants(row, tuple(columns)) if len(columns) > 1 else ()
    return Found(f"applications.{row}.{near.name}", True, anchor, tail, readings)


def _remaining(state: State, row: str, anchor: int | None, tail: int) -> Found:
    """其他4件 behind other applicants: the column 其他, or all that the list has not named."""
    unnamed = tuple(column for column in APPLICANTS if column not in state.columns)
    readings = (*readings_of_applicants(row, ("other",)), *readings_of_applicants(row, unnamed))
    return Found(f"applications.{row}.other", True, anchor, tail, readings)


def _joint(clue: Clue, near: Concept) -> list[str]:
    """公益组织及其他组织共3件: two kinds of applicants in one number."""
    words, concepts = (clue.place.tail, clue.behind) if near in clue.behind else (clue.place.lead, clue.concepts)
    at = concepts.index(near)
    other = at + 1 if near in clue.behind else at - 1
    if not 0 <= other < len(concepts) or concepts[other].role != "applicant":
        return [near.name]
    first, second = sorted((near, concepts[other]), key=lambda concept: concept.start)
    apart = _RESPECTIVELY.search(words[second.end :]) or not _AND.fullmatch(words[first.end : second.start])
    return [near.name] if apart else [first.name, second.name]


def _later(clue: Clue) -> Found | None:
    """另有1件临近年底收到，转到2022年办理: what happened to it is said a comma later."""
    if foreign(clue.place.lead) or clue.quantity.unit not in ("件", "宗", "起", "份"):
        return None
    goes_on = _GOES_ON.match(clue.place.rest)
    if goes_on and (clue.reported is None or int(goes_on[1]) > clue.reported):
        return Found("applications.carried_out", True, None, goes_on.end())
    for concept in find_concepts(clue.place.rest):
        if concept.name == "carry" and _outward(clue.place.rest[concept.end :], clue.reported):
            return Found("applications.carried_out", True, None, concept.end)
    return None


def _flow(
    clue: Clue, state: State, concepts: tuple[Concept, ...], near: Concept, anchor: int | None, tail: int
) -> Found | None:
    """Received, carried over, handled: the last word of flow before the number counts, brackets left out."""
    place = clue.place
    words = place.tail if tail else place.lead
    bracketed = [match.span() for match in _BRACKETED.finditer(words)]
    flows = [c for c in concepts if c.role == "flow" and not any(a <= c.start < b for a, b in bracketed)]
    carry = [c for c in flows if c.name == "carry"]
    state.role = "flow"
    if carry and (near is carry[-1] or tail or near.role == "noun" or near.name in ("handled", "done")):
        after = words[carry[-1].end :] + ("" if tail else place.tail)
        opening = words.startswith("年初", carry[-1].start)
        name = _direction(words[: carry[-1].start], after, clue.reported, opening)
        return Found(f"applications.{name}", True, None if tail else carry[-1].start, tail)
    if (carry or state.last == "applications.carried_in") and _ADDED.search(place.lead):
        return Found("applications.due", True, anchor, tail)
    # 网络申请705件, 延期答复87件: some of them
    named_before = segment(words[max((c.end for c in concepts if c.name == "everybody"), default=0) : near.start])
    apart = near.name in ("applications", "handled") and foreign(named_before)
    if not flows:
        return None if apart else Found("applications.received", False, anchor, tail)
    flow = flows[-1]
    if flow is near and apart:
        return None
    name = "received" if flow.name == "handled" and any(c.name == "received" for c in flows) else flow.name
    between = foreign(words[flow.end : near.start]) if near.role == "noun" else ""
    nouns = any(c.role == "noun" for c in concepts)
    named = not (re.search(r"[^\u4e00-\u9fff]", between) or (tail and not nouns))
    return Found(f"applications.{name}", named, None if tail else min(flow.start, near.start), tail)


def _direction(before: str, after: str, reported: int | None, opening: bool) -> str:
    """Whether what is carried comes from last year or goes into the next."""
    if _outward(after, reported):
        return "carried_out"
    if opening or _FROM_LAST_YEAR.match(after):
        return "carried_in"
    return "carried_in" if _INWARD.search(before) or _TAKEN_IN.search(before) else "carried_out"


def _outward(after: str, reported: int | None) -> bool:
    year = _YEAR_BEHIND.match(after)
    return bool(_OUTWARD.search(after) or (year and reported and int(year[1]) > reported))
