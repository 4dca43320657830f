"""Workers as processes: each at one report at a time, watched, and replaced when it hangs, swells or dies."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import cast

from nlp.errors import ScoringError
from nlp.scoring.engine import Result
from nlp.scoring.item import Item
from nlp.scoring.limits import WorkerLimits
from nlp.scoring.rows import rejected, unpacked
from nlp.scoring.worker import Answer, Job

_START_SECONDS = 180.0  # for loading a model, on a busy machine
_START_TRIES = 3
_REPORTS_EACH = 2000  # then a worker is replaced: what readers leave in memory must not add up over a night
_WATCH_SECONDS = 0.05  # between looks at the memory of workers


class Pool:
    """An `Engine` of a fixed number of worker processes. Not to be shared between threads.

    Args:
        workers: how many.
        job: what each loads.
        limits: what one report may cost.
    """

    def __init__(self, workers: int, job: Job, limits: WorkerLimits) -> None:
        self.workers, self._job, self._limits = workers, job, limits
        self._again: deque[Item] = deque()
        self._died_once: set[str] = set()
        self._bad_starts = 0
        self._workers = [_Worker(job) for _ in range(workers)]

    @property
    def busy(self) -> bool:
        """Whether an item that was submitted has no result yet."""
        return bool(self._again) or any(worker.item is not None for worker in self._workers)

    @property
    def idle(self) -> int:
        """How many items can be submitted now."""
        free = sum(worker.ready and worker.item is None for worker in self._workers)
        return max(0, free - len(self._again))

    def submit(self, item: Item) -> None:
        """Gives an item to a worker that is idle; only while `idle` is not 0."""
        next(worker for worker in self._workers if worker.ready and worker.item is None).take(item, self._limits.seconds)

    def results(self, seconds: float) -> list[Result]:
        """What has come to an end; waits for something to happen, but not longer than so many seconds.

        Raises:
            ScoringError: E405 workers die before they are ready.
            ModelError: E3xx the model cannot be loaded.
        """
        found = []
        talking = {worker.incoming: worker for worker in self._workers if worker.item is not None or not worker.ready}
        for connection in wait(list(talking), min(seconds, _WATCH_SECONDS)) if talking else ():
            if (result := self._hear(talking[cast(Connection, connection)])) is not None:
                found.append(result)
        for worker in self._workers:
            if (result := self._watch(worker)) is not None:
                found.append(result)
        while self._again and any(worker.ready and worker.item is None for worker in self._workers):
            self.submit(self._again.popleft())
        return found

    def close(self) -> None:
        """Ends all workers, whatever they are at."""
        for worker in self._workers:
            worker.end()

    def _hear(self, worker: _Worker) -> Result | None:
        try:
            answer: Answer = pickle.loads(worker.incoming.recv_bytes())  # noqa: S301  our own child wrote it
        except (EOFError, OSError):
            return self._died(worker)
        if answer.kind == "ready":
            worker.ready, worker.deadline, self._bad_starts = True, None, 0
            return None
        if answer.error is not None:
            raise answer.error
        item = worker.item
        if item is None:
            raise RuntimeError(f"a worker says {answer.kind} unasked")
        if answer.kind == "memory":
            return self._reject(worker, item, ScoringError("E411", item.name, mib=self._limits.mib))
        worker.item, worker.deadline, worker.done = None, None, worker.done + 1
        self._died_once.discard(item.name)
        if worker.done >= _REPORTS_EACH:
            self._replace(worker)
        return Result(item.name, item.key, unpacked(answer.rows or {}), answer.seconds)

    def _watch(self, worker: _Worker) -> Result | None:
        """An answer that has come in time is heard in the next round, however late we look."""
        if worker.deadline is None or worker.incoming.poll():
            return None
        late = time.monotonic() > worker.deadline
        if worker.item is None:
            return self._died(worker) if late else None
        if late:
            error = ScoringError("E410", worker.item.name, seconds=f"{self._limits.seconds:g}")
        elif _resident_mib(worker.process.pid) > self._limits.mib:
            error = ScoringError("E411", worker.item.name, mib=self._limits.mib)
        else:
            return None
        return self._reject(worker, worker.item, error)

    def _died(self, worker: _Worker) -> Result | None:
        """Once may be an accident of the machine; an item that ends a second process is rejected."""
        worker.end()
        how, item = _how(worker.process.returncode), worker.item
        if item is None:
            self._bad_starts += 1
            if self._bad_starts >= _START_TRIES:
                raise ScoringError("E405", why=f"{self._bad_starts} in a row ended before they were ready, the last with {how}")
        elif item.name not in self._died_once:
            self._died_once.add(item.name)
            self._again.append(item)
        else:
            return self._reject(worker, item, ScoringError("E412", item.name, how=how))
        self._replace(worker)
        return None

    def _reject(self, worker: _Worker, item: Item, error: ScoringError) -> Result:
        seconds = time.monotonic() - worker.since
        self._died_once.discard(item.name)
        self._replace(worker)
        return Result(item.name, item.key, rejected(item.name, item.external_id, item.sha256, error), seconds)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._job)


class _Worker:
    """A process and the pipes to it. `deadline` is for its start until it is `ready`, then for the item it is at."""

    def __init__(self, job: Job) -> None:
        theirs_in, self._outgoing = Pipe(duplex=False)
        self.incoming, theirs_out = Pipe(duplex=False)
        fds = (theirs_in.fileno(), theirs_out.fileno())
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-c", "from nlp.scoring.worker import main; main()", *map(str, (*fds, os.getpid()))],
            stdin=subprocess.DEVNULL,
            pass_fds=fds,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path), **_ONE_THREAD},
            start_new_session=True,  # Ctrl-C on the terminal reaches the coordinator only
        )
        theirs_in.close()
        theirs_out.close()
        self.item: Item | None = None
        self.ready = False
        self.done = 0
        self.since = time.monotonic()
        self.deadline: float | None = self.since + _START_SECONDS
        self._send(job)

    def take(self, item: Item, seconds: float) -> None:
        self.item, self.since = item, time.monotonic()
        self.deadline = self.since + seconds
        self._send(item)

    def end(self) -> None:
        """Kills it, and LibreOffice below it; safe to call again."""
        if self.process.poll() is None:
            for pid in [*_descendants(self.process.pid), self.process.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._outgoing.close()
        self.incoming.close()

    def _send(self, message: Job | Item) -> None:
        with suppress(BrokenPipeError):  # it has died; its end of the other pipe says so
            self._outgoing.send_bytes(pickle.dumps(message))


# Numeric libraries in each of N workers must not start a thread for each core.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _how(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def _resident_mib(pid: int) -> float:
    """Memory that a process holds; 0 where the system does not tell (there is no /proc outside Linux)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*children, *(below for child in children for below in _descendants(child))]
