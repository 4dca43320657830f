from __future__ import annotations

import dataclasses

import pytest

from nlp.errors import ReadError
from nlp.readers.limits import Limits


def test_a_clock_lets_a_file_be_read_within_its_time():
    Limits(seconds=60).clock("年报.docx").check()


def test_a_file_whose_time_is_over_gives_e118_with_its_name():
    with pytest.raises(ReadError) as caught:
        Limits(seconds=-1).clock("年报.docx").check()
    assert caught.value.code == "E118"
    assert caught.value.file == "年报.docx"


def test_limits_cannot_be_changed_for_everyone_by_one_caller():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Limits().size = 1  # type: ignore[misc]
