"""Two taggers on the same paragraphs: McNemar's test, and by how much their figures differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from scipy.stats import binomtest

from nlp.evaluation.resampling import Interval, counts_by_body, difference_intervals, point
from nlp.evaluation.tagged import Tagged
from nlp.evaluation.themes import ThemeSheet, interval_list
from nlp.labels import ModelInfo

_FIGURES = ("macro_f1", "accuracy", "accuracy_with_also", "aspect_accuracy")


@dataclass(frozen=True, slots=True)
class McNemar:
    """Where one of two taggers is right and the other is not.

    Attributes:
        both, neither: paragraphs that both have right, or none has.
        first_only, second_only: paragraphs that only one has right.
        p: how likely a split of these as uneven as this or more is if the two are equally good (exact, two-sided).
    """

    both: int
    first_only: int
    second_only: int
    neither: int
    p: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of the first less that of the second, with its 95 % interval, resampled by body. None: not defined."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two taggers on the same paragraphs.

    Attributes:
        first, second: their names and versions.
        headings: whether they saw the headings above each.
        primary: by the primary theme.
        with_also: by the primary theme or one of `also`.
        differences: of macro_f1, accuracy, accuracy_with_also, aspect_accuracy.
    """

    first: ModelInfo
    second: ModelInfo
    headings: bool
    primary: McNemar
    with_also: McNemar
    differences: Mapping[str, Difference]


def compare(first: ThemeSheet, second: ThemeSheet) -> Comparison:
    """Compare two taggers.

    Args:
        first, second: their sheets over the same rows in the same order.

    Raises:
        ValueError: the sheets are not over the same rows.
    """
    if [one.row for one in first.tags] != [one.row for one in second.tags] or first.headings != second.headings:
        raise ValueError("the sheets are not over the same paragraphs")
    bodies = sorted({one.row.body for one in first.tags})
    one, other = counts_by_body(first.tags, bodies), counts_by_body(second.tags, bodies)
    spread, (ours, theirs) = difference_intervals(one, other), (point(one), point(other))
    return Comparison(
        first=first.model,
        second=second.model,
        headings=first.headings,
        primary=_mcnemar(first, second, lambda tag: tag.right),
        with_also=_mcnemar(first, second, lambda tag: tag.fair),
        differences={name: Difference(_less(ours[name], theirs[name]), spread[name]) for name in _FIGURES},
    )


def mcnemar(both: int, first_only: int, second_only: int, neither: int) -> McNemar:
    """The exact test: the split of the paragraphs that one alone has right against that of a fair coin (McNemar 1947).

    >>> mcnemar(80, 9, 1, 10).p
    0.021484375
    """
    differing = first_only + second_only
    p = float(binomtest(first_only, differing).pvalue) if differing else 1.0
    return McNemar(both, first_only, second_only, neither, p)


def _mcnemar(first: ThemeSheet, second: ThemeSheet, right: Callable[[Tagged], bool]) -> McNemar:
    pairs = [(right(one), right(other)) for one, other in zip(first.tags, second.tags, strict=True)]
    return mcnemar(*(pairs.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))))


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def comparison_dict(comparison: Comparison) -> dict[str, object]:
    """A comparison as plain dictionaries, strings and numbers."""
    plain: dict[str, object] = asdict(comparison)
    plain["differences"] = {
        name: {"value": difference.value, "interval": interval_list(difference.interval)}
        for name, difference in comparison.differences.items()
    }
    return plain
