"""The table on review and litigation (行政复议、行政诉讼情况): three parts of five outcomes each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from nlp.tables.grid import Grid
from nlp.tables.labels import regions, scan
from nlp.tables.partial import Partial
from nlp.tables.templates import OUTCOMES, PARTS
from nlp.tables.values import Tokens, parse_value, token_lines

_NAMES = tuple(f"review.{part}.{outcome}" for part in PARTS for outcome in OUTCOMES)
_FIVE = len(OUTCOMES)
_LONGEST = 32  # digits that are tried; longer runs have too many readings to be told apart


def bind_grid(grid: Grid, part: str | None = None) -> Partial | None:
    """Binds a table with trusted places.

    Args:
        grid: one row of fifteen values, or rows or small tables of five.
        part: what the table holds where it does not say itself, as known from its place among its like.

    Returns:
        the cells, or None where no outcome is labelled over the values.
    """
    partial = Partial()
    header_from = 0
    named = False
    for row in range(grid.height):
        if not any(parse_value(cell.text) is not None for cell in grid.starting(row)):
            continue
        left = part_of("".join(c.text for c in grid.row(row) if parse_value(c.text) is None))
        for cell in grid.starting(row):
            over = grid.above(cell.column, range(header_from, row))
            outcome = outcome_of(over)
            owner = left or part_of(over) or part
            if outcome and owner and parse_value(cell.text) is not None:
                partial.put(f"review.{owner}.{outcome}", cell.text)
                named = True
    return partial if named else None


def part_of(text: str) -> str | None:
    """The part that a header or label text names; '行政诉讼 未经复议直接起诉' is `direct`."""
    found = {hit.key for hit in scan(text) if hit.what == "part"}
    return next((part for part in ("direct", "after_review", "review") if part in found), None)


def outcome_of(text: str) -> str | None:
    """The outcome that a header text ends with."""
    found = [hit.key for hit in scan(text) if hit.what == "outcome"]
    return found[-1] if found else None


def is_small(grid: Grid) -> bool:
    """Whether this is one part's own little table: five outcomes over five values, and no part named."""
    keys = [outcome for cell in grid.cells if (outcome := outcome_of(cell.text))]
    return len(keys) == _FIVE and not any(part_of(cell.text) for cell in grid.cells)


def bind_stream(text: str, parts: Sequence[str] = PARTS) -> Partial:
    """Binds running text: pairs of outcome and value, or a header followed by its values.

    Args:
        text: normalised text, lines and tabs kept.
        parts: the order of small tables that do not name their part.
    """
    partial = Partial()
    hits = scan(text)
    unnamed = iter(parts)
    part: str | None = None
    seen: set[str] = set()
    waiting = 0  # outcome labels since the last value
    for hit, region in regions(text, hits):
        if hit.what in ("row", "group", "column", "proactive_row"):  # another table's
            part, waiting = None, 0
            seen.clear()
        if hit.what == "part":
            part = hit.key
            seen.add(part)
            waiting = 0 if waiting < _FIVE else waiting
        lines = token_lines(region)
        row = next((line for line in map(_trimmed, lines) if len(line.texts) == len(_NAMES)), None)
        if row is not None:
            _put(_NAMES, row.texts, partial)
            waiting = 0
        if hit.what != "outcome" or row is not None or (hit.key == "total" and not waiting and not part):
            continue
        waiting += 1
        tokens = [text for line in lines for text in line.texts if text]
        if not tokens:
            continue
        if waiting >= 2 * _FIVE or (waiting >= _FIVE and len(seen) == len(PARTS) and len(tokens) != _FIVE):
            _bind_fifteen(lines, tokens, partial)
            waiting = 0
        elif waiting >= _FIVE and len(tokens) == _FIVE:
            owner = part or next(unnamed, None)
            if owner:
                _put([f"review.{owner}.{outcome}" for outcome in OUTCOMES], tokens, partial)
            part, waiting = None, 0
        elif waiting == 1 and part and len(tokens) == 1:
            partial.put(f"review.{part}.{hit.key}", tokens[0])
            waiting = 0
    return partial


def _trimmed(tokens: Tokens) -> Tokens:
    texts = list(tokens.texts)
    while len(texts) > len(_NAMES) and not texts[-1]:
        texts.pop()
    return Tokens(tuple(texts), tokens.hard)


def _put(names: Sequence[str], texts: Sequence[str], partial: Partial) -> None:
    for name, text in zip(names, texts, strict=True):
        partial.put(name, text)


def _bind_fifteen(lines: Sequence[Tokens], tokens: Sequence[str], partial: Partial) -> None:
    if len(tokens) == len(_NAMES):
        _put(_NAMES, tokens, partial)
        return
    alone = len(lines) > 1 and all(len(line.texts) == 1 for line in lines)
    if any(line.hard for line in lines) or alone or not all(token.isdigit() for token in tokens):
        partial.warnings.append(f"行政复议、行政诉讼表：只有{len(tokens)}个数，不能断定各属哪一列，未采用")
        return
    found = part_readings("".join(tokens))
    if len(found) != 1:
        partial.warnings.append(f"行政复议、行政诉讼表：“{''.join(tokens)[:40]}”不能断定为15个数，未采用")
        return
    for name, number in zip(_NAMES, found[0], strict=True):
        partial.add(name, Decimal(number), "split")


def part_readings(digits: str, most: int = 2) -> list[tuple[int, ...]]:
    """Readings of a digit run as three parts of five numbers, each part's first four adding up to its fifth.

    Args:
        digits: digits only.
        most: how many readings to find before stopping; two tell that there is not just one.

    >>> part_readings("100010000010001")
    [(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1)]
    """

    @cache
    def fives(start: int, end: int) -> tuple[tuple[int, ...], ...]:
        found = []
        inner = range(start + 1, end)
        for a in inner:
            for b in range(a + 1, end):
                for c in range(b + 1, end):
                    for d in range(c + 1, end):
                        pieces = [digits[i:j] for i, j in pairwise((start, a, b, c, d, end))]
                        if any(len(piece) > 1 and piece[0] == "0" for piece in pieces):
                            continue
                        numbers = tuple(map(int, pieces))
                        if sum(numbers[:4]) == numbers[4]:
                            found.append(numbers)
        return tuple(found)

    size = len(digits)
    if not len(_NAMES) <= size <= _LONGEST:
        return []
    result: list[tuple[int, ...]] = []
    for i in range(_FIVE, size - 2 * _FIVE + 1):
        if not fives(0, i):
            continue
        for j in range(i + _FIVE, size - _FIVE + 1):
            for first in fives(0, i):
                for second in fives(i, j):
                    for third in fives(j, size):
                        result.append((*first, *second, *third))
                        if len(result) >= most:
                            return result
    return result
