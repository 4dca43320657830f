"""A document taken apart: noise out, sections cut, headings stacked over their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.document import Block, Document, TableBlock
from nlp.segment import bodies
from nlp.segment.front import is_front, sign_offs, take_title
from nlp.segment.headings import is_heading
from nlp.segment.identity import identify
from nlp.segment.joining import join_broken
from nlp.segment.known_titles import is_main_title
from nlp.segment.marks import mark_at_start
from nlp.segment.noise import without_noise
from nlp.segment.outline import Outline
from nlp.segment.remnants import is_remnant
from nlp.segment.report import Paragraph, Report
from nlp.segment.sentence import sentences
from nlp.segment.splitting import Splitter

# The head of the statistics that reports before 2019 append, when it came as running text.
_STATISTICS = re.compile(r"(?:指标名称|统计指标)\s*(?:计量\s*)?单\s*位")
_STATISTICS_TITLE = re.compile(
    r"(?:(?<=[\s。日])|^)(?:附(?:件|表)?\s*\d?[：:]|[一二三四五六七八九十]、)?[^\s。]{2,40}(?:统计表|情况表)"
)


def segment(document: Document) -> Report:
    """Take a document apart into title, headings, paragraphs, sentences and tables.

    Args:
        document: what a reader gave.

    Returns:
        The report; a document without any narrative gives a report without paragraphs and a warning.

    Raises:
        Nothing of its own: whether an empty report is an error is for the caller to say.
    """
    from nlp.tables import find_flat

    blocks = find_flat(without_noise(document.blocks))
    title, body = take_title(join_broken(blocks))
    lines = _split(body, bodies.title_parts(title)[0] if title else "")
    lines = _without_remnants(lines)
    narrative = [line for line in lines if isinstance(line, TableBlock) or not is_front(line.text)]
    paragraphs = _paragraphs(narrative)
    tables = tuple(line for line in lines if isinstance(line, TableBlock))
    signed = sign_offs([line.text for line in lines if isinstance(line, _Line)])
    identity = identify(replace(signed, title=title), [paragraph.text for paragraph in paragraphs], tables)
    warnings = [*document.warnings]
    if not paragraphs:
        warnings.append("没有找到叙述文字。")
    if identity.year is None:
        warnings.append("看不出报告的年份。")
    return Report(
        identity.title,
        identity.issuer,
        identity.year,
        identity.template,
        tuple(paragraphs),
        tables,
        identity.evidence,
        tuple(warnings),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of text after cutting; only the first piece of a block keeps the level its source gave."""

    text: str
    level: int | None


def _split(blocks: Sequence[Block], issuer: str) -> list[_Line | TableBlock]:
    splitter = Splitter(issuer)
    lines: list[_Line | TableBlock] = []
    for block in blocks:
        if isinstance(block, TableBlock):
            lines.append(block)
            continue
        narrative, statistics = _without_statistics(block.text)
        pieces = splitter.split(narrative) if narrative else []
        lines += [_Line(piece, None if number else block.level) for number, piece in enumerate(pieces)]
        lines += [TableBlock.from_rows([[statistics]], "lines", block.page)] if statistics else []
    return lines


def _without_statistics(text: str) -> tuple[str, str]:
    """The narrative and, where the text ends in the old statistics, these with their title."""
    head = _STATISTICS.search(text)
    if head is None or "。" in text[head.end() :]:
        return text, ""
    titles = list(_STATISTICS_TITLE.finditer(text, 0, head.start()))
    start = titles[-1].start() if titles else head.start()
    return text[:start].strip(), text[start:].strip()


def _without_remnants(lines: Sequence[_Line | TableBlock]) -> list[_Line | TableBlock]:
    """The lines without torn labels, which are looked for only in main sections that hold a table."""
    kept: list[_Line | TableBlock] = []
    starts = [place for place, line in enumerate(lines) if isinstance(line, _Line) and _opens_main_section(line.text)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        section = lines[start:end]
        tabled = any(isinstance(line, TableBlock) for line in section)
        kept += [
            line
            for place, line in enumerate(section)
            if not (tabled and isinstance(line, _Line) and is_remnant(line.text)) or (place == 0 and start in starts)
        ]
    return kept


def _opens_main_section(text: str) -> bool:
    mark = mark_at_start(text)
    return mark is not None and mark.form == "section" and is_main_title(text[mark.end :])


def _paragraphs(lines: Sequence[_Line | TableBlock]) -> list[Paragraph]:
    outline = Outline()
    paragraphs: list[Paragraph] = []
    for place, line in enumerate(lines):
        if not isinstance(line, _Line):
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        following_text = following.text if isinstance(following, _Line) else None
        if is_heading(line.text, line.level, following_text):
            outline.open(line.text, line.level)
            continue
        outline.pass_by(line.text)
        paragraphs.append(Paragraph(len(paragraphs), outline.path, line.text, sentences(line.text)))
    return paragraphs
