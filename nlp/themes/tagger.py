"""What a tagger is: anything that gives a theme to passages. The baseline and the encoder are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlp.labels import Aspect, ModelInfo, Theme


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
        also: other themes that a careful annotator would accept as well; () from a tagger that does not tell them.
    """

    theme: Theme
    aspect: Aspect | None
    confidence: float
    scores: Mapping[str, float]
    also: tuple[Theme, ...] = ()

    def theme_from(self, confidence: float) -> Theme | None:
        """The theme where it is held to be at least so likely, else None: better no answer than a doubtful one.

        >>> tag = Tag("platform", None, 0.6, {"platform": 0.6, "proactive": 0.4})
        >>> tag.theme_from(0.5), tag.theme_from(0.9)
        ('platform', None)
        """
        return self.theme if self.confidence >= confidence else None


class Tagger(Protocol):
    """Loaded once, called often, safe to share between threads."""

    @property
    def info(self) -> ModelInfo:
        """The model's name and version."""

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        """One tag a passage, in order."""
