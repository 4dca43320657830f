"""What an actor of the Ray engine does: it watches over one worker process of its own and feeds it.

Ray retries a task whose process has died, for ever, and knows no time limit for one. So no report is read in the actor
itself: a hang, a swelling or a crash ends the worker process below it, and comes to the coordinator as the same reject
that `Pool` makes of it on one machine. If the actor dies, its worker dies with it, and Ray gives its block to another.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from nlp.errors import ScoringError, XxgkError
from nlp.scoring.engine import Result
from nlp.scoring.fingerprint import Fingerprint, differing, fingerprint
from nlp.scoring.item import Item
from nlp.scoring.limits import WorkerLimits
from nlp.scoring.pool import Pool
from nlp.scoring.rows import packed
from nlp.scoring.worker import Job

_COLUMN = "pickled"
_ASK_SECONDS = 1.0  # between looks whether the batch is being stopped; a block seldom takes longer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: its packed rows and the seconds it took; or, with `error`, why no item can be scored."""

    name: str
    rows: dict[str, bytes]
    seconds: float
    error: XxgkError | None = None


class Watcher:
    """Takes blocks of items and gives blocks of outcomes, both as tables of one column.

    Args:
        job: what the worker loads.
        limits: what one report may cost it.
        expected: what the coordinator was started with; a node that would give other rows scores nothing.
        form: of the parts, which takes part in the fingerprint.
        stopped: asks the coordinator whether it still wants anything; if not, blocks are let go as they are.
    """

    def __init__(
        self, job: Job, limits: WorkerLimits, expected: Fingerprint, form: str, stopped: Callable[[], bool]
    ) -> None:
        self._stopped = stopped
        self._job, self._limits, self._expected, self._form = job, limits, expected, form
        self._pool: Pool | None = None
        self._failed: XxgkError | None = None

    def __call__(self, block: pa.Table) -> Iterator[pa.Table]:
        try:
            if self._failed is None:
                for result in self._results(opened(block)):
                    yield closed([Outcome(result.name, packed(result.rows), result.seconds)])
        except XxgkError as error:
            self._failed = error  # for the blocks that wait here, until the coordinator has heard of it
        if self._failed is not None:
            yield closed([Outcome("", {}, 0.0, self._failed)])

    def _results(self, items: Iterable[Item]) -> Iterator[Result]:
        if self._pool is None:
            here = fingerprint(self._job.model, self._job.limits, self._form, self._job.analyzer)
            if unlike := differing(self._expected, here):
                raise ScoringError("E408", what=", ".join(unlike))
            self._pool = Pool(1, self._job, self._limits)
        waiting = deque(items)
        asked = time.monotonic()
        while waiting or self._pool.busy:
            while waiting and self._pool.idle:
                self._pool.submit(waiting.popleft())
            yield from self._pool.results(_ASK_SECONDS)
            if time.monotonic() > asked + _ASK_SECONDS:
                asked = time.monotonic()
                if self._stopped():
                    self._pool.close()
                    self._pool = None
                    return


def closed(objects: Iterable[Item | Outcome]) -> pa.Table:
    """Objects as a table, the form in which Ray Data moves them."""
    return pa.table({_COLUMN: pa.array([pickle.dumps(each) for each in objects], pa.large_binary())})


def opened(block: pa.Table) -> list:  # type: ignore[type-arg]  # items on the way out, outcomes on the way back
    """What `closed` was given; both ends of the way are our own."""
    return [pickle.loads(each) for each in block[_COLUMN].to_pylist()]  # noqa: S301
