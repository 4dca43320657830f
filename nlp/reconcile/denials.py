"""Statements without a number that the tables contradict: 未发生行政诉讼, 7件均获维持.

What agrees says nothing that a reader misses; only what disagrees is taken up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.claims.concepts import find_concepts
from nlp.claims.context import foreign
from nlp.claims.indicators import readings_of
from nlp.claims.quantities import Quantity
from nlp.claims.statement import Statement
from nlp.segment.report import Paragraph, Report
from nlp.tables.lookup import Lookup

_NONE = re.compile(r"(?:没有|未发生|未出现|未实施|未收到|并?无|零)(?P<what>[^，。；,;（）]{2,30})(?=[，。；,;（]|$)")
_ALL_UPHELD = re.compile(r"均(?:获|被|予以|得到)?(?:结果)?维持")
_SENTENCE = re.compile(r"[^。；;]*")
_OTHER_TIME = re.compile(r"(?:上一?年|去年|明年|下一?年|历年)")


def find_denials(statements: Sequence[Statement], report: Report, lookup: Lookup) -> list[Statement]:
    """Statements of nothing, or of all alike, that the tables contradict.

    Args:
        statements: the numbers of the narrative.
        report: the narrative.
        lookup: the report's tables.

    Returns:
        Statements of 0 whose cells hold more, and of counts whose cases did not all end as said.
    """
    found: list[Statement] = []
    totals: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if (statement.indicator or "").startswith("review.") and (statement.indicator or "").endswith(".total"):
            totals[statement.paragraph].append(statement)
    for paragraph in report.paragraphs:
        found += _nothing(paragraph, report, lookup)
        found += _all_upheld(paragraph, totals[paragraph.id], lookup)
    return found


def _nothing(paragraph: Paragraph, report: Report, lookup: Lookup) -> Iterator[Statement]:
    for match in _NONE.finditer(paragraph.text):
        concepts = find_concepts(match["what"])
        words = match["what"]
        for concept in reversed(concepts):
            words = words[: concept.start] + words[concept.end :]
        if foreign(re.sub(r"的?(?:情况|情形|案件|现象)$", "", words)) or _OTHER_TIME.search(match["what"]):
            continue
        results = [c.name for c in concepts if c.role == "result"]
        for concept in concepts:
            if concept.role != "part":
                continue
            result = "total" if not results else "corrected" if set(results) <= {"corrected", "lost"} else None
            part = "litigation" if results == ["lost"] and concept.name == "disputes" else concept.name
            if result is None:
                continue
            readings = readings_of(f"review.{part}.{result}")
            if (number := lookup.get("+".join(readings[0]))) is not None and number > 0:
                zero = Quantity(match.start(), match.end(), match.start(), match.start(), Decimal(0), "", None, False, Decimal(1), None)
                yield Statement(
                    paragraph.id, match.start(), match.end(), zero, "count", report.year, None, f"review.{part}.{result}", readings, True
                )


def _all_upheld(paragraph: Paragraph, statements: Sequence[Statement], lookup: Lookup) -> Iterator[Statement]:
    starts = [statement.start for statement in statements]
    for sentence in _SENTENCE.finditer(paragraph.text):
        said = _ALL_UPHELD.search(sentence.group())
        if not said:
            continue
        end = sentence.start() + said.end()
        first, last = bisect_left(starts, sentence.start()), bisect_left(starts, end)
        for statement in statements[first:last]:
            table, _, rest = (statement.indicator or "").partition(".")
            part, _, result = rest.partition(".")
            if table != "review" or result != "total" or not statement.readings:
                continue
            indicator = f"review.{part}.upheld"
            readings = readings_of(indicator)
            number = lookup.get("+".join(readings[0]))
            if number is not None and number != statement.quantity.value:
                yield replace(statement, end=end, indicator=indicator, readings=readings, whole=None)
