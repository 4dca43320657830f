"""Any number of reports from folders: each is read and taken apart, and one bad file stops nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import ReadError, XxgkError
from nlp.readers import read
from nlp.segment import Report, segment

# What is looked at in a folder. A file that is named itself is read whatever its ending says.
ENDINGS = frozenset({".docx", ".doc", ".wps", ".rtf", ".html", ".htm", ".shtml", ".pdf", ".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Read:
    """A file that became a report. `name` is its path below the folder that was named, with '/' between."""

    name: str
    path: Path
    report: Report


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that did not, and why."""

    name: str
    path: Path
    error: XxgkError


def read_reports(sources: Iterable[Path]) -> Iterator[Read | Rejected]:
    """Read every report in files and folders, by name, those of a folder before those of the folders in it.

    Args:
        sources: files, and folders that are searched to the bottom. Hidden files are passed over; files in a folder
            with an ending that is not one of `ENDINGS` are rejected unread (E106).

    Raises:
        ReadError: E101 a source is not there. Whatever is wrong with a file in a folder is given back, not raised.
    """
    for source in sources:
        if not source.exists():
            raise ReadError("E101", str(source))
        if source.is_dir():
            for path in _files(source):
                yield _read(path, path.relative_to(source).as_posix(), named=False)
        else:
            yield _read(source, source.name, named=True)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(files) if not name.startswith("."))


def _read(path: Path, name: str, named: bool) -> Read | Rejected:
    try:
        if not named and path.suffix.lower() not in ENDINGS:
            raise ReadError("E106", str(path), what=f"a file that ends in {path.suffix or 'nothing'}")
        report = segment(read(path))
        if not report.paragraphs:
            raise ReadError("E107", str(path))
    except XxgkError as error:
        return Rejected(name, path, error)
    return Read(name, path, report)
