"""What an extractor has taken out of a report already, as a document."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from nlp.document import Block, Cell, Document, TableBlock, TextBlock
from nlp.texts import plain, wrong_type

Rows: TypeAlias = Iterable[Iterable[str | int | float | Decimal | None]]
"""A table as rows of cells, a merged cell once, a blank one '' or None."""


def document_of(
    paragraphs: Iterable[str], tables: Iterable[Rows | TableBlock] | None, title: str | None, name: str
) -> Document:
    """A document made of parts.

    Args:
        paragraphs: strings in reading order.
        tables: each rows of cells, or a `TableBlock`; None for none.
        title: put before the paragraphs if given.
        name: what to call it.

    Raises:
        StructureError: E202 a part is of another type.
    """
    texts = _each(paragraphs, "the paragraphs are")
    blocks: list[Block] = [TextBlock(text) for text in (plain(text) for text in (title or "", *texts)) if text]
    if tables is not None:
        blocks += [t if isinstance(t, TableBlock) else _table(t) for t in _each(tables, "the tables are")]
    return Document(name, "parts", "", tuple(blocks))


def _table(rows: object) -> TableBlock:
    cells = [
        Cell(_cell(text), r, c)
        for r, row in enumerate(_each(rows, "a table is"))
        for c, text in enumerate(_each(row, "a row is"))
    ]
    return TableBlock(tuple(cells), "rows")


def _cell(text: object) -> str:
    if text is None:
        return ""
    if isinstance(text, bool) or not isinstance(text, str | int | float | Decimal):
        raise wrong_type("a cell is", text)
    return str(text).encode("utf-8", "replace").decode("utf-8")


def _each(many: object, what: str) -> list[object]:
    """The items of any iterable but a string, whose items would be its characters."""
    if isinstance(many, str | bytes | bytearray) or not isinstance(many, Iterable):
        raise wrong_type(what, many)
    return list(many)
