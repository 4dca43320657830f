"""Numbers of the narrative that contradict the tables: a planter for each way to get one wrong.

A planter gives a changed report for each place that it finds. The claim's new number never is one that another reading
of its words would give.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from nlp.evaluation.gold import GoldReport, Planted, split_cell
from nlp.evaluation.spots import NumberSpot, number_of, number_spots, rewritten, written_like
from nlp.tables.templates import COLUMNS, GROUPS, OUTCOMES, application_rows

# What one word (收到, 办理, 行政诉讼) may mean: whoever states one of these is not wrong for stating another.
_FAMILIES = (
    *(
        (
            f"applications.new.{column}",
            f"applications.new.{column}+applications.carried_in.{column}",
            f"applications.total.{column}",
            f"applications.total.{column}+applications.carried_out.{column}",
        )
        for column in COLUMNS
    ),
    ("applications.granted.total", "applications.granted.total+applications.partial.total"),
    ("review.direct.total+review.after_review.total", "review.direct.total", "review.after_review.total"),
    *(
        (f"proactive.{row}.prev_items", f"proactive.{row}.prev_items+proactive.{row}.delta")
        for row in ("licensing", "other_services", "penalty", "coercion", "fees")
    ),
)
_SUMS = ("review.direct.", "review.after_review.")
_DELTA = ".delta"
_FILE_COLUMNS = ("made", "published", "total", "repealed", "valid")
_BIG = 1000  # from here on a count may be written in 万


def digits_swapped(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """Two neighbouring digits change places: 28416 → 28146."""
    for spot in _exact(report):
        digits = _bare(spot)
        forms = {
            digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            for i in range(len(digits) - 1)
            if digits[i] != digits[i + 1] and "." not in digits[i : i + 2]
        }
        yield from _one_of(report, spot, "digits_swapped", forms, chance)


def digit_lost(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """A digit before the point is left out: 8934 → 893."""
    for spot in _exact(report):
        digits = _bare(spot)
        whole = len(digits.partition(".")[0])
        forms = {digits[:i] + digits[i + 1 :] for i in range(whole)} if whole > 1 else set()
        yield from _one_of(report, spot, "digit_lost", forms, chance)


def other_column(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """The number of another column of the row: natural persons for the total, outcome for outcome."""
    for spot in _exact(report):
        if len(spot.claim.cells) == 1:
            columns, members = _same_row(spot.claim.cells[0]), _members(report, spot.claim.cells)
            yield from _from_cells(report, spot, "other_column", columns, members, chance)


def sub_row(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """A row of the group for the group, or a part of lawsuits for all."""
    for spot in _exact(report):
        members = _members(report, spot.claim.cells)
        columns = [cell for own in spot.claim.cells for cell in _same_row(own)]
        yield from _from_cells(report, spot, "sub_row", members, columns, chance)


_CHANGE = re.compile(
    r"""(?x)
    ^[^。；]{0,2}(?P<link>[，,、（(])
    (?:[与和]|较|比|同比|相比|上年|去年|上年度|上一年度?|[0-9]{4}年|度|同期|净){1,6}
    (?: (?P<more>增加|增长|上升|多|增) | (?P<less>减少|下降|降低|少|减) ) 了?
    (?P<by>[0-9]+(?:\.[0-9]+)?) (?P<unit>[件条项次起份宗%％])             # ，较上年增加22件 · ，同比增长45.5%
    """
)
_BEFORE = re.compile(
    r"""(?x)
    (?:上年度?|去年|上一年度?|[0-9]{4}年)(?:同期)?(?:的|为|是|收到|受理|共|新收|仅)?
    (?P<was>[0-9]+)(?P<unit>[件条项次起份宗])                              # 去年同期收到11件 · 2018年的960条
    """
)


def last_year(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """Last year's number, where the text gives it or tells the change."""
    for spot in _exact(report):
        if any(cell.endswith((_DELTA, ".prev_items", "carried_in.total")) for cell in spot.claim.cells):
            continue
        numbers = {number for number in _last_years(report, spot) if number > 0}
        yield from _one_of(report, spot, "last_year", {str(number) for number in numbers}, chance, deliberate=True)


def unit_slip(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """万元 for 元 and the like, 万 too much or left out."""
    slips = {"万元": "元", "元": "万元", "亿元": "万元"}
    for spot in _exact(report, coarse=True):
        claim = spot.claim
        if claim.unit in slips and spot.after.startswith(claim.unit):
            unit = slips[claim.unit]
            fields = {"unit": unit, "verdict": "mismatch"}
            changed = rewritten(report, spot, spot.digits + unit, fields, more=len(claim.unit))
            yield _planted(changed, spot, "unit", spot.digits + claim.unit, spot.digits + unit)
        elif claim.unit not in slips and not spot.scale and claim.value >= _BIG and claim.unit != "%":
            yield _with_number(report, spot, "unit", spot.digits + "万", claim.value * 10_000)
        elif claim.unit not in slips and spot.scale == "万":
            yield _with_number(report, spot, "unit", spot.digits, number_of(spot.digits))


def truncated(report: GoldReport, chance: random.Random) -> Iterator[GoldReport]:
    """Digits cut off where rounding up was due: 3.75万 for 37582."""
    for spot in _exact(report, coarse=True):
        exact = report.number("+".join(spot.claim.cells))
        if exact is None or any(cell.endswith(_DELTA) for cell in spot.claim.cells):
            continue
        forms = dict(_cut_off(spot, exact))
        if forms:
            new = chance.choice(sorted(forms))
            scale = new[-1] if new[-1] in "万亿" else ""
            yield _with_number(report, spot, "truncated", new, number_of(new.removesuffix(scale), scale))


def _cut_off(spot: NumberSpot, exact: Decimal) -> Iterator[tuple[str, Decimal]]:
    """What a spot may be written as, cut off, where that differs from rounding; and its value."""
    money = spot.claim.unit in ("万元", "亿元", "元")
    if money and spot.claim.unit == "亿元":
        exact /= 10_000
    elif money and spot.claim.unit == "元":
        return
    if money or spot.scale:
        digits = len(spot.digits.partition(".")[2])
        unit = number_of("1", spot.scale)
        places = range(digits) if spot.claim.value == exact else [digits]
    elif exact >= 10_000:
        unit, places = Decimal(10_000), range(3) if exact >= 100_000 else range(1, 3)
    else:
        return
    scale = spot.scale or ("" if money else "万")
    for place in places:
        step = Decimal(1).scaleb(-place)
        down = (exact / unit).quantize(step, ROUND_DOWN)
        if down and exact / unit - down > step / 2:  # a tie may be rounded either way
            yield f"{down:f}{scale}", down * unit


def _exact(report: GoldReport, coarse: bool = False) -> Iterator[NumberSpot]:
    """Numbers that agree with their cells, exactly, or with `coarse` also rounded."""
    for spot in number_spots(report):
        if spot.claim.verdict == "match" or (coarse and spot.claim.verdict == "consistent"):
            yield spot


def _bare(spot: NumberSpot) -> str:
    return spot.digits.replace(",", "")


def _one_of(
    report: GoldReport, spot: NumberSpot, kind: str, forms: set[str], chance: random.Random, deliberate: bool = False
) -> Iterator[GoldReport]:
    """One of these numbers in the place of the right one. An accidental one must not be any number of the tables."""
    taken = _alternatives(report, spot) | (set() if deliberate else _all_numbers(report))
    scale = spot.scale
    taken |= {spot.claim.value.scaleb(power) for power in range(-8, 9)}  # that would be a slip of the unit
    fit = sorted(form for form in forms if _well_formed(form) and number_of(form, scale) not in taken)
    if fit:
        form = chance.choice(fit)
        yield _with_number(report, spot, kind, written_like(spot, form) + scale, number_of(form, scale))


def _from_cells(
    report: GoldReport, spot: NumberSpot, kind: str, cells: list[str], unlike: list[str], chance: random.Random
) -> Iterator[GoldReport]:
    """One of the numbers of these cells that none of the others has: else the kind of error could not be told."""
    if spot.scale or any(cell.endswith(_DELTA) for cell in spot.claim.cells):
        return
    numbers = {number for cell in cells if (number := report.number(cell)) is not None and number > 0}
    numbers -= {report.number(cell) for cell in unlike}
    yield from _one_of(report, spot, kind, {format(number, "f") for number in numbers}, chance, deliberate=True)


def _members(report: GoldReport, cells: tuple[str, ...]) -> list[str]:
    """The rows of a group, and the parts of what lawsuits add up."""
    if len(cells) > 1:
        return list(cells) if all(cell.startswith(_SUMS) for cell in cells) else []
    kind, group, column = split_cell(cells[0])
    if kind != "applications" or group not in GROUPS:
        return []
    return [f"{kind}.{row.key}.{column}" for row in application_rows(report.template) if row.group == group]


def _well_formed(form: str) -> bool:
    return not (form.startswith("0") and len(form) > 1 and not form.startswith("0.")) and Decimal(form) > 0


def _with_number(report: GoldReport, spot: NumberSpot, kind: str, new: str, value: Decimal) -> GoldReport:
    changed = rewritten(report, spot, new, {"value": value, "verdict": "mismatch"})
    return _planted(changed, spot, kind, spot.written, new)


def _planted(changed: GoldReport, spot: NumberSpot, kind: str, before: str, after: str) -> GoldReport:
    text = dict(changed.paragraphs)[spot.block].claims[spot.index].text
    return replace(changed, planted=Planted(kind, "narrative", str(spot.block), text, before, after))


def _alternatives(report: GoldReport, spot: NumberSpot) -> set[Decimal]:
    """What the other readings of the claim's words would give."""
    own = "+".join(spot.claim.cells)
    names = [name for family in _FAMILIES if own in family for name in family]
    return {number for name in names if (number := report.number(name)) is not None}


def _all_numbers(report: GoldReport) -> set[Decimal]:
    """Every number that the tables give, sums of groups and of what is usually summed among them."""
    names = [f"applications.{group}.{column}" for group in GROUPS for column in COLUMNS if "applications" in report.tables]
    names += [name for family in _FAMILIES for name in family]
    numbers = {number for name in names if (number := report.number(name)) is not None}
    return numbers | set(report.cells().values())


def _same_row(cell: str) -> list[str]:
    kind, row, column = split_cell(cell)
    if kind == "proactive":
        names: tuple[str, ...] = _FILE_COLUMNS if row in ("regulations", "normative") else ("prev_items", "decisions")
    else:
        names = COLUMNS if kind == "applications" else OUTCOMES
    return [f"{kind}.{row}.{name}" for name in names if name != column and column in names]


def _last_years(report: GoldReport, spot: NumberSpot) -> Iterator[Decimal]:
    text = dict(report.paragraphs)[spot.block].text
    rest = re.split("[。；]", text[spot.end :])[0]
    unit = spot.claim.unit
    if (change := _CHANGE.match(rest.removeprefix(unit) if unit else rest)) is not None:
        by, sign = Decimal(change["by"]), 1 if change["more"] else -1
        if change["unit"] == unit:
            yield spot.claim.value - sign * by
        elif change["unit"] in "%％":
            was = (spot.claim.value / (1 + sign * by / 100)).quantize(Decimal(1), ROUND_HALF_UP)
            place = Decimal(1).scaleb(-len(change["by"].partition(".")[2]))
            if was and ((spot.claim.value - was) * 100 / was).quantize(place, ROUND_HALF_UP) == sign * by:
                yield was
    # what was received is often told again for last year further on; of other numbers only what follows at once is sure
    received = spot.claim.cells == ("applications.new.total",)
    before = _BEFORE.search(text, spot.end) if received else _BEFORE.search(rest[:30])
    if before is not None and before["unit"] == unit and (received or not re.search("[0-9]", rest[: before.start()])):
        yield Decimal(before["was"])
