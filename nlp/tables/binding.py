"""The three statutory tables out of everything that may hold a part of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nlp.analysis import Table, Template
from nlp.document import TableBlock
from nlp.tables import applications, proactive, review, running
from nlp.tables.grid import Grid
from nlp.tables.identities import check_identities, concluded, identities
from nlp.tables.labels import Hit, regions, scan
from nlp.tables.partial import Partial, in_order, join
from nlp.tables.templates import ONLY_2021, OUTCOMES, PARTS, PROACTIVE_COLUMNS, PROACTIVE_ROWS, TableKind, cell_names
from nlp.tables.values import normalise, parse_value, token_lines

_KINDS: tuple[TableKind, ...] = ("proactive", "applications", "review")
_LEAST_ROWS = {"proactive": 2, "applications": 3, "review": 1}


def bind(tables: Sequence[TableBlock], template: Template) -> tuple[list[Table], list[str]]:
    """Binds the cells of the statutory tables to their names.

    Args:
        tables: every table of the report in reading order, statutory or not.
        template: what the report was concluded to follow; it decides only where a table's own labels do not.

    Returns:
        at most one table a kind, with the cells that could be bound and nothing guessed; and a sentence for whatever
        was left out.
    """
    texts = [_text(block) for block in tables]
    recognised = recognise_template(tables)
    if recognised is None and template == "none":
        return [], []
    fallback = template if template != "none" else recognised[0] if recognised else "2021"
    forms = {kind: _form(kind, texts, fallback) for kind in _KINDS}
    found = {kind: _bind_kind(kind, tables, texts, forms[kind]) for kind in _KINDS}
    result = []
    warnings: list[str] = []
    for kind, partial in found.items():
        cells = in_order(partial.cells, cell_names(kind, forms[kind]))
        warnings += partial.warnings
        if not cells:
            continue
        table = Table(kind, forms[kind], cells, {n: how for n, how in partial.inferred.items() if n in cells})
        result.append(_with_blanks(table))
    return result, list(dict.fromkeys(warnings))


def recognise_template(tables: Sequence[TableBlock]) -> tuple[Template, str] | None:
    """What the tables' own labels say about the template.

    Returns:
        the template and a Chinese phrase with the evidence, or None where no label of a statutory table tells.
    """
    votes: dict[str, list[str]] = {"2019": [], "2021": []}
    texts = [_text(block) for block in tables]
    for text in texts:
        for hit in scan(text):
            vote = _vote(hit)
            if vote and vote[1] not in votes[vote[0]]:
                votes[vote[0]].append(vote[1])
    if not any(votes.values()) and any(map(_valued_other, texts)):
        return "2019", "其他处理为一行"
    template: Template = "2019" if len(votes["2019"]) > len(votes["2021"]) else "2021"
    if not votes[template]:
        return None
    return template, f"表格栏目“{votes[template][0]}”"


def _vote(hit: Hit) -> tuple[str, str] | None:
    if hit.what == "proactive_column" and PROACTIVE_COLUMNS[hit.key][0]:
        template, aliases = PROACTIVE_COLUMNS[hit.key]
        return template, aliases[0]
    if hit.what == "row" and hit.key in ONLY_2021:
        return "2021", "其他处理分列三行"
    if hit.what == "proactive_row" and hit.key == "other_services":
        return "2019", next(row.label for row in PROACTIVE_ROWS if row.key == hit.key)
    return None


def _form(kind: TableKind, texts: Sequence[str], fallback: Template) -> Template:
    """The template that this one table follows."""
    hits = [hit for text in texts for hit in scan(text)]
    if kind == "proactive":
        votes = [vote[0] for hit in hits if hit.what in ("proactive_column", "proactive_row") and (vote := _vote(hit))]
        if votes:
            return "2019" if votes.count("2019") > votes.count("2021") else "2021"
    if kind == "applications" and any(hit.what == "row" for hit in hits):
        if any(hit.what == "row" and hit.key in ONLY_2021 for hit in hits):
            return "2021"
        if any(_valued_other(text) for text in texts):
            return "2019"
    return fallback


def _valued_other(text: str) -> bool:
    """Whether （六）其他处理 is itself a row of values."""
    return any(
        hit.what == "group" and hit.key == "other" and any(any(line.texts) for line in token_lines(region))
        for hit, region in regions(text, scan(text))
    )


def _text(block: TableBlock) -> str:
    """A table as normalised running text: a row a line, cells parted by tabs."""
    if block.layout == "grid":
        return "\n".join(Grid(block).lines())
    if block.layout == "lines":
        return "\n".join("\t".join(normalise(cell.text) for cell in row) for row in block.rows())
    return "\n".join("\t".join(normalise(cell.text).replace("\n", "") for cell in row) for row in block.rows())


@dataclass(slots=True)
class _State:
    """What is known while the blocks of one kind are read one after another."""

    partials: list[Partial] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    columns: dict[int, str] | None = None
    parts: list[str] = field(default_factory=lambda: list(PARTS))


def _bind_kind(kind: TableKind, tables: Sequence[TableBlock], texts: Sequence[str], template: Template) -> Partial:
    state = _State()
    for block, text in zip(tables, texts, strict=True):
        if not (scan(text) or _bare(text)):
            continue
        # a table of another kind stays in the running text: its labels end the rows before it
        if block.layout != "grid" or not _labelled(kind, text) or not _bind_block(kind, Grid(block), template, state):
            state.running.append(text)
    stream = "\n".join(state.running)
    if stream.strip():
        state.partials.append(_bind_running(kind, stream, template))
    whole = join(state.partials)
    rows = {name.split(".")[1] if kind == "proactive" else name.rpartition(".")[0] for name in whole.cells}
    least = 1 if any(hit.what == "proactive_column" for text in texts for hit in scan(text)) else _LEAST_ROWS[kind]
    return whole if len(rows) >= least else Partial(warnings=whole.warnings if least == 1 else [])


def _bind_block(kind: TableKind, grid: Grid, template: Template, state: _State) -> bool:
    """Binds one table with trusted places; False where its labels do not suffice for that."""
    partial: Partial | None
    if kind == "proactive":
        partial = proactive.bind_grid(grid, template)
        partial = partial if partial.cells else None
    elif kind == "applications":
        bound = applications.bind_grid(grid, template, state.columns)
        partial = bound[0] if bound else None
        state.columns = bound[1] if bound else state.columns
    else:
        part = state.parts[0] if review.is_small(grid) and state.parts else None
        partial = review.bind_grid(grid, part)
        if part and partial:
            state.parts.pop(0)
    if partial is None:
        return False
    state.partials.append(partial)
    return True


def _bind_running(kind: TableKind, text: str, template: Template) -> Partial:
    if kind == "proactive":
        return proactive.bind_stream(text, template)
    if kind == "applications":
        return running.bind_stream(text, template)
    return review.bind_stream(text)


_WHATS = {"proactive": ("proactive_row",), "applications": ("row", "column", "group"), "review": ("part", "outcome")}


def _labelled(kind: TableKind, text: str) -> bool:
    return any(hit.what in _WHATS[kind] and (hit.what, hit.key) != ("outcome", "total") for hit in scan(text))


def _bare(text: str) -> bool:
    """Whether a table is nothing but values: a row that has lost its label."""
    return bool(text.strip()) and all(
        parse_value(cell) is not None for line in text.split("\n") for cell in line.split("\t")
    )


def _with_blanks(table: Table) -> Table:
    """Records which blank cells the identities conclude.

    Zero where one holds with it and none fails; a blank row total as the sum of its columns. A part of the review table
    that is blank throughout is zero where another part is filled in and adds up: nothing of its kind was brought.
    """
    passed: set[str] = set()
    failed: set[str] = set()
    checks = {(check.rule, check.scope): check.status for check in check_identities([table])}
    for identity in identities(table):
        status = checks.get((identity.rule, identity.scope))
        names: Iterable[str] = identity.names
        if status == "pass":
            passed.update(names)
        elif status == "fail":
            failed.update(names)
    inferred = dict(table.inferred)
    for name, value in table.cells.items():
        if value is None and name in passed and name not in failed:
            inferred[name] = "sum" if concluded(name, table.cells) not in (None, Decimal(0)) else "blank"
    if table.kind == "review" and any(checks.get(("review_sum", part)) == "pass" for part in PARTS):
        for part in PARTS:
            names = [f"review.{part}.{outcome}" for outcome in OUTCOMES]
            if all(name in table.cells and table.cells[name] is None for name in names):
                inferred.update(dict.fromkeys(names, "blank"))
    return Table(table.kind, table.template, table.cells, inferred)
