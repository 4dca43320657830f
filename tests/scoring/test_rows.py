"""Rows as tables: under other names, in other formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import nlp
from nlp.errors import ReadError
from nlp.scoring.formats import FORMATS
from nlp.scoring.item import Item, report_id
from nlp.scoring.rows import packed, rejected, renamed, scored, unpacked
from nlp.scoring.schema import DATASETS
from nlp.themes import Passage, Tag

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "maiquan-2019.txt"


@pytest.fixture(scope="module")
def item() -> Item:
    return Item("里/a.txt", "file", SAMPLE.read_bytes(), "7")


@pytest.fixture(scope="module")
def analysis(item: Item) -> nlp.Analysis:
    return nlp.analyze(item.data, item.name)


def test_a_copy_differs_in_name_and_id_only(item: Item, analysis: nlp.Analysis) -> None:
    again = Item("b.txt", "file", item.data)
    copies, others = renamed(scored(analysis, item), "b.txt", None), scored(analysis, again)
    for dataset in DATASETS:
        assert copies[dataset].equals(others[dataset]), dataset
    assert set(copies["cells"]["report_id"].to_pylist()) == {report_id("b.txt")}


def test_other_acceptable_themes_stand_in_the_rows_as_the_tagger_gave_them(item: Item) -> None:
    class Both:
        info = nlp.ModelInfo("both", "1")

        def tag(self, passages: Sequence[Passage]) -> list[Tag]:
            return [Tag("platform", None, 0.9, {"platform": 0.9}, ("proactive", "other")) for _ in passages]

    analyzer = nlp.Analyzer("baseline")
    analyzer._tagger = Both()
    analysis = analyzer.analyze(item.data, item.name)
    assert {paragraph.also for paragraph in analysis.paragraphs} == {("proactive", "other")}
    rows = scored(analysis, item)["paragraphs"]["also"].to_pylist()
    assert rows == [["proactive", "other"]] * len(analysis.paragraphs)


def test_rows_cross_from_process_to_process_unchanged(item: Item, analysis: nlp.Analysis) -> None:
    rows = scored(analysis, item)
    back = unpacked(packed(rows))
    for dataset, schema in DATASETS.items():
        assert back[dataset].equals(rows[dataset])
        assert back[dataset].schema.equals(schema)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_reads_back_what_it_wrote(form: str, item: Item, analysis: nlp.Analysis, tmp_path: Path) -> None:
    rows = scored(analysis, item) | {"rejects": rejected("a,\"b\"\n.txt", None, "", ReadError("E104"))["rejects"]}
    for dataset, schema in DATASETS.items():
        for table in (rows[dataset], schema.empty_table()):
            path = tmp_path / dataset
            FORMATS[form].write(table, path)
            assert FORMATS[form].read(path, schema).equals(table), dataset


def test_a_file_name_that_is_not_utf8_is_kept_readable() -> None:
    rows = rejected("\udcff.txt", None, None, ReadError("E104"))
    assert rows["rejects"]["name"].to_pylist() == ["\\udcff.txt"]


def test_blank_stroke_and_zero_are_three_states(analysis: nlp.Analysis, item: Item) -> None:
    table = nlp.Table("review", "2019", {"review.review.upheld": None, "review.review.corrected": "/"})
    changed = nlp.Analysis(analysis.source, analysis.report, analysis.model, (), (), (table,), (), ())
    rows = scored(changed, item)["cells"].to_pylist()
    assert [(row["value"], row["state"]) for row in rows] == [(None, "blank"), (None, "stroke")]
