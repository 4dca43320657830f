"""A run of the benchmark and its sheet. No test says how long anything may take."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nlp.bench.benchmark import Benchmark, Machine, as_dict, bench
from nlp.bench.cold_start import ColdStart, cold_starts, measure
from nlp.bench.memory import peak_mib
from nlp.bench.passages import paragraphs_of, sample, with_sentences
from nlp.bench.ratios import Ratio, ratio_of
from nlp.bench.rounds import Timing
from nlp.bench.sheet import bench_markdown
from nlp.cli import main
from nlp.corpora import rows
from nlp.errors import TrainingError
from nlp.themes import Passage

ROOT = Path(__file__).parents[2]

FOUND = Benchmark(
    machine=Machine("2026-01-01", "3.11", "Linux x86_64", "a processor", 2, 0.5, {"numpy": "2"}),
    paragraphs=10,
    texts=30,
    characters=(5, 20, 60, 90),
    headings=False,
    timings=(Timing("themes", 0.5, (0.01, 0.02, 0.03), 200.4), Timing("slow", 4.0, (10.0, 20.0, 30.0), 900)),
    faster=(Ratio(1.0, 1.0, 1.0), Ratio(1000.0, 900.0, 1100.0)),
    cold=(ColdStart("`xxgk tag`", (0.6, 0.5, 0.7), (100, 101, 102)), ColdStart("bare", (0.4, 0.5, 0.6), (50, 50, 50))),
    slower=(Ratio(1.2, None, None),),
)


def test_the_sheet_has_a_line_for_each_contender() -> None:
    lines = bench_markdown(FOUND, "xxgk bench themes").splitlines()
    assert "    xxgk bench themes" in lines
    assert "| themes | 1,500 | 1,000 to 3,000 | 1.00 [1.00, 1.00] | 200 | 0.50 |" in lines
    assert "| slow | 1.5 | 1.0 to 3.0 | 1000.00 [900.00, 1100.00] | 900 | 4.00 |" in lines
    assert "| `xxgk tag` | 0.60 | 0.50 to 0.70 | 1.20 | 101 |" in lines
    assert "| bare | 0.50 | 0.40 to 0.60 |  | 50 |" in lines


def test_without_cold_starts_the_sheet_does_not_speak_of_them() -> None:
    assert "Cold start" in bench_markdown(FOUND, "")
    assert "## Cold start" not in bench_markdown(replace(FOUND, cold=(), slower=()), "")


def test_a_run_gives_what_was_asked_for() -> None:
    found = bench(["baseline"], [row.passage for row in rows()], most=3, rounds=2, turns=1)
    assert (found.paragraphs, found.headings) == (3, False)
    assert found.texts >= 3
    assert [len(timing.seconds) for timing in found.timings] == [2]
    assert found.faster[0].value == 1
    assert found.cold[0].name == "`xxgk tag --model baseline`, one line"
    assert {len(one.seconds) for one in found.cold} == {1}
    assert len(found.slower) == len(found.cold) - 1
    json.dumps(as_dict(found))


@pytest.mark.parametrize("headings", [False, True])
def test_headings_go_with_the_texts_only_where_asked_for(headings: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    section = ("一、公开",)
    given: list[Passage] = []

    def quick(specs: list[str], texts: list[Passage], rounds: int, seed: int) -> tuple[Timing, ...]:
        given.extend(texts)
        return (Timing("baseline", 0.1, (1.0,) * rounds, 1.0),)

    monkeypatch.setattr("nlp.bench.benchmark.run_rounds", quick)
    bench(["baseline"], [Passage("甲。乙。", section)], headings=headings, rounds=1, turns=0)
    assert given == [Passage(text, section if headings else ()) for text in ("甲。乙。", "甲。", "乙。")]


def test_the_command_races_a_checkpoint_of_transformers_beside_taggers(
    checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = ["--paragraphs", "2", "--rounds", "1", "--turns", "0", "--headings"]
    assert main(["bench", "baseline", "--checkpoint", str(checkpoint), "--format", "json", *quick]) == 0
    found = json.loads(capsys.readouterr().out)
    name = checkpoint.name
    assert [timing["name"] for timing in found["timings"]] == [
        "baseline",
        f"{name}: transformers pipeline, one by one",
        f"{name}: transformers pipeline, batches of 32",
        f"{name}: PyTorch, sorted, batches of 32",
    ]
    assert all(ratio["value"] > 0 for ratio in found["faster"])


def test_a_sample_is_the_same_each_time_and_in_order() -> None:
    passages = [Passage(str(n)) for n in range(100)]
    chosen = sample(passages, 20, seed=3)
    assert chosen == sample(passages, 20, seed=3) != sample(passages, 20, seed=4)
    assert chosen == sorted(set(chosen), key=lambda passage: int(passage.text))
    assert sample(passages, 100, seed=3) == sample(passages, 1000, seed=3) == passages


def test_sentences_keep_the_headings_of_their_paragraph() -> None:
    section = ("一、公开",)
    assert with_sentences([Passage("甲。乙。", section)]) == [Passage(text, section) for text in ("甲。乙。", "甲。", "乙。")]


def test_paragraphs_may_be_lines_of_a_file_a_corpus_or_the_one_that_ships(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("甲。\n\n 乙。\n", encoding="utf-8")
    assert paragraphs_of(file) == [Passage("甲。"), Passage("乙。")]
    assert len(paragraphs_of()) == len(rows())
    corpus = ROOT / "corpora" / "themes" / "a-1.jsonl"
    assert paragraphs_of(corpus) == [row.passage for row in rows(corpus)]


@pytest.mark.parametrize("content", ["\n \n", None])
def test_a_file_without_text_is_a_coded_error(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingError, match="E501"):
        paragraphs_of(file)


def test_a_ratio_is_the_median_of_rounds_with_its_interval() -> None:
    assert ratio_of([3.0], [2.0]) == Ratio(1.5, None, None)
    ratio = ratio_of([1.0, 2.0, 3.0, 40.0, 50.0], [1.0, 1.0, 1.0, 10.0, 1.0])  # a mean would be 12
    assert ratio.value == 3
    assert ratio.low is not None
    assert ratio.high is not None
    assert 1 <= ratio.low <= 3 <= ratio.high <= 50
    assert ratio_of([1.0, 1.0], [1.0, 1.0]) == Ratio(1.0, 1.0, 1.0)


def test_the_memory_of_a_command_is_its_own_and_not_that_of_who_started_it() -> None:
    held = bytearray(300 << 20)
    held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])
    assert peak_mib() > 300
    _, mib = measure([sys.executable, "-c", "pass"])
    assert 0 < mib < 100
    assert len(held) == 300 << 20


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        cold_starts([("fails", [sys.executable, "-c", "raise SystemExit(3)"])], turns=1)
