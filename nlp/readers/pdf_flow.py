"""Pages of lines and ruled tables as paragraphs and tables in reading order.

Where a paragraph ends is seen as a person sees it: the line stops although the next word would have fitted, the next
line is indented, stands further off, is set larger or in the middle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nlp.document import Block, TextBlock
from nlp.readers.lines import (
    PAGE_MARK,
    SENTENCE_END,
    close_up,
    first_token,
    is_heading,
    join_lines,
    looks_like_table,
)
from nlp.readers.pdf_page import Line, Page, RuledTable
from nlp.readers.pdf_tables import continues, to_block

EDGE = 0.15
"""Page numbers and running heads stand within this part of the page's height from its upper or lower edge."""
INDENT = 0.8
"""A line that begins this many characters right of the text's left edge is indented."""
FURTHER_OFF = 1.25
"""Lines of a paragraph stand at most this many times the usual distance apart."""

SPARE = 0.3
"""Room of this many characters at the end of a line may be left by rounding."""

NEAR_THE_EDGE = 4
"""A line that leaves no more room than this many characters and ends no sentence goes on, whatever was kept whole."""

NARROWEST = 15
"""Text is set at least this many characters wide."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """How the document is set, in points.

    Attributes:
        left: the left edge of the text.
        right: the right edge.
        size: of its characters.
        pitch: from one line to the next.
    """

    left: float
    right: float
    size: float
    pitch: float


def flow(pages: Sequence[Page]) -> list[Block]:
    """The document's paragraphs and tables.

    Args:
        pages: all pages, in order.

    Returns:
        Blocks with the page on which each begins; page numbers and running heads are left out.
    """
    heads = running_heads(pages)
    items = list(_stitched([item for page in pages for item in _without_furniture(page, heads)]))
    width = max((page.width for page in pages), default=0.0)
    measure = _measure([item for item in items if isinstance(item, Line)], width)
    blocks: list[Block] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        blocks.extend(_paragraphs(lines, measure))
        lines = []
        block = to_block(item)
        if all(cell.column == 0 for cell in block.cells):  # a frame around text
            blocks.extend(TextBlock(cell.text, page=block.page) for cell in block.cells if cell.text)
        else:
            blocks.append(block)
    blocks.extend(_paragraphs(lines, measure))
    return blocks


def running_heads(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Texts that stand at the same height near the edge of many pages, as (text, height in steps of 6 points)."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in _edge_lines(page)})
    return {place for place, count in seen.items() if count >= max(2, 0.4 * len(pages))}


def _place(line: Line) -> tuple[str, int]:
    return "".join(line.text.split()), round(line.top / 6)


def _edge_lines(page: Page) -> list[Line]:
    edge = EDGE * page.height
    lines = [item for item in page.items if isinstance(item, Line)]
    near = [*lines[:2], *lines[-2:]]
    return [line for line in near if line.bottom <= edge or line.top >= page.height - edge]


def _without_furniture(page: Page, heads: set[tuple[str, int]]) -> list[Line | RuledTable]:
    outer = {id(page.items[0]), id(page.items[-1])} if page.items else set()
    edges = _edge_lines(page)
    gone = {id(line) for line in edges if _place(line) in heads}
    marks = [line for line in edges if PAGE_MARK.fullmatch(line.text)]
    # A page number may say so itself (— 1 —, 第1页); a bare number must be the outermost thing on the page.
    gone |= {id(line) for line in marks if id(line) in outer or not line.text.isdigit()}
    return [item for item in page.items if id(item) not in gone]


def _stitched(items: Sequence[Line | RuledTable]) -> Iterator[Line | list[RuledTable]]:
    """Tables as lists of their parts: parts follow each other on neighbouring pages with nothing between."""
    parts: list[RuledTable] = []
    for item in items:
        if isinstance(item, RuledTable):
            if parts and item.page == parts[-1].page + 1 and continues(parts[-1], item):
                parts.append(item)
                continue
            if parts:
                yield parts
            parts = [item]
            continue
        if parts:
            yield parts
            parts = []
        yield item
    if parts:
        yield parts


def _measure(lines: Sequence[Line], width: float) -> _Measure:
    prose = [line for line in lines if len(line.text) > 12 and not line.gaps] or list(lines)
    if not prose:
        return _Measure(0, 0, 1, 0)
    size = median(line.size for line in prose)
    body = [line for line in prose if abs(line.size - size) <= 0.15 * size] or prose
    lefts = Counter(round(line.x0 / 2) for line in body)
    common = [x for x, count in lefts.items() if count >= 0.15 * len(body)]
    left = min(line.x0 for line in body if round(line.x0 / 2) in common) if common else min(line.x0 for line in body)
    rights = sorted(line.x1 for line in body)
    right = rights[min(len(rights) - 1, int(0.95 * len(rights)))]
    pairs = pairwise(body)
    full = sum(line.x1 > right - 2 * size for line in body)
    if full < 3 or right - left < NARROWEST * size:  # no line is full; then the margins are alike as a rule
        right = max(right, width - left)
    steps = Counter(round(b.bottom - a.bottom) for a, b in pairs if a.page == b.page and b.bottom > a.bottom)
    pitch = steps.most_common(1)[0][0] if steps else 1.5 * size
    return _Measure(left, right, size, min(pitch, 3 * size))


def _paragraphs(lines: Sequence[Line], measure: _Measure) -> Iterator[TextBlock]:
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run, line, measure):
            yield _block(run)
            run = []
        run.append(line)
    if run:
        yield _block(run)


def _block(run: Sequence[Line]) -> TextBlock:
    text = ""
    for line in run:
        text = join_lines(text, line.text)
    return TextBlock(text if _is_tabular(run[0]) else close_up(text), page=run[0].page)


def _is_tabular(line: Line) -> bool:
    return line.gaps >= 2 or looks_like_table(line.text)


def _continues(run: Sequence[Line], line: Line, measure: _Measure) -> bool:
    last = run[-1]
    if abs(line.size - last.size) > 0.12 * last.size and abs(line.size - run[0].size) > 0.12 * run[0].size:
        return False
    if _is_tabular(last) or _is_tabular(line):
        return False
    step = line.bottom - last.bottom
    if last.page == line.page and step > FURTHER_OFF * max(measure.pitch, _own_pitch(run), 1.2 * line.size):
        return False
    if _is_title(last, measure) and _is_title(line, measure):
        return not is_heading(line.text)
    if line.x0 > measure.left + INDENT * line.size and line.x0 > last.x0 - INDENT * line.size and not _hangs(run, line):
        return False
    room = (measure.right - last.x1) / line.size - SPARE
    if room >= _width(first_token(line.text)) and (room > NEAR_THE_EDGE or last.text[-1] in SENTENCE_END):
        return False
    return not (is_heading(line.text) and last.text[-1] in SENTENCE_END and last.page != line.page)


def _width(token: str) -> float:
    """The most that a token may take, in characters: a Latin letter and the space between scripts count generously."""
    latin = sum(c.isascii() for c in token)
    return len(token) - latin * 0.4 + token.count("%") * 0.4 + (0.25 if latin else 0.0)


def _own_pitch(run: Sequence[Line]) -> float:
    """The distance of the paragraph's own lines, where it has some on one page."""
    if len(run) < 2 or run[-1].page != run[-2].page:
        return 0.0
    return run[-1].bottom - run[-2].bottom


def _is_title(line: Line, measure: _Measure) -> bool:
    """Set in the middle and larger than the text."""
    off_left, off_right = line.x0 - measure.left, measure.right - line.x1
    middle = abs(off_left - off_right) <= 3 * line.size and min(off_left, off_right) >= 0
    return middle and line.size >= 1.15 * measure.size


def _hangs(run: Sequence[Line], line: Line) -> bool:
    """A paragraph whose later lines are all indented as this one: the whole of it is set in."""
    return len(run) > 1 and abs(run[-1].x0 - line.x0) < 0.3 * line.size
