"""Numbers of the table 政府信息公开行政复议、行政诉讼情况."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.claims.clue import Clue, Found, State
from nlp.claims.concepts import Concept
from nlp.claims.context import foreign

_CASES = frozenset({"件", "宗", "起", "例", "个", "项", "单", ""})
# 共受理行政复议3起……没有因政府信息公开而被提起的: the body's disputes in general
_IN_GENERAL = re.compile(r"(?:没有|未|无)[^，。；]{0,4}因(?:政府)?信息公开|不属于?(?:政府)?信息公开|与(?:政府)?信息公开无关")
_SENTENCE = re.compile(r"[^。；;]*")
_LIST_OPENS = re.compile(r"\s*(?:[（(]|[，,]?其中)")
_COURT_RESULTS = {"lost": "corrected", "won": "upheld"}
_WAYS = ("direct", "after_review")


def find(clue: Clue, state: State) -> Found | None:
    """The part and result that a number is of, if any; the state's part goes on.

    What ended how is told of all lawsuits together, unless a list in brackets or behind 其中 belongs to one way.
    """
    if clue.quantity.unit not in _CASES or clue.changed:
        return None
    if _is_general(clue.text, clue.place.sentence) and "信息公开" not in clue.place.lead.rpartition("没有")[2]:
        return None
    near = clue.near
    if near is None:
        return _behind(clue, state)
    parts, results = clue.of("part"), clue.of("result")
    if near.role in ("flow", "noun"):
        return _named_together(clue, state, parts, near)
    if near.role == "residue" or (near.role == "outcome" and near.name == "other"):
        results = [near] if state.role in ("result", "part") else []
        if not results:
            return None
    elif near.role not in ("part", "result"):
        return None
    return _bound(clue, state, parts, results, 0)


@lru_cache(maxsize=4)  # asked once for every number of a sentence
def _is_general(text: str, start: int) -> bool:
    sentence = _SENTENCE.match(text, start)
    return bool(sentence and _IN_GENERAL.search(sentence.group()))


def _behind(clue: Clue, state: State) -> Found | None:
    parts = [c for c in clue.behind if c.role == "part"]
    results = [c for c in clue.behind if c.role == "result"]
    if not results and not (clue.behind and clue.behind[0].role == "part"):
        return None
    return _bound(clue, state, parts or clue.of("part")[-1:], results, (results or parts)[-1].end)


def _named_together(clue: Clue, state: State, parts: list[Concept], near: Concept) -> Found | None:
    """行政复议、行政诉讼案件的应诉工作，共办理相关案件74件: the cases just named together."""
    if not parts or near.name not in ("handled", "done", "received"):
        return None
    if parts[-1].name == "review" and near.name == "received":
        return None
    if parts[-1].name != "disputes" and foreign(clue.place.lead[parts[-1].end : near.start]):
        return None
    return _bound(clue, state, parts, [], 0)


def _bound(clue: Clue, state: State, parts: list[Concept], results: list[Concept], tail: int) -> Found | None:
    part = parts[-1].name if parts else state.part
    result = results[-1].name if results else "total"
    if result == "dismissed":
        return None
    if result in _COURT_RESULTS:
        part, result = ("litigation" if part == "review" or not parts else part), _COURT_RESULTS[result]
    if part is None:
        return None
    if result == "total":
        state.part = part
    else:
        if part == "disputes" and state.part:
            part = state.part
        if parts and (state.part is None or part in ("review", "litigation")):
            state.part = part
        if not parts and state.part in _WAYS and not _LIST_OPENS.match(clue.place.lead):
            part = "litigation"
    state.role = "result" if results else "part"
    anchor = None if tail else (results or parts)[-1].start
    return Found(f"review.{part}.{result}", True, anchor, tail)
