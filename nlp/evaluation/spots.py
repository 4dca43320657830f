"""Numbers of a gold report that an error can be planted in, and the report with another number in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.evaluation.gold import GoldClaim, GoldParagraph, GoldReport
from nlp.evaluation.matching import claim_places

_NUMBER = re.compile(
    r"""(?x)
    (?P<digits> [0-9]{1,3}(?:,[0-9]{3})+ | [0-9]+ (?:\.[0-9]+)? )   # 8,934 · 286 · 418.6
    (?P<scale>  [万亿](?!元) )?                                     # 1.3万, but not 万元, which is a unit
    """
)
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}


@dataclass(frozen=True, slots=True)
class NumberSpot:
    """The number of a claim, written in Arabic digits.

    Attributes:
        block: the paragraph's index among the report's blocks.
        index: the claim's among the paragraph's.
        start: with `end`, the half-open span of digits and scale in the paragraph.
        digits: as written: '8,934'.
        scale: '', '万' or '亿'.
        after: what follows in the paragraph, the unit first.
    """

    block: int
    index: int
    claim: GoldClaim
    start: int
    end: int
    digits: str
    scale: str
    after: str

    @property
    def written(self) -> str:
        """Digits and scale."""
        return self.digits + self.scale


def number_spots(report: GoldReport) -> Iterator[NumberSpot]:
    """The numbers of the claims that count, but for rough ones, in reading order."""
    for block, paragraph in report.paragraphs:
        for index, (claim, (start, end)) in enumerate(zip(paragraph.claims, claim_places(paragraph), strict=True)):
            if claim.optional or claim.approximate:
                continue
            found = [m for m in _NUMBER.finditer(paragraph.text, start, end) if number_of(m["digits"], m["scale"] or "") == claim.value]
            if len(found) == 1:
                (m,) = found
                after = paragraph.text[m.end() : m.end() + 40]
                yield NumberSpot(block, index, claim, m.start(), m.end(), m["digits"], m["scale"] or "", after)


def number_of(digits: str, scale: str = "") -> Decimal:
    """The number that is written.

    >>> number_of("1.3", "万")
    Decimal('13000.0')
    """
    return Decimal(digits.replace(",", "")) * _SCALES[scale]


def written_like(spot: NumberSpot, number: str) -> str:
    """Digits with commas between thousands where the spot has them: '8934' → '8,934'."""
    if "," not in spot.digits:
        return number
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def rewritten(
    report: GoldReport, spot: NumberSpot, new: str, claim: Mapping[str, object], *, more: int = 0
) -> GoldReport:
    """The report with something else in the place of a number.

    Args:
        report: the report.
        spot: the number.
        new: what is written instead.
        claim: the fields of the claim that change by it, its text aside.
        more: how many characters behind the number are replaced as well (a unit).

    Returns:
        The report with the paragraph and the texts of all claims that hold the number changed.
    """
    paragraph = report.blocks[spot.block]
    if not isinstance(paragraph, GoldParagraph):
        raise ValueError(f"block {spot.block} is no paragraph")
    start, end = spot.start, spot.end + more
    text = paragraph.text[:start] + new + paragraph.text[end:]
    shift = len(new) - (end - start)
    claims = []
    for index, (old, (a, b)) in enumerate(zip(paragraph.claims, claim_places(paragraph), strict=True)):
        a, b = (a if a <= start else max(a + shift, start)), (b if b <= start else max(b, end) + shift)
        changed = replace(old, text=text[a:b])
        claims.append(replace(changed, **claim) if index == spot.index else changed)  # type: ignore[arg-type]
    blocks = list(report.blocks)
    blocks[spot.block] = replace(paragraph, text=text, claims=tuple(claims))
    return replace(report, blocks=tuple(blocks))
