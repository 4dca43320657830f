"""The texts of a benchmark: paragraphs and their sentences, as an analysis hands them to the tagger."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.corpora import rows
from nlp.errors import TrainingError
from nlp.evaluation.data import measured_rows
from nlp.segment import sentences
from nlp.themes.tagger import Passage


def sample(passages: Sequence[Passage], paragraphs: int, seed: int) -> list[Passage]:
    """Some of the paragraphs, chosen at random and in their order; all of them if there are no more.

    Args:
        passages: paragraphs.
        paragraphs: how many.
        seed: the same gives the same.
    """
    if len(passages) <= paragraphs:
        return list(passages)
    chance = random.Random(seed)  # noqa: S311 - not a secret, only repeatable
    return [passages[place] for place in sorted(chance.sample(range(len(passages)), paragraphs))]


def with_sentences(paragraphs: Sequence[Passage]) -> list[Passage]:
    """Each paragraph and, where it has several, its sentences, under the same headings.

    >>> [passage.text for passage in with_sentences([Passage("一是网站改版。二是公众号开通。"), Passage("无收费。")])]
    ['一是网站改版。二是公众号开通。', '一是网站改版。', '二是公众号开通。', '无收费。']
    """
    return list(_parts(paragraphs))


def paragraphs_of(data: Path | None = None, reports: Path | None = None) -> list[Passage]:
    """The paragraphs of DATA, under their headings.

    Args:
        data: the corpus that ships if left out; a .txt file with a paragraph a line; else as
            `nlp.evaluation.measured_rows` takes it.
        reports: likewise.

    Raises:
        TrainingError: E501 to E503, E511, E531 the data are unusable.
    """
    if data is None:
        return [row.passage for row in rows()]
    if data.suffix == ".txt":
        return _lines(data)
    return [row.passage for row in measured_rows(data, reports).rows]


def _lines(file: Path) -> list[Passage]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise TrainingError("E501", str(file), why=str(error)) from error
    found = [Passage(line.strip()) for line in lines if line.strip()]
    if not found:
        raise TrainingError("E501", str(file), why="it holds no text")
    return found


def _parts(paragraphs: Sequence[Passage]) -> Iterator[Passage]:
    for paragraph in paragraphs:
        yield paragraph
        spans = sentences(paragraph.text)
        if len(spans) > 1:
            yield from (Passage(span.of(paragraph.text), paragraph.section) for span in spans)
