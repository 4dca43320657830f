"""Paragraphs put together from others: what their themes are follows from the lengths of the parts."""

from __future__ import annotations

import pytest

from nlp.corpora import Labelled
from nlp.labels import Theme
from nlp.themes import Passage
from nlp.training.encoder.joining import LONGEST, SHORTEST, join, joined_paragraphs


def row(theme: Theme, length: int, also: tuple[Theme, ...] = (), name: str = "甲县") -> Labelled:
    return Labelled("1", name, "county", 2020, Passage("公" * (length - 1) + "。", (theme,)), theme, also, None, "a", None)


ROWS = [
    row(theme, length)
    for theme in ("mechanism", "proactive", "on_request", "management", "platform", "supervision")
    for length in range(SHORTEST, LONGEST, 20)
]


@pytest.mark.parametrize(
    ("lengths", "theme", "also"),
    [
        ((100, 40), "platform", ()),
        ((100, 50), "platform", ("mechanism",)),
        ((40, 100), "mechanism", ()),
        ((50, 100), "mechanism", ("platform",)),
        ((100, 119), "platform", ("mechanism",)),  # not longer by a fifth: a tie, the first of them
        ((100, 120), "mechanism", ("platform",)),
        ((60, 100, 80), "mechanism", ("supervision", "platform")),
        ((90, 40, 100), "platform", ("supervision",)),
    ],
)
def test_the_longest_part_gives_the_theme_and_half_of_it_is_acceptable(
    lengths: tuple[int, ...], theme: Theme, also: tuple[Theme, ...]
) -> None:
    themes: tuple[Theme, ...] = ("platform", "mechanism", "supervision")
    parts = [row(name, length) for name, length in zip(themes, lengths, strict=False)]
    found = join(parts, ("一、总体情况",))
    assert (found.theme, found.also) == (theme, also)
    assert found.passage == Passage("".join(part.passage.text for part in parts), ("一、总体情况",))


def test_each_is_about_two_or_three_pieces_of_work_that_are_there() -> None:
    texts = {each.passage.text for each in ROWS}
    found = joined_paragraphs(ROWS, 200, seed=1)
    assert [each.id for each in found] == [f"joined:{number}" for number in range(200)]
    for each in found:
        parts = [part + "。" for part in each.passage.text.split("。")[:-1]]
        assert 2 <= len(parts) <= 3
        assert texts.issuperset(parts)
        assert each.passage.section[0] in {one.theme for one in ROWS}
    assert len({each.passage.text for each in found}) > 100


def test_the_same_seed_draws_the_same() -> None:
    assert joined_paragraphs(ROWS, 9, seed=1) == joined_paragraphs(ROWS, 9, seed=1) != joined_paragraphs(ROWS, 9, seed=2)


@pytest.mark.parametrize(
    "unfit",
    [
        row("on_request", SHORTEST - 1),
        row("on_request", LONGEST + 1),
        row("on_request", 100, also=("platform",)),
        row("problems", 100),
        row("other", 100),
    ],
    ids=["short", "long", "two themes", "problems", "other"],
)
def test_what_is_not_plainly_of_one_matter_is_no_part(unfit: Labelled) -> None:
    assert joined_paragraphs([row("platform", 100), unfit], 5, seed=1) == []


def test_a_part_ends_where_a_sentence_ends() -> None:
    long = Labelled(
        "1", "乙县", "county", 2020, Passage("公" * 29 + "。" + "开" * 49 + "。" + "年" * 200 + "。"), "platform", (), None, "a", None
    )
    found = joined_paragraphs([long, row("on_request", 20, name="丙县")], 50, seed=1)
    assert {len(each.passage.text) for each in found} == {50, 100}
