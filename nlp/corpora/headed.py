"""Labelled paragraphs of real reports under the headings that the reports give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.corpora.labelled import Labelled
from nlp.readers import read
from nlp.segment import Paragraph, segment
from nlp.themes.tagger import Passage

_KEY = 20  # characters at a paragraph's beginning by which it is found again in the file


def with_headings(rows: Sequence[Labelled], folder: Path) -> tuple[Labelled, ...]:
    """Rows with the section path that the segmenter finds above them.

    Args:
        rows: as `placed_rows` gives them, their ids naming file and offset.
        folder: where the files lie.

    Returns:
        The rows in the order of the files, each with the text and headings of the segmenter's paragraph; a row that the
        segmenter cuts otherwise, so that no paragraph's middle lies in it, is left out.
    """
    by_file: dict[str, dict[int, Labelled]] = {}
    for row in rows:
        name, _, offset = row.id.rpartition(":")
        by_file.setdefault(name, {})[int(offset)] = row
    found: list[Labelled] = []
    for name, placed in by_file.items():
        text = (folder / name).read_text(encoding="utf-8")
        place = 0
        for paragraph in segment(read(folder / name)).paragraphs:
            start = text.find(paragraph.text[:_KEY], place)
            labelled = _row_at(placed, paragraph, start)
            if labelled is not None:
                place = start
                found.append(replace(labelled, passage=Passage(paragraph.text, paragraph.section)))
    return tuple(found)


def _row_at(rows: Mapping[int, Labelled], paragraph: Paragraph, start: int) -> Labelled | None:
    """People and the segmenter may have cut a little differently: what counts is the paragraph's middle."""
    middle = start + len(paragraph.text) // 2
    found = (row for at, row in rows.items() if at <= middle < at + len(row.passage.text))
    return next(found, None) if start >= 0 else None
