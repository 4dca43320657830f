"""Analyse one report: its themes, its numbers, and whether they agree with its own tables."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TYPE_CHECKING

from nlp.cli.options import add_model
from nlp.cli.streams import STANDARD, read_bytes, write

if TYPE_CHECKING:
    from nlp.analysis import Analysis

HELP = "analyse one report (docx, html, pdf, txt, md; .doc and .wps with LibreOffice)"

WIDTH = 100  # columns of text that goes to a file or a pipe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --format, -o, --model."""
    parser.add_argument("file", metavar="FILE", help="the report; '-' reads standard input")
    parser.add_argument(
        "--format", choices=("text", "json", "html", "xlsx"), default="text", help="of the output (default: text)"
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """`nlp.analyze`, then one of the reports."""
    import nlp

    file: str = arguments.file
    if file == STANDARD:
        analysis = nlp.analyze(read_bytes(file), name="stdin", model=arguments.model)
    else:
        analysis = nlp.analyze(file, model=arguments.model)
    write(_render(analysis, arguments.format, arguments.output), arguments.output)
    return 0


def _render(analysis: Analysis, form: str, out: str | None) -> str | bytes:
    if form == "json":
        return analysis.to_json() + "\n"
    if form == "html":
        from nlp.reports.page import render_html

        return render_html(analysis)
    if form == "xlsx":
        from nlp.reports.workbook import render_xlsx

        return render_xlsx(analysis)
    from nlp.reports.terminal import render_text

    to_terminal = out is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((WIDTH, 24)).columns if to_terminal else WIDTH
    return render_text(analysis, width=width, color=to_terminal and "NO_COLOR" not in os.environ)
