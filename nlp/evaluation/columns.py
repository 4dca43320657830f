"""Tables of text in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def columns(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """A line a row: the first cell to the left, the others to the right, all rows of the same length."""
    rows = list(lines)
    widths = [max(len(row[n]) for row in rows) for n in range(max(map(len, rows), default=0))]
    for row in rows:
        first, *rest = row
        yield f"{first:<{widths[0]}}  {'  '.join(f'{cell:>{width}}' for cell, width in zip(rest, widths[1:], strict=True))}".rstrip()


def percent(rate: float | None) -> str:
    """A rate with three places, '-' for none."""
    return "-" if rate is None else f"{rate:.3f}"
