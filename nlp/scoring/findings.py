"""What a comparison found, counted as it is written, and the page about it. Memory does not grow with the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from nlp.reconcile.labels import figure
from nlp.reports.templating import environment
from nlp.reports.words import STATUSES
from nlp.scoring.copies import Copy
from nlp.scoring.manifest import replace
from nlp.scoring.reuse import Reuse
from nlp.scoring.summary import TEMPLATES, Bar, Section, Table, chart
from nlp.scoring.years import YearCheck

FILES = ("compare.md", "compare.html")

_MOSTLY = 0.8  # of a paragraph's five-grams: from here on it was taken over
_SHOWN = 100  # failing checks, and pairs of bodies; the datasets hold all
_MOST_PAIRS = 100_000  # of bodies that are counted

_SCOPES = {
    "carried": "结转",
    "valid": "现行有效件数",
    "items": "上一年项目数量",
    "narrative": "正文所述上年数字",
    "gap": "年份有缺",
    "duplicate": "同年多份报告",
    "unplaced": "机关或年份未能判定",
}
_STATUS_COLOURS = {"pass": "#1b6e3c", "fail": "#b3261e", "skipped": "#999999"}


class Findings:
    """Counts over all bodies, and the first failing checks."""

    def __init__(self) -> None:
        self.bodies = self.paragraphs = self.reused = self.copies = 0
        self._checks: Counter[tuple[str, str]] = Counter()  # scope, status
        self._failing: list[YearCheck] = []
        self._grams: dict[int, list[float]] = {}  # year → compared with the year before, of these found; with any earlier, found
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add_check(self, check: YearCheck) -> None:
        """One more check between years."""
        self._checks[check.scope.partition(".")[0], check.status] += 1
        if check.status == "fail" and len(self._failing) < _SHOWN:
            self._failing.append(check)

    def add_reuse(self, reuse: Reuse) -> None:
        """One more paragraph."""
        self.paragraphs += 1
        self.reused += reuse.earlier is not None and reuse.earlier >= _MOSTLY
        sums = self._grams.setdefault(reuse.year, [0, 0, 0, 0])
        for place, share in ((0, reuse.previous), (2, reuse.earlier)):
            if share is not None:
                sums[place] += reuse.grams
                sums[place + 1] += reuse.grams * share

    def add_copy(self, copy: Copy) -> None:
        """One more paragraph that is like one of another body."""
        self.copies += 1
        pair = (copy.body, copy.other_body)
        if pair in self._pairs or len(self._pairs) < _MOST_PAIRS:
            self._pairs[pair] += 1

    @property
    def statuses(self) -> dict[str, int]:
        """Checks between years by status."""
        return {status: sum(n for (_, each), n in self._checks.items() if each == status) for status in STATUSES}

    def counts(self) -> dict[str, object]:
        """All of it in numbers."""
        return {
            "bodies": self.bodies,
            "paragraphs": self.paragraphs,
            "checks": self.statuses,
            "reused": self.reused,
            "copies": self.copies,
        }

    def sections(self) -> list[Table]:
        """The tables of the page: checks by scope, failing ones, reuse by year, pairs of bodies."""
        scopes = [scope for scope in _SCOPES if any(each == scope for each, _ in self._checks)]
        return [
            Table(
                ("核对内容", *STATUSES.values()),
                [(_SCOPES[scope], *(str(self._checks[scope, status]) for status in STATUSES)) for scope in scopes],
            ),
            Table(
                ("机关", "年份", "一方", "另一方", "说明"),
                [
                    (c.body, "–".join(map(str, c.years)), figure(c.left or Decimal(0)), figure(c.right or Decimal(0)), c.explanation.replace("|", "/"))
                    for c in self._failing
                ],
            ),
            Table(
                ("年度", "与上一年报告相同的比例", "与以往各年报告相同的比例"),
                [(str(year), _share(sums[1], sums[0]), _share(sums[3], sums[2])) for year, sums in sorted(self._grams.items())],
            ),
            Table(
                ("机关", "与之相近的机关", "段落"),
                [(*pair, str(n)) for pair, n in self._pairs.most_common(_SHOWN)],
            ),
        ]

    def bars(self) -> list[Bar]:
        """Checks between years as a chart: a bar a scope, a piece a status."""
        by_scope: Mapping[str, list[tuple[int, str, str]]] = {
            words: [(self._checks[scope, status], _STATUS_COLOURS[status], STATUSES[status]) for status in STATUSES]
            for scope, words in _SCOPES.items()
        }
        return [bar for bar in (Bar(words, pieces) for words, pieces in by_scope.items()) if bar.total]


def write_page(folder: Path, findings: Findings) -> None:
    """Writes compare.md and compare.html."""
    filling = environment(TEMPLATES)
    checks, failing, reuse, pairs = findings.sections()
    sections = [
        Section("跨年核对", chart(filling, "跨年核对的结论", findings.bars(), share=False), checks),
        Section(f"不成立的核对（至多列{_SHOWN}项）", "", failing),
        Section("沿用以往报告的文字（五字串）", "", reuse),
        Section(f"不同机关相近的段落（至多列{_SHOWN}对）", "", pairs),
    ]
    for file in FILES:
        text = filling.get_template(f"{file}.j2").render(
            bodies=findings.bodies, paragraphs=findings.paragraphs, sections=sections
        )
        replace(folder / file, text)


def _share(found: float, of: float) -> str:
    return f"{found / of:.0%}" if of else ""
