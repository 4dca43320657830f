"""Labels of texts that lie elsewhere: by file and offsets, joined with the files to rows."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.corpora.kinds import kind_of
from nlp.corpora.labelled import Labelled, checked_labels, each_line
from nlp.errors import TrainingError
from nlp.themes.tagger import Passage

_NAME = re.compile(r"(?P<body>[^-]+)-(?P<year>\d{4})")  # 石梁县人民政府-2019.txt


def placed_rows(labels: Path, folder: Path) -> tuple[Labelled, ...]:
    """The paragraphs of reports with their labels, such as corpora/real/themes.jsonl. They carry no section path.

    Args:
        labels: JSON lines: file (its name, '<body>-<year>…'), start and end (half-open offsets of characters in the
            file's text as UTF-8, line ends as one character), theme, also, aspect.
        folder: where the files lie.

    Raises:
        TrainingError: E501 a file cannot be read or there is no label, E502 a line is not of the form or its offsets
            lie outside the file; it names the line.
    """
    texts: dict[str, str] = {}
    found: list[Labelled] = []
    for number, fields in each_line(labels):
        if isinstance(fields, TrainingError):
            raise fields
        try:
            name, start, end = str(fields["file"]), int(fields["start"]), int(fields["end"])
            theme, also, aspect = checked_labels(fields["theme"], fields["also"], fields["aspect"])
            named = _NAME.match(name)
            if named is None:
                raise ValueError(f"{name} does not name a body and a year")
            if name not in texts:
                texts[name] = _text(folder / name)
            text = texts[name][start:end]
            if not text.strip() or end > len(texts[name]):
                raise ValueError(f"there is no text from {start} to {end}")
        except (ValueError, KeyError, TypeError) as error:
            raise TrainingError("E502", f"{labels}:{number}", why=str(error)) from error
        body = named["body"]
        found.append(
            Labelled(
                id=f"{name}:{start}",
                body=body,
                kind=kind_of(body),
                year=int(named["year"]),
                passage=Passage(text),
                theme=theme,
                also=also,
                aspect=aspect,
                batch=labels.stem,
            )
        )
    if not found:
        raise TrainingError("E501", str(labels), why="it holds no label")
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TrainingError("E501", str(path), why=str(error)) from error
