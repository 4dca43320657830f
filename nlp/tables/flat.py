"""Statutory tables that came as running text, found among the narrative.

A text copied from a page or a PDF brings a table as lines of labels and figures, or as one line with everything run
together. What makes it a table is that labels of the templates follow each other with nothing but figures between them;
a sentence that mentions the same words puts counters and punctuation there (予以公开24件，部分公开2件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.document import Block, TableBlock, TextBlock
from nlp.tables.labels import Hit, compact, scan
from nlp.tables.values import normalise, parse_value

_SHORT = 26  # characters of a torn-off piece of a label
_REST = 12  # characters of the rest of a label on a line of its own
_TAIL = 34  # characters that may follow a line's last label
_GAP = 12  # characters of torn labels between two labels
_FRAGMENT = re.compile(r"[^。；;！？!?]*")
_REMARK = re.compile(r"\s*[（(]?注[:：]")  # below or inside a table: '注：行政复议、行政诉讼数量含上年度结转数量。'
_NOTE = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(r"\d\s*(?:余|多)?(?:件|条|次|项|人|篇|个|起|份|期|场|年|月|日|%)")
_FIGURES = re.compile(r"(?:[\s+\-−/—|]*+\d[\d,]*+(?:\.\d++)?(?!\s*[年月日件条次个项余多]))*+(?:\s*[亿万]?元)?[\s/—|]*")
_VALUED = ("row", "proactive_row", "outcome", "group")
_BODY = ("row", "group", "part", "outcome", "proactive_row", "column")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text block, or a whole table block.

    Attributes:
        block: the text or table.
        role: 'table' certainly of a statutory table; 'torn' may be, if its neighbours are; 'text' is not; 'grid' a
            table block; 'remark' a note, which does not end a table and is no part of it.
        body: whether labels of rows or values stand in it, not only captions.
        anchor: whether it may open or close a table (a label or figures, not any short text).
    """

    block: Block
    role: str
    body: bool = False
    anchor: bool = False


def find_flat(blocks: Sequence[Block]) -> list[Block]:
    """Finds statutory tables in running text.

    Args:
        blocks: a document's blocks in reading order.

    Returns:
        the blocks in reading order; table text as `TableBlock` of layout 'lines', one line a row, small tables that
        stand between such lines taken in (their cells parted by tabs); headings and narrative that were glued to it as
        blocks of their own.
    """
    pieces = [piece for block in blocks for piece in _pieces(block)]
    result: list[Block] = []
    at = 0
    while at < len(pieces):
        end = _run_end(pieces, at)
        if end > at:
            result += _merged(pieces[at:end])
            at = end
        else:
            result.append(pieces[at].block)
            at += 1
    return result


def _run_end(pieces: Sequence[_Piece], start: int) -> int:
    """Where the table text that begins at `start` ends; `start` itself where none does."""
    if not pieces[start].anchor:
        return _torn_cell_end(pieces, start)
    end = start
    certain = labels = values = 0
    for i in range(start, len(pieces)):
        piece = pieces[i]
        if piece.role == "text":
            break
        if piece.anchor or piece.role == "grid":
            end = i + 1
        certain += piece.role == "table" or (piece.role == "grid" and piece.body)
        if piece.role == "torn" and piece.anchor:
            figure = isinstance(piece.block, TextBlock) and parse_value(piece.block.text) is not None
            values += figure
            labels += not figure
    if certain or (labels >= 3 and values >= 3):
        return end
    # figures alone, directly below a table that has labels of rows but lost its values
    return end if values >= 3 and start > 0 and pieces[start - 1].role == "grid" and pieces[start - 1].body else start


def _torn_cell_end(pieces: Sequence[_Piece], start: int) -> int:
    """Where a table without places ends that a label broken over two lines ('行政规范' / '性文件') has cut in two."""
    end = start
    while end + 2 < len(pieces) and pieces[end + 1].role == "torn":
        before, torn, after = (pieces[end + i].block for i in range(3))
        loose = all(isinstance(block, TableBlock) and block.layout != "grid" for block in (before, after))
        if not (loose and pieces[start].body and isinstance(torn, TextBlock) and len(torn.text) <= _REST):
            break
        end += 2
    return end + 1 if end > start else start


def _merged(run: Sequence[_Piece]) -> list[Block]:
    """One block of lines; tables are taken in only where labels or figures stand outside them."""
    if not any(piece.body or piece.role == "torn" for piece in run if piece.role != "grid"):
        return [
            _lines([p.block.text], p.block.page) if isinstance(p.block, TextBlock) and p.role != "remark" else p.block
            for p in run
        ]
    lines: list[str] = []
    for piece in run:
        if piece.role == "remark":
            continue
        if isinstance(piece.block, TextBlock):
            lines.append(piece.block.text)
        else:
            lines += ["\t".join(cell.text.replace("\n", "") for cell in row) for row in piece.block.rows() if row]
    return [_lines(lines, run[0].block.page), *(piece.block for piece in run if piece.role == "remark")]


def _lines(lines: Sequence[str], page: int | None) -> TableBlock:
    return TableBlock.from_rows([[line] for line in lines], "lines", page)


def _pieces(block: Block) -> Iterator[_Piece]:
    if isinstance(block, TableBlock):
        labels = {hit.what for cell in block.cells for hit in scan(normalise(cell.text))}
        figures = bool(block.cells) and all(parse_value(cell.text) is not None for cell in block.cells)
        yield _Piece(block, "grid", figures or not labels.isdisjoint(_VALUED))
        return
    if _REMARK.match(block.text):
        yield _Piece(block, "remark")
        return
    text, places = _with_places(block.text)
    hits = scan(text)
    whole = _whole(block, text, hits)
    if whole is not None:
        yield whole
        return
    cuts = _cuts(text, hits)
    for start, end, table in cuts:
        # only an untouched block keeps the outline level that the source gave it
        part = block if len(cuts) == 1 else _part(block, places[start], places[end])
        heading = next((hit for hit in hits if hit.what == "heading" and hit.start == start), None)
        label = _part(block, places[heading.end], places[end]) if heading and not table else None
        torn = _whole(label, plain := normalise(label.text), scan(plain)) if label and label.text else None
        if heading and torn and torn.anchor:  # '四、…情况行政复议': the table's first label run into its heading
            yield _Piece(_part(block, places[start], places[heading.end]), "text")
            yield torn
        elif part.text:
            yield _Piece(part, "table" if table else "text", table, table)


def _part(block: TextBlock, start: int, end: int) -> TextBlock:
    return TextBlock(block.text[start:end].strip(), None, block.page)


def _with_places(text: str) -> tuple[str, list[int]]:
    """The text normalised a character at a time, and for each place in it the one in the original."""
    plain = normalise(text)
    if len(plain) == len(text):
        return plain, list(range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        plain = normalise(char)
        parts.append(plain)
        places += [i] * len(plain)
    return "".join(parts), [*places, len(text)]


def _whole(block: TextBlock, text: str, hits: Sequence[Hit]) -> _Piece | None:
    """A block that is as a whole a line of a table: one label, figures, or a short torn piece. None: look inside."""
    small = compact(text)
    if any(hit.what == "heading" for hit in hits) or _FRAGMENT.fullmatch(small) is None:
        return None
    if parse_value(text) is not None or _row_of_figures(text):
        return _Piece(block, "table" if _row_of_figures(text) else "torn", True, True)
    if _COUNTED.search(_NOTE.sub("", text)):
        return None
    clusters = list(_clusters(text, hits))
    if len(clusters) == 1 and len(compact(text[hits[-1].end :])) <= _TAIL and len(compact(text[: hits[0].start])) <= 3:
        body = any(hit.what in _BODY for hit in hits)
        return _Piece(block, "table" if _is_evidence(text, hits) else "torn", body, True)
    if not hits and len(small) <= _SHORT:
        return _Piece(block, "torn")
    return None


def _row_of_figures(text: str) -> bool:
    """'67 3 0 0 1 0 71', also behind the end of a label ('已获取信息 0 0 0 0 0 0 0')."""
    numbers = re.findall(r"(?<!\S)\d[\d,.]*(?!\S)", text)
    return len(numbers) >= 5 and len(re.findall(r"[\u3400-\u9fff]", text)) <= _SHORT


def _cuts(text: str, hits: Sequence[Hit]) -> list[tuple[int, int, bool]]:
    """The text as (start, end, whether a table); headings of sections open a stretch of their own."""
    marks: list[tuple[int, int]] = []
    for cluster in _clusters(text, hits):
        if _is_evidence(text, cluster):
            start, end = cluster[0].start, _end(text, cluster[-1], hits)
            head = text[:start]
            if len(compact(head)) <= 3 and not marks:
                start = 0
            marks.append((start, end))
    cuts: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in [*marks, (len(text), len(text))]:
        for a, b in _at_headings(at, start, hits):
            cuts.append((a, b, False))
        if end > start:
            cuts.append((start, end, True))
        at = end
    return [cut for cut in cuts if text[cut[0] : cut[1]].strip()]


def _at_headings(start: int, end: int, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    yield from pairwise([start, *(h.start for h in hits if h.what == "heading" and start < h.start < end), end])


def _clusters(text: str, hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Labels that follow each other with only figures and torn pieces of labels between them."""
    cluster: list[Hit] = []
    for hit in hits:
        if cluster and (hit.what == "heading" or not _clean(text[cluster[-1].end : hit.start])):
            yield cluster
            cluster = []
        if hit.what != "heading":
            cluster.append(hit)
    if cluster:
        yield cluster


def _clean(gap: str) -> bool:
    plain = _NOTE.sub("", gap)
    if re.search(r"[。；;！!？?]|(?<!\d),|,(?!\d)|、\s*$", plain) or _COUNTED.search(plain):
        return "行政机关不再处理" in plain and not re.search(r"[。；;]", plain)
    return len(re.findall(r"[\u3400-\u9fff]", plain)) <= _GAP + (8 if "行政机关不再处理" in plain else 0)


def _is_evidence(text: str, cluster: Sequence[Hit]) -> bool:
    """Whether labels in a row make a table, not a sentence."""
    whats = [hit.what for hit in cluster]
    if any(hit.what == "furniture" and hit.key == "sum_note" for hit in cluster):
        return True
    if whats.count("proactive_column") >= 2 or (whats.count("proactive_column") and "furniture" in whats):
        return True
    if "article" in whats and (
        len(compact(text)) <= 12 or whats[whats.index("article") + 1 :][:1] in (["furniture"], ["proactive_row"])
    ):
        return True
    if whats.count("column") >= 3 or whats.count("outcome") >= 3:
        return True
    if cluster[0].what == "furniture" and cluster[0].key in ("applicants", "results") and len(compact(text)) <= 12:
        return True
    starts = {hit.start for hit in cluster}
    for hit in cluster:
        if hit.what in _VALUED and _valued(text, hit, starts):
            return len(cluster) >= 2 or len(compact(text)) <= _TAIL + _SHORT
    return False


def _valued(text: str, hit: Hit, starts: set[int]) -> bool:
    """Whether figures follow a label and nothing but the next label or the end follows them."""
    note = re.match(r"\s*\([^()]*\)|[^\d\n]{0,20}不再处理其政府信息公开申请", text[hit.end :])
    begin = hit.end + (note.end() if note else 0)
    figures = re.match(r"[\s+\-−/—]*(?:\d[\d,]*(?:\.\d+)?[\s+\-−/—]*)+(?:[亿万]?元)?\s*", text[begin:])
    if figures is None:
        return False
    end = begin + figures.end()
    # a numbering eaten by the figures ('00000002.其他法律…') belongs to the next label
    return end == len(text) or any(begin < start <= end for start in starts)


def _end(text: str, last: Hit, hits: Sequence[Hit]) -> int:
    """Where a cluster's last row ends: behind its figures, or its label's rest where nothing else is left."""
    note = re.match(r"\s*\([^()]*\)|[^\d\n。]{0,20}不再处理其政府信息公开申请", text[last.end :])
    begin = last.end + (note.end() if note else 0)
    figures = _FIGURES.match(text[begin:])
    end = begin + (figures.end() if figures else 0)
    following = min((hit.start for hit in hits if hit.start >= end), default=len(text))
    rest = text[end:following]
    if following == len(text) and len(compact(rest)) <= _SHORT and "。" not in rest and not _COUNTED.search(rest):
        return following
    return end
