"""A tagger against labelled paragraphs: how right, how sure of it, for which reports, and what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from nlp.corpora import Labelled
from nlp.evaluation.calibration import Bin, Kept, expected_calibration_error, kept_above, reliability
from nlp.evaluation.groups import Group, grouped
from nlp.evaluation.resampling import Interval, counts_by_body, intervals, point
from nlp.evaluation.tagged import Tagged, tagged
from nlp.labels import ModelInfo, Theme
from nlp.themes.tagger import Tagger
from nlp.themes.taxonomy import THEMES

_FIGURES = ("accuracy", "accuracy_with_also", "macro_f1", "aspect_accuracy")
_THEME_FIGURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme.

    Attributes:
        precision, recall, f1: of the primary theme; 0 where there is nothing to divide by.
        n: how many paragraphs have it.
        intervals: the 95 % interval of each of the three.
    """

    precision: float
    recall: float
    f1: float
    n: int
    intervals: Mapping[str, Interval | None]


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """A tagger's figures.

    Attributes:
        model: the tagger's name and version.
        n, bodies: paragraphs, and the bodies that wrote them.
        headings: whether the tagger saw the headings above each.
        accuracy: the primary theme.
        accuracy_with_also: the primary theme or one of `also`.
        macro_f1: the mean F1 of the themes that occur.
        aspect_accuracy: of the paragraphs on problems, those that are not found among them; None where there is none.
        intervals: the 95 % interval of each of the four, resampled by body; None where there is one body only.
        themes: by theme.
        confusion: (labelled, said) → how many, the right ones included.
        calibration_error: expected calibration error, over `reliability`.
        calibration_error_with_also: the same where an accepted theme counts as right too.
        reliability: confidence against accuracy by the primary theme, in bins of confidence.
        kept: accuracy against coverage.
        groups: by stretch of years (period), year, kind of body and length in characters.
        tags: the paragraphs with their tags.
    """

    model: ModelInfo
    n: int
    bodies: int
    headings: bool
    accuracy: float
    accuracy_with_also: float
    macro_f1: float
    aspect_accuracy: float | None
    intervals: Mapping[str, Interval | None]
    themes: Mapping[Theme, ThemeFigures]
    confusion: Mapping[tuple[Theme, Theme], int]
    calibration_error: float
    calibration_error_with_also: float
    reliability: tuple[Bin, ...]
    kept: tuple[Kept, ...]
    groups: Mapping[str, Mapping[str, Group]]
    tags: tuple[Tagged, ...]


def evaluate_themes(tagger: Tagger, rows: Sequence[Labelled], headings: bool = True) -> ThemeSheet:
    """Tag every paragraph and compare.

    Args:
        tagger: as `nlp.themes.load` gives it.
        rows: at least one, as `nlp.corpora.rows` gives them.
        headings: False hides the headings above a paragraph from the tagger.
    """
    tags = tagged(tagger, rows, headings)
    bodies = sorted({row.body for row in rows})
    counts = counts_by_body(tags, bodies)
    whole, spread = point(counts), intervals(counts)
    confidence = [one.tag.confidence for one in tags]
    right, fair = [one.right for one in tags], [one.fair for one in tags]
    bins = reliability(confidence, right)
    return ThemeSheet(
        model=tagger.info,
        n=len(rows),
        bodies=len(bodies),
        headings=headings,
        accuracy=whole["accuracy"] or 0.0,
        accuracy_with_also=whole["accuracy_with_also"] or 0.0,
        macro_f1=whole["macro_f1"] or 0.0,
        aspect_accuracy=whole["aspect_accuracy"],
        intervals={name: spread[name] for name in _FIGURES},
        themes={theme: _theme(theme, tags, whole, spread) for theme in THEMES},
        confusion=Counter((one.row.theme, one.tag.theme) for one in tags),
        calibration_error=expected_calibration_error(bins),
        calibration_error_with_also=expected_calibration_error(reliability(confidence, fair)),
        reliability=bins,
        kept=kept_above(confidence, right, fair),
        groups=grouped(tags),
        tags=tags,
    )


def _theme(
    theme: Theme, tags: Sequence[Tagged], whole: Mapping[str, float | None], spread: Mapping[str, Interval | None]
) -> ThemeFigures:
    precision, recall, f1 = (whole[f"{name}.{theme}"] or 0.0 for name in _THEME_FIGURES)
    return ThemeFigures(
        precision, recall, f1,
        n=sum(one.row.theme == theme for one in tags),
        intervals={name: spread[f"{name}.{theme}"] for name in _THEME_FIGURES},
    )


def as_dict(sheet: ThemeSheet) -> dict[str, object]:
    """A sheet as plain lists, dictionaries, strings and numbers. Of a paragraph it has the id, not the text."""
    plain: dict[str, object] = {
        name: getattr(sheet, name)
        for name in ("n", "bodies", "headings", *_FIGURES, "calibration_error", "calibration_error_with_also")
    }
    plain["model"] = asdict(sheet.model)
    plain["intervals"] = {name: interval_list(interval) for name, interval in sheet.intervals.items()}
    plain["themes"] = {name: _with_intervals(figures) for name, figures in sheet.themes.items()}
    plain["confusion"] = [{"labelled": a, "said": b, "n": n} for (a, b), n in sorted(sheet.confusion.items())]
    plain["reliability"] = [asdict(bin_) for bin_ in sheet.reliability]
    plain["kept"] = [asdict(kept) for kept in sheet.kept]
    plain["groups"] = {
        grouping: {name: _with_intervals(group) for name, group in groups.items()}
        for grouping, groups in sheet.groups.items()
    }
    plain["paragraphs"] = [_paragraph(one) for one in sheet.tags]
    return plain


def interval_list(interval: Interval | None) -> list[float] | None:
    """An interval as [low, high]."""
    return None if interval is None else [interval.low, interval.high]


def _with_intervals(figures: ThemeFigures | Group) -> dict[str, object]:
    plain: dict[str, object] = asdict(figures)
    plain["intervals"] = {name: interval_list(interval) for name, interval in figures.intervals.items()}
    return plain


def _paragraph(one: Tagged) -> dict[str, object]:
    return {
        "id": one.row.id,
        "body": one.row.body,
        "year": one.row.year,
        "labelled": one.row.theme,
        "also": list(one.row.also),
        "aspect": one.row.aspect,
        "said": one.tag.theme,
        "said_aspect": one.tag.aspect,
        "confidence": one.tag.confidence,
        "scores": dict(one.tag.scores),
    }
