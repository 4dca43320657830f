"""Claims of real reports, labelled by file and character offsets only: the texts stay where they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from nlp.errors import TrainingError
from nlp.evaluation.answer import Answer
from nlp.evaluation.gold import GoldClaim
from nlp.evaluation.matching import Compact, Spot, found_spots
from nlp.evaluation.scoring import Error, Score, score_claims

_SHOWN = 12  # characters of a claim that are shown in an error


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A gold claim and its half-open span in the file's text."""

    start: int
    end: int
    claim: GoldClaim


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a real report that does not agree: kind mismatch, parts, share, denial …, its span, and why."""

    kind: str
    start: int
    end: int
    what: str


def read_claims(files: Iterable[Path]) -> dict[str, list[PlacedClaim]]:
    """The labelled claims by the name of the report's file.

    Raises:
        TrainingError: E502 a row is not of the form; the message names the line.
    """
    found: dict[str, list[PlacedClaim]] = {}
    for place, row in _rows(files):
        try:
            claim = GoldClaim(
                text="",
                value=Decimal(str(row["value"])),
                unit=row["unit"],
                verdict=row["verdict"],
                approximate=row["approximate"],
                optional=row["optional"],
                cells=tuple(row["cells"]),
                table_value=None if row["table_value"] is None else Decimal(str(row["table_value"])),
            )
            found.setdefault(row["file"], []).append(PlacedClaim(row["start"], row["end"], claim))
        except (KeyError, TypeError, ArithmeticError) as error:
            raise TrainingError("E502", place, why=f"{type(error).__name__} {error}") from error
    return found


def read_findings(files: Iterable[Path]) -> dict[str, list[Finding]]:
    """What does not agree in the real reports, by the name of the report's file.

    Raises:
        TrainingError: E502 a row is not of the form; the message names the line.
    """
    found: dict[str, list[Finding]] = {}
    for place, row in _rows(files):
        try:
            finding = Finding(row["kind"], row["start"], row["end"], row["what"])
            found.setdefault(row["file"], []).append(finding)
        except KeyError as error:
            raise TrainingError("E502", place, why=f"{error} is missing") from error
    return found


def score_placed(
    name: str, text: str, claims: Sequence[PlacedClaim], answer: Answer, findings: Sequence[Finding] = ()
) -> Score:
    """Score the claims of an analysis.

    Args:
        name: the report's, for the errors.
        text: of the file that the offsets count in.
        claims: all numbers that the report states.
        answer: the analysis.
        findings: what does not agree in it; a mismatch reported where words without a number of their own contradict the
            tables (a denial: 均获维持) neither counts nor harms.

    Returns:
        The figures about claims. An error names a claim by its span, number and last characters, never by its sentence.
    """
    compact, ends = _lines(text)
    placed = [_spot(one, compact, ends) for one in claims]
    shown = [
        replace(one.claim, text=f"[{one.start}, {one.end}) …{text[max(one.start, one.end - _SHOWN) : one.end]}")
        for one in claims
    ]
    spots = found_spots(answer, compact.text, ends)
    denials = [(compact.place(f.start), compact.place(f.end) + 1) for f in findings if f.kind == "denial"]
    kept = [
        (claim, spot)
        for claim, spot in zip(answer.claims, spots, strict=True)
        if claim.verdict != "mismatch" or spot is None or not any(a < spot.end <= b for a, b in denials)
    ]
    answer = replace(answer, claims=tuple(claim for claim, _ in kept))
    score = score_claims(name, placed, shown, answer, [spot for _, spot in kept])
    return Score(score.tally, tuple(Error(e.report, e.kind, _short(e)) for e in score.errors))


def noticed(text: str, findings: Sequence[Finding], answer: Answer) -> list[bool]:
    """For each finding whether the analysis reports something there: a mismatch in its span, or a check that fails in its
    paragraph."""
    compact, ends = _lines(text)
    spots = found_spots(answer, compact.text, ends)
    failing = {check.scope for check in answer.checks if check.status == "fail"}
    found = []
    for finding in findings:
        start, end = compact.place(finding.start), compact.place(finding.end)
        inside = [
            claim
            for claim, spot in zip(answer.claims, spots, strict=True)
            if spot is not None and start < spot.end <= end + 1
        ]
        checked = finding.kind in ("parts", "share", "growth") and any(str(claim.paragraph) in failing for claim in inside)
        found.append(checked or any(claim.verdict == "mismatch" for claim in inside))
    return found


def _rows(files: Iterable[Path]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield f"{file}:{number}", json.loads(line)
                except ValueError as error:
                    raise TrainingError("E502", f"{file}:{number}", why=str(error)) from error


def _lines(text: str) -> tuple[Compact, list[int]]:
    """The compact text, and where its lines end: a claim is looked for in its own line only."""
    compact = Compact(text)
    breaks = [place for place, letter in enumerate(text) if letter == "\n"]
    return compact, [compact.place(place) for place in (*breaks, len(text))]


def _spot(one: PlacedClaim, compact: Compact, ends: Sequence[int]) -> Spot:
    end = compact.place(one.end)
    block = next(number for number, stop in enumerate(ends) if end <= stop)
    return Spot(block, end, one.claim.value, one.claim.unit, one.claim.optional)


def _short(error: Error) -> str:
    if error.kind != "claim false":
        return error.what
    words, _, number = error.what.rpartition(" (")
    return f"…{words[-_SHOWN:]} ({number}"
