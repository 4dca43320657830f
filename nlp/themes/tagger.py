"""What a tagger is: anything that gives a theme to passages. The baseline and the encoder are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlp.analysis import Aspect, ModelInfo, Theme


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or sentence to be tagged. `section` is the path of headings above it, () where there is none."""

    text: str
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tagger says of a passage.

    Attributes:
        theme: the primary theme.
        aspect: problem or improvement where the theme is problems, else None.
        confidence: the calibrated probability of `theme`, 0 to 1.
        scores: the calibrated probability of every theme; they add up to 1.
    """

    theme: Theme
    aspect: Aspect | None
    confidence: float
    scores: Mapping[str, float]


class Tagger(Protocol):
    """Loaded once, called often, safe to share between threads."""

    @property
    def info(self) -> ModelInfo:
        """The model's name and version."""

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        """One tag a passage, in order."""
