"""Parts against their whole inside the narrative: 83件，其中自然人71件、商业企业12件."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from nlp.analysis import Check
from nlp.claims.statement import Statement
from nlp.reconcile.labels import figure

_OPEN_LIST = re.compile(r"^[^，。；）]{0,4}等|^等|^余")
_RESIDUE = re.compile(r"其[他它余][^，。；、]{0,4}$")
_MORE = re.compile(r"[，、,](?:另有?|还有?|尚有?)?[0-9]")
_OVERLAP = re.compile(r"[含括]")


def check_parts(statements: Sequence[Statement], texts: Sequence[str]) -> list[Check]:
    """The check `parts` for every whole of which two or more parts are stated.

    Args:
        statements: of the whole report, in reading order.
        texts: the paragraphs' texts, by paragraph id.

    Returns:
        pass where the parts add up; fail where they exceed the whole, or fall short of it though the list is complete;
        skipped where the list is open (等, 主要) or a number is rough. Scope: the paragraph id.
    """
    parts: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.whole is not None:
            parts[statement.whole].append(statement)
    return [
        _check(statements[place], parts[place], texts[statements[place].paragraph])
        for place in sorted(parts)
        if len(parts[place]) > 1
    ]


def _check(whole: Statement, parts: Sequence[Statement], text: str) -> Check:
    total = sum((part.quantity.value for part in parts), Decimal(0))
    left = whole.quantity.value
    added = "＋".join(figure(part.quantity.value) for part in parts)
    said = f"“{text[whole.start : whole.end]}”为{figure(left)}，所列各项{added}＝{figure(total)}"
    reason = _uncomparable(whole, parts, text)
    if total == left:
        return Check("parts", str(whole.paragraph), "pass", left, total, f"{said}，相符")
    if reason:
        return Check("parts", str(whole.paragraph), "skipped", left, total, f"{said}；{reason}")
    if total > left or _complete(whole, parts, text, total):
        return Check("parts", str(whole.paragraph), "fail", left, total, f"{said}，不相符")
    return Check("parts", str(whole.paragraph), "skipped", left, total, f"{said}；所列各项可能未列全")


def _uncomparable(whole: Statement, parts: Sequence[Statement], text: str) -> str:
    if any(s.quantity.approximation or s.quantity.step > 1 for s in (whole, *parts)):
        return "含约数，不作比较"
    if any(part.quantity.value > whole.quantity.value for part in parts):
        return "所列并非其组成部分"
    if _OPEN_LIST.match(text[parts[-1].end :][:8]):
        return "列举未尽（等）"
    words = text[whole.quantity.end : parts[0].quantity.start]
    if _OVERLAP.search(words) and "其中" not in words and "包括" not in words:
        return "所列为其中一部分"
    return ""


def _complete(whole: Statement, parts: Sequence[Statement], text: str, total: Decimal) -> bool:
    """A list that ends in 其他, or that is long and misses little, leaves nothing out on purpose."""
    last = parts[-1]
    if _MORE.match(text, last.quantity.end) and last.quantity.unit in text[last.quantity.end : last.quantity.end + 24]:
        return False  # 维持9件，另有3件未结
    if last.indicator is None and _RESIDUE.search(text[last.start : last.quantity.start]):
        return True
    return len(parts) >= 4 and (whole.quantity.value - total) * 20 < whole.quantity.value
