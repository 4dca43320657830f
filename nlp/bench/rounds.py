"""Contenders by turns: rounds over the same passages, in shuffled order."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from nlp.bench.contenders import title
from nlp.bench.worker import Answer, serve
from nlp.errors import TrainingError, XxgkError
from nlp.themes.tagger import Passage

_PATIENCE = 5.0  # seconds for a worker to end


@dataclass(frozen=True, slots=True)
class Timing:
    """A contender's rounds.

    Attributes:
        name: what it is called.
        ready: seconds until it was made, the import of its libraries included.
        seconds: of each round, in order.
        mib: the peak memory of its process, in MiB.
    """

    name: str
    ready: float
    seconds: tuple[float, ...]
    mib: float


def run_rounds(specs: Sequence[str], passages: Sequence[Passage], rounds: int, seed: int) -> tuple[Timing, ...]:
    """Run every contender once in each round, and once before the first that does not count.

    Each has a process of its own, which stays through all rounds, so that its memory is its own and no one is timed
    while it warms up. Only one runs at a time.

    Args:
        specs: the contenders, as `nlp.bench.contenders.contender` takes them.
        passages: of each round.
        rounds: how many.
        seed: of the order in each round.

    Raises:
        XxgkError: what a contender raises; E532 it fails otherwise.
    """
    chance = random.Random(seed)  # noqa: S311 - not a secret, only repeatable
    with _started(specs, passages) as (ready, workers):
        seconds: dict[str, list[float]] = {spec: [] for spec in specs}
        mib: dict[str, float] = {}
        for number in range(rounds + 1):
            for spec in chance.sample(specs, len(specs)):
                answer = _round(spec, workers[spec])
                mib[spec] = answer.mib
                if number:
                    seconds[spec].append(answer.seconds)
    return tuple(Timing(title(spec), ready[spec], tuple(seconds[spec]), mib[spec]) for spec in specs)


@contextmanager
def _started(
    specs: Sequence[str], passages: Sequence[Passage]
) -> Iterator[tuple[dict[str, float], dict[str, Connection]]]:
    """The seconds until each was ready, and the way to each; made one after the other."""
    context = multiprocessing.get_context("spawn")
    processes: list[SpawnProcess] = []
    ready: dict[str, float] = {}
    workers: dict[str, Connection] = {}
    try:
        for spec in specs:
            workers[spec], theirs = context.Pipe()
            process = context.Process(target=serve, args=(spec, passages, theirs), daemon=True)
            process.start()
            processes.append(process)
            theirs.close()
            ready[spec] = _answer(spec, workers[spec]).seconds
        yield ready, workers
    finally:
        for connection in workers.values():
            connection.close()  # a worker that waits ends by itself
        for process in processes:
            process.join(_PATIENCE)
            process.terminate()
            process.join()


def _round(spec: str, worker: Connection) -> Answer:
    try:
        worker.send(None)
    except OSError as error:
        raise TrainingError("E532", name=title(spec), why="its process ended") from error
    return _answer(spec, worker)


def _answer(spec: str, worker: Connection) -> Answer:
    try:
        answer: Answer = worker.recv()
    except (EOFError, OSError) as error:
        raise TrainingError("E532", name=title(spec), why="its process ended") from error
    if isinstance(answer.error, XxgkError):
        raise answer.error
    if answer.error is not None:
        raise TrainingError("E532", name=title(spec), why=answer.error)
    return answer
