"""A page about a whole batch, in Markdown and HTML, with its pictures inside: themes by year, verdicts, rejects by code."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from nlp.errors import MESSAGES
from nlp.reports.templating import environment
from nlp.reports.words import KINDS, RULES, STATUSES, THEMES, VERDICTS
from nlp.reports.words import TEMPLATES as FORMS
from nlp.scoring.fingerprint import Fingerprint
from nlp.scoring.ledger import Ledger
from nlp.scoring.manifest import replace

FILES = ("summary.md", "summary.html")

TEMPLATES = Path(__file__).parent / "templates"

_UNKNOWN_YEAR = "未识别"

# Eight hues that are told apart in print and by most colour-blind readers (Okabe and Ito 2008, the grey for 其他).
_THEME_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")
_VERDICT_COLOURS = {
    "mismatch": "#b3261e",
    "ambiguous": "#e69f00",
    "match": "#1b6e3c",
    "consistent": "#1d4f91",
    "no_counterpart": "#999999",
}
_REJECT_COLOUR = "#d55e00"


@dataclass(frozen=True, slots=True)
class Table:
    """Counts with a heading over each column and a name before each row."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, and its pieces as (count, colour, name of the piece)."""

    name: str
    pieces: list[tuple[int, str, str]]

    @property
    def total(self) -> int:
        """All pieces together."""
        return sum(n for n, _, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a picture ('' where there is nothing to show) and the numbers behind it."""

    title: str
    svg: str
    table: Table

    @property
    def data_uri(self) -> str:
        """The picture for an <img> or a Markdown image."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


def write_summary(folder: Path, ledger: Ledger, print_: Fingerprint, *, complete: bool) -> None:
    """Writes summary.md and summary.html anew.

    Args:
        folder: of the output.
        ledger: opened on it; its tallies are what is shown, so that no dataset is read again.
        print_: what the rows depend on.
        complete: whether every input of the last run stands in the output.
    """
    filling = environment(TEMPLATES)
    sections = [
        _themes(filling, ledger),
        _verdicts(filling, ledger),
        _checks(ledger),
        _reports(ledger),
        _rejects(filling, ledger),
    ]
    for file in FILES:
        text = filling.get_template(f"{file}.j2").render(
            rows=ledger.rows(), model=print_.model, version=print_.version, complete=complete, sections=sections
        )
        replace(folder / file, text)


def _themes(filling: Environment, ledger: Ledger) -> Section:
    counts = ledger.tallies("themes")
    years = sorted({year for year, _ in counts})
    bars = [
        Bar(year or _UNKNOWN_YEAR, [
            (counts.get((year, theme), 0), colour, label)
            for (theme, label), colour in zip(THEMES.items(), _THEME_COLOURS, strict=True)
        ])
        for year in years
    ]  # fmt: skip
    rows = [(bar.name, *(str(n) for n, _, _ in bar.pieces), str(bar.total)) for bar in bars]
    svg = chart(filling, "各年度正文段落的主题构成", bars, share=True)
    return Section("各年度主题", svg, Table(("年度", *THEMES.values(), "段落"), rows))


def _verdicts(filling: Environment, ledger: Ledger) -> Section:
    counts = ledger.tallies("verdicts")
    bars = [
        Bar(label, [(counts.get((kind, v), 0), _VERDICT_COLOURS[v], VERDICTS[v]) for v in VERDICTS])
        for kind, label in KINDS.items()
    ]
    rows = [(bar.name, *(str(n) for n, _, _ in bar.pieces), str(bar.total)) for bar in bars if bar.total]
    svg = chart(filling, "正文数字与表格核对的结论", [bar for bar in bars if bar.total], share=False)
    return Section("核对结论", svg, Table(("数字类型", *VERDICTS.values(), "合计"), rows))


def _checks(ledger: Ledger) -> Section:
    counts = ledger.tallies("checks")
    rows = [
        (label, *(str(counts.get((rule, status), 0)) for status in STATUSES))
        for rule, label in RULES.items()
        if any(counts.get((rule, status)) for status in STATUSES)
    ]
    return Section("勾稽关系", "", Table(("关系", *STATUSES.values()), rows))


def _reports(ledger: Ledger) -> Section:
    counts = ledger.tallies("reports")
    years = sorted({year for year, _ in counts})
    rows = [
        (year or _UNKNOWN_YEAR, *(str(counts.get((year, template), 0)) for template in FORMS)) for year in years
    ]
    return Section("各年度报告", "", Table(("年度", *FORMS.values()), rows))


def _rejects(filling: Environment, ledger: Ledger) -> Section:
    counts = {code: n for (code, _), n in ledger.tallies("rejects").items()}
    bars = [Bar(code, [(n, _REJECT_COLOUR, code)]) for code, n in counts.items()]
    rows = [(code, str(n), *(text.replace("|", "/") for text in MESSAGES[code])) for code, n in counts.items()]
    svg = chart(filling, "未能分析的文件", bars, share=False, legend=False)
    return Section("未能分析的文件", svg, Table(("代码", "文件", "原因", "处理办法"), rows))


def chart(filling: Environment, title: str, bars: Sequence[Bar], *, share: bool, legend: bool = True) -> str:
    """Lying bars; with `share` each is as long as any other and its pieces are parts of it."""
    if not bars:
        return ""
    longest = max(bar.total for bar in bars) or 1
    named = [(colour, name) for _, colour, name in bars[0].pieces] if legend else []
    return filling.get_template("bars.svg.j2").render(
        title=title, bars=bars, longest=longest, share=share, legend=named
    )
