"""The JSON schema of xxgk-analysis/1 and what it lets through."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import nlp
from nlp.reports.schema import schema

FOLDER = Path(__file__).parents[1] / "corpora" / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".docx", ".html", ".pdf", ".txt"})
VALIDATOR = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    """The analysis of the sample with planted disagreements."""
    (sample,) = (path for path in SAMPLES if path.suffix == ".docx")
    return nlp.analyze(sample).to_dict()


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_analysis_of_every_sample_fulfils_the_schema(sample: Path) -> None:
    VALIDATOR.validate(nlp.analyze(sample).to_dict())


def test_the_analyses_of_real_reports_fulfil_the_schema() -> None:
    shared = Path(__file__).parents[2] / "shared"
    reports = sorted([*(shared / "corpora" / "annual_reports").glob("*.txt"), *(shared / "seed").glob("*.txt")])
    if not reports:
        pytest.skip("the real reports are not beside the repository")
    analyzer = nlp.Analyzer()
    broken = {
        report.name: [f"{error.json_path}: {error.message}" for error in errors]
        for report in reports
        if (errors := list(VALIDATOR.iter_errors(analyzer.analyze(report).to_dict())))
    }
    assert not broken


def test_every_object_of_the_schema_refuses_unknown_fields() -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        here = [node] if node.get("type") == "object" else []
        return here + [found for item in node.values() for found in objects(item)]

    assert len(objects(schema())) >= 10
    for found in objects(schema()):
        assert "additionalProperties" in found
        assert found["additionalProperties"] is not True


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "another schema": lambda a: a.update(schema="xxgk-analysis/2"),
    "an unknown field": lambda a: a.update(extra=1),
    "a missing field": lambda a: a.pop("claims"),
    "an unknown field of a claim": lambda a: a["claims"][0].update(note=""),
    "a verdict that is none": lambda a: a["claims"][0].update(verdict="wrong"),
    "a number as text": lambda a: a["claims"][0].update(value="32"),
    "a negative offset": lambda a: a["claims"][0].update(start=-1),
    "a cell without its table": lambda a: a["claims"][0].update(cells=["new.total"]),
    "an ambiguous claim with one cell": lambda a: a["claims"][0].update(
        verdict="ambiguous", cells=["review.review.total"]
    ),
    "a mismatch with nothing to compare": lambda a: a["claims"][0].update(verdict="mismatch", expected=None),
    "a match with a cause": lambda a: a["claims"][0].update(verdict="match", cause="unit"),
    "a theme that is none": lambda a: a["paragraphs"][0].update(theme="news"),
    "a confidence in per cent": lambda a: a["paragraphs"][0].update(confidence=97),
    "an aspect of another theme": lambda a: a["paragraphs"][0].update(theme="platform", aspect="problem"),
    "a paragraph without text": lambda a: a["paragraphs"][0].update(text=""),
    "a cell with words": lambda a: a["tables"][0]["cells"].update({"proactive.licensing": "无"}),
    "an inference that is none": lambda a: a["tables"][0]["inferred"].update({"proactive.licensing": "guessed"}),
    "a passed check without numbers": lambda a: a["checks"][0].update(status="pass", left=None),
    "a rule that is none": lambda a: a["checks"][0].update(rule="sum"),
    "a short hash": lambda a: a["source"].update(sha256="abc"),
    "a year as text": lambda a: a["report"].update(year="2023"),
    "evidence for something else": lambda a: a["report"]["evidence"].update(theme="标题"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_schema_refuses(what: str, planted: dict[str, Any]) -> None:
    broken = copy.deepcopy(planted)
    BROKEN[what](broken)
    assert not VALIDATOR.is_valid(broken)


def test_a_stroke_and_a_blank_are_cell_values(planted: dict[str, Any]) -> None:
    odd = copy.deepcopy(planted)
    odd["tables"][0]["cells"].update({"proactive.licensing": "/", "proactive.penalty": None})
    VALIDATOR.validate(odd)
