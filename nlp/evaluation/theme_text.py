"""A tagger's figures as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.evaluation.columns import columns, percent
from nlp.evaluation.comparison import Comparison, McNemar
from nlp.evaluation.resampling import Interval
from nlp.evaluation.tagged import view, worst
from nlp.evaluation.themes import ThemeSheet
from nlp.themes.taxonomy import THEMES

_NAMES = {
    "macro_f1": "macro-F1",
    "accuracy": "accuracy",
    "accuracy_with_also": "accuracy with also",
    "aspect_accuracy": "aspect accuracy",
}
_ERRORS = {"calibration_error": "calibration error", "calibration_error_with_also": "calibration with also"}
_SHOWN = 24  # characters of a paragraph that was tagged wrong


def themes_text(
    sheets: Sequence[ThemeSheet],
    comparisons: Sequence[Comparison] = (),
    left_out: int = 0,
    years: bool = False,
    every_error: bool = False,
) -> str:
    """Sheets of one tagger over the same paragraphs for people: what they have in common side by side.

    Args:
        sheets: with headings, without, or both.
        comparisons: with another tagger, in the same order.
        left_out: labelled paragraphs that are not among those measured.
        years: adds a line for each single year.
        every_error: lists the paragraphs that are neither the primary theme nor an accepted one.
    """
    return "\n".join(_lines(sheets, comparisons, left_out, years, every_error)) + "\n"


def _lines(
    sheets: Sequence[ThemeSheet], comparisons: Sequence[Comparison], left_out: int, years: bool, every_error: bool
) -> Iterator[str]:
    first = sheets[0]
    yield f"{first.model.name} {first.model.version}: {first.n} paragraphs of {first.bodies} bodies; [95 % intervals by body]"
    if left_out:
        yield f"{left_out} more are left out: the segmenter cuts their reports otherwise"
    yield ""
    yield from columns([["", *(f"{view(sheet.headings):20}" for sheet in sheets)], *_whole(sheets)])
    for comparison in comparisons:
        yield ""
        yield from _comparison(comparison)
    yield from ("", "by theme", "")
    yield from columns(_by_theme(sheets))
    for sheet in sheets:
        yield from ("", f"{view(sheet.headings)}: labelled (rows), said (columns)", "")
        yield from columns(_confusion(sheet))
    yield from ("", "accuracy (with also) of the tags kept at a confidence, and their share of all", "")
    yield from columns(_coverage(sheets))
    yield from ("", "confidence against accuracy", "")
    yield from columns(_reliability(sheets))
    yield from ("", "accuracy (with also) by group", "")
    yield from columns(_groups(sheets, years))
    if every_error:
        for sheet in sheets:
            wrong = worst(sheet.tags)
            yield from ("", f"{view(sheet.headings)}: {len(wrong)} wrong, the most confident first", "")
            for one in wrong:
                text = one.row.passage.text[:_SHOWN]
                yield f"{one.tag.confidence:.3f} {one.row.theme} → {one.tag.theme}  {one.row.id}  {text}"


def _whole(sheets: Sequence[ThemeSheet]) -> Iterator[list[str]]:
    for name, title in _NAMES.items():
        yield [title, *(f"{percent(getattr(sheet, name))} {_bounds(sheet.intervals[name])}" for sheet in sheets)]
    for name, title in _ERRORS.items():
        yield [title, *(f"{getattr(sheet, name):.3f} {_bounds(None)}" for sheet in sheets)]


def _bounds(interval: Interval | None) -> str:
    """'[0.901, 0.950]', or as many blanks."""
    return f"{'' if interval is None else f'[{interval.low:.3f}, {interval.high:.3f}]':14}"


def _comparison(comparison: Comparison) -> Iterator[str]:
    first, second = (f"{model.name} {model.version}" for model in (comparison.first, comparison.second))
    yield f"{view(comparison.headings)}: {first} less {second}"
    yield from columns(
        ["  " + _NAMES[name], "-" if one.value is None else f"{one.value:+.3f}", _bounds(one.interval)]
        for name, one in comparison.differences.items()
    )
    yield f"  McNemar: {_mcnemar(comparison.primary)}; with also: {_mcnemar(comparison.with_also)}"


def _mcnemar(test: McNemar) -> str:
    return f"{test.first_only} right only here, {test.second_only} only there, p = {test.p:.2g}"


def _by_theme(sheets: Sequence[ThemeSheet]) -> Iterator[list[str]]:
    yield ["", *(cell for sheet in sheets for cell in ("precision", "recall", "F1", view(sheet.headings))), "n"]
    for theme in THEMES:
        found = [sheet.themes[theme] for sheet in sheets]
        cells = (
            cell
            for one in found
            for cell in (f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", _bounds(one.intervals["f1"]))
        )
        yield [theme, *cells, str(found[0].n)]


def _confusion(sheet: ThemeSheet) -> Iterator[list[str]]:
    yield ["", *THEMES]
    for gold in THEMES:
        yield [gold, *(str(sheet.confusion.get((gold, said), 0) or ".") for said in THEMES)]


def _coverage(sheets: Sequence[ThemeSheet]) -> Iterator[list[str]]:
    yield ["from", *(cell for sheet in sheets for cell in (view(sheet.headings), "share"))]
    for kept in zip(*(sheet.kept for sheet in sheets), strict=True):
        cells = (cell for one in kept for cell in (percent(one.accuracy_with_also), f"{one.coverage:.3f}"))
        yield [f"{kept[0].threshold:.2f}", *cells]


def _reliability(sheets: Sequence[ThemeSheet]) -> Iterator[list[str]]:
    yield ["bin", *(cell for sheet in sheets for cell in (view(sheet.headings), "accuracy", "n"))]
    bins = [{bin_.low: bin_ for bin_ in sheet.reliability} for sheet in sheets]
    ends = {bin_.low: bin_.high for sheet in sheets for bin_ in sheet.reliability}
    for low, high in sorted(ends.items()):
        found = [one.get(low) for one in bins]
        cells = (
            cell
            for one in found
            for cell in (("", "", "0") if one is None else (f"{one.confidence:.3f}", f"{one.accuracy:.3f}", str(one.n)))
        )
        yield [f"{low:.1f}-{high:.1f}", *cells]


def _groups(sheets: Sequence[ThemeSheet], years: bool) -> Iterator[list[str]]:
    yield ["", *(cell for sheet in sheets for cell in (view(sheet.headings), "")), "n", "bodies"]
    for grouping, groups in sheets[0].groups.items():
        if grouping == "year" and not years:
            continue
        for name, group in groups.items():
            found = [sheet.groups[grouping][name] for sheet in sheets]
            cells = (
                cell
                for one in found
                for cell in (f"{one.accuracy_with_also:.3f}", _bounds(one.intervals["accuracy_with_also"]))
            )
            yield [f"{grouping} {name}", *cells, str(group.n), str(group.bodies)]
