"""Groups of paragraphs: each in one group of every grouping, and in order."""

from __future__ import annotations

from nlp.analysis import Theme
from nlp.corpora import Labelled
from nlp.evaluation.groups import GROUPINGS, grouped
from nlp.evaluation.tagged import Tagged
from nlp.themes import Passage, Tag


def one(year: int, length: int, said: Theme, body: str = "甲县", kind: str = "county") -> Tagged:
    row = Labelled("", body, kind, year, Passage("字" * length), "platform", ("other",))
    return Tagged(row, Tag(said, None, 1.0, {}))


TAGS = [
    one(2023, 401, "platform"),
    one(2019, 40, "other"),
    one(2018, 41, "proactive"),
    one(2008, 100, "platform", "乙市", "city"),
    one(2021, 200, "platform", "乙市", "city"),
]


def test_groups_come_in_order_and_hold_every_paragraph_once() -> None:
    groups = grouped(TAGS)
    assert set(groups) == set(GROUPINGS)
    assert list(groups["period"]) == ["to 2018", "2019-2020", "from 2021"]
    assert list(groups["year"]) == ["2008", "2018", "2019", "2021", "2023"]
    assert list(groups["length"]) == ["to 40", "41-100", "101-200", "from 401"]
    assert {sum(group.n for group in found.values()) for found in groups.values()} == {5}


def test_a_group_has_figures_of_its_own() -> None:
    groups = grouped(TAGS)
    early = groups["period"]["to 2018"]
    assert (early.n, early.bodies, early.accuracy, early.accuracy_with_also) == (2, 2, 0.5, 0.5)
    assert early.intervals["accuracy"] is not None
    between = groups["period"]["2019-2020"]
    assert (between.accuracy, between.accuracy_with_also, between.intervals["accuracy"]) == (0, 1, None)
    assert groups["kind"]["city"].macro_f1 == 1
