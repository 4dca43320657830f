"""What the baseline sees of a passage: words, character n-grams and the headings above it, weighted by TF-IDF.

The training and the tagger call the same functions, so they cannot disagree about a feature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from nlp.segment import words
from nlp.themes.plain import heading_name, plain
from nlp.themes.tagger import Passage

# How much each kind of feature counts against the others; each kind is scaled to length one first. Headings are a hint
# that may be absent or wrong, so they weigh less than the text.
BLOCKS: Mapping[str, float] = {"word": 1.0, "gram": 1.0, "heading": 0.8}

LONGEST_GRAM = 3


def features(passage: Passage) -> dict[str, list[str]]:
    """The features of a passage, a list for each of `BLOCKS`, with repeats.

    Headings give n-grams of the whole path and once more those of the innermost heading.

    >>> sorted(set(features(Passage("受理32件", ("三、依申请",)))["word"]))
    ['w:0', 'w:件', 'w:受理']
    >>> features(Passage("受理", ("三、依申请",)))["heading"][:3]
    ['h:依', 'h:申', 'h:请']
    """
    text = plain(passage.text)
    heading: list[str] = []
    for place, title in enumerate(passage.section):
        name = heading_name(title)
        heading += [f"h:{gram}" for gram in _grams(name, 1)]
        if place == len(passage.section) - 1:
            heading += [f"l:{gram}" for gram in _grams(name, 2)]
    return {
        "word": [f"w:{word}" for word in words(text)],
        "gram": [f"c:{gram}" for gram in _grams(text, 1)],
        "heading": heading,
    }


def _grams(text: str, shortest: int) -> Iterator[str]:
    for size in range(shortest, LONGEST_GRAM + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features a model knows.

    Attributes:
        index: the column of each feature.
        idf: the inverse document frequency, float32, shape (features,).
    """

    index: Mapping[str, int]
    idf: NDArray[np.float32]

    def vector(self, found: Mapping[str, list[str]]) -> tuple[list[int], list[float]]:
        """The TF-IDF vector of what `features` gave: columns and values. Unknown features are left out.

        Term counts are damped by 1 + log; each block is scaled to length `BLOCKS[block]`.
        """
        columns: list[int] = []
        values: list[float] = []
        for block, weight in BLOCKS.items():
            counted = [(self.index[name], count) for name, count in Counter(found[block]).items() if name in self.index]
            block_values = [(1 + log(count)) * float(self.idf[column]) for column, count in counted]
            length = sqrt(sum(value * value for value in block_values))
            columns += [column for column, _ in counted]
            values += [weight * value / length for value in block_values]
        return columns, values
