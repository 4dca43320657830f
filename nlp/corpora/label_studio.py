"""Label Studio: drafts out as tasks with predictions, annotated tasks in.

The forms are those of its guides 'Import pre-annotated data' and 'Label Studio Task Format' (labelstud.io/guide).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from nlp.corpora.drafts import Draft, draft_from
from nlp.corpora.labelled import checked_labels
from nlp.errors import TrainingError
from nlp.themes.taxonomy import ASPECTS, THEMES

TOOL = "Label Studio"

_TEXT = "text"  # the name of the text in the labelling configuration, and of its field in a task
_THEME, _ALSO, _ASPECT = "theme", "also", "aspect"  # the names of its groups of choices
_MODEL = "headings"  # who made the predictions


def labelling_config() -> str:
    """The configuration of a project, as XML: one theme, second themes, and the aspect if the theme is problems."""
    themes = "\n".join(_choice(name, f"{meaning.chinese} {name}") for name, meaning in THEMES.items())
    aspects = "\n".join(_choice(name, f"{meaning.chinese} {name}") for name, meaning in ASPECTS.items())
    return f"""<View>
  <Header value="$heading"/>
  <Text name="{_TEXT}" value="${_TEXT}"/>
  <Header value="主题 theme"/>
  <Choices name="{_THEME}" toName="{_TEXT}" choice="single-radio" showInline="true" required="true">
{themes}
  </Choices>
  <Header value="兼主题 also"/>
  <Choices name="{_ALSO}" toName="{_TEXT}" choice="multiple" showInline="true">
{themes}
  </Choices>
  <Choices name="{_ASPECT}" toName="{_TEXT}" choice="single-radio" showInline="true" required="true"
           visibleWhen="choice-selected" whenTagName="{_THEME}" whenChoiceValue="problems">
{aspects}
  </Choices>
</View>
"""


def dump_tasks(drafts: Iterable[Draft]) -> str:
    """The drafts as a JSON list of tasks; what is known of a label becomes a prediction."""
    return json.dumps([_task(draft) for draft in drafts], ensure_ascii=False, indent=1) + "\n"


def load_tasks(content: str, name: str) -> tuple[tuple[Draft, ...], int]:
    """The drafts of an export in the form JSON, with the labels that people gave.

    Where a task has several annotations, the one marked as ground truth counts, else the one changed last; all of
    them are kept in `readings`. Skipped (cancelled) ones do not count.

    Args:
        content: the export.
        name: of the file, for messages.

    Returns:
        The annotated drafts, in the order of the tasks, and how many tasks without an annotation were left out.

    Raises:
        TrainingError: E510 it is not of that form; it names the task.
    """
    try:
        tasks = json.loads(content)
    except ValueError as error:
        raise TrainingError("E510", name, tool=TOOL, why=str(error)) from error
    if not isinstance(tasks, list):
        raise TrainingError("E510", name, tool=TOOL, why="it is no list of tasks (export as JSON, not JSON-MIN)")
    drafts: list[Draft] = []
    bare = 0
    for number, task in enumerate(tasks, 1):
        try:
            annotations = [one for one in task["annotations"] if not one.get("was_cancelled")]
            if annotations:
                drafts.append(_annotated(draft_from(task["data"]["row"]), annotations))
            else:
                bare += 1
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"task {number}: {f'{error} is missing' if isinstance(error, KeyError) else error}"
            raise TrainingError("E510", name, tool=TOOL, why=why) from error
    return tuple(drafts), bare


def _choice(name: str, shown: str) -> str:
    return f"    <Choice value={quoteattr(name)} html={quoteattr(shown)}/>"


def _task(draft: Draft) -> dict[str, Any]:
    task: dict[str, Any] = {
        "data": {_TEXT: draft.text, "heading": " / ".join(draft.section) or "—", "row": draft.to_dict()}
    }
    if draft.theme is not None:
        result = [_chosen(_THEME, [draft.theme])]
        result += [_chosen(_ALSO, list(draft.also))] if draft.also else []
        result += [_chosen(_ASPECT, [draft.aspect])] if draft.aspect else []
        task["predictions"] = [{"model_version": _MODEL, "score": draft.confidence, "result": result}]
    return task


def _chosen(group: str, choices: Sequence[str]) -> dict[str, Any]:
    return {"from_name": group, "to_name": _TEXT, "type": "choices", "value": {"choices": list(choices)}}


def _annotated(draft: Draft, annotations: Sequence[Mapping[str, Any]]) -> Draft:
    readings = [_labels(one["result"]) for one in annotations]
    last = max(
        range(len(annotations)),
        key=lambda at: (bool(annotations[at].get("ground_truth")), str(annotations[at].get("updated_at") or ""), at),
    )
    theme, also, aspect = checked_labels(*readings[last])
    said = tuple(f"{one[0]}/{one[2]}" if one[2] else one[0] for one in readings)
    return replace(
        draft,
        theme=theme,
        also=also,
        aspect=aspect,
        confidence=1.0,
        why="annotated",
        readings=said if len(said) > 1 else (),
    )


def _labels(result: Sequence[Mapping[str, Any]]) -> tuple[Any, tuple[Any, ...], Any]:
    """Theme, second themes without the theme itself, aspect: an annotator may leave what no longer applies."""
    chosen = {one["from_name"]: one["value"]["choices"] for one in result if one.get("type") == "choices"}
    if len(chosen.get(_THEME, ())) != 1:
        raise ValueError("an annotation has not exactly one theme")
    theme = chosen[_THEME][0]
    also = tuple(name for name in chosen.get(_ALSO, ()) if name != theme)
    aspect = chosen[_ASPECT][0] if theme == "problems" and chosen.get(_ASPECT) else None
    return theme, also, aspect
