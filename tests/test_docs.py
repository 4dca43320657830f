"""The documentation tells the truth: commands exist, examples run, lists are complete, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest

from nlp.cli import COMMANDS, parser
from nlp.errors import MESSAGES
from nlp.reports.schema import schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "nlp").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]

each_document = pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)


def fenced(document: Path, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_and_has_help(command: str) -> None:
    assert re.search(rf"^xxgk {command}\b", "\n".join(fenced(README, "sh")), re.MULTILINE)
    assert f"    {command} " in parser().format_help()


def test_every_command_line_of_the_readme_is_one_that_xxgk_takes() -> None:
    lines = [line for block in fenced(README, "sh") for line in block.splitlines() if line.startswith("xxgk ")]
    assert len(lines) >= 7
    for line in lines:
        parsed = parser().parse_args(shlex.split(line, comments=True)[1:])
        assert callable(parsed.run)


def test_every_make_target_of_the_readme_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(fenced(README, "sh"))))
    named |= set(re.findall(r"`make ([a-z]+)`", README.read_text(encoding="utf-8")))
    assert {"demo", "test", "check", "bench"} <= named <= targets


@each_document
def test_the_python_examples_run_as_written(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for number, block in enumerate(fenced(document, "python")):
        example = doctest.DocTestParser().get_doctest(block, {}, f"{document.name}[{number}]", str(document), 0)
        assert example.examples, f"a python block without >>> in {document.name} is never run"
        report: list[str] = []
        doctest.DocTestRunner(verbose=False).run(example, out=report.append)
        assert not report, "".join(report)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_run_as_written(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if module.startswith("nlp.training.encoder."):
        pytest.importorskip("torch", reason="the extra train is not installed")
    monkeypatch.chdir(ROOT)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    examples = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module), module)
    for example in examples:
        runner.run(example, out=report.append)
    assert sum(len(example.examples) for example in examples), "the examples are not in docstrings"
    assert not report, "".join(report)


@each_document
def test_the_links_lead_to_files(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (document.parent / link).exists(), link


def test_every_error_stands_in_the_list_of_errors_word_for_word() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (E\d{3}) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    assert listed == [(code, what, advice) for code, (what, advice) in sorted(MESSAGES.items())]


def test_every_field_of_the_analysis_is_described() -> None:
    text = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    described = {name: set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for name, part in _parts(text).items()}
    form = schema()
    assert described[""] == set(form["properties"])
    for name in ("source", "report", "model"):
        assert described[name] == set(form["properties"][name]["properties"]), name
    for name in ("paragraph", "table", "check"):
        assert described[f"{name}s"] == set(form["$defs"][name]["properties"]), name
    claim = form["$defs"]["claim"]["properties"]
    assert described["claims"] == set(claim) | set(claim["verdict"]["enum"])


def _parts(text: str) -> dict[str, str]:
    """The text under each second-level heading; under '' what stands before the first."""
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def test_the_changelog_is_dated_newest_first() -> None:
    dates = re.findall(
        r"^## [\d.]+ \((\d{4}-\d{2}-\d{2})\)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert dates
    assert dates == sorted(dates, reverse=True)
