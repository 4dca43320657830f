"""doccano: drafts out and in as the JSON lines of a text classification project that allows several labels.

A theme is the label of its name, a second theme 'also:…', an aspect 'aspect:…'. What else a row holds travels in the
field `row`, which doccano keeps as metadata.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.corpora.drafts import Draft, draft_from
from nlp.corpora.labelled import checked_labels
from nlp.errors import TrainingError
from nlp.themes.taxonomy import ASPECTS, THEMES

TOOL = "doccano"

_ALSO, _ASPECT = "also:", "aspect:"


def label_types() -> str:
    """The labels of a project, as the JSON that doccano's page Labels imports."""
    names = [*THEMES, *(_ALSO + theme for theme in THEMES), *(_ASPECT + aspect for aspect in ASPECTS)]
    return json.dumps([{"text": name} for name in names], indent=1) + "\n"


def dump_examples(drafts: Iterable[Draft]) -> str:
    """The drafts as JSON lines with the columns `text` and `label`."""
    return "".join(
        json.dumps({"text": draft.text, "label": _names(draft), "row": draft.to_dict()}, ensure_ascii=False) + "\n"
        for draft in drafts
    )


def load_examples(content: str, name: str) -> tuple[tuple[Draft, ...], int]:
    """The drafts of an export in the form JSONL, with the labels that people gave.

    doccano sorts labels by name: second themes keep their order by weight only where they are those that went out.

    Args:
        content: the export.
        name: of the file, for messages.

    Returns:
        The labelled drafts, in the order of the lines, and how many lines without a label were left out.

    Raises:
        TrainingError: E510 it is not of that form; it names the line.
    """
    drafts: list[Draft] = []
    bare = 0
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            example = json.loads(line)
            if example["label"]:
                drafts.append(_labelled(draft_from(example["row"]), example["label"]))
            else:
                bare += 1
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"line {number}: {f'{error} is missing' if isinstance(error, KeyError) else error}"
            raise TrainingError("E510", name, tool=TOOL, why=why) from error
    return tuple(drafts), bare


def _names(draft: Draft) -> list[str]:
    if draft.theme is None:
        return []
    aspect = [_ASPECT + draft.aspect] if draft.aspect else []
    return [draft.theme, *(_ALSO + theme for theme in draft.also), *aspect]


def _labelled(draft: Draft, names: Sequence[str]) -> Draft:
    themes = [name for name in names if ":" not in name]
    if len(themes) != 1:
        raise ValueError("there is not exactly one theme")
    also: Sequence[str] = [name.removeprefix(_ALSO) for name in names if name.startswith(_ALSO)]
    also = [theme for theme in also if theme != themes[0]]
    aspects = [name.removeprefix(_ASPECT) for name in names if name.startswith(_ASPECT)]
    if len(aspects) > 1:
        raise ValueError("there are two aspects")
    if set(also) == set(draft.also):
        also = draft.also
    told = aspects[0] if aspects and themes[0] == "problems" else None
    theme, checked, aspect = checked_labels(themes[0], also, told)
    return replace(draft, theme=theme, also=checked, aspect=aspect, confidence=1.0, why="annotated")
