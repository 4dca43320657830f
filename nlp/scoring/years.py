"""Several years of one body against one another: the rule `cross_year`.

What a report says of the year before stands in that year's report: what was carried over (上年结转), what was in force
and made and repealed since (现行有效), the items of the year before (上一年项目数量, the form of 2019 only), and what the
narrative compares itself with. 国办公开办函〔2019〕60号 and 〔2021〕30号 have other columns for documents and items, so nothing
of the table on proactive disclosure is compared between 2020 and 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.analysis import Analysis, Status
from nlp.reconcile.compare import agreement, in_unit_of
from nlp.reconcile.labels import figure, joined, label
from nlp.scoring.comparisons import Comparison
from nlp.scoring.facts import YearFacts, year_facts
from nlp.tables.templates import COLUMN_LABELS, COLUMNS

_DOCUMENTS = ("regulations", "normative")
_ITEMS = ("licensing", "other_services", "penalty", "coercion", "fees")
_FIRST_WITH_TABLES = 2019


@dataclass(frozen=True, slots=True)
class YearCheck:
    """Something of one report that was held against the report of the year before.

    Attributes:
        body: the body, as its later report names it.
        years: both years, the earlier one first; one or none where a report stands alone (`scope` says why).
        reports: the files, in the order of `years`.
        rule: 'cross_year' always.
        scope: 'carried.<column>', 'valid.<regulations or normative>', 'items.<row>', 'narrative.<paragraph id>'; and,
            always skipped, 'carried', 'gap' (a year is missing), 'duplicate' (a year has several reports), 'unplaced'
            (body or year could not be told).
        status: pass, fail or skipped.
        left: what follows from the earlier report, or what the narrative states; None where it was skipped.
        right: what the later report has, or what the narrative should state; likewise.
        explanation: a sentence for people, in Chinese, that names both years and both numbers, or why it was skipped.
    """

    body: str
    years: tuple[int, ...]
    reports: tuple[str, ...]
    scope: str
    status: Status
    left: Decimal | None
    right: Decimal | None
    explanation: str
    rule: str = "cross_year"


def check_years(analyses: Iterable[Analysis | YearFacts]) -> list[YearCheck]:
    """Checks the reports of any number of bodies, each body's years against one another.

    Args:
        analyses: analyses, or their facts, in any order. All facts are kept at a time; for very many reports, take them
            body by body and call `check_body`.

    Returns:
        By body, then year.
    """
    bodies: dict[str, list[YearFacts]] = {}
    checks = []
    for analysis in analyses:
        facts = analysis if isinstance(analysis, YearFacts) else year_facts(analysis)
        if facts.key and facts.year is not None:
            bodies.setdefault(facts.key, []).append(facts)
        else:
            checks.append(_unplaced(facts))
    for key in sorted(bodies):
        checks += check_body(bodies[key])
    return checks


def check_body(reports: Iterable[YearFacts]) -> list[YearCheck]:
    """Checks the reports of one body.

    Args:
        reports: facts of one `key`, in any order, all with a year.

    Returns:
        By year. Reports of one year are compared among themselves, and the fullest goes on.
    """
    years: dict[int, list[YearFacts]] = {}
    for facts in reports:
        if facts.year is None:
            raise ValueError(f"{facts.report} has no year")
        years.setdefault(facts.year, []).append(facts)
    checks: list[YearCheck] = []
    before: YearFacts | None = None
    for year in sorted(years):
        rivals = sorted(years[year], key=_fullness)
        facts = rivals[0]
        if len(rivals) > 1:
            checks.append(_duplicates(rivals, year))
        if before is not None:
            checks += _Pair(before, facts).checks()
        before = facts
    return checks


def _fullness(facts: YearFacts) -> tuple[int, int, str]:
    return -len(facts.numbers), -len(facts.stated), facts.report


def _unplaced(facts: YearFacts) -> YearCheck:
    missing = "、".join(word for word, known in (("机关", facts.key), ("年份", facts.year)) if not known)
    years = () if facts.year is None else (facts.year,)
    explanation = f"{facts.report}：{missing}未能判定，不作跨年核对"
    return YearCheck(facts.body, years, (facts.report,), "unplaced", "skipped", None, None, explanation)


def _duplicates(rivals: Sequence[YearFacts], year: int) -> YearCheck:
    first = rivals[0]
    unlike = {
        name
        for other in rivals[1:]
        for name in first.numbers.keys() & other.numbers.keys()
        if first.numbers[name] != other.numbers[name]
    }
    how = f"表格有{len(unlike)}处数字不同" if unlike else "表格数字无出入"
    files = "、".join(rival.report for rival in rivals)
    return YearCheck(
        first.body, (year,), tuple(rival.report for rival in rivals), "duplicate", "skipped", None, None,
        f"{year}年有{len(rivals)}份报告（{files}），{how}，以{first.report}为准",
    )


@dataclass(frozen=True, slots=True)
class _Term:
    cell: str
    sign: int
    facts: YearFacts

    @property
    def number(self) -> Decimal | None:
        return self.facts.numbers.get(self.cell)

    @property
    def blank_words(self) -> str:
        state = "空白或为斜线" if self.cell in self.facts.written else "没有或未能读出"
        return f"{self.facts.year}年“{label(self.cell)}”{state}"


class _Pair:
    """Two reports of one body, the later against the earlier."""

    def __init__(self, last: YearFacts, this: YearFacts) -> None:
        self._last, self._this = last, this
        self._earlier, self._later = last.year or 0, this.year or 0

    def checks(self) -> list[YearCheck]:
        """All of them; of years that do not follow on each other only that there is a gap."""
        if self._later != self._earlier + 1:
            missing = "、".join(f"{year}年" for year in range(self._earlier + 1, self._later))
            words = f"缺{missing}的报告，{self._earlier}年与{self._later}年之间未核对"
            return [self._skipped("gap", words)]
        found: list[YearCheck] = []
        if self._later >= _FIRST_WITH_TABLES:
            found += self._carried()
            found += self._valid()
            found += self._items()
        found += (self._compared(comparison) for comparison in self._this.comparisons)
        return found

    def _carried(self) -> Iterator[YearCheck]:
        """Last year's 结转下年度继续办理 against this year's 上年结转, column by column."""
        if unread := self._unread("applications", "申请情况表"):
            yield self._skipped("carried", f"{unread}，结转未核对")
            return
        for column in COLUMNS:
            due = [_Term(f"applications.carried_out.{column}", 1, self._last)]
            words = f"{COLUMN_LABELS[column][0]}列：{self._earlier}年报告结转下年度", f"{self._later}年报告上年结转"
            yield self._equal(f"carried.{column}", due, f"applications.carried_in.{column}", words)

    def _valid(self) -> Iterator[YearCheck]:
        """现行有效 = last year's + made - repealed, in the form of 2021."""
        if self._this.template != "2021":
            return
        unread = self._unread("proactive", "主动公开情况表")
        if not unread and self._last.template != "2021":
            unread = f"{self._earlier}年用〔2019〕60号格式，{self._later}年用〔2021〕30号格式，口径不同"
        for row in _DOCUMENTS:
            cell, name = f"proactive.{row}.valid", label(f"proactive.{row}")
            if unread:
                yield self._skipped(f"valid.{row}", f"{name}：{unread}，未核对")
                continue
            due = [
                _Term(cell, 1, self._last),
                _Term(f"proactive.{row}.made", 1, self._this),
                _Term(f"proactive.{row}.repealed", -1, self._this),
            ]
            words = (
                f"{name}：{self._earlier}年报告现行有效＋{self._later}年制发－{self._later}年废止",
                f"{self._later}年报告现行有效",
            )
            yield self._equal(f"valid.{row}", due, cell, words)

    def _items(self) -> Iterator[YearCheck]:
        """上一年项目数量 = last year's own 上一年项目数量 ± 本年增/减, in the form of 2019."""
        if self._last.template != "2019" or self._this.template != "2019":
            return
        unread = self._unread("proactive", "主动公开情况表")
        for row in _ITEMS:
            cell, name = f"proactive.{row}.prev_items", label(f"proactive.{row}")
            if unread:
                yield self._skipped(f"items.{row}", f"{name}：{unread}，未核对")
                continue
            due = [_Term(cell, 1, self._last), _Term(f"proactive.{row}.delta", 1, self._last)]
            words = f"{name}：{self._earlier}年报告上一年项目数量＋本年增减", f"{self._later}年报告上一年项目数量"
            yield self._equal(f"items.{row}", due, cell, words)

    def _unread(self, table: str, name: str) -> str:
        """Why a table cannot be compared at all, '' where it can."""
        for facts in (self._last, self._this):
            if table not in facts.tables:
                return f"{facts.year}年的报告{'没有法定表格' if facts.template == 'none' else f'没有或未能读出{name}'}"
        return ""

    def _equal(self, scope: str, due: Sequence[_Term], cell: str, words: tuple[str, str]) -> YearCheck:
        """A sum of cells, of the earlier report or of both, against a cell of the later one."""
        stated = self._this.numbers.get(cell)
        missing = [term.blank_words for term in (*due, _Term(cell, 1, self._this)) if term.number is None]
        if missing or stated is None:
            return self._skipped(scope, f"{words[0].partition('：')[0]}：{'、'.join(missing)}，未核对")
        numbers = [term.number or Decimal(0) for term in due]
        total = sum((term.sign * number for term, number in zip(due, numbers, strict=True)), Decimal(0))
        left = figure(total)
        if len(due) > 1:
            signs = ["－" if term.sign * (number or 1) < 0 else "＋" for term, number in zip(due, numbers, strict=True)]
            terms = "".join(sign + figure(abs(number)) for sign, number in zip(signs, numbers, strict=True))
            left = f"{terms.removeprefix('＋')}＝{left}"
        passed = total == stated
        said = f"{words[0]}{'为' if len(due) == 1 else '：'}{left}，{words[1]}为{figure(stated)}，{'相符' if passed else '不符'}"
        return self._check(scope, "pass" if passed else "fail", total, stated, said)

    def _compared(self, comparison: Comparison) -> YearCheck:
        """What the narrative says of last year against last year's cells, or its narrative where it has no such cell."""
        scope = f"narrative.{comparison.paragraph}"
        readings = ((reading, self._cells(comparison, reading)) for reading in comparison.readings)
        trials = [(joined(reading), number) for reading, number in readings if number is not None]
        sure = comparison.sure
        if not trials:
            stated = sorted(self._last.stated.get(comparison.indicator, ()))
            trials = [("正文所述", number) for number in stated]
            sure = len(stated) == 1
        if not trials:
            return self._skipped(scope, f"“{comparison.text}”：{self._earlier}年的报告没有可供核对的数字")
        outcomes = [(name, number, *_outcome(comparison, number)) for name, number in trials]
        name, number, due, passed = next((outcome for outcome in outcomes if outcome[3]), outcomes[0])
        before = f"“{comparison.text}”：{self._earlier}年报告“{name}”为{figure(number)}"
        if due is None:
            return self._skipped(scope, f"{before}，{self._later}年为约数，或以零为基数，未核对")
        said = f"{before}，{self._later}年{_due_words(comparison, due)}"
        if not passed and not sure:
            return self._skipped(scope, f"{said}，但正文所指口径不明，不作比较")
        stated_value = comparison.quantity.value * (comparison.sign or 1)
        return self._check(scope, "pass" if passed else "fail", stated_value, due, f"{said}，{'相符' if passed else '不符'}")

    def _cells(self, comparison: Comparison, reading: tuple[str, ...]) -> Decimal | None:
        """Last year's number of a reading, in the unit of the narrative."""
        numbers = [self._last.numbers.get(cell) for cell in reading]
        if any(number is None for number in numbers):
            return None
        total = sum((number for number in numbers if number is not None), Decimal(0))
        return in_unit_of(comparison.count or comparison.quantity, reading[0], total)

    def _skipped(self, scope: str, explanation: str) -> YearCheck:
        return self._check(scope, "skipped", None, None, explanation)

    def _check(self, scope: str, status: Status, left: Decimal | None, right: Decimal | None, explanation: str) -> YearCheck:
        years, reports = (self._earlier, self._later), (self._last.report, self._this.report)
        return YearCheck(self._this.body, years, reports, scope, status, left, right, explanation)


def _outcome(comparison: Comparison, last: Decimal) -> tuple[Decimal | None, bool]:
    """What the narrative should state, None where that cannot be told, and whether it does."""
    quantity, count = comparison.quantity, comparison.count
    if count is None:
        return last, agreement(quantity, last, 0, comparison.text) is not None
    if count.approximation is not None or count.step > 1:
        return None, False
    change = count.value - last
    if comparison.way == "change":
        return change, agreement(quantity, change, comparison.sign, comparison.text) is not None
    if not last:
        return None, False
    rate = change * 100 / last
    if quantity.approximation is not None:
        passed = agreement(quantity, rate, comparison.sign, comparison.text) is not None and rate * comparison.sign >= 0
    else:  # cut off or rounded, both are common
        passed = abs(rate - quantity.value * comparison.sign) < quantity.step
    return rate.quantize(Decimal("0.01")), passed


def _due_words(comparison: Comparison, due: Decimal) -> str:
    count, stated = comparison.count, comparison.quantity.value * (comparison.sign or 1)
    if count is None:
        return f"报告称{figure(stated)}"
    mark = "%" if comparison.way == "rate" else ""
    return f"为{figure(count.value)}，变化应为{figure(due)}{mark}，所述为{figure(stated)}{mark}"
