"""A contender's own process: it makes the contender and runs a round whenever it is told to."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from nlp.bench.contenders import contender
from nlp.bench.memory import peak_mib
from nlp.errors import XxgkError
from nlp.themes.tagger import Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says.

    Attributes:
        seconds: that the round took, or the making of the contender.
        mib: the peak memory of the process so far.
        error: why there was no round; the worker ends after it.
    """

    seconds: float
    mib: float
    error: XxgkError | str | None = None


def serve(spec: str, passages: Sequence[Passage], connection: Connection) -> None:
    """Make the contender, answer; then run a round and answer for each message until the other end is closed.

    Args:
        spec: as `nlp.bench.contenders.contender` takes it.
        passages: of each round.
        connection: to whoever asks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    with suppress(EOFError, BrokenPipeError):
        try:
            began = time.perf_counter()
            run = contender(spec)
            connection.send(Answer(time.perf_counter() - began, peak_mib()))
            while True:
                connection.recv()
                began = time.perf_counter()
                run(passages)
                connection.send(Answer(time.perf_counter() - began, peak_mib()))
        except (EOFError, BrokenPipeError):
            raise
        except XxgkError as error:
            connection.send(Answer(0, 0, error))
        except Exception as error:  # the parent says which contender it was
            connection.send(Answer(0, 0, f"{type(error).__name__}: {error}"))
