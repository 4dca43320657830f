"""Which found claim is which gold claim: the same value and unit, in the same paragraph, as near as possible.

Paragraphs of an analysis seldom are those of the gold: readers join and split them and leave marks out. So places are
counted in one text for both, the report's own with white space taken out and full-width forms made narrow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.fuzz import partial_ratio_alignment

from nlp.evaluation.answer import Answer, FoundClaim
from nlp.evaluation.gold import GoldClaim, GoldParagraph

_UNITS = {"％": "%", "百分点": "个百分点"}
_MONEY = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}
_CONTEXTS = (48, 32, 20, 12, 8, 6)
_LIKENESS = 60  # per cent of a paragraph that must stand at its place
_ALIKE = Decimal("1e-6")


class Compact:
    """A text without white space, NFKC, that knows where its characters came from.

    >>> compact = Compact("收到 ２８ 件")
    >>> compact.text, compact.place(3), compact.place(5)
    ('收到28件', 2, 4)
    """

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self._before: list[int] = []  # how many characters stand before each one of the text
        for letter in text:
            self._before.append(len(letters))
            letters += [c for c in unicodedata.normalize("NFKC", letter) if not c.isspace()]
        self._before.append(len(letters))
        self.text = "".join(letters)

    def place(self, offset: int) -> int:
        """The place of an offset of the text in the compact one."""
        return self._before[min(max(offset, 0), len(self._before) - 1)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A claim in the text that is shared: `block` is the gold's paragraph, `end` where the claim ends."""

    block: int
    end: int
    value: Decimal
    unit: str
    optional: bool = False


def match(gold: Sequence[Spot], found: Sequence[Spot | None]) -> dict[int, int]:
    """Pairs gold and found claims, each at most once, the nearest first; those that count before optional ones.

    Args:
        gold: the gold's claims.
        found: the analysis's claims, None for one whose place is not known.

    Returns:
        The index of the found claim by that of the gold one; gold claims that nothing matches are left out.
    """
    pairs = sorted(
        (abs(want.end - have.end), want.optional, g, f)
        for g, want in enumerate(gold)
        for f, have in enumerate(found)
        if have is not None and have.block == want.block and same_number(want.value, want.unit, have.value, have.unit)
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, _, g, f in pairs:
        if g not in matched and f not in used:
            matched[g] = f
            used.add(f)
    return matched


def same_number(value: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """The same value and unit; money in any unit of it.

    >>> same_number(Decimal("418.6"), "万元", Decimal(4186000), "元")
    True
    """
    one, two = _UNITS.get(unit, unit), _UNITS.get(other_unit, other_unit)
    if one in _MONEY and two in _MONEY:
        value, other = value * _MONEY[one], other * _MONEY[two]
    elif one != two:
        return False
    return abs(value - other) <= _ALIKE * max(Decimal(1), abs(value))


def claim_places(paragraph: GoldParagraph) -> list[tuple[int, int]]:
    """The half-open span of each claim in its paragraph. Claims end in reading order; their texts may recur or overlap."""
    places: list[tuple[int, int]] = []
    after = 0  # where the claim before ends
    for claim in paragraph.claims:
        start = paragraph.text.find(claim.text, max(0, after - len(claim.text) + 1))
        if start < 0:
            start = paragraph.text.find(claim.text)
        after = start + len(claim.text)
        places.append((start, after))
    return places


def gold_spots(paragraphs: Sequence[GoldParagraph]) -> tuple[list[Spot], list[GoldClaim], str, list[int]]:
    """The spots of the gold's claims, the claims, the shared text, and where each paragraph ends in it."""
    spots: list[Spot] = []
    claims: list[GoldClaim] = []
    text, ends = "", []
    for block, paragraph in enumerate(paragraphs):
        compact = Compact(paragraph.text)
        for claim, (_, end) in zip(paragraph.claims, claim_places(paragraph), strict=True):
            spots.append(Spot(block, len(text) + compact.place(end), claim.value, claim.unit, claim.optional))
            claims.append(claim)
        text += compact.text
        ends.append(len(text))
    return spots, claims, text, ends


def found_spots(answer: Answer, text: str, ends: Sequence[int]) -> list[Spot | None]:
    """The spots of an answer's claims.

    Args:
        answer: the analysis.
        text: the shared text, compact.
        ends: where each of its blocks ends, in order.
    """
    compacts = {paragraph.id: Compact(paragraph.text) for paragraph in answer.paragraphs}
    begins = paragraph_begins(answer, text)
    return [_found_spot(claim, compacts, begins, text, ends) for claim in answer.claims]


def paragraph_begins(answer: Answer, text: str) -> dict[int, int]:
    """Where the answer's paragraphs begin in the shared text; those that do not stand there are left out."""
    begins: dict[int, int] = {}
    cursor = 0
    for paragraph in answer.paragraphs:
        words = Compact(paragraph.text).text
        begin = _begin(words, text, cursor) if words else None
        if begin is not None:
            begins[paragraph.id] = begin
            cursor = max(cursor, begin)
    return begins


def _begin(words: str, text: str, cursor: int) -> int | None:
    for start in (cursor, 0):
        if (begin := text.find(words, start)) >= 0:
            return begin
    likely = partial_ratio_alignment(words, text, score_cutoff=_LIKENESS)
    return max(0, likely.dest_start - likely.src_start) if likely else None


def _found_spot(
    claim: FoundClaim, compacts: Mapping[int, Compact], begins: Mapping[int, int], text: str, ends: Sequence[int]
) -> Spot | None:
    compact = compacts.get(claim.paragraph)
    if compact is None:
        return None
    end = compact.place(claim.end)
    if claim.paragraph not in begins:
        return None
    begin = begins[claim.paragraph]
    place = begin + end
    if not text.startswith(compact.text, begin):  # something stands in the midst of it
        place = next(_by_context(compact.text[:end], text, begin), place)
    block = next((number for number, stop in enumerate(ends) if place <= stop), None)
    return None if block is None else Spot(block, place, claim.value, claim.unit)


def _by_context(words: str, text: str, near: int) -> Iterator[int]:
    """Where the text has these last words, from `near` on, the longest stretch first."""
    for size in _CONTEXTS:
        context = words[-size:]
        begin = text.find(context, near)
        if begin >= 0:
            yield begin + len(context)
