"""`xxgk compare` as its user sees it: what stands beside the output of a batch."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset as ds
import pytest

import nlp
import nlp.scoring.across
import nlp.scoring.bodies
from nlp.cli import main
from nlp.errors import ScoringError
from nlp.scoring.across_schema import COMPARISONS
from nlp.scoring.formats import FORMATS
from nlp.scoring.years import check_years

TEXT = """{body}{year}年政府信息公开工作年度报告

一、总体情况

全年收到政府信息公开申请{made}件{change}。

本级政务服务中心设立了政府信息查阅点，备有电脑和打印机，群众可以当场查询并打印所需要的文件。
"""


def report(body: str, year: int, made: int, change: str = "") -> str:
    return TEXT.format(body=body, year=year, made=made, change=change)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bodies: one with three years, its second year's change misstated; one with a copied paragraph; one without a year."""
    folder = tmp_path_factory.mktemp("across")
    texts = {
        "a-2021.txt": report("栗坪县人民政府", 2021, 20),
        "a-2022.txt": report("栗坪县人民政府", 2022, 25, "，较上年增加6件"),
        "a-2022-again.txt": report("栗坪县人民政府", 2022, 25, "，较上年增加6件"),
        "a-2023.txt": report("栗坪县人民政府", 2023, 30, "，较上年增加5件"),
        "b-2023.txt": report("杞桉区人民政府", 2023, 7),
        "c.txt": "一、总体情况\n\n全年收到政府信息公开申请3件。\n",
    }
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    assert nlp.score(folder / "in", folder / "out", workers=1).complete
    return folder / "out"


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = ds.dataset(folder / name, format="parquet").to_table().to_pylist()
    return found


def test_years_reuse_and_copies_stand_beside_the_batch(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(scored)]) == 0
    assert "2 bodies; between years 1 checks passed, 1 failed" in capsys.readouterr().out
    across = scored / "across"
    assert {name: ds.dataset(across / name).schema.names for name in COMPARISONS} == {
        name: schema.names for name, schema in COMPARISONS.items()
    }
    (failed,) = (row for row in rows(across, "years") if row["status"] == "fail")
    assert (failed["body"], failed["years"], failed["left"], failed["right"]) == ("栗坪县人民政府", [2021, 2022], 6, 5)
    assert [row["scope"] for row in rows(across, "years") if row["body"] == ""] == ["unplaced"]
    names = {row["report_id"]: str(row["name"]) for row in rows(scored, "reports")}
    pairs = {
        frozenset(names[str(copy[side])].rpartition("/")[2][0] for side in ("report_id", "other_report_id"))
        for copy in rows(across, "copies")
    }
    assert pairs == {frozenset("ab")}
    reuse = [row for row in rows(across, "reuse") if row["body"] == "栗坪县人民政府" and row["previous"] == 1.0]
    assert {row["year"] for row in reuse} == {2022, 2023}


def test_what_was_taken_over_and_what_is_like_another_body_is_counted(scored: Path, tmp_path: Path) -> None:
    found = nlp.compare(scored, tmp_path / "x")
    mostly = [row for row in rows(tmp_path / "x", "reuse") if (row["earlier"] or 0) >= 0.8]  # type: ignore[operator]
    assert found.reused == len(mostly) == 2  # the paragraph on the service centre, in the second and the third year
    page = (tmp_path / "x" / "compare.md").read_text(encoding="utf-8")
    pairs = Counter((row["body"], row["other_body"]) for row in rows(tmp_path / "x", "copies"))
    assert found.copies == pairs.total() > 0
    assert all(f"| {' | '.join(map(str, pair))} | {n} |" in page for pair, n in pairs.items())


def test_rows_come_in_parts_and_none_is_lost(scored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp.compare(scored, tmp_path / "x")
    monkeypatch.setattr(nlp.scoring.across, "_PART", 2)
    nlp.compare(scored, tmp_path / "y")
    assert len(list((tmp_path / "y" / "reuse").glob("part-*.parquet"))) > 1
    assert rows(tmp_path / "y", "reuse") == rows(tmp_path / "x", "reuse")


def test_the_same_bytes_under_two_names_are_one_report(scored: Path, tmp_path: Path) -> None:
    nlp.compare(scored, tmp_path / "x")
    assert "duplicate" not in {row["scope"] for row in rows(tmp_path / "x", "years")}
    assert len({row["report_id"] for row in rows(tmp_path / "x", "reuse") if row["year"] == 2022}) == 1


def test_the_checks_are_those_of_the_analyses(scored: Path, tmp_path: Path) -> None:
    nlp.compare(scored, tmp_path / "x")
    files = [path for path in sorted((scored.parent / "in").iterdir()) if "again" not in path.name]
    expected = check_years(nlp.analyze(path) for path in files)
    got = [(row["body"], row["scope"], row["status"], row["explanation"]) for row in rows(tmp_path / "x", "years")]
    assert sorted(got) == sorted(
        (c.body, c.scope, c.status, c.explanation.replace("c.txt", (scored.parent / "in" / "c.txt").as_posix()))
        for c in expected
    )


def test_the_page_shows_what_failed(scored: Path, tmp_path: Path) -> None:
    nlp.compare(scored, tmp_path / "x")
    for file in ("compare.md", "compare.html"):
        page = (tmp_path / "x" / file).read_text(encoding="utf-8")
        assert "多份报告之间的核对" in page
        assert "栗坪县人民政府" in page
        assert "2021–2022" in page
    assert json.loads((tmp_path / "x" / "compared.json").read_text(encoding="utf-8"))["checks"]["fail"] == 1


def test_bodies_do_not_depend_on_how_many_are_held_at_a_time(scored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> Iterator[tuple[str, list[str], int]]:
        for reports in nlp.scoring.bodies.bodies(scored, FORMATS["parquet"]):
            yield reports[0].key, [str(r.report["name"]) for r in reports], sum(len(r.paragraphs) for r in reports)

    before = list(found())
    monkeypatch.setattr(nlp.scoring.bodies, "_BUCKET", 1)
    assert sorted(found()) == sorted(before)
    assert list(found())[-1][0] == ""


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_batch_in_another_format_is_read_as_well(form: str, scored: Path, tmp_path: Path) -> None:
    nlp.score(scored.parent / "in", tmp_path / "out", workers=1, format=form)
    found = nlp.compare(tmp_path / "out", format=form)
    assert found.checks == nlp.compare(scored, tmp_path / "x").checks
    assert list((tmp_path / "out" / "across" / "years").glob(f"part-*.{form}"))


def test_a_batch_that_is_not_whole_is_refused(scored: Path, tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as caught:
        nlp.compare(tmp_path)
    assert caught.value.code == "E409"
    manifest = json.loads((scored / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, "complete": False}), encoding="utf-8")
    with pytest.raises(ScoringError) as caught:
        nlp.compare(tmp_path)
    assert caught.value.code == "E409"


def test_a_folder_with_other_files_is_left_alone(scored: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").touch()
    with pytest.raises(ScoringError) as caught:
        nlp.compare(scored, tmp_path / "letters")
    assert caught.value.code == "E403"
    assert (tmp_path / "letters" / "mine.txt").exists()
    assert nlp.compare(scored, tmp_path / "new").bodies == nlp.compare(scored, tmp_path / "new").bodies == 2
