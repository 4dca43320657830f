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
from nlp.segment.noise import without_noise
from nlp.segment.outline import Outline
from nlp.segment.report import Paragraph, Report
from nlp.segment.sentence import sentences
from nlp.segment.splitting import Splitter

# The head of the statistics that reports before 2019 append, when it came as running text.
_STATISTICS = re.compile(r"(?:指标名称|统计指标)\s*(?:计量)?\s*单\s*位")


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
        for number, piece in enumerate(splitter.split(block.text)):
            statistics = _STATISTICS.search(piece)
            lines.append(
                TableBlock.from_rows([[piece]], "lines", block.page)
                if statistics and "。" not in piece[statistics.start() :]
                else _Line(piece, None if number else block.level)
            )
    return lines


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
