"""A batch as its user sees it: what stands in the output after this and that."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from pathlib import Path

import pytest

import nlp
from nlp.errors import ScoringError
from nlp.readers import Limits
from nlp.scoring import State
from nlp.scoring.ledger import Ledger
from nlp.scoring.schema import DATASETS
from tests.scoring.analyzers import CALLS
from tests.scoring.helpers import codes, names, plainly, rows, same

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpora" / "samples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five small texts."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"第{number}份\n一、总体情况\n内容{number}", encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports scored by the real analyzer, one of them twice, with a broken file."""
    base = tmp_path_factory.mktemp("real")
    corpus = base / "in"
    corpus.mkdir()
    for name in ("chengwan-2023.docx", "maiquan-2019.txt", "yanjiang-transport-2022.html"):
        shutil.copy(SAMPLES / name, corpus)
    shutil.copy(SAMPLES / "maiquan-2019.txt", corpus / "again.txt")
    (corpus / "empty.docx").write_bytes(b"")
    result = nlp.score(corpus, base / "out", workers=2)
    assert result.complete
    assert (result.reports, result.rejects) == (4, 1)
    return base / "out"


def test_the_rows_are_those_of_the_analysis(real: Path) -> None:
    analysis = nlp.analyze(SAMPLES / "chengwan-2023.docx").to_dict()
    report = next(row for row in rows(real, "reports").to_pylist() if row["name"].endswith("chengwan-2023.docx"))
    assert (report["issuer"], report["year"], report["template"]) == ("澄湾县人民政府", 2023, "2021")
    assert (report["paragraphs"], report["claims"]) == (len(analysis["paragraphs"]), len(analysis["claims"]))
    found = {
        dataset: [row for row in rows(real, dataset).to_pylist() if row["report_id"] == report["report_id"]]
        for dataset in DATASETS
    }
    assert [row["text"] for row in found["paragraphs"]] == [p["text"] for p in analysis["paragraphs"]]
    assert [row["scores"] for row in found["paragraphs"]] == [p["scores"] for p in analysis["paragraphs"]]
    for field in ("start", "end", "value", "unit", "verdict", "cells", "expected", "cause"):
        assert [row[field] for row in found["claims"]] == [claim[field] for claim in analysis["claims"]], field
    assert [(row["rule"], row["status"]) for row in found["checks"]] == [(c["rule"], c["status"]) for c in analysis["checks"]]
    assert {row["cell"]: row["value"] for row in found["cells"] if row["state"] == "number"} == {
        name: value for t in analysis["tables"] for name, value in t["cells"].items() if value not in (None, "/")
    }


def test_the_same_bytes_under_two_names_are_reported_twice(real: Path) -> None:
    assert {"again.txt", "maiquan-2019.txt"} <= set(names(real))
    ids = {r["name"].rpartition("/")[2]: r["report_id"] for r in rows(real, "reports").to_pylist()}
    for dataset in ("paragraphs", "claims", "checks", "cells"):
        one, other = (
            [{**row, "report_id": ""} for row in rows(real, dataset).to_pylist() if row["report_id"] == ids[name]]
            for name in ("again.txt", "maiquan-2019.txt")
        )
        assert one
        assert one == other, dataset


def test_the_manifest_says_what_was_scored_with_what(real: Path) -> None:
    manifest = json.loads((real / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    assert manifest["schema"] == "xxgk-score/1"
    assert manifest["version"] == nlp.__version__
    assert manifest["model"]["name"] == "themes"
    assert manifest["rows"] == {dataset: len(rows(real, dataset)) for dataset in DATASETS}
    assert manifest["rejects"] == {"E104": 1}
    assert manifest["sessions"][0]["seconds"]["workers"] > 0


def test_the_summary_shows_themes_verdicts_and_rejects_with_pictures(real: Path) -> None:
    page = (real / "summary.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "体制机制" in page
    assert "E104" in page
    text = (real / "summary.md").read_text(encoding="utf-8")
    assert text.count("](data:image/svg+xml;base64,") == 3
    by_year = [line.split(" | ") for line in text.splitlines() if line.startswith("| 2023 |")]
    assert int(by_year[0][-1].rstrip(" |")) == sum(
        row["paragraphs"] for row in rows(real, "reports").to_pylist() if row["year"] == 2023
    )


def test_duckdb_polars_and_pandas_open_the_datasets(real: Path) -> None:
    duckdb, polars, pandas = (pytest.importorskip(name) for name in ("duckdb", "polars", "pandas"))
    for dataset, schema in DATASETS.items():
        expected = len(rows(real, dataset))
        pattern = f"{real}/{dataset}/*.parquet"
        assert len(duckdb.read_parquet(pattern).fetchall()) == expected
        assert polars.read_parquet(pattern).height == expected
        frame = pandas.read_parquet(real / dataset)
        assert len(frame) == expected
        assert list(frame.columns) == schema.names
    claims, reports = (duckdb.read_parquet(f"{real}/{dataset}/*.parquet") for dataset in ("claims", "reports"))
    assert len(claims.join(reports, "report_id").fetchall()) == len(rows(real, "claims"))


def test_datasets_opens_the_datasets(real: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    for dataset in DATASETS:
        files = [str(path) for path in sorted((real / dataset).glob("*.parquet"))]
        assert len(datasets.Dataset.from_parquet(files, cache_dir=str(tmp_path))) == len(rows(real, dataset))


def test_run_again_it_analyses_nothing_and_changes_nothing(folder: Path, out: Path) -> None:
    plainly(folder, out)
    before = {path: path.read_bytes() for path in out.rglob("part-*")}
    again = plainly(folder, out)
    assert (again.state.done, again.state.skipped) == (0, 5)
    assert before == {path: path.read_bytes() for path in out.rglob("part-*")}


def test_more_inputs_are_added_to_what_is_there(folder: Path, out: Path) -> None:
    plainly(folder / "0.txt", out)
    assert names(out) == ["0.txt"]
    assert plainly([folder, folder / "1.txt"], out).state.done == 4
    assert names(out) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]


def test_a_file_that_has_changed_replaces_its_rows(folder: Path, out: Path, tmp_path: Path) -> None:
    plainly(folder, out)
    (folder / "2.txt").write_text("新的标题\n新的内容", encoding="utf-8")
    assert plainly(folder, out).state.done == 1
    plainly(folder, tmp_path / "fresh")
    assert same(out, tmp_path / "fresh")
    assert "新的标题" in rows(out, "reports")["title"].to_pylist()


def test_a_file_that_becomes_readable_leaves_the_rejects(folder: Path, out: Path, tmp_path: Path) -> None:
    (folder / "2.txt").write_bytes(b"")
    plainly(folder, out)
    assert codes(out) == {"2.txt": "E104"}
    (folder / "2.txt").write_text("终于有了内容", encoding="utf-8")
    plainly(folder, out)
    plainly(folder, tmp_path / "fresh")
    assert same(out, tmp_path / "fresh")
    assert codes(out) == {}


def test_a_changed_configuration_scores_anew_and_loses_nothing(folder: Path, out: Path) -> None:
    plainly(folder, out)
    (folder / "long.txt").write_text("\n".join("甲乙丙丁"), encoding="utf-8")
    again = plainly(folder, out, limits=Limits(lines=2))
    assert again.state.done == 6
    assert names(out) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]
    assert codes(out) == {"long.txt": "E119"}
    (earlier,) = out.glob("superseded-*")
    assert names(earlier) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]
    assert (earlier / "manifest.json").exists()
    assert (earlier / "summary.html").exists()


def test_the_same_bytes_are_analysed_once(folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = tmp_path / "calls"
    monkeypatch.setenv(CALLS, str(calls))
    for copy in range(4):
        shutil.copy(folder / "0.txt", folder / f"0-{copy}.txt")
    plainly(folder, out)
    plainly([folder, shutil.copy(folder / "0.txt", folder / "0-late.txt")], out)
    assert len(names(out)) == 10
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 5


def test_one_that_hangs_one_that_eats_and_one_that_dies_are_three_rejects(folder: Path, out: Path) -> None:
    for word in ("HANG", "EAT", "DIE", "BUG"):
        (folder / f"{word.lower()}.txt").write_text(word, encoding="utf-8")
    result = plainly(folder, out, seconds=3, mib=400, workers=2)
    assert result.complete
    assert codes(out) == {"hang.txt": "E410", "eat.txt": "E411", "die.txt": "E412", "bug.txt": "E415"}
    assert names(out) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]
    whats = rows(out, "rejects")["what"].to_pylist()
    assert "the process that read it ended: exit status 3" in whats
    assert "the program failed on it: KeyError: 'no such thing'" in whats


def test_a_worker_that_dies_by_accident_costs_no_report(folder: Path, out: Path, tmp_path: Path) -> None:
    (folder / "once.txt").write_text(f"ONCE {tmp_path / 'mark'}", encoding="utf-8")
    plainly(folder, out)
    assert codes(out) == {}
    assert "once.txt" in names(out)


def test_rejects_are_tried_again_when_that_is_asked_for(folder: Path, out: Path, tmp_path: Path) -> None:
    (folder / "once.txt").write_text(f"ONCE {tmp_path / 'folder' / 'mark'}", encoding="utf-8")
    plainly(folder, out)
    assert codes(out) == {"once.txt": "E415"}
    assert plainly(folder, out).state.done == 0
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mark").touch()
    assert plainly(folder, out, retry_rejects=True).state.done == 1
    assert codes(out) == {}
    assert "once.txt" in names(out)


def test_ctrl_c_keeps_what_is_done_and_the_same_call_goes_on(folder: Path, out: Path, tmp_path: Path) -> None:
    def press(state: State) -> None:
        if state.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    stopped = plainly(folder, out, progress=press)
    assert (stopped.complete, stopped.signal) == (False, signal.SIGINT)
    assert 2 <= stopped.reports < 5
    assert signal.getsignal(signal.SIGINT) is before
    assert not json.loads((out / "manifest.json").read_text(encoding="utf-8"))["complete"]
    assert plainly(folder, out).complete
    plainly(folder, tmp_path / "fresh")
    assert same(out, tmp_path / "fresh")


def test_it_runs_in_a_thread_that_may_not_handle_signals(folder: Path, out: Path) -> None:
    thread = threading.Thread(target=plainly, args=(folder, out))
    thread.start()
    thread.join()
    assert len(names(out)) == 5


def test_two_runs_on_one_folder_do_not_meet(folder: Path, out: Path) -> None:
    out.mkdir()
    first = Ledger(out)
    with pytest.raises(ScoringError) as caught:
        plainly(folder, out)
    first.close()
    assert caught.value.code == "E404"


def test_a_part_that_someone_deleted_is_scored_again(folder: Path, out: Path, tmp_path: Path) -> None:
    plainly(folder, out)
    max((out / "reports").glob("part-*")).unlink()
    assert plainly(folder, out).state.done == 5
    plainly(folder, tmp_path / "fresh")
    assert same(out, tmp_path / "fresh")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_other_formats_hold_the_same_and_can_be_replaced(form: str, folder: Path, out: Path) -> None:
    plainly(folder, out, format=form)
    (folder / "2.txt").write_text("新的标题，含\"引号\"\n新的内容", encoding="utf-8")
    (folder / "3.txt").write_bytes((folder / "1.txt").read_bytes())
    plainly(folder, out, format=form)
    text = "".join(path.read_text(encoding="utf-8") for path in (out / "reports").iterdir())
    assert text.count("第1份") == 2
    assert text.count("新的标题") == 1
    assert "第2份" not in text


def test_a_worker_that_cannot_start_says_why(folder: Path, out: Path) -> None:
    with pytest.raises(ScoringError) as caught:
        plainly(folder, out, analyzer="tests.scoring.no_such_module:Analyzer")
    assert caught.value.code == "E405"


def test_nothing_to_score_is_said_before_anything_is_made(tmp_path: Path) -> None:
    for nothing in (tmp_path / "no such folder", tmp_path, str(tmp_path / "*.pdf")):
        with pytest.raises(ScoringError) as caught:
            plainly(nothing, tmp_path / "out")
        assert caught.value.code == "E402"
    assert not (tmp_path / "out").exists()


def test_reports_at_a_url_are_scored_and_an_output_at_a_url_is_refused(folder: Path, out: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    url = f"file://{folder.as_posix()}"
    assert plainly(url, out).reports == 5
    assert plainly(url, out).state.skipped == 5
    with pytest.raises(ScoringError) as caught:
        plainly(url, "memory://out")  # type: ignore[arg-type]
    assert caught.value.code == "E403"
