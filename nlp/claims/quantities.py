"""Quantities in a paragraph: a number with its unit, its rough word, and nothing that only looks like one.

Numbers come from `numerals`, measure words from `units`; this module decides which of the numbers count something.
Dates, document numbers, articles, phones, titles, fixed expressions (三公, 一站式, 四级联动) do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from nlp.claims.number import NUMERALS, Approximation, Number, plain_decimal, scale_worth
from nlp.claims.numerals import APPROXIMATE_AFTER, APPROXIMATE_BEFORE, approximation_before, find_numbers
from nlp.claims.protected import SERVICE_LINES, Protected
from nlp.claims.units import MONEY_UNITS, NOT_BEFORE, TIME_UNITS, UNITS


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts or measures something.

    Attributes:
        start: offset of the rough word, or of the number where there is none.
        end: offset after the unit, or after the number where there is none.
        number_start: offset of the number's first character.
        number_end: offset after its last one, 余 or 多 included.
        value: the number, 万 and 亿 worked out (1.2万条 → 12000) but for money, which stays in the unit written
            (5.14亿元 → 5.14); shares as per cent; a range as its lower bound.
        unit: the measure word as written, '%' for any share, '' where there is none.
        approximation: 'about' for 约, 左右; 'more' for 余, 超过, 以上 and ranges; 'less' for 近, 不足, 以下.
        is_range: a lower and an upper bound were written (3至5次, 两三次).
        step: what the last written digit is worth, in the unit of `value`: 100 for 3.76万件, 0.01 for 5.14亿元.
        per: the word that makes it a rate (每期, 月均), if it stands just before.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    unit: str
    approximation: Approximation | None
    is_range: bool
    step: Decimal
    per: str | None


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a paragraph.

    Args:
        text: one paragraph, any text.

    Returns:
        Quantities in order of place, without overlaps; offsets count in `text`.

    >>> [(str(q.value), q.unit) for q in find_quantities("第二十条要求，全年公开近1.2万条，同比增长百分之八点五。")]
    [('12000', '条'), ('8.5', '%')]
    """
    protected = Protected(text)
    declared = _declared_units(text)
    found: list[Quantity] = []
    for number in find_numbers(text):
        if protected.cover(number.start, number.end):
            continue
        quantity = _quantity(text, number, _unit_at(declared, number.start))
        if quantity is not None and (not found or quantity.start >= found[-1].end):
            found.append(quantity)
    return found


_PER = re.compile(
    r"(每(?:一)?(?:个?(?:季度|学期|半年|两年|年度|工作日|单位|部门)|[期年月周日天次季人名个家户场项件])|[年月日周季人户次均]均|平均)"
    r"[^0-9０-９，。；、：（）]{0,6}$"
)


_UNIT = re.compile("|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)))
# 主要指标（单位：件）——申请总数86，当面18: one unit for the numbers of the sentence
_DECLARED = re.compile(
    rf"[（(]\s?(?:单位\s?[:：]\s?(?P<named>{_UNIT.pattern})\s?[)）]|(?P<bare>{_UNIT.pattern})\s?[)）]\s?[-—–:：])"
)
_SENTENCE_END = re.compile(r"[。！？]|$")


def _declared_units(text: str) -> list[tuple[int, int, str]]:
    """Where a unit is declared for all numbers to the end of the sentence: (from, to, unit)."""
    places = []
    for found in _DECLARED.finditer(text):
        stop = _SENTENCE_END.search(text, found.end(), found.end() + 400)
        places.append((found.end(), stop.start() if stop else found.end(), found["named"] or found["bare"]))
    return places


def _unit_at(declared: list[tuple[int, int, str]], place: int) -> str:
    """The unit declared last for a place, '' where none is."""
    index = bisect_right(declared, (place, len(declared), "")) - 1
    return declared[index][2] if index >= 0 and place < declared[index][1] else ""


def _quantity(text: str, number: Number, declared: str) -> Quantity | None:
    """The quantity that a number is, or None where it counts nothing; `declared`: the unit for a number without."""
    if number.is_digits or _is_cut(text, number):
        return None
    word = _word_before(text, number)
    number_end = number.end
    unit, end = ("%", number_end) if number.unit else _unit_after(text, number_end)
    if number.is_bare and not word and number.approximation != "more" and text[number.start - 1 : number.start] != "达":
        return None
    if unit == "" and declared and _ITEM.match(text, number_end):
        unit = declared
    elif not (_counts(text, number, word, unit, end) if unit else _stands_alone(text, number, word)):
        return None
    value, step = number.value, number.step
    if unit in MONEY_UNITS and number.scale:
        worth = scale_worth(number.scale)
        value, step, unit = plain_decimal(value / worth), step / worth, number.scale + unit
    start = number.start - len(word)
    return Quantity(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number_end,
        value=value,
        unit=unit,
        approximation=_approximation(text, number, word, end),
        is_range=number.is_range,
        step=step,
        per=_per(text, start),
    )


# Words that end in a rough word and are none: 通过3件, 附近2个, 节约5万元
_NO_WORD = re.compile(
    r"(?:[通经透穿不难错路]过|[附最邻靠临亲]近|[节预公签合制条违特大邀契]约|[赶反]超|[以之至如同马晚早网向]上"
    r"|[形完建构组变改做]成)$"
)


def _word_before(text: str, number: Number) -> str:
    """The rough word directly before a number, '' where there is none."""
    word = approximation_before(text, number.start)
    if word in ("上", "成") and not number.is_bare:
        return ""
    if word and len(word) == 1 and _NO_WORD.search(text, max(number.start - 2, 0), number.start):
        return ""
    return word


def _is_cut(text: str, number: Number) -> bool:
    """Whether the number is only a part of a longer string: 十四 of 十四五, 25 of A25, 3 of 1.2.3."""
    before = text[number.start - 1 : number.start]
    after = text[number.end : number.end + 1]
    if before and ((before.isascii() and before.isalnum()) or before in "第+＋×/@_#＃·•№-－."):
        return True
    if before and before in NUMERALS and text[number.start] in NUMERALS:
        return True
    if after and after in "+＋×/@_#·•":
        return True
    return bool(after) and (after in NUMERALS or after.isdigit()) and text[number.end - 1] in NUMERALS


def _unit_after(text: str, place: int) -> tuple[str, int]:
    """The unit that follows and the offset after it; ('', place) where none does."""
    begin = place
    while begin < len(text) and begin - place < 2 and text[begin] in " \u00a0\u3000":
        begin += 1
    size = 8
    while size:
        match = _UNIT.match(text, begin, begin + size)
        if match is None:
            return "", place
        unit = match[0]
        if text[match.end() : match.end() + 1] not in (NOT_BEFORE.get(unit) or ()) or match.end() == len(text):
            return unit, match.end()
        size = len(unit) - 1  # 项目 is no 项; a shorter unit may still fit
    return "", place


# What may not follow a number that stands without a unit
_NO_NOUN = re.compile(
    r"\s?(?:其中|第|[一二三四五六七八九十]、|[年月日时号版级届楼层室路点季周岁度代维中大强甲是要则、.．:：)）\]】〕a-zA-Z%&/]|热线|平台|政务|工单|便民|公开|世纪|后|周年"
    r"|省|新|市|阳)"
)
# What introduces a number without a unit: 浏览量为536万, 共1400
_INTRODUCES = re.compile(
    r"(?:为|达|达到|达成|至|到|计|有|共|共计|合计|总计|量|数|突破|超过|超|逾|近|约|分别|发布|公开|受理|办理"
    r"|累计|人数)[了：:]?$"
)
# Nouns that a small number counts without a measure word
_NOUN = re.compile(r"(?:部门|部委|单位|县区|区县|市县|乡镇|镇街|街道|委办局|科室|处室|企业|学校)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ITEM = re.compile(r"\s?(?:[，。；、,;）)]|其中|$)")  # what ends an item of a list: 当面18，传真2
_END = re.compile(r"\s?(?:[，。；、,;）)！]|以上|以下|左右|$)")


def _stands_alone(text: str, number: Number, word: str) -> bool:
    """Whether a number without a unit counts something: 浏览量为536万，80多单位，1400政策文件."""
    digits = text[number.start : number.end]
    if digits in SERVICE_LINES:
        return False
    written = number.scale != "" or number.approximation == "more" or word != ""
    if digits[-1] not in "余多" and _NO_NOUN.match(text, number.end) and not _END.match(text, number.end):
        return False
    if digits[0] in NUMERALS:
        # Chinese numerals without a unit are words unless something says that they count: 突破十万
        return written and number.value >= 10 and not number.is_range and (number.scale != "" or word != "")
    introduced = _INTRODUCES.search(text, max(number.start - 4, 0), number.start) is not None
    if _END.match(text, number.end):
        if number.is_range or (1900 <= number.value <= 2100 and number.step == 1):
            return False
        return written or (introduced and number.value >= 10)
    if not _HAN.match(text, number.end):
        return False
    if number.value > 1 and _NOUN.match(text, number.end):
        return True
    if (1900 <= number.value <= 2100 and not written) or number.is_range:
        return False
    return written or (number.value >= 10 and introduced) or number.value >= 100


_SINGLE_ONE = re.compile(
    r"(?:开展|组织|召开|举办|举行|听取|进行|印发|发布|编印|更新|通报|研究|培训|检查|评估|调度|办理|受理|收到|开|办|发)(?:了|过)?"
    r"[^，。；：、0-9]{0,14}$"
)
_BREAK = re.compile(r"\s?(?:[，。；、,;）)！]|$)")
_LIMIT = re.compile(r"\s?(?:之内|以内|内|未|没有|前|后(?!续)|后续|期限|时限)")
_LIMIT_BEFORE = re.compile(
    r"(?:不超过|不得超过|超期|逾期|满|(?<!超出)法定(?:期限|时限)|(?<!法定)期限|时限为?|自.{0,8}起|之日起)$"
)
_RUNNING = ("连续", "历时", "任期")
_SCORE = re.compile(r"(?:得|占|扣|加|为|计|达|到|获|考核的|、|，|共|满分|分值|近|超|提高|提升|的|均|第一)$")


def _counts(text: str, number: Number, word: str, unit: str, end: int) -> bool:
    """Whether a number with a unit counts the body's work: not 一件事, 十分, 20个工作日内."""
    digits = text[number.start : number.end]
    if unit in TIME_UNITS:
        if unit in ("年", "周", "个月"):
            return unit == "年" and number.value < 100 and text.endswith(_RUNNING, 0, number.start)
        if text.startswith("的", end) and word.startswith("超"):  # 超过5天的一律通报
            return False
        if _LIMIT.match(text, end) or _LIMIT_BEFORE.search(text[max(number.start - 10, 0) : number.start]):
            return False
    if unit in ("名", "位") and text.endswith(("前", "列", "居", "排名", "名列"), 0, number.start):  # 前10名: a rank
        return False
    if digits == "二":  # 二次传播, 二期: an ordinal; who counts writes 两
        return False
    if unit == "分" and text.endswith(("满分", "满分为", "总分"), 0, number.start):
        return False
    if digits == "一":
        before = text[max(number.start - 24, 0) : number.start]
        if unit in ("件", "起", "宗", "条", "份") and (before.endswith("其中") or _is_listed(text, number.start, end, unit)):
            return True
        return (
            unit in ("次", "期", "场", "轮", "件", "份", "篇", "起")
            and _SINGLE_ONE.search(before) is not None
            and before[-1] not in "每某任第统这那同唯逐再"
            and _BREAK.match(text, end) is not None
        )
    if unit == "分" and digits[0] in NUMERALS:
        return _SCORE.search(text, max(number.start - 3, 0), number.start) is not None
    return not (number.value == 0 and digits in ("零", "〇"))


# 2件，一件维持、一件撤回: one of those that the sentence has counted; never 一件事, 一件不落
_LISTED_BEFORE = re.compile(r"(?:[，、；：（]|另外?|还有)$")
_LISTED_BEHIND = re.compile(r"[事不一套样个接旧大小]|份[件接]")
_CLAUSES = re.compile(r"[。！？]")


def _is_listed(text: str, start: int, end: int, unit: str) -> bool:
    sentence = _CLAUSES.split(text[max(start - 80, 0) : start])[-1]
    counted = re.search(rf"[0-9０-９两二三四五六七八九十]{unit}|[两二三]名", sentence)
    return bool(counted and _LISTED_BEFORE.search(sentence) and not _LISTED_BEHIND.match(text, end))


_AFTER_WORDS = sorted(APPROXIMATE_AFTER, key=len, reverse=True)


def _approximation(text: str, number: Number, word: str, end: int) -> Approximation | None:
    """What the words before and after say; the more telling one first."""
    for after in _AFTER_WORDS:
        if text.startswith(after, end) or text.startswith(after, number.end):
            return APPROXIMATE_AFTER[after]
    return number.approximation or APPROXIMATE_BEFORE.get(word)


def _per(text: str, start: int) -> str | None:
    found = _PER.search(text[max(start - 12, 0) : start])
    return found[1] if found else None
