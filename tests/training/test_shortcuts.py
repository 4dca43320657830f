"""What misleads a model is found where it is there, and not where it is not."""

from __future__ import annotations

import random

import pytest

from nlp.corpora import Labelled, split_of
from nlp.errors import TrainingError
from nlp.themes import THEMES, Passage
from nlp.training.shortcuts import VIEWS, shortcuts

TELLING = dict(zip(THEMES, ["领导", "发布", "申请", "目录", "网站", "考核", "不足", "电话"], strict=True))


def corpus(giveaway: str) -> list[Labelled]:
    """Texts that tell their theme late; `giveaway` says which view tells it as well."""
    choice = random.Random(3)  # noqa: S311 - not a secret, only repeatable
    found = []
    for number in range(240):
        theme = list(THEMES)[number % len(THEMES)]
        filler = "".join(choice.choices("甲乙丙丁戊己庚辛", k=24))
        opening = TELLING[theme] if giveaway == "first 10 characters" else ""
        longer = "。" * (40 * list(THEMES).index(theme)) if giveaway == "length" else ""
        section = (f"一、{TELLING[theme]}",) if giveaway == "section path" else ("一、概述",)
        text = f"{opening}{filler}{TELLING[theme]}{longer}"
        found.append(Labelled(f"{number}", f"第{number}镇", "township", 2020, Passage(text, section), theme))
    return found


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "full text"])
def test_a_giveaway_is_seen_by_its_view_and_by_no_other(view: str) -> None:
    scores = {score.view: score.macro_f1 for score in shortcuts(corpus(view))}
    assert scores["full text"] > 0.9
    assert scores[view] > 0.9
    for other in set(VIEWS) - {view, "full text"}:
        assert scores[other] < 0.5, other


def test_real_paragraphs_can_take_the_place_of_the_test_split() -> None:
    other = Labelled("r", "某县", "county", 2019, Passage("甲乙丙丁发布"), "proactive")
    full, *_ = shortcuts(corpus("none"), [other])
    assert full.accuracy == 1


def test_a_side_without_rows_is_an_error() -> None:
    train = [row for row in corpus("none") if split_of(row) == "train"]
    with pytest.raises(TrainingError, match="E501"):
        shortcuts(train)
