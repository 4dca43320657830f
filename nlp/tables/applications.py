"""The applications table (收到和处理政府信息公开申请情况): rows by their labels, columns by theirs."""

from __future__ import annotations

from collections.abc import Mapping

from nlp.document import Cell
from nlp.tables.grid import Grid
from nlp.tables.labels import almost, compact, label_row, scan
from nlp.tables.partial import Partial
from nlp.tables.templates import APPLICATION_ROWS, COLUMNS, application_rows
from nlp.tables.values import parse_value

_BY_KEY = {row.key: row for row in APPLICATION_ROWS}


def bind_grid(
    grid: Grid, template: str, before: Mapping[int, str] | None = None
) -> tuple[Partial, dict[int, str]] | None:
    """Binds a table with trusted places.

    Args:
        grid: the table, or one page's part of it.
        template: '2019' or '2021'.
        before: the columns of the part before, for a part without a header of its own.

    Returns:
        the cells and the columns (place → key), or None where no columns are labelled: the table must then be read
        as rows.
    """
    keys = [row_key(grid, row, template) for row in range(grid.height)]
    if not any(keys):
        return None
    partial = Partial()
    columns = dict(before or {}) if before and max(before) < grid.width else {}
    header_from = 0
    for row, key in enumerate(keys):
        if key is None:
            continue
        found = columns_over(grid, range(header_from, row))
        columns = found or columns
        header_from = row + 1
        if not columns:
            return None
        for column, text in _values(grid, row, columns, partial, key).items():
            partial.put(f"applications.{key}.{column}", text)
    return partial, columns


def columns_over(grid: Grid, rows: range) -> dict[int, str]:
    """The applicant columns that some header rows label, by place; {} where fewer than three are labelled."""
    columns: dict[int, str] = {}
    for place in range(grid.width):
        key = _column_of(grid.above(place, rows)) if rows else None
        if key:
            columns[place] = key
    return columns if len(set(columns.values())) >= 3 else {}


def _column_of(header: str) -> str | None:
    """The column of a header read from top to bottom: '法人或其他组织' + '其他' is `other`."""
    small = compact(header)
    hits = scan(small)
    for hit in reversed(hits):
        if hit.what == "column":
            return hit.key
    rest = "".join(
        small[a:b] for a, b in zip([0, *(h.end for h in hits)], [*(h.start for h in hits), len(small)], strict=True)
    )
    if rest.endswith(("其他", "其他组织")) and not any(hit.what in ("row", "group") for hit in hits):
        return "other"
    return "total" if any(hit.what == "outcome" and hit.key == "total" for hit in hits) else None


def row_key(grid: Grid, row: int, template: str) -> str | None:
    """The template row that a row's label cells name, with the group cell that spans it."""
    texts = [cell.text for cell in grid.row(row) if cell.text and parse_value(cell.text) is None]
    group = None
    key = None
    for text in texts:
        hits = [hit for hit in scan(text) if hit.what in ("row", "group")]
        for hit in hits:
            if hit.what == "row":
                key = hit.key
            else:
                group, key = hit.key, None
        if not hits:
            # the last row of a group whose name stayed on the page before
            whole = label_row(text, group or ("other" if template == "2021" and len(texts) == 1 else None))
            # a header's own 总计 is no row: it stands among other columns' labels
            if whole and not (whole.key == "total" and len(texts) > 2):
                key = whole.key
    if key is None and texts:
        near = almost(texts[-1], application_rows(template))
        key = near.key if near else None
    if key is None and group == "other" and template == "2019":
        key = "other"
    return key if key in {r.key for r in application_rows(template)} else None


def _values(grid: Grid, row: int, columns: Mapping[int, str], partial: Partial, key: str) -> dict[str, str]:
    """The row's values by column; by order only where the places do not tell and there is one value a column."""
    named: dict[str, str] = {}
    used: list[Cell] = []
    clear = True
    for column in dict.fromkeys(columns.values()):
        cells = list(
            dict.fromkeys(c for place, k in columns.items() if k == column and (c := grid.at(row, place)) is not None)
        )
        written = [cell for cell in cells if cell.text]
        if len(written) > 1 or any(cell in used for cell in written):
            clear = False
        used += cells
        if cells:
            named[column] = written[0].text if written else ""
    first = min(columns)
    values = [c for c in grid.starting(row) if c.column >= first or (c.text and parse_value(c.text) is not None)]
    if clear and not any(cell.text and cell not in used for cell in values):
        return named
    order = list(dict.fromkeys(columns[place] for place in sorted(columns)))
    for chosen in (values, [cell for cell in values if cell.text]):
        if len(chosen) == len(order) == len(COLUMNS):
            return dict(zip(order, (cell.text for cell in chosen), strict=True))
    partial.warnings.append(f"“{_BY_KEY[key].label}”行：数值与列标题对不上，未采用")
    return {}
