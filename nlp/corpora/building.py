"""A corpus of one's own: reports in, paragraphs with weak labels out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.corpora.drafts import Draft
from nlp.corpora.duplicates import ALIKE, Pair, Text, near_duplicates, near_duplicates_between, normal
from nlp.corpora.headings import weak_label
from nlp.corpora.kinds import kind_of
from nlp.corpora.reports import Read, Rejected, read_reports
from nlp.corpora.splits import assign
from nlp.errors import TrainingError, XxgkError
from nlp.segment import Paragraph

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STOCK = 30  # characters: shorter texts (无其他需要报告的事项) are the same everywhere and tie no two bodies together
_BODY = re.compile(r"[\u4e00-\u9fff]{3,}")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave.

    Attributes:
        drafts: a paragraph each, in the order of files and paragraphs.
        reports: how many files were read.
        rejected: files that could not be read, with the reader's error (E1xx), and paragraphs that were left out since
            they repeat a text that must stay out (E506).
    """

    drafts: tuple[Draft, ...]
    reports: int
    rejected: tuple[XxgkError, ...]


def build(sources: Iterable[Path], against: Iterable[Path] = (), alike: float = ALIKE) -> Built:
    """Make a corpus of reports.

    A paragraph's label comes from the headings over it (`nlp.corpora.headings.weak_label`); a run-in heading that gives
    the label is moved from the text to the end of its section path. Near-duplicates are marked, and bodies that share
    some are put on one side of the split.

    Args:
        sources: reports, and folders of them that are searched to the bottom.
        against: likewise, texts that no paragraph may repeat, such as reports kept for testing.
        alike: the Jaccard similarity from which two paragraphs count as one.

    Raises:
        TrainingError: E501 no file gave a paragraph, E509 datasketch is not installed.
        ReadError: E101 a source is not there. Whatever else is wrong with a file is in `rejected`.
    """
    drafts: dict[str, Draft] = {}
    rejected: list[XxgkError] = []
    reports = 0
    sources = list(sources)
    for found in read_reports(sources):
        if isinstance(found, Rejected):
            rejected.append(found.error)
            continue
        reports += 1
        for draft in _drafts(found, several=len(sources) > 1):
            drafts[draft.id] = draft
    for pair in near_duplicates_between(_texts(drafts.values()), _foreign(against), alike):
        if drafts.pop(pair.first, None):
            rejected.append(TrainingError("E506", pair.first, other=pair.second, shared=f"{pair.shared:.0%}"))
    if not drafts:
        raise TrainingError("E501", ", ".join(map(str, sources)), why="no file gave a paragraph")
    pairs = near_duplicates(_texts(drafts.values()), alike)
    return Built(tuple(_marked(drafts, pairs)), reports, tuple(rejected))


def _drafts(found: Read, several: bool) -> Iterator[Draft]:
    report, name = found.report, found.name
    stem = Path(name).stem
    year = report.year or next((int(digits) for digits in _YEAR.findall(stem)), None)
    named = _BODY.search(stem)
    body = report.issuer or (named.group() if named else stem)
    for paragraph in report.paragraphs:
        source = str(found.path) if several else name
        yield _labelled(Draft(f"{source}#{paragraph.id}", body, kind_of(body), year, (), "", batch=name), paragraph)


def _labelled(draft: Draft, paragraph: Paragraph) -> Draft:
    section, text = paragraph.section, paragraph.text
    label = weak_label(section, text)
    if label is None:
        return replace(draft, section=section, text=text, why="no heading says anything")
    if label.run_in:
        section, text = (*section, text[: label.run_in].rstrip("。：: 　")), text[label.run_in :].lstrip()
    return replace(
        draft,
        section=section,
        text=text,
        theme=label.theme,
        aspect=label.aspect,
        confidence=label.confidence,
        why=label.why,
    )


def _texts(drafts: Iterable[Draft]) -> list[Text]:
    return [Text(draft.id, draft.text, draft.body) for draft in drafts]


def _foreign(against: Iterable[Path]) -> Iterator[Text]:
    for found in read_reports(against):
        if isinstance(found, Read):
            for draft in _drafts(found, several=True):
                yield Text(draft.id, draft.text, draft.body)


def _marked(drafts: Mapping[str, Draft], pairs: Sequence[Pair]) -> Iterator[Draft]:
    """Each draft with its side and, where it is a near-duplicate, the first that it is like."""
    bodies = {key: draft.body for key, draft in drafts.items()}
    telling = {key for key, draft in drafts.items() if len(normal(draft.text, draft.body)) >= _STOCK}
    sides = assign(
        bodies.values(), ((bodies[pair.first], bodies[pair.second]) for pair in pairs if pair.first in telling)
    )
    earlier: dict[str, str] = {}
    for pair in pairs:
        earlier.setdefault(pair.second, pair.first)
    for key, draft in drafts.items():
        yield replace(draft, split=sides[draft.body], duplicate_of=earlier.get(key))
