"""Labelled paragraphs: JSON lines in, checked rows out. corpora/README.md describes the form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from nlp.errors import TrainingError
from nlp.labels import Aspect, Theme
from nlp.resources import resource
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import ASPECTS, THEMES

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

MOST_ALSO = 3  # second themes; corpora/MANUAL.md 1.3

_SHIPPED = "corpora/themes"
_LATER = ("theme", "year")  # what a draft may lack: `nlp.corpora.drafts.Draft`


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
        also: other themes that a careful annotator would accept as primary, at most three, by weight.
        aspect: set where, and only where, the theme is problems.
        batch: which batch of writing it came with; the file's name where the row does not say.
        split: the side that the row itself names; None leaves it to `nlp.corpora.split_of`.
    """

    id: str
    body: str
    kind: str
    year: int
    passage: Passage
    theme: Theme
    also: tuple[Theme, ...] = ()
    aspect: Aspect | None = None
    batch: str = ""
    split: Split | None = None


def rows(path: Path | str | None = None) -> tuple[Labelled, ...]:
    """Every row of a corpus, in the order of file names and lines.

    Args:
        path: a .jsonl file, a folder of them, or a folder with such a folder `themes`; the corpus that ships if
            left out.

    Raises:
        TrainingError: E501 there is no row, E502 a row is not of the form, E503 an id stands twice, E514 a row lacks
            its theme or its year; all but the first name the line.

    >>> len({row.theme for row in rows()})
    8
    """
    found, unfinished = _finished(corpus_path(path))
    if unfinished:
        raise unfinished[0]
    return found


def rows_and_unfinished(path: Path | str | None = None) -> tuple[tuple[Labelled, ...], int]:
    """The rows as `rows` gives them, and how many drafts there are besides: rows that lack their theme or their year.

    `nlp.corpora.build` gives such where no heading says anything.

    Raises:
        TrainingError: as of `rows`, E514 only where no row is finished.
    """
    found, unfinished = _finished(corpus_path(path))
    if not found:
        raise unfinished[0]
    return found, len(unfinished)


def corpus_path(path: Path | str | None) -> Path:
    """The path itself, or the corpus that ships for None."""
    return resource(_SHIPPED) if path is None else Path(path)


def each_row(data: Path) -> Iterator[tuple[str, Labelled | TrainingError]]:
    """Each line's place ('a-1.jsonl:3', with the path) and its row, or what is wrong with it (E502, E514), not raised."""
    for path in corpus_files(data):
        for number, fields in each_line(path):
            place = f"{path}:{number}"
            if isinstance(fields, TrainingError):
                yield place, fields
                continue
            wanting = [name for name in _LATER if fields.get(name, "") is None]
            if wanting:
                yield place, TrainingError("E514", place, what=" and no ".join(wanting))
                continue
            try:
                yield place, _row(fields, path.stem)
            except (ValueError, KeyError, TypeError) as error:
                yield place, TrainingError("E502", place, why=_reason(error))


def each_line(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | TrainingError]]:
    """Each line that is not blank: its number, counted from 1, and its JSON object or E502, not raised.

    Raises:
        TrainingError: E501 the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise TrainingError("E501", str(path), why=str(error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            yield number, TrainingError("E502", f"{path}:{number}", why=str(error))
            continue
        if isinstance(fields, dict):
            yield number, fields
        else:
            yield number, TrainingError("E502", f"{path}:{number}", why="it is no JSON object")


def corpus_files(data: Path) -> list[Path]:
    """The files of a corpus, sorted by name.

    Raises:
        TrainingError: E501 there is none.
    """
    files = [data] if data.is_file() else sorted(data.glob("*.jsonl")) or sorted(data.glob("themes/*.jsonl"))
    if not files:
        raise TrainingError("E501", str(data), why="there is no .jsonl file")
    return files


def corpus_sha256(data: Path) -> str:
    """One hash over the names and contents of the files, as lower case hexadecimal."""
    whole = hashlib.sha256()
    for path in corpus_files(data):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def checked_labels(theme: object, also: object, aspect: object) -> tuple[Theme, tuple[Theme, ...], Aspect | None]:
    """Labels of the right form, in the types that the package uses.

    Raises:
        ValueError: an unknown name, an aspect without `problems` or the other way round, a second theme that is the
            first, that stands twice, or is one too many.
    """
    if not isinstance(also, (list, tuple)):
        raise ValueError("also is no list")
    unknown = [name for name in (theme, *also) if name not in THEMES]
    if unknown:
        raise ValueError(f"no theme is called {', '.join(map(str, unknown))}")
    if (aspect is not None) != (theme == "problems") or (aspect is not None and aspect not in ASPECTS):
        raise ValueError(f"the aspect {aspect} does not go with the theme {theme}")
    if theme in also or len(set(also)) < len(also) or len(also) > MOST_ALSO:
        raise ValueError(f"also is {', '.join(also)}: at most {MOST_ALSO} themes, each once, and not the primary one")
    return cast(Theme, theme), cast("tuple[Theme, ...]", tuple(also)), cast("Aspect | None", aspect)


def _finished(data: Path) -> tuple[tuple[Labelled, ...], list[TrainingError]]:
    """The rows, and what the drafts among them lack (E514); whatever else is wrong is raised."""
    found: dict[str, Labelled] = {}
    unfinished: list[TrainingError] = []
    for place, row in each_row(data):
        if isinstance(row, Labelled):
            if row.id in found:
                raise TrainingError("E503", place, id=row.id)
            found[row.id] = row
        elif row.code == "E514":
            unfinished.append(row)
        else:
            raise row
    if not found and not unfinished:
        raise TrainingError("E501", str(data), why="it holds no row")
    return tuple(found.values()), unfinished


def _row(fields: Mapping[str, Any], batch: str) -> Labelled:
    theme, also, aspect = checked_labels(fields["theme"], fields["also"], fields["aspect"])
    split = fields.get("split")
    if split is not None and split not in SPLITS:
        raise ValueError(f"no split is called {split}")
    for name in ("id", "body", "kind", "text"):
        if not str(fields[name]).strip():
            raise ValueError(f"the {name} is empty")
    return Labelled(
        id=str(fields["id"]),
        body=str(fields["body"]),
        kind=str(fields["kind"]),
        year=int(fields["year"]),
        passage=Passage(str(fields["text"]), tuple(map(str, fields["section"]))),
        theme=theme,
        also=also,
        aspect=aspect,
        batch=str(fields.get("batch") or batch),
        split=split,
    )


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
