"""The headings that stand over the place where one reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.segment.known_titles import is_main_title
from nlp.segment.marks import FORMS, Mark, mark_at_start

_LEAF = len(FORMS)  # the depth of a heading without number


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    mark: Mark | None
    level: int | None

    @property
    def rank(self) -> int:
        if self.mark:
            return self.mark.rank
        return FORMS.index("section") if is_main_title(self.text) else _LEAF


@dataclass(slots=True)
class Outline:
    """A stack of headings, outermost first.

    >>> outline = Outline()
    >>> for heading in ("一、总体情况", "1、平台建设", "二、主动公开"):
    ...     outline.open(heading, None)
    >>> outline.path
    ('二、主动公开',)
    """

    _stack: list[_Heading] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above the present place, outermost first."""
        return tuple(heading.text for heading in self._stack)

    def open(self, text: str, level: int | None) -> None:
        """Enter the section under a heading, leaving those that it ends.

        The number's form decides, since reports go from 一、 straight to 1、; the level that the source gives decides
        between headings without number.
        """
        heading = _Heading(text, mark_at_start(text), level)
        while self._stack and self._ends(self._stack[-1], heading):
            self._stack.pop()
        self._stack.append(heading)

    def pass_by(self, text: str) -> None:
        """A paragraph with a run-in heading '（二）……。' ends the section of a heading '（一）……' that stood alone."""
        mark = mark_at_start(text)
        if mark is None:
            return
        for place, heading in enumerate(self._stack):
            if heading.mark and heading.mark.form == mark.form and mark.ordinal == heading.mark.ordinal + 1:
                del self._stack[place:]
                return

    @staticmethod
    def _ends(open_one: _Heading, new: _Heading) -> bool:
        if new.mark is not None:
            return open_one.rank >= new.rank
        if is_main_title(new.text):
            return open_one.rank >= new.rank
        if new.level is not None and open_one.level is not None:
            return open_one.level >= new.level
        return open_one.rank >= _LEAF
