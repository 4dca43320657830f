"""An analysis as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from nlp.analysis import Analysis, Claim
from nlp.reconcile.labels import label
from nlp.reports import words
from nlp.reports.figures import by_status, by_theme, by_verdict, number, quantity, scope
from nlp.reports.templating import environment

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text and the claim to show on it; None where no number stands."""

    text: str
    claim: Claim | None


def render_html(analysis: Analysis) -> str:
    """The analysis as a self-contained HTML page.

    The narrative stands with its claims highlighted by verdict (hover shows the explanation, a click leads to the
    claim's line), then the claims, the tables with every bound cell, and the checks.

    Args:
        analysis: of one report. Its texts are escaped, whatever they hold.

    Returns:
        The page as text, to be written as UTF-8.
    """
    filling = environment(TEMPLATES)
    filling.filters["number"] = number
    filling.globals.update(label=label, quantity=quantity, scope=scope, word=words.word, words=words)
    claims_of: dict[int, list[Claim]] = {paragraph.id: [] for paragraph in analysis.paragraphs}
    for claim in analysis.claims:
        claims_of[claim.paragraph].append(claim)
    return filling.get_template("page.html.j2").render(
        analysis=analysis,
        pieces={paragraph.id: pieces(paragraph.text, claims_of[paragraph.id]) for paragraph in analysis.paragraphs},
        themes=by_theme(analysis),
        verdicts=by_verdict(analysis),
        statuses=by_status(analysis),
    )


def pieces(text: str, claims: list[Claim]) -> list[Piece]:
    """Cut a paragraph at the ends of its claims.

    Claims may overlap (a respective list: 'A、B分别为12件、8件'); a stretch then shows the one that a reader most
    wants to see, in the order of `words.VERDICTS`, and among equals the shorter.

    Args:
        text: of the paragraph.
        claims: those of the paragraph, in any order.

    Returns:
        Pieces that together are the text; none is empty.
    """
    interest = list(words.VERDICTS)
    cuts = sorted({0, len(text), *(c.start for c in claims), *(c.end for c in claims)})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        over = [c for c in claims if c.start <= start and end <= c.end]
        best = min(over, key=lambda c: (interest.index(c.verdict), c.end - c.start, c.id), default=None)
        if found and found[-1].claim is best:
            found[-1] = Piece(found[-1].text + text[start:end], best)
        else:
            found.append(Piece(text[start:end], best))
    return found
