"""How much of a paragraph a body has written before: the share of its five-grams that stand in its earlier reports.

Everything streams: paragraphs come body by body and year by year, and only the hashes of one body's grams are kept, eight
bytes for each (a body with fifteen reports of 20,000 characters: some 2.4 MB).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nlp.analysis import Analysis
from nlp.scoring.names import body_key

GRAM = 5  # characters

Hashes: TypeAlias = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, of no pattern: 2⁶⁴ divided by the golden ratio
_SHIFT = np.uint64(29)
_NONE: Hashes = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph, with who told it when.

    Attributes:
        body: the key of the body (`body_key`), the same in all years.
        year: the year reported on.
        report: the report's name or id.
        paragraph: its id in the report.
        text: the paragraph.
    """

    body: str
    year: int
    report: str
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much of a paragraph was written before.

    Attributes:
        body, year, report, paragraph: as in `Told`.
        grams: how many five-grams it has, each counted as often as it stands there; 0 for one of under five characters.
        previous: the share of them, 0 to 1, that stand in the body's report on the year before; None without such a
            report, or without a gram.
        earlier: likewise for all of the body's reports on earlier years together.
    """

    body: str
    year: int
    report: str
    paragraph: int
    grams: int
    previous: float | None
    earlier: float | None


def told(analysis: Analysis) -> list[Told]:
    """A report's paragraphs; none where body or year could not be told."""
    issuer, year = analysis.report.issuer, analysis.report.year
    if not issuer or year is None:
        return []
    key, report = body_key(issuer), analysis.source.name
    return [Told(key, year, report, paragraph.id, paragraph.text) for paragraph in analysis.paragraphs]


def measure_reuse(paragraphs: Iterable[Told]) -> Iterator[Reuse]:
    """The reuse of each paragraph, in the order given.

    White space counts for nothing, and full-width letters and signs for half-width ones; numbers count as they stand.
    Reports on the same year are no earlier ones of each other.

    Args:
        paragraphs: ordered by body, then year (`ORDER BY body, year` in SQL, `sorted` with such a key in Python).

    Raises:
        ValueError: they are not so ordered.

    >>> one = Told("石梁县人民政府", 2022, "a.txt", 0, "全年收到申请5件，均已答复。")
    >>> other = Told("石梁县人民政府", 2023, "b.txt", 0, "全年收到申请9件，均已答复。")
    >>> [(reuse.grams, reuse.previous) for reuse in measure_reuse([one, other])]
    [(10, None), (10, 0.5)]
    """
    at: tuple[str, int] | None = None
    years = _Years()
    for paragraph in paragraphs:
        place = (paragraph.body, paragraph.year)
        if at is None or place[0] != at[0]:
            years = _Years()
        if at is not None and place < at:
            raise ValueError(f"{paragraph.report} of {place} comes after {at}")
        at = place
        grams = gram_hashes(plain(paragraph.text))
        previous, earlier = years.shares(paragraph.year, grams)
        yield Reuse(*place, paragraph.report, paragraph.paragraph, len(grams), previous, earlier)


def plain(text: str) -> str:
    """The text as it is compared: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def gram_hashes(text: str) -> Hashes:
    """A 64-bit hash for each run of five characters, in order; none for a shorter text."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(letters) - GRAM + 1
    if count < 1:
        return _NONE
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(GRAM):
        hashes = (hashes + letters[offset : offset + count]) * _MULTIPLIER
        hashes ^= hashes >> _SHIFT
    return hashes


class _Years:
    """One body's grams so far, as sorted hashes."""

    def __init__(self) -> None:
        self._year: int | None = None
        self._current: list[Hashes] = []
        self._previous: Hashes | None = None  # None where the year before has no report
        self._earlier: Hashes | None = None

    def shares(self, year: int, grams: Hashes) -> tuple[float | None, float | None]:
        """The shares of a paragraph's grams, which are kept for the years to come."""
        if self._year != year:
            self._turn_to(year)
        self._current.append(grams)
        return _share(grams, self._previous), _share(grams, self._earlier)

    def _turn_to(self, year: int) -> None:
        if self._year is not None:
            current = np.unique(np.concatenate(self._current))
            self._previous = current if year == self._year + 1 else None
            self._earlier = current if self._earlier is None else np.union1d(self._earlier, current)
        self._year, self._current = year, []


def _share(grams: Hashes, known: Hashes | None) -> float | None:
    if known is None or not len(grams):
        return None
    if not len(known):
        return 0.0
    places = np.minimum(np.searchsorted(known, grams), len(known) - 1)
    return float(np.mean(known[places] == grams))
