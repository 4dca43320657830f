"""What a narrative says of the year before: 较上年增加18件, 比2019年的24件, 同比增长15.3%.

A comparison belongs to the count right before it, and only where nothing but words of comparing stands between them:
申请36件，公开率提高6.6个百分点 says nothing about the applications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from nlp.analysis import Analysis, Claim
from nlp.claims.changes import change_of
from nlp.claims.indicators import readings_of
from nlp.claims.quantities import Quantity, find_quantities
from nlp.claims.statement import Reading

Way = Literal["number", "change", "rate"]

_YEAR_BEFORE = r"(?:上一?年度?|去年度?|前一年|(?P<{}>(?:19|20)\d\d)\s?年度?)(?:同期|全年)?"
_CHANGED = re.compile(
    rf"""
    [，,、（(；;]?\s*
    (?:申请)?(?:总?数量?|总量|件数)?                                         # 申请数量较去年…
    (?P<compared>
        同比 | (?:(?:相较|相比)于?|较|比|与|同) {_YEAR_BEFORE.format("year")} (?:的?相比|比较)? [，,]?  # 与上年相比，
    )?
    (?:申请)?(?:总?数量?|总量|件数)?
    (?:略有?|有所|大幅度?|显著|明显|小幅|共|净|则|又|再)*
    (?:增加|增长|上升|提高|净增|增|升|多|减少|下降|降低|回落|净减|减|降|少)
    (?:幅度?|率)?(?:了|达到?|为|约|近|超过?|逾)*
    """,
    re.VERBOSE,
)
_LAST_YEARS = re.compile(rf"[，,、（(]?\s*(?:(?:相较|相比)于?|较|比|与|同|而)?\s*{_YEAR_BEFORE.format('year')}[的为是]*")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # 118件（本级20件、乡镇98件），同比增长18%
_OF_ONE_FORM = (".published", ".total", ".valid")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A number of the narrative that speaks of the year before.

    Attributes:
        paragraph: the id of its paragraph.
        text: the words that say it, those of the count before it included.
        indicator: what it measures, as in `Claim.indicator`.
        readings: the cells, or sums of cells, it can mean, the most likely first.
        way: 'number' states last year's number, 'change' the difference, 'rate' the growth in per cent.
        quantity: the number stated; its span is of no use here.
        sign: -1 for a decrease, 1 for an increase, 0 for a number.
        count: this year's number, which a change or a rate is of; None for a number.
        sure: whether the words are known to mean these cells: the count agreed with them, or there is no table.
    """

    paragraph: int
    text: str
    indicator: str
    readings: tuple[Reading, ...]
    way: Way
    quantity: Quantity
    sign: int
    count: Quantity | None
    sure: bool


def find_comparisons(analysis: Analysis) -> list[Comparison]:
    """Everything that a report's narrative says of the year before and that can be bound to an indicator.

    Args:
        analysis: of one report; without a year nothing is found.

    Returns:
        In reading order.
    """
    year = analysis.report.year
    if year is None:
        return []
    found: list[Comparison] = []
    for place, claim in enumerate(analysis.claims):
        if claim.indicator is None or claim.body is not None or claim.kind not in ("count", "amount"):
            continue
        if claim.year == year:
            found += _behind(analysis, place, year)
        elif claim.year == year - 1 and (quantity := _quantity(claim)):
            readings = _readings(claim)
            if readings:
                found.append(
                    Comparison(claim.paragraph, claim.text, claim.indicator, readings, "number", quantity, 0, None, True)
                )
    return found


def _behind(analysis: Analysis, place: int, year: int) -> Iterator[Comparison]:
    """The comparisons that follow a count of this year: last year's number, the change, the rate, any of them."""
    count = analysis.claims[place]
    own, readings = _quantity(count), _readings(count)
    if own is None or not readings or count.indicator is None:
        return
    text = analysis.paragraphs[count.paragraph].text
    sure = count.verdict in ("match", "consistent") or not analysis.tables
    aside = _ASIDE.match(text, count.end)
    first = end = aside.end() if aside else count.end
    compared = False
    following = analysis.claims[place + 1 :]
    for claim in islice((c for c in following if c.paragraph != count.paragraph or c.start >= first), 3):
        quantity = _quantity(claim)
        if claim.paragraph != count.paragraph or quantity is None:
            return
        told = _told(claim, quantity, text[end : claim.start + quantity.start], year)
        if told is None or (told.way != "rate" and quantity.unit != own.unit):
            return
        compared = compared or told.compared
        if not compared:
            return
        if not (told.way == "number" and claim.indicator and claim.year == year - 1):  # else found by itself
            said = text[count.start : claim.end]
            base = None if told.way == "number" else own
            yield Comparison(count.paragraph, said, count.indicator, readings, told.way, quantity, told.sign, base, sure)
        end = claim.end


@dataclass(frozen=True, slots=True)
class _Told:
    way: Way
    sign: int
    compared: bool  # whether its own words name the year before


def _told(claim: Claim, quantity: Quantity, words: str, year: int) -> _Told | None:
    """How a number behind a count speaks of the year before; None where the words between them say something else."""
    if claim.kind in ("change", "rate"):
        found, change = _CHANGED.fullmatch(words), change_of(words, quantity.unit)
        if not found or not change or change.level:
            return None
        told = _Told("rate" if quantity.unit == "%" else "change", change.sign, bool(found["compared"]))
    elif claim.kind in ("count", "amount"):
        found, told = _LAST_YEARS.fullmatch(words), _Told("number", 0, True)
        if not found:
            return None
    else:
        return None
    return told if found["year"] is None or int(found["year"]) == year - 1 else None


def _quantity(claim: Claim) -> Quantity | None:
    """The number inside a claim's text: its span, its last digit's worth, its rough word."""
    return next((q for q in reversed(find_quantities(claim.text)) if q.value == claim.value), None)


def _readings(claim: Claim) -> tuple[Reading, ...]:
    """What the claim was found to mean comes first; what one form only has does not stand in for the other's."""
    readings = readings_of(claim.indicator or "")
    if (claim.indicator or "").startswith("proactive.") and (claim.indicator or "").endswith(_OF_ONE_FORM):
        return readings[:1]
    settled = (claim.cells,) if claim.verdict in ("match", "consistent") and claim.cells else ()
    return (*settled, *(reading for reading in readings if reading not in settled))
