"""Paragraphs put together from sentences of others, so that a tagger learns to weigh several matters by their length.

Real paragraphs that hold a whole section are rare among those that people label. What their themes are follows from the parts
by the rules of the manual (corpora/MANUAL.md 2.1, 2.2, 2.5).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from nlp.corpora import Labelled
from nlp.labels import Theme
from nlp.segment import sentences

SHORTEST, LONGEST = 20, 200  # characters of a part: a shorter one may only lead in
TIE = 1.2  # a part that is not longer than another by a fifth weighs the same
SECOND = 0.5  # of the longest part, from which another theme is acceptable too

_OF_ONE_MATTER = {"mechanism", "proactive", "on_request", "management", "platform", "supervision"}


def joined_paragraphs(labelled: Sequence[Labelled], count: int, seed: int) -> list[Labelled]:
    """Paragraphs of two or three parts, each the first sentences of a paragraph about another piece of work.

    Parts are taken from paragraphs that have one theme only, and neither `problems` nor `other`, whose sentences may say
    something else by themselves. The themes are drawn evenly. The headings are those of one of the parts.

    Args:
        labelled: paragraphs to take from.
        count: how many to put together; none where fewer than two themes are there.
        seed: of what is drawn.

    Returns:
        Rows whose ids are joined:0, joined:1 and so on; the body is that of the part that gives the theme.
    """
    choice = random.Random(seed)  # noqa: S311 - not a secret, only repeatable
    pool: dict[Theme, list[tuple[Labelled, list[int]]]] = defaultdict(list)
    for row in labelled:
        ends = [span.end for span in sentences(row.passage.text) if SHORTEST <= span.end <= LONGEST]
        if ends and row.theme in _OF_ONE_MATTER and not row.also:
            pool[row.theme].append((row, ends))
    themes = sorted(pool)
    if len(themes) < 2:
        return []
    found: list[Labelled] = []
    for number in range(count):
        drawn = choice.sample(themes, min(choice.choice((2, 2, 3)), len(themes)))
        parts = [_beginning(*choice.choice(pool[theme]), choice) for theme in drawn]
        found.append(replace(join(parts, choice.choice(parts).passage.section), id=f"joined:{number}"))
    return found


def join(parts: Sequence[Labelled], section: tuple[str, ...]) -> Labelled:
    """One paragraph of several, each with a theme of its own; the longest gives the theme, the first of those that tie.

    Args:
        parts: in order.
        section: the headings that it is to stand under.
    """
    lengths = [len(part.passage.text) for part in parts]
    longest = max(lengths)
    first = next(place for place, length in enumerate(lengths) if length * TIE > longest)
    others = sorted((place for place in range(len(parts)) if place != first), key=lambda place: -lengths[place])
    also = tuple(parts[place].theme for place in others if lengths[place] >= SECOND * longest)
    text = "".join(part.passage.text for part in parts)
    return replace(parts[first], passage=replace(parts[first].passage, text=text, section=section), also=also)


def _beginning(row: Labelled, ends: Sequence[int], choice: random.Random) -> Labelled:
    return replace(row, passage=replace(row.passage, text=row.passage.text[: choice.choice(ends)]))
