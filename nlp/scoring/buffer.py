"""Rows that wait for their part."""

from __future__ import annotations

import time

from nlp.scoring.item import report_id
from nlp.scoring.ledger import Entry
from nlp.scoring.parts import Parts
from nlp.scoring.rows import Tables

_ROWS = 1_000_000  # of all datasets; a few huge reports make a part as well


class Buffer:
    """Collects reports and writes them as parts. Holds no more than one part.

    Args:
        parts: where they go.
        reports, seconds: a part is due after so many reports, or so long after the one before.
    """

    def __init__(self, parts: Parts, reports: int, seconds: float) -> None:
        self._parts, self._reports, self._between = parts, reports, seconds
        self._kept: dict[str, tuple[str, Tables]] = {}  # name → key, rows
        self._by_key: dict[str, Tables] = {}
        self._size = 0
        self._last = time.monotonic()
        self.seconds = 0.0  # that writing has taken so far

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    def rows(self, key: str) -> Tables | None:
        """The rows of a report of the same bytes."""
        return self._by_key.get(key)

    def add(self, name: str, key: str, rows: Tables) -> None:
        """One more report."""
        self._kept[name] = (key, rows)
        self._by_key[key] = rows
        self._size += sum(len(table) for table in rows.values())

    def write_if_due(self) -> None:
        """A part, if there is enough for one or it has been long enough."""
        if self._kept and (len(self._kept) >= self._reports or self._size >= _ROWS or time.monotonic() > self._last + self._between):
            self.write()

    def write(self) -> None:
        """A part of what there is."""
        began = time.perf_counter()
        number = self._parts.next_part
        self._parts.write((_entry(name, key, number, rows), rows) for name, (key, rows) in self._kept.items())
        self._kept, self._by_key, self._size = {}, {}, 0
        self._last = time.monotonic()
        self.seconds += time.perf_counter() - began


def _entry(name: str, key: str, part: int, rows: Tables) -> Entry:
    codes = rows["rejects"]["code"].to_pylist()
    return Entry(name, key, report_id(name), part, codes[0] if codes else None)
