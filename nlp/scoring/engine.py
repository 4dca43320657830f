"""What a batch needs of whatever turns items into rows: processes on this machine (`pool`), or a Ray cluster (`cluster`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nlp.scoring.item import Item
from nlp.scoring.rows import Tables


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of one item, by its name and key, and the seconds that a worker took for it."""

    name: str
    key: str
    rows: Tables
    seconds: float


class Engine(Protocol):
    """Takes items one at a time and gives each back once, as rows or as a reject, in any order."""

    workers: int

    @property
    def busy(self) -> bool:
        """Whether an item that was submitted has no result yet."""

    @property
    def idle(self) -> int:
        """How many items can be submitted now."""

    def submit(self, item: Item) -> None:
        """Takes an item; only while `idle` is not 0."""

    def results(self, seconds: float) -> list[Result]:
        """What has come to an end; waits for something to happen, but not longer than so many seconds."""

    def close(self) -> None:
        """Ends all workers, whatever they are at."""
