"""A value cell's text as a number, a stroke, or a blank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.analysis import CellValue

_STROKES = frozenset("/-—–―－\\")
_LONGEST = 80  # characters of a cell that can still be a value
_MOST_DIGITS = 20
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # 22(其中修订16件)
_UP = re.compile(r"^(?:净?增加?|新增|上升|↑)\s*(?=\d)")
_DOWN = re.compile(r"^(?:净?减少?|下降|↓)\s*(?=\d)")
_NUMBER = re.compile(
    r"""
    (?P<sign>[+\-−]?)\s*
    (?P<digits>\d[\d,\s]*(?:\.\s*\d+)?)      # 1,234  1 234  4068.208
    \s*(?P<unit>亿元|万元|元|件|项|条|个|宗|起|次|人|份|部|↑|↓)?
    """,
    re.VERBOSE,
)
_FACTORS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal(1) / Decimal(10000)}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as read. `unit` is what the cell itself writes, '' for nothing."""

    number: CellValue
    unit: str = ""


def parse_value(text: str) -> Value | None:
    """Reads a value cell.

    Args:
        text: the cell's text as it stands.

    Returns:
        the value (number None for a blank cell, '/' for a stroke), or None where the text is no value at all.

    >>> parse_value("＋ 1，234").number, parse_value("- 47").number, parse_value("—").number, parse_value("").number
    (Decimal('1234'), Decimal('-47'), '/', None)
    >>> parse_value("22（其中修订16件）").number, parse_value("说明") is None
    (Decimal('22'), True)
    """
    plain = normalise(text).strip()
    if not plain:
        return Value(None)
    if len(plain) > _LONGEST:
        return None
    if set(plain.replace(" ", "")) <= _STROKES:
        return Value("/")
    plain = _DOWN.sub("-", _UP.sub("+", _NOTE.sub("", plain).strip()))
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    digits = re.sub(r"[,\s]", "", match["digits"])
    if len(digits) > _MOST_DIGITS:
        return None
    number = Decimal(digits)
    if number == number.to_integral_value():
        number = number.to_integral_value()  # '31.0', as spreadsheets write it
    unit = match["unit"] or ""
    if match["sign"] in ("-", "−") or unit == "↓":
        number = -number
    return Value(number, unit)


def in_ten_thousand(value: Value) -> Decimal | None:
    """An amount of money in 万元, None where the value is no number. Without a unit of its own it is in 万元 already.

    >>> in_ten_thousand(Value(Decimal(251000), "元"))
    Decimal('25.1')
    """
    if not isinstance(value.number, Decimal):
        return None
    amount = value.number * _FACTORS.get(value.unit, Decimal(1))
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()


def normalise(text: str) -> str:
    """NFKC, odd blanks as plain ones; tabs and line breaks stay."""
    return re.sub(r"[\u00a0\u2002-\u200b\u3000\ufeff]", " ", unicodedata.normalize("NFKC", text))


Separator = Literal["hard", "soft"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The values that stand behind a label in running text.

    Attributes:
        texts: each token's text, blank cells as ''.
        hard: whether each token is known to be one value (cells, lines), or may be several run together.
    """

    texts: tuple[str, ...]
    hard: bool

    @property
    def empty(self) -> bool:
        """Whether no value at all is written."""
        return not any(self.texts)


_CJK = r"\u3400-\u9fff"
_PAGE_NUMBER = re.compile(r"^ *[—–\-] *\d+ *[—–\-] *$", re.MULTILINE)  # a line of its own; '—\t1\t—' are three cells
_BROKEN_NUMBER = re.compile(r"(?<=\d)\n[ \t]*(?=\.\d)")  # 4068 over .208
_ORDINAL = re.compile(rf"\d\s*[.、]\s*(?=[{_CJK}])")  # a numbering left over from a broken label: 2.没有
_MONEY = re.compile(r"(?<=\d)\s*(亿元|万元|元)")
_LETTERS = re.compile(rf"[{_CJK}A-Za-z、。:;“”\"'()|#*]+|(?<!\d),|,(?!\d)")
_TOKEN = re.compile(r"[+\-−]\s*\d+(?:,\d{3})*(?:\.\d+)?|\d+(?:,\d{3})*(?:\.\d+)?|[/—–-]+")


def token_lines(region: str) -> list[Tokens]:
    """The values of each line of a stretch of running text, lines without any left out.

    Args:
        region: normalised text behind a label, up to the next; cells parted by tabs.

    >>> [t.texts for t in token_lines("\\t3\\t\\t0\\n府信息公开申请\\n7 0 1")]
    [('3', '', '0'), ('7', '0', '1')]
    """
    region = _BROKEN_NUMBER.sub("", _ORDINAL.sub("", _NOTE.sub("", _PAGE_NUMBER.sub("", region))))
    lines = []
    for i, line in enumerate(region.split("\n")):
        tokens = _cells(line, after_label=i == 0) if "\t" in line else _run(line)
        if tokens.texts:
            lines.append(tokens)
    return lines


def _cells(line: str, after_label: bool) -> Tokens:
    first, *rest = line.split("\t")
    cells = rest if after_label and not first.strip() else [first, *rest]  # the label's own cell ends there
    texts = tuple(cell.strip() for cell in cells if parse_value(cell) is not None)
    return Tokens(texts, hard=True)


def _run(line: str) -> Tokens:
    plain = re.sub(r"(?:净?增加?)(?=\d)", " +", re.sub(r"(?:净?减少?)(?=\d)", " -", line))
    money = _MONEY.search(plain)
    texts = _TOKEN.findall(_LETTERS.sub(" ", plain))
    if money and texts:
        texts[-1] += money[1]
    return Tokens(tuple(texts), hard=False)
