"""Labelled paragraphs: JSON lines in, checked rows out. corpora/README.md describes the form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from nlp.analysis import Aspect, Theme
from nlp.errors import TrainingError
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import ASPECTS, THEMES


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with its labels.

    Attributes:
        id: unique in the corpus.
        body: who wrote it; paragraphs of one body stay together in a split.
        kind: what sort of body, a short English word.
        year: the year reported on.
        passage: the text and the headings above it.
        theme: the primary theme.
        also: other themes that a careful annotator would accept as primary.
        aspect: set where, and only where, the theme is problems.
    """

    id: str
    body: str
    kind: str
    year: int
    passage: Passage
    theme: Theme
    also: tuple[Theme, ...] = ()
    aspect: Aspect | None = None


def load_corpus(data: Path) -> tuple[Labelled, ...]:
    """Every row of a corpus, in the order of file names and lines.

    Args:
        data: a .jsonl file, or a folder of them.

    Raises:
        TrainingError: E501 no row, a row that is not of the form, or an id that stands twice; it names the line.
    """
    rows: list[Labelled] = []
    seen: set[str] = set()
    for path in corpus_files(data):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = _row(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise TrainingError("E501", str(path), why=f"line {number}: {error!r}") from error
            if row.id in seen:
                raise TrainingError("E501", str(path), why=f"line {number}: the id {row.id} stands twice")
            seen.add(row.id)
            rows.append(row)
    if not rows:
        raise TrainingError("E501", str(data), why="it holds no row")
    return tuple(rows)


def corpus_files(data: Path) -> list[Path]:
    """The files of a corpus, sorted by name.

    Raises:
        TrainingError: E501 there is none.
    """
    files = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
    if not files or not files[0].is_file():
        raise TrainingError("E501", str(data), why="there is no .jsonl file")
    return files


def corpus_sha256(data: Path) -> str:
    """One hash over the names and contents of the files, as lower case hexadecimal."""
    whole = hashlib.sha256()
    for path in corpus_files(data):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _row(fields: Mapping[str, Any]) -> Labelled:
    theme, aspect, also = fields["theme"], fields["aspect"], tuple(fields["also"])
    unknown = {theme, *also} - set(THEMES)
    if unknown:
        raise ValueError(f"no theme is called {', '.join(sorted(map(str, unknown)))}")
    if (aspect is not None) != (theme == "problems") or (aspect is not None and aspect not in ASPECTS):
        raise ValueError(f"the aspect {aspect} does not go with the theme {theme}")
    if not str(fields["text"]).strip():
        raise ValueError("the text is empty")
    return Labelled(
        id=str(fields["id"]),
        body=str(fields["body"]),
        kind=str(fields["kind"]),
        year=int(fields["year"]),
        passage=Passage(str(fields["text"]), tuple(map(str, fields["section"]))),
        theme=cast(Theme, theme),
        also=cast("tuple[Theme, ...]", also),
        aspect=cast("Aspect | None", aspect),
    )
