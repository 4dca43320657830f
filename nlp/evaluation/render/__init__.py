"""A gold report as the file that a user would have: docx, html, pdf or txt, each in several looks."""

from __future__ import annotations

from pathlib import Path

from nlp.evaluation.gold import GoldReport
from nlp.evaluation.render.page import as_html
from nlp.evaluation.render.text import as_txt
from nlp.evaluation.render.word import as_docx, as_pdf

FORMATS = ("docx", "html", "pdf", "txt")

__all__ = ["FORMATS", "as_docx", "as_html", "as_pdf", "as_txt", "render"]


def render(report: GoldReport, folder: Path) -> Path:
    """Write the report as the file that its `format` and `flavour` name.

    Args:
        report: what it says.
        folder: where to; it must be there.

    Returns:
        The file, `folder/ID.FORMAT`.

    Raises:
        ReadError: a pdf is asked for and LibreOffice is not installed (E120) or fails (E121).
        ValueError: no such format or flavour.
    """
    path = folder / f"{report.id}.{report.format}"
    if report.format == "docx":
        as_docx(report, path)
    elif report.format == "pdf":
        as_pdf(report, path)
    elif report.format == "html":
        path.write_bytes(as_html(report))
    elif report.format == "txt":
        path.write_bytes(as_txt(report).encode(report.encoding))
    else:
        raise ValueError(f"no format is called {report.format}")
    return path
