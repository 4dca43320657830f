"""An analysis as text for the terminal: what is wrong first, then the whole."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nlp.analysis import Analysis, Check, Claim
from nlp.reports.figures import by_status, by_theme, by_verdict, cells, number, quantity, scope
from nlp.reports.words import CAUSES, RULES, TEMPLATES, THEMES, VERDICTS, word

STYLES = {
    "mismatch": "bold red",
    "ambiguous": "yellow",
    "match": "green",
    "consistent": "green",
    "no_counterpart": "dim",
}
MARKS = {"mismatch": "✗", "ambiguous": "?", "match": "✓", "consistent": "≈", "no_counterpart": "·"}

CONTEXT = 12  # characters of the paragraph on each side of a claim that is shown with its surroundings


def render_text(analysis: Analysis, width: int = 100, color: bool = False) -> str:
    """The analysis as lines of text.

    First the identities that fail and the claims that disagree with the tables, each with its explanation, then the
    claims that fit several cells, the counts per theme, the list of claims, and the warnings.

    Args:
        analysis: of one report.
        width: of the terminal, in columns (a Chinese character takes two); below 60 it is taken as 60.
        color: whether to write ANSI colours. Without them every verdict can still be told by its word and its mark.

    Returns:
        Text that ends with a line break.
    """
    console = Console(
        file=io.StringIO(),
        width=max(width, 60),
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,  # a report may hold '[image: ]' and must not be read as mark-up
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        _head(console, analysis)
        _failing_checks(console, analysis)
        _disagreements(console, analysis)
        _themes(console, analysis)
        _claims(console, analysis)
        _warnings(console, analysis)
    return "\n".join(line.rstrip() for line in capture.get().rstrip().split("\n")) + "\n"


def _head(console: Console, analysis: Analysis) -> None:
    report, source = analysis.report, analysis.source
    console.print(Text(report.title or source.name or "（无标题）", style="bold"))
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column(overflow="fold")
    year = f"{report.year}年" if report.year is not None else "未能识别"
    for label, value, key in (
        ("机关", report.issuer or "未能识别", "issuer"),
        ("年度", year, "year"),
        ("式样", word(TEMPLATES, report.template), "template"),
    ):
        evidence = report.evidence.get(key)
        facts.add_row(label, Text(value) + Text(f"（依据：{evidence}）" if evidence else "", style="dim"))
    facts.add_row("来源", f"{source.name or '直接给出的段落和表格'} · {source.format}")
    facts.add_row("模型", f"{analysis.model.name} {analysis.model.version}")
    console.print(Padding(facts, (0, 0, 0, 2), expand=False))


def _failing_checks(console: Console, analysis: Analysis) -> None:
    status = by_status(analysis)
    total = f"勾稽关系：成立 {len(status['pass'])}，不成立 {len(status['fail'])}，未核 {len(status['skipped'])}"
    _title(console, total, "bold red" if status["fail"] else "bold")
    for check in status["fail"]:
        _item(console, Text(f"✗ {_name(check)}", style="red") + Text(f"  {_sides(check)}"), check.explanation)


def _disagreements(console: Console, analysis: Analysis) -> None:
    claims = by_verdict(analysis)
    for verdict in ("mismatch", "ambiguous"):
        found = claims[verdict]
        title = {"mismatch": "正文与表格不一致", "ambiguous": "对应多个单元格，存疑"}[verdict]
        _title(console, f"{title}：{len(found)}", STYLES[verdict] if found else "bold")
        for claim in found:
            _item(console, _in_context(analysis, claim), _against(claim), claim.explanation)


def _themes(console: Console, analysis: Analysis) -> None:
    _title(console, f"主题：{len(analysis.paragraphs)} 段，{len(analysis.claims)} 个数字")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("主题", no_wrap=True)
    table.add_column("段落", justify="right")
    for verdict in VERDICTS:
        table.add_column(VERDICTS[verdict], justify="right")
    for count in by_theme(analysis):
        numbers = [Text(str(n) if n else "-", style=STYLES[v] if n else "dim") for v, n in count.verdicts.items()]
        table.add_row(word(THEMES, count.theme), str(count.paragraphs), *numbers)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _claims(console: Console, analysis: Analysis) -> None:
    _title(console, "数字清单")
    if not analysis.claims:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("段", justify="right")
    table.add_column("结论", no_wrap=True)
    table.add_column("原文", overflow="fold", ratio=3)
    table.add_column("数值", justify="right", no_wrap=True)
    table.add_column("对应单元格", overflow="fold", ratio=2)
    for claim in analysis.claims:
        table.add_row(
            str(claim.paragraph),
            Text(f"{MARKS[claim.verdict]} {VERDICTS[claim.verdict]}", style=STYLES[claim.verdict]),
            Text(claim.text),
            quantity(claim.value, claim.unit),
            Text(cells(claim)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _warnings(console: Console, analysis: Analysis) -> None:
    if analysis.warnings:
        _title(console, f"提示：{len(analysis.warnings)}", "yellow")
        for warning in analysis.warnings:
            _item(console, Text(f"! {warning}"))


def _title(console: Console, text: str, style: str = "bold") -> None:
    console.print()
    console.print(Text(text, style=style))


def _item(console: Console, first: Text, *more: str) -> None:
    console.print(Padding(first, (0, 0, 0, 2), expand=False))
    for line in more:
        if line:
            console.print(Padding(Text(line), (0, 0, 0, 4), expand=False))


def _name(check: Check) -> str:
    return f"{word(RULES, check.rule)}（{scope(check)}）" if check.scope else word(RULES, check.rule)


def _sides(check: Check) -> str:
    """'122 ≠ 123'; nothing where a side has no number."""
    return "" if check.left is None or check.right is None else f"{number(check.left)} ≠ {number(check.right)}"


def _in_context(analysis: Analysis, claim: Claim) -> Text:
    """The claim in bold among the words around it, with the number of its paragraph."""
    text = next(p.text for p in analysis.paragraphs if p.id == claim.paragraph)
    before = text[max(0, claim.start - CONTEXT) : claim.start]
    after = text[claim.end : claim.end + CONTEXT]
    line = Text(f"{MARKS[claim.verdict]} 段{claim.paragraph} ", style=STYLES[claim.verdict])
    line.append(("…" if claim.start > CONTEXT else "") + before, style="dim")
    line.append(claim.text, style="bold")
    line.append(after + ("…" if claim.end + CONTEXT < len(text) else ""), style="dim")
    return line


def _against(claim: Claim) -> str:
    """What the tables give and the likely cause: '表格：28416件（行政许可）；可能原因：数字颠倒'."""
    parts = []
    if claim.expected is not None:
        names = cells(claim)
        parts.append(f"表格：{quantity(claim.expected, claim.unit)}" + (f"（{names}）" if names else ""))
    elif claim.cells:
        parts.append(f"候选：{cells(claim)}")
    if claim.cause:
        parts.append(f"可能原因：{word(CAUSES, claim.cause)}")
    return "；".join(parts)
