"""What everyone gets: the analysis of one report, `xxgk-analysis/1`.

`Analysis.to_dict` gives the JSON form; its schema is `analysis.schema.json` beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Literal

from nlp.labels import Aspect as Aspect
from nlp.labels import ModelInfo as ModelInfo
from nlp.labels import Theme as Theme

SCHEMA = "xxgk-analysis/1"

Template = Literal["2019", "2021", "none"]
Kind = Literal["count", "amount", "share", "change", "rate"]
VerdictName = Literal["match", "consistent", "mismatch", "no_counterpart", "ambiguous"]
Rule = Literal["balance", "results_sum", "row_sum", "review_sum", "parts", "share", "growth", "repeat", "cross_year"]
Status = Literal["pass", "fail", "skipped"]
CellValue = Decimal | Literal["/"] | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the report came from. `format` is docx, html, pdf, text or parts; `sha256` of the bytes, '' without any."""

    name: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Who, which year, which form; `evidence` says what each was concluded from."""

    title: str | None
    issuer: str | None
    year: int | None
    template: Template
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause as a half-open character span of its paragraph, with its theme."""

    start: int
    end: int
    theme: Theme
    confidence: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A narrative paragraph with its theme.

    Attributes:
        section: the path of headings above it, outermost first.
        also: other themes that a careful annotator would accept as well.
    """

    id: int
    section: tuple[str, ...]
    text: str
    theme: Theme
    aspect: Aspect | None
    confidence: float
    scores: Mapping[str, float]
    sentences: tuple[Sentence, ...]
    also: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the narrative states, and what the tables say to it.

    Attributes:
        start: with `end`, the half-open span of `text` in the paragraph's text.
        value: the normalised number; money stays in the unit written.
        approximation: which way a rough number goes: about (约), more (余, 超过), less (近, 不足); None for an exact one.
        body: whose number it is where it is not the reporting body's own, as the text calls it; None for its own.
        year: the year it speaks of; None where that cannot be told.
        indicator: what it measures, a dotted name; None where that cannot be told.
        cells: the table cells that it was compared with (a sum where several), or both candidates if ambiguous.
        expected: what those cells give, in the claim's own unit.
        cause: of a mismatch, likely: other_column, sub_row, last_year, digits_swapped, unit, truncated, …
        explanation: for people, in Chinese.
    """

    id: int
    paragraph: int
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    approximate: bool
    approximation: Literal["about", "more", "less"] | None
    kind: Kind
    year: int | None
    body: str | None
    indicator: str | None
    verdict: VerdictName
    cells: tuple[str, ...]
    expected: Decimal | None
    cause: str | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Table:
    """The bound cells of one statutory table. A blank cell is None, '/' is the string '/'.

    `inferred` names the cells whose value was concluded and how: 'blank' (blank read as zero since the identities
    hold with it), 'split' (run-together digits with one reading), 'sum' (a blank total as the sum of its columns).
    """

    kind: Literal["proactive", "applications", "review"]
    template: Template
    cells: Mapping[str, CellValue]
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that was tried. `left` and `right` are the two numbers, None where it was skipped."""

    rule: Rule
    scope: str
    status: Status
    left: Decimal | None
    right: Decimal | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was found in one report."""

    source: Source
    report: ReportFacts
    model: ModelInfo
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Claim, ...]
    tables: tuple[Table, ...]
    checks: tuple[Check, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The analysis as plain lists, dictionaries, strings and numbers: `xxgk-analysis/1`."""
        return {"schema": SCHEMA, **_plain(self)}

    def to_json(self, indent: int | None = 2) -> str:
        """`to_dict` as JSON text, Chinese written as such."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
