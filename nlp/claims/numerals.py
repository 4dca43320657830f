"""Numbers as Chinese official prose writes them: 1,234 · 3万4000 · 二百六十余 · 百分之十二点五 · 四成八 · 3至5.

`number` reads one number; here are shares, fractions and ranges, the words that make a number rough, and the scan of a
text. cn2an, the usual library, reads neither 余 nor 成 nor mixed forms in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nlp.claims.number import (
    DIGITS,
    ROW,
    Approximation,
    Number,
    plain_decimal,
    read_plain,
    scale_worth,
    with_suffix,
)

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


_START = re.compile(r"[0-9零〇一二三四五六七八九两十百千万亿廿卅卌几数半]")
_DIGIT_RUN = re.compile(r"\d+")
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
    return replace(number, unit=unit or number.unit, approximation=said)


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
            run = _DIGIT_RUN.match(plain, start) or ROW.match(plain, start)
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
    first = read_plain(text, start)
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
        return replace(number, end=sign + 1, unit="%")
    if text.startswith("‰", sign):
        return replace(number, end=sign + 1, unit="%", value=number.value / 10, step=number.step / 10)
    tenths = _TENTHS.match(text, end)
    if (tenths and 0 < number.value <= 10 and not number.scale and number.approximation != "more") or (
        tenths and number.is_range and 0 < number.value < 10
    ):
        ones = DIGITS[tenths[1]] if tenths[1] else 0
        step = Decimal(1 if tenths[1] else 10) * number.step
        return with_suffix(text, replace(number, end=tenths.end(), unit="%", value=number.value * 10 + ones, step=step))
    return number


def _read_fraction(text: str, bottom: Number) -> Number | None:
    """百分之十二点五, 千分之三, 三分之二; `bottom` is what stands before 分之."""
    top = read_plain(text, bottom.end + 2)
    if top is None or bottom.value == 0:
        return None
    if bottom.value in _FRACTION_TOP:
        worth = 100 / bottom.value
        value, step = plain_decimal(top.value * worth), top.step * worth
    else:
        # 三分之二 is 66.7: the guide's convention
        value, step = plain_decimal(round(top.value * 100 / bottom.value, 1)), Decimal(1)
    return _with_upper_bound(text, replace(top, start=bottom.start, unit="%", value=value, step=step, is_bare=False))


def _with_upper_bound(text: str, lower: Number) -> Number:
    """3至5, 10%-20%, 3至5万: the number with the upper bound that follows it, if one does."""
    between = _BETWEEN.match(text, lower.end)
    if between is None or lower.approximation or lower.is_bare:
        return lower
    skip = 3 if text.startswith("百分之", between.end()) else 0
    upper = read_plain(text, between.end() + skip)
    if upper is None or upper.is_digits or upper.is_bare:
        return lower
    upper = _with_share(text, upper)
    value, step, unit = lower.value, lower.step, lower.unit or upper.unit
    if lower.unit != upper.unit and lower.unit and not text.startswith("百分之", lower.start):
        return lower
    if upper.scale and not lower.scale:  # 3至5万 means 3万
        factor = scale_worth(upper.scale)
        value, step = value * factor, step * factor
    if unit == "%" and upper.unit == "%" and not lower.unit and text[upper.end - 1] not in "%‰":  # 三至五成
        value, step = value * 10, step * 10
    if value >= upper.value:
        return lower
    scale = lower.scale or upper.scale
    return Number(lower.start, upper.end, value, unit, scale, step, "more", is_range=True)
