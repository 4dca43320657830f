"""Plain text and markdown as blocks.

Text comes in many hands: one paragraph a line, lines wrapped at the page's width, tables as tab-separated rows, as one
cell a line (each beginning with a tab, an empty line after each row) or in markdown. Tables that a pdf extraction has
broken stay lines of text, one block each; they are put together where the statutory forms are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from nlp.document import Block, TableBlock, TextBlock
from nlp.readers import lines as joining

Kind = Literal["blank", "cell", "row", "pipes", "mark", "rule", "heading", "text"]

LINE_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
PIPES_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\s*")  # |---|:--:|
RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,}|```.*)")  # *** --- ===
HASHES = re.compile(r"(#{1,6})\s+(.*)")  # ## 一、总体情况
STARS = re.compile(r"\*\*(?=\S)([^*]{1,400})\*\*")  # **重点**
LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\(([^()\s]{0,1000})\)")  # [政府网站](http://…)
DASH = re.compile(r"\s*(?:[-*•+]\s+|>\s*)(?=[\u4e00-\u9fff（“《\d*\[][^\d\s|])")  # - 一是…  but not - 47
WIDE_BLANKS = re.compile(r"(?:[\u3000\u00a0]{2,}|\u3000 *\u3000|[\u2003]{2,})\s*")  # 　　 begins a paragraph
LONGEST_CELL = 80
LONGEST_GAP = 24
"""How many one-cell lines may stand between two tab-separated rows of one table (rows whose blank cells were lost)."""
LONGEST_MARKUP = 20_000
"""Longer lines are no markdown; they are not searched for it."""


def read_text(text: str) -> tuple[list[Block], list[str]]:
    r"""Plain text or markdown as blocks.

    Args:
        text: decoded text, with any line breaks.

    Returns:
        The blocks in reading order, and warnings.

    >>> blocks, _ = read_text("二、主动公开政府信息情况\n\t规章\n\t3\n\n\t规范性文件\n\t15\n\n三、其他\n无。")
    >>> [block.text for block in blocks if isinstance(block, TextBlock)]
    ['二、主动公开政府信息情况', '三、其他', '无。']
    >>> [[cell.text for cell in row] for row in blocks[1].rows()]
    [['规章', '3'], ['规范性文件', '15']]
    """
    text = joining.clean(text.replace("\r\n", "\n").translate(LINE_BREAKS))
    source = re.sub(r"\n{4,}", "\n\n\n", text).split("\n")
    kinds = _kinds(source)
    texts = [line.strip() for line, kind in zip(source, kinds, strict=True) if kind == "text"]
    wrap = joining.wrap_of([line for line in texts if not joining.looks_like_table(line)])
    blocks: list[Block] = []
    for kind, run in _runs(source, kinds, drop_marks=wrap is not None or _has_marks(source, kinds)):
        if kind == "cell":
            blocks.append(_dump_table(run))
        elif kind == "row":
            rows = [line.split("\t") for line in run if line.strip()]
            blocks.append(TableBlock.from_rows([[cell.strip() for cell in row] for row in rows]))
        elif kind == "pipes":
            blocks.extend(_pipe_tables(run))
        elif kind == "heading":
            blocks.extend(_heading(line) for line in run)
        elif kind == "text":
            blocks.extend(TextBlock(paragraph) for paragraph in _paragraphs(run, wrap))
    return list(_mended([block for block in blocks if not isinstance(block, TextBlock) or block.text])), []


def _mended(blocks: Sequence[Block]) -> Iterator[Block]:
    """Joins a paragraph that was cut within a title or a bracket, as transcriptions cut them at a page's end."""
    parts: list[str] = []
    for block in blocks:
        if not isinstance(block, TextBlock) or block.level is not None:
            if parts:
                yield TextBlock("".join(parts))
            parts = []
            yield block
            continue
        if parts and not joining.is_cut(parts[-1], block.text):
            yield TextBlock("".join(parts))
            parts = []
        parts.append(block.text)
    if parts:
        yield TextBlock("".join(parts))


def _kinds(source: Sequence[str]) -> list[Kind]:
    """What each line is: first by itself, then lines with tabs by their neighbours."""
    kinds = [_kind(line) for line in source]
    _settle(source, kinds, "cell", _is_dump)
    _take_in_one_cell_lines(source, kinds)
    _settle(source, kinds, "row", _is_rows)
    return kinds


def _kind(line: str) -> Kind:
    bare = line.strip()
    if not bare:
        return "cell" if line.startswith("\t") and line.count("\t") == 1 else "row" if "\t" in line else "blank"
    if len(line) > LONGEST_MARKUP:
        return "text"
    if "\t" in line.strip(" \u3000\t") or ("\t" in line and line.startswith("\t\t")):
        return "row"
    if line.startswith("\t"):
        return "cell" if len(bare) <= LONGEST_CELL and bare[-1] not in "。；" else "text"
    if bare[0] == "|" and bare[-1] == "|" and len(bare) > 1:
        return "pipes"
    if bare[0] == "#" and HASHES.fullmatch(bare):
        return "heading"
    if bare[0] in "*-_=`" and RULE.fullmatch(bare):
        return "rule"
    if len(bare) <= 24 and joining.DASHED_PAGE_MARK.fullmatch(bare):
        return "mark"
    return "text"


def _settle(source: Sequence[str], kinds: list[Kind], kind: Kind, is_table: Callable[[Sequence[str]], bool]) -> None:
    """Makes runs of a kind that are no tables after all (tabs as indents, a tab after a heading's number) text."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and (kinds[end] == kind or (end > start and kinds[end] == "blank")):
            end += 1
        if end > start and not is_table(source[start:end]):
            for n in range(start, end):
                if kinds[n] == kind:
                    kinds[n] = "text" if source[n].strip() else "blank"
        start = max(end, start + 1)


def _is_dump(run: Sequence[str]) -> bool:
    cells = [line.strip() for line in run if line.startswith("\t")]
    return len(cells) > 1 and any(not cell or joining.looks_like_table(cell) for cell in cells)


def _is_rows(run: Sequence[str]) -> bool:
    cells = [cell.strip() for line in run if line.strip() for cell in line.split("\t")]
    if not cells:
        return False
    if max(map(len, cells)) > 2 * LONGEST_CELL:
        return False
    rows = sum("\t" in line.strip() for line in run)
    return rows > 2 or any(joining.looks_like_table(cell) for cell in cells)


def _take_in_one_cell_lines(source: Sequence[str], kinds: list[Kind]) -> None:
    """Lines of one cell that belong to a table of tab-separated rows: a label, a row whose blank cells were lost."""
    before = [n for n, kind in enumerate(kinds) if kind == "row"]
    for n in before:
        for step in (-1, 1):
            for k in range(1, LONGEST_GAP + 1):
                place = n + step * k
                if not 0 <= place < len(kinds) or kinds[place] not in ("text", "cell"):
                    break
                if not joining.looks_like_table(source[place]):
                    break
                kinds[place] = "row"


def _has_marks(source: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether page numbers stand in the text more than once, counting up."""
    marks = [line for line, kind in zip(source, kinds, strict=True) if kind == "mark"]
    numbers = [int(found.group()) for line in marks if (found := re.search(r"\d+", line))]
    return len(numbers) > 1 and numbers == sorted(numbers)


def _runs(source: Sequence[str], kinds: Sequence[Kind], drop_marks: bool) -> Iterator[tuple[Kind, list[str]]]:
    """Neighbouring lines of a kind. Blank lines part text, not a table; a page number that is dropped parts nothing."""
    kept: list[tuple[Kind, str]] = []
    for n, (kind, line) in enumerate(zip(kinds, source, strict=True)):
        if kind == "mark":
            if drop_marks:
                continue
            kind = "text"
        if kind == "blank" and kept and kept[-1][0] in ("cell", "row"):
            kind = kept[-1][0] if _next_kind(kinds, n) == kept[-1][0] else "blank"
        kept.append((kind, line))
    for kind, run in groupby(kept, key=lambda item: item[0]):
        yield kind, [line for _, line in run]


def _next_kind(kinds: Sequence[Kind], n: int) -> Kind:
    """The kind of the next line that is not blank, looked for within a few lines."""
    return next((kind for kind in kinds[n + 1:n + 4] if kind != "blank"), "blank")


def _dump_table(run: Sequence[str]) -> TableBlock:
    """One cell a line; an empty line ends a row, a line with a tab alone is a blank cell."""
    rows = groupby(run, key=lambda line: line.startswith("\t"))
    return TableBlock.from_rows([[line.strip() for line in row] for is_cell, row in rows if is_cell])


def _pipe_tables(run: Sequence[str]) -> Iterator[TableBlock]:
    """Markdown tables; each separator row begins one, with the row above it."""
    starts = [n - 1 for n, line in enumerate(run) if n and PIPES_RULE.fullmatch(line.strip())] or [0]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        lines = [line.strip()[1:-1] for line in run[start:end] if not PIPES_RULE.fullmatch(line.strip())]
        rows = [[_plain(cell).strip() for cell in line.split("|")] for line in lines]
        if rows:
            yield TableBlock.from_rows(rows, layout="grid")


def _heading(line: str) -> TextBlock:
    match = HASHES.fullmatch(line.strip())
    assert match  # _kind has matched it  # noqa: S101
    return TextBlock(_plain(match[2]).rstrip("#").strip(), level=len(match[1]))


def _paragraphs(run: Sequence[str], wrap: float | None) -> Iterator[str]:
    if wrap is not None:
        yield from joining.unwrap([_plain(_undashed(line)) for line in run], wrap)
        return
    for line in run:
        for part in _parts(line):
            text = _plain(_undashed(part)).replace("\t", " ").strip()
            if text:
                yield text


def _undashed(line: str) -> str:
    """Without the mark of a list item at its beginning."""
    match = DASH.match(line)
    return line[match.end():].strip() if match else line.strip()


def _parts(line: str) -> list[str]:
    """A line's paragraphs, where wide blanks part them; blanks that only spread the letters of a title part nothing."""
    parts = WIDE_BLANKS.split(line.strip())
    if len(parts) == 1 or min(map(len, parts[1:])) < 5 or len(parts[0]) < 4:
        return [line]
    return parts


def _plain(text: str) -> str:
    """Without markdown's emphasis and links."""
    if len(text) > LONGEST_MARKUP:
        return text
    return LINK.sub(r"\1", STARS.sub(r"\1", text)).replace("<br>", "")
