"""Whether a corpus is fit for use: form, counts, near-duplicates within it, across its splits and with other texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.corpora.duplicates import ALIKE, Text, near_duplicates, near_duplicates_between
from nlp.corpora.labelled import Labelled, each_row
from nlp.corpora.reports import Read, read_reports
from nlp.corpora.splits import split_of
from nlp.errors import TrainingError
from nlp.themes.taxonomy import ASPECTS, THEMES


@dataclass(frozen=True, slots=True)
class Demands:
    """How much a corpus must hold at least: of all, of each theme and aspect, with a second theme, by how many bodies."""

    paragraphs: int = 3000
    theme: int = 250
    aspect: int = 200
    also: int = 500
    bodies: int = 200


@dataclass(frozen=True, slots=True)
class Check:
    """What was found.

    Attributes:
        rows: those of the right form.
        compared: paragraphs of other texts that they were compared with.
        findings: what is wrong, each an error with code, place and advice, in the order: form (E502, E514), ids (E503),
            bodies (E508), near-duplicates within (E504, E505) and with others (E506), counts (E507).
    """

    rows: tuple[Labelled, ...]
    compared: int
    findings: tuple[TrainingError, ...]


def check(data: Path, against: Iterable[Path] = (), demands: Demands | None = None, alike: float = ALIKE) -> Check:
    """Check a corpus.

    Args:
        data: a corpus as `nlp.corpora.rows` takes it.
        against: reports, or folders of them, that no paragraph may repeat, such as those kept for testing. Files
            that cannot be read hold no text to be repeated and are passed over.
        demands: how much it must hold; `Demands()` if left out.
        alike: the Jaccard similarity from which two paragraphs count as one.

    Raises:
        TrainingError: E501 there is no file, E509 datasketch is not installed.
        ReadError: E101 one of `against` is not there.
    """
    placed: dict[str, Labelled] = {}
    findings: list[TrainingError] = []
    for place, row in each_row(data):
        if isinstance(row, TrainingError):
            findings.append(row)
        else:
            placed[place] = row
    findings += _repeated_ids(placed)
    findings += _scattered_bodies(placed)
    texts = [Text(place, row.passage.text, row.body) for place, row in placed.items()]
    findings += _near(placed, texts, alike)
    others = list(_paragraphs(against))
    for pair in near_duplicates_between(texts, others, alike):
        findings.append(TrainingError("E506", pair.first, other=pair.second, shared=f"{pair.shared:.0%}"))
    rows = tuple(placed.values())
    findings += _too_few(rows, demands or Demands())
    return Check(rows, len(others), tuple(findings))


def _repeated_ids(placed: Mapping[str, Labelled]) -> Iterator[TrainingError]:
    seen: set[str] = set()
    for place, row in placed.items():
        if row.id in seen:
            yield TrainingError("E503", place, id=row.id)
        seen.add(row.id)


def _scattered_bodies(placed: Mapping[str, Labelled]) -> Iterator[TrainingError]:
    sides: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    for place, row in placed.items():
        sides[row.body].add(split_of(row))
        first.setdefault(row.body, place)
    for body, splits in sides.items():
        if len(splits) > 1:
            yield TrainingError("E508", first[body], body=body, splits=", ".join(sorted(splits)))


def _near(placed: Mapping[str, Labelled], texts: Sequence[Text], alike: float) -> Iterator[TrainingError]:
    for pair in near_duplicates(texts, alike):
        crosses = split_of(placed[pair.first]) != split_of(placed[pair.second])
        # Named is the later one: that is the one to take out.
        yield TrainingError("E505" if crosses else "E504", pair.second, other=pair.first, shared=f"{pair.shared:.0%}")


def _paragraphs(sources: Iterable[Path]) -> Iterator[Text]:
    for found in read_reports(sources):
        if isinstance(found, Read):
            for paragraph in found.report.paragraphs:
                yield Text(f"{found.path}#{paragraph.id}", paragraph.text, found.report.issuer or "")


def _too_few(rows: Sequence[Labelled], demands: Demands) -> Iterator[TrainingError]:
    themes, aspects = Counter(row.theme for row in rows), Counter(row.aspect for row in rows)
    counts = [
        ("paragraphs", len(rows), demands.paragraphs),
        *((f"paragraphs on {theme}", themes[theme], demands.theme) for theme in THEMES),
        *((f"paragraphs of the aspect {aspect}", aspects[aspect], demands.aspect) for aspect in ASPECTS),
        ("paragraphs with a second theme", sum(bool(row.also) for row in rows), demands.also),
        ("bodies", len({row.body for row in rows}), demands.bodies),
    ]
    for what, count, least in counts:
        if count < least:
            yield TrainingError("E507", count=count, what=what, least=least)
