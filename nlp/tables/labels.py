"""Finding the templates' labels in text, whatever white space, quotation marks and numbering they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from nlp.tables.templates import (
    APPLICATION_ROWS,
    COLUMN_LABELS,
    FURNITURE,
    GROUPS,
    OUTCOME_LABELS,
    PART_LABELS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    SECTION_HEADINGS,
    Row,
)
from nlp.tables.values import normalise

What = Literal[
    "row", "proactive_row", "proactive_column", "group", "column", "outcome", "part", "furniture", "article", "heading"
]

ALMOST = 80.0  # likeness (0 to 100) from which a misread label is still the label
_MARGIN = 10.0  # and by how much it must be nearer than the next one
_SHORTEST, _LONGEST = 6, 60  # characters that a misread label must have

_CJK = re.compile(r"[\u3400-\u9fff]")
_DROPPED = frozenset("“”\"'‘’*_《》「」『』")


@dataclass(frozen=True, slots=True)
class Hit:
    """A label in normalised text: half-open offsets, what it labels, and which."""

    start: int
    end: int
    what: What
    key: str


def compact(text: str) -> str:
    """Normalised text without white space and quotation marks: the form that aliases are written in.

    >>> compact("３．危及“三安全 一稳定”")
    '3.危及三安全一稳定'
    """
    return _spelt("".join(c for c in normalise(text) if not c.isspace() and c not in _DROPPED))


def _spelt(text: str) -> str:
    """Characters that are written in two ways, in one; the length stays."""
    return text.replace("其它", "其他")


@lru_cache(maxsize=1024)  # a table's cells and lines are asked for again and again while it is bound
def scan(text: str) -> tuple[Hit, ...]:
    """The labels in a text, in order, without overlap.

    Args:
        text: normalised text; a label may be broken by blanks, tabs and line breaks.

    >>> [(h.what, h.key) for h in scan("（三）不予公开1.属于国家 秘密0".replace("（", "(").replace("）", ")"))]
    [('group', 'denied'), ('row', 'denied.state_secret')]
    """
    if _CJK.search(text) is None:
        return ()
    places = [i for i, c in enumerate(text) if not c.isspace() and c not in _DROPPED]
    small = _spelt("".join(text[i] for i in places))
    hits = []
    for match in _pattern().finditer(small):
        what, key = _meaning(match)
        hits.append(Hit(places[match.start()], places[match.end() - 1] + 1, what, key))
    return tuple(hits)


def regions(text: str, hits: Sequence[Hit]) -> Iterator[tuple[Hit, str]]:
    """Each label with what stands between it and the next one.

    >>> [(hit.key, rest) for hit, rest in regions("行政处罚 3行政强制 0", scan("行政处罚 3行政强制 0"))]
    [('penalty', ' 3'), ('coercion', ' 0')]
    """
    for i, hit in enumerate(hits):
        yield hit, text[hit.end : hits[i + 1].start if i + 1 < len(hits) else len(text)]


def label_row(cell: str, group: str | None) -> Row | None:
    """The applications row that a cell names where the words alone are too short to tell ('总计', '3.其他').

    Args:
        cell: all the text of the label cell.
        group: the group that it stands in, as far as known.
    """
    bare = strip_number(compact(cell))
    for row in APPLICATION_ROWS:
        if bare in row.whole and (row.group is None or row.group == group):
            return row
    return None


def strip_number(label: str) -> str:
    """A compact label without its numbering: '（三）', '1.', '一、'."""
    return re.sub(r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]、|\d[.、])", "", label)


def column_key(cell: str) -> str | None:
    """The applicant column that a header cell names.

    >>> column_key("商业\\n 企业"), column_key("其他处理")
    ('company', None)
    """
    return _column_table().get(compact(cell))


def almost(chunk: str, rows: tuple[Row, ...]) -> Row | None:
    """The row whose label a misread stretch of text is nearest to, None where it is not near or not clear.

    >>> from nlp.tables.templates import application_rows
    >>> almost("2.其他法律行政止公开", application_rows("2021")).key
    'denied.law_forbidden'
    """
    bare = strip_number(compact(chunk))
    if not _SHORTEST <= len(bare) <= _LONGEST:
        return None
    scored = sorted(
        ((max(fuzz.ratio(bare, alias) for alias in row.aliases), row.key, row) for row in rows), reverse=True
    )
    if not scored or scored[0][0] < ALMOST or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
        return None
    return scored[0][2]


_ORDINAL = r"(?:\([一二三四五六七八九十]\)|[一二三四五六七八]、|[1-9][.、])?"

_FIRSTS = "一二三四五六七八本行之等于总合"  # what ordinals and the entries that are patterns can begin with


def _entries() -> list[tuple[str, What, str]]:
    """Pattern, what, key; earlier ones win at the same place."""
    entries: list[tuple[str, What, str]] = [(pattern, "heading", "") for pattern in SECTION_HEADINGS]
    entries.append((r"第二十条第\([一二三四五六七八九十]\)项", "article", ""))
    entries += [(pattern, "furniture", key) for key, patterns in FURNITURE.items() for pattern in patterns]
    labels: list[tuple[str, What, str]] = []
    for row in APPLICATION_ROWS:
        labels += [(alias, "row", row.key) for alias in row.aliases if row.key != "other"]
    labels += [(alias, "group", key) for key, (_, aliases) in GROUPS.items() for alias in aliases]
    labels += [(alias, "proactive_row", row.key) for row in PROACTIVE_ROWS for alias in row.aliases]
    labels += [(alias, "proactive_column", key) for key, (_, aliases) in PROACTIVE_COLUMNS.items() for alias in aliases]
    labels += [
        (a, "column", key)
        for key, (_, aliases) in COLUMN_LABELS.items()
        if key not in ("other", "total")
        for a in aliases
    ]
    labels += [(a, "outcome", key) for key, (_, aliases) in OUTCOME_LABELS.items() if key != "total" for a in aliases]
    for alias, what, key in sorted(labels, key=lambda label: -len(label[0])):
        if alias[0].isdigit() or alias[0] in "(一二三四五六七八":
            # '3.其他' must not eat the beginning of '3.其他处理' or '2.其他法律…'
            entries.append(
                (re.escape(alias) + ("(?!处理|法律|结果|组织|对外)" if alias.endswith("其他") else ""), what, key)
            )
        else:
            entries.append((_ORDINAL + re.escape(alias) + (r"(?:\(总计\))?" if what == "row" else ""), what, key))
    for key in ("direct", "after_review"):
        entries += [(re.escape(alias), "part", key) for alias in sorted(PART_LABELS[key][1], key=len, reverse=True)]
    # not in '行政复议、行政诉讼情况', '被申请行政复议', '行政复议数量'
    entries.append((r"(?<!申请)(?<!未经)行政复议(?![、和及或数机决案法])", "part", "review"))
    entries.append((r"(?:总计|合计)", "outcome", "total"))
    return entries


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[tuple[What, str], ...]]:
    entries = _entries()
    pattern = "|".join(f"({entry})" for entry, _, _ in entries)
    # every label begins with one of these: what stands between labels is passed over without trying each of them
    firsts = "".join(sorted({entry[0] for entry in _unnumbered(entries) if _CJK.match(entry)}))
    start = rf"(?=[{firsts}{_FIRSTS}]|\([一二三四五六七八九十本]|[1-9][.、]|,?等?于)"
    return re.compile(f"{start}(?:{pattern})"), tuple((what, key) for _, what, key in entries)


def _unnumbered(entries: Sequence[tuple[str, What, str]]) -> Iterator[str]:
    return (entry.removeprefix(_ORDINAL) for entry, _, _ in entries)


def _pattern() -> re.Pattern[str]:
    return _compiled()[0]


def _meaning(match: re.Match[str]) -> tuple[What, str]:
    index = match.lastindex
    assert index is not None  # noqa: S101  one group of the alternation has matched
    return _compiled()[1][index - 1]


@cache
def _column_table() -> dict[str, str]:
    return {alias: key for key, (_, aliases) in COLUMN_LABELS.items() for alias in aliases}
