"""A report with its gold: what it says, what is true of it. Read from YAML and written back; docs/evaluation.md has the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from nlp.analysis import Aspect, Template, Theme, VerdictName
from nlp.errors import TrainingError
from nlp.tables.templates import COLUMNS, GROUPS, OUTCOMES, PROACTIVE_ROWS, TableKind, application_rows

TABLE_KINDS: tuple[TableKind, ...] = ("proactive", "applications", "review")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A number that a paragraph states.

    Attributes:
        text: the shortest stretch of the paragraph that states it, verbatim.
        value: the normalised number; money stays in the unit written.
        optional: some would count it and some would not: it neither counts nor harms.
        cells: the table cells that it speaks of, a sum where several; () without a counterpart.
        table_value: what they give, as the gold's author wrote it down.
    """

    text: str
    value: Decimal
    unit: str
    verdict: VerdictName
    approximate: bool = False
    optional: bool = False
    cells: tuple[str, ...] = ()
    table_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GoldHeading:
    """A heading, as written, numbering included."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """A paragraph with its theme and its claims."""

    text: str
    theme: Theme
    also: tuple[Theme, ...] = ()
    aspect: Aspect | None = None
    claims: tuple[GoldClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldTable:
    """Where a statutory table stands."""

    kind: TableKind


GoldBlock = GoldHeading | GoldParagraph | GoldTable


@dataclass(frozen=True, slots=True)
class FailingCheck:
    """An identity that the report breaks. `scope`: the column, row or part; '' for parts and share, which have a text."""

    rule: str
    scope: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """The error that was planted in a clean report.

    Attributes:
        kind: one of `nlp.evaluation.seeding.KINDS`.
        where: narrative or table.
        place: the index of the paragraph among the report's blocks, or the cell.
        text: the claim as it stands now; '' in a table.
        before: the number as it was written.
        after: the number as it is written now.
        check: the identity that it breaks, where a check has to find it.
    """

    kind: str
    where: Literal["narrative", "table"]
    place: str
    text: str
    before: str
    after: str
    check: FailingCheck | None = None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with its gold. `tables` holds a row's values by the row's name, a single value as a row of one."""

    id: str
    issuer: str
    year: int
    template: Template
    format: str
    title: str
    blocks: tuple[GoldBlock, ...]
    tables: Mapping[TableKind, Mapping[str, tuple[Decimal | None, ...]]]
    flavour: str = ""
    encoding: str = "utf-8"
    failing: tuple[FailingCheck, ...] = ()
    notes: str = ""
    planted: Planted | None = None
    _known: dict[str, Decimal | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def paragraphs(self) -> Iterator[tuple[int, GoldParagraph]]:
        """Each paragraph with its index among the blocks."""
        for place, block in enumerate(self.blocks):
            if isinstance(block, GoldParagraph):
                yield place, block

    def cells(self) -> dict[str, Decimal]:
        """Every cell that holds a number, by its dotted name; rows that the gold leaves out are zero and not here."""
        return {name: number for name, number in self._named() if number is not None}

    def number(self, name: str) -> Decimal | None:
        """What a cell, a group ('applications.denied.total') or a sum of them ('a+b') gives; None for a blank."""
        cells = self._filled()
        total = Decimal(0)
        for part in name.split("+"):
            members = [cells.get(member) for member in self._members(part.strip())]
            if not members or None in members:
                return None
            total += sum((member for member in members if member is not None), Decimal(0))
        return total

    def with_cells(self, changed: Mapping[str, Decimal]) -> GoldReport:
        """The report with other numbers in these cells."""
        tables = {kind: dict(rows) for kind, rows in self.tables.items()}
        for name, number in changed.items():
            kind, row, column = split_cell(name)
            columns = columns_of(kind, row, self.template)
            values = list(tables[kind].get(row) or (Decimal(0),) * len(columns))
            values[columns.index(column)] = number
            tables[kind][row] = tuple(values)
        return replace(self, tables=tables)

    def _named(self) -> Iterator[tuple[str, Decimal | None]]:
        for kind, rows in self.tables.items():
            for row, values in rows.items():
                for column, number in zip(columns_of(kind, row, self.template), values, strict=True):
                    yield ".".join(part for part in (kind, row, column) if part), number

    def _filled(self) -> Mapping[str, Decimal | None]:
        """Every cell, zero in the rows that are left out; worked out once."""
        if not self._known:
            if "applications" in self.tables:
                for row in application_rows(self.template):
                    self._known.update((f"applications.{row.key}.{column}", Decimal(0)) for column in COLUMNS)
            self._known.update(self._named())
        return self._known

    def _members(self, name: str) -> list[str]:
        kind, row, column = split_cell(name)
        if kind == "applications" and row in GROUPS and (self.template == "2021" or row != "other"):
            return [f"{kind}.{r.key}.{column}" for r in application_rows(self.template) if r.group == row]
        return [name]


def split_cell(name: str) -> tuple[TableKind, str, str]:
    """A cell's table, row and column; the column is '' where the row has one value.

    >>> split_cell("applications.denied.process.total")
    ('applications', 'denied.process', 'total')
    >>> split_cell("proactive.licensing")
    ('proactive', 'licensing', '')
    """
    kind, _, rest = name.partition(".")
    row, _, column = rest.rpartition(".")
    return cast(TableKind, kind), row or column, column if row else ""


def columns_of(kind: TableKind, row: str, template: str) -> tuple[str, ...]:
    """The columns of a row, ('',) where it has one value."""
    if kind == "applications":
        return COLUMNS
    if kind == "review":
        return OUTCOMES
    found = next((r.columns_in(template) for r in PROACTIVE_ROWS if r.key == row), None)
    return found or ("",)


def load_gold(folder: Path) -> tuple[GoldReport, ...]:
    """The reports of a folder of YAML files, or of its folder `gold`, sorted by name.

    Raises:
        TrainingError: E501 there is none, E511 one is not of the form.
    """
    files = gold_files(folder)
    return tuple(read_gold(file) for file in files)


def gold_files(folder: Path) -> list[Path]:
    """The YAML files themselves.

    Raises:
        TrainingError: E501 there is none.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob("*.yaml")) or sorted(folder.glob("gold/*.yaml"))
    if not files:
        raise TrainingError("E501", str(folder), why="there is no .yaml file with gold")
    return files


def read_gold(file: Path) -> GoldReport:
    """One report.

    Raises:
        TrainingError: E511 it is not of the form; the message says why.
    """
    try:
        return report_of(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506  the C form of the safe loader
    except (OSError, yaml.YAMLError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())
        raise TrainingError("E511", str(file), why=why) from error


def write_gold(report: GoldReport, file: Path) -> None:
    """Write a report in the form that `read_gold` reads."""
    text = yaml.dump(_plain(report), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, encoding="utf-8")


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def report_of(fields: Mapping[str, Any]) -> GoldReport:
    """A report from what YAML holds. Raises ValueError, KeyError or TypeError where it is not of the form."""
    tables = {
        kind: {str(row): _row(values) for row, values in rows.items()}
        for kind, rows in (fields.get("tables") or {}).items()
        if rows is not None
    }
    if unknown := set(tables) - set(TABLE_KINDS):
        raise ValueError(f"no table is called {', '.join(sorted(unknown))}")
    planted = fields.get("planted")
    report = GoldReport(
        id=str(fields["id"]),
        issuer=str(fields["issuer"]),
        year=int(fields["year"]),
        template=fields["template"],
        format=str(fields["format"]),
        title=str(fields["title"]),
        blocks=tuple(_block(block) for block in fields["blocks"]),
        tables=cast("Mapping[TableKind, Mapping[str, tuple[Decimal | None, ...]]]", tables),
        flavour=str(fields.get("flavour") or ""),
        encoding=str(fields.get("encoding") or "utf-8"),
        failing=tuple(_failing(check) for check in fields.get("failing_checks") or ()),
        notes=str(fields.get("notes") or ""),
        planted=None if planted is None else _planted(planted),
    )
    report.cells()  # refuses a row of the wrong length
    return report


def _row(values: Any) -> tuple[Decimal | None, ...]:
    return tuple(_number(value) for value in (values if isinstance(values, list) else [values]))


def _number(value: Any) -> Decimal | None:
    return None if value is None or value in ("", "/") else Decimal(str(value))


def _block(fields: Mapping[str, Any]) -> GoldBlock:
    if "heading" in fields:
        return GoldHeading(str(fields["heading"]), int(fields.get("level") or 1))
    if "table" in fields:
        if fields["table"] not in TABLE_KINDS:
            raise ValueError(f"no table is called {fields['table']}")
        return GoldTable(fields["table"])
    text = str(fields["para"]).strip()
    claims = tuple(_claim(claim) for claim in fields.get("claims") or ())
    if stray := [claim.text for claim in claims if claim.text not in text]:
        raise ValueError(f"“{stray[0]}” is not in its paragraph")
    return GoldParagraph(text, fields["theme"], tuple(fields.get("also") or ()), fields.get("aspect"), claims)


def _claim(fields: Mapping[str, Any]) -> GoldClaim:
    cells = str(fields.get("cell") or "")
    return GoldClaim(
        text=str(fields["text"]),
        value=Decimal(str(fields["value"])),
        unit=str(fields.get("unit") or ""),
        verdict=fields["verdict"],
        approximate=bool(fields.get("approx")),
        optional=bool(fields.get("optional")),
        cells=tuple(cell.strip() for cell in cells.split("+") if cell.strip()),
        table_value=_number(fields.get("table_value")),
    )


def _failing(fields: Mapping[str, Any]) -> FailingCheck:
    scope = fields.get("column") or fields.get("row") or fields.get("part") or ""
    return FailingCheck(str(fields["check"]), str(scope), str(fields.get("text") or ""))


def _planted(fields: Mapping[str, Any]) -> Planted:
    check = fields.get("check")
    names = ("kind", "where", "place", "text", "before", "after")
    return Planted(**{name: str(fields[name]) for name in names}, check=_failing(check) if check else None)  # type: ignore[arg-type]


def _plain(report: GoldReport) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": report.id,
        "issuer": report.issuer,
        "year": report.year,
        "template": report.template,
        "format": report.format,
        "flavour": report.flavour,
        "encoding": report.encoding,
        "title": report.title,
        "blocks": [_plain_block(block) for block in report.blocks],
        "tables": {
            kind: {row: _plain_row(values) for row, values in rows.items()} for kind, rows in report.tables.items()
        },
        "failing_checks": [_plain_check(check) for check in report.failing],
        "notes": report.notes,
    }
    if report.planted is not None:
        fields = ("kind", "where", "place", "text", "before", "after")
        plain["planted"] = {name: getattr(report.planted, name) for name in fields}
        if report.planted.check is not None:
            plain["planted"]["check"] = _plain_check(report.planted.check)
    return plain


def _plain_block(block: GoldBlock) -> dict[str, Any]:
    if isinstance(block, GoldHeading):
        return {"heading": block.text, "level": block.level}
    if isinstance(block, GoldTable):
        return {"table": block.kind}
    plain: dict[str, Any] = {"para": block.text, "theme": block.theme, "also": list(block.also)}
    if block.aspect:
        plain["aspect"] = block.aspect
    return {**plain, "claims": [_plain_claim(claim) for claim in block.claims]}


def _plain_claim(claim: GoldClaim) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": claim.text, "value": _plain_number(claim.value), "unit": claim.unit}
    plain |= {"approx": True} if claim.approximate else {}
    plain |= {"optional": True} if claim.optional else {}
    plain["verdict"] = claim.verdict
    if claim.cells:
        plain |= {"table_value": _plain_number(claim.table_value), "cell": "+".join(claim.cells)}
    return plain


def _plain_row(values: Sequence[Decimal | None]) -> Any:
    return _plain_number(values[0]) if len(values) == 1 else [_plain_number(value) for value in values]


def _plain_check(check: FailingCheck) -> dict[str, str]:
    names = {"row_sum": "row", "review_sum": "part"}
    scope = {names.get(check.rule, "column"): check.scope} if check.scope else {}
    return {"check": check.rule, **scope, **({"text": check.text} if check.text else {})}


def _plain_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
