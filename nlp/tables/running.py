"""The applications table as running text: rows whose places are lost, labels torn off, digits run together.

A row's label binds it where both stand on one line. Rows without a label of their own are put in by the template's
order, and only where exactly as many rows are missing between two that are certain. Values go to columns by order only
where there is one for each column; else by the one reading that the identities allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.tables.labels import Hit, almost, column_key, compact, label_row, regions, scan
from nlp.tables.partial import Partial
from nlp.tables.splits import Reading, agreed, one_off, readings, sums_of, together
from nlp.tables.templates import APPLICATION_ROWS, COLUMNS, SIX, application_rows, outcome_rows
from nlp.tables.values import Tokens, parse_value, token_lines

_LABELS = {row.key: row.label for row in APPLICATION_ROWS}
_WIDTH = len(COLUMNS)
_FRAME = ("new", "carried_in", "total", "carried_out")


@dataclass(frozen=True, slots=True)
class _Event:
    """A label, values, or both on one line.

    Attributes:
        key: the row that the label names, None for values without a label.
        tokens: the values, None for a label without any.
        total_only: whether the label itself says 总计.
    """

    key: str | None
    tokens: Tokens | None
    total_only: bool = False


def bind_stream(text: str, template: str) -> Partial:
    """Binds running text.

    Args:
        text: normalised text of the table, lines and tabs kept.
        template: '2019' or '2021'.
    """
    hits = _with_misread(text, scan(text), template)
    events = _events(text, hits, template)
    partial = Partial()
    rows = _aligned(events, template, partial)
    order = _column_order(text, hits)
    if _only_totals(rows, events, hits):
        _bind_totals(rows, partial)
    else:
        _bind_rows(rows, order, template, partial)
    return partial


def _with_misread(text: str, hits: Sequence[Hit], template: str) -> list[Hit]:
    """The labels, and those of rows not yet found that stand misread between them."""
    missing = tuple(
        r
        for r in application_rows(template)
        if r.key not in {h.key for h in hits if h.what == "row"} and r.key != "other"
    )
    found: list[Hit] = []
    for hit, region in regions(text, hits):
        found.append(hit)
        place = hit.end
        for line in region.split("\n"):
            for cell in line.split("\t"):
                label = cell.rstrip("0123456789 ,/-—")
                row = almost(label, missing) if label.strip() else None
                if row:
                    start = place + len(cell) - len(cell.lstrip())
                    found.append(Hit(start, place + len(label), "row", row.key))
                place += len(cell) + 1
    return found


def _events(text: str, hits: Sequence[Hit], template: str) -> list[_Event]:
    known = {row.key for row in application_rows(template)}
    events: list[_Event] = []
    group: str | None = None
    for hit, region in regions(text, hits):
        group = hit.key if hit.what == "group" else group
        key = _key(hit, text, group, bool(events))
        if key not in known:
            key = None
        if hit.what in ("proactive_row", "part"):
            continue
        total_only = compact(text[hit.start : hit.end]).endswith("(总计)")
        lines = token_lines(region)
        full = [_trimmed(line) for line in lines]
        whole = [line for line in full if len(line.texts) == _WIDTH]
        if key is None:
            if hit.what != "outcome" or not _reviewing(hits, hit):
                events += [_Event(None, line) for line in whole]
        elif not whole:
            tokens = _merged(lines)
            events.append(_Event(key, None if tokens.empty else tokens, total_only))
        else:
            own_line = bool(token_lines(region.split("\n", 1)[0]))
            events.append(_Event(key, whole[0] if own_line else None))
            events += [_Event(None, line) for line in (whole[1:] if own_line else whole)]
    return events


def _key(hit: Hit, text: str, group: str | None, begun: bool) -> str | None:
    """The row that a label names, short labels (总计, 其他处理) by where they stand."""
    if hit.what == "row":
        return hit.key
    if hit.what == "group" and hit.key == "other":
        return "other"
    if hit.what == "outcome" and hit.key == "total" and begun and group is not None:
        line = text[text.rfind("\n", 0, hit.start) + 1 :].split("\n", 1)[0]
        first = next((cell for cell in line.split("\t") if cell.strip()), "")
        row = label_row(first.split(" ")[0], group)
        return row.key if row else None
    return None


def _reviewing(hits: Sequence[Hit], hit: Hit) -> bool:
    return any(h.what == "part" and h.start < hit.start for h in hits)


def _trimmed(tokens: Tokens) -> Tokens:
    """Without blank cells beyond the seventh: ragged sources leave them at the end, merged labels at the beginning."""
    texts = list(tokens.texts)
    while len(texts) > _WIDTH and not texts[-1]:
        texts.pop()
    while len(texts) > _WIDTH and not texts[0]:
        texts.pop(0)
    return Tokens(tuple(texts), tokens.hard)


def _merged(lines: Sequence[Tokens]) -> Tokens:
    """The values of several lines as one row; each is known to be one value where it has its own cell or line."""
    texts = tuple(text for line in lines for text in line.texts)
    return Tokens(
        texts, hard=all(line.hard for line in lines) or (len(lines) > 1 and all(len(line.texts) == 1 for line in lines))
    )


def _aligned(events: Sequence[_Event], template: str, partial: Partial) -> dict[str, _Event]:
    """Each row's values, those without a label put in between their certain neighbours."""
    order = [row.key for row in application_rows(template)]
    rows: dict[str, _Event] = {}
    for event in events:
        if event.key and event.tokens and (event.key not in rows or rows[event.key].tokens is None):
            rows[event.key] = event
    certain = set(rows)
    gap: list[_Event] = []
    last = -1
    lost = False
    end = _Event(None, None)
    for event in [*events, end]:
        if event is not end and not (event.key and event.tokens):
            gap.append(event)
            continue
        here = len(order) if event.key is None else order.index(event.key)
        missing = [key for key in order[last + 1 : here] if key not in certain]
        lost |= not _fill(gap, missing, rows, partial)
        gap = []
        last = here
    if rows and not lost:
        for event in events:  # a label with nothing behind it is a row of blanks
            if event.key and event.key not in rows:
                rows[event.key] = _Event(event.key, Tokens(("",) * _WIDTH, hard=True))
    return rows


def _fill(gap: Sequence[_Event], missing: Sequence[str], rows: dict[str, _Event], partial: Partial) -> bool:
    """Puts the unlabelled rows of a gap in; False where they cannot be told apart."""
    loose = [event for event in gap if event.tokens]
    if not loose:
        return True
    pairs = _directly_labelled(gap)
    if len(pairs) == len(loose) and all(key in missing for key, _ in pairs):
        chosen = pairs
    elif len(loose) == len(missing):
        chosen = list(zip(missing, loose, strict=True))
    else:
        partial.warnings.append(f"申请情况表中有{len(loose)}行数值没有行标题，无法断定属于哪一行，未采用")
        return False
    for key, event in chosen:
        rows.setdefault(key, _Event(key, event.tokens))
    return True


def _directly_labelled(gap: Sequence[_Event]) -> list[tuple[str, _Event]]:
    """Rows with exactly one label between them and the row before."""
    pairs: list[tuple[str, _Event]] = []
    labels: list[str] = []
    for event in gap:
        if event.key:
            labels.append(event.key)
        elif len(labels) == 1:
            pairs.append((labels[0], event))
            labels = []
        else:
            labels = []
    return pairs


def _column_order(text: str, hits: Sequence[Hit]) -> tuple[str, ...]:
    """The columns in the order of the header where it names all of them in one line, else in the template's order."""
    for line in text.split("\n"):
        keys = [column_key(cell) for cell in line.split("\t")]
        named = [key for key in keys if key]
        if len(named) == _WIDTH == len(set(named)):
            return tuple(named)
    return COLUMNS


def _only_totals(rows: Mapping[str, _Event], events: Sequence[_Event], hits: Sequence[Hit]) -> bool:
    """Whether the table has no applicant columns at all but one figure a row, some of them marked 总计."""
    written = [event.tokens for event in rows.values() if event.tokens and not event.tokens.empty]
    columns = any(hit.what == "column" for hit in hits)
    marked = any(event.total_only for event in events)
    return bool(written) and marked and not columns and all(len(tokens.texts) == 1 for tokens in written)


def _bind_totals(rows: Mapping[str, _Event], partial: Partial) -> None:
    for key, event in rows.items():
        if event.tokens and len(event.tokens.texts) == 1:
            partial.put(f"applications.{key}.total", event.tokens.texts[0])


def row_fits(reading: Reading) -> bool:
    """Whether the first six add up to the seventh."""
    *six, total = reading
    return total is not None and sum((value for value in six if value is not None), Decimal(0)) == total


def _bind_rows(rows: Mapping[str, _Event], order: Sequence[str], template: str, partial: Partial) -> None:
    direct: dict[str, tuple[str, ...]] = {}
    loose: dict[str, Tokens] = {}
    for key, event in rows.items():
        if event.tokens is None:
            continue
        if len(event.tokens.texts) == _WIDTH:
            direct[key] = event.tokens.texts
        elif event.tokens.empty:
            direct[key] = ("",) * _WIDTH
        else:
            loose[key] = event.tokens
    for key, texts in direct.items():
        for column, text in zip(order, texts, strict=True):
            partial.put(f"applications.{key}.{column}", text)
    if not loose:
        return
    positions = [order.index(column) for column in COLUMNS]
    blank = any(not any(texts) for texts in direct.values())
    candidates: dict[str, list[Reading]] = {
        key: [tuple(_number(texts[p]) for p in positions)]
        for key, texts in direct.items()
        if all(parse_value(t) for t in texts)
    }
    for key, tokens in loose.items():
        candidates[key] = readings(tokens, _WIDTH, row_fits, sparse=blank)
    for key, kept in _narrowed(candidates, loose, template).items():
        if key in loose:
            _bind_loose(key, loose[key], kept, order, partial)


def _number(text: str) -> Decimal | None:
    value = parse_value(text)
    return value.number if value is not None and isinstance(value.number, Decimal) else None


def _narrowed(
    candidates: Mapping[str, list[Reading]], loose: Mapping[str, Tokens], template: str
) -> dict[str, list[Reading]]:
    """The readings that are left when the column identities are kept as well.

    A 总计 row that itself breaks its sum (a misprint) does not hinder the others: they are tried without it, and it is
    read as the one split that differs in one place from what they say.
    """
    outcomes = outcome_rows(template)
    if not all(candidates.get(key) for key in (*outcomes, "new", "carried_in", "carried_out")):
        return dict(candidates)
    totals = candidates.get("total") or sums_of([candidates[key] for key in outcomes])
    solved = together(
        [candidates[key] for key in outcomes],
        {**{key: candidates[key] for key in _FRAME if key != "total"}, "total": totals},
    )
    if solved is None:
        return dict(candidates)
    narrowed = {**dict(zip(outcomes, solved[0], strict=True)), **solved[1]}
    if not candidates.get("total"):  # 总计 breaks its own sum: what the others say it should be
        narrowed["total"] = []
        if len(solved[1]["total"]) == 1 and "total" in loose:
            narrowed["total"] = one_off(loose["total"], solved[1]["total"][0])
    return narrowed


def _bind_loose(key: str, tokens: Tokens, kept: Sequence[Reading], order: Sequence[str], partial: Partial) -> None:
    """Binds what all readings that are left agree on."""
    if all(set(text) <= {"0"} and len(text) == 1 for text in tokens.texts if text) and len(tokens.texts) < _WIDTH:
        for column in COLUMNS:  # whichever cell is blank, nothing but zeros is written
            partial.add(f"applications.{key}.{column}", Decimal(0), "blank")
        return
    sure = agreed(kept) if kept else (None,) * _WIDTH
    unique = len(kept) == 1
    for column, value in zip(order, sure, strict=True):
        if value is not None or unique:
            partial.add(f"applications.{key}.{column}", value, "split")
    if not unique:
        got = (
            "只采用总计" if sure[-1] is not None and not any(v is not None for v in sure[: len(SIX)]) else "未全部采用"
        )
        partial.warnings.append(
            f"“{_LABELS[key]}”行：“{' '.join(t for t in tokens.texts if t)[:30]}”不能断定为各列数值，{got}"
        )
