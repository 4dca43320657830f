"""Shares against the counts beside them: 网络提交604件，占63.4%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.analysis import Check
from nlp.claims.concepts import find_concepts
from nlp.claims.indicators import readings_of
from nlp.claims.statement import Statement
from nlp.reconcile.labels import figure
from nlp.tables.lookup import Lookup

# Only where the share follows its count at once is it plain which count it is of: 604件，占66.4% · 208件（17.46%）
_FOLLOWS = re.compile(
    r"[，,、]?\s*(?:约|各)?占(?:比|总|全部|全年|新收|办结|办理|收到|受理|申请|答复|无法提供|不予公开|不予处理|件|数|量|的|比例|比重|为|约|达|到){0,6}\s*"
    r"|[（(]\s*(?:占(?:比)?)?\s*"
)
_ABOUT_APPLICATIONS = re.compile("申请|复议|诉讼")
_IN_SIGHT = 50  # statements back that a share may be of
_TOGETHER = re.compile(r"合计|共|两项|三项|四项")
_SUMMING = frozenset({"类", "项", "者", "种", "方面"})
_TOTALS = (
    "applications.new.total",
    "applications.new.total+applications.carried_in.total",
    "applications.total.total",
)
_OUTCOMES = tuple(f"applications.{row}" for row in ("granted", "partial", "denied", "unable", "rejected", "other"))
_DISPUTE_TOTALS = ("review.review.total", "review.direct.total+review.after_review.total")


def check_shares(statements: Sequence[Statement], texts: Sequence[str], lookup: Lookup) -> list[Check]:
    """The check `share` for every share that follows its count.

    Args:
        statements: of the whole report, in reading order.
        texts: the paragraphs' texts, by paragraph id.
        lookup: the report's tables; their totals are among what the share can be of.

    Returns:
        pass where the share is the count's of the number named (占…的), of the whole that the count is part of, or of
        another total in sight; fail where it is of none of them; skipped where there is nothing to divide by or the
        numbers are rough. Scope: the paragraph id. A share may be rounded or cut off at its last digit.
    """
    checks = []
    for place, share in enumerate(statements):
        if share.kind == "share" and place and (count := _count(statements, place, texts)) is not None:
            checks.append(_check(statements, place, count, texts[share.paragraph], lookup))
    return checks


def _count(statements: Sequence[Statement], place: int, texts: Sequence[str]) -> int | None:
    """The place of the count that a share is of."""
    share, count = statements[place], place - 1
    # 占办结件数53,949件的42.8%: the number it is of stands between
    before = statements[count]
    text = texts[share.paragraph]
    if before.paragraph != share.paragraph:
        return None
    between = text[before.quantity.end : share.quantity.start]
    if re.match(r"的(?:比例为?)?(?:约)?$", between) and count and "占" in text[before.start - 2 : before.quantity.start]:
        count -= 1
        before = statements[count]
        if before.paragraph != share.paragraph:
            return None
    elif not _FOLLOWS.fullmatch(between):
        return None
    return count if before.kind == "count" and before.quantity.unit not in ("%", "个百分点") else None


def _check(statements: Sequence[Statement], place: int, count: int, text: str, lookup: Lookup) -> Check:
    share, part = statements[place], statements[count]
    scope = str(share.paragraph)
    said = f"{text[part.start : part.quantity.end]}，{text[share.start : share.end]}"
    if part.quantity.unit in _SUMMING:  # 两类占48.4%: no count of its own
        return Check("share", scope, "skipped", None, None, f"“{said}”为多项合计，不作比较")
    if share.quantity.approximation or part.quantity.approximation:
        return Check("share", scope, "skipped", None, None, f"“{said}”含约数，不作比较")
    if _TOGETHER.search(text[part.quantity.end : share.quantity.start]):
        return Check("share", scope, "skipped", None, None, f"“{said}”为多项合计，不作比较")
    sure, likely = _wholes(statements, place, count, text, lookup)
    wholes = [*sure, *likely]
    stated = share.quantity.value
    unwritten = part.quantity.step / 2 if part.quantity.step > 1 else 0  # 13.9万件 may be any number that rounds to it
    for whole in wholes:
        if abs(part.quantity.value * 100 / whole - stated) < share.quantity.step + unwritten * 100 / whole:
            right = _rounded(part.quantity.value * 100 / whole)
            return Check("share", scope, "pass", stated, right, f"“{said}”：{figure(part.quantity.value)}÷{figure(whole)}＝{figure(right)}%，相符")
    if not sure:
        return Check("share", scope, "skipped", None, None, f"“{said}”没有可以确定的总数")
    right = _rounded(part.quantity.value * 100 / wholes[0])
    return Check(
        "share", scope, "fail", stated, right,
        f"“{said}”：{figure(part.quantity.value)}÷{figure(wholes[0])}＝{figure(right)}%，与所述{figure(stated)}%不符",
    )


def _wholes(
    statements: Sequence[Statement], place: int, count: int, text: str, lookup: Lookup
) -> tuple[list[Decimal], list[Decimal]]:
    """What the share can be of: what it must be of (the number named, the whole, the tables' totals), and other counts."""
    part, share = statements[count], statements[place]
    named = [c.name for c in find_concepts(text[part.quantity.end : share.quantity.start]) if c.role == "outcome"]
    if named and (number := lookup.get(f"applications.{named[-1]}.total")):  # 占无法提供总数的
        return [number], []
    if count == place - 2:
        return [number for number in (statements[place - 1].quantity.value,) if number], []
    sure = [statements[part.whole].quantity.value] if part.whole is not None else []
    if part.indicator or _ABOUT_APPLICATIONS.search(text):
        totals = _totals(part.indicator or "")
        sure += [number for name in totals if (number := lookup.get(name)) and number >= part.quantity.value]
    likely = [
        s.quantity.value
        for s in reversed(statements[max(0, count - _IN_SIGHT) : count])
        if s.paragraph == share.paragraph and s.kind == "count" and s.quantity.unit == part.quantity.unit
        and s.quantity.value >= part.quantity.value
    ]
    return [number for number in sure if number], [number for number in likely if number]


def _totals(indicator: str) -> tuple[str, ...]:
    """What a share is of in the first place: outcomes of what was handled, applicants of what was received."""
    if indicator.startswith("review."):
        return _DISPUTE_TOTALS
    outcome = readings_of(indicator) and readings_of(indicator)[0][0].startswith(_OUTCOMES)
    return tuple(reversed(_TOTALS)) if outcome else _TOTALS


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"))
