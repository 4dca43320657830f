"""`xxgk corpus stats` counts what is there, and draws it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlp.cli import main
from nlp.corpora import rows, stats
from nlp.corpora.counting import PERIODS, period_of, render_stats


@pytest.fixture
def corpus(write: Callable[..., Path], row: dict[str, Any]) -> Path:
    return write(
        row | {"split": "train"},
        row | {"id": "t2", "year": 2009, "text": "十个字的一句短话啊。", "section": [], "split": "train"},
        row
        | {"id": "t3", "body": "溪口镇人民政府", "kind": "township", "theme": "problems", "aspect": "problem"}
        | {"also": ["platform"], "year": 2024, "split": "test"},
    )


def test_everything_is_counted_once(corpus: Path) -> None:
    counted = stats(rows(corpus))
    assert (counted.paragraphs, counted.bodies, counted.also, counted.headed) == (3, 2, 1, 2)
    assert (counted.lengths[0], counted.lengths[-1]) == (10, 48)
    assert (counted.themes["mechanism"], counted.themes["problems"], counted.themes["other"]) == (2, 1, 0)
    assert counted.aspects == {"problem": 1, "improvement": 0}
    assert counted.kinds == {"county": 2, "township": 1}
    assert counted.years == {2009: 1, 2020: 1, 2024: 1}
    assert counted.splits == {"train": 2, "validation": 0, "test": 1}
    assert counted.split_bodies == {"train": 1, "validation": 0, "test": 1}
    assert counted.batches == {"a": 3}
    assert counted.periods["to 2013"]["mechanism"] == counted.periods["2019-2020"]["mechanism"] == 1
    assert sum(sum(numbers.values()) for numbers in counted.periods.values()) == 3


def test_one_paragraph_is_enough(write: Callable[..., Path], row: dict[str, Any]) -> None:
    assert stats(rows(write(row))).lengths == (48,) * 5


def test_every_year_lies_in_one_stretch() -> None:
    assert [first for first, _ in PERIODS[1:]] == [last + 1 for _, last in PERIODS[:-1]]
    assert [period_of(year) for year in (2008, 2013, 2014, 2019, 2021)] == [
        "to 2013",
        "to 2013",
        "2014-2018",
        "2019-2020",
        "from 2021",
    ]


def test_the_command_prints_the_counts(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "stats", str(corpus)]) == 0
    shown = capsys.readouterr().out
    assert shown == render_stats(stats(rows(corpus)))
    assert "  mechanism    2 (66.7%)" in shown.splitlines()
    assert "  train       2 (66.7%) of 1 bodies" in shown.splitlines()


def test_the_data_card_shows_what_the_command_prints() -> None:
    card = (Path(__file__).parents[2] / "corpora" / "README.md").read_text("utf-8")
    assert f"```\n{render_stats(stats(rows()))}```\n" in card


def test_drafts_without_a_theme_or_a_year_are_told_and_not_counted(
    write: Callable[..., Path], row: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(row | {"id": "d1", "theme": None}, row, row | {"id": "d2", "year": None})
    assert main(["corpus", "stats", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("paragraphs 1, bodies 1,")
    assert lines[1] == "not counted: 2 without a theme or a year"
    assert main(["corpus", "stats", str(write(row | {"theme": None}, name="b.jsonl"))]) == 1
    assert capsys.readouterr().err.startswith("xxgk: E514")


@pytest.mark.parametrize(("ending", "magic"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_picture_is_drawn_in_the_form_that_its_ending_says(
    corpus: Path, tmp_path: Path, ending: str, magic: bytes
) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is in the extra corpus")
    out = tmp_path / f"picture.{ending}"
    assert main(["corpus", "stats", str(corpus), "--picture", str(out)]) == 0
    assert out.read_bytes().startswith(magic)


def test_a_picture_of_another_form_is_wrong_usage(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "stats", str(corpus), "--picture", "picture.doc"]) == 2
    assert ".svg" in capsys.readouterr().err


def test_every_command_line_of_the_documentation_is_one_that_xxgk_takes() -> None:
    import re
    import shlex

    from nlp.cli import parser
    from nlp.cli.corpus import COMMANDS

    text = (Path(__file__).parents[2] / "docs" / "corpora.md").read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    shown = {parser().parse_args(shlex.split(line, comments=True)[1:]).run_corpus.__module__ for line in lines}
    own = ("agreement", "build", "check", "export", "import_", "stats")
    assert {f"nlp.cli.corpus.{name}" for name in own} <= shown
    assert shown <= {module.__name__ for module in COMMANDS}
