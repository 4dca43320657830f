"""Which number is a part of which: 83件，其中自然人71件、商业企业12件; 33件（商业企业21件、科研机构1件）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.claims.context import Place
from nlp.claims.quantities import Quantity
from nlp.claims.statement import Statement

_COUNTED = ("count", "amount")
_LONGEST_BRACKET = 400  # characters back to where a list in brackets may have opened
_OPENS = re.compile(r"其中|包括|^\s*[（(：:]")
_GOES_ON = re.compile(r"(?:[（(][^）)]*[）)]|[）)])?[、，,和及](?!其中)")
_CLOSES = re.compile(r"[^（(]*[）)]")
_APPLICANTS = frozenset({"natural", "company", "research", "charity", "legal", "other", "legal_persons"})
_GROUPS = frozenset({"denied", "unable", "rejected", "other"})


def whole_of(place: Place, quantity: Quantity, made: Sequence[Statement], text: str) -> int | None:
    """The number before which 其中, a bracket or a colon opens the list that this one stands in.

    Args:
        place, quantity: the number.
        made: the paragraph's statements so far; their `whole` counts within the paragraph.
        text: the paragraph's text.

    Returns:
        An index into `made`, or None.
    """
    at = _last_counted(made, place.sentence)
    if at is None or made[at].quantity.unit != quantity.unit:
        return None
    last = made[at]
    if _OPENS.search(place.lead):
        # （市本级12件、县级8件），其中自然人…: a list that has closed gives its whole to the next one
        closed = last.whole is not None and text.startswith(("）", ")"), last.quantity.end)
        return last.whole if closed else at
    if last.whole is None:
        return None
    between = text[last.quantity.end : quantity.start]
    before = text[max(place.sentence, last.quantity.end - _LONGEST_BRACKET) : last.quantity.end]
    if _CLOSES.match(between) and before.count("（") > before.count("）"):
        return None
    return last.whole if _GOES_ON.match(between) else None


def _last_counted(made: Sequence[Statement], sentence: int) -> int | None:
    """The place of the sentence's last count or amount."""
    for place in range(len(made) - 1, -1, -1):
        if made[place].start < sentence:
            return None
        if made[place].kind in _COUNTED:
            return place
    return None


def on_the_list(statement: Statement, siblings: Sequence[Statement], text: str) -> bool:
    """Whether a number goes on a list: it is of the sort of the first, and parted from it in the same way."""
    if statement.kind not in _COUNTED:
        return False
    if not siblings:
        return True
    mark = text[siblings[-1].quantity.end : statement.quantity.start].rsplit("）", 1)[-1][:1]
    sorts = {_sort(statement), _sort(siblings[0])}
    if mark == "、" and sorts != {"way", "result"}:
        return True
    if len(sorts) > 1:
        return False
    return len(siblings) == 1 or text[siblings[0].quantity.end : siblings[1].quantity.start][:1] != "、"


def _sort(statement: Statement) -> str | None:
    """The list that an indicator belongs to: applicants, outcomes, grounds, ways to court, results."""
    if statement.indicator is None:
        return None
    table, _, rest = statement.indicator.partition(".")
    row, _, column = rest.rpartition(".")
    if table == "review":
        return "way" if column == "total" else "result"
    if table == "proactive":
        return table
    if row and column in _APPLICANTS:
        return "applicant"
    return "ground" if row in _GROUPS else "outcome"
