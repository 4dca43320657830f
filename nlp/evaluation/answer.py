"""What an analysis says, as far as it is scored: read from its JSON form, so that any program's can be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from nlp.errors import TrainingError


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim of an analysis; see `nlp.analysis.Claim`."""

    paragraph: int
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    verdict: str
    cells: tuple[str, ...]
    cause: str | None
    explanation: str


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """A paragraph of an analysis."""

    id: int
    text: str
    theme: str
    aspect: str | None


@dataclass(frozen=True, slots=True)
class FoundCheck:
    """A check of an analysis."""

    rule: str
    scope: str
    status: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of an analysis that are compared with gold. `cells` holds what is a number."""

    paragraphs: tuple[FoundParagraph, ...]
    claims: tuple[FoundClaim, ...]
    cells: Mapping[str, Decimal]
    checks: tuple[FoundCheck, ...]


NOTHING = Answer((), (), {}, ())
"""What a report scores that could not be analysed."""


def read_answer(file: Path) -> Answer:
    """An analysis as `xxgk analyze --format json` wrote it.

    Raises:
        TrainingError: E512 it is not of the form.
    """
    try:
        return answer_of(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise TrainingError("E512", str(file), why=f"{type(error).__name__} {error}") from error


def answer_of(analysis: Mapping[str, Any]) -> Answer:
    """The answer in the JSON form of an analysis (`Analysis.to_dict`)."""
    cells: dict[str, Decimal] = {}
    for table in analysis["tables"]:
        cells.update((name, number) for name, value in table["cells"].items() if (number := _number(value)) is not None)
    return Answer(
        tuple(FoundParagraph(p["id"], p["text"], p["theme"], p["aspect"]) for p in analysis["paragraphs"]),
        tuple(_claim(claim) for claim in analysis["claims"]),
        cells,
        tuple(FoundCheck(c["rule"], c["scope"], c["status"], c["explanation"]) for c in analysis["checks"]),
    )


def _claim(fields: Mapping[str, Any]) -> FoundClaim:
    return FoundClaim(
        fields["paragraph"],
        fields["start"],
        fields["end"],
        fields["text"],
        Decimal(str(fields["value"])),
        fields["unit"],
        fields["verdict"],
        tuple(fields["cells"]),
        fields["cause"],
        fields["explanation"],
    )


def _number(value: Any) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, (int, float)) else None
