"""Drafts: rows on their way to being labelled, which may lack what a finished row must have. JSON lines in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.corpora.labelled import SPLITS, Split, checked_labels, each_line
from nlp.errors import TrainingError
from nlp.labels import Aspect, Theme


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph that may still lack a label.

    In JSON its fields are those of a finished row (corpora/README.md) and more, so that a draft whose `theme` and
    `year` are known is read as a row.

    Attributes:
        id, body, kind, year, section, text, theme, also, aspect: as in `nlp.corpora.Labelled`; `theme` and `year` are
            None where they are not known.
        batch: the file that it comes from, or the batch of writing.
        split: the side that its body is on, None where that is not decided.
        confidence: how sure the label is, 0 to 1: of a weak label by its heading, 1 where a person gave it; None
            without a label.
        why: what the label comes from, '' where that is not told.
        duplicate_of: the id of an earlier row that differs from it only in names and numbers.
        readings: what each annotator said, where there were several: 'proactive', 'problems/improvement'.
    """

    id: str
    body: str
    kind: str
    year: int | None
    section: tuple[str, ...]
    text: str
    theme: Theme | None = None
    also: tuple[Theme, ...] = ()
    aspect: Aspect | None = None
    batch: str = ""
    split: Split | None = None
    confidence: float | None = None
    why: str = ""
    duplicate_of: str | None = None
    readings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, in the order of the attributes."""
        return {name: _plain(getattr(self, name)) for name in Draft.__slots__}


def draft_from(fields: Mapping[str, Any]) -> Draft:
    """A draft from its JSON form or from that of a finished row.

    Raises:
        ValueError, KeyError, TypeError: the fields are not of the form.
    """
    theme, also, aspect = fields.get("theme"), fields.get("also") or (), fields.get("aspect")
    split = fields.get("split")
    if theme is not None:
        theme, also, aspect = checked_labels(theme, also, aspect)
    elif also or aspect is not None:
        raise ValueError("there is a second theme or an aspect, and no theme")
    if split is not None and split not in SPLITS:
        raise ValueError(f"no split is called {split}")
    text = str(fields["text"])
    if not text.strip() or not str(fields["id"]):
        raise ValueError("the id or the text is empty")
    return Draft(
        id=str(fields["id"]),
        body=str(fields["body"]),
        kind=str(fields["kind"]),
        year=None if fields["year"] is None else int(fields["year"]),
        section=tuple(map(str, fields["section"])),
        text=text,
        theme=theme,
        also=tuple(also),
        aspect=aspect,
        batch=str(fields.get("batch") or ""),
        split=split,
        confidence=None if fields.get("confidence") is None else float(fields["confidence"]),
        why=str(fields.get("why") or ""),
        duplicate_of=fields.get("duplicate_of"),
        readings=tuple(map(str, fields.get("readings") or ())),
    )


def read_drafts(path: Path) -> tuple[Draft, ...]:
    """The drafts or finished rows of a file of JSON lines.

    Raises:
        TrainingError: E501 the file cannot be read or holds nothing, E502 a line is not of the form, E503 an id stands
            twice; the last two name the line.
    """
    drafts: dict[str, Draft] = {}
    for number, fields in each_line(path):
        if isinstance(fields, TrainingError):
            raise fields
        try:
            draft = draft_from(fields)
        except (ValueError, KeyError, TypeError) as error:
            why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise TrainingError("E502", f"{path}:{number}", why=why) from error
        if draft.id in drafts:
            raise TrainingError("E503", f"{path}:{number}", id=draft.id)
        drafts[draft.id] = draft
    if not drafts:
        raise TrainingError("E501", str(path), why="it holds no row")
    return tuple(drafts.values())


def dump_drafts(drafts: Iterable[Draft]) -> str:
    """The drafts as JSON lines."""
    return "".join(json.dumps(draft.to_dict(), ensure_ascii=False) + "\n" for draft in drafts)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
