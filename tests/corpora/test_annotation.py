"""There and back: Label Studio and doccano give what they were given, and what people changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from nlp.cli import main
from nlp.corpora import Draft, doccano, dump_drafts, label_studio, read_drafts, rows
from nlp.errors import TrainingError
from nlp.themes import ASPECTS, THEMES

DRAFTS = (
    Draft(
        id="r#1",
        body="石梁县人民政府",
        kind="county",
        year=2021,
        section=("一、总体情况", "（一）主动公开"),
        text="公开“三公”经费，<全部>上网 & 可下载。",
        theme="proactive",
        also=("platform", "management"),
        batch="石梁县-2021.txt",
        split="train",
        confidence=0.95,
        why="heading 主动公开",
    ),
    Draft("r#2", "石梁县人民政府", "county", 2021, (), "更新不及时。", "problems", (), "problem", confidence=0.97),
    Draft("r#3", "溪口镇人民政府", "township", None, (), "各项工作有序推进。"),
)


def annotated(tasks: str, *changes: tuple[str, dict[str, Any]]) -> str:
    """What Label Studio exports after people have agreed with every prediction; then with some values changed."""
    exported = []
    for number, task in enumerate(json.loads(tasks), 1):
        result = [
            {"id": f"a{at}", "origin": "prediction", **one}
            for at, one in enumerate(task["predictions"][0]["result"] if "predictions" in task else [])
        ]
        annotation = {"id": number, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "result": result}
        exported.append({"id": number, "annotations": [annotation] if result else [], **task})
    for at, change in changes:
        exported[int(at)] |= change
    return json.dumps(exported, ensure_ascii=False)


def by_people(draft: Draft, **labels: Any) -> Draft:
    from dataclasses import replace

    return replace(draft, confidence=1.0, why="annotated", **labels)


def reading(theme: str, *also: str, aspect: str | None = None, **about: Any) -> dict[str, Any]:
    groups = [("theme", [theme]), ("also", list(also)), ("aspect", [aspect] if aspect else [])]
    result = [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": choices}}
        for name, choices in groups
        if choices
    ]
    return {"result": result, "was_cancelled": False, **about}


def test_label_studio_gives_back_what_it_was_given() -> None:
    back, bare = label_studio.load_tasks(annotated(label_studio.dump_tasks(DRAFTS)), "export.json")
    assert back == (by_people(DRAFTS[0]), by_people(DRAFTS[1]))
    assert bare == 1


def test_predictions_are_of_the_form_that_label_studio_reads() -> None:
    first, _, third = json.loads(label_studio.dump_tasks(DRAFTS))
    assert first["data"]["text"] == DRAFTS[0].text
    assert first["data"]["heading"] == "一、总体情况 / （一）主动公开"
    (prediction,) = first["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("headings", 0.95)
    assert prediction["result"][0] == {
        "from_name": "theme",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": ["proactive"]},
    }
    assert "predictions" not in third


def test_the_configuration_names_what_the_predictions_name() -> None:
    root = ElementTree.fromstring(label_studio.labelling_config())  # noqa: S314 - our own text
    groups = {group.get("name"): [choice.get("value") for choice in group] for group in root.iter("Choices")}
    assert groups == {"theme": list(THEMES), "also": list(THEMES), "aspect": list(ASPECTS)}
    (text,) = root.iter("Text")
    tasks = json.loads(label_studio.dump_tasks(DRAFTS))
    used = {one["from_name"] for task in tasks for made in task.get("predictions", ()) for one in made["result"]}
    assert used == set(groups)
    assert text.get("value", "").removeprefix("$") in tasks[0]["data"]
    assert {one.get("toName") for one in root.iter("Choices")} == {text.get("name")}


def test_what_a_person_changed_comes_back() -> None:
    change = {"annotations": [reading("platform", "proactive")]}
    third = {"annotations": [reading("problems", aspect="improvement")]}
    back, bare = label_studio.load_tasks(
        annotated(label_studio.dump_tasks(DRAFTS), ("0", change), ("2", third)), "export.json"
    )
    assert (back[0].theme, back[0].also) == ("platform", ("proactive",))
    assert (back[2].theme, back[2].aspect) == ("problems", "improvement")
    assert bare == 0


def test_what_no_longer_applies_is_dropped() -> None:
    change = {"annotations": [reading("platform", "platform", "other", aspect="problem")]}
    back, _ = label_studio.load_tasks(annotated(label_studio.dump_tasks(DRAFTS), ("0", change)), "export.json")
    assert (back[0].also, back[0].aspect) == (("other",), None)


def test_of_several_annotators_the_last_counts_and_all_are_kept() -> None:
    early = reading("platform", updated_at="2026-01-01T10:00:00Z")
    late = reading("problems", aspect="problem", updated_at="2026-01-02T10:00:00Z")
    skipped = reading("other", updated_at="2026-01-03T10:00:00Z") | {"was_cancelled": True}
    tasks = annotated(label_studio.dump_tasks(DRAFTS), ("0", {"annotations": [late, early, skipped]}))
    (first, *_), _ = label_studio.load_tasks(tasks, "export.json")
    assert (first.theme, first.readings) == ("problems", ("problems/problem", "platform"))
    truth = early | {"ground_truth": True}
    tasks = annotated(label_studio.dump_tasks(DRAFTS), ("0", {"annotations": [truth, late]}))
    (first, *_), _ = label_studio.load_tasks(tasks, "export.json")
    assert first.theme == "platform"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "Expecting"),
        ('{"id": 1}', "JSON-MIN"),
        ('[{"id": 1, "theme": "other"}]', "task 1: 'annotations' is missing"),
        ('[{"annotations": [{"result": []}], "data": {"text": "x"}}]', "task 1: 'row' is missing"),
    ],
)
def test_what_is_no_export_of_label_studio_is_an_error_that_names_the_task(content: str, why: str) -> None:
    with pytest.raises(TrainingError, match="E510") as caught:
        label_studio.load_tasks(content, "export.json")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "annotation",
    [reading("weather"), {"result": []}, reading("problems"), reading("other", "weather")],
)
def test_an_annotation_that_breaks_the_rules_is_an_error(annotation: dict[str, Any]) -> None:
    tasks = annotated(label_studio.dump_tasks(DRAFTS), ("0", {"annotations": [annotation]}))
    with pytest.raises(TrainingError, match=r"E510.*task 1"):
        label_studio.load_tasks(tasks, "export.json")


def from_doccano(examples: str, **labels: list[str]) -> str:
    """What doccano exports: its own id, the labels sorted by name, comments, the metadata at the top."""
    lines = []
    for number, line in enumerate(examples.splitlines(), 1):
        example = json.loads(line)
        label = sorted(labels.get(example["row"]["id"].replace("#", ""), example["label"]))
        lines.append(json.dumps({"id": number, **example, "label": label, "Comments": []}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def test_doccano_gives_back_what_it_was_given() -> None:
    back, bare = doccano.load_examples(from_doccano(doccano.dump_examples(DRAFTS)), "export.jsonl")
    assert back == (by_people(DRAFTS[0]), by_people(DRAFTS[1]))  # the order of also, too, though doccano sorts
    assert bare == 1


def test_what_a_person_changed_in_doccano_comes_back() -> None:
    exported = from_doccano(
        doccano.dump_examples(DRAFTS), r1=["supervision", "also:other"], r3=["problems", "aspect:improvement"]
    )
    back, _ = doccano.load_examples(exported, "export.jsonl")
    assert (back[0].theme, back[0].also) == ("supervision", ("other",))
    assert (back[2].theme, back[2].aspect) == ("problems", "improvement")


@pytest.mark.parametrize(
    "label",
    [
        ["also:other"],
        ["other", "platform"],
        ["problems"],
        ["weather"],
        ["problems", "aspect:problem", "aspect:improvement"],
    ],
)
def test_labels_of_doccano_that_break_the_rules_are_an_error_that_names_the_line(label: list[str]) -> None:
    with pytest.raises(TrainingError, match=r"E510.*line 1"):
        doccano.load_examples(from_doccano(doccano.dump_examples(DRAFTS), r1=label), "export.jsonl")


def test_the_labels_that_doccano_is_set_up_with_hold_those_that_go_out() -> None:
    names = {one["text"] for one in json.loads(doccano.label_types())}
    used = {name for line in doccano.dump_examples(DRAFTS).splitlines() for name in json.loads(line)["label"]}
    assert used <= names
    assert len(names) == 2 * len(THEMES) + len(ASPECTS)


def test_the_commands_carry_a_corpus_there_and_back(
    write: Callable[..., Path], row: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(row, row | {"id": "t2", "duplicate_of": "t1"})
    tasks, export, back = tmp_path / "tasks.json", tmp_path / "export.json", tmp_path / "back.jsonl"
    assert main(["corpus", "export", str(path), "--to", "label-studio", "-o", str(tasks)]) == 0
    assert "1 paragraphs, 1 near-duplicates left behind" in capsys.readouterr().err
    export.write_text(annotated(tasks.read_text("utf-8")), "utf-8")
    assert main(["corpus", "import", str(export), "--from", "label-studio", "-o", str(back)]) == 0
    assert [one.passage.text for one in rows(back)] == [row["text"]]
    assert read_drafts(back)[0].why == "annotated"
    assert main(["corpus", "import", str(export), "--from", "doccano"]) == 1
    assert "E510" in capsys.readouterr().err


@pytest.mark.parametrize("tool", ["label-studio", "doccano"])
def test_the_setup_of_a_project_needs_no_corpus(tool: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "export", "--to", tool, "--setup"]) == 0
    assert "on_request" in capsys.readouterr().out
    assert main(["corpus", "export", "--to", tool]) == 2


def test_drafts_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text(dump_drafts(DRAFTS), "utf-8")
    assert read_drafts(path) == DRAFTS


def test_the_configuration_stands_in_the_documentation_word_for_word() -> None:
    text = (Path(__file__).parents[2] / "docs" / "corpora.md").read_text("utf-8")
    assert f"```xml\n{label_studio.labelling_config()}```" in text
