"""The numbers that Word writes before paragraphs by itself ('一、', '（一）', '1.'), as text.

Source: ECMA-376 part 1, section 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from nlp.readers.package import W

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")]
_ROMAN += [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_LARGEST = 9999  # beyond it no format but decimal is of use
_PLACE = re.compile(r"%([1-9])")
_GLUED = tuple("、，）)．。：】］》") + tuple("①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its text with places %1 to %9, where it starts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document.

    Attributes:
        lists: abstract list id → its levels.
        instances: numId → abstract list id, and the levels that the instance changes, and its start overrides.
    """

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def next(self, instance: str, level: int) -> str:
        """The number of the next paragraph, with the blank that parts it from its text; '' for a bullet or no number.

        Args:
            instance: the numId; one that the document does not define gives ''.
            level: counted from 0.
        """
        if instance not in self.instances:
            return ""
        key, changed, overrides = self.instances[instance]
        levels = {**self.lists.get(key, {}), **changed}
        if level not in levels:
            return ""
        counters = self._counters.setdefault(key, {})
        if level in overrides and (instance, level) not in self._started:
            counters[level] = overrides[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = levels[level].start
        self._started.add((instance, level))
        for deeper in [other for other in counters if other > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counters[deeper]
        return _label(levels, level, counters)

    def level_of_style(self, instance: str, style: str) -> int | None:
        """The level that the list links with a paragraph style."""
        if instance not in self.instances:
            return None
        key, changed, _ = self.instances[instance]
        levels = {**self.lists.get(key, {}), **changed}
        return next((number for number, level in levels.items() if level.style == style), None)


def read_numbering(root: etree._Element | None, list_of_style: dict[str, str]) -> Numbering:
    """The lists of a numbering part.

    Args:
        root: of word/numbering.xml; None where the document has none.
        list_of_style: numId by the id of the numbering style that names it (w:numStyleLink goes that way).
    """
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        numbering.lists[key] = dict(_level(element) for element in abstract.iterfind(f"{W}lvl"))
        if link := _value(abstract, "numStyleLink"):
            links[key] = link
    for num in root.iterfind(f"{W}num"):
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            number = _integer(override.get(f"{W}ilvl"), 0)
            if (own := override.find(f"{W}lvl")) is not None:
                levels[number] = _level(own)[1]
            if start := _value(override, "startOverride"):
                starts[number] = _integer(start, 1)
        numbering.instances[num.get(f"{W}numId", "")] = (_value(num, "abstractNumId") or "", levels, starts)
    for key, style in links.items():
        target = numbering.instances.get(list_of_style.get(style, ""))
        if target is not None and not numbering.lists[key]:
            numbering.lists[key] = numbering.lists.get(target[0], {})
    return numbering


def _level(element: etree._Element) -> tuple[int, Level]:
    level = Level(
        start=_integer(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        suffix=_value(element, "suff") or "tab",
        legal=element.find(f"{W}isLgl") is not None,
        style=_value(element, "pStyle"),
    )
    if restart := _value(element, "lvlRestart"):
        level = replace(level, restart=_integer(restart, 0))
    return _integer(element.get(f"{W}ilvl"), 0), level


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _integer(text: str | None, default: int) -> int:
    try:
        return min(int(text or default), 10**9)
    except ValueError:
        return default


def _label(levels: dict[int, Level], level: int, counters: dict[int, int]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return ""

    def fill(place: re.Match[str]) -> str:
        number = int(place.group(1)) - 1
        at = levels.get(number, Level())
        legal = own.legal and at.format != "none"
        return format_number(counters.get(number, at.start), "decimal" if legal else at.format)

    text = _PLACE.sub(fill, own.text)
    parted = own.suffix != "nothing" and text and not text.endswith(_GLUED)
    return text + (" " if parted else "")


def format_number(number: int, name: str) -> str:
    """A number in one of Word's formats; decimal where the format is unknown or does not reach so far.

    >>> [format_number(12, name) for name in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['十二', '⑫', 'XII', 'l']
    """
    if name == "none":
        return ""
    write = _FORMATS.get(name)
    return write(number) if write and 1 <= number <= _LARGEST else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零", bare: str = "十") -> str:
    """`bare` holds the units that stand without 一 before them when they lead."""
    text = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            unit = units[power - 1] if power else ""
            lead = digit == 1 and unit in bare and power > 0 and (not text or len(bare) > 1)
            text += (zero if gap else "") + ("" if lead else digits[digit]) + unit
        gap = bool(text) and digit == 0
    return text


def _letters(number: int) -> str:
    """a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _row(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow one another in Unicode."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _circled(number: int) -> str:
    first, offset = ("①", 1) if number <= 20 else ("㉑", 21) if number <= 35 else ("㊱", 36)
    return chr(ord(first) + number - offset) if number <= 50 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, "拾佰仟", bare=""),
    "ideographLegalTraditional": lambda number: _chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", bare=""),
    "japaneseCounting": lambda number: _chinese(number, zero="", bare="十百千"),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= 10 else str(number),
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= 12 else str(number),
    "ideographEnclosedCircle": _row("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
