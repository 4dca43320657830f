"""What the encoder sees of a passage."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from nlp.themes import Passage
from nlp.themes.encoding import Layout, filled, windows

CHARACTERS = "公开申请0总体情况件受理/"
LAYOUT = Layout(begin=1, end=2, pad=0, window=10, headings=4)


def tokenizer() -> Tokenizer:
    """A token for each character, from 10 on; 3 for what it does not know."""
    vocabulary = {character: n for n, character in enumerate(CHARACTERS, 10)}
    made = Tokenizer(WordLevel({**vocabulary, "[UNK]": 3}, unk_token="[UNK]"))
    made.pre_tokenizer = Split("", "isolated")
    return made


def ids(text: str) -> list[int]:
    return [10 + CHARACTERS.index(character) for character in text]


def test_headings_stand_before_the_text_and_are_set_off() -> None:
    (found,) = windows([Passage("受理3件", ("一、总体",))], tokenizer(), LAYOUT)
    assert found == [[1, *ids("总体"), 2, *ids("受理0件"), 2]]


def test_without_headings_there_is_the_text_alone() -> None:
    assert windows([Passage("受理")], tokenizer(), LAYOUT) == [[[1, *ids("受理"), 2]]]


def test_of_a_long_path_the_innermost_heading_is_kept() -> None:
    (found,) = windows([Passage("件", ("一、总体情况", "（一）申请情况"))], tokenizer(), LAYOUT)
    assert found == [[1, *ids("申请情况"), 2, *ids("件"), 2]]


def test_a_long_text_is_spread_evenly_and_nothing_is_cut_off() -> None:
    text = "公开申请总体情况件受理公开申请"
    (found,) = windows([Passage(text)], tokenizer(), LAYOUT)
    assert [len(window) for window in found] == [10, 9]
    assert [token for window in found for token in window[1:-1]] == ids(text)
    assert all(window[0] == 1 and window[-1] == 2 for window in found)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_passage_without_text_still_has_a_window(text: str) -> None:
    assert windows([Passage(text)], tokenizer(), LAYOUT) == [[[1, 2]]]


def test_windows_are_filled_up_to_the_longest() -> None:
    taken, mask = filled([[1, 5, 2], [1, 2]], pad=0)
    assert taken.tolist() == [[1, 5, 2], [1, 2, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 0]]


def test_a_layout_without_room_for_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        Layout(begin=1, end=2, pad=0, window=10, headings=8)


def test_a_layout_survives_its_manifest() -> None:
    assert Layout.from_dict(LAYOUT.to_dict()) == LAYOUT
