"""A document taken apart: noise out, sections cut, headings stacked over their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.document import Block, Document, TableBlock, TextBlock
from nlp.segment import bodies
from nlp.segment.headings import is_heading
from nlp.segment.identity import Front, identify
from nlp.segment.joining import join_broken
from nlp.segment.noise import without_noise
from nlp.segment.outline import Outline
from nlp.segment.report import Paragraph, Report
from nlp.segment.sentence import sentences
from nlp.segment.splitting import Splitter

_ADDRESSEE = re.compile(r"[\u4e00-\u9fff]{1,20}(?:办公厅|办公室|人民政府|厅|局|委员会)[：:]")
_TABLE_LABEL = re.compile(
    r"第二十条\s*第[（(].[）)]项|[(（]本列数据的勾稽关系.{0,40}[)）]?|申请人情况\s*(?:[(（].{2,12}[)）])?|表[一二三四五六]：.{4,30}|\(?（?单位[:：].{1,4}[)）]?"
)
_LONGEST_FRONT_LINE = 60


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
    front, rest = _take_front(_split(join_broken(blocks)))
    paragraphs = _paragraphs(rest)
    tables = tuple(block for block in rest if isinstance(block, TableBlock))
    identity = identify(front, [paragraph.text for paragraph in paragraphs], tables)
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


def _split(blocks: Sequence[Block]) -> list[_Line | TableBlock]:
    splitter = Splitter()
    lines: list[_Line | TableBlock] = []
    for place, block in enumerate(blocks):
        if isinstance(block, TableBlock):
            lines.append(block)
            continue
        text = block.text
        titled = bodies.title_before_text(text) if place < 8 else None
        if titled:
            lines.append(_Line(titled[0], block.level))
            text = titled[1]
        lines += [_Line(piece, None if number else block.level) for number, piece in enumerate(splitter.split(text))]
    return lines


def _take_front(lines: Sequence[_Line | TableBlock]) -> tuple[Front, list[_Line | TableBlock]]:
    """The title and the lines that sign off, taken out of the rest."""
    title, start = _title(lines)
    names: list[str] = []
    dates: list[tuple[int, int]] = []
    rest: list[_Line | TableBlock] = []
    for line in lines[start:]:
        signed = bodies.sign_off(line.text) if isinstance(line, _Line) else None
        if signed is None:
            if not isinstance(line, _Line) or not _is_label(line.text):
                rest.append(line)
            continue
        names += [signed[0]] if signed[0] else []
        dates += [signed[1]] if signed[1] else []
    return Front(title, tuple(names), tuple(dates)), rest


def _is_label(text: str) -> bool:
    return bool(_ADDRESSEE.fullmatch(text) or _TABLE_LABEL.fullmatch(text)) or (len(text) < 70 and bodies.is_title(text))


def _title(lines: Sequence[_Line | TableBlock]) -> tuple[str | None, int]:
    """The title, put together where it stands on two or three lines, and the place behind it."""
    texts = [line.text if isinstance(line, _Line) else "" for line in lines[:12]]
    for place, text in enumerate(texts):
        if not text or len(text) > _LONGEST_FRONT_LINE:
            break
        for count in (1, 2, 3):
            parts = texts[place : place + count]
            together = "".join(re.sub(r"^#+\s*", "", part) for part in parts)
            if all(parts) and bodies.is_title(together):
                return re.sub(r"\s+", "", together), _behind_repeats(texts, place + count)
    return None, 0


def _behind_repeats(texts: Sequence[str], place: int) -> int:
    """Web pages give the title twice, the second time perhaps on two lines."""
    while place < len(texts) and bodies.is_title(texts[place]):
        place += 1
    return place


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
