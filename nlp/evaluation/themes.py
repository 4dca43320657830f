"""A tagger against labelled paragraphs: accuracy, macro-F1, each theme, and what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sklearn.metrics import precision_recall_fscore_support

from nlp.analysis import Theme
from nlp.corpora import Labelled
from nlp.evaluation.scoring import ratio
from nlp.themes.tagger import Passage, Tagger
from nlp.themes.taxonomy import THEMES


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme: precision, recall and F1 of the primary theme, and how many paragraphs have it."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """A tagger's figures.

    Attributes:
        n: paragraphs.
        headings: whether the tagger saw the headings above each.
        accuracy: the primary theme.
        accuracy_with_also: the primary theme or one of `also`.
        macro_f1: the mean F1 of the themes that occur.
        aspect_accuracy: of the paragraphs on problems; None where there is none.
        themes: by theme.
        confusion: (labelled, said) → how many, the right ones included.
    """

    n: int
    headings: bool
    accuracy: float
    accuracy_with_also: float
    macro_f1: float
    aspect_accuracy: float | None
    themes: Mapping[Theme, ThemeFigures]
    confusion: Mapping[tuple[Theme, Theme], int]


def evaluate_themes(tagger: Tagger, rows: Sequence[Labelled], headings: bool = True) -> ThemeSheet:
    """Tag every paragraph and compare.

    Args:
        tagger: as `nlp.themes.load` gives it.
        rows: at least one, as `nlp.corpora.rows` gives them.
        headings: False hides the headings above a paragraph from the tagger.
    """
    tags = tagger.tag([row.passage if headings else Passage(row.passage.text) for row in rows])
    gold, said = [row.theme for row in rows], [tag.theme for tag in tags]
    precision, recall, f1, support = precision_recall_fscore_support(gold, said, labels=list(THEMES), zero_division=0)
    figures = {
        theme: ThemeFigures(float(precision[n]), float(recall[n]), float(f1[n]), int(support[n]))
        for n, theme in enumerate(THEMES)
    }
    occurring = [figure.f1 for figure in figures.values() if figure.n]
    aspects = [(row, tag) for row, tag in zip(rows, tags, strict=True) if row.aspect is not None]
    return ThemeSheet(
        n=len(rows),
        headings=headings,
        accuracy=sum(a == b for a, b in zip(gold, said, strict=True)) / len(rows),
        accuracy_with_also=sum(b in (r.theme, *r.also) for r, b in zip(rows, said, strict=True)) / len(rows),
        macro_f1=sum(occurring) / len(occurring),
        aspect_accuracy=ratio(sum(row.aspect == tag.aspect for row, tag in aspects), len(aspects)),
        themes=figures,
        confusion=Counter(zip(gold, said, strict=True)),
    )


def as_dict(sheet: ThemeSheet) -> dict[str, object]:
    """A sheet as plain lists, dictionaries, strings and numbers."""
    plain = asdict(sheet)
    plain["confusion"] = [{"labelled": a, "said": b, "n": n} for (a, b), n in sorted(sheet.confusion.items())]
    return plain
