"""What a corpus holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from nlp.corpora.labelled import SPLITS, Labelled
from nlp.corpora.splits import split_of
from nlp.themes.taxonomy import ASPECTS, THEMES


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts of a corpus.

    Attributes:
        paragraphs, bodies: how many.
        characters: of all texts together.
        also: paragraphs with a second theme.
        headed: paragraphs with a heading above them.
        lengths: characters of a text: shortest, the 10th, 50th and 90th percentile, longest.
        themes, aspects, kinds, years, splits, batches: paragraphs by name.
        split_bodies: bodies by split.
        periods: paragraphs by stretch of years (`period_of`) and theme.
        unfinished: drafts without a theme or a year; they are counted nowhere else.
    """

    paragraphs: int
    bodies: int
    characters: int
    also: int
    headed: int
    lengths: tuple[int, int, int, int, int]
    themes: Mapping[str, int]
    aspects: Mapping[str, int]
    kinds: Mapping[str, int]
    years: Mapping[int, int]
    splits: Mapping[str, int]
    split_bodies: Mapping[str, int]
    batches: Mapping[str, int]
    periods: Mapping[str, Mapping[str, int]]
    unfinished: int = 0


# The form of the reports changed with the notices of 2019 and 2021; before, practice changed about 2014.
PERIODS = ((0, 2013), (2014, 2018), (2019, 2020), (2021, 9999))


def period_of(year: int, periods: Sequence[tuple[int, int]] = PERIODS) -> str:
    """The stretch of years that a year lies in; `periods` are the first and last year of each, in order.

    >>> period_of(2009), period_of(2020), period_of(2025)
    ('to 2013', '2019-2020', 'from 2021')
    """
    first, last = next(period for period in periods if period[0] <= year <= period[1])
    if first == periods[0][0]:
        return f"to {last}"
    return f"from {first}" if last == periods[-1][1] else f"{first}-{last}"


def stats(rows: Sequence[Labelled], unfinished: int = 0) -> Stats:
    """Count a corpus.

    Args:
        rows: at least one.
        unfinished: how many drafts there are besides.
    """
    lengths = sorted(len(row.passage.text) for row in rows)
    tenths = quantiles(lengths, n=10, method="inclusive") if len(lengths) > 1 else lengths * 9
    themes = Counter(row.theme for row in rows)
    aspects = Counter(row.aspect for row in rows)
    sides = {row.body: split_of(row) for row in rows}
    splits = Counter(split_of(row) for row in rows)
    split_bodies = Counter(sides.values())
    periods = Counter((period_of(row.year), row.theme) for row in rows)
    return Stats(
        paragraphs=len(rows),
        bodies=len(sides),
        characters=sum(lengths),
        also=sum(bool(row.also) for row in rows),
        headed=sum(bool(row.passage.section) for row in rows),
        lengths=(lengths[0], round(tenths[0]), round(tenths[4]), round(tenths[8]), lengths[-1]),
        themes={theme: themes[theme] for theme in THEMES},
        aspects={aspect: aspects[aspect] for aspect in ASPECTS},
        kinds=dict(Counter(row.kind for row in rows).most_common()),
        years=dict(sorted(Counter(row.year for row in rows).items())),
        splits={split: splits[split] for split in SPLITS},
        split_bodies={split: split_bodies[split] for split in SPLITS},
        batches=dict(sorted(Counter(row.batch for row in rows).items())),
        periods={
            period: {theme: periods[period, theme] for theme in THEMES}
            for period in map(period_of, (first for first, _ in PERIODS))
        },
        unfinished=unfinished,
    )


def render_stats(counted: Stats) -> str:
    """The counts as text, a line each, ending in a line break."""
    return "\n".join(_lines(counted)) + "\n"


def _lines(counted: Stats) -> Iterator[str]:
    def of_all(number: int) -> str:
        return f"{number} ({number / counted.paragraphs:.1%})"

    yield f"paragraphs {counted.paragraphs}, bodies {counted.bodies}, characters {counted.characters}"
    if counted.unfinished:
        yield f"not counted: {counted.unfinished} without a theme or a year"
    yield f"with a second theme {of_all(counted.also)}, under a heading {of_all(counted.headed)}"
    shortest, low, middle, high, longest = counted.lengths
    yield f"length: shortest {shortest}, 10 % up to {low}, half up to {middle}, 90 % up to {high}, longest {longest}"
    for title, numbers in (
        ("theme", counted.themes),
        ("aspect", counted.aspects),
        ("kind of body", counted.kinds),
        ("year", counted.years),
    ):
        yield f"\n{title}"
        width = max(len(str(name)) for name in numbers)
        for name, number in numbers.items():
            yield f"  {name!s:{width}}  {of_all(number)}"
    yield "\nsplit"
    for split, number in counted.splits.items():
        yield f"  {split:10}  {of_all(number)} of {counted.split_bodies[split]} bodies"
    yield "\ntheme by years"
    yield f"  {'':11} " + " ".join(f"{period:>10}" for period in counted.periods)
    for theme in counted.themes:
        yield f"  {theme:11} " + " ".join(f"{numbers[theme]:10}" for numbers in counted.periods.values())
