"""A batch from its inputs to its summary. This process alone writes; workers only turn one report into rows.

    items ──▶ known? ──▶ worker ──▶ rows ──▶ buffer ──▶ part ──▶ ledger ──▶ manifest, summary
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from nlp.errors import ScoringError
from nlp.readers import Limits
from nlp.resources import DEFAULT_MODEL
from nlp.scoring.buffer import Buffer
from nlp.scoring.counting import count
from nlp.scoring.engine import Engine
from nlp.scoring.fingerprint import Fingerprint, fingerprint
from nlp.scoring.formats import FORMATS
from nlp.scoring.inputs import check, items
from nlp.scoring.interrupt import Stop, interruptible
from nlp.scoring.item import Item, Refused
from nlp.scoring.ledger import Ledger
from nlp.scoring.limits import WorkerLimits
from nlp.scoring.manifest import FILE as MANIFEST
from nlp.scoring.manifest import write_manifest
from nlp.scoring.parts import Parts
from nlp.scoring.places import is_url
from nlp.scoring.pool import Pool
from nlp.scoring.progress import Progress, State
from nlp.scoring.rows import Tables, rejected, renamed
from nlp.scoring.scorer import ANALYZER
from nlp.scoring.summary import FILES as SUMMARIES
from nlp.scoring.summary import write_summary
from nlp.scoring.worker import Job

_AHEAD = 2  # items a worker that are read before they are asked for
_PER_TURN = 64  # inputs looked at between two looks at the workers


@dataclass(frozen=True, slots=True)
class Scored:
    """What a run has come to.

    Attributes:
        folder: of the output.
        complete: whether every input stands in the output.
        signal: the number of the signal that stopped it, None without one.
        state: what this run did.
        reports, rejects: rows in the output, those of earlier runs among them.
    """

    folder: Path
    complete: bool
    signal: int | None
    state: State
    reports: int
    rejects: int


def score(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    workers: int | None = None,
    engine: str = "local",
    model: str | os.PathLike[str] = DEFAULT_MODEL,
    format: str = "parquet",
    limits: Limits | None = None,
    worker_limits: WorkerLimits | None = None,
    retry_rejects: bool = False,
    part_reports: int = 1000,
    part_seconds: float = 30.0,
    analyzer: str = ANALYZER,
    progress: Progress | None = None,
) -> Scored:
    """Analyses many reports and writes their rows as datasets; goes on where an earlier run on the folder ended.

    A report that stands in the output, with the same bytes and under the same fingerprint (code, libraries, model,
    configuration), is not analysed again. Under another fingerprint all is scored anew, and the earlier datasets move to
    `superseded-…` in the folder. Ctrl-C and SIGTERM end the run in good order.

    Args:
        inputs: files, folders, patterns, archives, datasets of texts, lists ('@FILE'); see `nlp.scoring.inputs.items`.
        output: the folder for the datasets, the manifest and the summary; made if it is not there.
        workers: processes; as many as there are processors, here or in the cluster, if left out.
        engine: 'local' for processes on this machine, 'ray' for actors on a Ray cluster (`nlp.scoring.cluster`).
        model: as of `nlp.Analyzer`.
        format: 'parquet', 'jsonl' or 'csv'.
        limits: what a reader takes on at most.
        worker_limits: what one report may cost a worker.
        retry_rejects: analyse again what was rejected before.
        part_reports, part_seconds: a part is written after so many reports or seconds; what is not yet in one is lost
            when the process is killed, and scored again.
        analyzer: 'module:callable' that makes the analyzer out of model and limits in each worker.
        progress: called with the `State` at every turn.

    Returns:
        Counts, and whether the batch came to its end.

    Raises:
        ScoringError: E402 an input matches nothing, E403 the folder cannot be used, E404 another run has it, E405 the
            workers do not start, E407 and E408 the cluster fails or its nodes have other code.
        ReadError: E101, E102 a list of inputs cannot be opened.
        ModelError: E3xx the model cannot be loaded.
        ValueError: there is no such format or engine.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is one of {', '.join(ENGINES)}, not {engine!r}")
    if format not in FORMATS:
        raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format!r}")
    named = [os.fspath(inputs)] if isinstance(inputs, (str, os.PathLike)) else [os.fspath(given) for given in inputs]
    if not named:
        raise ScoringError("E402", what="none was named")
    check(named)
    limits = limits or Limits()
    print_ = fingerprint(os.fspath(model), limits, format, analyzer)
    if is_url(os.fspath(output)):
        raise ScoringError("E403", os.fspath(output), why="the ledger is a database and needs a folder, not a URL")
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScoringError("E403", str(folder), why=error.strerror or str(error)) from error
    total = count(named) if progress is not None else None
    worker_limits = worker_limits or WorkerLimits()
    ledger = Ledger(folder)
    try:
        _begin_anew_if_changed(ledger, print_)
        parts = Parts(folder, ledger, FORMATS[format])
        buffer = Buffer(parts, part_reports, part_seconds)
        job = Job(os.fspath(model), limits, analyzer, worker_limits.mib)
        workforce = ENGINES[engine](workers, job, worker_limits, print_, format)
        try:
            batch = _Batch(ledger, parts, buffer, _AHEAD * workforce.workers, retry_rejects, total, progress)
            session = {
                "started": _now(),
                "fingerprint": print_.digest,
                "inputs": named,
                "engine": engine,
                "workers": workforce.workers,
                "worker_limits": asdict(worker_limits),
                "retry_rejects": retry_rejects,
            }
            number = ledger.begin_session(session)
            write_manifest(folder, ledger, print_, complete=False)
            with interruptible() as stop:
                complete = batch.run(items(named, limits), workforce, stop)
        finally:
            workforce.close()
        ledger.end_session(number, {**session, "ended": _now(), "complete": complete, **batch.figures()})
        write_manifest(folder, ledger, print_, complete=complete)
        write_summary(folder, ledger, print_, complete=complete)
        rows = ledger.rows()
        return Scored(folder, complete, stop.signal, batch.state, rows["reports"], rows["rejects"])
    except sqlite3.Error as error:
        raise ScoringError("E403", str(folder), why=f"the ledger: {error}") from error
    except OSError as error:
        raise ScoringError("E403", str(folder), why=error.strerror or str(error)) from error
    finally:
        ledger.close()


def _local(workers: int | None, job: Job, limits: WorkerLimits, print_: Fingerprint, form: str) -> Engine:
    return Pool(workers or os.cpu_count() or 1, job, limits)


def _ray(workers: int | None, job: Job, limits: WorkerLimits, print_: Fingerprint, form: str) -> Engine:
    from nlp.scoring.cluster import Cluster  # with it comes Ray, which is an extra of its own

    return Cluster(workers, job, limits, print_, form)


ENGINES = {"local": _local, "ray": _ray}


class _Batch:
    """The way of items through one run."""

    def __init__(
        self,
        ledger: Ledger,
        parts: Parts,
        buffer: Buffer,
        enough: int,
        retry_rejects: bool,
        total: int | None,
        progress: Progress | None,
    ) -> None:
        self._ledger, self._parts, self._buffer, self._enough = ledger, parts, buffer, enough
        self._retry, self._total, self._progress = retry_rejects, total, progress
        self._began = time.monotonic()
        self._done = self._skipped = self._rejects = 0
        self._seconds = {"inputs": 0.0, "workers": 0.0, "waiting": 0.0}
        self._ahead: deque[Item] = deque()
        self._alike: dict[str, list[tuple[str, str | None]]] = {}  # key → those that wait for the one that is at work
        self._under_way: set[str] = set()  # names that are ahead, at work or waiting

    def run(self, source: Iterator[Item | Refused], engine: Engine, stop: Stop) -> bool:
        """Everything of the source, or until it is stopped.

        Returns:
            Whether the source was exhausted and all of it is written.
        """
        exhausted = False
        while not stop:
            if not exhausted:
                exhausted = self._look(source)
            while self._ahead and engine.idle:
                engine.submit(self._ahead.popleft())
            if exhausted and not self._ahead and not engine.busy:
                break
            more = not exhausted and len(self._ahead) < self._enough
            self._settle(engine, 0.0 if more else 0.1)
            self._buffer.write_if_due()
            if self._progress is not None:
                self._progress(self.state)
        self._buffer.write()
        return not stop

    @property
    def state(self) -> State:
        """How far it is."""
        return State(self._total, self._done, self._skipped, self._rejects, time.monotonic() - self._began)

    def figures(self) -> dict[str, object]:
        """For the manifest: counts and seconds. Of the workers the seconds of all together."""
        seconds = {**self._seconds, "writing": self._buffer.seconds, "whole": time.monotonic() - self._began}
        return {
            "scored": self._done,
            "rejected": self._rejects,
            "skipped": self._skipped,
            "seconds": {name: round(value, 3) for name, value in seconds.items()},
        }

    def _look(self, source: Iterator[Item | Refused]) -> bool:
        """Reads inputs until enough are ahead; True at the end of the source."""
        began = time.perf_counter()
        try:
            for _ in range(_PER_TURN):
                if len(self._ahead) >= self._enough:
                    return False
                found = next(source, None)
                if found is None:
                    return True
                self._route(found)
            return False
        finally:
            self._seconds["inputs"] += time.perf_counter() - began

    def _route(self, found: Item | Refused) -> None:
        """Known already, refused, alike with another one, or for a worker."""
        known = self._ledger.entry(found.name)
        stands = known is not None and known.key == found.key and (known.code is None or not self._retry)
        if stands or found.name in self._under_way or found.name in self._buffer:  # the last two: named twice
            self._skipped += 1
        elif isinstance(found, Refused):
            self._keep(found.name, found.key, rejected(found.name, None, None, found.error))
        elif found.key in self._alike:
            self._under_way.add(found.name)
            self._alike[found.key].append((found.name, found.external_id))
        elif (rows := self._buffer.rows(found.key) or self._written(found.key)) is not None:
            self._keep(found.name, found.key, renamed(rows, found.name, found.external_id))
        else:
            self._under_way.add(found.name)
            self._alike[found.key] = []
            self._ahead.append(found)

    def _written(self, key: str) -> Tables | None:
        """The rows of a report of the same bytes that stands in a part."""
        twin = self._ledger.with_key(key)
        return None if twin is None or (twin.code and self._retry) else self._parts.read(twin)

    def _settle(self, engine: Engine, seconds: float) -> None:
        """Takes what the workers have done, and gives it to those that are alike as well."""
        began = time.perf_counter()
        results = engine.results(seconds)
        self._seconds["waiting"] += time.perf_counter() - began
        for result in results:
            self._seconds["workers"] += result.seconds
            self._keep(result.name, result.key, result.rows)
            for name, external_id in self._alike.pop(result.key):
                self._keep(name, result.key, renamed(result.rows, name, external_id))

    def _keep(self, name: str, key: str, rows: Tables) -> None:
        self._under_way.discard(name)
        self._done += 1
        self._rejects += len(rows["rejects"])
        self._buffer.add(name, key, rows)
        self._buffer.write_if_due()  # here, since a thousand files may wait for the one that they are copies of


def _begin_anew_if_changed(ledger: Ledger, print_: Fingerprint) -> None:
    """Rows of another fingerprint leave the datasets before the first of this one comes in; none is lost."""
    before = ledger.get("fingerprint")
    if before == print_.digest:
        return
    with ledger.transaction():
        if before is not None:
            ledger.supersede(f"superseded-{ledger.next_part():06d}-{before[:12]}", [MANIFEST, *SUMMARIES])
        ledger.put("fingerprint", print_.digest)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
