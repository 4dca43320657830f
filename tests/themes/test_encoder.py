"""The encoder that ships: what it says does not depend on how its work is cut up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nlp.corpora import rows
from nlp.themes import THEMES, Passage, load
from nlp.themes.encoder import EncoderTagger

PASSAGES = [row.passage for row in rows()[::40]]


@pytest.fixture(scope="module")
def tagger() -> EncoderTagger:
    found = load("themes")
    assert isinstance(found, EncoderTagger)
    return found


@pytest.mark.parametrize("threads", [1, 3])
def test_batches_and_threads_change_nothing(tagger: EncoderTagger, threads: int) -> None:
    together = replace(tagger, threads=threads).scores(PASSAGES)
    alone = np.vstack([tagger.scores([passage]) for passage in PASSAGES])
    # Activations are quantised batch by batch, so the last digits differ.
    np.testing.assert_allclose(together, alone, atol=0.35)
    assert (together[:, :8].argmax(axis=1) == alone[:, :8].argmax(axis=1)).mean() > 0.97


def test_a_tag_is_whole(tagger: EncoderTagger) -> None:
    for tag in tagger.tag([*PASSAGES, Passage(""), Passage("😀"), Passage("\u3000")]):
        assert list(tag.scores) == list(THEMES)
        assert sum(tag.scores.values()) == pytest.approx(1)
        assert tag.confidence == max(tag.scores.values()) == tag.scores[tag.theme]
        assert (tag.aspect is None) == (tag.theme != "problems")
        assert tag.theme not in tag.also


def test_nothing_gives_nothing(tagger: EncoderTagger) -> None:
    assert tagger.tag([]) == []


def test_what_stands_at_the_end_of_a_long_paragraph_counts(tagger: EncoderTagger) -> None:
    start = "县政府网站完成改版，" * 60
    ends = ["全年收到政府信息公开申请，均按期答复。" * 60, "纳入绩效考核，组织业务培训。" * 60]
    first, second = tagger.scores([Passage(start + end) for end in ends])
    assert np.abs(first - second).max() > 1


@pytest.mark.parametrize(("told", "threads"), [("1", 1), ("3", 3), ("", None), ("many", None), ("0", None)])
def test_threads_are_those_asked_for_or_one_a_core(told: str, threads: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("OMP_NUM_THREADS", told)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 5, 7}, raising=False)
    found = load("themes")
    assert isinstance(found, EncoderTagger)
    assert found.threads == (threads or 5)
