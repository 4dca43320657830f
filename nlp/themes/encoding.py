"""What the encoder sees of a passage: the headings above it and its text, as token ids, in windows that it can take in.

The training and the tagger call the same functions, so they cannot disagree about a token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.themes.plain import heading_name, plain
from nlp.themes.tagger import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_BETWEEN = "/"  # between the headings of a path


@dataclass(frozen=True, slots=True)
class Layout:
    """How tokens are laid out for an encoder; stands in the manifest of its model.

    Attributes:
        begin, end, pad: ids of the tokens that open an input, close a part of it, and fill it up.
        window: tokens that the encoder takes in at once, marks included.
        headings: tokens at most for the headings; of a longer path the end is kept, the innermost heading.
    """

    begin: int
    end: int
    pad: int
    window: int
    headings: int

    def __post_init__(self) -> None:
        if self.headings < 0 or self.window < self.headings + 4:
            raise ValueError(f"a window of {self.window} tokens has no room for text beside {self.headings} of headings")

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Layout:
        """What `to_dict` gave.

        Raises:
            KeyError, TypeError, ValueError: it is not of that form.
        """
        return cls(**{name: int(told[name]) for name in cls.__dataclass_fields__})

    def to_dict(self) -> dict[str, int]:
        """As the manifest keeps it."""
        return asdict(self)


def windows(passages: Sequence[Passage], tokenizer: Tokenizer, layout: Layout) -> list[list[list[int]]]:
    """The windows of each passage: lists of token ids, not filled up.

    `begin headings end text end`, or `begin text end` where there is no heading. A text that does not fit is not cut off: it is
    spread evenly over as many windows as it needs, each under the headings.
    """
    texts = tokenizer.encode_batch([plain(passage.text) for passage in passages], add_special_tokens=False)
    paths = [_BETWEEN.join(heading_name(title) for title in passage.section) for passage in passages]
    known = {path: _last(tokenizer.encode(path, add_special_tokens=False).ids, layout.headings) for path in set(paths)}
    return [list(_cut(text.ids, known[path], layout)) for text, path in zip(texts, paths, strict=True)]


def _last(ids: list[int], most: int) -> list[int]:
    return ids[max(0, len(ids) - most) :]


def _cut(text: Sequence[int], headings: Sequence[int], layout: Layout) -> Iterator[list[int]]:
    opening = [layout.begin, *headings, layout.end] if headings else [layout.begin]
    room = layout.window - len(opening) - 1
    count = max(1, ceil(len(text) / room))
    size = max(1, ceil(len(text) / count))
    for start in range(0, max(1, len(text)), size):
        yield [*opening, *text[start : start + size], layout.end]


def filled(ids: Sequence[Sequence[int]], pad: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids filled up to the longest, and 1 where a token stands; both of shape (windows, tokens)."""
    longest = max(map(len, ids))
    input_ids = np.full((len(ids), longest), pad, dtype=np.int64)
    attention_mask = np.zeros((len(ids), longest), dtype=np.int64)
    for place, window in enumerate(ids):
        input_ids[place, : len(window)] = window
        attention_mask[place, : len(window)] = 1
    return input_ids, attention_mask
