"""The table on proactive disclosure (主动公开政府信息情况): every article has rows and columns of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from nlp.document import Cell
from nlp.tables.grid import Grid
from nlp.tables.labels import compact, regions, scan, strip_number
from nlp.tables.partial import Partial
from nlp.tables.templates import MONEY, PROACTIVE_ROWS, Row, proactive_names
from nlp.tables.values import parse_value, token_lines

_BY_ALIAS = {alias: row for row in PROACTIVE_ROWS for alias in row.aliases}
_BY_KEY = {row.key: row for row in PROACTIVE_ROWS}
_HEADER_UNIT = re.compile(r"(?:采购总金额|收费金额)\((?:单位:)?(亿元|万元|元)\)")


def bind_grid(grid: Grid, template: str) -> Partial:
    """Binds a table with trusted places; columns are those of the nearest header above the row."""
    partial = Partial()
    columns: dict[int, str] = {}
    unit = ""
    for number in range(grid.height):
        cells = grid.row(number)
        header = _header(grid, number)
        if header:
            columns = header
            unit = header_unit("".join(cell.text for cell in cells))
            continue
        label = next((i for i, cell in enumerate(cells) if strip_number(compact(cell.text)) in _BY_ALIAS), None)
        if label is None:
            continue
        row = _BY_ALIAS[strip_number(compact(cells[label].text))]
        names = proactive_names(row, template)
        values = [cell for cell in cells[label + 1 :] if cell.row == number]
        keys = {place: key for place, key in columns.items() if place > cells[label].column}
        by_name: dict[str, str] = {}
        for cell in values:
            for key in dict.fromkeys(keys[p] for p in range(cell.column, cell.column + cell.colspan) if p in keys):
                name = _name(row, key, names)
                if name and not by_name.get(name):
                    by_name[name] = cell.text
        if not keys or (not by_name and any(cell.text for cell in values)):
            if len(values) != len(names):
                values = [cell for cell in values if cell.text]
            by_name = _by_order(values, names)
            if not by_name and values:
                partial.warnings.append(f"“{row.label}”行：数值与列标题对不上，未采用")
        for name, text in by_name.items():
            partial.put(name, text, unit if name in MONEY else "")
    return partial


def header_unit(text: str) -> str:
    """The unit of money that a column label writes, '' for none.

    >>> header_unit("采购总金额（元）")
    '元'
    """
    match = _HEADER_UNIT.search(compact(text))
    return match[1] if match else ""


def _header(grid: Grid, number: int) -> dict[int, str]:
    columns: dict[int, str] = {}
    for cell in grid.row(number):
        hits = [hit for hit in scan(cell.text) if hit.what == "proactive_column"]
        if len(hits) == 1:
            columns |= dict.fromkeys(range(cell.column, cell.column + cell.colspan), hits[0].key)
    return columns


def _name(row: Row, key: str, names: Sequence[str]) -> str | None:
    """The cell that a column label means in a row: 'made.2019' in 规章 is proactive.regulations.made."""
    if names == (f"proactive.{row.key}",):
        return names[0]
    return next((name for name in names if name == f"proactive.{row.key}.{key.split('.')[0]}"), None)


def _by_order(values: Sequence[Cell], names: Sequence[str]) -> dict[str, str]:
    if len(values) != len(names):
        return {}
    return {name: value.text for name, value in zip(names, values, strict=True)}


def bind_stream(text: str, template: str) -> Partial:
    """Binds running text: the values between a row's label and the next label.

    Numbers that run together have hardly an identity here. A reading is taken only where it is the one that keeps all
    of: no needless leading zero; a sign only before 本年增/减, a decimal point only in money; 新公开 not above
    对外公开总数; 上一年项目数量 with 增/减 not below zero. Where single cells are the same in every such reading, those
    are taken.
    """
    partial = Partial()
    unit = header_unit(text)
    found = [(_BY_KEY[hit.key], region) for hit, region in regions(text, scan(text)) if hit.what == "proactive_row"]
    rows = [(row, region) for row, region in found if row.columns_in(template) is not None]
    sparse = any(not token_lines(region) for _, region in rows)
    for row, region in rows:
        _bind_row(row, region, template, sparse, unit, partial)
    return partial


def _bind_row(row: Row, region: str, template: str, sparse: bool, unit: str, partial: Partial) -> None:
    names = proactive_names(row, template)
    if all(name in partial.cells and partial.cells[name] is not None for name in names):
        return
    lines = token_lines(region)
    if token_lines(region.split("\n", 1)[0]):
        lines = lines[:1]  # what stands below belongs to no row
    hard = all(line.hard for line in lines)
    texts = [text for line in lines for text in line.texts]
    if hard:
        # beyond the last column: blanks, or a merged cell's value said again
        while len(texts) > len(names) and texts[-1] in ("", texts[-2]):
            texts.pop()
    if not any(texts):
        for name in names:
            partial.add(name, None)
    elif len(texts) == len(names):
        for name, text in zip(names, texts, strict=True):
            partial.put(name, text, unit if name in MONEY else "")
    else:
        found = [] if hard else list(dict.fromkeys(_splits(texts, row, template, sparse)))
        columns = zip(*found, strict=True) if found else ()
        taken = [(n, v[0]) for n, v in zip(names, columns, strict=False) if len(set(v)) == 1 and v[0]]
        for name, text in taken:
            value = parse_value(text)
            if value is not None and name not in MONEY:
                partial.add(name, value.number, "split")
        if len(taken) < len(names):
            partial.warnings.append(f"“{row.label}”行：“{''.join(texts)[:24]}”不能断定为{len(names)}个数，未全部采用")


_LONGEST = 40  # characters of run-together numbers that are tried
_PIECE = re.compile(r"(?P<sign>[+\-−]?)(?:0|[1-9]\d*)(?P<point>\.\d+)?(?:亿元|万元|元)?")


def _splits(texts: Sequence[str], row: Row, template: str, sparse: bool) -> Iterator[tuple[str, ...]]:
    """Readings as texts by column; '' where a blank cell has left no trace."""
    columns = row.columns_in(template) or ("",)
    if sum(map(len, texts)) > _LONGEST:
        return
    counts = range(1, len(columns) + 1) if sparse else (len(columns),)
    for count in counts:
        for pieces in _cuts(list(texts), count):
            for places in combinations(range(len(columns)), count):
                placed = [""] * len(columns)
                for place, piece in zip(places, pieces, strict=True):
                    placed[place] = piece
                if _plausible(dict(zip(columns, placed, strict=True))):
                    yield tuple(placed)


def _cuts(texts: list[str], count: int) -> Iterator[tuple[str, ...]]:
    if not texts:
        if count == 0:
            yield ()
        return
    head, *rest = texts
    if count == 0:
        return
    for end in range(1, len(head) + 1):
        if not _PIECE.fullmatch(head[:end]):
            continue
        left = [head[end:], *rest] if end < len(head) else rest
        for others in _cuts(left, count - 1):
            yield (head[:end], *others)


def _plausible(row: dict[str, str]) -> bool:
    for column, text in row.items():
        match = _PIECE.fullmatch(text)
        if match and ((match["sign"] and column != "delta") or (match["point"] and column != "amount")):
            return False
    numbers = {column: value.number for column, text in row.items() if (value := parse_value(text)) is not None}
    published, total = numbers.get("published"), numbers.get("total")
    if isinstance(published, Decimal) and isinstance(total, Decimal) and published > total:
        return False
    before, delta = numbers.get("prev_items"), numbers.get("delta")
    return not (isinstance(before, Decimal) and isinstance(delta, Decimal) and before + delta < 0)
