"""From bytes to a document: `read` finds out the format and calls the reader for it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from nlp.document import Block, Document, Format
from nlp.errors import ReadError, StructureError
from nlp.readers.limits import Limits

__all__ = ["Limits", "read"]

_DEFAULT = Limits()

_HEAD = 64 * 1024  # bytes that are looked at to tell the format

_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN = [  # how other files begin
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "a database"),
    (b"MIME-Version:", "a web archive (mht)"),
]
_PROGRAM = re.compile(rb"MZ[^\0]{0,30}\0")

_SKIPPED = r"(?:\s++|<!--.*?-->|<\?[^>]*>)*+"  # possessive: a hostile head must not be tried in all partitions
_HTML_TAGS = (
    "a|article|b|base|body|br|center|div|font|form|h[1-6]|head|hr|html|link|main|meta|ol|p|script|section|span|strong"
    "|style|table|tbody|td|title|tr|ul"
)
_STARTS_AS_HTML = re.compile(rf"{_SKIPPED}<(?:!doctype\s+html|(?:{_HTML_TAGS})[\s/>])", re.IGNORECASE | re.DOTALL)
_STARTS_AS_XML = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_TAG = re.compile(rf"</(?:{_HTML_TAGS})\s*>|<br\s*/?>|<(?:p|div|table|td|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_MARKUP = 5  # tags within the head of a file that make a page of what begins with text

_PAGE_ENDINGS = {".htm", ".html", ".shtml", ".xhtml", ".mht", ".jsp", ".aspx", ".php"}
_TEXT_ENDINGS = {".txt", ".md", ".markdown", ".text"}


def read(source: str | os.PathLike[str] | bytes, name: str | None = None, limits: Limits = _DEFAULT) -> Document:
    """Reads a report.

    The format is told from the bytes; only where a text could be a page with little markup or a text with some, the
    name's ending decides.

    Args:
        source: a path, or the bytes of a file.
        name: the file's name, for messages and provenance; of a path its last part where none is given.
        limits: caps that keep a hostile file from taking more than its share.

    Returns:
        The document, with at least one block.

    Raises:
        StructureError: E202 the source is neither a path nor bytes.
        ReadError: E101 to E121, one for each way in which a file can be missing, foreign, damaged, hostile or empty.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        data, name = bytes(source), name or ""
    elif not isinstance(source, str | os.PathLike):
        raise StructureError("E202", why=f"a report is a path or bytes, not of type {type(source).__name__}")
    else:
        data, name = _load(source, limits), name or Path(source).name
    if len(data) > limits.size:
        raise ReadError("E105", name, size=len(data), limit=limits.size)
    if not data:
        raise ReadError("E104", name)
    form, (blocks, warnings) = _read(data, name, limits)
    if not blocks:
        raise ReadError("E107", name)
    return Document(name, form, hashlib.sha256(data).hexdigest(), tuple(blocks), tuple(warnings))


def _load(path: str | os.PathLike[str], limits: Limits) -> bytes:
    name = os.fspath(path)
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("E103", name)
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device could be read for ever
            raise ReadError("E102", name, why="it is not a regular file")
        if status.st_size > limits.size:
            raise ReadError("E105", name, size=status.st_size, limit=limits.size)
        with open(path, "rb") as file:
            return file.read(limits.size + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ReadError("E101", name) from error
    except OSError as error:
        raise ReadError("E102", name, why=error.strerror or str(error)) from error


def _read(data: bytes, name: str, limits: Limits) -> tuple[Format, tuple[list[Block], list[str]]]:
    """Each reader is loaded when it is needed: pdf alone takes longer to load than most reports to read."""
    if data.startswith(_ZIP):
        from nlp.readers.docx import read_docx

        return "docx", read_docx(data, name, limits)
    if data.startswith(_OFFICE):
        from nlp.readers.office import read_office

        return "docx", read_office(data, name, limits)
    if data[:1024].lstrip().startswith(b"%PDF"):
        from nlp.readers.pdf import read_pdf

        return "pdf", read_pdf(data, name, limits)
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise ReadError("E106", name, what=what)
    if _PROGRAM.match(data):
        raise ReadError("E106", name, what="a program")
    if _is_html(data, name):
        from nlp.readers.html import read_html

        return "html", read_html(data, name, limits)
    from nlp.readers.charset import decode
    from nlp.readers.text import read_text

    text = decode(data, name=name)
    if max(text.count("\n"), text.count("\r")) > limits.lines:
        raise ReadError("E119", name, limit=limits.lines, what="lines")
    return "text", read_text(text)


def _is_html(data: bytes, name: str) -> bool:
    """Tags are ASCII in every character set, but for the NULs between them in UTF-16."""
    head = data[:_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    head = head.removeprefix("\xff\xfe").removeprefix("\xfe\xff")
    if _STARTS_AS_HTML.match(head):
        return True
    if _STARTS_AS_XML.match(head):
        raise ReadError("E106", name, what="an XML file that is no web page")
    ending = os.path.splitext(name)[1].lower()
    tags = len(_TAG.findall(head))
    return tags > 0 if ending in _PAGE_ENDINGS else tags >= _MARKUP and ending not in _TEXT_ENDINGS
