"""The paragraphs that a tagger is measured on: from a corpus, from labels of real reports, or from reports with gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.corpora import Labelled, Split, placed_rows, rows, split_of
from nlp.corpora.headed import with_headings
from nlp.corpora.kinds import kind_of
from nlp.corpora.labelled import checked_labels
from nlp.errors import TrainingError
from nlp.evaluation.gold import GoldHeading, GoldParagraph, GoldReport, load_gold
from nlp.themes.tagger import Passage


@dataclass(frozen=True, slots=True)
class Measured:
    """Labelled paragraphs, and how many more were left out because the segmenter cuts their report otherwise."""

    rows: tuple[Labelled, ...]
    left_out: int = 0


def measured_rows(
    data: Path,
    reports: Path | None = None,
    *,
    split: Split | None = None,
    bodies: Path | None = None,
    except_bodies: Path | None = None,
) -> Measured:
    """The labelled paragraphs of DATA, under their headings.

    Args:
        data: one of: a corpus as `nlp.corpora.rows` takes it; with `reports`, labels by file and offset as
            `nlp.corpora.placed_rows` takes them; reports with gold as `nlp.evaluation.load_gold` takes them.
        reports: the folder of the files that the labels name.
        split: only this side of the split.
        bodies: a file that names the bodies to keep, one a line.
        except_bodies: a file that names the bodies to leave out.

    Raises:
        TrainingError: E501 to E503, E511 the data or the file of bodies are unusable, E531 no paragraph is left.
    """
    keep = _chooser(split, bodies, except_bodies)
    found = _rows(data) if reports is None else placed_rows(data, reports)
    chosen = tuple(row for row in found if keep(row))
    headed = chosen if reports is None else with_headings(chosen, reports)
    if not headed:
        raise TrainingError("E531", str(data), count=len(found))
    return Measured(headed, len(chosen) - len(headed))


def read_bodies(file: Path) -> frozenset[str]:
    """The bodies that a file names, one a line; blank lines are passed over.

    Raises:
        TrainingError: E501 the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise TrainingError("E501", str(file), why=str(error)) from error
    return frozenset(line.strip() for line in lines if line.strip())


def gold_rows(folder: Path) -> tuple[Labelled, ...]:
    """The paragraphs of reports with gold, under the headings that the gold gives them.

    Args:
        folder: as `nlp.evaluation.load_gold` takes it.

    Raises:
        TrainingError: E501 there is no report or no paragraph in them, E511 one is not of the form.
    """
    found = tuple(row for report in load_gold(folder) for row in _rows_of(report))
    if not found:
        raise TrainingError("E501", str(folder), why="there is no paragraph with a theme")
    return found


def _chooser(split: Split | None, bodies: Path | None, except_bodies: Path | None) -> Callable[[Labelled], bool]:
    kept = None if bodies is None else read_bodies(bodies)
    dropped = frozenset() if except_bodies is None else read_bodies(except_bodies)

    def keep(row: Labelled) -> bool:
        of_split = split is None or split_of(row) == split
        return of_split and (kept is None or row.body in kept) and row.body not in dropped

    return keep


def _rows(data: Path) -> tuple[Labelled, ...]:
    is_gold = data.suffix == ".yaml" or any(data.glob("*.yaml")) or any(data.glob("gold/*.yaml"))
    return gold_rows(data) if is_gold else rows(data)


def _rows_of(report: GoldReport) -> Iterator[Labelled]:
    above: list[GoldHeading] = []
    for place, block in enumerate(report.blocks):
        if isinstance(block, GoldHeading):
            above = [heading for heading in above if heading.level < block.level] + [block]
        elif isinstance(block, GoldParagraph):
            try:
                theme, also, aspect = checked_labels(block.theme, block.also, block.aspect)
            except ValueError as error:
                raise TrainingError("E511", report.id, why=str(error)) from error
            yield Labelled(
                id=f"{report.id}:{place}",
                body=report.issuer,
                kind=kind_of(report.issuer),
                year=report.year,
                passage=Passage(block.text, tuple(heading.text for heading in above)),
                theme=theme,
                also=also,
                aspect=aspect,
                batch=report.id,
            )
