"""Every kind of contender can be made from a string and takes passages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.bench.contenders import BATCH, CHECKPOINT_KINDS, MAKERS, contender, title
from nlp.errors import ModelError, TrainingError
from nlp.themes import Passage
from tests.bench.conftest import TEXTS

LONG = "受理申请三件。" * 10  # longer than the tiny model takes
PASSAGES = [Passage(TEXTS[0]), Passage(LONG), *(Passage(text, ("一、公开",)) for text in TEXTS)]


def test_a_tagger_is_a_contender() -> None:
    contender("tagger:baseline")(PASSAGES)


@pytest.mark.parametrize("kind", CHECKPOINT_KINDS)
def test_a_checkpoint_is_raced_in_every_way(kind: str, checkpoint: Path) -> None:
    run = contender(f"{kind}:{checkpoint}")
    run(PASSAGES)
    run(PASSAGES[:1])


def test_sorted_batches_hold_every_text_once_and_texts_of_like_length_together(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from transformers import BertForSequenceClassification

    seen: list[list[int]] = []
    forward = BertForSequenceClassification.forward

    def counting(self: object, *arguments: object, **named: torch.Tensor) -> object:
        seen.append(named["attention_mask"].sum(dim=1).tolist())
        return forward(self, *arguments, **named)

    monkeypatch.setattr(BertForSequenceClassification, "forward", counting)
    passages = [Passage("件" * (1 + n * 7 % 20)) for n in range(BATCH + 8)]
    contender(f"sorted:{checkpoint}")(passages)
    lengths = [length for batch in seen for length in batch]
    assert [len(batch) for batch in seen] == [BATCH, 8]
    assert lengths == sorted(len(passage.text) + 2 for passage in passages)


@pytest.mark.parametrize("kind", CHECKPOINT_KINDS)
def test_without_torch_it_is_said_what_is_missing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(TrainingError, match=r"E509: torch and transformers .*xxgk-nlp\[train\]"):
        contender(f"{kind}:somewhere")


def test_a_tagger_that_is_not_there_is_a_coded_error() -> None:
    with pytest.raises(ModelError, match="E301"):
        contender("tagger:nowhere")


def test_an_unknown_kind_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="pipeline-32"):
        contender("abacus:somewhere")


def test_a_title_does_not_say_where_a_folder_lies() -> None:
    titles: Sequence[str] = [title(f"{kind}:some/where/teacher") for kind in MAKERS]
    assert len(set(titles)) == len(MAKERS)
    assert all(one.startswith("teacher") and "some" not in one for one in titles)
