"""Numbers of the narrative that contradict one another: shares that do not follow, parts that exceed their whole."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from nlp.evaluation.gold import FailingCheck, GoldParagraph, GoldReport, Planted
from nlp.evaluation.spots import NumberSpot, number_of, number_spots, rewritten, written_like

_OF = re.compile(r"[^0-9。；]{0,3}占[^0-9。；]{0,10}|[（(][^0-9。；]{0,4}")  # 604件，占总数的63.4% · 208件（17.46%）
_MADE_OF = re.compile(r"[^0-9。；]{0,4}(?:其中|包括|含|分别|[:：（(])[^0-9。；]{0,24}")  # 174条，其中网站62条
_SHARE_OFF = 2  # per cent points at least
_WHOLES = (
    "applications.new.total",
    "applications.new.total+applications.carried_in.total",
    "applications.total.total",
    "review.review.total",
    "review.direct.total+review.after_review.total",
)


def share_off(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """A share that none of the numbers in sight gives, where the right one follows from the count right before it."""
    for paragraph, spots in _by_paragraph(report):
        for count, share in pairwise(spots):
            between = paragraph.text[count.end + len(count.claim.unit) : share.start]
            if share.claim.unit != "%" or count.claim.unit == "%" or not _OF.fullmatch(between):
                continue
            wholes = _numbers_in_sight(report, paragraph)
            places = len(share.digits.partition(".")[2])
            if share.claim.value not in {_share(count.claim.value, whole, places) for whole in wholes if whole}:
                continue
            step = Decimal(1).scaleb(-places)
            taken = [100 * part / whole for part in wholes for whole in wholes if 0 < part <= whole]
            wrong = [
                value
                for value in (share.claim.value + sign * (_SHARE_OFF + n * step) for sign in (1, -1) for n in range(1, 100))
                if 1 < value < 99 and all(abs(value - other) > step for other in taken)
            ]
            if wrong:
                value = chance.choice(wrong)
                yield _planted(report, share, "share", f"{value:f}", value)


def parts_off(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """A part grows, or the whole shrinks, so that the parts exceed the whole: what is left out cannot explain it.

    Only numbers that the tables say nothing about change, so that the sum alone gives it away.
    """
    for paragraph, spots in _by_paragraph(report):
        for first, whole in enumerate(spots):
            parts = _parts(paragraph, whole, spots[first + 1 :])
            if not parts:
                continue
            for spot in (whole, parts[chance.randrange(len(parts))]):
                if spot.claim.verdict != "no_counterpart" or spot.claim.value < 10:
                    continue
                rest = [part.claim.value for part in parts if part is not spot]
                fit = [
                    value
                    for value in _slips(spot)
                    if (max(rest) <= value < whole.claim.value if spot is whole else spot.claim.value < value <= whole.claim.value)
                ]
                if fit:
                    value = chance.choice(fit)
                    yield _planted(report, spot, "parts", written_like(spot, f"{value:f}"), value)


def _by_paragraph(report: GoldReport) -> Iterator[tuple[GoldParagraph, list[NumberSpot]]]:
    spots = list(number_spots(report))
    for block, paragraph in report.paragraphs:
        yield paragraph, [spot for spot in spots if spot.block == block]


def _numbers_in_sight(report: GoldReport, paragraph: GoldParagraph) -> set[Decimal]:
    counts = {claim.value for claim in paragraph.claims if claim.unit != "%"}
    return counts | {number for name in _WHOLES if (number := report.number(name)) is not None}


def _share(part: Decimal, whole: Decimal, places: int) -> Decimal:
    return (100 * part / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _parts(paragraph: GoldParagraph, whole: NumberSpot, following: Sequence[NumberSpot]) -> list[NumberSpot]:
    """The numbers right behind a whole that add up to it, none of the paragraph's claims between them left out."""
    parts: list[NumberSpot] = []
    total = Decimal(0)
    for place, spot in enumerate(following, 1):
        if spot.index != whole.index + place or spot.scale or whole.scale or spot.claim.unit != whole.claim.unit:
            return []
        if not parts and not _MADE_OF.fullmatch(paragraph.text[whole.end + len(whole.claim.unit) : spot.start]):
            return []
        parts.append(spot)
        total += spot.claim.value
        if total >= whole.claim.value:
            break
    return parts if total == whole.claim.value and len(parts) > 1 and min(p.claim.value for p in parts) > 0 else []


def _slips(spot: NumberSpot) -> list[Decimal]:
    """Numbers of as many digits that differ in one digit or have two neighbours swapped."""
    digits = spot.digits.replace(",", "")
    forms = {digits[:i] + new + digits[i + 1 :] for i in range(len(digits)) for new in "0123456789" if digits[i] != "."}
    forms |= {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1) if "." not in digits}
    return sorted(number_of(form) for form in forms if form[0] != "0")


def _planted(report: GoldReport, spot: NumberSpot, kind: str, new: str, value: Decimal) -> GoldReport:
    changed = rewritten(report, spot, new, {"value": value})
    text = dict(changed.paragraphs)[spot.block].claims[spot.index].text
    check = FailingCheck(kind, "", text)
    planted = Planted(kind, "narrative", str(spot.block), text, spot.written, new, check)
    return replace(changed, failing=(check,), planted=planted)
