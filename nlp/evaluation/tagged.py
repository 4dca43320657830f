"""Labelled paragraphs with what a tagger says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.corpora import Labelled
from nlp.themes.tagger import Passage, Tag, Tagger


@dataclass(frozen=True, slots=True)
class Tagged:
    """A labelled paragraph and its tag."""

    row: Labelled
    tag: Tag

    @property
    def right(self) -> bool:
        """Whether the tag is the primary theme."""
        return self.tag.theme == self.row.theme

    @property
    def fair(self) -> bool:
        """Whether the tag is the primary theme or one of `also`."""
        return self.tag.theme in (self.row.theme, *self.row.also)


def tagged(tagger: Tagger, rows: Sequence[Labelled], headings: bool = True) -> tuple[Tagged, ...]:
    """Tag every paragraph, in order.

    Args:
        tagger: as `nlp.themes.load` gives it.
        rows: as `nlp.corpora.rows` gives them.
        headings: False hides the headings above a paragraph from the tagger.
    """
    tags = tagger.tag([row.passage if headings else Passage(row.passage.text) for row in rows])
    return tuple(Tagged(row, tag) for row, tag in zip(rows, tags, strict=True))


def view(headings: bool) -> str:
    """What a tagger saw of paragraphs, in words."""
    return "with headings" if headings else "without headings"


def worst(tags: Sequence[Tagged]) -> list[Tagged]:
    """Those that are neither the primary theme nor an accepted one, the most confident first."""
    return sorted((one for one in tags if not one.fair), key=lambda one: -one.tag.confidence)
