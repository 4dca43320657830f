"""How far two annotators agree: `xxgk corpus agreement corpora/real/themes.jsonl`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.corpora.labelled import each_line
from nlp.errors import TrainingError

_READINGS = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings of the same paragraphs.

    Attributes:
        paragraphs: read by both.
        kappa: Cohen's kappa of the theme, -1 to 1.
        agreed: share of paragraphs with the same theme, 0 to 1.
        aspects: paragraphs that both call problems; the aspect's figures are of these, not a number without any.
        aspect_kappa, aspect_agreed: likewise for the aspect.
        confusions: pairs of themes that were mistaken for each other, without order, and how often; most frequent
            first.
    """

    paragraphs: int
    kappa: float
    agreed: float
    aspects: int
    aspect_kappa: float
    aspect_agreed: float
    confusions: tuple[tuple[tuple[str, str], int], ...]


def agreement(readings: Sequence[tuple[str, str]]) -> Agreement:
    """Compare two readings.

    Args:
        readings: for each paragraph what the two said: 'proactive', or 'problems/improvement' with the aspect.

    Raises:
        ValueError: there is none.
    """
    themes = [(first.partition("/")[0], second.partition("/")[0]) for first, second in readings]
    both = [pair for pair, theme in zip(readings, themes, strict=True) if theme == ("problems", "problems")]
    aspects = [(first.partition("/")[2], second.partition("/")[2]) for first, second in both]
    confusions = Counter((min(first, second), max(first, second)) for first, second in themes if first != second)
    return Agreement(
        paragraphs=len(themes),
        kappa=cohens_kappa(themes),
        agreed=_observed(themes),
        aspects=len(aspects),
        aspect_kappa=cohens_kappa(aspects) if aspects else float("nan"),
        aspect_agreed=_observed(aspects) if aspects else float("nan"),
        confusions=tuple(confusions.most_common()),
    )


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Agreement beyond chance (J. Cohen, A coefficient of agreement for nominal scales, 1960).

    Args:
        pairs: what the first and the second annotator said, at least one.

    Returns:
        1 for full agreement, 0 for that of chance; 1 where both say one and the same throughout.

    Raises:
        ValueError: there is no pair.

    >>> cohens_kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    if not pairs:
        raise ValueError("there is no pair to compare")
    observed = _observed(pairs)
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    chance = sum(count * second[label] for label, count in first.items()) / len(pairs) ** 2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def read_readings(path: Path) -> list[tuple[str, str]]:
    """The field `readings` of each line that has two.

    Raises:
        TrainingError: E501 the file cannot be read or no line has two readings, E502 a line is no JSON object.
    """
    found: list[tuple[str, str]] = []
    for _, fields in each_line(path):
        if isinstance(fields, TrainingError):
            raise fields
        readings: Sequence[object] = fields.get("readings") or []
        if len(readings) == _READINGS:
            found.append((str(readings[0]), str(readings[1])))
    if not found:
        raise TrainingError("E501", str(path), why="no row has two readings")
    return found


def _observed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    return sum(first == second for first, second in pairs) / len(pairs)
