"""What one report may cost a worker at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Caps on a worker process while it is at one report. What goes beyond becomes a reject and the process is replaced.

    Attributes:
        seconds: wall-clock time. More than the readers' own limits, which give a better message, may take together.
        mib: memory of the process, its model included, in MiB.
    """

    seconds: float = 240.0
    mib: int = 2048
