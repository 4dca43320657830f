"""Workers on a Ray cluster: Ray Data over a pool of actors, one round of reports after another.

    items ──▶ round ──▶ from_arrow ──▶ map_batches over actors (`Watcher`) ──▶ iter_batches ──▶ results

Ray Data asks for all of its input when it begins, and the inputs of a batch come one by one from the coordinator, which
alone knows what stands in the ledger already and which bytes it has seen before. So items are gathered into rounds; while one
is worked on the next is gathered. Results come out of a round as they are made, in any order.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa

from nlp.errors import ScoringError
from nlp.scoring.engine import Result
from nlp.scoring.fingerprint import Fingerprint
from nlp.scoring.item import Item
from nlp.scoring.limits import WorkerLimits
from nlp.scoring.rows import unpacked
from nlp.scoring.watcher import Outcome, Watcher, closed, opened
from nlp.scoring.worker import Job

try:
    import ray
    import ray.data
    import ray.exceptions
except ImportError as error:
    raise ScoringError("E401", package="ray", extra="ray") from error

_ROUND_REPORTS = 2000  # a worker; starting the actors costs seconds, this many reports cost minutes
_ROUND_BYTES = 64 << 20  # a worker; a round lies in Ray's object store
_BLOCK_REPORTS = 8  # a task's; what one costs Ray is small against them, and little is done again when an actor dies
_BLOCK_BYTES = 4 << 20
_BLOCKS = 4  # a worker has at least so many to do in a round, if there are so many reports
_STOP_SECONDS = 60.0  # then the actors are not waited for any longer
_START_SECONDS = 600.0  # for actors to come up, on a cluster that may have to start machines for them


class Cluster:
    """An `Engine` of actors on a Ray cluster: the one this process is connected to, that of RAY_ADDRESS, one that runs
    on this machine, or else one that is started here and ended with the batch.

    Args:
        workers: actors, with a processor each; as many as the cluster has processors if None.
        job: what each loads; a model's path must be one that all nodes see.
        limits: what one report may cost.
        expected: what nodes must have in common with this process.
        form: of the parts.

    Raises:
        ScoringError: E407 the cluster cannot be reached.
    """

    def __init__(self, workers: int | None, job: Job, limits: WorkerLimits, expected: Fingerprint, form: str) -> None:
        self._ours = not ray.is_initialized()
        if self._ours:
            _connect()
        self.workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        # In order, an actor that has been restarted would wait for ever behind the questions of its former life.
        self._flag = ray.remote(num_cpus=0, max_restarts=-1, allow_out_of_order_execution=True)(_Flag).remote()
        self._arguments = (job, limits, expected, form, _Asking(self._flag))
        self._patience = _START_SECONDS + 2 * _BLOCK_REPORTS * limits.seconds  # a block may wait for one before it
        self._gathered: list[Item] = []
        self._gathered_bytes = 0
        self._keys: dict[str, str] = {}  # of what was submitted and has no result, by name
        self._round: threading.Thread | None = None
        self._news: queue.SimpleQueue[Outcome | Exception | None] = queue.SimpleQueue()  # None: the round is over
        self._stopping = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether an item that was submitted has no result yet."""
        return bool(self._keys)

    @property
    def idle(self) -> int:
        """How many items the round that is being gathered still takes."""
        room = _ROUND_REPORTS * self.workers - len(self._gathered)
        return room if self._gathered_bytes < _ROUND_BYTES * self.workers else 0

    def submit(self, item: Item) -> None:
        """Takes an item; only while `idle` is not 0."""
        self._gathered.append(item)
        self._gathered_bytes += len(item.data)
        self._keys[item.name] = item.key

    def results(self, seconds: float) -> list[Result]:
        """What has come to an end; waits for something to happen, but not longer than so many seconds.

        A round begins when it is full, or when the caller has nothing else to do than to wait.

        Raises:
            ScoringError: E405, E408 of the workers; E407 the cluster fails.
            ModelError: E3xx the model cannot be loaded.
        """
        if self._round is None and self._gathered and (seconds or not self.idle):
            self._begin()
        return [result for news in self._heard(seconds) if (result := self._result(news)) is not None]

    def close(self) -> None:
        """Ends all workers, whatever they are at, and the connection if it was made here."""
        self._stopping.set()
        if self._round is not None:  # Ray Data cannot be left while it works, but its actors can be told to let go
            with suppress(ray.exceptions.RayError):
                ray.get(self._flag.put_up.remote(), timeout=_STOP_SECONDS)
            self._round.join(_STOP_SECONDS)
        if self._ours:
            ray.shutdown()

    def _begin(self) -> None:
        most = min(_BLOCK_REPORTS, len(self._gathered) // (_BLOCKS * self.workers) or 1)
        blocks = [closed(items) for items in _blocks(self._gathered, most)]
        self._gathered, self._gathered_bytes = [], 0
        self._round = threading.Thread(target=self._work, args=(blocks,), name="xxgk-round", daemon=True)
        self._round.start()

    def _work(self, blocks: list[pa.Table]) -> None:
        """One round, in a thread: Ray Data gives no way to look whether a block has come without waiting for it."""
        try:
            pool = ray.data.ActorPoolStrategy(size=min(self.workers, len(blocks)))
            dataset = ray.data.from_arrow(blocks).map_batches(
                Watcher,
                fn_constructor_args=self._arguments,
                batch_size=None,  # a block as it is
                batch_format="pyarrow",
                compute=pool,
                num_cpus=1,
            )
            dataset.context.enable_progress_bars = False
            dataset.context.print_on_execution_start = False
            dataset.context.execution_no_progress_timeout_s = self._patience
            for block in dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                for outcome in opened(block):
                    self._news.put(outcome)
                if self._stopping.is_set():
                    return
            self._news.put(None)
        except Exception as error:  # whatever Ray raises, the coordinator has to hear of it
            self._news.put(error)

    def _heard(self, seconds: float) -> Iterator[Outcome | Exception | None]:
        try:
            yield self._news.get(timeout=seconds) if seconds else self._news.get_nowait()
            while True:
                yield self._news.get_nowait()
        except queue.Empty:
            return

    def _result(self, news: Outcome | Exception | None) -> Result | None:
        if isinstance(news, Exception):
            raise ScoringError("E407", why=_first_line(news)) from news
        if news is None:
            self._round = None
            if len(self._keys) > len(self._gathered):
                raise ScoringError("E407", why=f"it gave no result for {len(self._keys) - len(self._gathered)} reports")
            return None
        if news.error is not None:
            raise news.error
        key = self._keys.pop(news.name, None)  # a task that Ray has retried may speak twice
        return None if key is None else Result(news.name, key, unpacked(news.rows), news.seconds)


class _Flag:
    """An actor that says whether a batch is being stopped."""

    def __init__(self) -> None:
        self._up = False

    def put_up(self) -> None:
        self._up = True

    def is_up(self) -> bool:
        return self._up


class _Asking:
    """The way to the flag, as a function that travels to the actors. It never waits: it tells the answer of last time."""

    def __init__(self, flag: Any) -> None:
        self._flag = flag
        self._question: Any = None

    def __call__(self) -> bool:
        if self._question is None:
            self._question = self._flag.is_up.remote()
        if not ray.wait([self._question], timeout=0)[0]:
            return False
        answered, self._question = self._question, None
        with suppress(ray.exceptions.RayError):  # the flag's node has died; Ray puts it up elsewhere
            return bool(ray.get(answered))
        return False


def _connect() -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a Ray that is started here tells nobody
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # our own progress is shown
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ScoringError("E407", why=_first_line(error)) from error


def _blocks(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """A task's items each: so many at most, and of so many bytes unless it is one alone."""
    block: list[Item] = []
    size = 0
    for item in items:
        if block and (len(block) >= most or size + len(item.data) > _BLOCK_BYTES):
            yield block
            block, size = [], 0
        block.append(item)
        size += len(item.data)
    if block:
        yield block


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip().splitlines()[0]
