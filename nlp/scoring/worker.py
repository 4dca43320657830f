"""A worker process. Its arguments are two file descriptors, in and out, that the coordinator holds the other ends of,
and the coordinator's process id.

It loads its model, says that it is ready, and answers each item with the packed rows of one report. It never writes
anything else, and it dies with its coordinator.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal

from nlp.errors import XxgkError
from nlp.readers import Limits
from nlp.scoring.item import Item
from nlp.scoring.rows import packed
from nlp.scoring.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told first: what to load, and how much memory (MiB) it may take."""

    model: str
    limits: Limits
    analyzer: str
    mib: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says.

    Attributes:
        kind: 'ready' after its model is loaded, 'failed' if that cannot be (`error`), 'rows' for a report, 'memory' when
            the limit was met; it ends after 'failed' and 'memory'.
        rows: packed tables.
        seconds: that the report took.
    """

    kind: Literal["ready", "failed", "rows", "memory"]
    rows: dict[str, bytes] | None = None
    seconds: float = 0.0
    error: XxgkError | None = None


def main() -> None:
    """Serve until the coordinator closes its end, or is no more."""
    _die_with(int(sys.argv[3]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    incoming = Connection(int(sys.argv[1]), writable=False)
    outgoing = Connection(int(sys.argv[2]), readable=False)
    with suppress(BrokenPipeError, EOFError):  # the coordinator is gone, and with it whoever wanted an answer
        _serve(incoming, outgoing)


def _serve(incoming: Connection, outgoing: Connection) -> None:
    job: Job = pickle.loads(incoming.recv_bytes())  # noqa: S301  our own parent wrote it
    try:
        scorer = Scorer(job.model, job.limits, job.analyzer)
    except XxgkError as error:
        _send(outgoing, Answer("failed", error=error))
        return
    _limit_memory(job.mib)
    _send(outgoing, Answer("ready"))
    while True:
        item: Item = pickle.loads(incoming.recv_bytes())  # noqa: S301
        began = time.perf_counter()
        try:
            rows = packed(scorer.score(item))
        except MemoryError:
            _send(outgoing, Answer("memory"))
            return
        _send(outgoing, Answer("rows", rows, time.perf_counter() - began))


def _send(outgoing: Connection, answer: Answer) -> None:
    outgoing.send_bytes(pickle.dumps(answer))


def _die_with(coordinator: int) -> None:
    """A coordinator that is killed leaves no process behind, not even one that hangs (Linux only, PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != coordinator:  # it was gone before we asked
            os._exit(1)


def _limit_memory(mib: int) -> None:
    """The system refuses memory beyond the limit, so that Python can say so; the coordinator watches as well."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (mib << 20, mib << 20))

