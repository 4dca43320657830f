"""How long a command takes as a whole process, from nothing, and how much memory it takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.bench.memory import mib_divisor

_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class ColdStart:
    """A command's runs.

    Attributes:
        name: what it is called.
        seconds: wall clock around the process, of each run.
        mib: the peak resident set of each run, in MiB.
    """

    name: str
    seconds: tuple[float, ...]
    mib: tuple[float, ...]


def cold_starts(
    commands: Sequence[tuple[str, Sequence[str]]], turns: int, folder: Path | None = None
) -> tuple[ColdStart, ...]:
    """Run commands by turns, once each before the first turn (it fills the disk cache and writes byte code).

    Args:
        commands: each with the name to report it under.
        turns: how often each runs.
        folder: where; here if left out.

    Raises:
        RuntimeError: a command ends with another code than 0.
    """
    runs: list[list[tuple[float, float]]] = [[] for _ in commands]
    for turn in range(turns + 1):
        for (_, command), found in zip(commands, runs, strict=True):
            figures = measure(command, folder)
            if turn:
                found.append(figures)
    return tuple(
        ColdStart(name, tuple(seconds for seconds, _ in found), tuple(mib for _, mib in found))
        for (name, _), found in zip(commands, runs, strict=True)
    )


def measure(command: Sequence[str], folder: Path | None = None) -> tuple[float, float]:
    """Seconds and peak MiB of one process.

    Raises:
        RuntimeError: it ends with another code than 0.
    """
    launched = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-S", str(_LAUNCH), *command], stdout=subprocess.PIPE, cwd=folder, check=True, text=True
    )
    seconds, largest, code = launched.stdout.split()
    if int(code):
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return float(seconds), int(largest) / mib_divisor()


def xxgk(*arguments: str) -> list[str]:
    """The command line that runs `xxgk` with the Python that runs now."""
    return [sys.executable, "-m", "nlp.cli", *arguments]
