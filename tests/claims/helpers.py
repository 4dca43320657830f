"""A report of one paragraph, and its claims."""

from __future__ import annotations

from typing import NamedTuple

from nlp.claims import Statement, find_claims
from nlp.segment.report import Paragraph, Report


class Said(NamedTuple):
    """A statement, and the words that state it."""

    words: str
    statement: Statement


def claims(
    text: str, *, section: tuple[str, ...] = (), issuer: str = "青禾县人民政府", year: int = 2022, template: str = "2021"
) -> list[Said]:
    """The claims of a paragraph of that body's report."""
    report = Report(None, issuer, year, template, (Paragraph(0, section, text, ()),), ())  # type: ignore[arg-type]
    return [Said(text[s.start : s.end], s) for s in find_claims(report)]


def bound(text: str, **report: object) -> dict[str, str]:
    """By a number as written: the first reading of its cells, joined by +; '' where it is bound to none."""
    return {
        text[s.quantity.start : s.quantity.end]: "+".join(s.readings[0]) if s.readings else ""
        for _, s in claims(text, **report)  # type: ignore[arg-type]
    }
