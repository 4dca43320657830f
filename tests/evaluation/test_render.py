"""Every look that a report can be given is one that the readers read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import nlp
from nlp.errors import ReadError
from nlp.evaluation.answer import answer_of
from nlp.evaluation.render import render
from nlp.evaluation.scoring import score
from tests.evaluation.helpers import clean_report

LOOKS = [
    *(("txt", flavour) for flavour in ("dump", "rows")),
    *(("html", flavour) for flavour in ("portal", "plain", "word", "old")),
    *(("docx", flavour) for flavour in ("numbered", "plain", "tracked")),
]


@pytest.mark.parametrize(("form", "flavour"), LOOKS)
def test_paragraphs_and_cells_come_back_from_every_look(form: str, flavour: str, tmp_path: Path) -> None:
    report = replace(clean_report(), format=form, flavour=flavour)
    analysis = nlp.analyze(render(report, tmp_path))
    assert [p.text for p in analysis.paragraphs] == [p.text for _, p in report.paragraphs]
    tally = score(report, answer_of(analysis.to_dict())).tally
    assert tally.cells_right == tally.cells == len(report.cells()) > 70
    assert tally.claims_hit == tally.claims


def test_the_encoding_is_the_one_that_the_gold_names(tmp_path: Path) -> None:
    report = replace(clean_report(), encoding="gb18030")
    assert "政府信息公开" in render(report, tmp_path).read_bytes().decode("gb18030")


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_a_look_that_there_is_not_is_an_error(form: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no flavour"):
        render(replace(clean_report(), format=form, flavour="shiny"), tmp_path)


def test_a_format_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no format"):
        render(replace(clean_report(), format="odt"), tmp_path)


def test_a_pdf_without_libreoffice_is_a_coded_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="E120"):
        render(replace(clean_report(), format="pdf", flavour=""), tmp_path)
