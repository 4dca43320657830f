"""What the segmenter gives: a report taken apart, with exact offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.analysis import Template
from nlp.document import TableBlock


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of character offsets into a paragraph's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch of `text` that the span marks."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A narrative paragraph.

    Attributes:
        id: its place among the report's paragraphs, counted from 0.
        section: the headings above it, outermost first, numbering kept ('一、总体情况', '（一）主动公开').
        text: the text, marks of pictures and bookmarks removed, a run-in heading kept.
        sentences: sentences, cut further at 一是…二是… and the like, in order, without overlap, together covering all
            that is not white space.
    """

    id: int
    section: tuple[str, ...]
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report taken apart.

    Attributes:
        title, issuer, year: None where they cannot be told. `year` is the year reported on, not of publication.
        template: '2019', '2021' or 'none'.
        evidence: for title, issuer, year, template: what it was concluded from, a short Chinese phrase.
        paragraphs: the narrative in reading order; headings that stand alone are in `section` only.
        tables: every table in reading order, statutory ones and others; statutory tables that came as running text
            have been found and stand here with layout 'lines'.
        warnings: a sentence each.
    """

    title: str | None
    issuer: str | None
    year: int | None
    template: Template
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[TableBlock, ...]
    evidence: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
