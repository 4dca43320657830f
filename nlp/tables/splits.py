"""Run-together digits: every reading that the row's own identity allows, and the one that all identities allow.

'801000081' under seven columns can be 80 1 0 0 0 0 81 and nothing else, since the first six must add up to the seventh.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import comb

from nlp.tables.values import Tokens

Reading = tuple[Decimal | None, ...]

_DIGITS = re.compile(r"\d+")
_LIMIT = 200_000  # readings or sums looked at before giving up
_LONGEST = 48  # digits that a row may have: seven numbers of about seven digits


def readings(tokens: Tokens, width: int, fits: Callable[[Reading], bool], sparse: bool) -> list[Reading]:
    """Every way to read a row.

    Args:
        tokens: what is written.
        width: how many values the row has.
        fits: the identity that a reading must keep.
        sparse: whether blank cells of this table have left no trace, so that fewer values than columns are to be
            thought of even where the digits suffice.

    Returns:
        distinct readings; a place without a value is None. [] where there is none, or where there are too many.

    >>> sums = lambda r: sum(v or 0 for v in r[:-1]) == r[-1]
    >>> [[int(v) for v in r] for r in readings(Tokens(("801000081",), False), 7, sums, sparse=False)]
    [[80, 1, 0, 0, 0, 0, 81]]
    """
    texts = [re.sub(r"[,\s]", "", text) for text in tokens.texts if text]
    if not texts or not all(_DIGITS.fullmatch(text) for text in texts):
        return []
    full: list[Reading] = [reading for reading in _exact(texts, tokens.hard, width) if fits(reading)]
    if full and not sparse:
        return sorted(set(full))[:_LIMIT]
    thin = [
        reading
        for count in range(2, width)
        for numbers in _exact(texts, tokens.hard, count)
        for reading in _placed(numbers, width)
        if fits(reading)
    ]
    return sorted({*full, *thin}, key=str)


def agreed(candidates: Sequence[Reading]) -> Reading:
    """What all readings say, place by place; None where they differ.

    >>> agreed([(Decimal(2), None, Decimal(2)), (None, Decimal(2), Decimal(2))])
    (None, None, Decimal('2'))
    """
    return tuple(values[0] if len(set(values)) == 1 else None for values in zip(*candidates, strict=True))


def _exact(texts: Sequence[str], hard: bool, count: int) -> Iterator[tuple[Decimal, ...]]:
    """Readings as exactly `count` numbers: blanks as bounds, and only if that gives none, blanks inside numbers."""
    if hard:
        if len(texts) == count:
            yield tuple(Decimal(text) for text in texts)
        return
    size = sum(map(len, texts))
    if size < count or size > _LONGEST or comb(size - 1, count - 1) > _LIMIT:
        return
    found = False
    for parts in _bounded(list(texts), count):
        found = True
        yield parts
    if not found:
        yield from _bounded(["".join(texts)], count)


def _bounded(texts: list[str], count: int) -> Iterator[tuple[Decimal, ...]]:
    """Readings in which each text holds one number or more."""
    if not texts:
        if count == 0:
            yield ()
        return
    head, *rest = texts
    most = count - len(rest)
    for parts in range(1, min(most, len(head)) + 1):
        if sum(map(len, rest)) < count - parts:
            continue
        for numbers in _cut(head, parts):
            for others in _bounded(rest, count - parts):
                yield (*numbers, *others)


def _cut(digits: str, count: int) -> Iterator[tuple[Decimal, ...]]:
    """The digits as `count` numbers, none of which begins with a needless zero."""
    if count == 1:
        if digits == "0" or digits[0] != "0":
            yield (Decimal(digits),)
        return
    for end in range(1, len(digits) - count + 2):
        if end > 1 and digits[0] == "0":
            return
        for rest in _cut(digits[end:], count - 1):
            yield (Decimal(digits[:end]), *rest)


def _placed(numbers: tuple[Decimal, ...], width: int) -> Iterator[Reading]:
    """The numbers in order under some of `width` columns, the last of them under the last column."""
    *inner, last = numbers

    def place(left: tuple[Decimal, ...], room: int) -> Iterator[Reading]:
        if len(left) > room:
            return
        if room == 0:
            yield ()
            return
        for rest in place(left, room - 1):
            yield (None, *rest)
        if left:
            for rest in place(left[1:], room - 1):
                yield (left[0], *rest)

    for reading in place(tuple(inner), width - 1):
        yield (*reading, last)


def one_off(tokens: Tokens, expected: Reading) -> list[Reading]:
    """The readings that differ from what is expected in exactly one place.

    >>> ten = tuple(map(Decimal, (10, 0, 10)))
    >>> [[int(v) for v in r] for r in one_off(Tokens(("1010",), False), ten)]
    [[1, 0, 10]]
    """
    texts = [re.sub(r"[,\s]", "", text) for text in tokens.texts if text]
    if not texts or not all(_DIGITS.fullmatch(text) for text in texts):
        return []
    near = (
        r
        for r in _exact(texts, tokens.hard, len(expected))
        if sum(a != b for a, b in zip(r, expected, strict=True)) == 1
    )
    return sorted(set(near))


Vector = tuple[Decimal, ...]


def sums_of(rows: Sequence[Sequence[Reading]]) -> list[Reading]:
    """Every sum of one reading a row; [] where there are too many."""
    sums = _sums(rows)
    return sorted(sums[-1]) if sums else []


def together(
    outcomes: Sequence[Sequence[Reading]], frame: dict[str, Sequence[Reading]]
) -> tuple[list[list[Reading]], dict[str, list[Reading]]] | None:
    """The readings of a whole applications table that keep both column identities.

    Args:
        outcomes: for each outcome row, its readings.
        frame: the readings of new, carried_in, total, carried_out.

    Returns:
        the same lists without the readings that take part in no solution; None where there is no solution at all or the
        search is too large.
    """
    totals = _frames(frame)
    if totals is None:
        return None
    forward = _sums(outcomes)
    backward = _sums(list(reversed(outcomes)))
    if forward is None or backward is None:
        return None
    wanted = {_numbers(total) for total in totals["total"]} & forward[-1]
    if not wanted:
        return None
    kept_outcomes = []
    for i, candidates in enumerate(outcomes):
        before, after = forward[i], backward[len(outcomes) - 1 - i]
        kept_outcomes.append([r for r in candidates if _joins(before, _numbers(r), after, wanted)])
    kept_frame = _frames({**frame, "total": [t for t in totals["total"] if _numbers(t) in wanted]})
    return None if kept_frame is None else (kept_outcomes, kept_frame)


def _frames(frame: dict[str, Sequence[Reading]]) -> dict[str, list[Reading]] | None:
    """The readings of the four frame rows that some choice of the others balances."""
    keys = ("new", "carried_in", "total", "carried_out")
    kept: dict[str, set[Reading]] = {key: set() for key in keys}
    if _product([len(frame[key]) for key in keys]) > _LIMIT:
        return None
    for new in frame["new"]:
        for carried_in in frame["carried_in"]:
            left = _plus(_numbers(new), _numbers(carried_in))
            for total in frame["total"]:
                for carried_out in frame["carried_out"]:
                    if left == _plus(_numbers(total), _numbers(carried_out)):
                        for key, reading in zip(keys, (new, carried_in, total, carried_out), strict=True):
                            kept[key].add(reading)
    return {key: sorted(values, key=str) for key, values in kept.items()} if kept["total"] else None


def _sums(rows: Sequence[Sequence[Reading]]) -> list[set[Vector]] | None:
    """Sums of the first 0, 1, 2, … rows over all readings."""
    width = len(rows[0][0]) if rows and rows[0] else 0
    sums: list[set[Vector]] = [{(Decimal(0),) * width}]
    for candidates in rows:
        vectors = {_numbers(reading) for reading in candidates}
        if len(vectors) * len(sums[-1]) > _LIMIT:
            return None
        sums.append({_plus(a, b) for a in sums[-1] for b in vectors})
    return sums


def _joins(before: set[Vector], own: Vector, after: set[Vector], wanted: set[Vector]) -> bool:
    return any(
        tuple(w - b - o for w, b, o in zip(want, first, own, strict=True)) in after
        for want in wanted
        for first in before
    )


def _numbers(reading: Reading) -> Vector:
    return tuple(Decimal(0) if value is None else value for value in reading)


def _plus(a: Vector, b: Vector) -> Vector:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _product(numbers: Sequence[int]) -> int:
    product = 1
    for number in numbers:
        product *= number
    return product
