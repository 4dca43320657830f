"""An analysis against gold: claims, verdicts, mismatches, cells, checks, themes, with every error listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from nlp.evaluation.answer import Answer, FoundClaim
from nlp.evaluation.gold import GoldClaim, GoldParagraph, GoldReport
from nlp.evaluation.matching import Compact, Spot, found_spots, gold_spots, match, paragraph_begins

INNER = ("parts", "share", "growth", "repeat")  # checks inside the narrative: their scope is no part of the gold


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that add up over reports, and the rates that follow from them (None where there is nothing to divide by).

    Attributes:
        claims: gold claims that count; `claims_hit` of them were found.
        said: claims of the analyses; `said_good` of them are gold claims, optional ones included.
        verdicts_right: of `claims`, found and with the right verdict.
        mismatches: gold mismatches; `mismatches_hit` of them were found and called so, `mismatches_false` were called so
            and are none.
        cells: gold cells that hold a number; `cells_right` of them were read.
        checks: gold identities that are broken; `checks_hit` of them were reported, of `checks_said` failures in all.
        paragraphs: of the gold; `themes_right` have the primary theme, `themes_fair` that or one of `also`.
    """

    claims: int = 0
    claims_hit: int = 0
    said: int = 0
    said_good: int = 0
    verdicts_right: int = 0
    mismatches: int = 0
    mismatches_hit: int = 0
    mismatches_false: int = 0
    cells: int = 0
    cells_right: int = 0
    checks: int = 0
    checks_hit: int = 0
    checks_said: int = 0
    paragraphs: int = 0
    themes_right: int = 0
    themes_fair: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def rates(self) -> dict[str, float | None]:
        """Every rate by its name."""
        return {
            "claim_recall": ratio(self.claims_hit, self.claims),
            "claim_precision": ratio(self.said_good, self.said),
            "verdict_accuracy": ratio(self.verdicts_right, self.claims),
            "mismatch_recall": ratio(self.mismatches_hit, self.mismatches),
            "mismatch_precision": ratio(self.mismatches_hit, self.mismatches_hit + self.mismatches_false),
            "cells_right": ratio(self.cells_right, self.cells),
            "check_recall": ratio(self.checks_hit, self.checks),
            "check_precision": ratio(self.checks_hit, self.checks_said),
            "theme_accuracy": ratio(self.themes_right, self.paragraphs),
            "theme_accuracy_with_also": ratio(self.themes_fair, self.paragraphs),
        }


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong in an analysis. `kind`: claim missed, claim false, verdict, cell, check missed, check
    false, theme."""

    report: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one report or of many, and every error."""

    tally: Tally
    errors: tuple[Error, ...]

    def __add__(self, other: Score) -> Score:
        return Score(self.tally + other.tally, self.errors + other.errors)


def ratio(part: int, whole: int) -> float | None:
    """`part / whole`, None where there is nothing to divide by."""
    return part / whole if whole else None


def score(report: GoldReport, answer: Answer) -> Score:
    """Score the analysis of one report.

    Optional claims neither count nor harm. A share or a rate without counterpart may also be verified against what the
    cells imply. A broken identity counts by its rule and scope, one inside the narrative by its rule.
    """
    paragraphs = [paragraph for _, paragraph in report.paragraphs]
    spots, claims, text, ends = gold_spots(paragraphs)
    total = score_claims(report.id, spots, claims, answer, found_spots(answer, text, ends))
    for part in (_cells(report, answer), _checks(report, answer), _themes(report.id, paragraphs, ends, text, answer)):
        total += part
    return total


def total_of(scores: Iterable[Score]) -> Score:
    """Many scores as one."""
    return sum(scores, Score(Tally(), ()))


def score_claims(
    report: str, spots: Sequence[Spot], claims: Sequence[GoldClaim], answer: Answer, found: Sequence[Spot | None]
) -> Score:
    """The part of a score that is about claims.

    Args:
        report: its name, for the errors.
        spots: the gold's claims by place, as many as `claims`.
        claims: the gold's claims.
        answer: the analysis.
        found: its claims by place.
    """
    matched = match(spots, found)
    errors: list[Error] = []
    counts: Counter[str] = Counter(said=len(answer.claims), said_good=len(matched))
    for number, claim in enumerate(claims):
        if claim.optional:
            continue
        have = answer.claims[matched[number]] if number in matched else None
        right = have is not None and same_verdict(claim, have)
        counts.update(claims=1, claims_hit=have is not None, verdicts_right=right)
        if claim.verdict == "mismatch":
            counts.update(mismatches=1, mismatches_hit=right)
        elif have is not None and have.verdict == "mismatch":
            counts.update(mismatches_false=1)
        if have is None:
            errors.append(Error(report, "claim missed", f"{claim.text} ({claim.value} {claim.unit})"))
        elif not right:
            errors.append(Error(report, "verdict", f"{claim.text}: {claim.verdict} → {have.verdict} {'+'.join(have.cells)}".rstrip()))
    good = set(matched.values())
    for number, have in enumerate(answer.claims):
        if number not in good:
            counts.update(mismatches_false=have.verdict == "mismatch")
            errors.append(Error(report, "claim false", f"{have.text} ({have.value} {have.unit}, {have.verdict})"))
    return Score(Tally(**counts), tuple(errors))


def same_verdict(gold: GoldClaim, found: FoundClaim) -> bool:
    """Whether a verdict is right."""
    if gold.verdict == "no_counterpart" and gold.unit in ("%", "％", "个百分点", "百分点"):
        return found.verdict in ("no_counterpart", "match", "consistent")
    return found.verdict == gold.verdict


def failures(report: GoldReport) -> Counter[tuple[str, str]]:
    """The identities that the gold says are broken, by rule and scope; '' for those inside the narrative."""
    return Counter((check.rule, "" if check.rule in INNER else check.scope) for check in report.failing)


def _cells(report: GoldReport, answer: Answer) -> Score:
    cells = report.cells()
    wrong = [name for name, number in cells.items() if answer.cells.get(name) != number]
    errors = (Error(report.id, "cell", f"{name}: {cells[name]} → {answer.cells.get(name)}") for name in wrong)
    return Score(Tally(cells=len(cells), cells_right=len(cells) - len(wrong)), tuple(errors))


def _checks(report: GoldReport, answer: Answer) -> Score:
    gold = failures(report)
    said = Counter((c.rule, "" if c.rule in INNER else c.scope) for c in answer.checks if c.status == "fail")
    hits = sum((gold & said).values())
    errors = [Error(report.id, "check missed", " ".join(check)) for check in (gold - said).elements()]
    errors += [Error(report.id, "check false", " ".join(check)) for check in (said - gold).elements()]
    return Score(Tally(checks=sum(gold.values()), checks_hit=hits, checks_said=sum(said.values())), tuple(errors))


def _themes(report: str, paragraphs: Sequence[GoldParagraph], ends: Sequence[int], text: str, answer: Answer) -> Score:
    begins = paragraph_begins(answer, text)
    lengths = {paragraph.id: len(Compact(paragraph.text).text) for paragraph in answer.paragraphs}
    themes = {paragraph.id: paragraph.theme for paragraph in answer.paragraphs}
    right = fair = 0
    errors = []
    for paragraph, begin, end in zip(paragraphs, (0, *ends), ends, strict=False):
        shared = {n: min(end, at + lengths[n]) - max(begin, at) for n, at in begins.items()}
        best = max(shared, key=lambda n: (shared[n], -n), default=None)
        said = themes[best] if best is not None and shared[best] > 0 else None
        right += said == paragraph.theme
        fair += said in (paragraph.theme, *paragraph.also)
        if said not in (paragraph.theme, *paragraph.also):
            errors.append(Error(report, "theme", f"{paragraph.text[:12]}…: {paragraph.theme} → {said}"))
    return Score(Tally(paragraphs=len(paragraphs), themes_right=right, themes_fair=fair), tuple(errors))


def by_kind(errors: Iterable[Error]) -> Iterator[tuple[str, list[Error]]]:
    """The errors of each kind, the kinds in order of their number."""
    kinds: dict[str, list[Error]] = {}
    for error in errors:
        kinds.setdefault(error.kind, []).append(error)
    yield from sorted(kinds.items(), key=lambda item: -len(item[1]))
