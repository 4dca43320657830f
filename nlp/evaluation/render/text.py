"""As plain text: a dump with a table cell a line, or with a table row a line."""

from __future__ import annotations

from nlp.evaluation.gold import GoldReport, GoldTable
from nlp.evaluation.render.forms import grid


def as_txt(report: GoldReport) -> str:
    """The text of a report.

    The flavour `dump` (the usual one) writes a cell a line behind a tab and an empty line after each row, as text
    extractors write tables; `rows` a row a line, its cells parted by tabs, as copied from a page.
    """
    if report.flavour not in ("", "dump", "rows"):
        raise ValueError(f"no flavour of txt is called {report.flavour}")
    lines = [report.title, ""]
    for block in report.blocks:
        if not isinstance(block, GoldTable):
            lines.append(block.text)
            continue
        rows = grid(report, block.kind)
        lines += _rows(rows) if report.flavour == "rows" else _dump(rows)
        lines.append("")
    return "\n".join(lines) + "\n"


def _dump(rows: list[list[str]]) -> list[str]:
    lines = []
    for row in rows:
        lines += ["\t" + ("" if cell == "^" else cell) for cell in row if cell != "<"]
        lines.append("")
    return lines


def _rows(rows: list[list[str]]) -> list[str]:
    return ["\t".join("" if cell == "^" else cell for cell in row if cell != "<") for row in rows]
