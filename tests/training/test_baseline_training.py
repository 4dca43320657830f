"""Training from a small corpus: it learns, it repeats itself exactly, and what it writes can be loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.corpora.labelled import corpus_sha256
from nlp.errors import TrainingError
from nlp.resources import resource
from nlp.themes import Passage, load
from nlp.training.baseline import main, real_rows, train_baseline

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "corpora" / "annual_reports"

SENTENCES = {
    "mechanism": "成立领导小组，明确专职人员，制定工作制度",
    "proactive": "主动公开政府信息，发布政策解读，公示处罚结果",
    "on_request": "收到公开申请，按期答复，没有行政复议",
    "management": "公文属性认定，保密审查，修订目录指南",
    "platform": "门户网站改版，公众号关注，查阅点建设",
    "supervision": "纳入绩效考核，开展业务培训，接受社会评议",
    "problems": "存在不足，更新不及时，有待提高",
    "other": "编制年度报告，联系电话，未收取费用",
}
PLACES = ("东坡县", "西林县", "南湖县", "北桥县", "中和县", "上洋县")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rows = [
        {
            "id": f"{place}-{theme}-{aspect}",
            "body": place,
            "kind": "county",
            "year": 2020,
            "section": ["一、总体情况"],
            "text": f"{place}{text}。" if aspect != "improvement" else f"{place}下一步将健全机制，加强更新。",
            "theme": theme,
            "also": [],
            "aspect": aspect,
        }
        for place in PLACES
        for theme, text in SENTENCES.items()
        for aspect in (("problem", "improvement") if theme == "problems" else (None,))
    ]
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_a_trained_model_can_be_loaded_and_tells_the_themes_apart(corpus: Path, tmp_path: Path) -> None:
    manifest = train_baseline(corpus, tmp_path)
    tagger = load(str(tmp_path))
    passages = [Passage(f"梅溪镇{text}。") for text in SENTENCES.values()]
    assert [tag.theme for tag in tagger.tag(passages)] == list(SENTENCES)
    assert manifest["training"]["paragraphs"] == 54
    assert manifest["training"]["bodies"] == 6
    assert manifest["training"]["sha256"] == corpus_sha256(corpus)
    assert manifest["training"]["real"]["paragraphs"] == 0
    assert {score["name"]: score["value"] for score in manifest["scores"]}["accuracy_without_headings"] > 0.9


def test_the_same_data_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    train_baseline(corpus, tmp_path / "one")
    train_baseline(corpus, tmp_path / "two")
    for name in ("model.skops", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_paragraphs_written_for_testing_are_not_learnt(corpus: Path, tmp_path: Path) -> None:
    train_baseline(corpus, tmp_path / "before")
    row = {"id": "t1", "body": "柳坝镇人民政府", "kind": "township", "year": 2020, "section": [], "text": "柳坝镇鱼塘清淤。", "also": []}
    (corpus / "t.jsonl").write_text(
        json.dumps({**row, "theme": "other", "aspect": None, "split": "test"}, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    manifest = train_baseline(corpus, tmp_path / "after")
    assert manifest["training"]["paragraphs"] == 54
    assert (tmp_path / "before" / "model.skops").read_bytes() == (tmp_path / "after" / "model.skops").read_bytes()


def test_the_command_prints_its_scores(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(corpus), "--out", str(tmp_path)])
    assert "macro_f1_with_headings" in capsys.readouterr().out


def test_an_empty_corpus_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="E501"):
        train_baseline(tmp_path, tmp_path / "out")


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not beside the project")
def test_real_reports_for_testing_only_are_never_learnt_from() -> None:
    real = ROOT / "corpora" / "real"
    rows = real_rows(real / "themes.jsonl", REPORTS, real / "training_bodies.txt")
    allowed = set((real / "training_bodies.txt").read_text(encoding="utf-8").split())
    split = (REPORTS.parent / "SPLIT.md").read_text(encoding="utf-8")
    trained_on = "".join(line.split("|")[1] for line in split.splitlines() if line.count("|") == 3)
    assert {row.body for row in rows} == allowed
    assert all(body in trained_on for body in allowed)
    assert len(rows) > 600
    shipped = json.loads((resource("models/baseline") / "manifest.json").read_text(encoding="utf-8"))
    assert set(shipped["training"]["real"]["bodies"]) == allowed


def test_the_shipped_model_was_trained_on_the_corpus_that_ships() -> None:
    manifest = json.loads((resource("models/baseline") / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["training"]["sha256"] == corpus_sha256(Path(__file__).parents[2] / "corpora" / "themes")
