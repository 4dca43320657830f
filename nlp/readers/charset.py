"""Bytes into text, for files whose declared character set is missing, out of date or wrong.

gb2312, gbk and gb18030 are one family, each holding the one before; pages declare the first and use the last, so all
three are read as gb18030.
"""

from __future__ import annotations

import codecs
import re

from nlp.errors import ReadError

_MARKS = [  # utf-32 first: its little-endian mark begins with that of utf-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "936", "ms936", "windows-936", "csgb2312"}
_HAN = re.compile("[\u3400-\u9fff]")
_STRANGE = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]")
_SAMPLE = 256 * 1024  # bytes that chardet gets to see
_TOLERATED = 0.01  # share of damaged or strange characters in what is still a text
_SURE = 0.5


def decode(data: bytes, declared: str | None = None, name: str = "") -> str:
    """The text of some bytes, without byte order mark and NUL characters.

    Tried in this order, each strictly: the byte order mark, UTF-8, the declared set, gb18030. UTF-8 comes before what
    the file declares because hardly any text in another set is valid UTF-8, while a wrong declaration is common. Then
    the same with a few damaged characters let through (shown as U+FFFD), then what chardet is sure of.

    Args:
        data: the bytes of a text or an HTML page.
        declared: what the page says about itself.
        name: the file's name, for the error.

    Raises:
        ReadError: E117 when nothing fits, also for binary data.

    >>> decode("政府信息公开".encode("gb18030"), declared="utf-8")
    '政府信息公开'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):  # no declaration can be right against it
            return _checked(data[len(mark) :].decode(encoding, "replace"), name)
    if wide := _wide_without_mark(data):
        return _checked(data.decode(wide, "replace"), name)
    data = data.replace(b"\0", b"")
    candidates = [*dict.fromkeys(known for known in ("utf-8", _known(declared), "gb18030") if known)]
    for encoding in candidates:
        text = _strictly(data, encoding)
        if text is not None and not _is_chance(text, data) and not _is_damaged(text):
            return text
    for encoding in candidates:
        text = data.decode(encoding, "replace")
        if not _is_damaged(text):
            return text
    import chardet  # its tables take long to load and are hardly ever needed

    guess = chardet.detect(data[:_SAMPLE])
    guessed = _known(guess["encoding"])
    if guessed and (guess["confidence"] or 0) >= _SURE:
        return _checked(data.decode(guessed, "replace"), name)
    raise ReadError("E117", name)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: the blanks, digits and line ends in it have a NUL, always on the same side."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(sample) / 50 or min(even, odd) * 10 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data, encoding)
    return None if text is None or _is_damaged(text) or len(_HAN.findall(text)) < len(text) / 4 else encoding


def _known(label: str | None) -> str | None:
    """Python's name for a declared set, None for one it does not know."""
    label = (label or "").strip().strip("'\"").lower()
    if label in _CHINESE:
        return "gb18030"
    try:
        "1".encode(label)  # refuses codecs that are no character sets, such as base64
        found = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    # utf-16 and utf-32 have shown themselves by now
    return None if found.startswith(("utf-16", "utf-32", "idna", "punycode", "unicode", "raw")) else found


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _is_chance(text: str, data: bytes) -> bool:
    """A few words of gb18030, such as 芦溪, are valid UTF-8 by chance; they give no Han characters then."""
    if text.isascii() or _HAN.search(text):
        return False
    other = _strictly(data, "gb18030")
    return other is not None and other != text and _HAN.search(other) is not None


def _is_damaged(text: str) -> bool:
    tolerated = len(text) * _TOLERATED
    return any(count > tolerated for count, _ in enumerate(_STRANGE.finditer(text), 1))


def _checked(text: str, name: str) -> str:
    if _is_damaged(text):
        raise ReadError("E117", name)
    return text.replace("\0", "")
