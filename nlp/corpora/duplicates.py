"""Near-duplicates: paragraphs that differ only in names and numbers, found by MinHash and verified exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.errors import TrainingError

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

ALIKE = 0.5  # shared part of the five-grams from which two texts count as one

_GRAM = 5
_HASHES = 128
_BANDS, _BAND = 42, 3  # of 128 hashes: a pair that shares half of its grams is missed once in 270

_NUMBER = re.compile(r"\d[\d,.]*|[〇零一二三四五六七八九十百千万亿两]+")
_SIGN = re.compile(r"[^\w]|_")
# Who speaks: 我县, 本局, 全市.
_OWN = re.compile(r"[我本全](?:自治[区州县]|开发区|新区|街道|管委会|[省市州县区镇乡局厅委部院校署])")
_LEVELS = ("自治区", "自治州", "自治县", "开发区", "新区", "街道", *"省市州县区镇乡")
_SHORTEST_PLACE = 2  # characters
# What a body is called without what sort of body it is: '石梁县人民政府' is called '石梁' in its own texts.
_SORT_OF_BODY = re.compile(
    r"(?:自治区|自治州|自治县|开发区|高新区|新区|街道|[省市州县区镇乡])?"
    r"(?:人民政府|管理委员会|管委会|办事处|委员会|办公室|[^省市州县区镇乡]{1,14}[局厅委部院所站办]|大学|学院|医院|海关)$"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be compared.

    Attributes:
        key: names it, unique among those compared.
        text: the paragraph.
        body: who wrote it, '' where that is not known; the name counts for nothing in the comparison.
    """

    key: str
    text: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two near-duplicates: the keys, in the order in which they came, and the Jaccard similarity, 0 to 1."""

    first: str
    second: str
    shared: float


def near_duplicates(texts: Iterable[Text], alike: float = ALIKE) -> list[Pair]:
    """Every pair among the texts that is alike.

    Args:
        texts: with keys that differ.
        alike: the Jaccard similarity of the character five-grams from which a pair is listed. Names of bodies,
            numbers, punctuation and white space count for nothing.

    Raises:
        TrainingError: E509 datasketch is not installed.

    >>> near_duplicates([Text("a", "石梁县全年收到申请32件。", "石梁县人民政府"), Text("b", "溪口镇全年收到申请5件。", "溪口镇人民政府")])
    [Pair(first='a', second='b', shared=1.0)]
    """
    index = _Index()
    return [pair for text in texts for pair in index.add(text, alike)]


def near_duplicates_between(texts: Iterable[Text], others: Iterable[Text], alike: float = ALIKE) -> list[Pair]:
    """Every pair of a text and one of the others that is alike; arguments and errors as of `near_duplicates`."""
    index = _Index()
    for other in others:
        index.add(other, alike=2)  # no pair among the others is asked for
    return [pair for text in texts for pair in index.like(text, alike)]


def normal(text: str, body: str = "") -> str:
    """The text without what differs between two bodies that copy from each other.

    >>> normal("石梁县2020年共收到 申请三十二件；", "石梁县人民政府")
    '0年共收到申请0件'
    """
    text = unicodedata.normalize("NFKC", text)
    for name in _names(unicodedata.normalize("NFKC", body)):
        text = text.replace(name, "")
    return _SIGN.sub("", _NUMBER.sub("0", _OWN.sub("", text)))


def _names(body: str) -> list[str]:
    """What a body may be called in its own texts, longest first.

    >>> _names("石梁县水务局")[0], _names("石梁县水务局")[-1]
    ('石梁县水务局', '石梁')
    """
    place = body
    while len(shorter := _SORT_OF_BODY.sub("", place)) >= _SHORTEST_PLACE and shorter != place:
        place = shorter
    if place == body:
        return [body] if body else []
    return [body, *(place + level for level in _LEVELS), place]


def _grams(text: Text) -> frozenset[str]:
    letters = normal(text.text, text.body)
    return frozenset(letters[at : at + _GRAM] for at in range(max(1, len(letters) - _GRAM + 1)))


class _Index:
    """Texts seen so far, by MinHash."""

    def __init__(self) -> None:
        try:
            from datasketch import MinHash, MinHashLSH
        except ImportError as error:
            raise TrainingError("E509", package="datasketch", extra="corpus") from error
        self._minhash: type[MinHash] = MinHash
        self._lsh: MinHashLSH = MinHashLSH(num_perm=_HASHES, params=(_BANDS, _BAND))
        self._grams: dict[str, frozenset[str]] = {}

    def add(self, text: Text, alike: float) -> list[Pair]:
        """Those seen before that are like the text, which is kept."""
        grams = _grams(text)
        sketch = self._sketch(grams)
        found = self._verified(text, grams, sketch, alike)
        self._lsh.insert(text.key, sketch)
        self._grams[text.key] = grams
        return [Pair(pair.second, pair.first, pair.shared) for pair in found]

    def like(self, text: Text, alike: float) -> list[Pair]:
        """Those kept that are like the text."""
        grams = _grams(text)
        return self._verified(text, grams, self._sketch(grams), alike)

    def _sketch(self, grams: frozenset[str]) -> MinHash:
        sketch = self._minhash(num_perm=_HASHES)
        sketch.update_batch([gram.encode() for gram in sorted(grams)])
        return sketch

    def _verified(self, text: Text, grams: frozenset[str], sketch: MinHash, alike: float) -> list[Pair]:
        pairs = []
        for key in self._lsh.query(sketch):
            other = self._grams[key]
            shared = len(grams & other) / len(grams | other)
            if shared >= alike:
                pairs.append(Pair(text.key, key, shared))
        return sorted(pairs, key=lambda pair: (-pair.shared, pair.second))
