"""Names of administrative bodies, dates, and titles of annual reports: how they are recognised in a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nlp.segment.marks import han_value, mark_at_start

# What a body's full name ends in, longest first where one holds another.
_SUFFIXES = (
    *("人民政府办公厅", "人民政府办公室", "人民政府", "街道办事处", "办事处"),
    *("管理委员会", "党工委管委会", "管委会", "委员会", "管理局", "监督管理局", "办公厅", "办公室", "政府"),
    *("厅", "局", "部", "署", "院", "联合会", "委", "中心", "总队", "支队"),
)
_SUFFIX = "(?:" + "|".join(_SUFFIXES) + ")"
_BODY = re.compile(rf"[\u4e00-\u9fff（）()]{{2,30}}?{_SUFFIX}(?:（[^）]{{2,20}}）)?")
# The suffixes that a place's own government has, best first.
_GOVERNMENTS = ("人民政府", "管委会", "管理委员会", "街道办事处", "办事处")

# What bodies do in the first sentence of a report.
_VERBS = "(?:坚持|认真|深入|全面|严格|以|紧|积极|贯彻|切实|按照|根据|编制|组织|高度|持续|扎实|始终|主动)"

_HAN_DIGITS = "〇○零ΟOo一二三四五六七八九０-９"
_YEAR = rf"(?:(?:19|20)\s?\d\s?\d|[{_HAN_DIGITS}]{{4}})"
_LONGEST_SIGN_OFF = 60  # characters
_DIGITS = str.maketrans("一二三四五六七八九〇○零ΟOo", "123456789000000")
_DATE = re.compile(
    rf"[(（]?\s*(?P<year>{_YEAR})\s*(?:年|[-/.])\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*(?:月|[-/.])"
    rf"\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日?\s*[)）]?"
)
_TITLE = re.compile(
    rf"""
    (?P<before>[^，。；：\d]{{0,40}}?)\s*
    [(（]?\s*(?P<year>{_YEAR})?\s*(?:年度?|[-—]\s*20\d\d\s*年)?\s*[)）]?\s*
    (?P<after>[^，。；：\d]{{0,40}}?)
    (?P<what>(?:政府)?(?:信息|政务)(?:与政务)?公开(?:工作)?(?:的)?(?:情况)?)\s*(?:[(（]?\s*(?P<late>{_YEAR})\s*年度?\s*[)）]?)?
    \s*(?:工作)?\s*(?:年度)?\s*(?:工作)?\s*(?:情况)?(?:的)?(?:报告|年报|总结|统计表)(?:\s*[(（]\s*(?P<last>{_YEAR})\s*年?度?\s*[)）])?
    """,
    re.VERBOSE,
)
_TITLE_IN_LINE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<title>(?:[\u4e00-\u9fff（）]{{2,30}}\s*)?{_YEAR}\s*年度?\s?[^\s，。；]{{0,25}}(?:报告|年报|总结))"
)
_FIRST_WORDS = re.compile(r"\s*(?:根据|按照|依据|依照|为了?|本报告|本年度报告|现)")


def is_title(text: str) -> bool:
    """Whether a line is, or ends as, the title of an annual report on disclosure.

    >>> is_title("云岫县2013年政府信息公开工作年度报告")
    True
    """
    return len(text) <= 70 and _TITLE.fullmatch(_bare(text)) is not None


def title_in(text: str, at_text: bool) -> tuple[str, int] | None:
    """The title that a longer line holds before its first sentence, and the offset behind it.

    Args:
        text: the beginning of a block.
        at_text: whether the report's first sentence must follow directly ('……年度报告 根据《条例》……').
    """
    for found in _TITLE_IN_LINE.finditer(text):
        title = found.group("title").strip()
        if "。" in text[: found.start()]:
            return None
        if is_title(title) and (not at_text or _FIRST_WORDS.match(text, found.end())):
            return re.sub(r"\s+", "", title), found.end()
    return None


def title_parts(title: str) -> tuple[str, int | None]:
    """The body or place that a title names ('' where none), and its year.

    >>> title_parts("2019年云岫市人民政府办公厅政府信息公开工作年度报告")
    ('云岫市人民政府办公厅', 2019)
    """
    found = _TITLE.fullmatch(_bare(title))
    if not found:
        return "", None
    body = (found["before"] or "").strip() or (found["after"] or "").strip()
    year = found["year"] or found["late"] or found["last"]
    spelt = re.search(rf"({_YEAR})年度?", body)  # '二〇一九年': the pattern takes Chinese digits for part of a name
    if not year and spelt:
        body, year = body.replace(spelt.group(), ""), spelt.group(1)
    return re.sub(r"\s+|^关于|[《》]|的$", "", body), number_of_year(year) if year else None


def number_of_year(text: str) -> int:
    """'2020', '２０２０' and '二〇二〇' as a number.

    >>> number_of_year("二○一九")
    2019
    """
    return int(re.sub(r"\s", "", text).translate(_DIGITS))


def is_body(text: str) -> bool:
    """Whether a line is the name of an administrative body and nothing else."""
    return len(text) <= 32 and mark_at_start(text) is None and _BODY.fullmatch(re.sub(r"\s", "", text)) is not None


def sign_off(text: str) -> tuple[str, tuple[int, int] | None] | None:
    """The body ('' where none) and the (year, month) of a line that signs a report off; None for any other line.

    >>> sign_off("云岫县人民政府 2021年1月20日")
    ('云岫县人民政府', (2021, 1))
    >>> sign_off("二○一二年二月二十日")
    ('', (2012, 2))
    """
    if len(text) > _LONGEST_SIGN_OFF:
        return None
    date = _DATE.search(text)
    if date is not None and not text[date.end() :].strip():
        before = re.sub(r"\s", "", text[: date.start()])
        if not before or is_body(before):
            month = date["month"]
            number = int(month) if month.isdigit() else han_value(month)
            return before, (number_of_year(date["year"]), number)
    return (re.sub(r"\s", "", text), None) if is_body(text) else None


def bodies_of_place(place: str, texts: Iterable[str]) -> str | None:
    """The government of a place as the texts name it most often, None where they do not."""
    counts: Counter[str] = Counter()
    for text in texts:
        for suffix in _GOVERNMENTS:
            counts[place + suffix] += text.count(place + suffix)
    name, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return name if count else None


def body_at_start(text: str) -> str | None:
    """The body that a sentence has for its subject: '2019年，云岫县教育局坚持……'."""
    found = re.match(
        rf"(?:{_YEAR}\s*年(?:度|来|以来)?[，,]?)?\s*(?P<body>[\u4e00-\u9fff]{{2,24}}?(?:{_SUFFIX}))(?:（[^）]{{2,30}}）)?"
        rf"(?={_VERBS})",
        text,
    )
    return found["body"] if found and not found["body"].startswith(("我", "本", "全", "各")) else None


def place_at_start(text: str) -> str | None:
    """The place that a sentence has for its subject: '2024年，云岫新区坚持……'."""
    found = re.match(
        rf"{_YEAR}\s*年(?:度|来|以来)?[，,]\s*(?P<place>[\u4e00-\u9fff]{{2,12}}?[省市县区州盟旗乡镇])(?={_VERBS})",
        text,
    )
    return found["place"] if found and not found["place"].startswith(("我", "本", "全", "各")) else None


def body_to_contact(text: str) -> str | None:
    """The body whose office a preamble asks readers to contact: '请与云岫县人民政府办公室联系'."""
    found = re.search(
        rf"(?:请与|请联系[：:]?|由|请向)(?P<body>[\u4e00-\u9fff]{{2,30}}?{_SUFFIX})(?=[^，。]{{0,20}}(?:联系|编制|咨询|[（(：:]|。))",
        text,
    )
    if not found:
        return None
    body = re.sub(r"(?<=.{3}(?:政府|委会|事处))(?:办公室|办公厅).*$", "", found["body"])
    return body if len(body) > 3 and not body.startswith(("我", "本", "区", "县", "市", "省")) else None


def is_full_name(body: str) -> bool:
    """Whether a title's words name a body, not only a place ('云岫县')."""
    return re.search(rf"{_SUFFIX}(?:（[^）]*）)?$", body) is not None


def _bare(text: str) -> str:
    return re.sub(r"^[#\s《]+|[》\s]+$", "", text)
