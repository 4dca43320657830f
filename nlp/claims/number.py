"""One number as it is written out: 1,234, 3万4000, 一百九十万零三千九百七十一, 十几.

A reader of one pass: from a position it takes characters as long as they continue a well-formed number, so the time is
linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

Approximation: TypeAlias = Literal["about", "more", "less"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character, the 余, 多 or 几 that belongs to it included.
        value: what it says; a range (3至5, 两三) counts as its lower bound, a share as per cent (三分之二 → 66.7),
            数十, 几百, 上千 as the bare unit (10, 100, 1000).
        unit: '%' for shares, '个百分点' for points, else ''.
        scale: the big unit it ends in, '万', '亿' or '万亿', else ''.
        step: what the last written digit is worth: 100 in 3.76万, 10000 in 14万, 1 in 37,582 and 三百.
        approximation: 'more' for 余, 多, 几, 数 and ranges; `parse_number` adds what a word before or after says.
        is_range: two bounds were written.
        is_bare: a unit without a coefficient (百, 万), a number only beside a word such as 近 or 余.
        is_digits: Chinese digits in a row (二〇二〇), as years are written.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    scale: str = ""
    step: Decimal = Decimal(1)
    approximation: Approximation | None = None
    is_range: bool = False
    is_bare: bool = False
    is_digits: bool = False


DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
NUMERALS = "零〇一二三四五六七八九两十百千万亿廿卅卌"
_LITERAL = re.compile(
    r"""(?<!\d)(?<!\d[.,])(?:
        \d{1,3}(?:,\d{3}){1,5}(?![\d])                # 1,234  1，234
      | \d{1,3}(?:\ \d{3}){1,4}(?=[\u4e00-\u9fff])     # 1 234条, as a PDF reader gives it
      | \d{1,15}(?!\d)                                # 1234; longer ones are codes
    )(?:\.\d{1,8}(?!\d))?""",
    re.VERBOSE,
)
ROW = re.compile(r"[零〇○一二三四五六七八九]{2,16}")
_POINT = re.compile(r"点([零〇一二三四五六七八九]{1,6})(?![十百千点分时])")


def read_plain(text: str, start: int) -> Number | None:
    """A number without share and upper bound, that is, coefficients and units: 3万4000, 一万零十二, 几十, 百余."""
    if row := ROW.match(text, start):
        follows = text[row.end() : row.end() + 1]
        if follows not in _SMALL and follows not in _BIG:
            has_zero = any(c in "零〇○" for c in row[0])
            if has_zero or len(row[0]) >= 4:
                value = Decimal("".join("0" if c == "○" else str(DIGITS[c]) for c in row[0]))
                return Number(start, row.end(), value, is_digits=True)
            if len(row[0]) > 2:
                return None
    return _Reader(text, start).read()


class _Reader:
    """The state of reading one number: what is complete, the group below 万 in hand, the pending coefficient."""

    __slots__ = (
        "approximation", "arabic", "bare", "big", "coefficient", "digit_step", "done", "is_range", "position",
        "section", "small", "start", "step", "text", "zero",
    )  # fmt: skip

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.position = text, start, start
        self.done = self.section = Decimal(0)
        self.coefficient: Decimal | None = None
        self.digit_step = self.step = Decimal(1)
        self.small, self.big = 10**4, 10**16  # the units used so far; a later one must be smaller
        self.zero = self.bare = self.is_range = self.arabic = False
        self.approximation: Approximation | None = None

    def read(self) -> Number | None:
        while self.position < len(self.text) and self._take(self.text[self.position]):
            pass
        if self.zero and self.coefficient is None and self.position > self.start + 1:
            self.position -= 1  # a zero that nothing follows: 一百零
        if self.position == self.start:
            return None
        value = self.done + self.section + self._last_digit()
        scale = self._scale()
        step = self.step if self.done else min(self.digit_step, Decimal(1))
        number = Number(
            self.start, self.position, plain_decimal(value), "", scale, plain_decimal(step), self.approximation,
            self.is_range, self.bare,
        )  # fmt: skip
        return with_suffix(self.text, number)

    def _take(self, c: str) -> bool:
        """Takes the character at the position if it continues the number."""
        if c.isascii() and c.isdigit():
            return self._take_literal()
        if c in DIGITS:
            return self._take_zero() if DIGITS[c] == 0 else self._take_digit(DIGITS[c])
        if c in _SMALL:
            return self._take_small(_SMALL[c])
        if c in _BIG:
            return self._take_big(_BIG[c])
        if c in _TENS:
            return self._take_tens(_TENS[c])
        if c == "点":
            return self._take_point()
        if c in "余多几数来 ":
            return self._take_between(c)
        return False

    def _take_literal(self) -> bool:
        literal = _LITERAL.match(self.text, self.position)
        if literal is None or self.coefficient is not None:
            return False
        if self.position > self.start and (
            self.text[self.position - 1] not in _BIG or "." in literal[0] or self.approximation
        ):
            return False
        value = Decimal(literal[0].replace(",", "").replace(" ", ""))
        if self.position > self.start and value >= self.big:
            return False
        self.coefficient, self.arabic = value, True
        decimals = len(literal[0].partition(".")[2])
        self.digit_step = Decimal(1).scaleb(-decimals)
        if self.position > self.start:
            # 13万2 is 132000, 3万4000 is 34000
            if len(literal[0]) == 1:
                self.coefficient, self.digit_step = value * self.big / 10, Decimal(self.big) / 10
                self.small = 0
            self.step = self.digit_step
        self.position = literal.end()
        return True

    def _take_zero(self) -> bool:
        if self.zero or self.arabic or self.coefficient is not None:
            return False
        if self.position == self.start:
            self.coefficient = Decimal(0)
        else:
            self.zero = True
        self.position += 1
        return True

    def _take_digit(self, digit: int) -> bool:
        if self.coefficient is None:
            if self.small <= 1:
                return False
            self.coefficient, self.digit_step, self.arabic = Decimal(digit), Decimal(1), False
            self.position += 1
            return True
        # 两三, 七八, 三五: a rough count, its lower bound taken; 一二 is rather an order
        pair = (int(self.coefficient), digit)
        neighbours = pair[1] == pair[0] + 1 and (pair != (1, 2) or self._spells("一两"))
        rough = neighbours or pair == (3, 5)
        if self.arabic or self.is_range or not rough or self.text[self.position - 1] not in DIGITS:
            return False
        self.is_range, self.approximation = True, "more"
        self.position += 1
        return True

    def _spells(self, pair: str) -> bool:
        return self.text.startswith(pair, self.position - 1)

    def _take_small(self, unit: int) -> bool:
        if unit >= self.small or (self.coefficient is not None and self.coefficient == 0):
            return False
        if self.coefficient is None:
            if unit != 10 and self.position > self.start:
                return False
            if unit == 10 and self.position > self.start and self.text[self.position - 1] not in "零〇百千万亿":
                return False
            self.bare = unit != 10
            self.coefficient = Decimal(1)
        elif self.arabic and (unit == 10 or self.coefficient >= 100):
            return False
        self.section += self.coefficient * unit
        # A count written out to 百 is exact, one that stops at 千 after 万 is rounded: 十六万三千.
        self.step = self.digit_step * unit if unit == 1000 or self.digit_step < 1 else Decimal(1)
        self.digit_step *= unit
        self.small, self.coefficient, self.zero, self.arabic = unit, None, False, False
        self.position += 1
        return True

    def _take_tens(self, value: int) -> bool:
        """廿五 is 25."""
        if self.coefficient is not None or self.small <= 10:
            return False
        self.section += value
        self.small, self.zero = 10, False
        self.position += 1
        return True

    def _take_big(self, unit: int) -> bool:
        if unit >= self.big and not (unit == 10**8 and self.big == 10**4):
            return False
        group = self.section + self._last_digit()
        if group == 0 and not (unit == 10**8 and self.done):
            if self.position > self.start:
                return False
            group, self.bare = Decimal(1), True
        if unit == 10**8:
            self.done = (self.done + group) * unit  # 三万五千亿, 1.2万亿
            self.step = (self.digit_step if self.big > 10**8 else self.step) * unit
        else:
            self.done += group * unit
            self.step = self.digit_step * unit
        self.big, self.small = unit, min(unit, 10**4)
        self.section, self.coefficient, self.zero, self.arabic = Decimal(0), None, False, False
        self.digit_step = Decimal(1)
        self.position += 1
        return True

    def _take_point(self) -> bool:
        """十二点五, 一点二万."""
        point = _POINT.match(self.text, self.position)
        if point is None or self.arabic or self.approximation or self.done:
            return False
        if self.coefficient is None and not self.section:
            return False
        digits = "".join(str(DIGITS[c]) for c in point[1])
        self.coefficient = self.section + (self.coefficient or 0) + Decimal("0." + digits)
        self.section, self.small, self.arabic = Decimal(0), 0, True
        self.digit_step = Decimal(1).scaleb(-len(digits))
        self.position = point.end()
        return True

    def _take_between(self, c: str) -> bool:
        """3,100余万, 1.3余万, 十几万, 数十, 1.2 万: a rough word or a space before the unit that it counts."""
        following = self.text[self.position + 1 : self.position + 2]
        if not following:
            return False
        if c == " ":
            if not self.arabic or following not in _BIG or self.position == self.start:
                return False
        elif c in "几数":
            if (c == "数" and self.position > self.start) or (following not in _SMALL and following not in _BIG):
                return False
            if self.position > self.start and self.text[self.position - 1] != "十":
                return False
            if self.position == self.start:
                self.coefficient = Decimal(1)
            self.approximation = "more"
        else:
            if following not in _BIG or self.position == self.start or self.approximation:
                return False
            self.approximation = "more"
        self.position += 1
        return True

    def _last_digit(self) -> Decimal:
        """The pending coefficient; directly after 百, 千 or 万 it counts the next lower unit: 一百八, 两万三."""
        if self.coefficient is None:
            return Decimal(0)
        if self.zero or self.arabic:
            return self.coefficient
        if 10 < self.small < 10**4 or (self.done and not self.section):
            worth = Decimal(self.small if self.section else self.big) / 10
            self.step = worth
            return self.coefficient * worth
        self.step = Decimal(1)
        return self.coefficient

    def _scale(self) -> str:
        last = self.text[self.position - 1]
        if last not in _BIG:
            return ""
        return "万亿" if last == "亿" and self.text[self.position - 2 : self.position] == "万亿" else last


def with_suffix(text: str, number: Number) -> Number:
    """The number with the 余, 多, 来 or 几 that follows it."""
    last = text[number.end - 1]
    # pdf sets blanks around figures: 5500 余条
    at = number.end + (text[number.end : number.end + 1] == " " and last.isdecimal())
    word = text[at : at + 1]
    following = text[at + 1 : at + 2]
    if (
        (word == "余" and following not in "下额")
        or (word == "多" and following not in "样种元渠层方角形维措媒部样次点级" )
        or (word == "多" and following in "种次部元点" and (last in "0123456789十百千万亿成"))
        or (word == "几" and last == "十")
        or (word == "来" and last == "十" and following in "个次条件家项人名场份篇")
    ) and number.approximation is None and word:
        return replace(number, end=at + 1, approximation="more")
    return number


def plain_decimal(value: Decimal) -> Decimal:
    """12000 for 12000.0, 12.5 for 12.50, never 1.2E+4."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def scale_worth(scale: str) -> int:
    """What a `Number.scale` is worth: 10**12 for 万亿."""
    worth = 1
    for c in scale:
        worth *= _BIG[c]
    return worth
