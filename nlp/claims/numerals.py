"""Numbers as Chinese official prose writes them: 1,234 · 3万4000 · 二百六十余 · 百分之十二点五 · 四成八 · 3至5.

A reader of one pass: from a position it takes characters as long as they continue a well-formed number, so the time
is linear in the text. cn2an, the usual library, reads neither 余 nor 成 nor mixed forms in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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


# What a word directly before the number says of it. '上' and '成' stand only before a bare unit: 上百, 成千.
APPROXIMATE_BEFORE: dict[str, Approximation] = {
    "约": "about", "大约": "about", "约为": "about", "近似": "about", "大概": "about", "约占": "about",
    "超": "more", "超过": "more", "逾": "more", "突破": "more", "过": "more", "超出": "more", "高于": "more",
    "不少于": "more", "不低于": "more", "至少": "more", "多于": "more", "突破了": "more", "超过了": "more",
    "上": "more", "成": "more",
    "近": "less", "不足": "less", "不到": "less", "接近": "less", "将近": "less", "少于": "less", "低于": "less",
    "不超过": "less", "不高于": "less", "至多": "less", "不多于": "less", "未超过": "less", "未到": "less",
}  # fmt: skip
# What a word after the number and its unit says of it.
APPROXIMATE_AFTER: dict[str, Approximation] = {
    "以上": "more", "及以上": "more", "多": "more", "有余": "more", "余": "more",
    "以下": "less", "及以下": "less", "不到": "less",
    "左右": "about", "上下": "about",
}  # fmt: skip

# One character for one character, so that offsets stay true.
_PLAIN = str.maketrans("０１２３４５６７８９，．％＋－：萬億兩\u00a0\u202f\u2009\u3000", "0123456789,.%+-:万亿两    ")
# Bank writing, taken only where the whole text is a number: 伍 and 陆 and 拾 are common words too.
_BANK = str.maketrans("壹贰貳叁肆伍陆陸柒捌玖拾佰仟", "一二二三四五六六七八九十百千")

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
NUMERALS = "零〇一二三四五六七八九两十百千万亿廿卅卌"

_START = re.compile(r"[0-9零〇一二三四五六七八九两十百千万亿廿卅卌几数半]")
_LITERAL = re.compile(
    r"""(?<!\d)(?<!\d[.,])(?:
        \d{1,3}(?:,\d{3}){1,5}(?![\d])                # 1,234  1，234
      | \d{1,3}(?:\ \d{3}){1,4}(?=[\u4e00-\u9fff])     # 1 234条, as a PDF reader gives it
      | \d{1,15}(?!\d)                                # 1234; longer ones are codes
    )(?:\.\d{1,8}(?!\d))?""",
    re.VERBOSE,
)
_DIGIT_RUN = re.compile(r"\d+")
_ROW = re.compile(r"[零〇○一二三四五六七八九]{2,16}")
_POINT = re.compile(r"点([零〇一二三四五六七八九]{1,6})(?![十百千点分时])")
_HALF = re.compile(
    r"""半数                                   # 半数申请人
      | 一半(?!天|年|会儿)                      # 一半以上
      | (?<=[近过超])半(?![年月天个岛径夜途路截球程])  # 占比过半
    """,
    re.VERBOSE,
)
# 三成受访者, but not 三成员, 一成不变
_TENTHS = re.compile(r"成(?![立员果效功熟本长就分绩交型形品败])(?:([一二三四五六七八九])(?![十百千万是年月个成、]))?")
_BETWEEN = re.compile(r" ?(?:至|到|-|—|–|～|~|─|－){1,2} ?")
_FRACTION_TOP = {100: "百", 1000: "千", 10000: "万"}


def parse_number(text: str) -> Number | None:
    """Reads a text that is a number and nothing else.

    Args:
        text: such as '近万', '1，234', '百分之十二点五', '12.5个百分点'; white space at the ends is ignored.

    Returns:
        The number, its offsets counted in `text`; None where the text is no number or holds more than one.

    >>> parse_number("3万4000").value
    Decimal('34000')
    >>> parse_number("近四成五").approximation
    'less'
    >>> parse_number("条") is None
    True
    """
    plain = text.translate(_PLAIN).translate(_BANK)
    start, stop = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    word = approximation_before(plain, None, start)
    number = _read(plain, start + len(word))
    if number is None:
        return None
    after = plain[number.end : stop]
    unit = next((u for u in ("个百分点", "百分点") if after.startswith(u)), "")
    after = after[len(unit) :].strip()
    if after and after not in APPROXIMATE_AFTER:
        return None
    said = APPROXIMATE_BEFORE.get(word) or number.approximation or APPROXIMATE_AFTER.get(after)
    return _with(number, unit=unit or number.unit, approximation=said)


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers in a text, in order, without overlaps.

    A reader of characters only: it gives 2020 and 十 of 十分 too. What they are, `find_quantities` decides.

    Args:
        text: any text.

    Yields:
        Each number with its offsets in `text`.

    >>> [str(n.value) for n in find_numbers("公开1.2万条，办结二百六十余件")]
    ['12000', '260']
    """
    plain = text.translate(_PLAIN)
    position = 0
    while found := _START.search(plain, position):
        start = found.start()
        number = _read(plain, start)
        if number is not None:
            yield number
            position = number.end
        else:
            # Digits that make no number are skipped as one, which keeps the time linear.
            run = _DIGIT_RUN.match(plain, start) or _ROW.match(plain, start)
            position = run.end() if run else start + 1


def approximation_before(text: str, end: int | None, start: int = 0) -> str:
    """The word of `APPROXIMATE_BEFORE` that ends at `end`, or begins at `start` where `end` is None; '' if none."""
    for size in (3, 2, 1):
        word = text[start : start + size] if end is None else text[max(end - size, 0) : end]
        if word in APPROXIMATE_BEFORE:
            return word
    return ""


def _read(text: str, start: int) -> Number | None:
    """The number that begins at `start`, shares and ranges included."""
    if half := _HALF.match(text, start):
        return Number(start, half.end(), Decimal(50), "%", step=Decimal(10))
    first = _read_plain(text, start)
    if first is None or first.is_digits:
        return first
    if text.startswith("分之", first.end):
        return _read_fraction(text, first)
    first = _with_share(text, first)
    return _with_upper_bound(text, first)


def _with_share(text: str, number: Number) -> Number:
    """The number with the % or 成 that follows it."""
    end = number.end
    sign = end + 1 if text.startswith(" ", end) else end
    if text.startswith("%", sign):
        return _with(number, end=sign + 1, unit="%")
    if text.startswith("‰", sign):
        return _with(number, end=sign + 1, unit="%", value=number.value / 10, step=number.step / 10)
    tenths = _TENTHS.match(text, end)
    if (tenths and 0 < number.value <= 10 and not number.scale and number.approximation != "more") or (
        tenths and number.is_range and 0 < number.value < 10
    ):
        ones = _DIGITS[tenths[1]] if tenths[1] else 0
        step = Decimal(1 if tenths[1] else 10) * number.step
        return _with_suffix(text, _with(number, end=tenths.end(), unit="%", value=number.value * 10 + ones, step=step))
    return number


def _read_fraction(text: str, bottom: Number) -> Number | None:
    """百分之十二点五, 千分之三, 三分之二; `bottom` is what stands before 分之."""
    top = _read_plain(text, bottom.end + 2)
    if top is None or bottom.value == 0:
        return None
    if bottom.value in _FRACTION_TOP:
        worth = 100 / bottom.value
        value, step = _plain_decimal(top.value * worth), top.step * worth
    else:
        # 三分之二 is 66.7: the guide's convention
        value, step = _plain_decimal(round(top.value * 100 / bottom.value, 1)), Decimal(1)
    return _with_upper_bound(text, _with(top, start=bottom.start, unit="%", value=value, step=step, is_bare=False))


def _with_upper_bound(text: str, lower: Number) -> Number:
    """3至5, 10%-20%, 3至5万: the number with the upper bound that follows it, if one does."""
    between = _BETWEEN.match(text, lower.end)
    if between is None or lower.approximation or lower.is_bare:
        return lower
    skip = 3 if text.startswith("百分之", between.end()) else 0
    upper = _read_plain(text, between.end() + skip)
    if upper is None or upper.is_digits or upper.is_bare:
        return lower
    upper = _with_share(text, upper)
    value, step, unit = lower.value, lower.step, lower.unit or upper.unit
    if lower.unit != upper.unit and lower.unit and not text.startswith("百分之", lower.start):
        return lower
    if upper.scale and not lower.scale:  # 3至5万 means 3万
        factor = _scale_worth(upper.scale)
        value, step = value * factor, step * factor
    if unit == "%" and upper.unit == "%" and not lower.unit and text[upper.end - 1] not in "%‰":  # 三至五成
        value, step = value * 10, step * 10
    if value >= upper.value:
        return lower
    scale = lower.scale or upper.scale
    return Number(lower.start, upper.end, value, unit, scale, step, "more", is_range=True)


def _read_plain(text: str, start: int) -> Number | None:
    """A number without share and upper bound, that is, coefficients and units: 3万4000, 一万零十二, 几十, 百余."""
    if row := _ROW.match(text, start):
        follows = text[row.end() : row.end() + 1]
        has_zero = any(c in "零〇○" for c in row[0][:-1] + row[0][-1:])
        if (follows not in _SMALL and follows not in _BIG) or not follows:
            if has_zero or len(row[0]) >= 4:
                value = Decimal("".join("0" if c == "○" else str(_DIGITS[c]) for c in row[0]))
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
            self.start, self.position, _plain_decimal(value), "", scale, _plain_decimal(step), self.approximation,
            self.is_range, self.bare,
        )  # fmt: skip
        return _with_suffix(self.text, number)

    def _take(self, c: str) -> bool:
        """Takes the character at the position if it continues the number."""
        if c.isascii() and c.isdigit():
            return self._take_literal()
        if c in _DIGITS:
            return self._take_zero() if _DIGITS[c] == 0 else self._take_digit(_DIGITS[c])
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
        if self.arabic or self.is_range or not rough or self.text[self.position - 1] not in _DIGITS:
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
        digits = "".join(str(_DIGITS[c]) for c in point[1])
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


def _with_suffix(text: str, number: Number) -> Number:
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
        return _with(number, end=at + 1, approximation="more")
    return number


def _plain_decimal(value: Decimal) -> Decimal:
    """12000 for 12000.0, 12.5 for 12.50, never 1.2E+4."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _scale_worth(scale: str) -> int:
    worth = 1
    for c in scale:
        worth *= _BIG[c]
    return worth


def _with(
    number: Number,
    *,
    start: int | None = None,
    end: int | None = None,
    value: Decimal | None = None,
    unit: str | None = None,
    step: Decimal | None = None,
    approximation: Approximation | None = None,
    is_bare: bool | None = None,
) -> Number:
    return Number(
        number.start if start is None else start,
        number.end if end is None else end,
        number.value if value is None else value,
        number.unit if unit is None else unit,
        number.scale,
        number.step if step is None else step,
        approximation or number.approximation,
        number.is_range,
        number.is_bare if is_bare is None else is_bare,
        number.is_digits,
    )
