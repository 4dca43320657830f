"""How far a batch is: for people a bar, for logs a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO, TypeAlias

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


@dataclass(frozen=True, slots=True)
class State:
    """How far a batch is.

    Attributes:
        total: inputs in all; None where that is not known before they are read (tar archives).
        done: reports and rejects of this run.
        skipped: inputs that stood in the output already.
        rejects: of this run.
        seconds: since the run began.
    """

    total: int | None
    done: int
    skipped: int
    rejects: int
    seconds: float

    @property
    def rate(self) -> float:
        """Reports a second in this run."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left, if it goes on like this."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done - self.skipped) / self.rate


Progress: TypeAlias = Callable[[State], None]


class Shown(Protocol):
    """A way of showing progress, from `with` to its end."""

    def __call__(self, state: State) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def shown(seconds: float, stream: TextIO | None = None) -> Shown:
    """A bar if the stream (standard error) is a terminal, else a line every so many seconds."""
    stream = stream or sys.stderr
    return Bar() if stream.isatty() else Lines(seconds, stream)


def line(state: State) -> str:
    """
    >>> line(State(200, 60, 40, 2, 30.0))
    '100 of 200 reports, 2 rejected, 2.0 a second, 0:00:50 left'
    """
    of = "" if state.total is None else f" of {state.total}"
    left = "" if state.left is None else f", {_clock(state.left)} left"
    return f"{state.done + state.skipped}{of} reports, {state.rejects} rejected, {state.rate:.1f} a second{left}"


class Lines:
    """For logs: a line every so many seconds."""

    def __init__(self, seconds: float, stream: TextIO) -> None:
        self._seconds, self._stream, self._next = seconds, stream, time.monotonic() + seconds

    def __call__(self, state: State) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._seconds
            print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} xxgk score: {line(state)}", file=self._stream, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass


class Bar:
    """For people: a bar with rate, time left and rejects so far, on standard error."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress: RichProgress = Progress(
            BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), console=Console(stderr=True)
        )
        self._task: TaskID = self._progress.add_task("loading the model", total=None)

    def __call__(self, state: State) -> None:
        left = "" if state.left is None else f" · {_clock(state.left)} left"
        words = f"{state.rate:.1f} a second{left} · {state.rejects} rejected"
        self._progress.update(self._task, total=state.total, completed=state.done + state.skipped, description=words)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
