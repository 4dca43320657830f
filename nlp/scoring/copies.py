"""Paragraphs that two bodies share: near-duplicates across bodies, found by MinHash and verified exactly.

The sketches are datasketch's. Its index in memory took 4.3 KB a paragraph where it was measured (12 bands), too much for a
million of them on a laptop, so the bands stand in a SQLite file that is thrown away at the end: memory stays flat, and of a
text that many bodies share two paragraphs are kept, however often it comes.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nlp.corpora.duplicates import normal
from nlp.errors import ScoringError
from nlp.scoring.reuse import GRAM, Told, gram_hashes

if TYPE_CHECKING:
    from datasketch import MinHash

ALIKE = 0.7  # shared part of the five-grams from which two paragraphs count as one
SHORTEST = 30  # characters; below it stand formulas that every body writes

_BANDS, _BAND = 12, 5  # of 60 hashes: a pair that shares 0.9 of its grams is always found, one of 0.7 in 89 of 100 cases
_HASHES = _BANDS * _BAND
_MOST_LOOKED_AT = 64  # candidates for a paragraph
_KEPT_OF_A_FAMILY = 2  # so that one of them is another body's for any paragraph that comes
_CACHE = 64 * 1024  # KiB
_LOW = np.uint64(0xFFFFFFFF)  # a sketch takes hashes of 32 bits


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph and one of another body, met before, that is like it; `shared` is the Jaccard similarity, 0 to 1.

    Attributes:
        body, year, report, paragraph: as in `Told`.
        other_body, other_year, other_report, other_paragraph: those of the paragraph met before.
        shared: of the five-grams of both, those that both have. Names of the bodies, numbers and punctuation count for
            nothing (`nlp.corpora.duplicates.normal`).
    """

    body: str
    year: int
    report: str
    paragraph: int
    other_body: str
    other_year: int
    other_report: str
    other_paragraph: int
    shared: float


def find_copies(paragraphs: Iterable[Told], alike: float = ALIKE, folder: Path | None = None) -> Iterator[Copy]:
    """For each paragraph the one most like it, of those of other bodies that came before it.

    One at most a paragraph: a text that a thousand bodies share gives 999 rows that all lead to the same two paragraphs,
    not half a million pairs. Which body wrote it first, only `year` can say.

    Args:
        paragraphs: in any order; those of fewer than 30 characters without names, numbers and punctuation are passed over.
        alike: the similarity from which a row is given.
        folder: where the index is written while this runs; the system's folder for temporary files if None.

    Raises:
        ScoringError: E401 datasketch is not installed; E403 there is no room for the index.
    """
    with closing(CopyIndex(alike, folder)) as index:
        for paragraph in paragraphs:
            if copy := index.add(paragraph):
                yield copy


class CopyIndex:
    """Paragraphs kept so far, by the bands of their sketches; arguments and errors as of `find_copies`. To be closed."""

    def __init__(self, alike: float = ALIKE, folder: Path | None = None) -> None:
        self._alike = alike
        self._empty = _empty_sketch()
        self._folder = tempfile.TemporaryDirectory(prefix="xxgk-copies-", dir=folder)
        self._store = sqlite3.connect(Path(self._folder.name) / "index.sqlite", isolation_level=None)
        self._store.executescript(
            f"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -{_CACHE};
            CREATE TABLE kept (id INTEGER PRIMARY KEY, who TEXT, letters TEXT);
            CREATE TABLE bands (band INTEGER, id INTEGER, PRIMARY KEY (band, id)) WITHOUT ROWID;
            BEGIN;
            """
        )

    def close(self) -> None:
        """Throw the index away."""
        self._store.close()
        self._folder.cleanup()

    @property
    def size(self) -> int:
        """Bytes of the index, those not yet written to the disk included."""
        pages, page = (self._store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * page)

    def add(self, told: Told) -> Copy | None:
        """The copy of a paragraph, which is kept unless its like stands there already, or it is too short."""
        letters = normal(told.text, told.body)
        if len(letters) < SHORTEST:
            return None
        bands = self._bands(letters)
        try:
            family = self._like(letters, bands)
            if len(family) < _KEPT_OF_A_FAMILY and all(other.body != told.body for other, _ in family):
                self._keep(told, letters, bands)
        except sqlite3.OperationalError as error:  # the disk is full
            raise ScoringError("E403", self._folder.name, why=str(error)) from error
        others = [(other, shared) for other, shared in family if other.body != told.body]
        if not others:
            return None
        other, shared = max(others, key=lambda pair: pair[1])
        return Copy(
            *(told.body, told.year, told.report, told.paragraph),
            *(other.body, other.year, other.report, other.paragraph),
            shared,
        )

    def _bands(self, letters: str) -> list[int]:
        sketch = self._empty.copy()
        sketch.update_batch((gram_hashes(letters) & _LOW).tolist())
        parts = (sketch.hashvalues[band * _BAND : (band + 1) * _BAND].tobytes() for band in range(_BANDS))
        return [_number_of(part, band) for band, part in enumerate(parts)]

    def _like(self, letters: str, bands: list[int]) -> list[tuple[Told, float]]:
        """Those kept that are alike, in the order in which they came."""
        marks = ",".join("?" * len(bands))
        rows = self._store.execute(
            f"SELECT who, letters FROM kept WHERE id IN"  # noqa: S608  (question marks only)
            f" (SELECT DISTINCT id FROM bands WHERE band IN ({marks}) ORDER BY id LIMIT {_MOST_LOOKED_AT}) ORDER BY id",
            bands,
        ).fetchall()
        grams = _grams(letters) if rows else frozenset()
        found = []
        for who, theirs in ((who, _grams(theirs)) for who, theirs in rows):
            shared = len(grams & theirs) / len(grams | theirs)
            if shared >= self._alike:
                body, year, report, paragraph = json.loads(who)
                found.append((Told(body, year, report, paragraph, ""), shared))
        return found

    def _keep(self, told: Told, letters: str, bands: list[int]) -> None:
        who = json.dumps([told.body, told.year, told.report, told.paragraph])  # escapes what UTF-8 cannot hold
        number = self._store.execute("INSERT INTO kept VALUES (NULL, ?, ?)", (who, letters)).lastrowid
        self._store.executemany("INSERT INTO bands VALUES (?, ?)", [(band, number) for band in bands])


def _empty_sketch() -> MinHash:
    try:
        from datasketch import MinHash
    except ImportError as error:
        raise ScoringError("E401", package="datasketch", extra="score") from error
    return MinHash(num_perm=_HASHES, hashfunc=int)


def _number_of(part: bytes, band: int) -> int:
    """A band of a sketch as a number that SQLite holds, another one in each band."""
    digest = hashlib.blake2b(part, digest_size=8, salt=bytes([band])).digest()
    return int.from_bytes(digest, "big", signed=True)


def _grams(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1))
