"""PDF reports as blocks: the way from bytes to pages, and what can go wrong on it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium_c
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from nlp.document import Block, TableBlock
from nlp.errors import ReadError
from nlp.readers.limits import Clock, Limits
from nlp.readers.pdf_flow import flow
from nlp.readers.pdf_page import Page, parse_page

STREAM = re.compile(rb"stream\r?\n")
FIRST_CHUNK, CHUNK = 1 << 10, 1 << 20
"""Bytes inflated at a time: little at first, since a file may begin a million streams and zlib copies what is left over."""
MOST_CHARS = 60_000
MOST_OBJECTS = 100_000
"""Characters and drawn objects of one page above which no person has made it; the parser would need minutes for it."""


def read_pdf(data: bytes, name: str, limits: Limits) -> tuple[list[Block], list[str]]:
    """A pdf as paragraphs and tables.

    Args:
        data: the file's bytes.
        name: its name, for messages.
        limits: caps on pages, time, inflated size, cells and characters.

    Returns:
        The blocks in reading order, and warnings about pages that hold pictures or unreadable characters.

    Raises:
        ReadError: E110 damaged, E111 inflates too far, E113 encrypted, E115 too many pages, E116 pictures of text only,
            E118 too slow, E119 too many table cells.
    """
    clock = limits.clock(name)
    _check_inflation(data, name, limits, clock)
    crowded = _look_over(data, name, limits, clock)
    pages: list[Page] = []
    with _coded(name), pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            clock.check()
            if number not in crowded:
                pages.append(parse_page(page, number))
            page.close()
    clock.check()
    blocks = flow(pages)
    if not blocks or _mostly_unreadable(pages):
        raise ReadError("E116", name)
    limits.check_cells(name, sum(len(block.cells) for block in blocks if isinstance(block, TableBlock)))
    return blocks, _warnings(pages, crowded)


def _check_inflation(data: bytes, name: str, limits: Limits, clock: Clock) -> None:
    """Inflates every stream in small pieces, keeping nothing: the parsers inflate whole streams at once."""
    total = 0
    view = memoryview(data)
    for match in STREAM.finditer(data):
        start = match.end()
        if data[start:start + 1] not in (b"x", b"h", b"H", b"X", b"8", b"(", b"\x18"):  # a zlib header's first byte
            continue
        inflater = zlib.decompressobj()
        size = FIRST_CHUNK
        pending: bytes | memoryview = view[start:start + size]
        end = start + len(pending)
        while pending and not inflater.eof:
            clock.check()
            try:
                total += len(inflater.decompress(pending, CHUNK))
            except zlib.error:
                break  # not deflated after all, or damaged: the parsers will say so
            if total > limits.inflated:
                raise ReadError("E111", name, why=f"its streams inflate to more than {limits.inflated} bytes")
            pending = inflater.unconsumed_tail
            if not pending:
                size = min(4 * size, CHUNK)
                pending = view[end:end + size]
                end += len(pending)


def _look_over(data: bytes, name: str, limits: Limits, clock: Clock) -> set[int]:
    """Opens the file with the fast parser to see whether the slow one should be let at it.

    Returns:
        The numbers of pages that are too crowded to be a person's writing.
    """
    crowded: set[int] = set()
    with _coded(name):
        pdf = pypdfium2.PdfDocument(data)
        try:
            if len(pdf) > limits.pages:
                raise ReadError("E115", name, pages=len(pdf), limit=limits.pages)
            for number in range(len(pdf)):
                clock.check()
                if _is_crowded(pdf, number):
                    crowded.add(number + 1)
        finally:
            pdf.close()
    return crowded


def _is_crowded(pdf: Any, number: int) -> bool:
    page = pdf[number]
    try:
        if pdfium_c.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            return True
        text = page.get_textpage()
        try:
            return int(text.count_chars()) > MOST_CHARS
        finally:
            text.close()
    finally:
        page.close()


@contextmanager
def _coded(name: str) -> Iterator[None]:
    """Turns what the parsers raise into coded errors.

    On damaged input they raise nearly anything (KeyError, TypeError, struct.error, RecursionError), so all is caught
    here.
    """
    try:
        yield
    except ReadError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ReadError("E113", name) from error
    except Exception as error:
        inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inner, PDFPasswordIncorrect | PDFEncryptionError) or "password" in str(error).lower():
            raise ReadError("E113", name) from error
        raise ReadError("E110", name, why=" ".join(f"{type(inner).__name__} {inner}".split())[:200]) from error


def _mostly_unreadable(pages: list[Page]) -> bool:
    """Characters without a known meaning (a font without its map) are as good as pictures."""
    read = sum(len(getattr(item, "text", "")) for page in pages for item in page.items)
    return sum(page.unreadable for page in pages) > max(50, read)


def _warnings(pages: list[Page], crowded: set[int]) -> list[str]:
    found = [f"page {number} is too crowded for a page of text and was left out" for number in sorted(crowded)]
    for page in pages:
        if not page.items and page.pictures:
            found.append(f"page {page.number} holds a picture without text")
        if page.unreadable:
            found.append(f"page {page.number} has {page.unreadable} characters whose font does not say what they are")
    return found
