"""Whose report it is, on which year, in which form: each with what it was concluded from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.analysis import Template
from nlp.document import TableBlock
from nlp.segment import bodies
from nlp.segment.front import Front

# The period that a preamble states: '统计期限自2011年1月1日起至……', '2022年1月1日至12月31日'.
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日(?:起|开始)?\s*[至到—－\-~～]")
_OWN_YEAR = re.compile(r"(20\d\d)\s*年度?(?:的)?(?:政府)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
_ANY_YEAR = re.compile(r"(?<![\d〔\[(（【])(20\d\d)\s*年")
_NOTICES: tuple[tuple[str, Template], ...] = (
    (r"国?办?公开办函\s*[〔\[（(【]\s*2019\s*[〕\]）)】]\s*60\s*号", "2019"),
    (r"国?办?公开办函\s*[〔\[（(【]\s*2021\s*[〕\]）)】]\s*30\s*号", "2021"),
)


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
        longer = _spelt_out(named, paragraphs) or _with_place(named, [*front.bodies, *preamble])
        return (longer, f"标题“{named}”与正文“{longer}”") if longer else (named, f"标题“{front.title}”")
    if named:
        for signed in front.bodies:
            if signed.startswith(named):
                return signed, f"落款“{signed}”"
        found = bodies.bodies_of_place(named, [*preamble, *paragraphs])
        if found:
            return found, f"标题“{named}”与正文“{found}”"
        governed = _government(named, paragraphs)
        if governed:
            return governed, f"标题只有地名“{named}”，按其政府"
        return named, f"标题“{front.title}”"
    for signed in reversed(front.bodies):
        return signed, f"落款“{signed}”"
    for text in preamble:
        found = bodies.body_to_contact(text) or bodies.body_at_start(text)
        if found:
            return found, f"正文“{text[:20]}…”提到“{found}”"
    for text in preamble:
        place = bodies.place_at_start(text)
        governed = (bodies.bodies_of_place(place, paragraphs) or _government(place, paragraphs)) if place else None
        if place and governed:
            return governed, f"正文“{text[:20]}…”的主语“{place}”，按其政府"
    return None, ""


def _government(place: str, paragraphs: Sequence[str]) -> str | None:
    """A report of a place without a body named is its government's; zones are governed by a 管委会."""
    if re.search(r"(?:开发区|实验区|高新区|示范区|园区|新区|保税区|度假区|风景区)$", place):
        committee = any("管委会" in text for text in paragraphs)
        return place + ("管委会" if committee else "管理委员会")
    return place + "人民政府" if re.search(r"[省市县区州盟旗乡镇]$", place) else None


def _spelt_out(named: str, paragraphs: Sequence[str]) -> str | None:
    """The name in full where the title has it short: '云岫市教委' in the title, '云岫市教育委员会' in the text."""
    parts = re.fullmatch(r"(.{1,8}?[省市县区州])([\u4e00-\u9fff]{1,2})([厅局委])", named)
    if not parts:
        return None
    place, core, kind = parts.groups()
    inner = "".join(f"{character}[\u4e00-\u9fff]{{0,4}}?" for character in core)
    pattern = re.compile(place + inner + ("(?:委员会|委)" if kind == "委" else kind))
    for text in paragraphs:
        found = pattern.search(text)
        if found and found.group() != named and not re.search(r"[和与及、厅局委](?=.)", found.group()[len(place) : -3]):
            return found.group()
    return None


def _with_place(named: str, texts: Sequence[str]) -> str | None:
    """The name with the place above it, where sign-off or preamble write it so: '临溪市云岫区人民政府'."""
    for text in texts:
        found = re.search(r"([\u4e00-\u9fff]{2,4}[省市州盟])" + re.escape(named), text)
        above = re.sub(r"^.*[由与向在对和及的是请将为系]", "", found[1]) if found else ""
        if len(above) > 2:
            return above + named
    return None


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
