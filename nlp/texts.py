"""Texts that a caller hands over: checked, and made into what a tagger takes."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.errors import StructureError
from nlp.themes.tagger import Passage


def passages_of(texts: Iterable[str]) -> list[Passage]:
    """Texts to be tagged without any heading or neighbour to go by.

    Raises:
        StructureError: E202 they are a single string, or one is of another type.
    """
    if isinstance(texts, str):
        raise wrong_type("the texts are", texts)
    return [Passage(plain(text)) for text in texts]


def plain(text: object) -> str:
    """A paragraph on one line, what is no character (a lone surrogate) replaced.

    Raises:
        StructureError: E202 it is no string.
    """
    if not isinstance(text, str):
        raise wrong_type("a paragraph is", text)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def wrong_type(what: str, part: object) -> StructureError:
    """E202 for a part of another type."""
    return StructureError("E202", why=f"{what} of type {type(part).__name__}")
