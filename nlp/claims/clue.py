"""What a number's surroundings tell, and what has been read before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.claims.changes import Change, change_of
from nlp.claims.concepts import Concept, find_concepts
from nlp.claims.context import Place, Scope, foreign, own_words
from nlp.claims.quantities import Quantity
from nlp.claims.statement import Reading

# 都是直接起诉，1件胜诉、1件待判: what stands right behind a number tells more than what a comma parts from it
_TELLING = frozenset({"result", "ground", "outcome"})
_SEGMENT = re.compile(r"[，,、：:；（(]")
_REMARK = re.compile(r"[（(](?:不?含|包括|不包括|即|如|其中)[^（）()]*[）)]")


@dataclass(slots=True)
class State:
    """What has been read so far in a paragraph, and what the next number may lean on.

    Attributes:
        about_applications: the paragraph speaks of applications for information.
        row, act, items: of the proactive table, as last named; whether its items (事项) are spoken of.
        cleaned: the documents spoken of were cleaned up, reviewed or reprinted: what is said of them need not be the year's.
        part: review, litigation or a way to court, as last named.
        parent: the row whose applicants follow: new, or an outcome.
        columns: the applicants named so far in the list.
        role: the role of the last bound number's concept: what 其他 means.
        last: its indicator.
        year: the year that the sentence speaks of.
        scope: whose its numbers are, if not the report's own.
        sentence: where it starts.
    """

    about_applications: bool
    row: str | None = None
    act: str | None = None
    items: bool = False
    cleaned: bool = False
    part: str | None = None
    parent: str | None = None
    columns: frozenset[str] = frozenset()
    role: str | None = None
    last: str | None = None
    year: int | None = None
    scope: Scope | None = None
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Clue:
    """A number and what stands next to it.

    Attributes:
        text: the paragraph's text.
        reported: the year reported on.
        change: the word of change before the number.
        concepts: those before it, remarks in brackets left out.
        near: the one that stands next to it, nothing but filling words between.
        behind: those behind it, where nothing else is counted: 83件新收申请, 9件被复议纠正.
    """

    place: Place
    quantity: Quantity
    text: str
    reported: int | None
    change: Change | None
    concepts: tuple[Concept, ...]
    near: Concept | None
    behind: tuple[Concept, ...]

    @property
    def changed(self) -> bool:
        """The number is by how much something changed, without doubt."""
        return self.change is not None and self.change.sure

    def of(self, *roles: str) -> list[Concept]:
        """The concepts before the number that have one of these roles."""
        return [concept for concept in self.concepts if concept.role in roles]


@dataclass(frozen=True, slots=True)
class Found:
    """What a number measures.

    Attributes:
        indicator: a dotted name, see `indicators`.
        named: the words themselves name it.
        anchor: where the naming begins, an offset in the lead; None where it stands behind the number.
        tail: how many characters behind the number belong to it.
        readings: its cells, where the indicator's own are not all that it can mean.
    """

    indicator: str
    named: bool
    anchor: int | None = None
    tail: int = 0
    readings: tuple[Reading, ...] = ()


def clue_of(place: Place, quantity: Quantity, text: str, issuer: str | None, reported: int | None) -> Clue:
    """Looks around a number."""
    lead = _without_remarks(place.lead)
    concepts = tuple(find_concepts(lead))
    last = next((concept for concept in reversed(concepts) if concept.role != "nothing"), None)
    near = last if last and not foreign(lead[last.end :]) else None
    behind: tuple[Concept, ...] = ()
    own = segment(lead)
    apart = near is None or near.end <= len(lead) - len(own)  # a comma stands between it and the number
    if apart and not own_words(own, issuer):
        behind = tuple(concept for concept in find_concepts(place.tail) if concept.role != "nothing")
        if behind and foreign(place.tail[: behind[0].start]):
            behind = ()
        if any(concept.role in _TELLING for concept in behind):
            near = None
    if near is not None:
        behind = ()
    return Clue(place, quantity, text, reported, change_of(place.lead, quantity.unit), concepts, near, behind)


def segment(words: str) -> str:
    """What stands after the last comma or the like."""
    return _SEGMENT.split(words)[-1]


def _without_remarks(lead: str) -> str:
    """作其他处理（含申请人主动撤回申请）341件: a remark in brackets is blanked, offsets stay."""
    return _REMARK.sub(lambda match: match.group() if "部分公开" in match.group() else " " * len(match.group()), lead)
