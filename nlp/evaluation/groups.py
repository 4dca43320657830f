"""Tagged paragraphs in groups: by stretch of years, year, kind of body and length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from nlp.corpora import Labelled
from nlp.corpora.counting import period_of
from nlp.evaluation.resampling import Interval, counts_by_body, intervals, point
from nlp.evaluation.tagged import Tagged

# The notices of 2019 and 2021 fix the form; before, each body had its own.
FORMS = ((0, 2018), (2019, 2020), (2021, 9999))
LENGTHS = (40, 100, 200, 400)  # characters: the last of each stretch


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some paragraphs.

    Attributes:
        n, bodies: how many.
        accuracy: the primary theme.
        accuracy_with_also: the primary theme or one of `also`.
        macro_f1: the mean F1 of the themes that occur.
        intervals: the 95 % interval of each of these figures; None where there is one body.
    """

    n: int
    bodies: int
    accuracy: float
    accuracy_with_also: float
    macro_f1: float
    intervals: Mapping[str, Interval | None]


def length_of(text: str) -> str:
    """The stretch that a text's length lies in.

    >>> length_of("短" * 40), length_of("短" * 41), length_of("长" * 401)
    ('to 40', '41-100', 'from 401')
    """
    above = next((place for place, last in enumerate(LENGTHS) if len(text) <= last), len(LENGTHS))
    if above == 0:
        return f"to {LENGTHS[0]}"
    if above == len(LENGTHS):
        return f"from {LENGTHS[-1] + 1}"
    return f"{LENGTHS[above - 1] + 1}-{LENGTHS[above]}"


# How paragraphs are grouped: what is told of a row, and what its groups are put in order by.
GROUPINGS: Mapping[str, tuple[Callable[[Labelled], str], Callable[[Labelled], Any]]] = {
    "period": (lambda row: period_of(row.year, FORMS), lambda row: row.year),
    "year": (lambda row: str(row.year), lambda row: row.year),
    "kind": (lambda row: row.kind, lambda row: row.kind),
    "length": (lambda row: length_of(row.passage.text), lambda row: len(row.passage.text)),
}


def grouped(tags: Sequence[Tagged]) -> Mapping[str, Mapping[str, Group]]:
    """The figures of each group, by the name of the grouping and that of the group."""
    found: dict[str, dict[str, Group]] = {}
    for grouping, (name_of, order) in GROUPINGS.items():
        parts: dict[str, list[Tagged]] = {}
        for _, one in sorted(((order(one.row), one) for one in tags), key=itemgetter(0)):
            parts.setdefault(name_of(one.row), []).append(one)
        found[grouping] = {name: _group(part) for name, part in parts.items()}
    return found


def _group(tags: Sequence[Tagged]) -> Group:
    bodies = sorted({one.row.body for one in tags})
    counts = counts_by_body(tags, bodies)
    whole, spread = point(counts), intervals(counts)
    names = ("accuracy", "accuracy_with_also", "macro_f1")
    accuracy, fair, macro_f1 = (whole[name] or 0.0 for name in names)
    return Group(len(tags), len(bodies), accuracy, fair, macro_f1, {name: spread[name] for name in names})
