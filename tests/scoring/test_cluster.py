"""`--engine ray` on a real Ray cluster of two workers, started here: whatever dies, it ends like the local engine."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest

import nlp.scoring.batch as batch
from nlp.errors import ScoringError
from nlp.scoring import State, score
from nlp.scoring.item import Item
from tests.scoring.analyzers import CALLS
from tests.scoring.helpers import codes, names, plainly, same

ray = pytest.importorskip("ray", reason="ray comes with the extra ray")

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a worker dies with its Ray actor on Linux only"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),  # Ray's own, about its own settings
]


@dataclass(frozen=True, slots=True)
class Started:
    """A cluster: its address, and the file with a line for each call of a test's analyzer."""

    address: str
    calls: Path

    def actors(self) -> set[int]:
        """The processes that have watched over an analysis."""
        text = self.calls.read_text(encoding="utf-8") if self.calls.exists() else ""
        return {int(line.partition("\t")[0]) for line in text.splitlines()}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    calls = tmp_path_factory.mktemp("cluster") / "calls"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CALLS, str(calls))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.syspath_prepend(str(ROOT))  # Ray gives its workers the path of this process
        ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
        try:
            yield Started(ray.get_runtime_context().gcs_address, calls)
        finally:
            ray.shutdown()


@pytest.fixture
def calls(cluster: Started) -> Started:
    """The cluster with no call made yet."""
    cluster.calls.unlink(missing_ok=True)
    return cluster


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Thirty texts that take 0.3 seconds each."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"SLOW {number}\n内容{number}", encoding="utf-8")
    return folder


def corpus_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scoring_corpus", ROOT / "benchmarks" / "scoring_corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_actor_killed_in_the_middle_changes_nothing(calls: Started, tmp_path: Path) -> None:
    corpus_script().build(tmp_path / "made", 34, 1, 0)
    killed: set[int] = set()

    def kill(state: State) -> None:
        if state.done >= 8 and not killed:
            killed.add(min(calls.actors()))
            os.kill(min(killed), signal.SIGKILL)

    options = {"workers": 2, "analyzer": "tests.scoring.analyzers:Real"}
    on_ray = score(tmp_path / "made" / "corpus", tmp_path / "ray", engine="ray", progress=kill, **options)  # type: ignore[arg-type]
    assert killed
    assert len(calls.actors()) >= 3  # the two that began, and the one that Ray put in the place of the dead one
    local = score(tmp_path / "made" / "corpus", tmp_path / "local", **options)  # type: ignore[arg-type]
    assert (on_ray.complete, on_ray.reports, on_ray.rejects) == (True, local.reports, local.rejects) == (True, 33, 1)
    assert same(tmp_path / "ray", tmp_path / "local")


def test_what_hangs_eats_dies_or_fails_is_the_same_reject_as_on_one_machine(cluster: Started, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for text in ("HANG", "EAT", "DIE", "BUG", "甲", "乙", "丙", ""):
        (folder / f"{text.lower() or 'empty'}.txt").write_text(text, encoding="utf-8")
    (folder / "again.txt").write_text("甲", encoding="utf-8")
    limits = {"seconds": 5, "mib": 400, "workers": 2}
    assert plainly(folder, tmp_path / "ray", engine="ray", **limits).complete  # type: ignore[arg-type]
    assert codes(tmp_path / "ray") == {
        "hang.txt": "E410", "eat.txt": "E411", "die.txt": "E412", "bug.txt": "E415", "empty.txt": "E104",
    }  # fmt: skip
    assert names(tmp_path / "ray") == ["again.txt", "丙.txt", "乙.txt", "甲.txt"]
    plainly(folder, tmp_path / "local", **limits)  # type: ignore[arg-type]
    assert same(tmp_path / "ray", tmp_path / "local")


def test_a_coordinator_killed_in_the_middle_goes_on_and_scores_nothing_twice(calls: Started, slow: Path, tmp_path: Path) -> None:
    program = (
        "import sys, nlp; nlp.score(*sys.argv[1:], engine='ray', workers=2, part_seconds=0.1,"
        " analyzer='tests.scoring.analyzers:Mischief')"
    )
    command = [sys.executable, "-c", program, str(slow), str(tmp_path / "out")]
    environment = {**os.environ, "RAY_ADDRESS": calls.address, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as coordinator:
        end = time.monotonic() + 120
        # A part is in the ledger when the next one is there: of four, the empty first one and two more are.
        while len(list((tmp_path / "out" / "reports").glob("part-*.parquet"))) < 4:
            assert coordinator.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        coordinator.kill()
    again = plainly(slow, tmp_path / "out", engine="ray", workers=2)
    assert again.complete
    assert again.state.skipped >= 2
    assert again.state.done + again.state.skipped == 30
    plainly(slow, tmp_path / "alone", workers=2)
    assert same(tmp_path / "out", tmp_path / "alone")


def test_ctrl_c_keeps_what_is_done_and_another_engine_may_go_on(cluster: Started, slow: Path, tmp_path: Path) -> None:
    def press(state: State) -> None:
        if state.done >= 3:
            os.kill(os.getpid(), signal.SIGINT)

    (slow / "hang.txt").write_text("HANG", encoding="utf-8")
    stopped = plainly(slow, tmp_path / "out", engine="ray", workers=2, seconds=600, progress=press)
    assert (stopped.complete, stopped.signal) == (False, signal.SIGINT)
    assert 3 <= stopped.reports < 30
    assert plainly(slow, tmp_path / "out", workers=2, seconds=3).state.skipped == stopped.reports
    assert codes(tmp_path / "out") == {"hang.txt": "E410"}
    assert len(names(tmp_path / "out")) == 30


def test_a_node_with_other_code_scores_nothing(cluster: Started, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.fingerprint
    monkeypatch.setattr(batch, "fingerprint", lambda *arguments: replace(real(*arguments), code="of yesterday"))
    with pytest.raises(ScoringError) as caught:
        plainly(slow, tmp_path / "out", engine="ray")
    assert (caught.value.code, caught.value.details) == ("E408", {"what": "code"})


def test_a_model_that_is_not_on_the_nodes_is_said_as_such(cluster: Started, slow: Path, tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as caught:
        plainly(slow, tmp_path / "out", engine="ray", analyzer="tests.scoring.no_such_module:Analyzer")
    assert caught.value.code == "E405"


def test_a_task_takes_so_many_reports_and_so_many_bytes(cluster: Started) -> None:
    from nlp.scoring.cluster import _blocks

    items = [Item(f"{size}-{number}", "file", bytes(size)) for size in (1, 3 << 20) for number in range(10)]
    assert [len(block) for block in _blocks(items, 8)] == [8, 3, *[1] * 9]
    assert [item.name for block in _blocks(items, 8) for item in block] == [item.name for item in items]
