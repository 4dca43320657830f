"""Whose report it is, on which year, in which form: each with what it was concluded from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.analysis import Template
from nlp.document import TableBlock
from nlp.segment import bodies

# The period that a preamble states: '统计期限自2011年1月1日起至……', '2022年1月1日至12月31日'.
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日(?:起|开始)?\s*[至到—－\-~～]")
_OWN_YEAR = re.compile(r"(20\d\d)\s*年度?(?:的)?(?:政府)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
_ANY_YEAR = re.compile(r"(?<![\d〔\[(（【])(20\d\d)\s*年")
_NOTICES: tuple[tuple[str, Template], ...] = (
    (r"国?办?公开办函\s*[〔\[（(【]\s*2019\s*[〕\]）)】]\s*60\s*号", "2019"),
    (r"国?办?公开办函\s*[〔\[（(【]\s*2021\s*[〕\]）)】]\s*30\s*号", "2021"),
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands around the narrative: the title lines, and the lines that sign the report off."""

    title: str | None
    bodies: tuple[str, ...]
    dates: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """See `nlp.segment.report.Report` for the fields."""

    title: str | None
    issuer: str | None
    year: int | None
    template: Template
    evidence: Mapping[str, str]


def identify(front: Front, paragraphs: Sequence[str], tables: Sequence[TableBlock]) -> Identity:
    """Conclude title, issuer, year and template.

    Args:
        front: title and sign-off lines.
        paragraphs: the narrative's texts, in order.
        tables: the tables, in order.

    Returns:
        What could be told; `evidence` says in Chinese what each was concluded from.
    """
    evidence: dict[str, str] = {}
    if front.title:
        evidence["title"] = "正文之前的标题行"
    issuer, evidence_of_issuer = _issuer(front, paragraphs)
    year, evidence_of_year = _year(front, paragraphs)
    template, evidence["template"] = _template(year, paragraphs, tables)
    if issuer:
        evidence["issuer"] = evidence_of_issuer
    if year:
        evidence["year"] = evidence_of_year
    return Identity(front.title, issuer, year, template, evidence)


def _issuer(front: Front, paragraphs: Sequence[str]) -> tuple[str | None, str]:
    named = bodies.title_parts(front.title)[0] if front.title else ""
    named = re.sub(r"^(?:当前位置.*|首页.*)", "", named)
    preamble = paragraphs[:4]
    if named and bodies.is_full_name(named):
        longer = _longer_name(named, [*front.bodies, *preamble])
        return (longer, f"标题“{named}”与正文“{longer}”") if longer else (named, f"标题“{front.title}”")
    if named:
        for signed in front.bodies:
            if signed.startswith(named):
                return signed, f"落款“{signed}”"
        found = bodies.bodies_of_place(named, [*preamble, *paragraphs])
        if found:
            return found, f"标题“{named}”与正文“{found}”"
        found = _spelt_out(named, paragraphs)
        if found:
            return found, f"标题“{named}”与正文“{found}”"
        if re.search(r"[省市县区州盟旗乡镇]$", named):
            # A report of a place without a body named is its government's.
            return named + "人民政府", f"标题只有地名“{named}”，按其人民政府"
        return named, f"标题“{front.title}”"
    for signed in reversed(front.bodies):
        return signed, f"落款“{signed}”"
    for text in preamble:
        found = bodies.body_to_contact(text) or bodies.body_at_start(text)
        if found:
            return found, f"正文“{text[:20]}…”提到“{found}”"
    return None, ""


def _longer_name(named: str, texts: Sequence[str]) -> str | None:
    """The fuller name that a sign-off or preamble gives a body whose title was cut short: '临溪区甲街道' for '甲街道'."""
    inner = re.compile(r"([\u4e00-\u9fff]{2,6}(?:省|市|州))(?=" + re.escape(named[:2]) + r")")
    for text in texts:
        for found in inner.finditer(text):
            rest = text[found.end() :]
            direct = rest.startswith(named)
            placed = re.match(r"([\u4e00-\u9fff]{2,6}?[区县市])(人民政府)?([\u4e00-\u9fff]{2,12}?街道办事处)", rest)
            if direct:
                return _name_part(found.group(1)) + named
            if placed and placed.group(1) + placed.group(3) == named:
                return _name_part(found.group(1)) + placed.group()
    return None


def _name_part(place: str) -> str:
    """A place without the words that run up to it in a sentence ('请联系临汐市')."""
    return re.sub(r"^.*(?:请|与|由|向|系|在|对|和|及|的|是)", "", place)


def _spelt_out(named: str, paragraphs: Sequence[str]) -> str | None:
    """'云岫市教委' in the title, '云岫市教育委员会' in the text."""
    place = re.match(r".{1,8}?[省市县区]", named)
    if not place or len(named) <= place.end():
        return None
    core = named[place.end() : -1]
    pattern = re.compile(re.escape(place.group()) + "".join(f"{re.escape(c)}[\u4e00-\u9fff]{{0,4}}?" for c in core) + r"(?:委员会|管理局|厅|局)")
    return next((found.group() for text in paragraphs if (found := pattern.search(text))), None)


def _year(front: Front, paragraphs: Sequence[str]) -> tuple[int | None, str]:
    if front.title:
        year = bodies.title_parts(front.title)[1]
        if year:
            return year, f"标题“{front.title}”"
    for text in paragraphs[:6]:
        for pattern in (_PERIOD, _OWN_YEAR):
            found = pattern.search(text)
            if found:
                return int(found[1]), f"正文“{text[found.start() : found.end() + 8]}”"
    counts = Counter(int(year) for text in paragraphs for year in _ANY_YEAR.findall(text))
    for year, month in front.dates:
        # A report on a year is due by the end of January and signed within the next half year (《条例》第四十九条).
        return (year - 1 if month <= 8 else year), f"落款日期{year}年{month}月"
    if counts:
        year, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        return year, f"正文提到{year}年{times}次，最多"
    return None, ""


def _template(year: int | None, paragraphs: Sequence[str], tables: Sequence[TableBlock]) -> tuple[Template, str]:
    from nlp.tables import recognise_template

    recognised = recognise_template(tables)
    if recognised:
        return recognised
    for text in paragraphs[:4]:
        for pattern, template in _NOTICES:
            found = re.search(pattern, text)
            if found and (year is None or template == _template_of_year(year)):
                return template, f"正文提到“{found.group()}”"
    if year is None:
        return "none", "没有法定表格，年份不明"
    return _template_of_year(year), f"按报告年份{year}"


def _template_of_year(year: int) -> Template:
    """国办公开办函〔2019〕60号 governs 2019 and 2020, 〔2021〕30号 from 2021 on."""
    return "none" if year < 2019 else "2019" if year < 2021 else "2021"
