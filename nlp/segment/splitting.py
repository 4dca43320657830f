"""Whole sections that came as one block, cut into their headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.segment.headings import LONGEST_HEADING, glued_heading_end
from nlp.segment.known_titles import known_title_length
from nlp.segment.marks import FORMS, Mark, mark_at_start, marks_inside

# A block this long holds more than one paragraph if numbers run through it; shorter ones are left as they are.
_RUN_TOGETHER = {"part": 0, "section": 400, "item": 400, "point": 450, "subpoint": 900, "circled": 900}
_SAFE_TITLE = 4
_SENTENCE_END = "。！？；”’）》："
_HAN_YEAR = "二[〇○零ΟOo0][一二][〇○零一二三四五六七八九ΟOo0]"
_DATE_AT_END = re.compile(
    rf"(?<=[。！])\s*(?=[\u4e00-\u9fff]{{0,24}}\s*(?:20\d\d|{_HAN_YEAR})年"
    r"[\d一二三四五六七八九十 ]{1,4}月[\d一二三四五六七八九十 ]{1,4}日\s*(?:$|附))"
)
_ANNEX = re.compile(r"(?<=[。！\s日])(?=附(?:件|表)?\s*\d?[：:][^。]{2,40}(?:统计表|情况表))")


@dataclass(slots=True)
class Splitter:
    """Cuts the blocks of one report in order; it remembers how far each sequence of numbers has come.

    Attributes:
        issuer: the body that the title names; a sentence that begins with it follows a glued heading.
    """

    issuer: str = ""
    _reached: dict[str, int] = field(default_factory=dict)

    def split(self, text: str) -> list[str]:
        """The headings and paragraphs that a block holds, in order; mostly the block itself.

        A block is cut before a number that stands in sequence (（二） after （一）) and at a sentence's end, where
        the block is too long to be one paragraph or a shared heading follows the number; behind a heading that its
        text follows without a mark; and before a date or an annex at its end.

        >>> Splitter().split("一、总体情况（一）加强领导。调整领导小组。")
        ['一、总体情况', '（一）加强领导。调整领导小组。']
        """
        pieces: list[str] = []
        for part in _at_places(text, [found.start() for cut in (_DATE_AT_END, _ANNEX) for found in cut.finditer(text)]):
            for piece in _at_places(part, [mark.start for mark in self._cuts(part)]):
                pieces += _heading_and_text(piece, self.issuer)
        return pieces

    def _cuts(self, text: str) -> Iterator[Mark]:
        marks = list(marks_inside(text))
        seconds = {mark.form: mark.start for mark in marks if mark.ordinal == 2}
        start = mark_at_start(text)
        for mark in marks:
            if mark.start == 0:
                self._reach(mark)
                continue
            if not self._in_sequence(mark, seconds, text):
                continue
            if self._cut_here(mark, text, start):
                self._reach(mark)
                yield mark

    def _in_sequence(self, mark: Mark, seconds: dict[str, int], text: str) -> bool:
        if mark.ordinal != self._reached.get(mark.form, 0) + 1:
            return False
        if mark.ordinal > 1:
            return True
        second = seconds.get(mark.form, 0) > mark.start
        return second or known_title_length(_behind(text, mark)) >= _SAFE_TITLE or _follows_heading(text, mark)

    def _cut_here(self, mark: Mark, text: str, start: Mark | None) -> bool:
        last = text[mark.start - 1]
        at_boundary = last.isspace() or last in _SENTENCE_END
        titled = known_title_length(_behind(text, mark)) >= _SAFE_TITLE
        if _follows_heading(text, mark):
            # '一、工作情况（一）……': nothing but a heading stands before this number.
            return titled or mark.form in ("section", "item") or len(text) > _RUN_TOGETHER[mark.form]
        if not at_boundary:
            return False
        rest = text[mark.end : mark.end + LONGEST_HEADING].strip()
        trails = bool(rest) and len(rest) <= LONGEST_HEADING - 14 and not re.search(r"[，。；：！？]", rest)
        deeper = start is not None and mark.rank > FORMS.index("item")
        long_enough = len(text) > _RUN_TOGETHER[mark.form]
        return long_enough or (titled and not deeper and _title_ends(text, mark)) or (trails and not deeper)

    def _reach(self, mark: Mark) -> None:
        self._reached[mark.form] = mark.ordinal
        for deeper in FORMS[mark.rank + 1 :]:
            self._reached.pop(deeper, None)


def _heading_and_text(piece: str, issuer: str) -> list[str]:
    """A heading, perhaps one more below it, and the text that was glued to them."""
    pieces = []
    while piece and (end := glued_heading_end(piece, issuer)) is not None:
        pieces.append(piece[:end].strip())
        piece = piece[end:].strip()
    return [*pieces, piece] if piece else pieces


def _behind(text: str, mark: Mark) -> str:
    """As much of the text behind a mark as a heading may take."""
    return text[mark.end : mark.end + 2 * LONGEST_HEADING]


def _follows_heading(text: str, mark: Mark) -> bool:
    """Whether only a numbered heading stands before the mark, back to the last sentence's end."""
    before = re.split(r"[。；！？：\s]", text[max(0, mark.start - LONGEST_HEADING) : mark.start].rstrip())[-1]
    above = mark_at_start(before)
    if above is None or above.rank > mark.rank or (above.rank == mark.rank and mark.ordinal != above.ordinal + 1):
        return False
    head = before[above.end :]
    return 3 <= len(head) <= LONGEST_HEADING - 14 and (above.rank < mark.rank or known_title_length(head) == len(head))


def _title_ends(text: str, mark: Mark) -> bool:
    """Whether the shared title behind the mark is a heading and not the beginning of a longer phrase."""
    rest = _behind(text, mark)[known_title_length(_behind(text, mark)) :]
    return not rest or rest[0] not in "的和与及、，,"


def _at_places(text: str, places: list[int]) -> list[str]:
    ends = sorted({place for place in places if 0 < place < len(text)})
    pieces = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]
