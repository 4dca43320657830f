"""Respective lists: A、B、C分别为12件、8件、3件, and A和B各1件."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.claims.quantities import Quantity

_JOINED = re.compile(r"\s*(?:、|，|,|和|及|与|以及)\s*")
_MOST_NAMES = 20  # items that share one number: longer lists name something else
_EACH = re.compile(r"各(?:有|为|占|自)?$")
_SPLIT = re.compile(r"、|和|及|以及|与|，(?!其中)")
_RESPECTIVELY = re.compile(r".*(?P<word>分别|依次)", re.DOTALL)  # the last one
_CLAUSE = re.compile(r"[。；;：:！？]|，(?=其中|全年|另|按|从)")


@dataclass(frozen=True, slots=True)
class Label:
    """The words that name a number in such a list, and those of the further items that share it (各1件)."""

    words: str
    others: tuple[str, ...] = ()


def spread(text: str, quantities: list[Quantity]) -> dict[int, Label]:
    """The labels of numbers that stand apart from them.

    Args:
        text: the paragraph.
        quantities: its numbers, in order.

    Returns:
        By a number's place: its own label. Numbers that stand beside their label are left out.

    A list is read only where it has as many names as numbers.
    """
    labels: dict[int, Label] = {}
    at = 0
    while at < len(quantities):
        run = _run(text, quantities, at)
        before = quantities[at - 1].end if at else 0
        lead = text[before : quantities[at].start]
        if each := _EACH.search(lead):
            names = _names(lead[: each.start()].rsplit("，", 1)[-1])
            if 1 < len(names) <= _MOST_NAMES:
                labels[at] = Label(names[0], tuple(names[1:]))
        elif run > 1 and (word := _RESPECTIVELY.match(lead)):
            names, shared = _names(lead[: word.start("word")]), lead[word.end() :]
            listed = min(run, len(names))  # 分别为1件、2件，两件获维持: the list ends before the number that has no name
            if listed > 1:
                run, names = listed, names[-listed:]
                for i, name in enumerate(names):
                    labels[at + i] = Label(_completed(name, names, shared))
        at += run
    return labels


def _run(text: str, quantities: list[Quantity], at: int) -> int:
    """How many numbers follow one another with nothing but commas between."""
    end = at + 1
    while end < len(quantities) and _JOINED.fullmatch(text[quantities[end - 1].end : quantities[end].start]):
        end += 1
    return end - at


def _names(lead: str) -> list[str]:
    clause = _CLAUSE.split(lead)[-1]
    return [name for name in _SPLIT.split(clause) if name.strip()]


def _completed(name: str, names: list[str], shared: str) -> str:
    """对外公开的规章、规范性文件总数分别为: what stands at the ends of the list belongs to each of its items."""
    ending = re.search(r"(?:对外公开)?总数$|数量$|申请$|案件$", names[-1])
    beginning = re.match(r"(?:制发|废止|现行有效|对外公开|新收|办结)的?", names[0])
    words = name
    if ending and not words.endswith(ending.group()):
        words += ending.group()
    if beginning and not words.startswith(beginning.group()):
        words = beginning.group() + words
    return words + shared
