"""Whether planted errors are found, by kind, and what else is reported beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.evaluation.answer import Answer, FoundCheck, FoundClaim
from nlp.evaluation.gold import GoldClaim, GoldReport, Planted
from nlp.evaluation.matching import Compact, Spot, claim_places, found_spots, gold_spots, match
from nlp.evaluation.scoring import INNER, failures, ratio


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that an analysis reports as not agreeing. `kind`: mismatch, or the rule of a check that fails."""

    report: str
    kind: str
    text: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one planted error.

    Attributes:
        found: the claim is called a mismatch, or the broken identity is reported.
        said: what the analysis says of it: the claim's verdict, 'no claim', 'fail' or 'no failing check'.
        cause: the cause that it names; None for a check and for what was not found.
        others: what is reported besides and does not follow from the error.
    """

    report: str
    planted: Planted
    found: bool
    said: str
    cause: str | None
    others: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class KindSheet:
    """The figures of one kind of error: planted, found, of those with the right cause, and other alarms beside them.

    `named` counts the found ones for which a cause can be named at all: not those that a check finds.
    """

    kind: str
    n: int
    found: int
    named: int
    cause_right: int
    others: int

    @property
    def recall(self) -> float | None:
        """Found of those planted."""
        return ratio(self.found, self.n)

    @property
    def precision(self) -> float | None:
        """Of everything reported, what was planted or follows from it, each report counting once."""
        return ratio(self.found, self.found + self.others)

    @property
    def cause_accuracy(self) -> float | None:
        """The right cause of those that have one; None where a check finds the error."""
        return ratio(self.cause_right, self.named)


def false_alarms(report: GoldReport, answer: Answer) -> tuple[Alarm, ...]:
    """What an analysis reports that the gold does not: in a clean report everything."""
    return tuple(alarm for alarm, _ in _alarms(report, answer))


def outcome(report: GoldReport, answer: Answer) -> Outcome:
    """What became of the error that was planted in a report.

    Raises:
        ValueError: none was planted.
    """
    if report.planted is None:
        raise ValueError(f"{report.id} has no planted error")
    if report.planted.where == "table":
        return _in_table(report, report.planted, answer)
    return _in_narrative(report, report.planted, answer)


def sheet(outcomes: Iterable[Outcome], kinds: Sequence[str]) -> list[KindSheet]:
    """The figures by kind, in the order of `kinds`; kinds of which none was planted are left out."""
    by_kind: dict[str, list[Outcome]] = {kind: [] for kind in kinds}
    for one in outcomes:
        by_kind.setdefault(one.planted.kind, []).append(one)
    return [_kind_sheet(kind, ones) for kind, ones in by_kind.items() if ones]


def _kind_sheet(kind: str, ones: Sequence[Outcome]) -> KindSheet:
    found = [one for one in ones if one.found]
    named = [one for one in found if one.planted.check is None]
    right = sum(one.cause == kind for one in named)
    return KindSheet(kind, len(ones), len(found), len(named), right, sum(len(one.others) for one in ones))


def _in_table(report: GoldReport, planted: Planted, answer: Answer) -> Outcome:
    check = planted.check
    failing = [c for c in answer.checks if c.status == "fail"]
    found = check is not None and any((c.rule, c.scope) == (check.rule, check.scope) for c in failing)
    # Claims that speak of the cell now differ, and so may shares of it: that is no fault of the analysis.
    others = [
        alarm
        for alarm, cells in _alarms(report, answer)
        if not any(_holds(cell, planted.place) for cell in cells) and alarm.kind not in INNER
    ]
    return Outcome(report.id, planted, found, "fail" if found else "no failing check", None, tuple(others))


def _in_narrative(report: GoldReport, planted: Planted, answer: Answer) -> Outcome:
    block, claim, place = _planted_claim(report, planted)
    paragraphs = [paragraph for _, paragraph in report.paragraphs]
    _, _, text, ends = gold_spots(paragraphs)
    found = found_spots(answer, text, ends)
    nearest = match([Spot(block, place, claim.value, claim.unit)], found)
    index = nearest.get(0)
    have = answer.claims[index] if index is not None else _at(answer, found, block, place)
    inside = {str(c.paragraph) for c, spot in zip(answer.claims, found, strict=True) if spot and spot.block == block}
    # The changed number may also break sums and shares of its paragraph.
    others = tuple(
        alarm
        for alarm, _ in _alarms(report, answer, but=have)
        if not (alarm.kind in INNER and alarm.text in inside)
    )
    if planted.check is None:
        hit = have is not None and have.verdict == "mismatch"
        return Outcome(report.id, planted, hit, have.verdict if have else "no claim", have.cause if have and hit else None, others)
    hit = any(c.status == "fail" and c.rule == planted.check.rule and c.scope in inside for c in answer.checks)
    hit = hit or (have is not None and have.verdict == "mismatch")
    return Outcome(report.id, planted, hit, "fail" if hit else "no failing check", None, others)


def _planted_claim(report: GoldReport, planted: Planted) -> tuple[int, GoldClaim, int]:
    """The paragraph's number among the paragraphs, the claim, and where it ends in the text that is shared."""
    begin = 0
    for number, (block, paragraph) in enumerate(report.paragraphs):
        compact = Compact(paragraph.text)
        if str(block) == planted.place:
            for claim, (_, end) in zip(paragraph.claims, claim_places(paragraph), strict=True):
                if claim.text == planted.text:
                    return number, claim, begin + compact.place(end)
        begin += len(compact.text)
    raise ValueError(f"{report.id}: the planted claim {planted.text} is not in its paragraph")


def _at(answer: Answer, found: Sequence[Spot | None], block: int, place: int) -> FoundClaim | None:
    """The claim that stands where the planted one does, whatever its number was taken to be."""
    for claim, spot in zip(answer.claims, found, strict=True):
        if spot is not None and spot.block == block and abs(spot.end - place) <= 1:
            return claim
    return None


def _alarms(report: GoldReport, answer: Answer, but: FoundClaim | None = None) -> list[tuple[Alarm, tuple[str, ...]]]:
    """Everything that is reported and does not stand in the gold, with the cells concerned.

    The text of an alarm by a check inside the narrative is the paragraph's id.
    """
    paragraphs = [paragraph for _, paragraph in report.paragraphs]
    spots, claims, text, ends = gold_spots(paragraphs)
    matched = match(spots, found_spots(answer, text, ends))
    right = {f for g, f in matched.items() if claims[g].verdict == "mismatch"}
    alarms = [
        (_claim_alarm(report, claim), claim.cells)
        for n, claim in enumerate(answer.claims)
        if claim.verdict == "mismatch" and n not in right and claim is not but
    ]
    gold = failures(report)
    return alarms + [
        (_check_alarm(report, check), ())
        for check in answer.checks
        if check.status == "fail" and not gold[check.rule, "" if check.rule in INNER else check.scope]
    ]


def _holds(cell: str, changed: str) -> bool:
    """Whether a cell, or the group that it is the sum of, holds a changed one; the row's total changes with its column."""
    head, _, _ = changed.rpartition(".")
    group = ".".join(changed.split(".")[:2])
    return cell.startswith((head, group))


def _claim_alarm(report: GoldReport, claim: FoundClaim) -> Alarm:
    return Alarm(report.id, "mismatch", claim.text, claim.explanation)


def _check_alarm(report: GoldReport, check: FoundCheck) -> Alarm:
    return Alarm(report.id, check.rule, check.scope, check.explanation)
